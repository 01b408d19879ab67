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
from mkdocs_academic.jekyll.kramdown.list_lines import ListLines, MeaningLines, Part, ReadList
from mkdocs_academic.jekyll.kramdown.pieces import TOKEN_LINE


def split_block(block: str, *, has_term: bool = False) -> list[Part]:
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
        self.lists: dict[int, ReadList] = {}
        """What was read of the parts that are lists, by their numbers."""

    def split(self) -> list[Part]:
        number = 0
        while number < len(self.lines):
            number = self._take(number)
        blocks: list[Part] = []
        for number, part in enumerate(self.parts):
            if is_attributes(part[0]):
                above = self.lists.get(number - 1)
                last = self.parts[number - 1][-1] if number and not (above and above.is_ended_by_mark) else ""
                part[0] = _placed(part[0], last, number + 1 < len(self.parts))
            blocks.append(Part("\n".join(part)))
            blocks[-1].of_list = self.lists.get(number)
        return blocks

    def _open_part(self, number: int) -> list[str] | None:
        """Return the part of a number, counted from the last, 1; None if there is none or it has come to its end."""
        index = len(self.parts) - number
        is_ended = index in self.lists and self.lists[index].is_ended
        return self.parts[index] if index >= 0 and not is_ended else None

    def _take(self, number: int) -> int:
        """Add the line, and all that must stay with it, to the last part or to a new one; return the next line."""
        line = self.lines[number]
        part = self._open_part(1)
        if MEANING.match(line) and self._has_term(part):
            has_own_part = part is None or is_attributes(part[0])
            return self._take_list(MeaningLines(after_blank=has_own_part), number, has_own_part=has_own_part)
        if part is not None and not _starts_part(part, line):
            part.append(line)
            return number + 1
        if is_list_start(line):
            return self._take_list(ListLines(), number, has_own_part=True)
        end = number + max(1, formula_length(self.lines, number))
        self.parts.append(self.lines[number:end])
        return end

    def _has_term(self, part: list[str] | None) -> bool:
        """Tell whether a meaning may begin below a part; attribute lists may stand between it and the terms."""
        if part is not None and is_attributes(part[0]):
            part = self._open_part(2)
        return self.has_term if part is None else _is_term(part)

    def _take_list(self, reader: ListLines, start: int, *, has_own_part: bool) -> int:
        """Add the lines of a list to the last part, or to a part of its own; return the next line."""
        if has_own_part:
            self.parts.append([])
        part = self.parts[-1]
        read = self.lists[len(self.parts) - 1] = ReadList(reader, len(part))
        end = reader.read(self.lines, start)
        part += self.lines[start:end]
        if end < len(self.lines):
            read.is_ended = True
            self.has_term = isinstance(reader, MeaningLines)
            if END_OF_BLOCK.fullmatch(self.lines[end]):
                read.is_ended_by_mark = True
                return end + 1
            if ATTRIBUTES.fullmatch(self.lines[end]):
                self.lines[end] = ATTACHED + self.lines[end]
        return end


def _is_term(part: list[str]) -> bool:
    """Tell whether a part may be the terms of a definition list: no underlined heading, no meaning."""
    is_heading = len(part) > 1 and SETEXT_UNDERLINE.fullmatch(part[1])
    return is_term(part[0]) and not MEANING.match(part[0]) and not is_heading


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
