"""Definition lists: a paragraph of terms, and below it `: what they mean`, with blocks indented to its text.

Source: `parse_definition_list` in kramdown's `parser/kramdown/list.rb`.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.blockprocessors import BlockProcessor

from mkdocs_academic.jekyll.kramdown.blocks import DEEPEST_BLOCK, has_term
from mkdocs_academic.jekyll.kramdown.lines import MEANING, is_term
from mkdocs_academic.jekyll.kramdown.list_lines import Item, MeaningLines, Part, read_list
from mkdocs_academic.jekyll.kramdown.lists import unwrap_first


class DefinitionListProcessor(BlockProcessor):
    """Takes the terms, and as many blocks as their meanings are long."""

    def test(self, parent: etree.Element, block: str) -> bool:
        if ":" not in block or self.parser.state.count("item") >= DEEPEST_BLOCK:
            return False
        lines = block.split("\n")
        if MEANING.match(lines[0]):
            return has_term(parent)
        return is_term(lines[0]) and any(map(MEANING.match, lines))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks[0]
        lines = block.split("\n")
        if isinstance(block, Part) and block.of_list is not None:
            count = block.of_list.start
        else:
            count = next(number for number, line in enumerate(lines) if MEANING.match(line))
            blocks[0] = "\n".join(lines[count:])
        terms = lines[:count]
        if not terms and parent[-1].tag == "p":
            terms = (parent[-1].text or "").split("\n")
            parent.remove(parent[-1])
        listing = parent[-1] if len(parent) and parent[-1].tag == "dl" else etree.SubElement(parent, "dl")
        for term in terms:
            etree.SubElement(listing, "dt").text = term.strip()
        reader, _ = read_list(MeaningLines(after_blank=not count), blocks)
        for meaning in reader.items:
            self._parse(etree.SubElement(listing, "dd"), meaning)

    def _parse(self, element: etree.Element, meaning: Item) -> None:
        self.parser.state.set("item")
        self.parser.parseChunk(element, "\n".join(meaning.lines).rstrip("\n "))
        self.parser.state.reset()
        if len(element) and element[0].tag == "p" and not len(element[0]) and not meaning.after_blank:
            unwrap_first(element)
