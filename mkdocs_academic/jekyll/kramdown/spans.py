"""Inline constructs of kramdown: line breaks and attribute lists."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX

from mkdocs_academic.jekyll.kramdown.attributes import AttributeLists, add_to_html, apply_attributes
from mkdocs_academic.jekyll.kramdown.elements import VOID_ELEMENTS
from mkdocs_academic.jekyll.kramdown.emphasis import append_text, unwrap
from mkdocs_academic.jekyll.kramdown.pieces import STASH
from mkdocs_academic.jekyll.kramdown.tags import TAG

if TYPE_CHECKING:
    from markdown import Markdown

ATTRIBUTES_TAG = "academic-attributes"
_LONGEST_ELEMENT = 2_000
"""How far before a list the start tag of the inline HTML is sought that it follows."""

Found = tuple[etree.Element | str | None, int | None, int | None]


class BreakProcessor(InlineProcessor):
    r"""Two spaces, `\` or `\\` at the end of a line."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"(?:(?<!\\)\\{1,2}|[ ]{2,})(?=\n)", md)

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        return etree.Element("br"), match.start(), match.end()


class SpanAttributesProcessor(InlineProcessor):
    """`{: .class}` directly after a link, an image, emphasis, code or HTML; several in a row are one."""

    def __init__(self, md: Markdown) -> None:
        pattern = rf"\{{:(?![:/])(?:\\\}}|(?!{INLINE_PLACEHOLDER_PREFIX})[^{{}}\n])+\}}"  # code in it makes it text
        super().__init__(rf"(?<=[\W_])(?<![\s\\}}])(?:{pattern})+", md)

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        return etree.Element(ATTRIBUTES_TAG, {"list": match[0]}), match.start(), match.end()


class SpanTreeprocessor(Treeprocessor):
    """Finishes what the inline patterns left: applies attribute lists and removes private elements."""

    def __init__(self, md: Markdown, lists: AttributeLists) -> None:
        super().__init__(md)
        self.markdown = md
        self.lists = lists

    def run(self, root: etree.Element) -> None:
        unwrap(root)
        for line_break in root.iter("br"):
            line_break.tail = (line_break.tail or "").removeprefix("\n")
        for parent in list(root.iter()):
            if any(child.tag == ATTRIBUTES_TAG for child in parent):
                self._apply_in(parent)

    def _apply_in(self, parent: etree.Element) -> None:
        """Apply each list to what it follows; after text it is text itself."""
        children = list(parent)
        parent[:] = []
        for child in children:
            if child.tag != ATTRIBUTES_TAG:
                parent.append(child)
                continue
            written = child.get("list", "")
            source = written[2:-1].replace("}{:", " ")
            text = (parent[-1].tail if len(parent) else parent.text) or ""
            if len(parent) and not text:
                apply_attributes(parent[-1], self.lists.read(source))
            elif not self._apply_to_html(text, source):
                append_text(parent, written)
            append_text(parent, child.tail)

    def _apply_to_html(self, text: str, source: str) -> bool:
        """Apply a list to the inline HTML at the end of the text; False when there is none."""
        stash = self.markdown.htmlStash.rawHtmlBlocks
        found = list(STASH.finditer(text, max(0, len(text) - _LONGEST_ELEMENT)))
        if not found or found[-1].end() != len(text):
            return False
        depth = 0
        for match in reversed(found):
            tag = TAG.fullmatch(str(stash[int(match[1])]))
            if tag is None:
                return False
            is_empty = tag["name"].lower() in VOID_ELEMENTS or tag["attributes"].endswith("/")
            depth += 0 if is_empty else 1 if tag["close"] else -1
            if depth == 0:
                stash[int(match[1])] = add_to_html(tag[0], self.lists.read(source))
                return True
        return False
