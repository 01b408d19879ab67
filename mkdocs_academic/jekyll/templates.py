"""Files that are no pages and that Jekyll fills in all the same: a feed, `robots.txt`, data for a script.

Source: https://jekyllrb.com/docs/static-files/ ("front matter")
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable

_ENDINGS = frozenset(
    {".atom", ".csv", ".ics", ".json", ".opml", ".rss", ".svg", ".tsv", ".txt", ".vcf", ".webmanifest", ".xml"}
)
_STARTS = (b"---\n", b"---\r", b"--- ", b"\xef\xbb\xbf---")


def may_be_template(path: str, start: Callable[[], bytes]) -> bool:
    """Whether a file is filled in, if its front matter is one; `start` returns its first bytes."""
    return posixpath.splitext(path)[1].lower() in _ENDINGS and start().startswith(_STARTS)
