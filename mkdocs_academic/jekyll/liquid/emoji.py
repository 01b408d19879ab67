"""The filter `emojify` of the plugin jemoji: characters in place of shortcodes such as `:tada:`."""

from __future__ import annotations

import re
from functools import cache

_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")


def emojify(value: str) -> str:
    """Return `value` with GitHub's shortcodes as characters; what is none stays."""
    return _SHORTCODE.sub(lambda match: _characters(match[0]), value)


@cache
def _characters(shortcode: str) -> str:
    from pymdownx import gemoji_db  # a long table, and most sites ask for none of it

    found = gemoji_db.emoji.get(gemoji_db.aliases.get(shortcode, shortcode), {})
    points = found.get("unicode_alt") or found.get("unicode")
    return "".join(chr(int(point, 16)) for point in points.split("-")) if points else shortcode
