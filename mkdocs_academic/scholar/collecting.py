"""Collecting an author's numbers: one source after another, until everything is known; nothing known gets worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..web.session import ServiceError
from .keeping import after, why_worse
from .matching import Papers
from .records import Count, Paper, ScholarStats, Work
from .sources.source import Asked, Author, CountSource, Found


class Outcome(NamedTuple):
    """What became of asking one source.

    Arguments:
        text: One line, without the source's name and without a full stop.
        is_local: Whether it is the author's own file.
    """

    source: str
    text: str
    has_answered: bool = False
    has_failed: bool = False
    is_local: bool = False


class Collected(NamedTuple):
    """What all sources together gave.

    Arguments:
        kept: One line for each number whose newer one was not taken.
        replaced: One line for each number that was taken though it is worse, since the author accepts it.
        without: The wanted papers that no source counts.
        unmatched: The papers that a source lists and that are none of the wanted ones.
    """

    stats: ScholarStats
    outcomes: tuple[Outcome, ...]
    kept: tuple[str, ...]
    replaced: tuple[str, ...]
    without: tuple[Work, ...]
    unmatched: tuple[Work, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether any service answered, or the author's own file where none failed; otherwise nothing is new."""
        answered = [outcome for outcome in self.outcomes if outcome.has_answered]
        has_failed = any(outcome.has_failed for outcome in self.outcomes)
        return any(not outcome.is_local for outcome in answered) or (bool(answered) and not has_failed)


def collect(
    sources: Sequence[CountSource],
    wanted: Sequence[Work],
    author: Author,
    last: ScholarStats,
    *,
    today: date,
    order: Sequence[str] = (),
    accepts_worse: bool = False,
    before: Callable[[str], None] = lambda source: None,
    tell: Callable[[Outcome], None] = lambda outcome: None,
) -> Collected:
    """Ask the sources in their order for what is not known yet.

    Arguments:
        wanted: The papers of the site, which may lack a DOI or a title.
        last: The numbers known before; their papers are asked for as well.
        order: The titles of all sources as the author prefers them, whichever are asked; by default those asked.
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
    order = order or [source.title for source in sources]
    merge = _Merge(order, accepts_worse)
    stats = collection.merged(merge)
    kept, replaced = tuple(merge.kept), tuple(merge.replaced)
    return Collected(stats, tuple(outcomes), kept, replaced, collection.without(stats), collection.unmatched())


class _Collection:
    """What has been found so far."""

    def __init__(self, wanted: Sequence[Work], author: Author, last: ScholarStats, today: date) -> None:
        self._author = author
        self._last = last
        self._today = today
        self._works = Papers()
        self._wanted = [self._works.add(work) for work in wanted]
        self._last_papers = [(self._works.add(paper.work), paper) for paper in last.papers]
        self._known_before = max(self._works.positions, default=-1) + 1
        self._new: dict[int, Paper] = {}
        self._figures: dict[str, Count] = {}
        self._years: Mapping[int, int] = {}
        self._years_from: Count | None = None
        self._name = ""

    def ask(self, source: CountSource) -> Outcome:
        counted = {self._works.first(position) for position in self._new}
        missing = [self._works[position] for position in self._works.positions if position not in counted]
        asked = Asked(self._author, "cited_by" not in self._figures, tuple(missing))
        if not asked.wants_author and not missing and not source.is_local:
            return Outcome(source.title, "not needed")
        if lacking := source.lacks(asked):
            return Outcome(source.title, f"not asked: {lacking}", is_local=source.is_local)
        try:
            found = source.find(asked)
        except ServiceError as error:
            return Outcome(source.title, str(error), has_failed=True)
        if not found.figures and not found.papers and not found.per_year:
            return Outcome(source.title, _joined("knows none of your papers", found.notes))
        taken = self._take(found, source.title)
        text = _joined(_summary(found, taken), found.notes)
        return Outcome(source.title, text, has_answered=True, is_local=source.is_local)

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
            counted = {self._works.first(known) for known in self._new} if position not in self._new else {position}
            if position not in counted:
                count = Count(paper.citations, source, day)
                self._new[position] = Paper(paper.work, count, cited_by_url=paper.cited_by_url)
        return len(self._new) - before

    def merged(self, merge: _Merge) -> ScholarStats:
        """Return the best of the new numbers and the last ones."""
        figures, beside = merge.figures(self._figures, self._last)
        new, last = self._by_position(self._new.items()), self._by_position(self._last_papers)
        papers = [
            paper
            for position in self._works.positions
            if (paper := merge.paper(new.get(position), last.get(position), self._works[position]))
        ]
        years, years_from = merge.years(self._years, self._years_from, self._last)
        days = [count.day for count in (*figures.values(), *(paper.citations for paper in papers)) if count.day]
        return ScholarStats(
            name=self._name or self._last.name,
            author_id=self._author.google_scholar or self._last.author_id,
            figures=figures,
            per_year=years,
            per_year_from=years_from,
            papers=tuple(sorted(papers, key=lambda paper: not paper.work.author_pub_id)),  # as they stand in the file
            updated=max(days, default=None),
            beside=beside,
        )

    def _by_position(self, papers: Iterable[tuple[int, Paper]]) -> Mapping[int, Paper]:
        """Return one of the papers at each position: the first with an id of Google Scholar, or else the first."""
        found: dict[int, Paper] = {}
        for position, paper in papers:
            known = found.setdefault(self._works.first(position), paper)
            if paper.work.author_pub_id and not known.work.author_pub_id:
                found[self._works.first(position)] = paper
        return found

    def without(self, stats: ScholarStats) -> tuple[Work, ...]:
        counted = Papers()
        for paper in stats.papers:
            counted.add(paper.work)
        works = [self._works[position] for position in dict.fromkeys(map(self._works.first, self._wanted))]
        return tuple(work for work in works if counted.find(work) is None)

    def unmatched(self) -> tuple[Work, ...]:
        """Return what sources list beyond the site's own papers and those known before."""
        return tuple(self._works[position] for position in self._works.positions if position >= self._known_before)


class _Merge:
    """Decides number by number; `kept` says what was not taken."""

    def __init__(self, order: Sequence[str], accepts_worse: bool) -> None:
        self._order = order
        self._accepts_worse = accepts_worse
        self.kept: list[str] = []
        self.replaced: list[str] = []

    def figures(self, new: Mapping[str, Count], last: ScholarStats) -> tuple[Mapping[str, Count], Mapping[str, Count]]:
        """Return the figures, and those that were not taken: with a total that is worse, all of its source."""
        figures, beside = dict(last.figures), dict(last.beside)
        if self._accepts_worse and "cited_by" in new:  # another source's figures of five years say nothing beside it
            figures = {name: count for name, count in figures.items() if count.source == new["cited_by"].source}
        total, last_total = new.get("cited_by"), last.figures.get("cited_by")
        is_worse = bool(total and last_total and self._is_worse(total, last_total, "all citations"))
        for name, count in new.items():
            known = last.figures.get(name)
            of_total = is_worse and total is not None and count.source == total.source
            of_total = of_total and (name == "cited_by" or known is None or known.source != count.source)
            if known is not None and (of_total or (name != "cited_by" and self._is_worse(count, known, name))):
                if count.value != known.value:  # the same number of another source is nothing to decide
                    beside[name] = count
            else:
                figures[name] = count if known is None else self._after(count, known)
                beside.pop(name, None)
        return MappingProxyType(figures), MappingProxyType(beside)

    def paper(self, new: Paper | None, last: Paper | None, work: Work) -> Paper | None:
        if new is None or last is None:
            paper = new or last
            return paper and paper._replace(work=work)
        url = new.cited_by_url or last.cited_by_url
        if self._is_worse(new.citations, last.citations, f"'{work.title or work.author_pub_id}'"):
            return last._replace(work=work, beside=new.citations)
        return Paper(work, self._after(new.citations, last.citations), cited_by_url=url)

    def years(
        self, new: Mapping[int, int], new_from: Count | None, last: ScholarStats
    ) -> tuple[Mapping[int, int], Count | None]:
        if new_from is None:
            return last.per_year, last.per_year_from
        if last.per_year_from is not None and self._is_worse(new_from, last.per_year_from, "citations per year"):
            return last.per_year, last.per_year_from
        return new, new_from

    def _after(self, new: Count, last: Count) -> Count:
        return new if self._accepts_worse else after(new, last)

    def _is_worse(self, new: Count, last: Count, name: str) -> bool:
        why = why_worse(new, last, self._order)
        if why:
            (self.replaced if self._accepts_worse else self.kept).append(f"{name}: {why}")
        return bool(why) and not self._accepts_worse


def _summary(found: Found, taken: int) -> str:
    total = found.figures.get("cited_by")
    parts = [] if total is None else [f"{total:,} citations"]
    return ", ".join([*parts, f"{taken:,} of {len(found.papers):,} papers taken"])


def _joined(text: str, notes: Iterable[str]) -> str:
    return "; ".join([text, *notes])
