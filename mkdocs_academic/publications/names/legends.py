"""What the marks at names mean: biblatex's annotations, an entry's own legend, and what is usual."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..latex import TexReader
from .marks import ORDER, normal_marks
from .reading import NameList

_EQUAL, _CORRESPONDING = "equal contribution", "corresponding author"
_USUAL = MappingProxyType({"*": _EQUAL, "†": _CORRESPONDING, "✉": _CORRESPONDING})
_WORDS = MappingProxyType(
    {
        **dict.fromkeys(
            ("equal", "equally", "equalcontribution", "equalcontrib", "joint", "cofirst", "jointfirst"), "*"
        ),
        **dict.fromkeys(("corresponding", "correspondingauthor", "contact", "corr"), "†"),
    }
)
# Annotations by which people make their own name bold; who the owner is is known otherwise.
_OWNER_WORDS = frozenset({"highlight", "self", "me", "myself", "bold", "owner"})
_MOST_AUTHORS = 10_000


class Marked(NamedTuple):
    """The marks of each author, and what marks mean, in the order of the marks."""

    marks: tuple[tuple[str, ...], ...] = ()
    legend: Mapping[str, str] = MappingProxyType({})


def author_marks(names: NameList, fields: Mapping[str, str], role: str, reader: TexReader) -> Marked:
    """Return the marks at the names of a field and those of its annotations together, with their legend.

    Arguments:
        fields: The entry's; of these `<role>+an` and `legend` are read.
        role: `author` or `editor`.
    """
    written = [name.marks for name in names.names]
    words = read_annotations(fields, role, len(written))
    if not words and not any(written):
        return Marked(tuple(written))
    extra = read_legend(fields.get("legend", ""), reader)
    marks_of_words, meanings = _marks_of(words, {*extra, *(mark for marks in written for mark in marks)}, extra)
    added = [tuple(marks_of_words[word] for word in found if word in marks_of_words) for found in words] or [()] * len(
        written
    )
    marks = tuple(tuple(dict.fromkeys((*first, *second))) for first, second in zip(written, added, strict=True))
    return Marked(marks, legend((mark for found in marks for mark in found), {**meanings, **extra}))


def read_annotations(fields: Mapping[str, str], role: str, count: int) -> list[tuple[str, ...]]:
    """Return the words by which each of the `count` names is annotated: "equal", "corresponding"; [] if none is.

    Annotations of parts of a name (`1:family=…`), of the whole field (`=…`) and those with a name of their own
    (`author+an:orcid`) say nothing of marks and are passed over.

    Source: biblatex manual 3.7, "Data annotations": `author+an = {1=equal,first; 2=equal}`
    """
    text = fields.get(f"{role}+an") or fields.get(f"{role}+an:default") or ""
    if not text:
        return []
    found: list[tuple[str, ...]] = [()] * min(count, _MOST_AUTHORS)
    for part in text.split(";"):
        place, separator, words = part.partition("=")
        if separator and place.strip().isdecimal() and 0 < _number(place) <= len(found):
            found[_number(place) - 1] += tuple(word for word in map(_word, words.split(",")) if word)
    return found if any(found) else []


def legend(marks_in_use: Iterable[str], extra: Mapping[str, str]) -> dict[str, str]:
    """Return what marks mean, in their usual order; a mark of which nothing is known is absent.

    Arguments:
        extra: Meanings that stand before the usual ones: `*` equal contribution, `†` corresponding author.
    """
    marks = sorted(dict.fromkeys(marks_in_use), key=lambda mark: (len(mark), _rank(mark), mark))
    return {mark: meaning for mark in marks if (meaning := extra.get(mark) or _USUAL.get(mark, ""))}


def read_legend(tex: str, reader: TexReader) -> dict[str, str]:
    """Return the meanings in an entry's own `legend`, `*: joint first authors; †: corresponding author`, by mark."""
    meanings: dict[str, str] = {}
    last = ""
    for part in tex.split(";"):
        sign, separator, meaning = part.partition(":") if ":" in part else part.partition("=")
        marks = normal_marks(sign.strip()) if separator and not re.search(r"[a-zA-Z]{3}", reader.plain(sign)) else []
        if marks:
            last = "".join(marks) if len(set(marks)) == 1 else marks[0]
            meanings[last] = reader.plain(meaning)
        elif last and part.strip():  # a semicolon within a meaning
            meanings[last] += f"; {reader.plain(part)}"
    return meanings


def _number(place: str) -> int:
    digits = place.strip()
    return int(digits) if len(digits) < 9 else 0


def _word(text: str) -> str:
    return " ".join(text.replace('"', " ").replace("{", " ").replace("}", " ").split())


def _marks_of(
    words: Sequence[tuple[str, ...]], taken: set[str], extra: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the mark of each word, and the meanings of marks that only their word explains."""
    marks: dict[str, str] = {}
    meanings: dict[str, str] = {}
    unknown = [word for word in dict.fromkeys(word for found in words for word in found) if not _is_owner_word(word)]
    for word in unknown:
        if mark := _WORDS.get(_squashed(word)):
            marks[word] = mark
    by_meaning = {meaning: mark for mark, meaning in extra.items()}
    free = _free_marks({*taken, *marks.values(), "*", "†"})
    for word in unknown:
        if word not in marks:
            marks[word] = by_meaning.get(word) or next(free)
            meanings[marks[word]] = word
    return marks, meanings


def _free_marks(taken: set[str]) -> Iterator[str]:
    length = 1
    while True:
        yield from (mark * length for mark in ORDER if mark * length not in taken)
        length += 1


def _squashed(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())


def _is_owner_word(word: str) -> bool:
    return _squashed(word) in _OWNER_WORDS


def _rank(mark: str) -> int:
    return ORDER.index(mark[0]) if mark[0] in ORDER else len(ORDER)
