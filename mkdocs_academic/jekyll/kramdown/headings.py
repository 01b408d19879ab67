"""Heading ids by kramdown's rule, and `{:toc}`.

Source: `generate_gfm_header_id` in kramdown's GFM parser, and `generate_id` in its `converter/base.rb`.
"""

from __future__ import annotations

import copy
import html
import itertools
import re
import unicodedata
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from mkdocs_academic.jekyll.kramdown.footnotes import is_reference
from mkdocs_academic.jekyll.kramdown.pieces import INLINE_TOKEN, STASH, TAG, Formula, Pieces

if TYPE_CHECKING:
    from markdown import Markdown

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ESCAPED = re.compile(rf"{STX}(\d+){ETX}")


def heading_id(text: str) -> str:
    """Return the id that kramdown gives a heading of this text, before repeats are numbered.

    Letters, marks (U+FE0F among them), digits, `_` and `-` stay, blanks become `-`; nothing is collapsed.
    """
    return _kept(text) or "section"


def _kept(text: str) -> str:
    kept = "".join(character for character in text.lower() if character in "- \t" or _is_word(character))
    return re.sub(r"[ \t]", "-", kept)


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Nl", "Pc")


def region_heading_id(text: str) -> str:
    """Return the id of a heading within an HTML element: kramdown's own rule, which knows the letters A to Z only."""
    kept = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"(?m)^[^a-zA-Z]+", "", text))
    return kept.replace(" ", "-").lower() or "section"


class HeadingIdTreeprocessor(Treeprocessor):
    """Gives every heading without an id its own, and fills lists marked with `{:toc}`."""

    def __init__(self, md: Markdown, pieces: Pieces) -> None:
        super().__init__(md)
        self.markdown = md
        self.pieces = pieces

    def run(self, root: etree.Element) -> None:
        headings = list(_headings(root))
        self._name(headings)
        for parent in list(root.iter()):
            for element in [child for child in parent if "toc" in child.attrib]:
                del element.attrib["toc"]
                if element.tag in ("ul", "ol"):
                    fill_contents(element, [heading for heading, _ in headings])
                    if not len(element):
                        parent.remove(element)

    def _name(self, headings: list[tuple[etree.Element, bool]]) -> None:
        counted: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
        unnamed: list[etree.Element] = []
        for heading, is_in_region in headings:
            text = self._text(heading)
            if any(self._formulas(heading)):
                heading.attrib.setdefault("data-toc-label", text)
            if heading.get("id"):
                continue
            name = region_heading_id(text) if is_in_region else _kept(text)
            count = counted[is_in_region][name]
            counted[is_in_region][name] += 1
            heading.set("id", f"{name}-{count}" if count else name)
            if not name:
                unnamed.append(heading)
        _name_symbols(unnamed, {heading.get("id", "") for heading, _ in headings})

    def _text(self, element: etree.Element) -> str:
        """Return the text a reader sees, without the markup of inline HTML; the TeX of formulas."""
        text = INLINE_TOKEN.sub(self._formula_text, "".join(_texts(element)))
        text = STASH.sub(self._stashed_text, text)
        return _ESCAPED.sub(lambda match: chr(int(match[1])), text)

    def _formulas(self, element: etree.Element) -> Iterator[str]:
        return filter(None, map(self._formula_text, INLINE_TOKEN.finditer("".join(_texts(element)))))

    def _formula_text(self, match: re.Match[str]) -> str:
        piece = self.pieces.stored[int(match[1])]
        return piece.tex if isinstance(piece, Formula) else ""

    def _stashed_text(self, match: re.Match[str]) -> str:
        source = self.markdown.htmlStash.rawHtmlBlocks[int(match[1])]
        return html.unescape(_TAG.sub("", source)) if isinstance(source, str) else ""


def _headings(root: etree.Element) -> Iterator[tuple[etree.Element, bool]]:
    """Yield every heading of the tree in order, and whether it stands in a region of an HTML element."""
    pending = [(root, 0)]
    while pending:
        element, depth = pending.pop()
        if element.tag in HEADINGS:
            yield element, depth > 0
        children: list[tuple[etree.Element, int]] = []
        for child in element:
            if child.tag == TAG:
                depth += int(child.get("regions", 0))
            children.append((child, depth))
        pending += reversed(children)


def _name_symbols(headings: list[etree.Element], taken: set[str]) -> None:
    """Give ids to headings of symbols only, to which kramdown gives none."""
    names = (f"section-{number}" if number else "section" for number in itertools.count())
    free = (name for name in names if name not in taken)
    for heading, name in zip(headings, free, strict=False):
        heading.set("id", name)


def _texts(element: etree.Element) -> Iterator[str]:
    """Yield the texts of a heading, without the numbers of footnotes."""
    yield element.text or ""
    for child in element:
        if not is_reference(child):
            yield from _texts(child)
        yield child.tail or ""


def fill_contents(listing: etree.Element, headings: list[etree.Element]) -> None:
    """Replace the items of the list by a nested list of the page's headings."""
    attributes = dict(listing.attrib)
    tail = listing.tail
    listing.clear()
    listing.attrib.update({"id": "markdown-toc", **attributes})
    listing.tail = tail
    levels: list[tuple[int, etree.Element]] = [(0, listing)]
    for heading in headings:
        if "no_toc" in heading.get("class", "").split():
            continue
        level = HEADINGS.index(str(heading.tag)) + 1
        while len(levels) > 1 and levels[-1][0] >= level:
            levels.pop()
        parent = levels[-1][1]
        if len(levels) > 1:
            sublists = parent.findall(str(listing.tag))
            parent = sublists[0] if sublists else etree.SubElement(parent, listing.tag)
        item = etree.SubElement(parent, "li")
        name = heading.get("id", "")
        item.append(_link(heading, name))
        levels.append((level, item))


def _link(heading: etree.Element, name: str) -> etree.Element:
    link = etree.Element("a", {"href": f"#{name}", "id": f"markdown-toc-{name}"})
    link.text = heading.text
    link.extend(copy.deepcopy(list(heading)))
    for element in list(link.iter()):
        for child in list(element):
            if is_reference(child):
                child.tag = TAG  # without its tags and content, and its tail where it was
                child.attrib.clear()
                child[:] = []
        if element is not link:
            element.attrib.pop("id", None)
            if element.tag == "a":
                element.tag = TAG
                element.attrib.clear()
    return link
