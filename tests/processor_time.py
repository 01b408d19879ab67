"""How the processor time of a text grows with its length; the clock on the wall would tell of other programs."""

from __future__ import annotations

import time
from collections.abc import Callable

LEAST_S = 0.01
"""What is quicker is not compared: the clock would decide."""

ROUNDS = 3
"""Both texts are measured anew where the processor may have slowed down between them; a true growth stays."""


def seconds(run: Callable[[], object], *, enough: float = 0.0, runs: int = 2) -> float:
    """Return the processor time of `run`, the least of several runs, or the first that is no longer than `enough`."""
    least = float("inf")
    for _ in range(runs):
        started = time.process_time()
        run()
        least = min(least, time.process_time() - started)
        if least <= enough:
            break
    return least


def assert_linear(short: Callable[[], object], long: Callable[[], object], *, most: float = 24) -> float:
    """Eight times the text takes 8 times as long where time grows with the length, 64 where it grows with the square.

    Returns:
        The seconds that the long text took.
    """
    __tracebackhide__ = True
    for _ in range(ROUNDS):
        first = seconds(short)
        bound = most * max(first, LEAST_S)
        taken = seconds(long, enough=bound)
        if taken < bound:
            return taken
    raise AssertionError(f"{first:.3f} s, then {taken:.3f} s for eight times the text")


def assert_at_most(times: float, run: Callable[[], object], other: Callable[[], object]) -> None:
    """Fail where `run` takes more than so many times what `other` takes."""
    __tracebackhide__ = True
    for _ in range(ROUNDS):
        taken, others = seconds(run), seconds(other, runs=1)
        if taken < times * others:
            return
    raise AssertionError(f"{taken:.3f} s, where the other takes {others:.3f} s")
