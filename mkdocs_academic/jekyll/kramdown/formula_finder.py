"""Where the formulas of a text are, and what in it is none: escapes, code, tags, addresses, attribute lists.

It reads from left to right, as `verbatim` does, so that neither takes for a formula what the other takes for code.

Source: kramdown's `parser/kramdown/math.rb`; pandoc's manual, "Math".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown.util import ETX, STX

from mkdocs_academic.jekyll.kramdown.extension_tags import START
from mkdocs_academic.jekyll.kramdown.tags import TAG
from mkdocs_academic.jekyll.kramdown.verbatim import VerbatimEnds, code_span_end

_TOKEN = re.compile(
    rf"""\\\\(?P<opening>[(\[]) | \\. | (?P<ticks>`+) | (?P<dollars>\$\$?) | (?P<tag><)
    | \]\((?:[^()\n\\]|\\.|\([^()\n]*+\))*+\)
    | (?P<extension>{START.pattern}) | \{{:(?:\\.|[^{{}}\n])*+\}} | {STX}[^{ETX}]*+{ETX}""",
    re.VERBOSE | re.DOTALL,
)
_AUTOMATIC_LINK = re.compile(r"<[A-Za-z][\w.+-]*:[^\s<>]*>")
_ONE_DOLLAR = re.compile(r"(?![\s$])(?P<tex>(?:[^$\\\n]|\\.|\n(?![ \t]*\n))++)\$(?![\d$])", re.DOTALL)
# Jekyll's Markdown takes a backslash away before the script in the page sees the formula: its authors write one more.
_ESCAPED = re.compile(r"\\(?=[*_~]|\\[{}])|\\\\(?=\\\\)")
_ATTRIBUTES = re.compile(r"\{:(?![:/])((?:\\\}|[^{}\n])+)\}")


class Span(NamedTuple):
    start: int
    end: int
    tex: str
    attributes: str = ""


class FormulaFinder:
    """Finds the formulas of one text, and steps over what is none: escapes, code, tags, addresses, attribute lists."""

    def __init__(self, text: str, has_dollars: bool) -> None:
        self.text = text
        self.has_dollars = has_dollars
        self.without_end: set[str] = set()
        self.ends = VerbatimEnds()

    def find(self) -> Iterator[Span]:
        position = 0
        while token := _TOKEN.search(self.text, position):
            span: Span | None = None
            position = token.end()
            if token["dollars"]:
                span = self._two_dollars(token) if len(token[0]) == 2 else self._one_dollar(token)
            elif token["opening"] and self.has_dollars:
                span = self._brackets(token)
            elif token["ticks"]:
                position = code_span_end(self.text, token.start(), len(self.text)) or token.end()
            elif token["tag"]:
                position = self._end_of_html(token)
            elif token["extension"] and (end := self.ends.of_extension(self.text, token)):
                position = end.end()
            if span:
                yield span
                position = span.end

    def _two_dollars(self, token: re.Match[str]) -> Span | None:
        end = self._end("$$", token.end())
        if end < 0:
            return None
        attributes = _ATTRIBUTES.match(self.text, end + 2)
        if attributes:
            return Span(token.start(), attributes.end(), self.text[token.end() : end], attributes[1])
        return Span(token.start(), end + 2, self.text[token.end() : end])

    def _one_dollar(self, token: re.Match[str]) -> Span | None:
        found = _ONE_DOLLAR.match(self.text, token.end()) if self.has_dollars else None
        if found is None or found["tex"][-1].isspace():
            return None
        return Span(token.start(), found.end(), _ESCAPED.sub("", found["tex"]))

    def _brackets(self, token: re.Match[str]) -> Span | None:
        end = self._end("\\\\" + {"(": ")", "[": "]"}[token["opening"]], token.end())
        return Span(token.start(), end + 3, self.text[token.end() : end]) if end >= 0 else None

    def _end_of_html(self, token: re.Match[str]) -> int:
        if link := _AUTOMATIC_LINK.match(self.text, token.start()):
            return link.end()
        tag = TAG.match(self.text, token.start())
        if tag is None:
            return token.end()
        return self.ends.of_element(self.text, tag) or tag.end()

    def _end(self, mark: str, start: int) -> int:
        """Return where the mark stands next, -1 if nowhere; a search that failed in this text is not made again."""
        end = -1 if mark in self.without_end else self.text.find(mark, start)
        if end < 0:
            self.without_end.add(mark)
        return end
