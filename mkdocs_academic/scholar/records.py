"""Citation numbers as records: what each counts, where it comes from, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..identifiers.pasted import arxiv_of_doi

GOOGLE_SCHOLAR = "Google Scholar"

FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "cited_by": "citedby",
        "cited_by_5y": "citedby5y",
        "h_index": "hindex",
        "h_index_5y": "hindex5y",
        "i10_index": "i10index",
        "i10_index_5y": "i10index5y",
    }
)
"""An author's figures, and their keys in `gs_data.json`; those of five years count since five full years ago."""

MAX_COUNT = 10**12


class Count(NamedTuple):
    """One number.

    Arguments:
        source: Who counted it.
        day: When it was asked; None: unknown.
        peak: The highest number that was ever taken in its place, 0 where it is the highest.
    """

    value: int
    source: str = GOOGLE_SCHOLAR
    day: date | None = None
    peak: int = 0

    @property
    def highest(self) -> int:
        return max(self.value, self.peak)


class Work(NamedTuple):
    """What a paper is known by; "" and None for what is not known.

    Arguments:
        author_pub_id: Google Scholar's id, `author_id:paper`.
        doi: In lower case, bare.
        arxiv: Bare, without a version.
    """

    title: str = ""
    year: int | None = None
    author_pub_id: str = ""
    doi: str = ""
    arxiv: str = ""


def identified_work(title: str, year: int | None, author_pub_id: str, identifiers: Mapping[str, str]) -> Work:
    """Return a work by its bare identifiers, `doi` and `arxiv` among others."""
    doi = identifiers.get("doi", "").lower()
    arxiv = identifiers.get("arxiv", "") or arxiv_of_doi(doi)
    return Work(title, year, author_pub_id, "" if arxiv_of_doi(doi) else doi, arxiv)


class Paper(NamedTuple):
    """A paper with its citations.

    Arguments:
        beside: A newer number that was not taken, because it is worse than the one shown.
        cited_by_url: The page that lists what cites the paper, "" for none.
    """

    work: Work
    citations: Count
    beside: Count | None = None
    cited_by_url: str = ""


class ScholarStats(NamedTuple):
    """One author's numbers.

    Arguments:
        author_id: Google Scholar's.
        figures: By the names of `FIGURES`; what is not known is missing.
        per_year: Citations by year, in order of the years.
        per_year_from: The source and the day of `per_year`; its value is their sum.
        updated: The day of the newest number.
        beside: Newer figures that were not taken, by the same names.
    """

    name: str = ""
    author_id: str = ""
    figures: Mapping[str, Count] = MappingProxyType({})
    per_year: Mapping[int, int] = MappingProxyType({})
    per_year_from: Count | None = None
    papers: tuple[Paper, ...] = ()
    updated: date | None = None
    beside: Mapping[str, Count] = MappingProxyType({})

    @property
    def cited_by(self) -> int | None:
        return self._figure("cited_by")

    @property
    def h_index(self) -> int | None:
        return self._figure("h_index")

    @property
    def i10_index(self) -> int | None:
        return self._figure("i10_index")

    def _figure(self, name: str) -> int | None:
        count = self.figures.get(name)
        return None if count is None else count.value
