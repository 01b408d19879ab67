"""Several entries that are one work: the preprint and the published version become one publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..errors import Problem, Report, did_you_mean
from .fields import ALIASES, Fields
from .records import Link, Merge, Publication

_MAX_YEARS = 5
_MAX_COMPARED = 20
"""Publications of one title that are compared with one preprint: no bibliography has more of them."""
_MAX_HINTS, _MAX_KEYS = 10, 5_000
"""Looking for the nearest key compares with all of them."""
_APART = "none"
_TOLD = ("version_of", *ALIASES["version_of"])
_NOT_IN_TITLES = re.compile(r"[\W_]+")


class Merged(NamedTuple):
    publications: list[Publication]
    merges: tuple[Merge, ...]


def merge_versions(publications: Sequence[Publication], report: Report) -> Merged:
    """Return `publications`, in their order, with the versions of one work made one; each merge is reported as info.

    A preprint joins the published entry with the same arXiv identifier, the same DOI, or the same title and a common
    author within five years; preprints of one work join the first of them. Two published entries are one only if
    their DOI and their title are the same. `version_of` says otherwise: the key of the entry to join, or `none`.
    """
    return _Merger(publications, report).merge()


class _Merger:
    def __init__(self, publications: Sequence[Publication], report: Report) -> None:
        self._publications = publications
        self._report = report
        self._by_key = {publication.citation_key: place for place, publication in enumerate(publications)}
        self._titles = [_title(publication) for publication in publications]
        self._kept_by: dict[int, int] = {}
        self._reasons: dict[int, str] = {}
        self._apart: set[int] = set()
        self._unknown = 0

    def merge(self) -> Merged:
        self._join_as_told()
        self._join_same("arxiv", "the same arXiv identifier")
        self._join_same("doi", "the same DOI")
        self._join_titles()
        members: dict[int, list[int]] = {}
        for place in sorted(self._kept_by):
            members.setdefault(self._root(place), []).append(place)
        merges = [self._describe(kept, places) for kept, places in sorted(members.items())]
        return Merged([self._unite(place, members) for place in self._roots()], tuple(merges))

    def _roots(self) -> Iterator[int]:
        return (place for place in range(len(self._publications)) if place not in self._kept_by)

    def _root(self, place: int) -> int:
        way = []
        while place in self._kept_by:
            way.append(place)
            place = self._kept_by[place]
        self._kept_by.update(dict.fromkeys(way, place))  # the next way is short, however long a chain was written
        return place

    def _join(self, place: int, kept: int, reason: str) -> None:
        """Make the work of `place` a version of that of `kept`; the other way round if only the former is published."""
        place, kept = self._root(place), self._root(kept)
        if self._is_preprint(kept) and not self._is_preprint(place):
            place, kept = kept, place
        if place != kept:
            self._kept_by[place] = kept
            self._reasons[place] = reason

    def _is_preprint(self, place: int) -> bool:
        return self._publications[place].category == "preprint"

    def _is_free(self, place: int) -> bool:
        return place not in self._apart and place not in self._kept_by

    # As the author says

    def _join_as_told(self) -> None:
        for place, publication in enumerate(self._publications):
            if not any(name in publication.entry.fields for name in _TOLD):
                continue
            fields = Fields(publication.entry)
            told = fields["version_of"].strip("{} ")
            if told.lower() == _APART:
                self._apart.add(place)
            elif told in self._by_key and told != publication.citation_key:
                self._join(place, self._by_key[told], "version_of says so")
            elif told:
                self._report_unknown(fields, told)

    def _report_unknown(self, fields: Fields, told: str) -> None:
        key = fields.entry.citation_key
        why = "is the entry itself" if told == key else "is no entry that is shown"
        self._unknown += told != key
        has_hint = told != key and self._unknown <= _MAX_HINTS and len(self._by_key) <= _MAX_KEYS
        hint = did_you_mean(told[:80], self._by_key) if has_hint else ""
        message = f"version_of '{told[:80]}' of entry '{key}' {why}; not merged.{hint} Write a citation key, or none."
        self._report(Problem(fields.place("version_of"), message))

    # By identifiers

    def _join_same(self, kind: str, reason: str) -> None:
        groups: dict[str, list[int]] = {}
        for place, publication in enumerate(self._publications):
            if (identifier := publication.identifiers.get(kind)) and self._is_free(place):
                groups.setdefault(identifier.lower(), []).append(place)
        for identifier, places in groups.items():
            if len(places) > 1:
                self._join_group(places, f"{reason} '{identifier}'", is_doi=kind == "doi")

    def _join_group(self, places: list[int], reason: str, *, is_doi: bool) -> None:
        published, preprints = self._parted(places)
        heads: dict[str, int] = {}
        for place in published if is_doi else ():
            title = self._titles[place]
            if title in heads:
                self._join(place, heads[title], reason)
            elif heads:
                self._report_same_doi(place, published[0])
            heads.setdefault(title, place)
        kept = published or preprints[:1]
        titles = {self._titles[place]: place for place in reversed(kept)}
        for place in preprints:
            if place != kept[0]:
                self._join(place, titles.get(self._titles[place], kept[0]), reason)

    def _report_same_doi(self, place: int, other: int) -> None:
        fields, key = Fields(self._publications[place].entry), self._publications[other].citation_key
        message = f"entry '{fields.entry.citation_key}' has the DOI of '{key}' and another title; both are listed."
        self._report(Problem(fields.place("doi"), f"{message} Correct one of the two DOIs."))

    def _parted(self, places: Iterable[int]) -> tuple[list[int], list[int]]:
        """Return the published and the preprints among `places`."""
        parted: tuple[list[int], list[int]] = ([], [])
        for place in places:
            parted[self._is_preprint(place)].append(place)
        return parted

    # By titles

    def _join_titles(self) -> None:
        groups: dict[str, list[int]] = {}
        for place, title in enumerate(self._titles):
            if title and self._is_free(place):
                groups.setdefault(title, []).append(place)
        for places in groups.values():
            published, preprints = self._parted(places)
            candidates = (published or preprints)[:_MAX_COMPARED]
            for place in preprints if len(places) > 1 else ():
                kept = next((other for other in candidates if self._are_versions(place, other)), place)
                self._join(place, kept, "the same title and a common author")

    def _are_versions(self, place: int, other: int) -> bool:
        one, two = self._publications[place], self._publications[other]
        if place == other or not self._is_free(other):
            return place == other
        arxiv = {one.identifiers.get("arxiv"), two.identifiers.get("arxiv")} - {None}
        if len(arxiv) == 2 or (one.year and two.year and abs(one.year - two.year) > _MAX_YEARS):
            return False
        return not _families(one).isdisjoint(_families(two))

    # What comes out

    def _describe(self, kept: int, places: list[int]) -> Merge:
        entry = self._publications[kept].entry
        reasons = "; ".join(dict.fromkeys(self._reasons[place] for place in places))
        for place in places:
            merged = self._publications[place].entry
            message = f"entry '{merged.citation_key}' is shown as a version of '{entry.citation_key}': "
            message += f"{self._reasons[place]}. Write version_of = {{none}} to keep it apart."
            self._report(Problem(merged.place, message, "info"))
        return Merge(entry, tuple(self._publications[place].entry for place in places), reasons)

    def _unite(self, place: int, members: dict[int, list[int]]) -> Publication:
        publication = self._publications[place]
        for version in members.get(place, ()):
            publication = unite(publication, self._publications[version])
        return publication


def unite(kept: Publication, version: Publication) -> Publication:
    """Return `kept` with `version` among its versions, and with what it lacks and the version has.

    DOI and ISBN stay with the version that they name.
    """
    others = {key: value for key, value in version.identifiers.items() if key not in ("doi", "isbn")}
    return kept._replace(
        versions=(*kept.versions, version),
        identifiers=MappingProxyType({**others, **kept.identifiers}),
        links=_united_links(kept.links, version.links),
        url=kept.url or version.url,
        pdf=kept.pdf or version.pdf,
        teaser=kept.teaser or version.teaser,
        abstract=kept.abstract or version.abstract,
        tldr=kept.tldr or version.tldr,
        award=kept.award or version.award,
        topics=tuple(dict.fromkeys((*kept.topics, *version.topics))),
        keywords=kept.keywords or version.keywords,
        is_selected=kept.is_selected or version.is_selected,
        scholar_id=kept.scholar_id or version.scholar_id,
    )


def _united_links(kept: tuple[Link, ...], others: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the links of both in the order that each of them is in; the bare address of a version adds nothing."""
    keys, urls = {link.key for link in kept}, {link.url for link in kept}
    added = [
        link for link in others if link.key not in keys and link.url not in urls and link.key not in ("doi", "url")
    ]
    start = [link for link in added if link.key == "pdf"]
    rest = [link for link in added if link.key != "pdf"]
    leading = next((at for at, link in enumerate(kept) if link.key not in ("pdf", "doi")), len(kept))
    return (*start, *kept[:leading], *rest, *kept[leading:])


def _title(publication: Publication) -> str:
    """Return the letters and digits of the title."""
    return _NOT_IN_TITLES.sub("", publication.title.plain.casefold())


def _families(publication: Publication) -> set[str]:
    return {author.name.family.casefold() for author in publication.authors if author.name.family}
