"""What the indentation of a Markdown line means: inside a list item, code, or nothing. One pass, linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What indented lines below it belong to: list items, admonitions and tabs, footnotes, definitions; or an HTML element.
_CONTAINER = re.compile(r"(?P<markdown>(?:[-*+]|\d{1,9}[.)]|:)(?=[ \t]|$)|!!!|\?\?\?|===|\[\^[^\]]*\]:)|<")
_CODE_WIDTH = 4


class Line(NamedTuple):
    """A line that is not blank, as offsets without its end, and what holds it."""

    start: int
    end: int
    in_markdown: bool
    is_code: bool


class _Open(NamedTuple):
    width: int
    in_markdown: bool
    in_any: bool


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that are not blank.

    A line is code when it is indented by four columns after a blank line and nothing above it holds it; lines that
    continue a paragraph do not end what holds them.
    """
    stack: list[_Open] = []
    after_blank, in_code = True, False
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        content = line.lstrip(" \t")
        if not content:
            after_blank = True
            continue
        width = len(line[: -len(content)].expandtabs(_CODE_WIDTH))
        container = _CONTAINER.match(content)
        if container or after_blank or content.startswith("#"):
            while stack and stack[-1].width >= width:
                stack.pop()
        holder = stack[-1] if stack else _Open(-1, False, False)
        in_code = width >= _CODE_WIDTH and not holder.in_any and (after_blank or in_code)
        yield Line(start, end, holder.in_markdown, in_code)
        if container and not in_code:
            stack.append(_Open(width, holder.in_markdown or bool(container["markdown"]), True))
        after_blank = False
