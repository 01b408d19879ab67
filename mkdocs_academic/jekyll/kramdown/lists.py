"""Lists: bullets and numbers, nested by their content's indentation, lazily continued.

Source: kramdown's `parser/kramdown/list.rb`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor

from mkdocs_academic.jekyll.kramdown.attributes import AttributeLists, apply_attributes
from mkdocs_academic.jekyll.kramdown.blocks import DEEPEST_BLOCK
from mkdocs_academic.jekyll.kramdown.lines import SITE_BLOCK, is_list_start
from mkdocs_academic.jekyll.kramdown.list_lines import Item, ListLines, read_list
from mkdocs_academic.jekyll.kramdown.pieces import STASH_LINE
from mkdocs_academic.jekyll.kramdown.splitting import split_block

if TYPE_CHECKING:
    from markdown.blockparser import BlockParser

_TASK = re.compile(r"\[([ xX])\]\s+")


class ListProcessor(BlockProcessor):
    """Takes as many blocks as the list is long, and parses each item's content by itself."""

    def __init__(self, parser: BlockParser, lists: AttributeLists, marks_tasks: bool) -> None:
        super().__init__(parser)
        self.lists = lists
        self.marks_tasks = marks_tasks

    def test(self, parent: etree.Element, block: str) -> bool:
        return is_list_start(block.partition("\n")[0]) and self.parser.state.count("item") < DEEPEST_BLOCK

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        reader, is_ended_by_mark = read_list(ListLines(), blocks)
        items = reader.items
        listing = etree.SubElement(parent, "ul" if reader.is_bulleted else "ol")
        is_tight: list[bool] = []
        for item in items:
            element = etree.SubElement(listing, "li")
            if item.attributes:
                self.lists.wait(element, item.attributes)
            is_last = item is items[-1]
            is_tight.append(self._parse_item(element, item, is_last, is_ended_by_mark, is_tight))
        if self.marks_tasks:
            mark_tasks(listing)

    def _parse_item(
        self, element: etree.Element, item: Item, is_last: bool, is_ended_by_mark: bool, is_tight: list[bool]
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
        if before_blank and not (is_last and stands_alone and not is_ended_by_mark):
            return False
        if is_last and is_tight and not any(is_tight):
            return False
        unwrap_first(element)
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
