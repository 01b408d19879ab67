"""A number once known never gets worse by itself: what a new one must be like to take the place of the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from .records import Count

_SHARE_KEPT = 0.8
_FEW = 3  # papers are merged, and duplicates taken away: so much any number may fall
_TIMES_MORE, _MORE = 5, 500
_LONG_AGO = timedelta(days=90)


def why_worse(new: Count, last: Count, order: Sequence[str]) -> str:
    """Return why `new` must not take the place of `last`, without a full stop; "" where it may.

    A source that the author prefers to that of the last number, or the same one, may count a little less: papers are
    merged. One that comes later may only count as much or more, since it knows less of the same paper.

    Arguments:
        order: The sources' titles as the author prefers them.
    """
    if new.value == 0 and last.value:
        return f"{new.source} counts none, where {last.value} were known"
    if _rank(new.source, order) > _rank(last.source, order):
        if new.value < last.value:
            return f"{new.source} counts {new.value}, less than the {last.value} of {last.source}"
    elif new.value < last.highest * _SHARE_KEPT and last.highest - new.value > _FEW:
        return f"{new.source} counts {new.value}, far less than {last.highest} before"
    if new.source == last.source and new.value > _TIMES_MORE * last.value + _MORE and _is_recent(last, new):
        return f"{new.source} counts {new.value}, far more than {last.value} before"
    return ""


def after(new: Count, last: Count) -> Count:
    """Return `new` as it takes the place of `last`: many small falls must not make a large one."""
    return new._replace(peak=last.highest if last.highest > new.value else 0)


def _rank(source: str, order: Sequence[str]) -> int:
    return order.index(source) if source in order else len(order)


def _is_recent(last: Count, new: Count) -> bool:
    return last.day is not None and new.day is not None and new.day - last.day < _LONG_AGO
