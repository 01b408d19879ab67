"""Keys of front matter that MkDocs, Material or its search read, and mean otherwise than the old site did."""

from __future__ import annotations

from .old_page import OldPage

_LONGEST_CATEGORY = 160  # bytes: Material's blog makes a file of each name, and a disk takes 255


def material_keys(page: OldPage) -> dict[str, object]:
    """Return the keys that have to be others, with their values; None takes one away.

    `template` and `icon` name files of the theme, and a build stops at one that is not there.
    """
    changes: dict[str, object] = dict.fromkeys(page.own.keys() & {"template", "icon"})
    if not isinstance(page.own.get("hide", []), list):
        changes["hide"] = None
    if page.meta.get("search") is False or page.meta.get("search_exclude") is True:
        changes["search"] = {"exclude": True}
    elif not isinstance(page.own.get("search", {}), dict):
        changes["search"] = None
    return dict(sorted(changes.items()))


def category_name(name: str) -> str:
    """Return the name of a category, cut where no disk takes a file of that name."""
    return name.encode()[:_LONGEST_CATEGORY].decode(errors="ignore").rstrip()
