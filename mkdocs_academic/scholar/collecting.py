"""Collecting an author's numbers: one source after another, until everything is known; nothing known gets worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..web.session import ServiceError
from .keeping import why_worse
from .matching import Papers
from .records import Count, Paper, ScholarStats, Work
from .sources.source import Asked, Author, CountSource, Found


class Outcome(NamedTuple):
    """What became of asking one source.

    Arguments:
        text: One line, without the source's name and without a full stop.
    """

    source: str
    text: str
    has_answered: bool = False
    has_failed: bool = False


class Collected(NamedTuple):
    """What all sources together gave.

    Arguments:
        kept: One line for each number whose newer one was not taken.
        without: The wanted papers that no source counts.
        unmatched: The papers that a source lists and that are none of the wanted ones.
    """

    stats: ScholarStats
    outcomes: tuple[Outcome, ...]
    kept: tuple[str, ...]
    without: tuple[Work, ...]
    unmatched: tuple[Work, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether any source answered; otherwise nothing is new."""
        return any(outcome.has_answered for outcome in self.outcomes)


def collect(
    sources: Sequence[CountSource],
    wanted: Sequence[Work],
    author: Author,
    last: ScholarStats,
    *,
    today: date,
    accepts_worse: bool = False,
    before: Callable[[str], None] = lambda source: None,
    tell: Callable[[Outcome], None] = lambda outcome: None,
) -> Collected:
    """Ask the sources in their order for what is not known yet.

    Arguments:
        wanted: The papers of the site, which may lack a DOI or a title.
        last: The numbers known before; their papers are asked for as well.
        accepts_worse: Take the new numbers as they are, however little they count.
        before: Called with a source's title before it is asked.
        tell: Called with what became of asking it.
    """
    collection = _Collection(wanted, author, last, today)
    outcomes = []
    for source in sources:
        before(source.title)
        outcome = collection.ask(source)
        outcomes.append(outcome)
        tell(outcome)
    stats, kept = collection.merged([source.title for source in sources], accepts_worse=accepts_worse)
    return Collected(stats, tuple(outcomes), kept, collection.without(stats), collection.unmatched())


class _Collection:
    """What has been found so far."""

    def __init__(self, wanted: Sequence[Work], author: Author, last: ScholarStats, today: date) -> None:
        self._author = author
        self._last = last
        self._today = today
        self._works = Papers()
        self._wanted = list(dict.fromkeys(self._works.add(work) for work in wanted))
        self._last_papers = {self._works.add(paper.work): paper for paper in last.papers}
        self._known_before = len(self._works)
        self._new: dict[int, Paper] = {}
        self._figures: dict[str, Count] = {}
        self._years: Mapping[int, int] = {}
        self._years_from: Count | None = None
        self._name = ""

    def ask(self, source: CountSource) -> Outcome:
        missing = [self._works[position] for position in range(len(self._works)) if position not in self._new]
        asked = Asked(self._author, "cited_by" not in self._figures, tuple(missing))
        if not asked.wants_author and not missing:
            return Outcome(source.title, "not needed")
        if lacking := source.lacks(asked):
            return Outcome(source.title, f"not asked: {lacking}")
        try:
            found = source.find(asked)
        except ServiceError as error:
            return Outcome(source.title, str(error), has_failed=True)
        if not found.figures and not found.papers:
            return Outcome(source.title, _joined("knows none of it", found.notes))
        taken = self._take(found, source.title)
        return Outcome(source.title, _joined(_summary(found, taken), found.notes), has_answered=True)

    def _take(self, found: Found, source: str) -> int:
        """Keep what is not known yet; return the number of papers whose citations are."""
        day = found.day or self._today
        self._name = self._name or found.name
        for name, value in found.figures.items():
            self._figures.setdefault(name, Count(value, source, day))
        if found.per_year and self._years_from is None:
            self._years = MappingProxyType(dict(sorted(found.per_year.items())))
            self._years_from = Count(sum(found.per_year.values()), source, day)
        before = len(self._new)
        for paper in found.papers:
            position = self._works.add(paper.work)
            if position not in self._new:
                count = Count(paper.citations, source, day)
                self._new[position] = Paper(paper.work, count, cited_by_url=paper.cited_by_url)
        return len(self._new) - before

    def merged(self, order: Sequence[str], *, accepts_worse: bool) -> tuple[ScholarStats, tuple[str, ...]]:
        """Return the best of the new numbers and the last ones, and what of the new was not taken."""
        merge = _Merge(order, accepts_worse)
        figures, beside = merge.figures(self._figures, self._last)
        papers = [
            paper
            for position in range(len(self._works))
            if (paper := merge.paper(self._new.get(position), self._last_papers.get(position), self._works[position]))
        ]
        years, years_from = merge.years(self._years, self._years_from, self._last)
        days = [count.day for count in (*figures.values(), *(paper.citations for paper in papers)) if count.day]
        stats = ScholarStats(
            name=self._name or self._last.name,
            author_id=self._author.google_scholar or self._last.author_id,
            figures=figures,
            per_year=years,
            per_year_from=years_from,
            papers=tuple(sorted(papers, key=lambda paper: not paper.work.author_pub_id)),  # as they stand in the file
            updated=max(days, default=None),
            beside=beside,
        )
        return stats, tuple(merge.kept)

    def without(self, stats: ScholarStats) -> tuple[Work, ...]:
        counted = Papers()
        for paper in stats.papers:
            counted.add(paper.work)
        works = [self._works[position] for position in self._wanted]
        return tuple(work for work in works if counted.find(work) is None)

    def unmatched(self) -> tuple[Work, ...]:
        """Return what sources list beyond the site's own papers and those known before."""
        return tuple(self._works[position] for position in range(self._known_before, len(self._works)))


class _Merge:
    """Decides number by number; `kept` says what was not taken."""

    def __init__(self, order: Sequence[str], accepts_worse: bool) -> None:
        self._order = order
        self._accepts_worse = accepts_worse
        self.kept: list[str] = []

    def figures(self, new: Mapping[str, Count], last: ScholarStats) -> tuple[Mapping[str, Count], Mapping[str, Count]]:
        """Return the figures, and those that were not taken: with a total that is worse, all of its source."""
        figures, beside = dict(last.figures), dict(last.beside)
        total, last_total = new.get("cited_by"), last.figures.get("cited_by")
        is_worse = bool(total and last_total and self._is_worse(total, last_total, "all citations"))
        for name, count in new.items():
            known = last.figures.get(name)
            of_total = is_worse and total is not None and count.source == total.source
            if known is not None and (of_total or (name != "cited_by" and self._is_worse(count, known, name))):
                beside[name] = count
            else:
                figures[name] = count
                beside.pop(name, None)
        return MappingProxyType(figures), MappingProxyType(beside)

    def paper(self, new: Paper | None, last: Paper | None, work: Work) -> Paper | None:
        if new is None or last is None:
            paper = new or last
            return paper and paper._replace(work=work)
        url = new.cited_by_url or last.cited_by_url
        if self._is_worse(new.citations, last.citations, f"'{work.title or work.author_pub_id}'"):
            return last._replace(work=work, beside=new.citations)
        return Paper(work, new.citations, cited_by_url=url)

    def years(
        self, new: Mapping[int, int], new_from: Count | None, last: ScholarStats
    ) -> tuple[Mapping[int, int], Count | None]:
        if new_from is None:
            return last.per_year, last.per_year_from
        if last.per_year_from is not None and self._is_worse(new_from, last.per_year_from, "citations per year"):
            return last.per_year, last.per_year_from
        return new, new_from

    def _is_worse(self, new: Count, last: Count, name: str) -> bool:
        why = "" if self._accepts_worse else why_worse(new, last, self._order)
        if why:
            self.kept.append(f"{name}: {why}")
        return bool(why)


def _summary(found: Found, taken: int) -> str:
    total = found.figures.get("cited_by")
    parts = [] if total is None else [f"{total:,} citations"]
    return ", ".join([*parts, f"{taken:,} of {len(found.papers):,} papers taken"])


def _joined(text: str, notes: Iterable[str]) -> str:
    return "; ".join([text, *notes])
