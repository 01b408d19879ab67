"""HTML within text: which of it is left alone, and what is repaired so that it cannot break the page around it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from mkdocs_academic.jekyll.kramdown.elements import VOID_ELEMENTS
from mkdocs_academic.jekyll.kramdown.pieces import STASH
from mkdocs_academic.jekyll.kramdown.tags import TAG, is_verbatim, without_markdown

if TYPE_CHECKING:
    from markdown import Markdown

_OPTIONAL = frozenset({"p", "li", "dt", "dd", "option", "tr", "td", "th"})


class VerbatimElementProcessor(HtmlInlineProcessor):
    """An inline element in which kramdown reads no Markdown, with all that it holds."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"<(?=[A-Za-z])", md)
        self.missing: dict[str, int] = {}
        self.text = ""

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        tag = TAG.match(data, match.start())
        if tag is None or not is_verbatim(tag):
            return None, None, None
        close = self._close(data, tag["name"].lower(), tag.end())
        if close is None:
            return None, None, None
        source = self.backslash_unescape(self.unescape(data[tag.start() : close.end()]))
        return self.md.htmlStash.store(source), tag.start(), close.end()

    def _close(self, data: str, name: str, start: int) -> re.Match[str] | None:
        """Find the end tag; a search that failed in this text is not made again."""
        if len(data) != len(self.text) or data != self.text:
            self.text, self.missing = data, {}
        if start >= self.missing.get(name, len(data)):
            return None
        close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(data, start)
        if close is None:
            self.missing[name] = start
        return close


class InlineHtmlTreeprocessor(Treeprocessor):
    """Balances the tags within each text: an end tag without a start goes, an open element ends with the text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.markdown = md

    def run(self, root: etree.Element) -> None:
        self._balance(root)
        for block in root:
            if STX not in "".join(block.itertext()):
                continue  # no tag was put away in it
            for container in list(block.iter()):
                if self.markdown.is_block_level(container.tag):
                    self._balance(container)

    def _balance(self, container: etree.Element) -> None:
        opened: list[str] = []
        stash = self.markdown.htmlStash.rawHtmlBlocks
        for text in self._texts(container):
            for match in STASH.finditer(text):
                index = int(match[1])
                source = stash[index] if index < len(stash) else None
                tag = TAG.fullmatch(source) if isinstance(source, str) else None
                if tag:
                    stash[index] = _balanced(tag, opened)
        closing = "".join(f"</{name}>" for name in reversed(opened) if name not in _OPTIONAL)
        if closing:
            _append_text(container, self.markdown.htmlStash.store(closing))

    def _texts(self, container: etree.Element) -> Iterator[str]:
        """Yield the texts of a container in order, without those of the blocks in it."""
        pending: list[tuple[etree.Element, bool]] = [(container, True)]
        while pending:
            element, is_entered = pending.pop()
            text = element.text if is_entered else element.tail
            if text and not isinstance(text, AtomicString):
                yield text
            if is_entered:
                for child in reversed(element):
                    pending.append((child, False))
                    if not self.markdown.is_block_level(child.tag):
                        pending.append((child, True))


def _balanced(tag: re.Match[str], opened: list[str]) -> str:
    """Return what to write for a tag, and follow which elements are open."""
    name = tag["name"].lower()
    source = without_markdown(tag)[0]
    if tag["close"]:
        if name == "br":
            return "<br />"
        if name not in opened:
            return ""
        missing: list[str] = []
        while (last := opened.pop()) != name:
            missing.append(f"</{last}>")
        return "".join(missing) + source
    if name in VOID_ELEMENTS:
        return source
    if source.endswith("/>"):
        return f"{source[:-2].rstrip()}></{name}>"
    opened.append(name)
    return source


def _append_text(container: etree.Element, text: str) -> None:
    if len(container):
        container[-1].tail = f"{container[-1].tail or ''}{text}"
    else:
        container.text = f"{container.text or ''}{text}"
