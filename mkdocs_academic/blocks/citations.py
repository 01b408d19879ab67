"""`{citations}` in Markdown: a place for a citation number, or for a drawing of them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

CLASS = "acad-citations"
PATTERN = r"\{citations(?: +([^{}\n]{1,300}?))? *\}"

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DRAWN_AS_BLOCKS = frozenset({"chart", "trend"})


TextOf = Callable[[str], str]
"""`text_of(show)` returns the number that `{citations SHOW}` asks for."""


def register(md: Markdown, text_of: TextOf | None) -> None:
    """Let `md` read it: before attribute lists, which stand in braces too, and behind code."""
    md.inlinePatterns.register(CitationsProcessor(md, text_of), "academic_citations", 175)
    md.treeprocessors.register(Settle(md), "academic_citations", 15)  # between inline text (20) and ids of headings (5)


class CitationsProcessor(InlineProcessor):
    """Leaves an element with the class `acad-citations`, whose `data-show` says what it waits for."""

    def __init__(self, md: Markdown, text_of: TextOf | None) -> None:
        super().__init__(PATTERN, md)
        self.text_of = text_of

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        show = " ".join((m[1] or "").split())
        element = etree.Element("span", {"class": CLASS, "data-show": show})
        element.text = AtomicString(self.text_of(show) if self.text_of else m[0])
        return element, m.start(0), m.end(0)


class Settle(Treeprocessor):
    """Gives figures their place, and keeps numbers out of what ids are made of: these would change every day."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag in _HEADINGS:
                for number in element.iter("span"):
                    if number.get("class") == CLASS:
                        number.text = None
            elif element.tag == "p":
                _unwrap(element)


def _unwrap(paragraph: etree.Element) -> None:
    """Let a figure that stands alone in a paragraph, where it cannot be, take the paragraph's place."""
    children = list(paragraph)
    is_alone = len(children) == 1 and not (paragraph.text or "").strip() and not (children[0].tail or "").strip()
    if is_alone and _is_block(children[0]):
        attributes, text = dict(children[0].attrib), children[0].text
        paragraph.remove(children[0])
        paragraph.tag, paragraph.text = "div", text
        paragraph.attrib.update(attributes)


def _is_block(element: etree.Element) -> bool:
    return element.get("class") == CLASS and element.get("data-show") in _DRAWN_AS_BLOCKS
