"""The state of a pass over Markdown text with HTML in it: which elements and regions are open, and what they hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_academic.jekyll.kramdown.line_marks import indent_below
from mkdocs_academic.jekyll.kramdown.pieces import Pieces


class Margin(NamedTuple):
    """What stands before the text that follows a tag on its line, as if it began a line of its own."""

    indent: str
    """What is written before it: marks of quotations, and the blanks that keep it in its item or footnote."""
    column: int
    """Where its line begins in the source, within its quotations."""
    is_aligned: bool
    """Whether `indent` counts from the margin of the region around: see `MarkdownFrame.aligned`."""


@dataclass
class MarkdownFrame:
    """Lines of Markdown: the document, or a region in an element."""

    name: str = ""
    start: int = 0
    is_span: bool = False
    ends_at_blank: bool = False
    ends_with_line: bool = False
    least_indent: int = 0
    """For an element that nobody closes: it ends before the line that no longer is in its item or footnote."""
    lines: list[str] = field(default_factory=list)
    aligned: set[int] = field(default_factory=set)
    """Indices of the lines whose text began behind a tag: their indentation counts from the region's own margin."""
    behind: Margin | None = None
    """Behind a tag: the margin of the rest of its line; None at the start of a line."""
    widest_margin: int | None = None
    """For a region that begins on the line of its tag: the column of that line, which its margin cannot exceed."""
    open_in_line: Counter[str] = field(default_factory=Counter)
    base: int | None = None
    containers: list[int] = field(default_factory=list)
    after_blank: bool = True
    quotations: int = 0
    """In how many quotations the region stands: its lines have their marks, or continue them without."""
    quote_depth: int = 0
    """How many quotations a line without a mark would continue here."""

    def add(self, lines: list[str], is_aligned: bool, count: int | None = None) -> None:
        """Append lines; the first `count` of them (all by default) are aligned with the margin, if any are."""
        if is_aligned:
            first = len(self.lines)
            self.aligned.update(range(first, first + (len(lines) if count is None else count)))
        self.lines += lines


@dataclass
class RawFrame:
    """An element passed through, until its end tag."""

    prefix: str
    start: int
    column: int
    """Within its quotations, where its first line would begin, were that a line of its own; its prefix included."""
    is_aligned: bool
    """Whether its lines count from the margin of the region around: see `MarkdownFrame.aligned`."""
    missing_marks: str
    """The marks that its lines lack in the source, of the quotations they continue."""
    margin: int
    """How far the lines of the item or footnote that it stands in are indented, within its quotations."""
    indent: str = field(init=False)
    """What the lines after the first begin with, to stay inside the list items and quotations around."""
    quotations: int = field(init=False)
    """How many quotations' marks each of its lines has in the source."""
    copied: int = field(init=False)
    is_behind_region: bool = False
    names: list[tuple[str, int]] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.copied = self.start
        self.indent = indent_below(self.prefix)
        self.quotations = self.indent.count(">")


class Pass:
    """One pass: where it stands, and the frames around that place, the innermost last.

    Markdown and raw HTML alternate in the frames; the document itself is the first.
    """

    def __init__(self, text: str, pieces: Pieces, unclosed: frozenset[int]) -> None:
        self.text = text
        self.pieces = pieces
        self.unclosed = unclosed
        self.found_unclosed: set[int] = set()
        self.warnings: list[tuple[int, str]] = []
        self.position = 0
        self.root = MarkdownFrame()
        self.frames: list[MarkdownFrame | RawFrame] = [self.root]
        self.open_names: Counter[str] = Counter()
        self._unended_comment = len(text)
        self._line = (0, -1)

    def comment_end(self, start: int) -> int:
        """Return where the comment that starts here ends, -1 if nowhere."""
        if start >= self._unended_comment:
            return -1
        end = self.text.find("-->", start + 4)
        if end < 0:
            self._unended_comment = start
            return -1
        return end + 3

    def line_start(self, offset: int) -> int:
        self._find_line(offset)
        return self._line[0]

    def line_end(self, offset: int) -> int:
        self._find_line(offset)
        return self._line[1]

    def _find_line(self, offset: int) -> None:
        """Find the line of an offset, unless it is the one that was found last: lines can be very long."""
        if not self._line[0] <= offset <= self._line[1]:
            end = self.text.find("\n", offset)
            self._line = (self.text.rfind("\n", 0, offset) + 1, end if end >= 0 else len(self.text))

    def warn(self, offset: int, message: str) -> None:
        self.warnings.append((offset, message))
