"""Values of fields: where each of their parts ends, and what they say with abbreviations expanded."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

NAME = r"[^\s\"#%'(),={}@\\]++"
"""The name of a field or an abbreviation. Source: `id_class` of bibtex.web; `@` and the backslash are left out too."""

_MONTHS = MappingProxyType(
    {
        **{"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June"},
        **{"jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December"},
    }
)
# What people write without braces though it is no abbreviation, and what can only mean itself.
_BARE = frozenset({"true", "false", "sept", *(month.lower() for month in _MONTHS.values())})
_MOST_CHARACTERS = 100_000
_MOST_JOINED = 50_000_000  # of all values together: about the memory of twice the largest file

_BLANKS = re.compile(r"\s*+")
_WORD = re.compile(r"[^\s\"#%'(),={}]++")
_SHALLOW = re.compile(
    r"\{(?:[^{}\\]++|\\.|\{(?:[^{}\\]++|\\.|\{(?:[^{}\\]++|\\.)*+\})*+\})*+\}", re.DOTALL
)  # almost every value; nested deeper, braces are counted
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_ALL_BRACES = re.compile(r"[{}]")
_QUOTES = re.compile(r"\\.|[{}\"]", re.DOTALL)
_ALL_QUOTES = re.compile(r"[{}\"]")
_NEXT_QUOTE = re.compile(r"\"[^\"]*+\"")
_ENDS_VALUE = re.compile(r"\s*+(?:[,#})]|\Z)")


class Abbreviations:
    """The abbreviations that `@string` has defined so far, names of months among them.

    Source: months as `plain.bst` of BibTeX defines them
    """

    def __init__(self) -> None:
        self._texts = dict(_MONTHS)
        self._left = _MOST_JOINED

    def define(self, name: str, text: str) -> None:
        self._texts[name.lower()] = text

    def expand(self, value: str, warn: Callable[[str], None]) -> str:
        """Return what a value says; `warn` gets what could not be expanded, and continues "field 'journal' "."""
        parts = split_value(value)
        if parts is None:
            return value
        texts = [self._part(part, warn) for part in parts]
        if len(texts) == 1:
            return texts[0]
        length = sum(map(len, texts))
        if length > _MOST_CHARACTERS or length > self._left:
            warn(f"grows to {length:,} characters by '#'; it is cut. Write it without abbreviations.")
            return "".join(text[: min(_MOST_CHARACTERS, self._left) // len(texts)] for text in texts)
        self._left -= length
        return "".join(texts)

    def _part(self, part: str, warn: Callable[[str], None]) -> str:
        if part[0] in '{"':
            return part[1:-1]
        if part.isdigit():
            return part
        text = self._texts.get(part.lower())
        if text is None:
            if part.lower() in _BARE:
                return part
            warn(f"names {part[:60]!r}, which no '@string' before it defines; it is shown as text. Put text in braces.")
            return part
        return text


def literal(value: str) -> str | None:
    """Return what is in the braces or quotes of a value that is one text, or the number it is; None otherwise."""
    if not value:
        return None
    last = len(value) - 1
    if value[0] == "{":
        is_one = (value.find("}") == last and value.rfind("{") == 0) or part_end(value, 0, last + 1) == last + 1
        return value[1:-1] if is_one else None
    if value[0] == '"':
        return value[1:-1] if part_end(value, 0, last + 1) == last + 1 else None
    return value if value.isascii() and value.isdigit() else None


def split_value(value: str) -> list[str] | None:
    """Return the parts between the `#` of a value, braces and quotes about them; None where it has another form."""
    parts = []
    at = 0
    while (end := part_end(value, at, len(value))) is not None:
        parts.append(value[at:end])
        at = skip_blanks(value, end, len(value))
        if at == len(value):
            return parts
        if value[at] != "#":
            break
        at = skip_blanks(value, at + 1, len(value))
    return None


def part_end(text: str, start: int, limit: int) -> int | None:
    """Return where the part of a value ends that begins at `start`; None where no part begins or it has no end.

    A brace behind a backslash does not count as one, unless the part would have no end: BibTeX counts it, authors
    seldom do. A quote in braces belongs to the text.
    """
    if start >= limit:
        return None
    if text[start] == "{":
        shallow = _SHALLOW.match(text, start, limit)
        return shallow.end() if shallow else _brace_end(text, start, limit)
    if text[start] == '"':
        return _quote_end(text, start, limit)
    word = _WORD.match(text, start, limit)
    return word.end() if word else None


def skip_blanks(text: str, start: int, limit: int) -> int:
    blanks = _BLANKS.match(text, start, limit)
    return blanks.end() if blanks else start


def _brace_end(text: str, start: int, limit: int) -> int | None:
    end = _balance_end(_BRACES, text, start, limit)
    if end is None:
        end = _balance_end(_ALL_BRACES, text, start, limit)
        return end if end is not None and _ENDS_VALUE.match(text, end, limit) else None
    return end


def _balance_end(pattern: re.Pattern[str], text: str, start: int, limit: int) -> int | None:
    depth = 0
    for match in pattern.finditer(text, start, limit):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return match.end()
    return None


def _quote_end(text: str, start: int, limit: int) -> int | None:
    for pattern in (_QUOTES, _ALL_QUOTES):
        depth = 0
        for match in pattern.finditer(text, start + 1, limit):
            if match[0] == '"' and depth == 0:
                return match.end()
            depth = max(0, depth + (match[0] == "{") - (match[0] == "}"))
    match_ = _NEXT_QUOTE.match(text, start, limit)  # a brace in it has no partner
    return match_.end() if match_ and _ENDS_VALUE.match(text, match_.end(), limit) else None
