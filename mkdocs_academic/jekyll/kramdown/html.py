"""Block-level HTML in Markdown text, as kramdown sees it.

One pass over the text with an explicit stack. It is in one of two states: on a line of Markdown, or inside raw
HTML. Raw HTML goes into pieces untouched; a region with a `markdown` attribute returns to the first state, its
lines dedented and put between the pieces of its tags. An element whose end is missing is found at the end of its
surroundings; the pass is then made anew with that known, a bounded number of times.

Source: kramdown's `parser/kramdown/html.rb`; the repairs follow what browsers do (HTML standard, 13.2.6).
"""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_academic.jekyll.kramdown.frames import RawFrame
from mkdocs_academic.jekyll.kramdown.markdown_lines import LineReader
from mkdocs_academic.jekyll.kramdown.pieces import Pieces

_MOST_PASSES = 8

Warn = Callable[[int, str], None]
"""Called with an offset in the text and a message."""


def extract_html(text: str, pieces: Pieces, warn: Warn) -> str:
    """Return `text` with its block-level HTML replaced by tokens on lines of their own.

    Arguments:
        text: Markdown, tabs expanded, fenced code already taken out.
        pieces: Where the HTML is kept.
        warn: Told of what had to be repaired.
    """
    if "<" not in text:
        return text
    unclosed: set[int] = set()
    for attempt in range(_MOST_PASSES):
        before = len(pieces.stored)
        reader = LineReader(text, pieces, frozenset(unclosed))
        result = _read(reader)
        if not reader.found_unclosed - unclosed or attempt == _MOST_PASSES - 1:
            break
        unclosed |= reader.found_unclosed
        del pieces.stored[before:]
    for offset, message in reader.warnings:
        warn(offset, message)
    return result


def _read(reader: LineReader) -> str:
    while True:
        frame = reader.frames[-1]
        is_at_end = reader.position >= len(reader.text)
        if is_at_end and frame is reader.root:
            return "\n".join((*reader.root.lines, ""))
        if isinstance(frame, RawFrame):
            if is_at_end:
                reader.end_unclosed(frame, len(reader.text))
            else:
                reader.read_raw(frame)
        elif is_at_end:
            reader.end_region(frame)
        else:
            reader.read_line(frame)
