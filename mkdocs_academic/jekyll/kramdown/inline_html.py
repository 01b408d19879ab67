"""HTML within text: which of it is left alone, and what is repaired so that it cannot break the page around it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from mkdocs_academic.jekyll.kramdown.elements import KNOWN_ELEMENTS, VOID_ELEMENTS
from mkdocs_academic.jekyll.kramdown.emphasis import append_text
from mkdocs_academic.jekyll.kramdown.pieces import STASH
from mkdocs_academic.jekyll.kramdown.pieces import TAG as PIECE
from mkdocs_academic.jekyll.kramdown.tags import TAG, without_mark, without_markdown

if TYPE_CHECKING:
    from markdown import Markdown


class _Open(NamedTuple):
    name: str
    place: int | None


class _OpenElements:
    """The elements that are open, the innermost last; whether one is open is told without a look at them all."""

    def __init__(self) -> None:
        self.elements: list[_Open] = []
        self.names: Counter[str] = Counter()

    def push(self, element: _Open) -> None:
        self.elements.append(element)
        self.names[element.name] += 1

    def pop(self) -> _Open:
        element = self.elements.pop()
        self.names[element.name] -= 1
        return element


_OPTIONAL = frozenset({"p", "li", "dt", "dd", "option", "tr", "td", "th"})


Repairs = list[tuple[int, str]]
"""What was repaired: the offset of the tag in the page's text, and the message."""


class InlineTagProcessor(HtmlInlineProcessor):
    """A tag or a comment; what only looks like one is text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(rf"({TAG.pattern}|<!--(?:(?!<!--|-->).)*-->)", md)


class InlineHtmlTreeprocessor(Treeprocessor):
    """Balances the tags within each text: an end tag without a start goes, an open element ends with the text.

    The end tag of what HTML does not know is shown: browsers would drop what may be meant as text.
    """

    def __init__(self, md: Markdown, report: Callable[[Repairs], None]) -> None:
        super().__init__(md)
        self.markdown = md
        self.report = report
        self.repairs: Repairs = []

    def run(self, root: etree.Element) -> None:
        self.repairs = []
        self._balance(root)
        for block in root:
            if block.tag == PIECE and isinstance(block.text, AtomicString):
                continue
            if STX not in "".join(block.itertext()):
                continue  # no tag was put away in it
            for container in list(block.iter()):
                if self.markdown.is_block_level(container.tag):
                    self._balance(container)
        self.report(sorted(self.repairs))

    def _balance(self, container: etree.Element) -> None:
        """Balance the tags of a container: those within an element of its text, such as a link, by themselves."""
        opened = [_OpenElements()]
        for element, text in self._texts(container):
            if text is not None:
                self._balance_text(text, opened[-1])
            elif element is None:
                opened.append(_OpenElements())
            else:
                self._close(element, opened.pop())
        self._close(container, opened.pop())

    def _balance_text(self, text: str, opened: _OpenElements) -> None:
        stash = self.markdown.htmlStash.rawHtmlBlocks
        for match in STASH.finditer(text):
            index = int(match[1])
            source = stash[index] if index < len(stash) else None
            if isinstance(source, str) and source.startswith("<"):
                source, place = without_mark(source)
                if tag := TAG.fullmatch(source):
                    stash[index] = self._balanced(tag, place, opened)

    def _close(self, container: etree.Element, opened: _OpenElements) -> None:
        """End what was left open at the end of the container."""
        left_open = [element for element in reversed(opened.elements) if element.name not in _OPTIONAL]
        for name, place in left_open:
            self._note(place, f"'<{name}>' is never closed; it ends with what surrounds it")
        if left_open:
            closing = "".join(f"</{name}>" for name, _ in left_open)
            append_text(container, self.markdown.htmlStash.store(closing))

    def _balanced(self, tag: re.Match[str], place: int | None, opened: _OpenElements) -> str:
        """Return what to write for a tag, and follow which elements are open."""
        name = tag["name"].lower()
        source = without_markdown(tag)[0]
        if tag["close"]:
            return self._closed(source, name, place, opened)
        if name in VOID_ELEMENTS:
            return source
        if source.endswith("/>"):
            return f"{source[:-2].rstrip()}></{name}>"
        opened.push(_Open(name, place))
        return source

    def _closed(self, source: str, name: str, place: int | None, opened: _OpenElements) -> str:
        if name == "br":
            return "<br />"
        if not opened.names[name]:
            if name not in KNOWN_ELEMENTS:
                self._note(place, f"'</{name}>' closes nothing and is shown as text")
                return escape(source, quote=False)
            self._note(place, f"'</{name}>' closes nothing and is left out")
            return ""
        missing: list[str] = []
        while (last := opened.pop()).name != name:
            missing.append(f"</{last.name}>")
            self._note(last.place, f"'<{last.name}>' is never closed; it ends before '</{name}>'")
        return "".join(missing) + source

    def _note(self, place: int | None, message: str) -> None:
        """Remember a repair, but for one whose place in the source is not known: a wrong line would help nobody."""
        if place is not None:
            self.repairs.append((place, message))

    def _texts(self, container: etree.Element) -> Iterator[tuple[etree.Element | None, str | None]]:
        """Yield the texts of a container in order, without those of the blocks in it.

        Where an element within the text begins, neither element nor text is given; where it ends, the element is.
        """
        pending: list[tuple[etree.Element, str]] = [(container, "text")]
        while pending:
            element, part = pending.pop()
            if part == "end":
                yield element, None
                continue
            if part == "element":
                yield None, None
            text = element.tail if part == "tail" else element.text
            if text and not isinstance(text, AtomicString):
                yield element, text
            if part != "tail":
                for child in reversed(element):
                    pending.append((child, "tail"))
                    if not self.markdown.is_block_level(child.tag) and (len(child) or child.text):
                        pending += ((child, "end"), (child, "element"))
