"""Hostile texts: nothing is raised, time grows with the length, and stays near that of plain Python-Markdown."""

from __future__ import annotations

from collections.abc import Callable

import hostile_texts
import markdown
import pytest
from hostile_texts import repeated
from processor_time import assert_at_most, assert_linear, seconds

from mkdocs_academic.jekyll.kramdown import KramdownExtension

PLAIN = ["extra", "toc", "smarty"]
MOMENT_S = 0.4
"""What is quicker is not compared with plain Python-Markdown, which takes minutes for some texts."""


def ours(text: str) -> Callable[[], str]:
    parser = markdown.Markdown(extensions=[KramdownExtension(report=lambda line, message: None)])
    return lambda: parser.reset().convert(text)


def plain(text: str) -> Callable[[], str]:
    parser = markdown.Markdown(extensions=PLAIN)
    return lambda: parser.convert(text)


@pytest.mark.parametrize("unit", hostile_texts.UNITS)
def test_time_grows_with_the_length_and_stays_near_that_of_python_markdown(unit: str) -> None:
    taken = assert_linear(ours(repeated(unit, 3_000)), ours(repeated(unit, 24_000)))
    if taken < MOMENT_S:
        return
    text = repeated(unit, 20_000)
    if seconds(ours(text), enough=MOMENT_S) >= MOMENT_S:
        assert_at_most(20, ours(text), plain(text))


@pytest.mark.parametrize("make", [hostile_texts.nested_quotations, hostile_texts.nested_lists])
def test_time_of_nesting_grows_with_the_length(make: Callable[[int], str]) -> None:
    assert_linear(ours(make(8_000)), ours(make(64_000)))
