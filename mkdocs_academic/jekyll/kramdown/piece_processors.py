"""What becomes of the pieces of HTML in the parser: elements with a private tag in the tree, and at last HTML again."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString, code_escape

from mkdocs_academic.jekyll.kramdown.pieces import (
    INLINE_TOKEN,
    STASH,
    TAG,
    TOKEN,
    TOKEN_LINE,
    Pieces,
    append_piece,
)
from mkdocs_academic.jekyll.kramdown.tags import MARK, balanced

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.blockparser import BlockParser


class PieceProcessor(BlockProcessor):
    """Puts the pieces of token lines into the tree."""

    def __init__(self, parser: BlockParser, pieces: Pieces) -> None:
        super().__init__(parser)
        self.pieces = pieces

    def test(self, parent: etree.Element, block: str) -> bool:
        return STX in block and TOKEN_LINE.match(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        others = next((number for number, line in enumerate(lines) if not TOKEN_LINE.match(line)), len(lines))
        if others < len(lines):
            blocks.insert(0, "\n".join(lines[others:]))
        for match in TOKEN.finditer("\n".join(lines[:others])):
            append_piece(parent, self.pieces.stored[int(match[1])], self.parser.md)


class TogetherTreeprocessor(Treeprocessor):
    """Moves the pieces of an element to where its first is: what lists and quotations take may have parted them.

    Pieces whose others ended up in code or text are balanced by themselves.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.markdown = md

    def run(self, root: etree.Element) -> None:
        pieces: dict[str, list[etree.Element]] = {}
        for piece in root.iter(TAG):
            if element := piece.get("element"):
                pieces.setdefault(element, []).append(piece)
        parents = {child: parent for parent in root.iter() for child in parent} if pieces else {}
        for parts in pieces.values():
            if parts[0].get("regions") != "1" or parts[-1].get("regions") != "-1":
                for piece in parts:
                    self._balance(piece)
            for piece in parts[1:]:
                if parents[piece] is not parents[parts[0]]:
                    _move(piece, parents[parts[0]], parents)

    def _balance(self, piece: etree.Element) -> None:
        found = STASH.fullmatch(piece.text or "")
        source = self.markdown.htmlStash.rawHtmlBlocks[int(found[1])] if found else ""
        if found and isinstance(source, str):
            self.markdown.htmlStash.rawHtmlBlocks[int(found[1])] = balanced(source)
        piece.attrib.pop("regions", None)


def _move(piece: etree.Element, home: etree.Element, parents: dict[etree.Element, etree.Element]) -> None:
    """Move the piece into `home`: behind the child that it stands in, or to the end."""
    place = piece
    while parents.get(place) not in (home, None):
        place = parents[place]
    index = list(home).index(place) + 1 if parents.get(place) is home else len(home)
    parents[piece].remove(piece)
    home.insert(index, piece)
    parents[piece] = home


class CodeTreeprocessor(Treeprocessor):
    """Puts back what the author wrote, where that turned out to be a code block: before it is highlighted."""

    def __init__(self, md: Markdown, pieces: Pieces) -> None:
        super().__init__(md)
        self.pieces = pieces

    def run(self, root: etree.Element) -> None:
        for code in root.iter("code"):
            if code.text and STX in code.text:
                text = TOKEN.sub(self._source, INLINE_TOKEN.sub(self._source, code.text))
                code.text = AtomicString(MARK.sub("", text))

    def _source(self, match: re.Match[str]) -> str:
        return code_escape(self.pieces.stored[int(match[1])].source)


class PiecePostprocessor(Postprocessor):
    """Drops the private tags, before Python-Markdown puts the stashed HTML into their place."""

    TAGS = re.compile(rf"</?{TAG}(?: [^<>]*)?>")

    def __init__(self, md: Markdown, pieces: Pieces) -> None:
        super().__init__(md)
        self.pieces = pieces

    def run(self, text: str) -> str:
        text = self.TAGS.sub("", text)
        if STX not in text:
            return text
        return TOKEN.sub(self._source, text)

    def _source(self, match: re.Match[str]) -> str:
        """Return what the author wrote, for a token that ended up in a code block."""
        return html.escape(self.pieces.stored[int(match[1])].source, quote=False)


class InlinePostprocessor(Postprocessor):
    """Puts comments and formulas within text into their place, after all other HTML: some of that holds them.

    Drops the marks of tags that turned out to be none, such as those in `{::nomarkdown}` or an image's text.
    """

    def __init__(self, md: Markdown, pieces: Pieces) -> None:
        super().__init__(md)
        self.pieces = pieces

    def run(self, text: str) -> str:
        return MARK.sub("", INLINE_TOKEN.sub(self._html, text)) if STX in text else text

    def _html(self, match: re.Match[str]) -> str:
        return self.pieces.stored[int(match[1])].html
