"""One name, taken apart into given name, particle, family name and suffix."""

from __future__ import annotations

import re

from ..latex import TexReader
from ..person_names import is_cjk
from ..records import Name
from .splitting import SURNAMES, split_commas

_LONGEST = 1_000
_SUFFIXES = frozenset({"jr", "sr", "jnr", "snr", "ii", "iii", "iv", "phd", "md", "esq", "filho", "neto"})
_AMERICAN_SUFFIXES = _SUFFIXES - {"filho", "neto"}
_EXTENDED = re.compile(r'"?(?:family|given|prefix|suffix)(?:-i)?\s*+=')
_WORD_BOUNDARY = re.compile(r"\\.|[{}]|[\s~]", re.DOTALL)
_PARTICLES = frozenset(
    {
        *(
            "'t",
            "abu",
            "af",
            "al",
            "av",
            "bin",
            "da",
            "das",
            "de",
            "degli",
            "dei",
            "del",
            "della",
            "den",
            "der",
            "des",
            "di",
        ),
        *(
            "do",
            "dos",
            "du",
            "e",
            "el",
            "ibn",
            "in",
            "la",
            "las",
            "le",
            "lo",
            "los",
            "op",
            "st",
            "ten",
            "ter",
            "van",
            "vom",
        ),
        *("von", "y", "zu", "zum", "zur"),
    }
)
# Last words in capitals that are as likely a surname as initials: "Wei XU" against "Turing AM".
_SYLLABLE = re.compile(r"[^AEIOUY]{1,2}[AEIOUY]{1,2}[NMKRH]?|Y[AEIOU]+N?|A[NIOU]|O[HU]|EN|IM|EU|NG|X")


def parse_name(tex: str, reader: TexReader, *, is_family_first: bool = False) -> Name:
    """Return the parts of one name; nothing of it is lost.

    BibTeX's rules, and beside them what people write: suffixes without a comma or behind the given name, initials
    behind the family name ("Turing AM"), Chinese, Japanese and Korean names family name first, names without capitals
    ("bell hooks"), biblatex's `family=…, given=…`.

    Arguments:
        tex: Without marks.
        is_family_first: Capitals at the end are initials even where they could be a surname.

    Source: Patashnik, BibTeXing, section 4; biblatex manual 3.4, "extended name format"
    """
    text = tex.strip().strip(",").strip()
    if not text or len(text) > _LONGEST:
        return Name(reader.plain(text), is_literal=bool(text))
    if text[0] == "{" and (inner := _only_group(text)) is not None:
        return Name(reader.plain(inner), is_literal=True)
    sections = [section for section in split_commas(text) if section]
    if _EXTENDED.match(text) and all("=" in section for section in sections):
        return _extended(sections, reader)
    if not sections:
        return Name(reader.plain(text))
    if len(sections) > 1:
        return _sorted_name(sections, reader)
    return _spoken_name(_words(text), reader, is_family_first)


def has_initials_behind(tex: str) -> bool | None:
    """Whether "Turing AM" is a family name and initials: None where it may as well be "Wei XU"."""
    if not tex.rstrip()[-1:].isupper():
        return False  # as nearly all
    first, _, last = tex.strip().rpartition(" ")
    if not (first and len(last) <= 3 and last.isascii() and last.isalpha() and last.isupper()) or "," in tex:
        return False
    if first.isupper() or "." in first or last.lower() in _SUFFIXES or not first.rpartition(" ")[2][1:].islower():
        return False
    return True if _SYLLABLE.fullmatch(last) is None else None


def _only_group(text: str) -> str | None:
    """Return the content of the one group that `text` is, None for any other and for a letter with its accent."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            inner = text[1 : match.start()]
            is_whole = match.end() == len(text)
            return inner if is_whole and not (inner.startswith("\\") and len(inner) < 6) else None
    return None


def _extended(sections: list[str], reader: TexReader) -> Name:
    parts: dict[str, str] = {}
    for section in sections:
        key, _, value = section.strip().strip('"').partition("=")
        parts[key.strip()] = reader.plain(value.strip().strip('"'))
    given = parts.get("given") or parts.get("given-i", "")
    return Name(parts.get("family", ""), given, parts.get("prefix", ""), parts.get("suffix", ""))


def _words(text: str) -> list[str]:
    if "{" not in text and "\\" not in text:
        return text.replace("~", " ").split()
    words: list[str] = []
    depth = start = 0
    for match in _WORD_BOUNDARY.finditer(text):
        if (token := match[0]) in "{}":
            depth = max(depth + (1 if token == "{" else -1), 0)
        elif not depth and token[0] != "\\":
            words.append(text[start : match.start()])
            start = match.end()
    return [word for word in (*words, text[start:]) if word]


def _sorted_name(sections: list[str], reader: TexReader) -> Name:
    """Read "von Last, First", "von Last, Jr, First" and "von Last, First, Jr"."""
    family, *rest = sections
    suffixes: list[str] = []
    if len(rest) > 1:
        at = next((at for at, part in enumerate(rest) if _is_suffix(part)), 0 if len(rest) == 2 else None)
        suffixes = [] if at is None else [rest.pop(at)]
    given = ", ".join(rest)
    family_words, given_words = _words(family), _words(given)
    for words in (family_words, given_words):
        if len(words) > 1 and not suffixes and _is_suffix(words[-1]):
            suffixes = [words.pop()]
    split = next((at for at in range(len(family_words) - 1, 0, -1) if _is_lower(family_words[at - 1], reader)), 0)
    return _name(family_words[split:], given_words, family_words[:split], suffixes, reader)


def _spoken_name(words: list[str], reader: TexReader, is_family_first: bool) -> Name:
    """Read "First von Last" and what is written without a comma beside it."""
    suffix = [words.pop()] if len(words) > 2 and _is_suffix(words[-1]) else []
    if len(words) > 1 and all(is_cjk(reader.plain(word)) for word in words):
        return _cjk_name(words, reader)
    initials = has_initials_behind(" ".join(words))
    if initials or (initials is None and is_family_first):
        return _name(words[:-1], words[-1:], [], suffix, reader)
    lower = [at for at, word in enumerate(words[:-1]) if _is_lower(word, reader)]
    if len(lower) == len(words) - 1 and words[0] not in _PARTICLES:  # no word has a capital but perhaps the last
        lower = [at for at in lower if words[at] in _PARTICLES]
    if not lower:
        return _name(words[-1:], words[:-1], [], suffix, reader)
    first, last = lower[0], lower[-1] + 1
    return _name(words[last:], words[:first], words[first:last], suffix, reader)


def _cjk_name(words: list[str], reader: TexReader) -> Name:
    first, last = reader.plain(words[0]), reader.plain(words[-1])
    if len(words) == 2 and len(first) == 2 and last in SURNAMES and first[0] not in SURNAMES:
        return Name(last, first)
    return Name(first, " ".join(map(reader.plain, words[1:])))


def _name(family: list[str], given: list[str], particle: list[str], suffix: list[str], reader: TexReader) -> Name:
    texts = (" ".join(family), " ".join(given), " ".join(particle), ", ".join(suffix))
    return Name._make((*(reader.plain(text) if text else "" for text in texts), False))


def _is_suffix(word: str) -> bool:
    return word.replace(".", "").replace(" ", "").lower() in _AMERICAN_SUFFIXES


def _is_lower(word: str, reader: TexReader) -> bool:
    """Whether BibTeX takes the word for a particle: its first letter outside braces is a small one."""
    if word[0] == "{" and word[1:2] != "\\":
        return False
    text = word if word[0].isalpha() else reader.plain(word)
    return next((char.islower() for char in text if char.isalpha()), False)
