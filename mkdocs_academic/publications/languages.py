"""The codes of languages, for what authors and reference managers write into `language`."""

from __future__ import annotations

import re
from types import MappingProxyType

_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE)
_CODES = MappingProxyType(
    {
        **dict.fromkeys(("english", "american", "usenglish"), "en"),
        **dict.fromkeys(("british", "ukenglish"), "en-GB"),
        **dict.fromkeys(("german", "ngerman", "deutsch"), "de"),
        **dict.fromkeys(("french", "français", "francais"), "fr"),
        **dict.fromkeys(("spanish", "español", "espanol"), "es"),
        **dict.fromkeys(("portuguese", "português", "portugues"), "pt"),
        **dict.fromkeys(("brazilian", "brazil"), "pt-BR"),
        **dict.fromkeys(("italian", "italiano"), "it"),
        **dict.fromkeys(("chinese", "中文"), "zh"),
        **dict.fromkeys(("japanese", "日本語"), "ja"),
        **dict.fromkeys(("korean", "한국어"), "ko"),
        **{"dutch": "nl", "russian": "ru", "ukrainian": "uk", "polish": "pl", "czech": "cs", "slovak": "sk"},
        **{"danish": "da", "swedish": "sv", "norwegian": "no", "finnish": "fi", "icelandic": "is", "greek": "el"},
        **{"turkish": "tr", "hebrew": "he", "arabic": "ar", "persian": "fa", "hindi": "hi", "hungarian": "hu"},
        **{"romanian": "ro", "bulgarian": "bg", "croatian": "hr", "serbian": "sr", "slovenian": "sl", "catalan": "ca"},
        **{"vietnamese": "vi", "thai": "th", "indonesian": "id", "latin": "la", "estonian": "et", "latvian": "lv"},
        "lithuanian": "lt",
    }
)


def language_code(written: str) -> str:
    """Return the BCP 47 tag of a language by its code or by its name in babel; "" for what is neither."""
    if not written:
        return ""
    written = written.strip()
    if code := _CODES.get(written.lower()):
        return code
    return written.replace("_", "-") if len(written) < 36 and _CODE.fullmatch(written) else ""
