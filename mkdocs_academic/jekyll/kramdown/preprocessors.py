"""What happens to the text before Python-Markdown sees its blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor

from mkdocs_academic.jekyll.kramdown.html import extract_html
from mkdocs_academic.jekyll.kramdown.pieces import Pieces, Raw

if TYPE_CHECKING:
    from markdown import Markdown

_EXTENSION_START = re.compile(r"(?m)^[ ]{0,3}\{::(comment|nomarkdown|options)(?:[ ][^{}\n]*)?(?P<empty>/)?\}[ ]*$")
_EXTENSION_END = re.compile(r"(?m)^[ ]{0,3}\{:/(?:comment|nomarkdown|options)?\}[ ]*$")

Report = Callable[[int, str], None]
"""Called with a line, counted from 1, and a message."""


class SourcePreprocessor(Preprocessor):
    """Remembers the text as the author wrote it, for the lines in messages."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.lines: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.lines = list(lines)
        return lines

    def line_of(self, number: int, changed: list[str]) -> int:
        """Return the line (from 1) of the source that is line `number` (from 0) of the changed text."""
        wanted = changed[number].strip()
        nth = Counter(line.strip() for line in changed[:number])[wanted]
        places = [place for place, line in enumerate(self.lines, 1) if line.expandtabs(4).strip() == wanted]
        return places[nth] if nth < len(places) else min(number + 1, max(len(self.lines), 1))


class HtmlPreprocessor(Preprocessor):
    """Takes block HTML out, in place of Python-Markdown's own search for it."""

    def __init__(self, md: Markdown, pieces: Pieces, source: SourcePreprocessor, report: Report) -> None:
        super().__init__(md)
        self.pieces = pieces
        self.source = source
        self.report = report

    def run(self, lines: list[str]) -> list[str]:
        self.pieces.clear()
        text = extract_extensions("\n".join(lines), self.pieces)

        def warn(offset: int, message: str) -> None:
            self.report(self.source.line_of(text.count("\n", 0, offset), text.split("\n")), message)

        return extract_html(text, self.pieces, warn).split("\n")


def extract_extensions(text: str, pieces: Pieces) -> str:
    """Take `{::comment}` and `{::nomarkdown}` blocks out of the text."""
    parts: list[str] = []
    position = 0
    while start := _EXTENSION_START.search(text, position):
        end = start if start["empty"] else _EXTENSION_END.search(text, start.end())
        if end is None:
            break
        parts.append(text[position : start.start()])
        if start[1] == "nomarkdown":
            parts.append(pieces.store(Raw(text[start.end() : end.start()].strip("\n"))))
        position = end.end()
    return "".join((*parts, text[position:]))
