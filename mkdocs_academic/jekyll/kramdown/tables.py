"""Tables: rows between bars, a line of dashes below the head and between bodies, one of `=` above the foot.

A paragraph with a bar in it stays a paragraph, unlike in kramdown: rows begin with a bar, or a line of dashes with
bars stands below the first. Tables that are nothing but a head are tables too.

Source: kramdown's `parser/kramdown/table.rb`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from itertools import zip_longest

from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableProcessor as MarkdownTableProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_SEPARATOR = re.compile(r"[+|: -]*-[+|: -]*")
_FOOT = re.compile(r"[+|: =]*=[+|: =]*")
_COLUMN = re.compile(r"(:?)-+(:?)")
_CELL_TOKEN = re.compile(r"\\.|(?P<ticks>`+)|<code(?:\s[^>]*)?>|\|", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W_]*(?: [^\W_]+)*")
"""Words in which no inline pattern finds anything: they are not shown to any, which halves the time of long tables."""
_ALIGNMENTS = {(True, True): "center", (True, False): "left", (False, True): "right"}

MOST_COLUMNS = 100
"""A longer row of marks is text: what nobody means as a table would cost more than any other text of its length."""


class TableProcessor(BlockProcessor):
    """Reads a block of rows."""

    def test(self, parent: etree.Element, block: str) -> bool:
        if "|" not in block:
            return False
        lines = [line.strip() for line in block.split("\n")]
        has_head = len(lines) > 1 and "|" in lines[1] and _SEPARATOR.fullmatch(lines[1]) is not None
        if not ((lines[0].startswith("|") and "|" in lines[0][1:] + "".join(lines[1:])) or has_head):
            return False
        begins_with_bars = all(line.startswith("|") for line in lines)
        return (
            (begins_with_bars or (has_head and all("|" in line for line in lines)))
            and not all(_SEPARATOR.fullmatch(line) or _FOOT.fullmatch(line) for line in lines)
            and not any(line.count("|") > MOST_COLUMNS for line in lines)
        )

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        table = _Table()
        for line in blocks.pop(0).split("\n"):
            table.read(line.strip())
        table.end()
        parent.append(self._element(table))

    def _element(self, table: _Table) -> etree.Element:
        element = etree.Element("table")
        columns = max(len(row) for _, rows in table.parts for row in rows)
        for tag, rows in table.parts:
            part = etree.SubElement(element, tag)
            for row in rows:
                self._add_row(part, row, table.alignments, columns)
        return element

    def _add_row(self, part: etree.Element, row: list[str], alignments: list[str], columns: int) -> None:
        element = etree.SubElement(part, "tr")
        for text, alignment in zip_longest(row, alignments[:columns], fillvalue=""):
            cell = etree.SubElement(element, "th" if part.tag == "thead" else "td")
            cell.text = AtomicString(text) if _PLAIN.fullmatch(text) else text
            if alignment and self._uses_attribute():
                cell.set("align", alignment)
            elif alignment:
                cell.set("style", f"text-align: {alignment}")
        for _ in range(columns - len(element)):
            etree.SubElement(element, "th" if part.tag == "thead" else "td")

    def _uses_attribute(self) -> bool:
        """Tell whether the site's own settings of the extension ask for the attribute `align`."""
        theirs = self.parser.blockprocessors["table"]
        settings = vars(theirs).get("config", {}) if isinstance(theirs, MarkdownTableProcessor) else {}
        return bool(settings.get("use_align_attribute"))


class _Table:
    """The parts of a table as its lines are read."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, list[list[str]]]] = []
        self.alignments: list[str] = []
        self._rows: list[list[str]] = []
        self._has_separator = False
        self._has_foot = False

    def read(self, line: str) -> None:
        if _SEPARATOR.fullmatch(line):
            self._separate(line)
        elif _FOOT.fullmatch(line):
            self._add("tbody")
            self._has_foot = True
        else:
            self._rows.append(split_cells(line))

    def end(self) -> None:
        self._add("tfoot" if self._has_foot else "tbody")

    def _separate(self, line: str) -> None:
        if not self._has_separator and not self._has_foot:
            self._has_separator = True
            self.alignments = [
                _ALIGNMENTS.get((bool(match[1]), bool(match[2])), "") for match in _COLUMN.finditer(line)
            ]
            self._add("thead")
        elif not self._has_foot:
            self._add("tbody")

    def _add(self, tag: str) -> None:
        if self._rows:
            self.parts.append((tag, self._rows))
            self._rows = []


def split_cells(line: str) -> list[str]:
    """Return the cells of a row: bars that are escaped or within code part nothing."""
    line = line.removeprefix("|")
    cells: list[str] = []
    unmatched: set[str] = set()
    start = position = 0
    while token := _CELL_TOKEN.search(line, position):
        position = token.end()
        if token[0] == "|":
            cells.append(line[start : token.start()].strip())
            start = position
        elif token["ticks"] or token[0].startswith("<"):
            position = _end_of_code(line, token, unmatched)
    if line[start:].strip() or not cells:
        cells.append(line[start:].strip())
    return cells


def _end_of_code(line: str, token: re.Match[str], unmatched: set[str]) -> int:
    mark = token["ticks"] or "</code>"
    pattern = rf"(?<!`){mark}(?!`)" if token["ticks"] else mark
    close = None if mark in unmatched else re.compile(pattern, re.IGNORECASE).search(line, token.end())
    if close is None:
        unmatched.add(mark)
    return close.end() if close else token.end()


class CellStyleTreeprocessor(Treeprocessor):
    """Writes the alignment of cells as kramdown does, without a final semicolon; makes plain words text like any."""

    def run(self, root: etree.Element) -> None:
        for cell in root.iter():
            if cell.tag not in ("td", "th"):
                continue
            if cell.text:
                cell.text = str(cell.text)
            if cell.get("style", "").startswith("text-align:"):
                cell.set("style", cell.get("style", "").rstrip(";"))
