"""Which file and line each line of an expanded page came from, without a mark in the text itself."""

from __future__ import annotations

import io
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ...errors import Place
from .indentation import lines
from .regions import Region, region_at, regions

_LINE_START = re.compile(r"(?<=\n)(?=.)", re.DOTALL)
_FIRST_OR_LINE_START = re.compile(r"\A|(?<=\n)(?=.)", re.DOTALL)


class Source(str):
    """A file's text that knows where it comes from; every token of python-liquid refers to the text it was read from.

    `src_uri` is relative to the docs folder; `first_line` is the file's line at which the text starts.
    """

    src_uri: str
    first_line: int

    @classmethod
    def of(cls, text: str, src_uri: str, first_line: int = 1) -> Source:
        source = cls(text)
        source.src_uri = src_uri
        source.first_line = first_line
        return source

    def line_at(self, offset: int) -> int:
        return self.first_line + bisect_right(self._line_starts, offset) - 1

    def line_span(self, offset: int) -> tuple[int, int]:
        """Return where the line that holds `offset` starts and ends, without its newline."""
        index = bisect_right(self._line_starts, offset)
        end = self._line_starts[index] - 1 if index < len(self._line_starts) else len(self)
        return self._line_starts[index - 1], end

    def is_commented(self, offset: int) -> bool:
        """Whether `offset` is inside an HTML comment."""
        region = region_at(self._regions, offset)
        return region is not None and region.is_comment

    def is_held(self, line_start: int) -> bool:
        """Whether the line that starts there belongs to a list item, an admonition or their like above it."""
        after_blank = line_start < 2 or self[line_start - 2] == "\n"
        if after_blank and not self[line_start : line_start + 1].isspace():
            return False  # told without a look at all lines
        return line_start in self._held_lines

    @cached_property
    def _line_starts(self) -> array[int]:
        return _line_starts(self)

    @cached_property
    def _regions(self) -> list[Region]:
        return regions(self) if "<!--" in self else []  # only comments are asked for

    @cached_property
    def _held_lines(self) -> frozenset[int]:
        return frozenset(line.start for line in lines(self) if line.in_markdown)


class _Mark(NamedTuple):
    """From `start` on, `length` characters of the output stand in a file from `line` on; 0: it printed them."""

    start: int
    length: int
    src_uri: str
    line: int


class TooLong(Exception):
    """The output has grown beyond its limit."""


class Output(io.StringIO):
    """Expanded text, and which part of it was copied from where."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.length = 0
        self.marks: list[_Mark] = []
        self._limit = limit
        self._indent = ""
        self._last = ""

    def write(self, text: str) -> int:
        if self._indent and text:
            text = self._indented(text)
        self.length += len(text)
        if self.length > self._limit:
            raise TooLong
        self._last = text[-1:] or self._last
        return super().write(text)

    def copy(self, text: str, source: Source, offset: int) -> int:
        """Write `text`, which stands in `source` at `offset`."""
        start = self.length
        written = self.write(text)
        self.marks.append(_Mark(start, self.length - start, source.src_uri, source.line_at(offset)))
        return written

    def mark(self, source: Source, offset: int) -> None:
        """Note that what is written next is printed by what stands in `source` at `offset`."""
        self.marks.append(_Mark(self.length, 0, source.src_uri, source.line_at(offset)))

    @contextmanager
    def indented(self, prefix: str) -> Iterator[None]:
        """Put `prefix` before every further line that is written inside."""
        outer = self._indent
        self._indent += prefix
        try:
            yield
        finally:
            self._indent = outer

    def strip_newlines(self, start: int, *, of_several_lines: bool) -> None:
        """Take back the newlines at the end of what was written since `start`; of one line, or of several too."""
        self.seek(start)
        written = self.read()
        kept = written.rstrip("\n")
        if kept and kept != written and (of_several_lines or "\n" not in kept):
            self.length = start + len(kept)
            self.seek(self.length)
            self.truncate()
            self._last = kept[-1]

    def _indented(self, text: str) -> str:
        def prefix(match: re.Match[str]) -> str:
            return blank if text[match.end() : match.end() + 1] == "\n" else self._indent

        blank = self._indent.rstrip()
        starts = _LINE_START if self._last != "\n" else _FIRST_OR_LINE_START
        return starts.sub(prefix, text)


@dataclass(frozen=True)
class Rendered:
    """An expanded page; `files_read` are the files that it includes, relative to the docs folder, each once."""

    text: str
    files_read: tuple[str, ...]
    _marks: tuple[_Mark, ...] = field(repr=False)
    _place_prefix: str = field(repr=False)

    def place_of(self, line: int) -> Place:
        """Return where line `line` (from 1) of the text came from: where its first visible character stands."""
        index = min(max(line, 1), len(self._line_starts)) - 1
        start = self._line_starts[index]
        end = self._line_starts[index + 1] - 1 if index + 1 < len(self._line_starts) else len(self.text)
        content = self.text[start:end]
        position = start + len(content) - len(content.lstrip()) if content.strip() else start
        mark = self._marks[bisect_right(self._marks, position, key=lambda mark: mark.start) - 1]
        newlines = self._newlines_before(min(position, mark.start + mark.length)) - self._newlines_before(mark.start)
        return Place(self._place_prefix + mark.src_uri, mark.line + newlines)

    def _newlines_before(self, position: int) -> int:
        return bisect_right(self._line_starts, position)

    @cached_property
    def _line_starts(self) -> array[int]:
        return _line_starts(self.text)


def rendered(source: Source, output: Output, files_read: tuple[str, ...], place_prefix: str) -> Rendered:
    first = _Mark(-1, 0, source.src_uri, source.first_line)  # of what stands before every other mark
    return Rendered(output.getvalue(), files_read, (first, *output.marks), place_prefix)


def _line_starts(text: str) -> array[int]:
    return array("Q", [0, *(match.end() for match in re.finditer("\n", text))])
