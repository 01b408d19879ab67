"""Citation numbers that the author writes by hand, in a YAML or JSON file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...errors import Report
from ...identifiers.pasted import arxiv_id
from ...web.answers import text_of, year_of
from ..records import FIGURES, MAX_COUNT, Work
from .nodes import NodeReader
from .source import Asked, Found, FoundPaper
from .values import author_pub_id_of, identifiers_of, known_of, per_year_of

if TYPE_CHECKING:
    from yaml import Node

BY_AUTHOR = "the author"

_KEYS = ("date", "source", *FIGURES.values(), "cites_per_year", "papers")
_PAPER_KEYS = ("id", "title", "year", "doi", "arxiv", "citations")


class ByHand(NamedTuple):
    """What the file says.

    Arguments:
        works: All papers, those without a number too: they say which paper an id is.
        day: Of the numbers; None where the file does not say.
    """

    found: Found = Found()
    works: tuple[Work, ...] = ()
    source: str = BY_AUTHOR
    day: date | None = None


class ByHandSource:
    """The file of the author as a source of numbers."""

    is_local = True

    def __init__(self, by_hand: ByHand) -> None:
        self.title = by_hand.source
        self._found = by_hand.found._replace(day=by_hand.day)

    def lacks(self, asked: Asked) -> str:
        return "" if self._found.figures or self._found.per_year or self._found.papers else "the file has no number"

    def find(self, asked: Asked) -> Found:
        return self._found


def read_by_hand(path: Path, place_file: str, report: Report) -> ByHand:
    """Return the numbers in the file `path`; what is wrong with them is reported with its line, and the rest kept.

    The keys of the figures are those of `gs_data.json`.

    Arguments:
        place_file: The file's name in problems.
    """
    reader = _Reader(place_file, report)
    root = reader.root(path)
    return ByHand() if root is None else reader.numbers(root)


class _Reader(NodeReader):
    def numbers(self, root: Node) -> ByHand:
        fields = self.fields(root, _KEYS, "the file")
        pairs = [self._paper(node) for node in self.items(fields.get("papers"), "'papers'")]
        papers = [pair for pair in pairs if pair is not None]
        figures = {name: self._count(fields, key) for name, key in FIGURES.items()}
        found = Found(
            figures=known_of(figures),
            per_year=per_year_of(self._years(fields.get("cites_per_year"))),
            papers=tuple(FoundPaper(work, citations) for work, citations in papers if citations is not None),
        )
        works = tuple(work for work, _ in papers)
        return ByHand(found, works, self._text(fields, "source", 100) or BY_AUTHOR, self._day(fields))

    def _paper(self, node: Node) -> tuple[Work, int | None] | None:
        fields = self.fields(node, _PAPER_KEYS, "the entry of a paper")
        citations = self._count(fields, "citations")
        bare, arxiv = self._identifiers(fields)
        work = Work(self._text(fields, "title", 1_000), self._year(fields), self._pub_id(fields), bare, arxiv)
        if work.title or work.author_pub_id or work.doi or work.arxiv:
            return work, citations
        if fields:
            self.warn(node, "a paper has neither 'id' nor 'title', 'doi' or 'arxiv'; it is left out. Add one of them.")
        return None

    def _pub_id(self, fields: Mapping[str, Node]) -> str:
        written = self._text(fields, "id", 100)
        if written and not author_pub_id_of(written):
            form = "Write it as in the address of the paper on your profile, 'AUTHOR:PAPER'."
            self.warn(fields["id"], f"'id' is '{written}', no id of Google Scholar; left out. {form}")
        return author_pub_id_of(written)

    def _identifiers(self, fields: Mapping[str, Node]) -> tuple[str, str]:
        written_doi, written_arxiv = self._text(fields, "doi", 400), self._text(fields, "arxiv", 100)
        bare, arxiv = identifiers_of(written_doi, written_arxiv)
        if written_doi and not bare and not arxiv:
            self.warn(fields["doi"], f"'doi' is '{written_doi[:80]}', no DOI; left out. Write one like '10.1000/182'.")
        if written_arxiv and not arxiv_id(written_arxiv):
            form = "Write one like '1706.03762'."
            self.warn(fields["arxiv"], f"'arxiv' is '{written_arxiv[:80]}', no arXiv id; left out. {form}")
        return bare, arxiv

    def _year(self, fields: Mapping[str, Node]) -> int | None:
        written = self._text(fields, "year", 40)
        if written and year_of(written) is None:
            self.warn(fields["year"], f"'year' is '{written}', no year; left out. Write one like 2019.")
        return year_of(written)

    def _years(self, node: Node | None) -> Iterator[tuple[object, object]]:
        for key, value in self.pairs(node, "'cites_per_year'") if node else ():
            if year_of(key) is None:
                self.warn(value, f"'{text_of(key, 60)}' in 'cites_per_year' is no year; left out. Write one like 2019.")
            else:
                yield key, self._number(value, f"'{key}' in 'cites_per_year'")

    def _day(self, fields: Mapping[str, Node]) -> date | None:
        written = self._text(fields, "date", 40)
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self.warn(fields["date"], f"'date' is '{written}', no date; left out. Write one like 2026-11-01.")
        return None

    def _count(self, fields: Mapping[str, Node], key: str) -> int | None:
        return self._number(fields[key], f"'{key}'") if key in fields else None

    def _number(self, node: Node, name: str) -> int | None:
        written = self.scalar(node, name, 40)
        digits = written.replace(",", "").replace("_", "")
        number = int(digits) if digits.isascii() and digits.isdigit() else -1
        if 0 <= number <= MAX_COUNT:
            return number
        if written:
            self.warn(node, f"{name} is '{written}', no number of citations; left out. Write a whole number.")
        return None

    def _text(self, fields: Mapping[str, Node], key: str, most: int) -> str:
        return self.scalar(fields[key], f"'{key}'", most) if key in fields else ""
