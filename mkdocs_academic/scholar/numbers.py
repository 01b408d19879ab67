"""Citation numbers as a page says them: found by whatever names a paper, in the author's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from ..identifiers.pasted import arxiv_id, doi
from .matching import Papers
from .records import Count, Paper, ScholarStats, Work

SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "": "cited_by",
        "5y": "cited_by_5y",
        "h-index": "h_index",
        "h-index-5y": "h_index_5y",
        "i10-index": "i10_index",
        "i10-index-5y": "i10_index_5y",
    }
)
"""What `{citations …}` may ask for, and the figure that it is."""

DRAWN = ("chart", "trend", "badge")
"""What `{citations …}` may ask to be drawn."""


class Wording(NamedTuple):
    """How numbers are written.

    Arguments:
        text: A paper's citations, `{count}` in place of the number.
        thousands: What groups three digits, "" for nothing.
        shows_zero: Whether a paper without citations says so.
    """

    text: str = "| Citations: {count}"
    thousands: str = ","
    shows_zero: bool = True

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", self.thousands)

    def paper(self, value: int) -> str:
        return self.text.replace("{count}", self.number(value)) if value or self.shows_zero else ""


class Numbers:
    """The numbers of one author for one build.

    Arguments:
        by_key: Finds a paper of the site's bibliography by its citation key.
    """

    def __init__(
        self,
        stats: ScholarStats,
        wording: Wording = Wording(),  # noqa: B008 (a constant)
        by_key: Callable[[str], Work | None] = lambda key: None,
    ) -> None:
        self.stats = stats
        self.wording = wording
        self._by_key = by_key

    @cached_property
    def _known(self) -> tuple[Papers, Mapping[int, Paper]]:
        """The papers, and what is known of each by its position; of one that stands there twice the first counts."""
        papers = Papers()
        known: dict[int, Paper] = {}
        for position, paper in [(papers.add(paper.work), paper) for paper in self.stats.papers]:
            first = papers.first(position)
            known.setdefault(first, paper._replace(work=papers[first]))
        return papers, known

    @cached_property
    def ids(self) -> Mapping[str, Count]:
        """The citations by `author_pub_id`."""
        return {paper.work.author_pub_id: paper.citations for paper in self.stats.papers if paper.work.author_pub_id}

    def paper_of(self, work: Work) -> Paper | None:
        """Return what is known of a paper by its id, DOI, arXiv identifier or title; None where nothing is."""
        if work.author_pub_id:
            work = work._replace(author_pub_id=self.whole_id(work.author_pub_id))
        papers, known = self._known
        position = papers.find(work)
        return None if position is None else known.get(position)

    def of(self, work: Work) -> Count | None:
        """Return a paper's citations; None where they are not known."""
        paper = self.paper_of(work)
        return None if paper is None else paper.citations

    def named(self, name: str) -> Count | None:
        """Return the citations of a paper that an author names: by any of its ids, or its key in the bibliography."""
        if (count := self.ids.get(self.whole_id(name))) is not None:
            return count
        work = self._by_key(name) or Work(doi=doi(name), arxiv=arxiv_id(name))
        return self.of(work)

    def whole_id(self, author_pub_id: str) -> str:
        """Return an id of Google Scholar with the author's part, which people leave out."""
        return author_pub_id if ":" in author_pub_id else f"{self.stats.author_id}:{author_pub_id}"


def tooltip(count: Count) -> str:
    """Return where a number comes from, and when."""
    return f"{count.source}, {count.day.isoformat()}" if count.day is not None else count.source
