"""The chart of citations per year: where each bar stands, and what is said beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from .frame import (
    Frame,
    Group,
    Say,
    Scale,
    Tick,
    axis_em,
    fill,
    labelled,
    one_line,
    round_scale,
    source_line,
    value_ticks,
)
from .records import MAX_COUNT

MOST_YEARS = 100
_YEARS = range(1000, 3000)
_STEPS = (1, 2, 5, 10, 20, 50)
_FEW, _MANY = 7, 14  # labels of years that stand clear of each other at 320 px, and on a desktop
_BAR = 0.72  # of the room that a year has
_WIDEST = 12.0


class Bar(NamedTuple):
    """One year's citations, in percent of the plot.

    Arguments:
        label: The year and its number, for who points at the bar.
        is_open: Whether the year is not over.
    """

    x: float
    y: float
    width: float
    height: float
    year: int
    value: int
    label: str
    is_open: bool


class Chart(NamedTuple):
    """What `citations_chart.html` shows.

    Arguments:
        bars: One for each year, those without citations too.
        years: The labels below them.
        peak: The highest bar's middle and number; `peak_y` is where it ends.
    """

    frame: Frame
    bars: tuple[Bar, ...]
    years: tuple[Tick, ...]
    peak: Tick
    peak_y: float


def chart(
    per_year: Mapping[int, int],
    *,
    say: Say,
    group: Group,
    source: str = "",
    updated: date | None = None,
    element_id: str = "acad-citations",
) -> Chart | None:
    """Return the chart of citations per year; None where there are none.

    The chart starts with the first year that has citations. Those of more than `MOST_YEARS` years ago are a row of the
    table. What no year or no count can be is left out, as is what is dated later than the year after `updated`.

    Arguments:
        source: Who counted.
        updated: When. Its year is not over.
        element_id: Unique on the page; letters, digits and hyphens.
    """
    shown, earlier = _shown(_plausible(per_year, updated))
    if not any(shown.values()):
        return None
    words = _Words(say, group, updated, one_line(source))
    scale = round_scale(0, max(shown.values()))
    bars = _bars(shown, scale, words)
    highest = max(bars, key=lambda bar: bar.value)
    return Chart(
        frame=_frame(element_id, bars, highest, earlier, scale, words),
        bars=bars,
        years=_year_ticks(bars[0].year, bars[-1].year),
        peak=Tick(round(highest.x + highest.width / 2, 3), group(highest.value)),
        peak_y=highest.y,
    )


def _plausible(per_year: Mapping[int, int], updated: date | None) -> dict[int, int]:
    last = _YEARS[-1] if updated is None else updated.year + 1
    return {
        year: value
        for year, value in per_year.items()
        if type(year) is int and type(value) is int and year in _YEARS and year <= last and 0 <= value < MAX_COUNT
    }


def _shown(counts: Mapping[int, int]) -> tuple[dict[int, int], int]:
    """Return the years that get a bar with their citations, and the citations of the years before."""
    last = max(counts, default=0)
    first = max(min((year for year, value in counts.items() if value), default=last), last - MOST_YEARS + 1)
    earlier = sum(value for year, value in counts.items() if year < first)
    return {year: counts.get(year, 0) for year in range(first, last + 1)}, earlier


class _Words(NamedTuple):
    say: Say
    group: Group
    updated: date | None
    source: str

    def is_open(self, year: int) -> bool:
        return self.updated is not None and year >= self.updated.year

    def year(self, year: int) -> str:
        return fill(self.say("{year} so far"), {"year": str(year)}) if self.is_open(year) else str(year)


def _bars(shown: Mapping[int, int], scale: Scale, words: _Words) -> tuple[Bar, ...]:
    room = 100 / len(shown)
    width = min(room * _BAR, _WIDEST)
    bars = []
    for position, (year, value) in enumerate(shown.items()):
        x, y = room * (position + 0.5) - width / 2, scale.at(value)
        label = f"{words.year(year)}: {words.group(value)}"
        bars.append(Bar(round(x, 3), y, round(width, 3), round(100 - y, 2), year, value, label, words.is_open(year)))
    return tuple(bars)


def _year_ticks(first: int, last: int) -> tuple[Tick, ...]:
    room = 100 / (last - first + 1)
    _, years = labelled(first, last, steps=_STEPS, few=_FEW, many=_MANY)
    return tuple([Tick(round(room * (year - first + 0.5), 3), str(year), is_minor) for year, is_minor in years])


def _frame(element_id: str, bars: tuple[Bar, ...], highest: Bar, earlier: int, scale: Scale, words: _Words) -> Frame:
    say, group = words.say, words.group
    ticks = value_ticks(scale, group)
    opened = next((bar.year for bar in bars if bar.is_open and bar.value), None)
    note = "" if opened is None else fill(say("hatched: {year} so far"), {"year": str(opened)})
    rows = [(words.year(bar.year), group(bar.value)) for bar in reversed(bars)]
    if earlier:
        rows.append((fill(say("before {year}"), {"year": str(bars[0].year)}), group(earlier)))
    return Frame(
        id=element_id,
        title=one_line(say("Citations per year")),
        description=_description(bars, highest, words),
        source=source_line(words.source, words.updated, note),
        summary=one_line(say("The numbers")),
        values=ticks,
        axis_em=axis_em(ticks),
        columns=(one_line(say("Year")), one_line(say("Citations"))),
        rows=tuple(rows),
    )


def _description(bars: tuple[Bar, ...], highest: Bar, words: _Words) -> str:
    values = {
        "first": str(bars[0].year),
        "last": words.year(bars[-1].year),
        "sum": words.group(sum(bar.value for bar in bars)),
        "most": words.group(highest.value),
        "year": words.year(highest.year),
    }
    if len(bars) == 1:
        return fill(words.say("Citations in {last}: {sum}."), values)
    return fill(
        words.say("Citations from {first} to {last}: {sum} in all; the most in a year: {most} ({year})."), values
    )
