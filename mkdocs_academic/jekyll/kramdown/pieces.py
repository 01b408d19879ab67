"""Pieces of HTML on their way past the Markdown parser: tokens in the text, and what they stand for.

A token stands on a line of its own. `piece_processors` turns it into an element with a private tag, so that the tree
stays flat and headings stay on its first level, and drops that tag again.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from markdown.util import ETX, STX, AtomicString

from mkdocs_academic.jekyll.kramdown.tags import MARK

if TYPE_CHECKING:
    from markdown import Markdown

TAG = "academic-html"
"""The private element around a piece; an author's own tags never reach the tree, so none can be mistaken for it."""

# Python-Markdown removes STX and ETX from the author's text, so that nobody can write a token.
TOKEN = re.compile(rf"{STX}academic:(\d+){ETX}")
TOKEN_LINE = re.compile(rf"[ ]*{STX}academic:(\d+){ETX}[ ]*")
# One word, no part of which is one: no abbreviation is found in it.
INLINE_TOKEN = re.compile(rf"{STX}academicinline(\d+)x{ETX}")
STASH_LINE = re.compile(rf"[ ]*{STX}wzxhzdk:\d+{ETX}[ ]*")
STASH = re.compile(rf"{STX}wzxhzdk:(\d+){ETX}")


class Raw(NamedTuple):
    """HTML that reaches the page as it is: whole elements, or the tags around a region of Markdown."""

    html: str
    regions: int = 0
    """How many regions begin (1) or end (-1) with it."""
    element: int | None = None
    """Which element it belongs to, where that comes in several pieces."""

    @property
    def source(self) -> str:
        return self.html


class Span(NamedTuple):
    """Markdown text rendered without a paragraph around it."""

    source: str

    @property
    def html(self) -> str:
        return self.source


class Formula(NamedTuple):
    """What is shown of a formula, its TeX, and how its author wrote it."""

    html: str
    tex: str
    source: str


Piece = Raw | Span | Formula


@dataclass
class Pieces:
    """The pieces of one conversion, by the number in their token."""

    stored: list[Piece] = field(default_factory=list)

    def store(self, piece: Raw | Span) -> str:
        self.stored.append(piece)
        return f"{STX}academic:{len(self.stored) - 1}{ETX}"

    def store_inline(self, piece: Raw | Formula) -> str:
        """Keep what stands within a paragraph: its token never is a block, even alone on its line."""
        self.stored.append(piece)
        return f"{STX}academicinline{len(self.stored) - 1}x{ETX}"

    def restore(self, text: str) -> str:
        """Return a text as its author wrote it, where it turned out to be code, TeX, an address or a title."""
        if STX not in text:
            return text
        return MARK.sub("", INLINE_TOKEN.sub(lambda match: self.stored[int(match[1])].source, text))

    def clear(self) -> None:
        self.stored.clear()


def append_piece(parent: etree.Element, piece: Piece, md: Markdown) -> None:
    element = etree.SubElement(parent, TAG)
    if isinstance(piece, Raw):
        element.text = AtomicString(md.htmlStash.store(piece.html))
        if piece.element is not None:
            element.set("regions", str(piece.regions))
            element.set("element", str(piece.element))
    else:
        element.text = piece.source


def start_of_last(parent: etree.Element) -> etree.Element | None:
    """Return the last child, or, for the last tag of a region, the first; None where there is none."""
    depth = 0
    for child in reversed(parent):
        depth -= int(child.get("regions", 0)) if child.tag == TAG else 0
        if depth <= 0:
            return child
    return None
