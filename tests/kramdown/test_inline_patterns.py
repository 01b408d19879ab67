"""Patterns of other extensions meet what Python-Markdown itself gives them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

import markdown
import pytest
from markdown.inlinepatterns import InlineProcessor, Pattern
from markdown.util import AtomicString

from mkdocs_academic.jekyll.kramdown import KramdownExtension

Found = tuple[etree.Element | str | None, int | None, int | None]


class Mark(InlineProcessor):
    """`%text%`, but not in links."""

    ANCESTOR_EXCLUDES = ("A",)

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        element = etree.Element("mark")
        element.text = match[1]
        return element, match.start(), match.end()


class OldMark(Pattern):
    """The same in the older style, which gets the whole text."""

    def handleMatch(self, match: re.Match[str]) -> etree.Element:  # type: ignore[override]
        element = etree.Element("mark")
        element.text = match[2]
        return element


class Nested(InlineProcessor):
    """Elements within the element, with texts of every kind."""

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        element = etree.Element("q")
        element.text = "`a`"
        inner = etree.SubElement(element, "b")
        inner.text = "`b`"
        inner.tail = "`c`"
        etree.SubElement(element, "i").text = AtomicString("`d`")
        return element, match.start(), match.end()


class Word(InlineProcessor):
    """Refuses some matches, replaces others by text, leaves some alone."""

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        if match[0] == "no":
            return None, None, None
        return ("YES" if match[0] == "yes" else None), match.start(), match.end()


def rendered(text: str, *patterns: tuple[Pattern, float]) -> str:
    parser = markdown.Markdown(extensions=[KramdownExtension()])
    for number, (pattern, priority) in enumerate(patterns):
        pattern.md = parser
        parser.inlinePatterns.register(pattern, f"ours-{number}", priority)
    return parser.convert(text)


@pytest.mark.parametrize("kind", [Mark, OldMark])
def test_every_match_of_a_pattern_counts(kind: type[Pattern]) -> None:
    found = rendered("%a% b %*c*% %`d`%", (kind("%([^%]+)%"), 100))
    assert found == "<p><mark>a</mark> b <mark><em>c</em></mark> <mark><code>d</code></mark></p>"


def test_pattern_stays_out_of_the_elements_that_it_excludes() -> None:
    found = rendered("[%a%](u) %b%", (Mark("%([^%]+)%"), 100))
    assert found == '<p><a href="u">%a%</a> <mark>b</mark></p>'


def test_texts_within_an_element_are_read_too_but_not_what_is_final() -> None:
    found = rendered("a%b", (Nested("%"), 195))
    assert found == "<p>a<q><code>a</code><b><code>b</code></b><code>c</code><i>`d`</i></q>b</p>"


def test_pattern_may_refuse_a_match_or_leave_it_alone() -> None:
    assert rendered("no yes maybe yes", (Word("no|yes|maybe"), 100)) == "<p>no YES maybe YES</p>"


def test_pattern_that_matches_nothing_at_all_comes_to_an_end() -> None:
    assert rendered("ab", (Word("(?=[ab])|$"), 100)) == "<p>ab</p>"


def test_text_that_looks_like_a_placeholder_stays() -> None:
    assert rendered("klzzwxh:0000 a") == "<p>klzzwxh:0000 a</p>"
