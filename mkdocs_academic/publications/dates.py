"""When a publication appeared, from what BibTeX and biblatex call dates.

Source: https://www.loc.gov/standards/datetime/ (EDTF), of which biblatex takes levels 0 and 1
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

from ..errors import Problem, Report
from .fields import Fields
from .records import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}  # EDTF 4.1.4; biblatex prints them as spring, summer, …
_EDTF = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:T[0-9:.Z+-]{1,40})?[~?%]?")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_MARKUP = re.compile(r"[{}~\\]+")
# BibTeX asks these for no year: pages of the web, talks and drafts.
_UNDATED = frozenset({"misc", "unpublished", "online", "electronic", "www", "manual", "booklet", "software"})
_UNPUBLISHED = {
    "in press": "in press",
    "inpress": "in press",
    "forthcoming": "forthcoming",
    "to appear": "to appear",
    "toappear": "to appear",
    "accepted": "accepted",
    "submitted": "submitted",
    "under review": "under review",
    "in preparation": "in preparation",
}


class Dated(NamedTuple):
    """When a publication appeared; where it has not yet, `pubstate` says how far it is ("in press")."""

    date: PartialDate | None
    pubstate: str = ""


def read_date(fields: Fields, report: Report) -> Dated:
    """Return the date of an entry; of `date` and `year` with `month`, the former counts, as in biblatex."""
    pubstate = _plain(fields["pubstate"])
    pubstate = _UNPUBLISHED.get(pubstate.lower(), pubstate)
    written = _plain(fields["date"])
    if written and (date := _from_date(written)) and _is_sound(date.year):
        return Dated(date, pubstate)
    year, said = _plain(fields["year"]), ""
    if year and (found := _year(year)):
        return Dated(_with_month(found, fields), pubstate)
    for text in (written, year):
        said = said or _UNPUBLISHED.get(text.lower().strip("()[]. "), "")
    if not said and not pubstate:
        _report_no_date(fields, written, year, report)
    return Dated(None, pubstate or said)


def read_visible_from(fields: Fields, report: Report) -> dt.date | None:
    """Return the day from which an entry is shown, None where it always is.

    A day that is not understood is the last one there is: who wrote it wanted to hide something.
    """
    written = _plain(fields["visible_from"])
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        key, name = fields.entry.citation_key, fields.written("visible_from")
        message = (
            f"{name} '{written[:40]}' of entry '{key}' is no day; the entry stays hidden. Write it like 2026-05-17."
        )
        report(Problem(fields.place("visible_from"), message))
        return dt.date.max


def _plain(value: str) -> str:
    return value if not value or value.isalnum() else " ".join(_MARKUP.sub(" ", value).split())


def _from_date(written: str) -> PartialDate | None:
    """Read `2024-05-17` and shorter, `2024/2025` (the first), `2024?`; "~" is gone with the other blanks."""
    match = _EDTF.fullmatch(written.partition("/")[0].strip())
    if not match:  # "17 May 2024"
        found = _year(written)
        return _partial(found, *_month(written)) if found else None
    year, month, day = match.groups()
    if month in _SEASONS:
        return PartialDate(int(year), _SEASONS[month])
    return _partial(int(year), int(month or 0), int(day or 0))


def _partial(year: int, month: int, day: int) -> PartialDate:
    """Leave out the part of the date that no calendar has."""
    if not 1 <= month <= 12:
        return PartialDate(year)
    try:
        dt.date(year, month, day)
    except ValueError:
        return PartialDate(year, month)
    return PartialDate(year, month, day)


def _year(written: str) -> int | None:
    """Find the year in `2024`, `c. 2024`, `2024a`, `(2024)`, `2024--2025`; None in `20245` and in words."""
    if len(written) == 4 and written.isascii() and written.isdigit():
        year = int(written)
        return year if _is_sound(year) else None
    found = _YEAR.search(written[:40])
    return int(found[1]) if found and _is_sound(int(found[1])) else None


def _is_sound(year: int) -> bool:
    return 1000 <= year <= 2999


def _with_month(year: int, fields: Fields) -> PartialDate:
    written = _plain(fields["month"])
    if not written:
        return PartialDate(year)
    month, day = _month(written)
    day_written = _plain(fields["day"])
    if day_written.isascii() and day_written.isdigit():
        day = int(day_written[:4])
    return _partial(year, month, day)


def _month(written: str) -> tuple[int, int]:
    """Return month and day, 0 unknown, of `jan`, `January`, `5`, `05`, `May 17`, `17 May`, `Jan--Feb` (the first)."""
    parts = re.findall(r"[^\W\d_]+|\d+", written[:40])
    if not parts:
        return 0, 0
    names = [_MONTHS.index(part[:3].lower()) + 1 for part in parts if part[:3].lower() in _MONTHS]
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if names:
        is_one_day = len(names) == 1 and len(numbers) >= 1
        return names[0], numbers[0] if is_one_day else 0
    is_number = numbers and len(numbers) == len(parts)  # unlike "1st quarter"
    return (numbers[0], 0) if is_number else (0, 0)


def _report_no_date(fields: Fields, date: str, year: str, report: Report) -> None:
    key = fields.entry.citation_key
    for name, written, example in (("date", date, "2026-05-17"), ("year", year, "2026")):
        if written:
            message = f"{name} '{written[:40]}' of entry '{key}' is not understood; it is listed last."
            report(Problem(fields.place(name), f"{message} Write it like {example}."))
            return
    level: Literal["warning", "info"] = "info" if fields.entry.entry_type in _UNDATED else "warning"
    report(Problem(fields.entry.place, f"entry '{key}' has no 'year'; it is listed last. Add a 'year' field.", level))
