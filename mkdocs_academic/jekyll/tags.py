"""Which tags Liquid has. Without python-liquid: asked of every page, of which most use none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .indentation import lines
from .regions import region_at, regions

JINJA_TAGS = frozenset({"if", "for", "include", "raw", "break", "continue", "echo", "liquid", "ifchanged", "#"})
"""Those that Jinja has too, or that say nothing on their own."""

LIQUID_ONLY_TAGS = frozenset(
    {
        *("assign", "capture", "case", "comment", "cycle", "decrement", "include_relative", "increment"),
        *("tablerow", "unless"),
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
    offsets = list(_tags(text, LIQUID_ONLY_TAGS if foreign_jinja else TAGS))
    if not offsets:
        return False
    found = regions(text)
    offsets = [offset for offset in offsets if (region := region_at(found, offset)) is None or region.is_comment]
    if not offsets:
        return False
    text_lines = list(lines(text))
    starts = [line.start for line in text_lines]
    return any(not text_lines[bisect_right(starts, offset) - 1].is_code for offset in offsets)


def _tags(text: str, names: frozenset[str]) -> Iterator[int]:
    """Yield where tags of these names start; "%}" must follow."""
    last_end = text.rfind("%}")
    for match in _TAG.finditer(text, 0, max(last_end, 0)):
        if match[1] in names:
            yield match.start()
