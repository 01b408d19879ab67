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


def seconds(text: str, extensions: list[str | KramdownExtension], *, runs: int = 1) -> float:
    """Return the least processor time of the runs."""
    parser = markdown.Markdown(extensions=extensions)
    times = []
    for _ in range(runs):
        started = time.process_time()
        parser.reset().convert(text)
        times.append(time.process_time() - started)
    return min(times)


def ours(text: str) -> float:
    return seconds(text, [KramdownExtension(report=lambda line, message: None)], runs=2)


@pytest.mark.parametrize("unit", hostile_texts.UNITS)
def test_time_grows_with_the_length(unit: str) -> None:
    short, long = ours(repeated(unit, 5_000)), ours(repeated(unit, 40_000))
    # Eight times the text: 8 where time grows with the length, 64 where it grows with the square.
    assert long < 24 * max(short, 0.01), f"{short:.3f} s, then {long:.3f} s for eight times the text"


@pytest.mark.parametrize("make", [hostile_texts.nested_quotations, hostile_texts.nested_lists])
def test_time_of_nesting_grows_with_the_length(make: Callable[[int], str]) -> None:
    short, long = ours(make(8_000)), ours(make(64_000))
    assert long < 24 * max(short, 0.01), f"{short:.3f} s, then {long:.3f} s for eight times the text"


@pytest.mark.parametrize("unit", hostile_texts.UNITS)
def test_time_is_near_that_of_python_markdown(unit: str) -> None:
    text = repeated(unit, 20_000)
    taken = ours(text)
    if taken < 20 * LEAST_S:  # quick by any measure; plain Python-Markdown takes minutes for some
        return
    assert taken < 20 * max(LEAST_S, seconds(text, list(PLAIN)))
