"""Inline constructs of kramdown: line breaks, attribute lists, mathematics, extensions."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_academic.jekyll.kramdown.attributes import apply_attributes, parse_attributes
from mkdocs_academic.jekyll.kramdown.emphasis import append_text, unwrap

if TYPE_CHECKING:
    from markdown import Markdown

ATTRIBUTES_TAG = "academic-attributes"

Found = tuple[etree.Element | str | None, int | None, int | None]


class BreakProcessor(InlineProcessor):
    r"""Two spaces, `\` or `\\` at the end of a line."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"(?:(?<!\\)\\{1,2}|[ ]{2,})(?=\n)", md)

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        return etree.Element("br"), match.start(), match.end()


class MathProcessor(InlineProcessor):
    r"""`$$x$$` within text, written as `\(x\)`, which MathJax and KaTeX read."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"\$\$(?<!\\\$\$)", md)

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        end = data.find("$$", match.end())
        if end < 0:
            return None, match.start(), len(data)
        element = etree.Element("span", {"class": "arithmatex"})
        element.text = AtomicString(rf"\({data[match.end() : end].strip()}\)")
        return element, match.start(), end + 2


class ExtensionProcessor(InlineProcessor):
    """`{::comment}hidden{:/comment}` and `{::nomarkdown}<b>as it is</b>{:/}` within text."""

    CLOSING = re.compile(r"\{:/(?:comment|nomarkdown)?\}")

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"\{::(comment|nomarkdown)(?:[ ][^{}\n]*)?\}", md)
        self.markdown = md

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        closing = self.CLOSING.search(data, match.end())
        if closing is None:
            return None, match.start(), len(data)
        body = data[match.end() : closing.start()]
        if match[1] == "comment":
            body = f"<!-- {body.replace('--', '- -').strip()} -->"
        return self.markdown.htmlStash.store(body), match.start(), closing.end()


class SpanAttributesProcessor(InlineProcessor):
    """`{: .class}` directly after a link, an image, emphasis or code."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"\{:(?<!\\\{:)(?![:/])([^{}\n]+)\}", md)

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        return etree.Element(ATTRIBUTES_TAG, {"list": match[1]}), match.start(), match.end()


class SpanTreeprocessor(Treeprocessor):
    """Finishes what the inline patterns left: applies attribute lists and removes private elements."""

    def run(self, root: etree.Element) -> None:
        unwrap(root)
        for line_break in root.iter("br"):
            line_break.tail = (line_break.tail or "").removeprefix("\n")
        for parent in list(root.iter()):
            if any(child.tag == ATTRIBUTES_TAG for child in parent):
                _apply(parent)


def _apply(parent: etree.Element) -> None:
    """Apply each list to the element before it; after text it is text itself."""
    children = list(parent)
    parent[:] = []
    for child in children:
        if child.tag != ATTRIBUTES_TAG:
            parent.append(child)
            continue
        source = child.get("list", "")
        if len(parent) and not parent[-1].tail:
            apply_attributes(parent[-1], parse_attributes(source))
        else:
            append_text(parent, f"{{:{source}}}")
        append_text(parent, child.tail)
