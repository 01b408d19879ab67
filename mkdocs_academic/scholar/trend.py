"""The trend of an author's citations: the history of their number as a line, true to time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
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

MOST_ROWS = 12
_MOST_DOTS = 12
_MOST_POINTS = 120
_LOW = 85  # percent of the plot: no label has room below
_LONG_GAP_DAYS = 31
_LONG_GAP = 8  # times the usual time between two rows
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)  # months
_FEW, _MANY = 5, 10

Row = tuple[date, int]


class Dot(NamedTuple):
    """A marked point of the line; `value` is written beside it where it is not ""."""

    x: float
    y: float
    label: str
    value: str = ""
    anchor: str = "middle"
    dy_em: float = 0.0


class Trend(NamedTuple):
    """What `citations_trend.html` shows.

    Arguments:
        line: The path, in percent of the plot; it breaks where nothing is known for long.
        gaps: What bridges the breaks.
        dots: The first and the last point, and those between where they are few.
        days: The labels below.
    """

    frame: Frame
    line: str
    gaps: str
    dots: tuple[Dot, ...]
    days: tuple[Tick, ...]


def trend(
    rows: Iterable[Row], *, say: Say, group: Group, source: str = "", element_id: str = "acad-citations-trend"
) -> Trend | None:
    """Return the trend of citations by day; None with fewer than two days, or without citations.

    Of rows of the same day the last one counts. The scale starts at nought unless all values are near each other.

    Arguments:
        rows: In any order.
        source: Who counted.
        element_id: Unique on the page; letters, digits and hyphens.
    """
    known = sorted({day: value for day, value in rows if type(value) is int and 0 <= value < MAX_COUNT}.items())
    if len(known) < 2 or not any(value for _, value in known):
        return None
    place = _Place.of(known)
    runs = list(_runs(known))
    ends = [[before[-1], after[0]] for before, after in pairwise(runs)]
    return Trend(
        frame=_frame(element_id, known, value_ticks(place.scale, group), source_line(source, known[-1][0]), say, group),
        line="".join(place.path(points) for points in _thinned(runs, place)),
        gaps="".join(place.path(points) for points in ends),
        dots=_dots(known, place, group),
        days=_day_ticks(place),
    )


class _Place(NamedTuple):
    """Where in the plot a row stands."""

    first: date
    last: date
    scale: Scale

    @classmethod
    def of(cls, known: Sequence[Row]) -> _Place:
        values = [value for _, value in known]
        low, high = min(values), max(values)
        scale = round_scale(low if high > low > high / 2 else 0, high)
        if scale.low and scale.at(values[0]) > _LOW:  # room for the first value below the line
            scale = scale._replace(low=scale.low - scale.step)
        return cls(known[0][0], known[-1][0], scale)

    def x(self, day: date) -> float:
        return round(100 * (day - self.first).days / (self.last - self.first).days, 2)

    def path(self, points: Sequence[Row]) -> str:
        (x, y), *others = ((self.x(day), self.scale.at(value)) for day, value in points)
        return f"M{x:g} {y:g}" + ("".join(f"L{x:g} {y:g}" for x, y in others) or "h0")  # a lone point is a dot


def _runs(known: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows in parts, where much more time than usual is between them."""
    steps = [(after[0] - before[0]).days for before, after in pairwise(known)]
    longest = max(_LONG_GAP_DAYS, _LONG_GAP * sorted(steps)[len(steps) // 2])
    run = [known[0]]
    for row, step in zip(known[1:], steps, strict=True):
        if step > longest:
            yield run
            run = []
        run.append(row)
    yield run


def _thinned(runs: Sequence[list[Row]], place: _Place) -> Iterator[list[Row]]:
    """Yield the parts with about `_MOST_POINTS` points in all: of each stretch of time its lowest and its highest."""
    is_long = sum(map(len, runs)) > _MOST_POINTS
    for run in runs:
        stretches: dict[int, list[Row]] = {}
        for row in run:
            stretches.setdefault(int(place.x(row[0]) * _MOST_POINTS / 200), []).append(row)
        kept = {run[0], run[-1]}
        for stretch in stretches.values():
            kept |= {min(stretch, key=_value), max(stretch, key=_value)}
        yield sorted(kept) if is_long else run


def _value(row: Row) -> int:
    return row[1]


def _dots(known: Sequence[Row], place: _Place, group: Group) -> tuple[Dot, ...]:
    marked = known if len(known) <= _MOST_DOTS else (known[0], known[-1])
    dots = [Dot(place.x(day), place.scale.at(value), f"{day.isoformat()}: {group(value)}") for day, value in marked]
    first, last = known[0][1], known[-1][1]
    is_below = last > first and dots[0].y <= _LOW  # where the line goes up, below it is free
    dots[0] = dots[0]._replace(value=group(first), anchor="start", dy_em=1.5 if is_below else -0.7)
    dots[-1] = dots[-1]._replace(value=group(last), anchor="end", dy_em=-0.7)
    return tuple(dots)


def _day_ticks(place: _Place) -> tuple[Tick, ...]:
    first, last = place.first, place.last
    low, high = (first.year * 12 + first.month - (first.day == 1), last.year * 12 + last.month - 1)
    step, months = labelled(low, high, steps=_STEPS, few=_FEW, many=_MANY)
    if len(months) < 2:
        return Tick(0, first.isoformat(), anchor="start"), Tick(100, last.isoformat(), anchor="end")
    ticks = []
    for month, is_minor in months:
        day = date(month // 12, month % 12 + 1, 1)
        label = str(day.year) if step % 12 == 0 and day.month == 1 else day.isoformat()[:7]
        ticks.append(Tick(place.x(day), label, is_minor))
    return tuple(ticks)


def _frame(
    element_id: str, known: Sequence[Row], ticks: tuple[Tick, ...], source: str, say: Say, group: Group
) -> Frame:
    (first, start), (last, end) = known[0], known[-1]
    values = {"first": first.isoformat(), "last": last.isoformat(), "start": group(start), "end": group(end)}
    return Frame(
        id=element_id,
        title=one_line(say("Citations over time")),
        description=fill(say("Citations: {start} on {first}, {end} on {last}."), values),
        source=source,
        summary=one_line(say("The numbers")),
        values=ticks,
        axis_em=axis_em(ticks),
        columns=(one_line(say("Date")), one_line(say("Citations"))),
        rows=tuple([(day.isoformat(), group(value)) for day, value in reversed(_table(known))]),
    )


_PERIODS: tuple[Callable[[date], int], ...] = (
    date.toordinal,
    lambda day: day.year * 12 + day.month,
    lambda day: day.year * 4 + (day.month - 1) // 3,
    lambda day: day.year,
    lambda day: day.year // 5,
)


def _table(known: Sequence[Row]) -> list[Row]:
    """Return the first row, and the last one of each day, month, quarter or more, so that they are few."""
    for period in _PERIODS:
        rows = list({period(day): (day, value) for day, value in known}.values())
        if len(rows) < MOST_ROWS:
            break
    rows = rows[-MOST_ROWS + 1 :]
    return rows if rows[0] == known[0] else [known[0], *rows]
