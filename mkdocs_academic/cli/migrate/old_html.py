"""Old HTML in the old site's texts, written as a build would have to repair it each time."""

from __future__ import annotations

from collections import Counter

from ...jekyll.liquid.regions import region_at, regions
from ...markup import Tag, replace_spans, tags
from ...tidying import repaired_tags
from ...tidying.presentation import ELEMENTS
from .bodies import Note


def modernised(text: str, note: Note) -> str:
    """Return a text in Markdown with the attributes that HTML has no more as styles, but for code and comments.

    Where an element stands in another is for the build to see, since Markdown is part of it.

    Arguments:
        note: Told of the first of each sort.
    """
    found = _own_tags(text)
    repairs = repaired_tags(found, {})
    repaired = [finding for finding in repairs.findings if finding.is_repaired]
    kinds = Counter(finding.kind for finding in repaired)
    for finding in repaired:
        count = kinds.pop(finding.kind, 0)
        if count:
            more = f" So were {count - 1} more." if count > 1 else ""
            note(text.count("\n", 0, finding.tag.start) + 1, finding.message.partition(" Write ")[0] + more)
    told = {finding.tag.start for finding in repaired}
    return replace_spans(text, (edit for edit in repairs.edits if edit[0] in told))


def _own_tags(text: str) -> list[Tag]:
    """Return the start tags that stand outside code, comments and Liquid, and keep their names."""
    hidden = regions(text)
    return [
        tag
        for tag in tags(text)
        if not tag.is_end
        and tag.name not in ELEMENTS
        and not any(mark in tag.source for mark in ("{%", "{{", "\n"))
        and region_at(hidden, tag.start) is None
    ]
