"""Footnotes: `[^name]` in text, `[^name]: what it says` anywhere, numbered in the order of their first use.

The markup is kramdown's, with the classes beside it by which Material styles footnotes and shows them on hover.

Source: kramdown's `parser/kramdown/footnote.rb`, and `convert_footnote` and `footnote_content` of its HTML converter.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_academic.jekyll.kramdown.emphasis import append_text
from mkdocs_academic.jekyll.kramdown.lines import FOOTNOTE, ends_lazy_text
from mkdocs_academic.jekyll.kramdown.pieces import STASH_LINE

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.blockparser import BlockParser

HOLDER_TAG = "academic-footnotes"
_INDENT = "    "
_BACK = "↩"


class Footnotes:
    """The definitions of one document, by name: Markdown without its indentation."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}


class FootnoteDefinitionProcessor(BlockProcessor):
    """Takes definitions out of the text, with the indented blocks that follow each."""

    def __init__(self, parser: BlockParser, footnotes: Footnotes) -> None:
        super().__init__(parser)
        self.footnotes = footnotes

    def test(self, parent: etree.Element, block: str) -> bool:
        return "[^" in block and FOOTNOTE.match(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        position = 0
        name = ""
        while position < len(lines) and (match := FOOTNOTE.fullmatch(lines[position])):
            name = match["name"]
            end = _continued(lines, position + 1)
            self.footnotes.texts[name] = "\n".join((match["text"], *map(_dedented, lines[position + 1 : end])))
            position = end
        if position < len(lines):
            blocks.insert(0, "\n".join(lines[position:]))
            return
        self.footnotes.texts[name] = "\n\n".join((self.footnotes.texts[name], *_taken(blocks))).strip("\n")


def _taken(blocks: list[str]) -> list[str]:
    """Take the indented blocks that follow a definition."""
    parts: list[str] = []
    rest: list[str] = []
    count = 0
    while count < len(blocks) and blocks[count].startswith(_INDENT) and not rest:
        lines = blocks[count].split("\n")
        end = _continued(lines, 0)
        parts.append("\n".join(map(_dedented, lines[:end])))
        rest = lines[end:]
        count += 1
    blocks[:count] = ["\n".join(rest)] if rest else []
    return parts


def _continued(lines: list[str], start: int) -> int:
    """Return where the lines end that belong to the definition above: indented, and what follows those lazily."""
    end = start
    while end < len(lines) and lines[end].startswith(_INDENT) and lines[end].strip():
        end += 1
    while end > start and end < len(lines) and not (FOOTNOTE.match(lines[end]) or ends_lazy_text(lines[end])):
        end += 1
    return end


def _dedented(line: str) -> str:
    return line.removeprefix(_INDENT)


class FootnoteReferenceProcessor(InlineProcessor):
    """`[^name]`, where such a footnote is defined; it gets its number when all text is read."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(r"\[\^([^\[\]\n]+)\]", md)
        self.footnotes = footnotes

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        if match[1] not in self.footnotes.texts:
            return None, match.start(), match.end()
        reference = etree.Element("sup", {"id": "fnref", "role": "doc-noteref", "name": match[1]})
        return reference, match.start(), match.end()


class FootnoteTextTreeprocessor(Treeprocessor):
    """Reads the texts of all footnotes into a holder at the end, so that inline patterns see to them too."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self.markdown = md
        self.footnotes = footnotes

    def run(self, root: etree.Element) -> None:
        if not self.footnotes.texts:
            return
        holder = etree.SubElement(root, HOLDER_TAG)
        read: set[str] = set()
        while missing := [name for name in self.footnotes.texts if name not in read]:  # one may define another
            for name in missing:
                read.add(name)
                note = etree.SubElement(holder, "div", {"name": name})
                self.markdown.parser.parseChunk(note, self.footnotes.texts[name])


class FootnoteTreeprocessor(Treeprocessor):
    """Numbers the references, and lists the footnotes that are used: where `{:footnotes}` says, or at the end."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self.footnotes = footnotes

    def run(self, root: etree.Element) -> None:
        place = _place(root)
        self.footnotes.texts.clear()
        holder = root.find(HOLDER_TAG)
        if holder is None:
            return
        root.remove(holder)
        notes = {note.get("name", ""): note for note in holder}
        uses: dict[str, int] = {}
        _number(root, uses)
        listing = etree.Element("div", {"class": "footnotes footnote", "role": "doc-endnotes"})
        items = etree.SubElement(listing, "ol")
        done = 0
        while done < len(uses):  # a footnote may refer to others
            for name in list(uses)[done:]:
                _number(notes[name], uses)
                items.append(_item(name, notes[name]))
                done += 1
        for item, (name, count) in zip(items, uses.items(), strict=True):
            _link_back(item, _id(name), count)
        if uses and place is not None:
            place.tag, place.text, place.attrib = listing.tag, None, listing.attrib
            place[:] = [items]
        elif uses:
            root.append(listing)


def is_reference(element: etree.Element) -> bool:
    """Tell whether an element is a footnote's number, of ours or of Python-Markdown's own extension."""
    return element.tag == "sup" and element.get("id", "").startswith("fnref")


def _place(root: etree.Element) -> etree.Element | None:
    """Return the first list marked with `{:footnotes}`; the mark itself goes from every element."""
    marked = [element for element in root.iter() if "footnotes" in element.attrib]
    for element in marked:
        del element.attrib["footnotes"]
    return next((element for element in marked if element.tag in ("ul", "ol")), None)


def _id(name: str) -> str:
    return re.sub(r"\s+", "-", name)


def _number(element: etree.Element, uses: dict[str, int]) -> None:
    """Number the references in an element, and count the uses of each footnote."""
    numbers = {name: number for number, name in enumerate(uses, 1)}
    for reference in element.iter("sup"):
        if reference.get("id") != "fnref":
            continue
        name = reference.attrib.pop("name")
        number = numbers.setdefault(name, len(numbers) + 1)
        repeat = uses.get(name, 0)
        uses[name] = repeat + 1
        reference.set("id", f"fnref:{_id(name)}{f':{repeat}' if repeat else ''}")
        link = {"href": f"#fn:{_id(name)}", "class": "footnote footnote-ref", "rel": "footnote"}
        etree.SubElement(reference, "a", link).text = str(number)


def _item(name: str, note: etree.Element) -> etree.Element:
    note.tag = "li"
    note.attrib.clear()
    note.set("id", f"fn:{_id(name)}")
    note.set("role", "doc-endnote")
    return note


def _link_back(item: etree.Element, name: str, count: int) -> None:
    """Put a link to each reference behind the last paragraph, or into one of its own."""
    has_paragraph = len(item) > 0 and item[-1].tag == "p" and not STASH_LINE.fullmatch(item[-1].text or "")
    paragraph = item[-1] if has_paragraph else etree.SubElement(item, "p")
    for use in range(count):
        target = f"#fnref:{name}{f':{use}' if use else ''}"
        attributes = {"href": target, "class": "reversefootnote footnote-backref", "role": "doc-backlink"}
        append_text(paragraph, "\u00a0" if has_paragraph or use else "")
        link = etree.SubElement(paragraph, "a", attributes)
        link.text = _BACK
        if use:
            etree.SubElement(link, "sup").text = str(use + 1)
