"""What the drawings of citation numbers share: the frame of a plot, its axes, the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

Say = Callable[[str], str]
"""Returns the site's own words for ours; `{names}` in them stay as they are."""
Group = Callable[[int], str]
"""Returns a number as the site prints it: 12,345."""

_MOST_STEPS = 5
_LETTER_EM = 0.62  # the widest digit of common fonts
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"[\t\n\r ]+")


class Tick(NamedTuple):
    """A mark of an axis, `at` so many percent of the plot from its start or its top.

    Arguments:
        is_minor: Whether its label needs a wide plot.
        anchor: The side of the label that stands at the mark, as in SVG.
    """

    at: float
    label: str
    is_minor: bool = False
    anchor: str = "middle"


class Frame(NamedTuple):
    """What stands around a plot. All positions in a plot are percent of its width and its height, from the top left.

    Arguments:
        id: What the ids of its parts start with.
        description: What the drawing shows, in a sentence.
        source: Where the numbers come from, and when.
        summary: What opens the table.
        axis_em: The room that the labels of the values need.
        columns: The heads of the table.
        rows: The same numbers, newest first.
    """

    id: str
    title: str
    description: str
    source: str
    summary: str
    values: tuple[Tick, ...]
    axis_em: float
    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


def value_ticks(scale: Scale, group: Group) -> tuple[Tick, ...]:
    """Return the marks of the values, the lowest first."""
    values = range(scale.low, scale.high + 1, scale.step)
    return tuple([Tick(scale.at(value), group(value)) for value in values])


def axis_em(ticks: Iterable[Tick]) -> float:
    """Return how wide the longest label is, with the gap beside it."""
    return round(max(len(tick.label) for tick in ticks) * _LETTER_EM + 0.7, 2)


class Scale(NamedTuple):
    """Values from `low` at the foot of the plot to `high` at its top."""

    low: int
    high: int
    step: int

    def at(self, value: int) -> float:
        """Return how far from the top a value stands, in percent."""
        return round(100 * (self.high - value) / (self.high - self.low), 2)


def round_scale(low: int, high: int) -> Scale:
    """Return the narrowest scale with both values in it, whose few steps are 1, 2 or 5 times a power of ten."""
    step = next(step for step in _round_steps() if -(-high // step) - low // step <= _MOST_STEPS)
    start = low // step * step
    return Scale(start, max(-(-high // step) * step, start + step), step)


def _round_steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def labelled(
    low: int, high: int, *, steps: Sequence[int], few: int, many: int
) -> tuple[int, tuple[tuple[int, bool], ...]]:
    """Return the multiples of a step from `low` to `high` that get a label, each with whether it needs a wide plot.

    Arguments:
        steps: Those to choose from, ascending.
        few: How many labels a narrow plot has room for.
        many: How many a wide one.

    Returns:
        The step of a narrow plot, and the multiples.
    """

    def found(step: int) -> range:
        return range(-(-low // step) * step, high + 1, step)

    major = next((step for step in steps if len(found(step)) <= few), steps[-1])
    minor = next(step for step in steps if step == major or (major % step == 0 and len(found(step)) <= many))
    return major, tuple([(at, at % major != 0) for at in found(minor)])


def source_line(*parts: str | date | None) -> str:
    """Return what is known of the source, its day and what is to be said of them, in one line."""
    written = (part.isoformat() if isinstance(part, date) else one_line(part or "") for part in parts)
    return " · ".join(filter(None, written))


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """Return `sentence` with the values in place of `{name}`; braces around anything else stay as written."""
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), one_line(sentence))


def one_line(text: str, most: int = 300) -> str:
    """Return `text` on one line, shortened, without what neither HTML nor XML can hold."""
    line = _SPACES.sub(" ", _UNPRINTABLE.sub("", str(text)[: 10 * most])).strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
