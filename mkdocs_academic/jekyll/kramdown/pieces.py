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

from mkdocs_academic.jekyll.kramdown.tags import START_TAG, with_attributes

if TYPE_CHECKING:
    from markdown import Markdown

TAG = "academic-html"
"""The private element around a piece; an author's own tags never reach the tree, so none can be mistaken for it."""

# Python-Markdown removes STX and ETX from the author's text, so that nobody can write a token.
TOKEN = re.compile(rf"{STX}academic:(\d+){ETX}")
TOKEN_LINE = re.compile(rf"[ ]*{STX}academic:(\d+){ETX}[ ]*")
INLINE_TOKEN = re.compile(rf"{STX}academic-inline:(\d+){ETX}")
STASH_LINE = re.compile(rf"[ ]*{STX}wzxhzdk:\d+{ETX}[ ]*")
STASH = re.compile(rf"{STX}wzxhzdk:(\d+){ETX}")


class Raw(NamedTuple):
    """HTML that reaches the page as it is: whole elements, or the tags around a region of Markdown."""

    html: str
    regions: int = 0
    """How many regions begin (1) or end (-1) with it."""
    element: int | None = None
    """Which element it belongs to, where that comes in several pieces."""


class Span(NamedTuple):
    """Markdown text rendered without a paragraph around it."""

    text: str


@dataclass
class Pieces:
    """The pieces of one conversion, by the number in their token."""

    stored: list[Raw | Span] = field(default_factory=list)

    def store(self, piece: Raw | Span) -> str:
        self.stored.append(piece)
        return f"{STX}academic:{len(self.stored) - 1}{ETX}"

    def store_inline(self, source: str) -> str:
        """Keep HTML that stands within a paragraph: its token never is a block, even alone on its line."""
        self.stored.append(Raw(source))
        return f"{STX}academic-inline:{len(self.stored) - 1}{ETX}"

    def clear(self) -> None:
        self.stored.clear()


def append_piece(parent: etree.Element, piece: Raw | Span, md: Markdown) -> None:
    element = etree.SubElement(parent, TAG)
    if isinstance(piece, Raw):
        element.text = AtomicString(md.htmlStash.store(piece.html))
        if piece.element is not None:
            element.set("regions", str(piece.regions))
            element.set("element", str(piece.element))
    else:
        element.text = piece.text


def start_of_last(parent: etree.Element) -> int:
    """Return the index of the last child, or, for the last tag of a region, of the first; -1 if there is none."""
    depth = 0
    for index in range(len(parent) - 1, -1, -1):
        depth -= int(parent[index].get("regions", 0)) if parent[index].tag == TAG else 0
        if depth <= 0:
            return index
    return -1


def add_to_piece(element: etree.Element, attributes: dict[str, str], md: Markdown) -> None:
    """Write the attributes into the first tag of a piece of HTML, unless that is an end tag."""
    stash = md.htmlStash.rawHtmlBlocks
    found = STASH.fullmatch(element.text or "")
    source = stash[int(found[1])] if found else None
    tag = START_TAG.match(source) if isinstance(source, str) else None
    if found and isinstance(source, str) and tag:
        stash[int(found[1])] = with_attributes(tag, attributes) + source[tag.end() :]
