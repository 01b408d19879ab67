"""Text as one line of characters that every format of the metadata and the exports can carry."""

from __future__ import annotations

import re
import unicodedata

# Control characters, which no XML may hold; halves of a surrogate pair and noncharacters, which no UTF-8 may.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def one_line(text: str) -> str:
    """Return `text` with each run of white space as one space; a character that is none in UTF-8 or XML becomes `�`.

    Marks of the direction of writing stay. Control characters go, for they say nothing.

    Source: https://www.w3.org/TR/xml/#charsets
    """
    if not text:
        return ""
    if not text.isprintable():
        text = _FORBIDDEN.sub(_replacement, text)
    elif "  " not in text and text[:1] != " " != text[-1:]:
        return text  # as nearly all are
    return " ".join(text.split())


def _replacement(match: re.Match[str]) -> str:
    return "" if unicodedata.category(match[0]) == "Cc" else "\ufffd"
