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
from mkdocs_academic.jekyll.kramdown.list_lines import ListLines, MeaningLines, Part
from mkdocs_academic.jekyll.kramdown.pieces import TOKEN_LINE


def split_block(block: str, *, has_term: bool = False) -> list[Part]:
    """Split lines without a blank one between them at every line that starts a block of its own.

    Tokens of HTML that follow each other are one block, and so are attribute lists, and marks of a block's end.

    Arguments:
        has_term: Whether what is above the block may be a term, which the first line then defines.
    """
    return _Splitter(block.split("\n"), has_term).split()


class _Lines(list[str]):
    """The lines of a part; of a list with who has read it, and how it ends."""

    reader: ListLines | None = None
    list_start: int = 0
    is_ended: bool = False
    is_ended_by_mark: bool = False


class _Splitter:
    def __init__(self, lines: list[str], has_term: bool) -> None:
        self.lines = lines
        self.has_term = has_term
        self.parts: list[_Lines] = []

    def split(self) -> list[Part]:
        number = 0
        while number < len(self.lines):
            number = self._take(number)
        for number, lines in enumerate(self.parts):
            if is_attributes(lines[0]):
                above = self.parts[number - 1] if number else None
                last = above[-1] if above and not above.is_ended_by_mark else ""
                lines[0] = _placed(lines[0], last, number + 1 < len(self.parts))
        return [_part(lines) for lines in self.parts]

    def _take(self, number: int) -> int:
        """Add the line, and all that must stay with it, to the last part or to a new one; return the next line."""
        line = self.lines[number]
        part = self.parts[-1] if self.parts and not self.parts[-1].is_ended else None
        if MEANING.match(line) and self._has_term(part):
            terms = part if part and not is_attributes(part[0]) else None
            return self._take_list(terms, MeaningLines(after_blank=terms is None), number)
        if part is not None and not _starts_part(part, line):
            part.append(line)
            return number + 1
        if is_list_start(line):
            return self._take_list(None, ListLines(), number)
        end = number + max(1, formula_length(self.lines, number))
        self.parts.append(_Lines(self.lines[number:end]))
        return end

    def _has_term(self, part: _Lines | None) -> bool:
        """Tell whether a meaning may begin below a part; attribute lists may stand between it and the terms."""
        if part is not None and is_attributes(part[0]):
            part = self.parts[-2] if len(self.parts) > 1 and not self.parts[-2].is_ended else None
        return self.has_term if part is None else _is_term(part)

    def _take_list(self, part: _Lines | None, reader: ListLines, start: int) -> int:
        """Add the lines of a list to a part, a new one if there is none; return the next line."""
        if part is None:
            part = _Lines()
            self.parts.append(part)
        part.reader, part.list_start = reader, len(part)
        end = reader.read(self.lines, start)
        part += self.lines[start:end]
        if end < len(self.lines):
            part.is_ended = True
            self.has_term = isinstance(reader, MeaningLines)
            if END_OF_BLOCK.fullmatch(self.lines[end]):
                part.is_ended_by_mark = True
                return end + 1
            if ATTRIBUTES.fullmatch(self.lines[end]):
                self.lines[end] = ATTACHED + self.lines[end]
        return end


def _part(lines: _Lines) -> Part:
    part = Part("\n".join(lines))
    part.reader, part.list_start = lines.reader, lines.list_start
    part.is_ended, part.is_ended_by_mark = lines.is_ended, lines.is_ended_by_mark
    return part


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
