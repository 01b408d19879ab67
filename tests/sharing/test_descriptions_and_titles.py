"""What a page is called and how it is described where it is found: from its HTML, its name, its section."""

from __future__ import annotations

import pytest

from mkdocs_academic.sharing.describing import MAX_DESCRIPTION, first_text, home_title, page_titles
from mkdocs_academic.texts import cut_at_word

SENTENCE = "I work on what machines can compute and on how plants grow."


@pytest.mark.parametrize(
    "before",
    [
        "<h1>A heading that is longer than any sentence here</h1>",
        "<p><img src='a.png' alt='A long description of a picture'></p>",
        "<p>12 May 2024</p>",
        '<p><a href="a">A line of nothing but links</a> | <a href="b">and another one</a></p>',
        '<div class="admonition note"><p>A note stands beside the text, and says little of it.</p></div>',
        "<details><summary>More</summary><p>What is folded away is not how a page begins.</p></details>",
        '<blockquote class="x"><p>We can only see a short distance ahead, said another.</p></blockquote>',
        "<nav><p>A paragraph of a navigation is none of the text at all.</p></nav>",
        "<table><tr><td><p>A table has paragraphs in its cells, now and then.</p></td></tr></table>",
        "<!-- <p>A paragraph in a comment is not on the page at all.</p> -->",
        "<script>document.write('<p>A script is no text of the page at all.</p>')</script>",
        "<ul><li>An item of a list comes only where there is no paragraph.</li></ul>",
    ],
)
def test_the_first_paragraph_that_says_something_describes_a_page(before: str) -> None:
    assert first_text(f"{before}\n<p>{SENTENCE}</p><p>And so on, for many a line.</p>") == SENTENCE


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (
            "<p>I am <b>Alan&nbsp;Turing</b>,<br>reader &amp; more, <i>of</i> Manchester.</p>",
            "I am Alan Turing, reader & more, of Manchester.",
        ),
        (
            "<p>The text has a note<sup class='footnote-ref'>1</sup> and goes on after it.</p>",
            "The text has a note and goes on after it.",
        ),
        ("<ul><li>Logic, in the winter of 1939, at Cambridge</li></ul>", "Logic, in the winter of 1939, at Cambridge"),
        ("<p>我研究机器能够计算什么，以及生物如何生长。</p>", "我研究机器能够计算什么，以及生物如何生长。"),
        (
            "<ul><li>A paragraph that is never closed, in an item<ul><li>b</li></ul></li></ul>",
            "A paragraph that is never closed, in an item",
        ),
        ("<p>Short.</p>", ""),
        ("", ""),
    ],
)
def test_a_description_is_plain_text(paragraph: str, text: str) -> None:
    assert first_text(paragraph) == text


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = first_text(f"<p>{'computable ' * 40}</p>")
    assert MAX_DESCRIPTION - 12 < len(text) <= MAX_DESCRIPTION
    assert text.endswith("computable…")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short", 5, "short"),
        ("one two three", 8, "one two…"),
        ("one two three", 9, "one two…"),
        ("one, two", 5, "one…"),
        ("abcdefghij", 4, "abc…"),
        ("可计算数及其在判定问题上的应用", 6, "可计算数及…"),
        ("可 计算数及其在判定问题上的应用", 6, "可 计算数…"),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, limit: int, cut: str) -> None:
    assert cut_at_word(text, limit) == cut
    assert len(cut) <= limit


@pytest.mark.parametrize(
    ("site_name", "name", "roles", "title"),
    [
        ("Alan Turing", "Alan Turing", ["Reader", "Manchester"], "Alan Turing - Reader"),
        ("Alan Turing's page", "alan turing", ["Reader"], "Alan Turing's page - Reader"),
        ("Alan Turing", "Alan Turing", ["who " * 30, "Manchester"], "Alan Turing - Manchester"),
        ("Alan Turing", "Alan Turing", ["who " * 30, ""], "Alan Turing"),
        ("Machines", "Alan Turing", ["Reader"], "Alan Turing - Machines"),
        ("Machines", "", ["Reader"], "Machines"),
    ],
)
def test_the_title_of_the_home_page_says_who_it_is_of(site_name: str, name: str, roles: list[str], title: str) -> None:
    assert home_title(site_name, name, roles) == title


def test_pages_of_one_title_are_told_apart_by_their_sections() -> None:
    pages = [("CV", ""), ("Notes", "Logic"), ("Notes", "Biology"), ("Ada", "Ada")]
    assert page_titles(pages, "Ada") == ["CV - Ada", "Notes - Logic - Ada", "Notes - Biology - Ada", "Ada"]


@pytest.mark.parametrize("content", ["<p>" * 5_000, "<p>a<a>" * 5_000, "</p></a><a " * 5_000, "<p>" + "x" * 500_000])
def test_hostile_pages_have_a_description_or_none(content: str) -> None:
    assert len(first_text(content)) <= MAX_DESCRIPTION
