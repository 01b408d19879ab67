"""The repair of a page's HTML, from what its elements hold to how they are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..markup import Tag, replace_spans
from .accessibility import Speaks, unreadable
from .attributes import repaired_tags
from .characters import character_edits
from .presentation import ELEMENTS
from .records import Tidied
from .structure import read_structure


def tidy(
    html: str,
    found: Sequence[Tag],
    *,
    repairs: bool = True,
    takes_styles: bool = False,
    speaks: Speaks = lambda image: False,
) -> Tidied:
    """Return a page's HTML so that it is valid and a browser shows the same, and what only its author can mend.

    Arguments:
        found: The tags of `html`.
        repairs: Whether anything is changed at all.
        takes_styles: Whether style elements are taken out for the page's head: HTML has no place for them elsewhere.
        speaks: Whether an image gets its text elsewhere.
    """
    findings = list(unreadable(html, found, speaks))
    if not repairs:
        return Tidied(html, findings)
    structure = read_structure(found, ELEMENTS)
    attributes = repaired_tags(found, structure.ends)
    styles = list(_style_elements(html, found)) if takes_styles else []
    edits = [
        *structure.repairs.edits,
        *attributes.edits,
        *character_edits(html, found),
        *((start, end, "") for start, end in styles),
    ]
    findings += (*structure.repairs.findings, *attributes.findings)
    if not edits:
        return Tidied(html, findings)
    taken = tuple(html[start:end] for start, end in styles)
    return Tidied(replace_spans(html, edits), findings, taken, is_changed=True)


def _style_elements(html: str, found: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """Yield where style elements stand, but those of a drawing or a template, which are its own."""
    depth = 0
    start: Tag | None = None
    for tag in found:
        if tag.name in ("svg", "template"):
            depth += -1 if tag.is_end else 0 if tag.is_self_closing else 1
        elif tag.name == "style":
            if tag.is_end and start is not None:
                yield start.start, tag.end
            start = None if tag.is_end or depth > 0 else tag
