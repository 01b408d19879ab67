"""Which lines belong to a list, and to which of its items, or to a term's meanings.

Source: kramdown's `parser/kramdown/list.rb`. Where kramdown reads an unindented heading, rule, quotation or fence
below an item as part of that item, the list ends here, as its author sees it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass, field

from mkdocs_academic.jekyll.kramdown.attributes import ITEM_LIST
from mkdocs_academic.jekyll.kramdown.lines import (
    ATTACHED,
    ATTRIBUTES,
    BULLET,
    END_OF_BLOCK,
    HEADING,
    MEANING,
    NUMBER,
    QUOTE,
    RULE,
    ends_lazy_text,
    is_list_start,
    is_piece,
)


@dataclass
class Item:
    lines: list[str]
    indent: int
    attributes: str = ""
    has_nested: bool = False
    after_blank: bool = False


@dataclass
class ListLines:
    """Reads the lines of one list, of which the first is a bullet or a number."""

    items: list[Item] = field(default_factory=list)
    after_blank: bool = False
    is_bulleted: bool = False

    def read(self, lines: Sequence[str], start: int = 0) -> int:
        """Take the lines from the start on that belong to the list, and return where it ends."""
        for number in range(start, len(lines)):
            if not lines[number].strip():
                self.read_blank()
            elif self._take(lines[number]):
                self.after_blank = False
            else:
                return number
        return len(lines)

    def read_blank(self) -> None:
        self.items[-1].lines.append("")
        self.items[-1].has_nested = self.after_blank = True

    def _take(self, line: str) -> bool:
        """Add the line to the list, unless the list ends before it."""
        item = self.items[-1] if self.items else None
        if item is None:
            self.is_bulleted = BULLET.match(line) is not None
        elif END_OF_BLOCK.fullmatch(line) or (RULE.fullmatch(line) and not _is_indented(line, item.indent)):
            return False
        reach = min(3, item.indent - 1) if item else 3
        start = (BULLET if self.is_bulleted else NUMBER).match(line)
        if start and len(start["marker"]) - len(start["marker"].lstrip(" ")) <= reach:
            self.items.append(_first_line(start, line))
            return True
        assert item is not None
        is_indented = _is_indented(line, item.indent)
        if not is_indented and (self.after_blank or _ends_item(line, item.indent)):
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


class MeaningLines(ListLines):
    """Reads the lines of the meanings of a term, of which the first begins with a colon."""

    def _take(self, line: str) -> bool:
        last = self.items[-1] if self.items else None
        start = MEANING.match(line)
        if start and start.end("marker") - 1 <= (min(3, last.indent - 1) if last else 3):
            text = line[start.end() :].lstrip(" ")
            indent = len(line) - len(text) if text else 4
            self.items.append(Item([text], indent, after_blank=self.after_blank))
            return True
        assert last is not None
        is_indented = _is_indented(line, last.indent)
        if not is_indented and (self.after_blank or ends_lazy_text(line)):
            return False
        last.lines.append(line[last.indent :] if is_indented else line)
        return True


@dataclass
class ReadList:
    """What was read of a list when its block was cut.

    Attributes:
        start: How many lines of the block, the terms of meanings, stand before the list.
        is_ended: Whether the list ends with the block, though no blank line stood between it and what follows.
        is_ended_by_mark: Whether the mark that ends a block stood there.
    """

    reader: ListLines
    start: int
    is_ended: bool = False
    is_ended_by_mark: bool = False


class Part(str):
    """A block that only its first line starts: it is not cut again."""

    of_list: ReadList | None = None


def read_list(reader: ListLines, blocks: MutableSequence[str]) -> tuple[ListLines, bool]:
    """Take the lines of a list off the blocks.

    Arguments:
        reader: Reads the list, if its first block is no `Part`.

    Returns:
        Who has read the list, and whether the mark that ends a block ended it.
    """
    first = blocks[0]
    used = 0
    if isinstance(first, Part) and first.of_list is not None:
        reader = first.of_list.reader
        used = 1
        if first.of_list.is_ended:
            del blocks[:1]
            return reader, first.of_list.is_ended_by_mark
        reader.read_blank()
    for block in itertools.islice(blocks, used, None):
        used += 1
        lines = block.split("\n")
        rest = lines[reader.read(lines) :]
        if rest:
            is_ended_by_mark = END_OF_BLOCK.fullmatch(rest[0]) is not None
            if is_ended_by_mark:
                del rest[0]
            elif not reader.after_blank and ATTRIBUTES.fullmatch(rest[0]):
                rest[0] = ATTACHED + rest[0]
            blocks[:used] = ["\n".join(rest)] if rest else []
            return reader, is_ended_by_mark
        reader.read_blank()
    del blocks[:]
    return reader, False


def _first_line(start: re.Match[str], line: str) -> Item:
    marker, content = start["marker"], line[start.end() :]
    attributes = ""
    text = content.lstrip(" ")
    indent = len(marker) + len(content) - len(text) if text else 4
    if match := ITEM_LIST.match(text):
        attributes = match[1]
        text = text[match.end() :]
    return Item([text], indent, attributes, is_list_start(text))


def _is_indented(line: str, indent: int) -> bool:
    return line.startswith(" " * indent)


def _ends_item(line: str, indent: int) -> bool:
    """Tell whether a line with less indentation than the item's content ends the list."""
    if is_piece(line):
        return True
    if len(line) - len(line.lstrip(" ")) > min(indent, 3):
        return False
    return bool(ends_lazy_text(line) or HEADING.fullmatch(line) or QUOTE.match(line))
