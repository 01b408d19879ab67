"""Tables without a header row. A paragraph with a `|` in it stays a paragraph, unlike in kramdown."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

_ROW = re.compile(r"[ ]{0,3}\|.*(?<!\\)\|[ ]*")
_SEPARATOR = re.compile(r"[ ]{0,3}\|[ |:+-]*-[ |:+-]*")

MOST_COLUMNS = 100
"""A longer row of marks is text: what nobody means as a table would cost more than any other text of its length."""


class HeadlessTableProcessor(BlockProcessor):
    """Rows that begin and end with `|`, with no line of dashes below the first."""

    def test(self, parent: etree.Element, block: str) -> bool:
        if not block.lstrip(" ").startswith("|"):
            return False
        lines = block.split("\n")
        if any(line.count("|") > MOST_COLUMNS for line in lines):
            return False
        has_header = len(lines) > 1 and _SEPARATOR.fullmatch(lines[1]) and not _SEPARATOR.fullmatch(lines[0])
        return not has_header and all(map(_ROW.fullmatch, lines)) and not all(map(_SEPARATOR.fullmatch, lines))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        rows = blocks.pop(0).split("\n")
        separator = rows.pop(0).strip() if _SEPARATOR.fullmatch(rows[0]) else ""
        rows = [row.strip() for row in rows if not _SEPARATOR.fullmatch(row)]
        columns = max(row.count("|") for row in rows) - 1
        separator = separator or "|" + "---|" * columns
        header = "|" + " |" * (separator.count("|") - 1)
        tables = self.parser.blockprocessors["table"]
        assert isinstance(tables, TableProcessor)
        block = "\n".join((header, separator, *rows))
        if tables.test(parent, block):
            tables.run(parent, [block])
            parent[-1].remove(parent[-1][0])
        else:
            etree.SubElement(parent, "p").text = "\n".join(rows)


class CellStyleTreeprocessor(Treeprocessor):
    """Writes the alignment of cells as kramdown does, without a final semicolon."""

    def run(self, root: etree.Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and cell.get("style", "").startswith("text-align:"):
                cell.set("style", cell.get("style", "").rstrip(";"))
