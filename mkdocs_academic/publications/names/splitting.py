"""Lists of names, taken apart as BibTeX does it and as people write them all the same."""

from __future__ import annotations

import re

from ..latex.characters import clean
from ..person_names import has_cjk, is_cjk
from .marks import without_marks

_POINT = re.compile(r"\\.|[{}]|&#?\w{1,31};|(?<!\S)and(?!\S)|[;；、,]", re.IGNORECASE | re.DOTALL)
_PERSON = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*,? ){1,3}[^\W\d_a-z][\w.’'-]*")
_OTHERS = re.compile(r"(?:others|et\.?\s?al\.?|\.\.\.|…)", re.IGNORECASE)
_ET_AL = re.compile(r",?\set\.?\sal\.?$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|[js]nr|ii|iii|iv|ph\.? ?d|m\.? ?d|esq)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_LAST_INITIALS = re.compile(r".*[^\W\d_A-Z]\S* [A-Z]{1,3}", re.DOTALL)

# The first characters of most Chinese and Korean names.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何罗郑梁谢宋唐许韩冯邓曹彭張劉陳楊黃趙吳孫羅鄭謝許韓馮鄧김이박최정강조윤장임"
)


def split_names(tex: str) -> tuple[list[str], bool]:
    """Return the LaTeX of each name in a list, and whether the list ended in `and others`.

    Names are parted by `and` outside braces, in any case. Semicolons, `；` and `、` part them as well, and commas where
    they cannot be those of "von Last, Jr, First": four parts or more; three of which the middle one is no suffix;
    initials behind every name ("Turing AM, Church A"; "Turing, A., Church, A."); a comma before `and`. All parts must
    be whole names then. What is left is one name as BibTeX reads it.
    """
    text = " ".join((tex if tex.isascii() else clean(tex).replace("，", ",")).split())
    if text[:1] == "{" and text.count(" and ") > 1:
        text = _without_case_protection(text)
    names = [name for chunk in _chunks(text) for name in _listed(chunk)]
    has_others = False
    while names and _OTHERS.fullmatch(names[-1].strip("{}")):
        names.pop()
        has_others = True
    if names and (shortened := _ET_AL.sub("", names[-1])) != names[-1]:
        names[-1], has_others = shortened, True
    return names, has_others


def _without_case_protection(text: str) -> str:
    """Take the braces from about a whole list of three people or more, which some put about every value."""
    inner = text[1:-1]
    if text[-1] != "}" or "{" in inner or "}" in inner:
        return text
    return inner if all(_PERSON.fullmatch(part) for part in inner.split(" and ")) else text


def split_at(text: str, separators: frozenset[str]) -> list[str]:
    """Return the stripped parts of `text` between separators outside braces; `and` is one separator, in any case."""
    parts: list[str] = []
    depth = start = 0
    for match in _POINT.finditer(text):
        token = match[0].lower()
        if token in "{}":
            depth = max(depth + (1 if token == "{" else -1), 0)
        elif not depth and token in separators:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


_BETWEEN_NAMES = frozenset({"and", ";", "；", "、"})
_COMMA = frozenset({","})


def split_commas(text: str) -> list[str]:
    """Return the parts between commas outside braces."""
    return split_at(text, _COMMA) if "{" in text or "\\" in text else [part.strip() for part in text.split(",")]


def _chunks(text: str) -> list[str]:
    parts = text.split(" and ")
    is_simple = not any(map(text.__contains__, ";；、")) and text.lower().count("and ") == len(parts) - 1
    if not is_simple or text.endswith(" and") or any(part.count("{") != part.count("}") for part in parts):
        parts = split_at(text, _BETWEEN_NAMES)
    return [part for part in parts if part]


def _listed(chunk: str) -> list[str]:
    """Return the names of a list that is parted by commas, or the chunk as the one name it is."""
    if "," not in chunk or "=" in chunk or (chunk.count(",") == 1 and not _may_be_several(chunk)):
        return [chunk]
    parts = [part for part in split_commas(chunk) if part]
    bare = [without_marks(part).strip() for part in parts]
    if _are_pairs(bare):
        return [f"{parts[index]}, {parts[index + 1]}" for index in range(0, len(parts), 2)]
    return parts if _are_names(bare, chunk.endswith(",")) else [chunk]


def _may_be_several(chunk: str) -> bool:
    """Whether a chunk with one comma is Chinese, Japanese or Korean, or ends in a comma, in initials, or in a mark."""
    if not chunk.isascii() and has_cjk(chunk):
        return True
    return chunk[-1].isupper() or not (chunk[-1].isalpha() or chunk[-1] in ".}")


def _are_pairs(parts: list[str]) -> bool:
    """Whether `parts` are "Turing, A. M., Church, A."."""
    if len(parts) < 4 or len(parts) % 2:
        return False
    return all(_INITIALS.fullmatch(part) for part in parts[1::2]) and not any(map(_INITIALS.fullmatch, parts[::2]))


def _are_names(parts: list[str], has_comma_behind: bool) -> bool:
    if len(parts) < 2:
        return False
    if all(map(is_cjk, parts)):
        return len(parts) > 2 or all(part[0] in SURNAMES and len(part) > 1 for part in parts)
    if all(_LAST_INITIALS.fullmatch(part) for part in parts):
        return True
    if not all(" " in part for part in parts) or any(map(_SUFFIX.fullmatch, parts)):
        return False
    return len(parts) > 2 or has_comma_behind
