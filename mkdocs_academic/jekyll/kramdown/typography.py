"""Smart quotes, dashes, ellipses and guillemets, in text only: never in code, HTML or attributes.

Source: the rules of kramdown's `parser/kramdown/smart_quotes.rb`, which are SmartyPants', in their order.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING, TypeGuard

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from mkdocs_academic.jekyll.kramdown.pieces import INLINE_TOKEN, STASH

if TYPE_CHECKING:
    from markdown import Markdown

_SYMBOL = re.compile(r"---|--|\.\.\.|<<[ ]?|[ ]?>>|[\"']")
_SYMBOLS = {
    "---": "—",
    "--": "–",
    "...": "…",
    "<<": "«",
    ">>": "»",
    "<< ": "«\u00a0",
    " >>": "\u00a0»",
}
_OPENING = {'"': "“", "'": "‘"}
_CLOSING = {'"': "”", "'": "’"}
_BEFORE_EMPHASIS = re.compile(r"[_*]{1,2}\S")
_BEFORE_PUNCTUATION = re.compile(r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~](?!\.\.)\B""", re.ASCII)
_BEFORE_END = re.compile(r"\s|s\b|$", re.ASCII)
_DECADE = re.compile(r"\d\ds", re.ASCII)
_WORD = re.compile(r"\w", re.ASCII)
# Characters at which kramdown's parser stops, so that a quotation mark after them stands at a start.
_STARTS_ANEW = frozenset(f"*_[<`\\{ETX}")
_NOT_CLOSING_AFTER = frozenset(" \\\t\r\n[{(-")

_VERBATIM = frozenset({"code", "pre", "script", "style", "kbd", "samp", "var", "math", "svg", "textarea"})
# How an element begins and ends in the source, for what stands before it and after it.
_MARKS = {"strong": ("**", "**"), "em": ("*", "*"), "a": ("[", "]"), "del": ("~~", "~~"), "img": ("![", "")}
_MARKS |= {"code": ("`", "`"), "br": ("\n", "")}


class TypographyTreeprocessor(Treeprocessor):
    """Typesets every text of the tree."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.markdown = md

    def run(self, root: etree.Element) -> None:
        pending = [root]
        while pending:
            element = pending.pop()
            if element.tag in _VERBATIM or "arithmatex" in element.get("class", ""):
                continue
            children = list(element)
            if _has_symbols(element.text):
                element.text = self._typeset(element.text, self._opening(children[0] if children else None, element))
            for index, child in enumerate(children, 1):
                if _has_symbols(child.tail):
                    following = children[index] if index < len(children) else None
                    child.tail = self._typeset(child.tail, self._opening(following, element))
            pending += children

    def _opening(self, following: etree.Element | None, parent: etree.Element) -> str:
        """Return how the source goes on after a text: with the next element, or with the end of its parent."""
        if following is not None:
            mark = _MARKS.get(str(following.tag), ("<a", ""))[0]
            return mark + next((text[0] for text in following.itertext() if text and text[0] != STX), "")
        return _MARKS.get(str(parent.tag), ("", ""))[1]

    def _typeset(self, text: str, after: str) -> str:
        parts: list[str] = []
        position = 0
        for match in _SYMBOL.finditer(text):
            start = match.start()
            if start < position:
                continue
            parts.append(text[position:start])
            position = match.end()
            if match[0] in _SYMBOLS:
                parts.append(_SYMBOLS[match[0]])
                continue
            before = "" if not parts[-1] or parts[-1][-1] in _STARTS_ANEW else parts[-1][-1]
            following = self._following(text, position, after)
            if len(following) > 1 and _is_double_set(match[0], following) and (not before or before.isspace()):
                parts.append(_OPENING[match[0]] + _OPENING[following[0]])
                position += 1
            else:
                parts.append(_quotation_mark(match[0], before, following))
        parts.append(text[position:])
        return "".join(parts)

    def _following(self, text: str, position: int, after: str) -> str:
        """Return the next few characters of the source."""
        following = text[position : position + 4]
        if INLINE_TOKEN.match(text, position):
            return "x"  # a formula, which is read as a word; a comment ends like one
        if following.startswith(STX):
            stash = STASH.match(text, position)
            if stash is None:
                return "\\" + following
            source = self.markdown.htmlStash.rawHtmlBlocks[int(stash[1])]
            return source[:3] if isinstance(source, str) else "<a"
        return following.partition(STX)[0] + ("" if position + 4 <= len(text) else after)


def _has_symbols(text: str | None) -> TypeGuard[str]:
    return text is not None and not isinstance(text, AtomicString) and _SYMBOL.search(text) is not None


def _is_double_set(mark: str, following: str) -> bool:
    return following[0] in _OPENING and following[0] != mark and _WORD.match(following[1:]) is not None


def _quotation_mark(mark: str, before: str, following: str) -> str:
    """Return the typographic form of `mark`; `before` is "" where the text starts anew."""
    if not before:
        if _BEFORE_EMPHASIS.match(following):
            return _OPENING[mark]
        if _BEFORE_PUNCTUATION.match(following):
            return _CLOSING[mark]
    if not before or before.isspace():
        if mark == "'" and _DECADE.match(following):
            return _CLOSING[mark]
        if before and _WORD.match(following):
            return _OPENING[mark]
    if before and before not in _NOT_CLOSING_AFTER:
        return _CLOSING[mark]
    if not before and _BEFORE_END.match(following):
        return _CLOSING[mark]
    return _OPENING[mark]
