"""Lists: bullets and numbers, nested by their content's indentation, lazily continued.

Source: kramdown's `parser/kramdown/list.rb`. Where kramdown reads an unindented heading, rule, quotation or fence
below an item as part of that item, the list ends here, as its author sees it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor

from mkdocs_academic.jekyll.kramdown.attributes import ITEM_LIST, AttributeLists, apply_attributes
from mkdocs_academic.jekyll.kramdown.blocks import DEEPEST_BLOCK
from mkdocs_academic.jekyll.kramdown.lines import (
    ATTACHED,
    ATTRIBUTES,
    BULLET,
    END_OF_BLOCK,
    HEADING,
    NUMBER,
    QUOTE,
    RULE,
    SITE_BLOCK,
    ends_lazy_text,
    is_list_start,
    is_piece,
    split_block,
)
from mkdocs_academic.jekyll.kramdown.pieces import STASH_LINE

if TYPE_CHECKING:
    from markdown.blockparser import BlockParser

_TASK = re.compile(r"\[([ xX])\]\s+")


@dataclass
class _Item:
    lines: list[str]
    indent: int
    attributes: str = ""
    has_nested: bool = False


class ListProcessor(BlockProcessor):
    """Takes as many blocks as the list is long, and parses each item's content by itself."""

    def __init__(self, parser: BlockParser, lists: AttributeLists, marks_tasks: bool) -> None:
        super().__init__(parser)
        self.lists = lists
        self.marks_tasks = marks_tasks

    def test(self, parent: etree.Element, block: str) -> bool:
        return is_list_start(block.partition("\n")[0]) and self.parser.state.count("item") < DEEPEST_BLOCK

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        reader = _Reader(blocks)
        items = reader.read()
        blocks[: reader.used] = [reader.rest] if reader.rest else []
        listing = etree.SubElement(parent, "ul" if reader.is_bulleted else "ol")
        is_tight: list[bool] = []
        for item in items:
            element = etree.SubElement(listing, "li")
            if item.attributes:
                self.lists.wait(element, item.attributes)
            is_last = item is items[-1]
            is_tight.append(self._parse_item(element, item, is_last, reader.ended_by_mark, is_tight))
        if self.marks_tasks:
            mark_tasks(listing)

    def _parse_item(
        self, element: etree.Element, item: _Item, is_last: bool, ended_by_mark: bool, is_tight: list[bool]
    ) -> bool:
        """Parse the item's content; True when its first text stands without a paragraph, or it has none."""
        text = "\n".join(_align_site_blocks(item.lines))
        content = text.rstrip("\n")
        self.parser.state.set("item")
        self.parser.parseChunk(element, content)
        self.parser.state.reset()
        if not len(element) or element[0].tag != "p" or STASH_LINE.fullmatch(element[0].text or ""):
            return True
        head, _, tail = text.partition("\n\n")
        before_blank = "" in item.lines[1:] and len(split_block(head)) == 1
        stands_alone = before_blank and len(element) == 1 and not tail.strip()
        if before_blank and not (is_last and stands_alone and not ended_by_mark):
            return False
        if is_last and is_tight and not any(is_tight):
            return False
        unwrap_first(element)
        return True


class _Reader:
    """Reads the lines of one list from the blocks of the parser."""

    def __init__(self, blocks: list[str]) -> None:
        self.blocks = blocks
        self.used = 0
        self.rest = ""
        self.is_bulleted = BULLET.match(blocks[0]) is not None
        self.ended_by_mark = False
        self.items: list[_Item] = []

    def read(self) -> list[_Item]:
        after_blank = False
        for number, block in enumerate(self.blocks):
            self.used = number + 1
            lines = block.split("\n")
            for index, line in enumerate(lines):
                if not line.strip():
                    self.items[-1].lines.append("")
                    self.items[-1].has_nested = after_blank = True
                elif self._take(line, after_blank):
                    after_blank = False
                else:
                    self._leave(lines[index:], after_blank)
                    return self.items
            self.items[-1].lines.append("")
            self.items[-1].has_nested = after_blank = True
        return self.items

    def _leave(self, lines: list[str], after_blank: bool) -> None:
        if END_OF_BLOCK.fullmatch(lines[0]):
            self.ended_by_mark = True
            lines = lines[1:]
        elif not after_blank and ATTRIBUTES.fullmatch(lines[0]):
            lines = [ATTACHED + lines[0], *lines[1:]]
        self.rest = "\n".join(lines)

    def _take(self, line: str, after_blank: bool) -> bool:
        """Add the line to the list, unless the list ends before it."""
        item = self.items[-1] if self.items else None
        if item and (END_OF_BLOCK.fullmatch(line) or (RULE.fullmatch(line) and not _is_indented(line, item.indent))):
            return False
        reach = min(3, item.indent - 1) if item else 3
        start = (BULLET if self.is_bulleted else NUMBER).match(line)
        if start and len(start["marker"]) - len(start["marker"].lstrip(" ")) <= reach:
            self.items.append(_first_line(start, line))
            return True
        assert item is not None
        is_indented = _is_indented(line, item.indent)
        if not is_indented and (after_blank or _ends_item(line, item.indent)):
            return False
        text = line[item.indent :] if is_indented else line
        if is_list_start(text):
            if not is_indented and item.has_nested:
                text = " " * (item.indent + 4) + text
            elif is_indented and not item.has_nested and any(map(QUOTE.match, item.lines)):
                item.lines.append("^")  # else the list would continue the quotation
            item.has_nested = item.has_nested or is_indented
        item.lines.append(text)
        return True


def _align_site_blocks(lines: list[str]) -> list[str]:
    """Move Material's own blocks to the margin: they are written with four spaces, whatever the item's marker."""
    aligned: list[str] = []
    margin = 0
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < margin:
            margin = 0
        if not margin and 0 < indent < 4 and SITE_BLOCK.match(line, indent):
            margin = indent
        aligned.append(line[margin:])
    return aligned


def _first_line(start: re.Match[str], line: str) -> _Item:
    marker, content = start["marker"], line[start.end() :]
    attributes = ""
    text = content.lstrip(" ")
    indent = len(marker) + len(content) - len(text) if text else 4
    if match := ITEM_LIST.match(text):
        attributes = match[1]
        text = text[match.end() :]
    return _Item([text], indent, attributes, is_list_start(text))


def _is_indented(line: str, indent: int) -> bool:
    return line.startswith(" " * indent)


def _ends_item(line: str, indent: int) -> bool:
    """Tell whether a line with less indentation than the item's content ends the list."""
    if is_piece(line):
        return True
    if len(line) - len(line.lstrip(" ")) > min(indent, 3):
        return False
    return bool(ends_lazy_text(line) or HEADING.fullmatch(line) or QUOTE.match(line))


def unwrap_first(item: etree.Element) -> None:
    """Move the text of the item's first paragraph into the item."""
    paragraph = item[0]
    item.remove(paragraph)
    item.text = paragraph.text
    if len(item):
        item.text = f"{(item.text or '').rstrip(' ')}\n"


def mark_tasks(listing: etree.Element) -> None:
    """Turn `[ ]` and `[x]` at the start of items into check boxes."""
    for item in listing:
        holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        match = _TASK.match(holder.text or "")
        if match or (holder.text and listing.get("class") == "task-list"):
            apply_attributes(item, {"class": "task-list-item"})
        if match is None:
            continue
        checkbox = etree.Element(
            "input", {"type": "checkbox", "class": "task-list-item-checkbox", "disabled": "disabled"}
        )
        if match[1] != " ":
            checkbox.set("checked", "checked")
        checkbox.tail = (holder.text or "")[match.end() :]
        holder.text = ""
        holder.insert(0, checkbox)
        listing.set("class", "task-list")
