"""The dates that items of news begin with, as exact as they are written."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FORMS = (
    re.compile(r"(?P<year>\d{4})\s?年(?:\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?日)?)?"),
    re.compile(r"(?P<year>\d{4})[./-](?P<month>\d{1,2})(?!\d)(?:[./-](?P<day>\d{1,2})(?!\d))?"),
    re.compile(r"(?P<word>[A-Za-z]{3,9})\.?\s(?:(?P<day>\d{1,2}),?\s)?(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\.?\s(?P<word>[A-Za-z]{3,9})\.?\s(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})"),
)


class NewsDate(NamedTuple):
    """A day, a month or a year."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join(f"{part:02d}" for part in self if part)


def read_date(written: str) -> NewsDate | None:
    """Return the date that a text begins with, the first of a span; a part that no calendar has is left out."""
    text = " ".join(written.split()).lstrip("[( ")
    for form in _FORMS:
        if match := form.match(text):
            parts = match.groupdict()
            month = _month(parts["word"]) if parts.get("word") else int(parts.get("month") or 0)
            return _sound(int(parts["year"]), month, int(parts.get("day") or 0))
    return None


def _month(word: str) -> int:
    word = word.lower()
    return _SEASONS.get(word) or (_MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0)


def _sound(year: int, month: int, day: int) -> NewsDate | None:
    if not 1000 <= year <= 2999:
        return None
    if not 1 <= month <= 12:
        return NewsDate(year)
    try:
        dt.date(year, month, day)
    except ValueError:
        return NewsDate(year, month)
    return NewsDate(year, month, day)
