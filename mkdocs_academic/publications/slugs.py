"""The names of the publications' pages, made from their citation keys."""

from __future__ import annotations

import re
import unicodedata

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_DOTS = re.compile(r"\.(?=\.)|^[.-]+|[.-]+$")
_MAX_LENGTH = 80
_EXPORT = re.compile(r"(?i)\.(?=bib$)")  # the folder of such a page would be the file of another publication
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
_NO_FILES = {"index", "readme", *_DEVICES}
"""Names that Windows keeps for its devices, and those that MkDocs takes for the folder's own page."""


class Slugs:
    """Makes slugs that differ by more than case: file systems that do not tell case apart would mix up the pages."""

    def __init__(self) -> None:
        self._taken = set(_NO_FILES)
        self._last: dict[str, int] = {}

    def make(self, citation_key: str) -> str:
        """Return the key itself where it may stand in an address and is new, else what is nearest to it."""
        base = citation_key if _SAFE.fullmatch(citation_key) else _folded(citation_key)
        base = base[:_MAX_LENGTH] if base.strip("_") else "publication"
        slug, folded = base, base.lower()
        while slug.lower() in self._taken:
            self._last[folded] = number = self._last.get(folded, 1) + 1
            slug = f"{base}-{number}"
        self._taken.add(slug.lower())
        return slug


def _folded(key: str) -> str:
    letters = unicodedata.normalize("NFKD", key[: 4 * _MAX_LENGTH]).encode("ascii", "ignore").decode()
    return _EXPORT.sub("-", _DOTS.sub("", _UNSAFE.sub("-", letters)))
