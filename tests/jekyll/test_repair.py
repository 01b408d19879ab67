"""HTML in backticks becomes what was meant, and code stays code."""

from __future__ import annotations

import pytest

from mkdocs_academic.jekyll.repair import repair_html


def repair(text: str) -> tuple[str, list[tuple[int, str]]]:
    reports: list[tuple[int, str]] = []
    repaired = repair_html(
        text, exists=lambda url: url == "images/logo.png", report=lambda line, message: reports.append((line, message))
    )
    return repaired, reports


def test_a_paragraph_that_is_only_a_target_becomes_one() -> None:
    text, reports = repair('one\n\n`<span id="why">`\n\n# Why')
    assert text == 'one\n\n<span id="why"></span>\n\n# Why'
    assert [line for line, _ in reports] == [3]
    assert "<span id=" in reports[0][1]


def test_an_image_whose_file_is_there_is_shown() -> None:
    text, reports = repair("At Penn `<img src='images/logo.png' style=\"width: 1em\">`, I")
    assert text == "At Penn <img src='images/logo.png' style=\"width: 1em\">, I"
    assert [line for line, _ in reports] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "`<img src='images/gone.png'>`",
        'Use `<span id="x">` for a target.',
        '`<span id="x">` and more',
        'text\n`<span id="x">`\ntext',
        '```\n`<span id="x">`\n```',
        "~~~ html\n\n`<img src='images/logo.png'>`\n\n~~~",
        '    `<span id="x">`',
        "``<img src='images/logo.png'>``",
        "`see <img src='images/logo.png'>`",
        '`<span class="x">`',
    ],
)
def test_code_stays_code(text: str) -> None:
    assert repair(text) == (text, [])


def test_a_fence_inside_a_longer_fence_does_not_close_it() -> None:
    text = '````\n```\n\n`<span id="x">`\n\n````'
    assert repair(text) == (text, [])


def test_an_id_is_escaped() -> None:
    text, _ = repair("`<span id='a\"b'>`")
    assert text == '<span id="a&quot;b"></span>'
