"""Which paper of one source is which paper of another: by id, DOI, arXiv identifier, then title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..identifiers.pasted import is_server_doi
from ..identifiers.titles import title_key
from .records import Work

SIMILAR = 0.9
"""Titles are the same from this share of common letters on: twice the common ones by the letters of both."""

_LONG_TITLE = 20  # as many letters make a title that two different works do not share by accident
_MOST_YEARS = 2  # between a preprint and its publication
_GRAM = 6
_LEAST_SHARED = 0.2  # a changed letter breaks six of them
_MOST_SHARING = 50  # what stands in more titles says little: "in proton-proton collisions"
_MOST_CANDIDATES = 3
_PART = re.compile(r"\d+|\b[ivx]+\b|\b[a-z]\b")


class Papers:
    """Papers, each found by whatever is known of it.

    A position stays that of its paper. Where two papers turn out to be one, the later position stands for the first.
    """

    def __init__(self) -> None:
        self._works: list[Work] = []
        self._stands_for: dict[int, int] = {}
        self._by_identifier: dict[tuple[str, str], int] = {}
        self._by_title: dict[str, list[int]] = {}
        self._by_gram: dict[str, list[int]] | None = None

    def __getitem__(self, position: int) -> Work:
        return self._works[self.first(position)]

    @property
    def positions(self) -> list[int]:
        """One position for each paper."""
        return [position for position in range(len(self._works)) if position not in self._stands_for]

    def first(self, position: int) -> int:
        """Return the position of a paper, given any that stands for it."""
        while position in self._stands_for:
            position = self._stands_for[position]
        return position

    def add(self, work: Work) -> int:
        """Remember a paper; one that is known already gets what is new of it. Returns its position."""
        found = list(self._all(work))
        if not found:
            self._works.append(Work())
            found = [len(self._works) - 1]
        position = min(found)
        for other in found:
            if other != position and not _differ(self._works[position], self._works[other]):
                self._works[position] = _joined(self._works[position], self._works[other])
                self._stands_for[other] = position
        self._works[position] = _joined(self._works[position], work)
        self._index(work, position)
        return position

    def find(self, work: Work) -> int | None:
        """Return the position of a paper, None where it is not known.

        A title is enough where it is long, or the years are near. Two ids of Google Scholar are two papers, and so are
        two DOIs, unless one of them is a preprint's.
        """
        return next(self._all(work), None)

    def _all(self, work: Work) -> Iterator[int]:
        """Yield each position at which something of the paper stands, the surest first."""
        found: set[int] = set()
        for identifier in _identifiers(work):
            if identifier in self._by_identifier:
                position = self.first(self._by_identifier[identifier])
                if position not in found:
                    found.add(position)
                    yield position
        titled = self._titled(work)
        if titled is not None and titled not in found:
            yield titled

    def _titled(self, work: Work) -> int | None:
        key = title_key(work.title)
        if not key:
            return None
        for position in map(self.first, self._by_title.get(key, ())):
            other = self._works[position]
            if _may_be(work, other) and (len(key) >= _LONG_TITLE or _are_dated(work, other)):
                return position
        return self._find_similar(work, key) if len(key) >= _LONG_TITLE else None

    def _index(self, work: Work, position: int) -> None:
        for identifier in _identifiers(work):
            self._by_identifier.setdefault(identifier, position)
        key = title_key(work.title)
        if key and position not in self._by_title.setdefault(key, []):
            self._by_title[key].append(position)
            if self._by_gram is not None:
                _add_grams(self._by_gram, key, position)

    def _find_similar(self, work: Work, key: str) -> int | None:
        import difflib

        for position in map(self.first, self._candidates(key)):
            other = self._works[position]
            if not _may_be(work, other) or _parts(work.title) != _parts(other.title):
                continue
            if difflib.SequenceMatcher(None, key, title_key(other.title), autojunk=False).ratio() >= SIMILAR:
                return position
        return None

    def _candidates(self, key: str) -> Iterator[int]:
        """Yield the papers whose titles share most with `key`, so that not every title is compared with every other."""
        if self._by_gram is None:
            self._by_gram = {}
            for known, positions in self._by_title.items():
                for position in positions:
                    _add_grams(self._by_gram, known, position)
        lists = [self._by_gram.get(gram, ()) for gram in _grams(key)]
        rare = [positions for positions in lists if len(positions) <= _MOST_SHARING]
        counted = Counter(position for positions in rare for position in positions)
        shared = {position: count for position, count in counted.items() if count >= len(rare) * _LEAST_SHARED}
        yield from sorted(shared, key=lambda position: (-shared[position], position))[:_MOST_CANDIDATES]


def _identifiers(work: Work) -> Iterator[tuple[str, str]]:
    for name in ("author_pub_id", "doi", "arxiv"):
        if value := getattr(work, name):
            yield name, value


def _joined(known: Work, work: Work) -> Work:
    return Work(
        title=known.title or work.title,
        year=known.year or work.year,
        author_pub_id=known.author_pub_id or work.author_pub_id,
        doi=known.doi or work.doi,
        arxiv=known.arxiv or work.arxiv,
    )


def _may_be(one: Work, other: Work) -> bool:
    """Whether two papers of one title may be one."""
    return not _differ(one, other) and (
        one.year is None or other.year is None or abs(one.year - other.year) <= _MOST_YEARS
    )


def _differ(one: Work, other: Work) -> bool:
    """Whether two papers have ids that belong to two."""
    if one.author_pub_id and other.author_pub_id and one.author_pub_id != other.author_pub_id:
        return True
    has_two = bool(one.doi and other.doi) and one.doi != other.doi
    return has_two and not (is_server_doi(one.doi) or is_server_doi(other.doi))


def _are_dated(one: Work, other: Work) -> bool:
    return one.year is not None and other.year is not None


def _parts(title: str) -> list[str]:
    """Return the numbers and single letters of a title: "Part I" and "Part II" are alike in all else."""
    return sorted(_PART.findall(title.casefold()))


def _grams(key: str) -> set[str]:
    return {key[start : start + _GRAM] for start in range(max(len(key) - _GRAM + 1, 1))}


def _add_grams(index: dict[str, list[int]], key: str, position: int) -> None:
    for gram in sorted(_grams(key)):
        index.setdefault(gram, []).append(position)
