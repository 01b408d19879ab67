"""Files that are no pages and that Jekyll fills in all the same: a feed, `robots.txt`, data for a script.

Source: https://jekyllrb.com/docs/static-files/ ("front matter")
"""

from __future__ import annotations

import posixpath
from pathlib import Path

_ENDINGS = frozenset(
    {".atom", ".csv", ".ics", ".json", ".opml", ".rss", ".svg", ".tsv", ".txt", ".vcf", ".webmanifest", ".xml"}
)
_STARTS = (b"---\n", b"---\r", b"--- ", b"\xef\xbb\xbf---")
_LONGEST_START = 6


def may_be_template(path: str, file: Path) -> bool:
    """Whether the file that is `path` in its site is filled in, if its front matter is one."""
    return posixpath.splitext(path)[1].lower() in _ENDINGS and start_of(file).startswith(_STARTS)


def start_of(file: Path) -> bytes:
    """Return the first bytes of a file, none where it cannot be read: whoever copies it tells."""
    try:
        with file.open("rb") as stream:
            return stream.read(_LONGEST_START)
    except OSError:
        return b""
