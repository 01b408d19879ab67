"""Fenced code on the line of the mark that it belongs to: "- ```", "[^1]: ```", ": ```".

Extensions for fenced code know fences on lines of their own only: such a fence gets one, and the mark gets it back
when its code is taken out of the text.

Source: kramdown reads what stands behind such marks as lines of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

from mkdocs_academic.jekyll.kramdown.line_marks import MARKS, indent_below

_CUT = f"{STX}academic-fence{ETX}"
_CUT_LINE_END = re.compile(rf"{_CUT}\n[> ]*")
_FENCE = re.compile(rf"(?P<marks>{MARKS})(?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})")
# Lines indented by four columns below another line are code.
_HOLDS_LINES = re.compile(rf"[ ]|(?!>){MARKS}(?<=[ :])")
_END = re.compile(r"[> ]*(?P<fence>`{3,}|~{3,})[ ]*$")


class FencePreprocessor(Preprocessor):
    """Puts fences behind marks on lines of their own, just before fenced code is taken out of the text."""

    def run(self, lines: list[str]) -> list[str]:
        ends = _ends(lines)
        if not ends:
            return lines
        result: list[str] = []
        position = 0
        may_be_code = True
        while position < len(lines):
            line = lines[position]
            is_indented = line.startswith("    ")
            if line.strip() and not is_indented:
                may_be_code = not _HOLDS_LINES.match(line)
            fence = _FENCE.match(line)
            end = _end_of(fence, lines, position, ends) if fence else position
            is_code = is_indented and may_be_code
            if fence and end > position and fence["marks"].strip(" >") and not is_code:
                result.append(f"{fence['marks']}{_CUT}")
                line = indent_below(fence["marks"]) + line[fence.start("fence") :]
            result += (line, *lines[position + 1 : end + 1])
            position = end + 1
        return result


def join_fences(text: str) -> str:
    """Return the text with what stands on a line of its own for a mark behind that mark again."""
    return _CUT_LINE_END.sub("", text) if _CUT in text else text


def _ends(lines: list[str]) -> dict[str, list[int]]:
    """Return the numbers of the lines that may end fenced code, by its fence."""
    ends: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if ("```" in line or "~~~" in line) and (end := _END.match(line)):
            ends.setdefault(end["fence"], []).append(number)
    return ends


def _end_of(fence: re.Match[str], lines: list[str], start: int, ends: dict[str, list[int]]) -> int:
    """Return the line on which the code ends that begins on line `start`, that line itself if nowhere."""
    numbers = ends.get(fence["fence"], [])
    following = bisect_right(numbers, start)
    if following == len(numbers):
        return start
    end = numbers[following]
    return end if lines[end].startswith(indent_below(fence["marks"])) else start
