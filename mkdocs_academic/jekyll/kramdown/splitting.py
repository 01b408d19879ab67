"""Where a block of lines is cut: at each line that starts a block of its own.

Source: `LAZY_END`, `LIST_START` and `PARAGRAPH_END_GFM` in kramdown's parser.
"""

from __future__ import annotations

from markdown.util import STX

from mkdocs_academic.jekyll.kramdown.lines import (
    ATTACHED,
    ATTRIBUTES,
    END_OF_BLOCK,
    FOLLOWED,
    HEADING,
    MEANING,
    QUOTE,
    RULE,
    SETEXT_UNDERLINE,
    SHOWS_NOTHING,
    ends_lazy_text,
    formula_length,
    interrupts_paragraph,
    is_attributes,
    is_list_start,
    is_piece,
    is_term,
    unmarked,
)
from mkdocs_academic.jekyll.kramdown.list_lines import EndedList, ListLines, MeaningLines
from mkdocs_academic.jekyll.kramdown.pieces import TOKEN_LINE


def split_block(block: str, *, has_term: bool = False) -> list[str]:
    """Split lines without a blank one between them at every line that starts a block of its own.

    Tokens of HTML that follow each other are one block, and so are attribute lists, and marks of a block's end.

    Arguments:
        has_term: Whether what is above the block may be a term, which the first line then defines.
    """
    return _Splitter(block.split("\n"), has_term).split()


class _Splitter:
    def __init__(self, lines: list[str], has_term: bool) -> None:
        self.lines = lines
        self.has_term = has_term
        self.parts: list[list[str]] = []
        self.ended: set[int] = set()
        """The numbers of the parts that are lists and end before the lines do."""

    def split(self) -> list[str]:
        number = 0
        while number < len(self.lines):
            number = self._take(number)
        blocks: list[str] = []
        for number, part in enumerate(self.parts):
            if is_attributes(part[0]):
                part[0] = _placed(part[0], self.parts[number - 1][-1] if number else "", number + 1 < len(self.parts))
            block = "\n".join(part)
            blocks.append(EndedList(block) if number in self.ended else block)
        return blocks

    def _take(self, number: int) -> int:
        """Add the line, and all that must stay with it, to the last part or to a new one; return the next line."""
        line = self.lines[number]
        part = self.parts[-1] if self.parts and len(self.parts) - 1 not in self.ended else None
        if MEANING.match(line) and (_is_term(part) if part else self.has_term):
            if part is None:
                self.parts.append([])
            return self._take_list(MeaningLines(), number)
        if part is None or _starts_part(part, line):
            self.parts.append([])
            if is_list_start(line):
                return self._take_list(ListLines(), number)
        end = number + max(1, formula_length(self.lines, number) if len(self.parts[-1]) == 0 else 0)
        self.parts[-1] += self.lines[number:end]
        return end

    def _take_list(self, reader: ListLines, start: int) -> int:
        """Add the lines of a list to the last part, with the mark that ends it; return the next line."""
        end = reader.read(self.lines, start)
        if end < len(self.lines):
            self.ended.add(len(self.parts) - 1)
            self.has_term = isinstance(reader, MeaningLines)
            if END_OF_BLOCK.fullmatch(self.lines[end]):
                end += 1
            elif ATTRIBUTES.fullmatch(self.lines[end]):
                self.lines[end] = ATTACHED + self.lines[end]
        self.parts[-1] += self.lines[start:end]
        return end


def _is_term(part: list[str]) -> bool:
    """Tell whether a part may be the terms of a definition list, which an underlined heading is not."""
    return is_term(part[0]) and not (len(part) > 1 and SETEXT_UNDERLINE.fullmatch(part[1]))


def _placed(line: str, above: str, is_followed: bool) -> str:
    """Mark attribute lists for what they belong to: the block above, or else the one that begins on the next line."""
    if line.startswith(ATTACHED) or (above and not SHOWS_NOTHING.match(above)):
        return ATTACHED + unmarked(line)
    return FOLLOWED + line if is_followed else line


def _starts_part(part: list[str], line: str) -> bool:
    first = part[0]
    for is_one_of_a_run in (END_OF_BLOCK.fullmatch, is_attributes):
        if is_one_of_a_run(first):
            return not is_one_of_a_run(line)
    if STX in line and TOKEN_LINE.fullmatch(line) and TOKEN_LINE.fullmatch(first):
        return False
    if is_piece(first) or (len(part) == 1 and (HEADING.fullmatch(first) or RULE.fullmatch(first))):
        return True
    if QUOTE.match(first):
        return ends_lazy_text(line)
    if len(part) == 1 and SETEXT_UNDERLINE.fullmatch(line):
        return False
    if len(part) == 2 and SETEXT_UNDERLINE.fullmatch(part[1]) and not QUOTE.match(first):
        return True
    return interrupts_paragraph(line)
