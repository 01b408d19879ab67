"""Block processors for what kramdown reads differently: headings, rules, quotations, attribute lines.

Python-Markdown hands a processor text between blank lines. `SplitProcessor` first cuts such text where a line
starts a block of its own, so that the other processors, the site's own ones too, see one block at a time.
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as etree
from collections.abc import MutableSequence
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor

from mkdocs_academic.jekyll.kramdown.attributes import AttributeLists
from mkdocs_academic.jekyll.kramdown.block_queue import BlockQueue
from mkdocs_academic.jekyll.kramdown.lines import (
    ATTACHED,
    ATTRIBUTES,
    DEFINITION,
    ENDS_OF_BLOCK,
    FOLLOWED,
    HEADING,
    QUOTE,
    RULE,
    SETEXT_UNDERLINE,
    is_attributes,
    is_list_start,
    unmarked,
)
from mkdocs_academic.jekyll.kramdown.list_lines import Part
from mkdocs_academic.jekyll.kramdown.pieces import start_of_last
from mkdocs_academic.jekyll.kramdown.splitting import split_block

if TYPE_CHECKING:
    from markdown.blockparser import BlockParser

DEEPEST_BLOCK = 30
"""Lists and quotations nested deeper are text: each level costs a few frames of Python's stack."""

_LONGEST_LIST = 1_000
"""More blocks are a queue: to take the first off a list moves all others."""

_EXPLICIT_ID = re.compile(r"[ \t]\{#(?P<id>[A-Za-z_:][\w:.-]*)\}$")


class SplitProcessor(BlockProcessor):
    """Cuts a block into the blocks that its lines start; the first of all processors, it sees every block."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return True

    def run(self, parent: etree.Element, blocks: MutableSequence[str]) -> bool | None:
        if len(blocks) > _LONGEST_LIST and isinstance(blocks, list):
            taken = BlockQueue(blocks)
            blocks.clear()
            self.parser.parseBlocks(parent, taken)  # type: ignore[arg-type]
            return None
        if "\n" not in blocks[0] or blocks[0].startswith("\n") or isinstance(blocks[0], Part):
            return False
        blocks[:1] = split_block(blocks[0], has_term=has_term(parent))
        return None


def has_term(parent: etree.Element) -> bool:
    """Tell whether a definition that begins here has terms above it."""
    return len(parent) > 0 and (parent[-1].tag == "dl" or (parent[-1].tag == "p" and not len(parent[-1])))


class HeadingProcessor(BlockProcessor):
    """`# Heading` and headings underlined with `=` or `-`; `{#id}` at the end names its id."""

    def test(self, parent: etree.Element, block: str) -> bool:
        lines = block.split("\n", 2)
        if block.startswith("#"):
            return HEADING.fullmatch(lines[0]) is not None
        return (
            len(lines) > 1
            and SETEXT_UNDERLINE.fullmatch(lines[1]) is not None
            and re.match(r"[ ]{0,3}\S", lines[0]) is not None
            and not is_list_start(lines[0])
            and not QUOTE.match(lines[0])
        )

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        first, _, rest = blocks.pop(0).partition("\n")
        if match := HEADING.fullmatch(first):
            level, text = len(match["level"]), re.sub(r"[ \t]#+$", "", match["text"].rstrip()).rstrip()
        else:
            underline, _, rest = rest.partition("\n")
            level, text = 1 if underline.startswith("=") else 2, first.strip()
        if rest:
            blocks.insert(0, rest)
        heading = etree.SubElement(parent, f"h{level}")
        if explicit := _EXPLICIT_ID.search(text):
            heading.set("id", explicit["id"])
            text = text[: explicit.start()].rstrip()
        heading.text = text


class RuleProcessor(BlockProcessor):
    """`---`, `* * *` and `___` on a line of their own."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return RULE.fullmatch(block.partition("\n")[0]) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        rest = blocks.pop(0).partition("\n")[2]
        etree.SubElement(parent, "hr")
        if rest:
            blocks.insert(0, rest)


class QuoteProcessor(BlockProcessor):
    """`> quotation`; a blank line ends it, even before another one."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return QUOTE.match(block) is not None and self.parser.state.count("quote") < DEEPEST_BLOCK

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = [QUOTE.sub("", line, count=1) for line in blocks.pop(0).split("\n")]
        lines = [line if line.strip(" ") else "" for line in lines]
        quote = etree.SubElement(parent, "blockquote")
        self.parser.state.set("quote")
        self.parser.parseChunk(quote, "\n".join(lines).rstrip("\n"))
        self.parser.state.reset()


class EndOfBlockProcessor(BlockProcessor):
    """`^` alone on a line ends the block before it and shows nothing."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith("^") and ENDS_OF_BLOCK.fullmatch(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        blocks.pop(0)


class AttributesProcessor(BlockProcessor):
    """`{: #id .class key="value"}` on a line of its own, for the block before or the next; and definitions."""

    def __init__(self, parser: BlockParser, lists: AttributeLists) -> None:
        super().__init__(parser)
        self.lists = lists

    def test(self, parent: etree.Element, block: str) -> bool:
        return "{:" in block and is_attributes(block.partition("\n")[0])

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        above = start_of_last(parent) if blocks[0].startswith(ATTACHED) else None
        for_next: list[str] = []
        is_followed = False
        while blocks and not is_followed and self.test(parent, blocks[0]):
            lines, is_followed = _take_lines(blocks)
            for line in lines:
                above = self._read(line, above, for_next)
            above = None  # a blank line parts
        index = len(parent)
        if for_next and (is_followed or index):  # else at the start of all, with a blank line below: for nothing
            self._parse_one(parent, blocks)
            if index < len(parent):
                self.lists.wait(parent[index], " ".join(for_next))

    def _read(self, line: str, above: etree.Element | None, for_next: list[str]) -> etree.Element | None:
        """Read one line, and return the block above that lists on the lines below it belong to."""
        if definition := DEFINITION.fullmatch(line):
            self.lists.define(definition["name"], definition["list"])
            return None
        match = ATTRIBUTES.fullmatch(line)
        assert match is not None
        if above is None:
            for_next.append(match["list"])
        else:
            self.lists.wait(above, match["list"])
        return above

    def _parse_one(self, parent: etree.Element, blocks: list[str]) -> None:
        """Parse as many blocks as it takes to have one element more, but for the next attribute lists."""
        count = len(parent)
        while blocks and len(parent) == count and not self.test(parent, blocks[0]):
            for processor in self.parser.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


def _take_lines(blocks: list[str]) -> tuple[list[str], bool]:
    """Take the attribute lists off the first block, and tell whether a line follows them at once."""
    first, *others = blocks.pop(0).split("\n")
    lines = [unmarked(first), *itertools.takewhile(is_attributes, others)]
    rest = others[len(lines) - 1 :]
    if rest:
        blocks.insert(0, "\n".join(rest))
    return lines, first.startswith(FOLLOWED) or bool(rest)
