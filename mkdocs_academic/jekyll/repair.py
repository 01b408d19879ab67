"""HTML that an editor wrapped into backticks becomes what its author meant."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import unquote

from ..markup import tags

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TARGET_PARAGRAPH = re.compile(r" {0,3}`(<(span|a|div)\b[^`<>]*>)(?:</\2>)?`\s*")
_IMAGE_SPAN = re.compile(r"(?<![`\\])`(<img\b[^`<>]*>)`(?!`)", re.IGNORECASE)


def repair_html(text: str, *, exists: Callable[[str], bool], report: Callable[[int, str], None]) -> str:
    """Return `text` with the tags that stand alone in backticks as HTML; the number of lines stays.

    A paragraph that is nothing but a start tag with an id becomes a target; an image whose file `exists` is shown.
    Fenced, indented and longer code stays as it is.

    Arguments:
        exists: Whether the file at an address, as the page writes it, is there.
        report: Called with the line, counted from 1, and what was done.
    """
    if "`<" not in text:
        return text
    lines = text.split("\n")
    fence = ""
    for index, line in enumerate(lines):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not line[opening.end() :].strip():
                fence = ""
        elif opening:
            fence = opening[1]
        elif "`<" in line and not line.startswith(("    ", "\t")):
            alone = not _text_at(lines, index - 1) and not _text_at(lines, index + 1)
            lines[index] = _repair_line(line, alone, exists, partial(report, index + 1))
    return "\n".join(lines)


def _text_at(lines: list[str], index: int) -> str:
    return lines[index].strip() if 0 <= index < len(lines) else ""


def _repair_line(line: str, alone: bool, exists: Callable[[str], bool], report: Callable[[str], None]) -> str:
    target = _TARGET_PARAGRAPH.fullmatch(line)
    if alone and target and (id_ := next(tags(target[1])).attributes.get("id")):
        written = f'<span id="{html.escape(id_)}"></span>'
        report(f"{target[1]!r} stood in backticks and was made a target. Write {written!r}.")
        return written

    def image(match: re.Match[str]) -> str:
        source = next(tags(match[1])).attributes.get("src", "")
        if not source or not exists(unquote(source)):
            return match[0]
        report(f"the image '{source}' stood in backticks and is shown. Leave the backticks away.")
        return match[1]

    return _IMAGE_SPAN.sub(image, line)
