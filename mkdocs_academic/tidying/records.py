"""What is found in an author's HTML, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..markup import Edit, Tag

_LONGEST = 500
_LONGEST_SHOWN = 60


class Finding(NamedTuple):
    """Something that the author should know of.

    Arguments:
        kind: What findings of one sort share; of repairs a page tells the first of each sort.
        tag: Where it stands in the HTML.
        is_repaired: Whether the page shows what was meant, so that one word of it is enough.
        written: What the author wrote at this place, where that is not the tag.
    """

    kind: str
    tag: Tag
    message: str
    is_repaired: bool = True
    written: str = ""


class Tidied(NamedTuple):
    """A page's HTML after its repair; `styles` are the style elements that were taken out of it for the head."""

    html: str
    findings: Sequence[Finding]
    styles: Sequence[str] = ()
    is_changed: bool = False


class Repairs(NamedTuple):
    """Edits of a page's HTML, and what is told of them."""

    edits: Sequence[Edit]
    findings: Sequence[Finding]


def short(text: str) -> str:
    """Return what an author wrote, as a message shows it: on one line, and cut where it is long."""
    text = " ".join(text[:_LONGEST].split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
