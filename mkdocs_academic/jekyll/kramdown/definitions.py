"""Definition lists: a paragraph of terms, and below it `: what they mean`, with blocks indented to its text.

Source: `parse_definition_list` in kramdown's `parser/kramdown/list.rb`.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from dataclasses import dataclass

from markdown.blockprocessors import BlockProcessor

from mkdocs_academic.jekyll.kramdown.blocks import DEEPEST_BLOCK, has_term
from mkdocs_academic.jekyll.kramdown.lines import ATTACHED, ATTRIBUTES, END_OF_BLOCK, MEANING, ends_lazy_text, is_term
from mkdocs_academic.jekyll.kramdown.lists import unwrap_first


@dataclass
class _Meaning:
    lines: list[str]
    indent: int
    is_paragraph: bool


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
        lines = blocks.pop(0).split("\n")
        count = next(number for number, line in enumerate(lines) if MEANING.match(line))
        terms, after_blank = lines[:count], not count
        if not terms and parent[-1].tag == "p":
            terms = (parent[-1].text or "").split("\n")
            parent.remove(parent[-1])
        listing = parent[-1] if len(parent) and parent[-1].tag == "dl" else etree.SubElement(parent, "dl")
        for term in terms:
            etree.SubElement(listing, "dt").text = term.strip()
        blocks.insert(0, "\n".join(lines[count:]))
        for meaning in _read(blocks, after_blank):
            self._parse(etree.SubElement(listing, "dd"), meaning)

    def _parse(self, element: etree.Element, meaning: _Meaning) -> None:
        self.parser.state.set("item")
        self.parser.parseChunk(element, "\n".join(meaning.lines).rstrip("\n "))
        self.parser.state.reset()
        if len(element) and element[0].tag == "p" and not len(element[0]) and not meaning.is_paragraph:
            unwrap_first(element)


def _read(blocks: list[str], after_blank: bool) -> list[_Meaning]:
    """Take the lines of meanings off the blocks."""
    meanings: list[_Meaning] = []
    for used, block in enumerate(blocks):
        lines = block.split("\n")
        for index, line in enumerate(lines):
            if not line.strip():
                meanings[-1].lines.append("")
                after_blank = True
            elif _take(line, meanings, after_blank):
                after_blank = False
            else:
                is_attached = not after_blank and ATTRIBUTES.fullmatch(line)
                rest = lines[index + 1 :] if END_OF_BLOCK.fullmatch(line) else lines[index:]
                blocks[: used + 1] = [(ATTACHED if is_attached else "") + "\n".join(rest)] if rest else []
                return meanings
        meanings[-1].lines.append("")
        after_blank = True
    blocks.clear()
    return meanings


def _take(line: str, meanings: list[_Meaning], after_blank: bool) -> bool:
    """Add a line, unless the list ends before it."""
    last = meanings[-1] if meanings else None
    start = MEANING.match(line)
    if start and start.end("marker") - 1 <= (min(3, last.indent - 1) if last else 3):
        text = line[start.end() :].lstrip(" ")
        indent = len(line) - len(text) if text else 4
        meanings.append(_Meaning([text], indent, after_blank))
        return True
    assert last is not None
    is_indented = line.startswith(" " * last.indent)
    if not is_indented and (after_blank or ends_lazy_text(line)):
        return False
    last.lines.append(line[last.indent :] if is_indented else line)
    return True
