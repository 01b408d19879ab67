"""Whether a file has a work already: by DOI, by arXiv identifier, then by title."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from ...errors import Place
from .ids import arxiv_id, doi
from .work import FoundWork

_LONG_TITLE = 20
"""As many letters make a title that two different works do not share by accident."""


class KnownWorks:
    """The works of a file; those that are found in it are found by any of their identifiers."""

    def __init__(self) -> None:
        self._by_identifier: dict[tuple[str, str], Place] = {}
        self._by_title: dict[str, list[tuple[int | None, Place]]] = {}

    def add(self, place: Place, *, title: str, year: int | None, identifiers: Mapping[str, str]) -> None:
        """Remember a work that stands at `place`."""
        for identifier in _comparable(identifiers):
            self._by_identifier.setdefault(identifier, place)
        if key := title_key(title):
            self._by_title.setdefault(key, []).append((year, place))

    def find(self, work: FoundWork) -> Place | None:
        """Return where a work stands, None where it does not.

        Short titles, such as "Editorial", must be of about the same year; no two works of one title are told apart
        by their DOIs, for a preprint and its publication have different ones.
        """
        for identifier in _comparable(work.identifiers):
            if identifier in self._by_identifier:
                return self._by_identifier[identifier]
        published = ("doi", work.published_doi)
        if published in self._by_identifier:
            return self._by_identifier[published]
        key = title_key(work.title)
        for year, place in self._by_title.get(key, ()):
            if len(key) >= _LONG_TITLE or (year and work.year and abs(year - work.year) <= 1):
                return place
        return None


def title_key(title: str) -> str:
    """Return the letters and digits of a title, without case, accents and signs: what different spellings share."""
    return "".join(char for char in unicodedata.normalize("NFKD", title.casefold()) if char.isalnum())


def _comparable(identifiers: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [("doi", doi(identifiers.get("doi", ""))), ("arxiv", arxiv_id(identifiers.get("arxiv", "")))]
    return [identifier for identifier in found if identifier[1]]
