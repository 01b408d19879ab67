"""Where a Markdown text holds code and HTML comments: one pass, linear in the text's length.

Source: CommonMark 0.31, 4.5 (fenced code) and 6.1 (code spans). As in kramdown and Python-Markdown, a fence or a
comment that is never closed is plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

# A fence may stand behind indentation, quotation marks and list markers. Each alternative starts with a plain sign
# outside any group: only then does Python's search skip what starts with none of them.
_TOKEN = re.compile(
    r"""\n(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*+ (?P<fence>`{3,}+(?=[^`\n]*(?:\n|\Z))|~{3,}+) (?P<info>[^\n]*)
      | \n[ \t]*+(?=\n|\Z)
      | `(?P<ticks>`*+)
      | <(?P<comment>!--)""",
    re.VERBOSE,
)


class Region(NamedTuple):
    """A fenced block, a code span or an HTML comment, as offsets."""

    start: int
    end: int
    is_comment: bool


def regions(text: str) -> list[Region]:
    """Return the regions of `text` in order; none lies inside another, the one that starts first counts."""
    if not any(mark in text for mark in ("`", "~~~", "<!--")):
        return []
    text = "\n" + text
    tokens = list(_TOKEN.finditer(text))
    closing_ticks = _closing_ticks(tokens)
    closed_fences = _closed_fences(tokens)
    last_comment_end = text.rfind("-->")
    found: list[Region] = []
    end = 0
    for index, token in enumerate(tokens):
        if token.start() < end:
            continue
        if token["comment"] and token.end() <= last_comment_end:
            end = text.index("-->", token.end()) + len("-->")
        elif index in closed_fences:
            end = _closing_fence(tokens, index).end()
        elif index in closing_ticks and text[token.start() - 1] != "\\":
            end = tokens[closing_ticks[index]].end()
        else:
            continue
        found.append(Region(token.start() - 1, end - 1, bool(token["comment"])))
    return found


def region_at(found: list[Region], offset: int) -> Region | None:
    """Return the region of `found` that holds `offset`."""
    index = bisect_right(found, offset, key=lambda region: region.start) - 1
    return found[index] if index >= 0 and offset < found[index].end else None


def _closing_ticks(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Map each run of backticks to the next run of its length in the same paragraph."""
    closing: dict[int, int] = {}
    following: dict[int, int] = {}
    for index in reversed(range(len(tokens))):
        ticks = tokens[index]["ticks"]
        if ticks is not None:
            if len(ticks) in following:
                closing[index] = following[len(ticks)]
            following[len(ticks)] = index
        elif not tokens[index]["comment"]:
            following.clear()
    return closing


def _closed_fences(tokens: list[re.Match[str]]) -> set[int]:
    """Return the fences that a later line can close: one of their sign, as long or longer, with nothing behind it."""
    closed: set[int] = set()
    longest: Counter[str] = Counter()
    for index in reversed(range(len(tokens))):
        fence = tokens[index]["fence"]
        if not fence:
            continue
        if longest[fence[0]] >= len(fence):
            closed.add(index)
        if not tokens[index]["info"].strip():
            longest[fence[0]] = max(longest[fence[0]], len(fence))
    return closed


def _closing_fence(tokens: list[re.Match[str]], opening: int) -> re.Match[str]:
    """Return the line that closes a fence that is known to be closed; the lines between are not read again."""
    fence = tokens[opening]["fence"]
    for index in range(opening + 1, len(tokens)):
        token = tokens[index]
        if token["fence"] and token["fence"].startswith(fence) and not token["info"].strip():
            return token
    return tokens[opening]
