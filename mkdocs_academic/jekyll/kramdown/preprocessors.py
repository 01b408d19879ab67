"""What happens to the text before Python-Markdown sees its blocks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor

from mkdocs_academic.jekyll.kramdown.attributes import AttributeLists, join_lists
from mkdocs_academic.jekyll.kramdown.extension_tags import extract_extensions
from mkdocs_academic.jekyll.kramdown.fences import join_fences
from mkdocs_academic.jekyll.kramdown.html import extract_html
from mkdocs_academic.jekyll.kramdown.pieces import INLINE_TOKEN, Pieces

if TYPE_CHECKING:
    from markdown import Markdown

# The tokens that attribute lists over several lines have stand for ends of lines.
_LINE_END = re.compile(rf"\n|{INLINE_TOKEN.pattern}")

Report = Callable[[int, str], None]
"""Called with a line, counted from 1, and a message."""


class SourcePreprocessor(Preprocessor):
    """Remembers the text as the author wrote it, for the lines in messages."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.lines: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.lines = list(lines)
        if lines and not lines[0].strip():
            return ["", *lines[1:]]  # Python-Markdown takes the blanks out of blank lines, but for the first
        return lines

    def lines_of(self, numbers: list[int], changed: list[str]) -> list[int]:
        """Return the lines (from 1) of the source that are these lines (from 0) of the changed text.

        Code that was taken out makes the numbers differ: a line is found by its text, and which one of its like it is.
        """
        places: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines, 1):
            places.setdefault(line.expandtabs().strip(), []).append(place)
        seen: Counter[str] = Counter()
        line_of: list[int] = []
        for number, line in enumerate(changed, 1):
            found = places.get(line.strip(), [])
            nth = seen[line.strip()]
            line_of.append(found[nth] if nth < len(found) else min(number, max(len(self.lines), 1)))
            seen[line.strip()] += 1
        return [line_of[number] for number in numbers]


class HtmlPreprocessor(Preprocessor):
    """Takes block HTML out, in place of Python-Markdown's own search for it."""

    def __init__(
        self, md: Markdown, pieces: Pieces, lists: AttributeLists, source: SourcePreprocessor, report: Report
    ) -> None:
        super().__init__(md)
        self.pieces = pieces
        self.lists = lists
        self.source = source
        self.report = report
        self.text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.pieces.clear()
        self.lists.clear()
        text = extract_extensions(join_fences("\n".join(lines)), self.pieces)
        self.text = join_lists(text, self.pieces)

        found: list[tuple[int, str]] = []
        result = extract_html(self.text, self.pieces, lambda offset, message: found.append((offset, message)))
        self.report_repairs(found)
        return result.split("\n")

    def report_repairs(self, found: list[tuple[int, str]]) -> None:
        """Report what was repaired at which offsets of the text that was read last."""
        if not found:
            return
        ends = [match.start() for match in _LINE_END.finditer(self.text)]
        numbers = [bisect_left(ends, offset) for offset, _ in found]
        lines = _LINE_END.sub("\n", self.text).split("\n")
        for line, (_, message) in zip(self.source.lines_of(numbers, lines), found, strict=True):
            self.report(line, message)
