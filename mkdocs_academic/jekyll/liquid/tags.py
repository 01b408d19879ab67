"""Which tags Liquid has. Without python-liquid: asked of every page, of which most use none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from .indentation import Line, lines
from .regions import region_at, regions

JINJA_TAGS = frozenset({"if", "for", "include", "raw", "break", "continue", "echo", "liquid", "ifchanged", "#"})
"""Those that Jinja has too, or that say nothing on their own."""

LIQUID_ONLY_TAGS = frozenset(
    {
        *("assign", "bibliography", "capture", "case", "comment", "cycle", "decrement", "include_relative"),
        *("increment", "publications", "tablerow", "unless"),
    }
)

TAGS = JINJA_TAGS | LIQUID_ONLY_TAGS

_TAG = re.compile(r"\{%-?\s*+(#|\w++)")


def uses_liquid(text: str, *, foreign_jinja: bool = False) -> bool:
    """Whether a tag of Liquid stands in `text` outside code.

    Arguments:
        text: A page's Markdown, without its front matter.
        foreign_jinja: Another plugin evaluates Jinja on the pages: only tags that Jinja does not have count.
    """
    names = LIQUID_ONLY_TAGS if foreign_jinja else TAGS
    return any(_outside_code(text, [match.start() for match in _tags(text) if match[1] in names]))


def misspelt_includes(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the line, counted from 1, of each tag outside code that must have meant `include_relative`."""
    near = [match for match in _tags(text) if match[1] not in TAGS and _is_near(match[1])]
    outside = _outside_code(text, [match.start() for match in near])
    for match, is_outside in zip(near, outside, strict=True):
        if is_outside:
            yield match[1], text.count("\n", 0, match.start()) + 1


def _is_near(name: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, name[:40], "include_relative").ratio() > 0.8


def _outside_code(text: str, offsets: list[int]) -> Iterator[bool]:
    """Yield of each offset whether it is outside fenced and indented code and code spans."""
    found = regions(text) if offsets else []
    text_lines: list[Line] = []
    for offset in offsets:
        region = region_at(found, offset)
        is_code_line = False
        if text[text.rfind("\n", 0, offset) + 1].isspace():  # only then is it worth a look at all lines
            text_lines = text_lines or list(lines(text))
            is_code_line = text_lines[bisect_right(text_lines, offset, key=attrgetter("start")) - 1].is_code
        yield (region is None or region.is_comment) and not is_code_line


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Yield the beginning of each tag, its name as group 1; "%}" must follow."""
    return _TAG.finditer(text, 0, max(text.rfind("%}"), 0))
