"""Inline patterns, each applied in one pass over a text, in place of Python-Markdown's way to apply them.

Python-Markdown writes the whole text anew at each match, and searches that for the next: the time grows with the square
of a text's length. Here a text stays as it is until a pattern is through with it. One thing differs for a pattern: what
stands before the place where it searches is what was written there, not what became of it.

Source: `InlineProcessor` in Python-Markdown's `treeprocessors.py`, whose order of steps is kept.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import deque
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, AtomicString

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.inlinepatterns import Pattern

Node = etree.Element | str


class InlineTreeprocessor(Treeprocessor):
    """Applies the inline patterns to every text of a tree.

    Attributes:
        stashed_nodes: What the placeholders in the texts stand for, by the digits in them. The name is
            Python-Markdown's, whose patterns read it.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.registry = md.inlinePatterns
        self.patterns: list[tuple[Pattern, frozenset[str]]] = []
        self.stashed_nodes: dict[str, Node] = {}
        self.ancestors: list[str] = []

    def run(self, root: etree.Element) -> None:
        self.stashed_nodes = {}
        self.patterns = [(pattern, frozenset(map(str.lower, pattern.ANCESTOR_EXCLUDES))) for pattern in self.registry]
        waiting: deque[tuple[etree.Element, list[str]]] = deque([(root, [])])
        while waiting:
            parent, ancestors = waiting.popleft()
            self.ancestors = [*ancestors, _name(parent)]
            waiting += self._read_children(parent)

    def _read_children(self, parent: etree.Element) -> list[tuple[etree.Element, list[str]]]:
        """Read the texts in and behind the children; return the elements whose children are still to be read."""
        remaining: list[tuple[etree.Element, list[str]]] = []
        children: list[etree.Element] = []
        unread = deque(parent)
        ancestors = self.ancestors
        while unread:
            child = unread.popleft()
            children.append(child)
            in_text: list[etree.Element] = []
            if child.text and not isinstance(child.text, AtomicString):
                self.ancestors = [*ancestors, _name(child)]
                child.text, in_text = self._elements(self._with_placeholders(child.text))
                remaining += [(element, self.ancestors) for element in in_text]
                self.ancestors = ancestors
            if child.tail:
                child.tail, behind = self._elements(self._with_placeholders(child.tail))
                unread.extendleft(reversed(behind))
            if len(child):
                remaining.append((child, ancestors))
            child[:0] = in_text
        parent[:] = children
        return remaining

    def _with_placeholders(self, text: str, first: int = 0) -> str:
        """Return a text with a placeholder for all that the patterns from the `first` on find in it."""
        if isinstance(text, AtomicString):
            return text
        for index in range(first, len(self.patterns)):
            pattern, excluded = self.patterns[index]
            if excluded and not excluded.isdisjoint(self.ancestors):
                continue
            if not isinstance(pattern, InlineProcessor):
                text = self._apply_old(pattern, index, text)
            elif first_match := pattern.getCompiledRegExp().search(text):
                text = self._apply(pattern, index, text, first_match)
        return text

    def _apply(self, pattern: InlineProcessor, index: int, text: str, first_match: re.Match[str]) -> str:
        search = pattern.getCompiledRegExp().search
        match: re.Match[str] | None = first_match
        parts: list[str] = []
        copied = 0
        while match:
            node, start, end = pattern.handleMatch(match, text)
            if start is None or end is None:
                end = match.end()
            elif node is not None:
                parts += (text[copied:start], self._stash(node, index))
                copied = end
            position = max(end, match.start() + 1)
            match = search(text, position) if position <= len(text) else None
        return "".join((*parts, text[copied:])) if parts else text

    def _apply_old(self, pattern: Pattern, index: int, text: str) -> str:
        """Apply a pattern of Python-Markdown's older kind, which matches the text as a whole."""
        parts: list[str] = []
        while match := pattern.getCompiledRegExp().match(text):
            node = pattern.handleMatch(match)
            if node is None:
                break
            parts += (match[1], self._stash(node, index))
            text = match.groups()[-1]
        return "".join((*parts, text))

    def _stash(self, node: Node, index: int) -> str:
        """Put away what a pattern made, its own texts read by the patterns that follow; return its placeholder."""
        if not isinstance(node, str) and not isinstance(node.text, AtomicString):
            for element in (node, *node):
                if element.text:
                    self.ancestors.append(_name(element))
                    element.text = self._with_placeholders(element.text, index + 1)
                    self.ancestors.pop()
                if element.tail and element is not node:
                    element.tail = self._with_placeholders(element.tail, index)
        key = f"{len(self.stashed_nodes):04}"
        self.stashed_nodes[key] = node
        return INLINE_PLACEHOLDER % key

    def _elements(self, text: str) -> tuple[str | None, list[etree.Element]]:
        """Return the text before the first element that a placeholder stands for, and all of these with their tails."""
        if INLINE_PLACEHOLDER_PREFIX not in text:
            return text, []
        dummy = etree.Element("before")
        found = [dummy]
        parts: list[str] = []
        position = 0
        for match in INLINE_PLACEHOLDER_RE.finditer(text):
            node = self.stashed_nodes.get(match[1])
            if node is None:
                continue
            parts.append(text[position : match.start()])
            position = match.end()
            if isinstance(node, str):
                parts.append(node)
                continue
            self._expand(node)
            found[-1].tail = "".join((found[-1].tail or "", *parts)) or None
            found.append(node)
            parts = []
        found[-1].tail = "".join((found[-1].tail or "", *parts, text[position:])) or None
        return dummy.tail, found[1:]

    def _expand(self, node: etree.Element) -> None:
        """Put elements into the place of placeholders within an element that a pattern made."""
        children: list[etree.Element] = []
        for child in node:
            children.append(child)
            if child.tail and child.tail.strip():
                child.tail, behind = self._elements(child.tail)
                children += behind
            if child.text and child.text.strip():
                child.text, in_text = self._elements(child.text)
                child[:0] = in_text
        node[:] = children
        if node.text and node.text.strip():
            node.text, found = self._elements(node.text)
            node[:0] = found


def _name(element: etree.Element) -> str:
    return element.tag.lower()
