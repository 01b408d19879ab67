"""Web addresses as people write them into BibTeX, made safe for a link."""

from __future__ import annotations

import re
from urllib.parse import quote

_SAFE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#](?:[A-Za-z0-9\-._~/?#@!$&()*+,;=:]|%[0-9A-Fa-f]{2})*)?")
_PARTS = re.compile(r"(?i)(https?)://([^/?#]+)(.*)", re.DOTALL)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9a-fA-F:.]+\](?::\d{1,5})?")
_KEPT = "-._~/?#@!$&()*+,;=:%"  # RFC 3986, but for quotes and brackets

_COMMAND = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}(?:\{[^{}]*\})?")
_ESCAPED = re.compile(r"\\([_%&#$~{}])|\{\\?([_%&#$~])\}|\\(?:textasciitilde|sim)(?:\{\}|\s)?|\\(?:textunderscore)(?:\{\}|\s)?")
_MAX_LENGTH = 4000


def written_address(value: str) -> str:
    """Return the address or the name of a file that `value` holds, without its LaTeX: `\\url{…}`, `\\_`, `{\\_}`."""
    text = value.strip()
    if "\\" not in text and "{" not in text and not text.startswith("<"):
        return text
    if command := _COMMAND.match(text):
        text = command[1].strip()
    text = _ESCAPED.sub(_unescape, text)
    return text.strip("<>{} ") if "://" in text else text.strip("{} ")


def _unescape(match: re.Match[str]) -> str:
    return match[1] or match[2] or ("_" if "underscore" in match[0] else "~")


def web_url(text: str) -> str:
    """Return `text` as an http(s) address that is safe in any attribute, "" where it is none."""
    if _SAFE.fullmatch(text):
        return text
    match = _PARTS.fullmatch(text[:_MAX_LENGTH].strip())
    if not match or len(text) > _MAX_LENGTH or any(char.isspace() for char in match[2]) or not _HOST.fullmatch(match[2]):
        return ""
    scheme, host, rest = match.groups()
    if rest and rest[0] not in "/?#":
        return ""
    rest = quote("".join(rest.split()), safe=_KEPT, errors="replace")
    return f"{scheme.lower()}://{host}{_STRAY_PERCENT.sub('%25', rest)}"


def has_scheme(text: str) -> bool:
    """Whether `text` is an address of any kind, rather than the name of a file."""
    return bool(re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", text[:40]))
