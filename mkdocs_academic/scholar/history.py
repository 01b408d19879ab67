"""The history of an author's citations: a small CSV file with one row a day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .records import MAX_COUNT, ScholarStats

NAME = "gs_history.csv"

_COLUMNS = ("date", "citedby", "hindex", "i10index", "source")
MAX_BYTES = 2_000_000  # forty bytes a day make a century
_MAX_LINE = 1_000


class Row(NamedTuple):
    """One day; None for what was not known."""

    day: date
    cited_by: int
    h_index: int | None = None
    i10_index: int | None = None
    source: str = ""


def read_history(content: bytes) -> tuple[Row, ...]:
    """Return the rows that can be read, in order of their days; of two for one day the last counts."""
    text = content[:MAX_BYTES].decode("utf-8-sig", "replace")
    rows = {row.day: row for row in _rows(text)}
    return tuple(rows[day] for day in sorted(rows))


def with_today(content: bytes, stats: ScholarStats, today: date) -> bytes | None:
    """Return the history with a row for today in place of one that is there; None where no total was counted today.

    Every other line stays as it is, also one that cannot be read.
    """
    count = stats.figures.get("cited_by")
    if count is None or count.day not in (None, today):
        return None
    lines = content.decode("utf-8-sig", "surrogateescape").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith(today.isoformat())]
    if not kept:
        kept = [_line(_COLUMNS)]
    h_index, i10_index = stats.h_index, stats.i10_index
    row = (today.isoformat(), count.value, _cell(h_index), _cell(i10_index), count.source)
    return ("\n".join([*kept, _line(row)]) + "\n").encode("utf-8", "surrogateescape")


def _rows(text: str) -> Iterator[Row]:
    for line in text.splitlines():
        if len(line) > _MAX_LINE:
            continue
        cells = next(csv.reader([line]), [])  # each line alone: a stray quote costs no other row
        padded = [*cells, *[""] * len(_COLUMNS)]
        day, cited_by = _day(padded[0]), _number(padded[1])
        if day is not None and cited_by is not None:
            yield Row(day, cited_by, _number(padded[2]), _number(padded[3]), padded[4])


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:  # the head, or a line that is no row
        return None


def _number(written: str) -> int | None:
    written = written.strip()
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(MAX_COUNT))
    return int(written) if is_number else None


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)


def _line(cells: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
