"""Abbreviations: `*[HTML]: Hyper Text Markup Language`, and every HTML in text then says what it means.

Source: kramdown's `parser/kramdown/abbreviation.rb`: a word of any characters, the longest first, none within a word.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from mkdocs_academic.jekyll.kramdown.lines import ABBREVIATION

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.blockparser import BlockParser

_ATOM = re.compile(rf"{STX}[^{ETX}]*{ETX}|\w+|\W")
_VERBATIM = frozenset({"abbr", "code", "pre"})


class AbbreviationProcessor(BlockProcessor):
    """Takes definitions out of the text."""

    def __init__(self, parser: BlockParser, titles: dict[str, str]) -> None:
        super().__init__(parser)
        self.titles = titles

    def test(self, parent: etree.Element, block: str) -> bool:
        return "*[" in block and ABBREVIATION.match(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        count = 0
        while count < len(lines) and (match := ABBREVIATION.fullmatch(lines[count])):
            self.titles[match["name"]] = match["title"].strip()
            count += 1
        if count < len(lines):
            blocks.insert(0, "\n".join(lines[count:]))


class AbbreviationTreeprocessor(Treeprocessor):
    """Marks up every abbreviation of the text."""

    def __init__(self, md: Markdown, titles: dict[str, str]) -> None:
        super().__init__(md)
        self.titles = titles
        self.by_start: dict[str, list[str]] = {}

    def run(self, root: etree.Element) -> None:
        if not self.titles:
            return
        self.by_start.clear()
        for name in sorted(self.titles, key=len, reverse=True):
            start = _ATOM.match(name)
            assert start is not None
            self.by_start.setdefault(start[0], []).append(name)
        for element in list(root.iter()):
            if element.tag not in _VERBATIM:
                self._mark(element)
        self.titles.clear()

    def _mark(self, element: etree.Element) -> None:
        """Mark up the text of an element, and the texts behind its children."""
        children: list[etree.Element] = []
        element.text = self._split(element.text, children)
        for child in element:
            children.append(child)
            child.tail = self._split(child.tail, children)
        element[:] = children

    def _split(self, text: str | None, children: list[etree.Element]) -> str | None:
        """Return the text before the first abbreviation; the others and what is between them become children."""
        if not text or isinstance(text, AtomicString):
            return text
        first: str | None = None
        position = 0
        for start, name in self._find(text):
            before = text[position:start]
            if first is None:
                first = before
            else:
                children[-1].tail = before
            abbreviation = etree.Element("abbr")
            if self.titles[name]:
                abbreviation.set("title", self.titles[name])
            abbreviation.text = AtomicString(name)
            children.append(abbreviation)
            position = start + len(name)
        if first is None:
            return text
        children[-1].tail = text[position:]
        return first

    def _find(self, text: str) -> Iterator[tuple[int, str]]:
        end = 0
        for atom in _ATOM.finditer(text):
            if atom.start() < end or (atom.start() and _is_word(text[atom.start() - 1])):
                continue
            for name in self.by_start.get(atom[0], ()):
                after = atom.start() + len(name)
                if text.startswith(name, atom.start()) and not _is_word(text[after : after + 1]):
                    yield atom.start(), name
                    end = after
                    break


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
