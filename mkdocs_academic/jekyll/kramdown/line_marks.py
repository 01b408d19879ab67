"""Marks at the start of a line of Markdown, before HTML: of quotations, definitions, items and footnotes."""

from __future__ import annotations

import re

from markdown.util import STX

from mkdocs_academic.jekyll.kramdown.lines import HEADING, RULE

_NOTE = r"\[\^[^\[\]\n]+\]:"

MARKS = (
    r"[ ]*+(?:>[ ]*+)*+(?P<meaning>:[ ]++)?+"
    rf"(?:(?:[-+*]|\d{{1,9}}\.)[ ]++|>[ ]*+|{_NOTE}[ ]*+)*+"
)
"""Indentation and marks, as a pattern."""

BLOCK_START = re.compile(rf"(?P<prefix>{MARKS})<(?=[A-Za-z!/])")
"""What may stand before HTML that begins a block: indentation and marks."""

NOTE_START = re.compile(rf"[ >]*{_NOTE}[ ]*")

_CONTAINER = re.compile(rf"[ ]*(?:(?P<marker>(?:[-+*:]|\d{{1,9}}\.)[ ]+)|(?:!!!|\?\?\?\+?|===[+!]?)[ ]|{_NOTE})")
_QUOTATION_MARKS = re.compile(r"(?:[ ]*+>[ ]?)++")
_INNERMOST_QUOTATION = re.compile(r".*>[ ]?")
# The text of a footnote is indented by four columns, however wide its mark is.
_LAST_NOTE = re.compile(rf"{_NOTE}(?:[ ]+$)?")


def indent_below(prefix: str) -> str:
    """Return what a line begins with to stay inside what these marks begin."""
    if not prefix.strip("> "):
        return prefix
    marks = _LAST_NOTE.sub("    ", prefix)
    return re.sub(r"[^> ]", " ", re.sub(r">(?=[^> ])", "> ", marks))


def content_indents(text: str, start: int, end: int) -> list[int]:
    """Return how far the content is indented of each item, definition, footnote and block that a line begins."""
    indents: list[int] = []
    position = start
    while container := _CONTAINER.match(text, position, end):
        before = indents[-1] if indents else 0
        blanks = len(container[0]) - len(container[0].lstrip(" "))
        indents.append(before + (len(container[0]) if container["marker"] else blanks + 4))
        position = container.end()
    return indents


def column_of(indent: str) -> int:
    """Return how wide an indentation is within its quotations."""
    return len(_INNERMOST_QUOTATION.sub("", indent))


def quotations(line: str) -> tuple[int, str]:
    """Return how many marks of quotations a line starts with, and the line without them."""
    marks = _QUOTATION_MARKS.match(line)
    return (marks[0].count(">"), line[marks.end() :]) if marks else (0, line)


def may_be_term(lines: list[str], depth: int) -> bool:
    """Tell whether the lines end with one that a definition below, in `depth` quotations, may belong to.

    That is a line of text, with at most one blank line below it.
    """
    found = (quotations(line) for line in reversed(lines[-2:]))
    above_depth, above = next(((above_depth, text) for above_depth, text in found if text.strip()), (-1, ""))
    return (
        above_depth == depth
        and not above.startswith(STX)
        and not HEADING.fullmatch(above)
        and not RULE.fullmatch(above)
    )
