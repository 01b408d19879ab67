"""What the answers of all sources have in common: numbers in bounds, identifiers of papers, and papers in batches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ...identifiers.pasted import arxiv_id, arxiv_of_doi, doi
from ...web.answers import number_of, text_of, year_of
from ...web.session import ServiceError
from ..records import MAX_COUNT, Work
from .source import FoundPaper

Papers = tuple[tuple[FoundPaper, ...], tuple[str, ...]]
"""Papers, and notes on those that are missing."""

NO_IDENTIFIER = "no paper has a DOI or an arXiv id"

_AUTHOR_PUB_ID = re.compile(r"[\w-]{4,40}:[\w-]{4,40}", re.ASCII)
_ADDRESS = re.compile(r"https://[^\s<>\"'\\]{3,480}")


def count_of(value: object) -> int | None:
    """Return a number of citations, None for everything else."""
    return number_of(value, 0, MAX_COUNT)


def known_of(figures: Mapping[str, int | None]) -> Mapping[str, int]:
    """Return the figures that are known."""
    return MappingProxyType({name: value for name, value in figures.items() if value is not None})


def per_year_of(pairs: Iterable[tuple[object, object]]) -> Mapping[int, int]:
    """Return citations by year in order of the years; what is no year or no number is left out."""
    counts = {}
    for written_year, written_count in pairs:
        year, count = year_of(written_year), count_of(written_count)
        if year is not None and count is not None:
            counts[year] = count
    return MappingProxyType(dict(sorted(counts.items())))


def author_pub_id_of(value: object) -> str:
    """Return Google Scholar's id of a paper, `author_id:paper`; "" for everything else."""
    text = text_of(value, 100)
    return text if _AUTHOR_PUB_ID.fullmatch(text) else ""


def address_of(value: object) -> str:
    """Return an `https` address; "" for everything else."""
    text = text_of(value, 500)
    return text if _ADDRESS.fullmatch(text) else ""


def identifiers_of(written_doi: object, written_arxiv: object = "") -> tuple[str, str]:
    """Return the DOI and the arXiv identifier of a paper, "" for none; a DOI that arXiv gave is an arXiv identifier."""
    bare = doi(text_of(written_doi, 400))
    of_arxiv = arxiv_of_doi(bare)
    return "" if of_arxiv else bare, arxiv_id(text_of(written_arxiv, 100)) or of_arxiv


class Wanted:
    """The papers that are asked for, by their identifiers."""

    def __init__(self, works: Iterable[Work]) -> None:
        self._by_doi: dict[str, Work] = {}
        self._by_arxiv: dict[str, Work] = {}
        for work in works:
            if work.doi:
                self._by_doi.setdefault(work.doi, work)
            if work.arxiv:
                self._by_arxiv.setdefault(work.arxiv, work)

    def __contains__(self, found: Work) -> bool:
        return found.doi in self._by_doi or found.arxiv in self._by_arxiv

    def named(self, found: Work) -> Work:
        """Return what a source found under the identifiers that were asked for: it may know the paper by others."""
        return named(found, self._by_doi.get(found.doi) or self._by_arxiv.get(found.arxiv) or Work())


def named(found: Work, asked: Work) -> Work:
    """Return what a source found, with the identifiers of the paper that it was asked for."""
    return Work(
        title=found.title or asked.title,
        year=found.year or asked.year,
        doi=asked.doi or found.doi,
        arxiv=asked.arxiv or found.arxiv,
    )


def identified(works: Iterable[Work], *, arxiv_too: bool = True) -> tuple[Work, ...]:
    """Return the works that have a DOI (or an arXiv identifier), each once."""
    return tuple(dict.fromkeys(work for work in works if work.doi or (arxiv_too and work.arxiv)))


def batches(works: Sequence[Work], size: int) -> Iterator[Sequence[Work]]:
    return (works[start : start + size] for start in range(0, len(works), size))


def ask_each(
    groups: Iterable[Sequence[Work]], ask: Callable[[Sequence[Work]], Iterable[FoundPaper]], *, most: int
) -> Papers:
    """Return the papers that `ask` finds, group by group; it ends at the first failure with what it has.

    Arguments:
        most: The groups that are asked for at most.

    Raises:
        ServiceError: The first group already failed.
    """
    found: dict[tuple[str, str], FoundPaper] = {}
    waiting = list(groups)
    for number, group in enumerate(waiting[:most]):
        try:
            for paper in ask(group):
                found.setdefault((paper.work.doi, paper.work.arxiv), paper)
        except ServiceError as error:
            if number == 0:
                raise
            return tuple(found.values()), (f"{_number_of_papers(waiting[number:])} left without a number: {error}",)
    left = waiting[most:]
    notes = (f"{_number_of_papers(left)} not asked for: {most} requests are enough",) if left else ()
    return tuple(found.values()), notes


def _number_of_papers(groups: Iterable[Sequence[Work]]) -> str:
    number = sum(len(group) for group in groups)
    return "1 paper was" if number == 1 else f"{number:,} papers were"


def first_that_answers(ways: Mapping[str, Callable[[], Papers]], *, is_optional: bool) -> Papers:
    """Return the papers of the first way to ask that finds some; the failures of others are notes.

    Arguments:
        ways: By what they ask for, in order.
        is_optional: The source has said something else that is of use, so that all may fail.

    Raises:
        ServiceError: A way failed, none found anything, and nothing else is of use.
    """
    notes: list[str] = []
    failed: ServiceError | None = None
    for name, ask in ways.items():
        try:
            papers, more = ask()
        except ServiceError as error:
            failed = failed or error
            notes.append(f"no answer to {name}: {error}")
            continue
        notes += more
        if papers:
            return papers, tuple(notes)
    if failed is not None and not is_optional:
        raise failed
    return (), tuple(notes)
