"""Titles of works, and whether two of them name one work."""

from __future__ import annotations

import unicodedata


def title_key(title: str) -> str:
    """Return the letters and digits of a title, without case, accents and signs: what different spellings share."""
    return "".join(char for char in unicodedata.normalize("NFKD", title.casefold()) if char.isalnum())
