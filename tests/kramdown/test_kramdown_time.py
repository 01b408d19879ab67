"""Hostile texts: nothing is raised, time grows with the length, and stays near that of plain Python-Markdown."""

from __future__ import annotations

import time
from collections.abc import Callable

import markdown
import pytest

from mkdocs_academic.jekyll.kramdown import KramdownExtension

PLAIN = ["extra", "toc", "smarty"]
UNITS = [
    "*a ", "**a*", "** a", "**a ", "_a", "__a ", "***", "[a](b) ", "[a]", "](", "`", "`a ``b ", "`a` ", "<", "</div>",
    "<!-- a -->", "<!--", "<div>", '<div markdown="1">', "<p>", "<li>", "<b>", "</b>", "<b>x</b> ", "<a@b.c> ",
    "<details>\n", "> ", "> a\n", "1. ", "1. a\n", "- a\n", "- [ ] a\n", "* \n", "\t", "    a\n", "\"'", "--", "\\",
    "{:", "{: .c}\n", "a\n\n{: .c}\n\n", "*a*{: .c}", "{::comment}", "~~a", "~~a~~ ", "&a;", "# ", "# a\n", "a\n===\n",
    "```", "```\n", "^\n", "a  \n", "[a]: b\n", "<http://a> ",
    '*a [b](<c> `d ``e <b>\n> - # f\n<div>"g" --{: .h}\n\n~~i&j;\\\\\n',
]  # fmt: skip
# Plain Python-Markdown takes the square of the time for these, or more.
BEYOND_PYTHON_MARKDOWN = ["[", "![", "[[a]", "[a](", '[a](b "', "<a ", '<x y="', "<![CDATA[", "<a", "<kbd>", "a\n\n"]


def nested_quotations(length: int) -> str:
    return "".join(f"{'> ' * (depth % 50)}a\n" for depth in range(length // 52))


def nested_lists(length: int) -> str:
    return "".join(f"{'  ' * (depth % 50)}- a\n" for depth in range(length // 54))


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


@pytest.mark.parametrize("unit", [*UNITS, *BEYOND_PYTHON_MARKDOWN])
def test_time_grows_with_the_length(unit: str) -> None:
    short, long = ours(unit * (2_500 // len(unit))), ours(unit * (20_000 // len(unit)))
    # Eight times the text: 8 where time grows with the length, 64 where it grows with the square.
    assert long < 24 * max(short, 0.01), f"{short:.3f} s, then {long:.3f} s for eight times the text"


@pytest.mark.parametrize("make", [nested_quotations, nested_lists])
def test_time_of_nesting_grows_with_the_length(make: Callable[[int], str]) -> None:
    short, long = ours(make(8_000)), ours(make(64_000))
    assert long < 24 * max(short, 0.01), f"{short:.3f} s, then {long:.3f} s for eight times the text"


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_near_that_of_python_markdown(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    try:
        plain = seconds(text, list(PLAIN))
    except RecursionError:  # plain Python-Markdown fails on some of them; ours must not
        plain = 0.0
    assert ours(text) < 20 * max(plain, 0.02)
