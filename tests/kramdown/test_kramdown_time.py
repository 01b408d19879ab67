"""Hostile texts: nothing is raised, time grows with the length, and stays near that of plain Python-Markdown."""

from __future__ import annotations

import time
from collections.abc import Callable

import hostile_texts
import markdown
import pytest
from hostile_texts import repeated

from mkdocs_academic.jekyll.kramdown import KramdownExtension

PLAIN = ["extra", "toc", "smarty"]
LEAST_S = 0.02
"""What is quicker is not compared: the clock would decide."""


def seconds(text: str, extensions: list[str | KramdownExtension]) -> float:
    parser = markdown.Markdown(extensions=extensions)
    started = time.process_time()
    parser.convert(text)
    return time.process_time() - started


def ours(text: str, *, enough: float = 0.0) -> float:
    """Return the processor time of a text, the less of two runs unless the first takes no longer than `enough`."""
    times: list[float] = []
    while len(times) < 2 and min(times, default=enough + 1) > enough:
        times.append(seconds(text, [KramdownExtension(report=lambda line, message: None)]))
    return min(times)


@pytest.mark.parametrize("unit", hostile_texts.UNITS)
def test_time_grows_with_the_length(unit: str) -> None:
    assert_linear(repeated(unit, 5_000), repeated(unit, 40_000))


def assert_linear(short: str, long: str) -> None:
    """Eight times the text: 8 times the seconds where time grows with the length, 64 where it grows with the square."""
    first = ours(short)
    most = 24 * max(first, 0.01)
    taken = ours(long, enough=most)
    assert taken < most, f"{first:.3f} s, then {taken:.3f} s for eight times the text"


@pytest.mark.parametrize("make", [hostile_texts.nested_quotations, hostile_texts.nested_lists])
def test_time_of_nesting_grows_with_the_length(make: Callable[[int], str]) -> None:
    assert_linear(make(8_000), make(64_000))


@pytest.mark.parametrize("unit", hostile_texts.UNITS)
def test_time_is_near_that_of_python_markdown(unit: str) -> None:
    text = repeated(unit, 20_000)
    taken = ours(text, enough=20 * LEAST_S)
    if taken < 20 * LEAST_S:  # quick by any measure; plain Python-Markdown takes minutes for some
        return
    assert taken < 20 * max(LEAST_S, seconds(text, list(PLAIN)))
