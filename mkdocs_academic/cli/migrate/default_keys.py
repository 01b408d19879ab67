"""Which keys of the settings' `defaults` a page's own front matter needs now: those that change what it shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .old_page import OldPage

_SHOWN = ("title", "description", "excerpt", "redirect_from")
# Printed below the title where one of the first five is there.
_DETAILS = ("venue", "citation", "paperurl", "slidesurl", "bibtexurl", "type", "location", "date", "link")
# Read while the old site is read, or of another meaning here.
_SETTLED = {
    *("layout", "permalink", "published", "tags", "tag", "categories", "category", "liquid", "draft"),
    *("template", "icon", "hide", "search", "authors", "links", "pin", "readtime", "slug"),
}
_NAME = re.compile(r"[.'\"\[]([A-Za-z_][\w-]*)")


def names_in_liquid(texts: Iterable[str]) -> set[str]:
    """Return what may be the name of a key in the Liquid of these texts, and more: a name too many does no harm."""
    return {name for text in texts if "{{" in text or "{%" in text for name in _NAME.findall(text)}


def from_defaults(page: OldPage, asked: Collection[str], settled: Mapping[str, object]) -> dict[str, object]:
    """Return the keys to write with their values; `settled` are those that have been decided on."""
    silent = {key: value for key, value in page.meta.items() if page.own.get(key) != value and key not in settled}
    return {
        key: value
        for key, value in silent.items()
        if value is not None and key not in _SETTLED and (key in asked or _is_shown(key, value, page.meta))
    }


def _is_shown(key: str, value: object, meta: Mapping[str, Any]) -> bool:
    if key == "author":
        return isinstance(value, dict)
    if key == "author_profile":
        return value is False
    return key in _SHOWN or (key in _DETAILS and any(meta.get(name) for name in _DETAILS[:5]))
