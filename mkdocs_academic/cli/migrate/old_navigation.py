"""The entries of the old site's navigation, where its pages say what stands in it and no list does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .old_config import OldConfig
from .old_page import OldPage


def navigation(pages: Sequence[OldPage], config: OldConfig) -> list[dict[str, Any]]:
    """Return the bar's entries by al-folio's `nav: true` or Jekyll's `header_pages`; nothing for fewer than two."""
    pages = [page for page in pages if page.kind == "page" and page.is_published and page.meta.get("title")]
    listed = config.items("header_pages")
    if any("nav" in page.meta for page in pages):
        pages = [page for page in pages if page.meta.get("nav") is True or page.url == "/"]
        pages.sort(key=lambda page: (page.url != "/", _number(page.meta.get("nav_order")), str(page.meta["title"])))
    elif listed:
        pages = sorted((page for page in pages if page.path in listed), key=lambda page: listed.index(page.path))
    return [_entry(page) for page in pages] if len(pages) > 1 else []


def _entry(page: OldPage) -> dict[str, Any]:
    title = re.sub(r"<[^>]*>", "", str(page.meta.get("nav_title") or page.meta["title"])).strip()
    entry: dict[str, Any] = {"title": title[:1].upper() + title[1:], "url": page.url}
    children = page.meta.get("children")
    if page.meta.get("dropdown") is True and isinstance(children, list):
        entry["children"] = [
            {"title": str(child.get("title")), "url": str(child.get("permalink") or child.get("url"))}
            for child in children
            if isinstance(child, dict) and child.get("title") not in (None, "divider")
        ]
    return entry


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("inf")
