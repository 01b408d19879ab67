"""Whether a file has a work already: by DOI, by arXiv identifier, then by title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...errors import Place
from ...identifiers.pasted import arxiv_id, doi, is_server_doi
from ...identifiers.titles import title_key
from .work import FoundWork

_LONG_TITLE = 20
"""As many letters make a title that two different works do not share by accident."""


class _Titled(NamedTuple):
    place: Place
    year: int | None
    is_preprint: bool


class KnownWorks:
    """The works of a file; those that are found in it are found by any of their identifiers."""

    def __init__(self) -> None:
        self._by_identifier: dict[tuple[str, str], Place] = {}
        self._by_title: dict[str, list[_Titled]] = {}

    def add(
        self,
        place: Place,
        *,
        title: str,
        year: int | None,
        identifiers: Mapping[str, str],
        is_preprint: bool = False,
    ) -> None:
        """Remember a work that stands at `place`."""
        for identifier in _comparable(identifiers):
            self._by_identifier.setdefault(identifier, place)
        if key := title_key(title):
            self._by_title.setdefault(key, []).append(_Titled(place, year, is_preprint))

    def find(self, work: FoundWork) -> Place | None:
        """Return where a work stands, None where it does not.

        Short titles, such as "Editorial", must be of about the same year. A preprint of the same title is not the
        publication, which is worth an entry of its own; the other way round there is nothing to add.
        """
        for identifier in (*_comparable(work.identifiers), ("doi", work.published_doi)):
            if identifier in self._by_identifier:
                return self._by_identifier[identifier]
        key = title_key(work.title)
        own_doi = work.identifiers.get("doi", "")
        is_publication = bool(own_doi) and not is_server_doi(own_doi)
        for titled in self._by_title.get(key, ()):
            years = titled.year, work.year
            is_near = years[0] is not None and years[1] is not None and abs(years[0] - years[1]) <= 1
            if (len(key) >= _LONG_TITLE or is_near) and not (is_publication and titled.is_preprint):
                return titled.place
        return None


def _comparable(identifiers: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [("doi", doi(identifiers.get("doi", ""))), ("arxiv", arxiv_id(identifiers.get("arxiv", "")))]
    return [identifier for identifier in found if identifier[1]]
