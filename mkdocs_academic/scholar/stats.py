"""The file of citation numbers: the one that acad-homepage's crawler writes, with what we add under a key of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import Place, Problem, Report
from ..web.answers import mapping_of, text_of, year_of
from .records import FIGURES, GOOGLE_SCHOLAR, MAX_COUNT, Count, Paper, ScholarStats, Work

OURS = "mkdocs_academic"
"""The key below which everything stands that the crawler of acad-homepage does not write."""

MAX_BYTES = 8_000_000  # a paper takes about 500 bytes
_MAX_TEXT = 300
_MOST_PAPERS = 5_000  # who has more is no one author
_MOST_NAMED = 5


class StatsError(ValueError):
    """There are no numbers in it; the text says why, in one line without a full stop."""


class Parsed(NamedTuple):
    """The numbers of a file, and the names of what is no number in it."""

    stats: ScholarStats
    wrong: tuple[str, ...]

    @property
    def wrong_named(self) -> str:
        more = len(self.wrong) - _MOST_NAMED
        return ", ".join(self.wrong[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def read_stats(path: Path, *, place: Place, report: Report) -> ScholarStats | None:
    """Return the numbers in the file `path`; None, and one problem, where there are none.

    Numbers may be written as text. A number that is none is left out and named in one line, which is no warning: what a
    source wrote must not keep a site from being published.
    """
    try:
        with path.open("rb") as file:
            parsed = parse_stats(file.read(MAX_BYTES + 1))
    except OSError as error:
        reason = error.strerror or "it is not readable"
        report(Problem(place, f"cannot read the citation numbers: {reason}. Run 'mkdocs-academic scholar' again."))
        return None
    except StatsError as error:
        report(Problem(place, f"cannot read the citation numbers: {error}. Run 'mkdocs-academic scholar' again."))
        return None
    if parsed.wrong:
        message = f"left out what is no number of citations: {parsed.wrong_named}."
        report(Problem(place, f"{message} Run 'mkdocs-academic scholar' again.", "info"))
    stats = parsed.stats
    if is_empty(stats):
        if not parsed.wrong:
            report(Problem(place, "holds no citations yet; the page stays as written.", "info"))
        return None
    return stats


def is_empty(stats: ScholarStats) -> bool:
    """Whether nothing is known: a number of no citations at all is what a crawler writes that was shown nothing."""
    return not stats.cited_by and not stats.papers


def parse_stats(content: bytes) -> Parsed:
    """Return the numbers of a `gs_data.json`.

    Raises:
        StatsError: It is no such file.

    Source: `google_scholar_crawler/main.py` of acad-homepage: scholarly's author with its publications by their ids
    """
    if len(content) > MAX_BYTES:
        raise StatsError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise StatsError(f"line {error.lineno} is no JSON ({error.msg})") from error
    except UnicodeDecodeError as error:
        raise StatsError("it is not UTF-8") from error
    except RecursionError as error:
        raise StatsError("it is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise StatsError(str(error).partition(";")[0]) from error
    if not isinstance(data, dict):
        raise StatsError("it holds no JSON object")
    if "citedby" not in data and "publications" not in data:
        raise StatsError("it has neither 'citedby' nor 'publications'")
    return _Reader(data).read()


class _Reader:
    """Reads one file; `wrong` collects the names of what is no number."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._ours = mapping_of(data.get(OURS))
        self._day = _day(data.get("updated"))
        self._wrong: list[str] = []

    def read(self) -> Parsed:
        figures = MappingProxyType(dict(self._figures()))
        years, papers = self._peryear_of(), tuple(self._papers())
        stats = ScholarStats(
            name=_text(self._data.get("name")),
            author_id=_text(self._data.get("scholar_id")),
            figures=figures,
            per_year=years,
            per_year_from=self._count(sum(years.values()), self._ours.get("cites_per_year")) if years else None,
            papers=papers,
            updated=self._day,
            beside=MappingProxyType(dict(self._figures_beside())),
        )
        return Parsed(stats, tuple(self._wrong))

    def _figures(self) -> Iterator[tuple[str, Count]]:
        origins = mapping_of(self._ours.get("figures"))
        for name, key in FIGURES.items():
            value = self._number(self._data.get(key), f"'{key}'")
            if value is not None:
                yield name, self._count(value, origins.get(key))

    def _figures_beside(self) -> Iterator[tuple[str, Count]]:
        for name, key in FIGURES.items():
            beside = self._beside(mapping_of(mapping_of(self._ours.get("figures")).get(key)), key)
            if beside is not None:
                yield name, beside

    def _peryear_of(self) -> Mapping[int, int]:
        years = {}
        for written, value in mapping_of(self._data.get("cites_per_year")).items():
            number = self._number(value, f"'cites_per_year' of '{_text(written)[:20]}'")
            if number is not None and re.fullmatch(r"[12][0-9]{3}", str(written)):
                years[int(written)] = number
        return MappingProxyType(dict(sorted(years.items())))

    def _papers(self) -> Iterator[Paper]:
        """Yield the papers: those with an id of Google Scholar stand where its crawler writes them, others in ours."""
        written = self._ours.get("papers")
        ours = [item for item in written if isinstance(item, dict)] if isinstance(written, list) else []
        details = {_text(item.get("author_pub_id")): item for item in ours}
        publications = self._data.get("publications")
        if publications is not None and not isinstance(publications, dict):
            self._wrong.append("'publications'")
        for author_pub_id, publication in islice(mapping_of(publications).items(), _MOST_PAPERS):
            name = _text(author_pub_id)
            paper = self._paper(name, publication, details.get(name, {}))
            if paper is not None:
                yield paper
        for item in ours[:_MOST_PAPERS]:
            if not item.get("author_pub_id") and (paper := self._paper("", item, item)) is not None:
                yield paper

    def _paper(self, author_pub_id: str, publication: object, details: Mapping[str, Any]) -> Paper | None:
        fields = mapping_of(publication)
        name = author_pub_id or _text(fields.get("title"))[:60]
        written = fields.get("num_citations") if isinstance(publication, dict) else publication
        value = self._number(written, f"'{name}'")
        if value is None:
            return None
        bib = mapping_of(fields.get("bib")) or details
        work = Work(
            title=_text(bib.get("title")),
            year=year_of(bib.get("pub_year", bib.get("year"))),
            author_pub_id=author_pub_id,
            doi=_text(details.get("doi")).lower(),
            arxiv=_text(details.get("arxiv")),
        )
        url = _text(fields.get("citedby_url"))
        url = url if url.startswith("https://") else ""
        return Paper(work, self._count(value, details), self._beside(details, "num_citations"), url)

    def _beside(self, details: Mapping[str, Any], key: str) -> Count | None:
        beside = details.get("beside")
        if not isinstance(beside, dict):
            return None
        value = self._number(beside.get("value"), f"'beside' of '{key}'")
        return None if value is None else self._count(value, beside)

    def _count(self, value: int, origin: object) -> Count:
        details = mapping_of(origin)
        return Count(
            value, _text(details.get("source"))[:100] or GOOGLE_SCHOLAR, _day(details.get("date")) or self._day
        )

    def _number(self, written: object, name: str) -> int | None:
        if written is None:
            return None
        if isinstance(written, str) and len(written) <= 20:
            digits = written.strip().replace(",", "")
            written = int(digits) if digits.isascii() and digits.isdigit() else written
        if type(written) is int and 0 <= written <= MAX_COUNT:
            return written
        self._wrong.append(name)
        return None


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(_text(written)[:10])
    except ValueError:  # the numbers count without their day
        return None


def _text(value: object) -> str:
    """Return a text as one line without control characters: a line of its own may be a command to who reads a log."""
    return text_of(value, _MAX_TEXT) if isinstance(value, str) else ""
