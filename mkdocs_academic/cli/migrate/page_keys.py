"""What has to change in the front matter of a page, and why."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Sequence

from ...jekyll.collections import DATED_NAME, title_of
from .material_keys import category_name
from .old_page import OldPage

# Keys to which Material's blog gives a meaning and a form of its own.
_BLOG_KEYS = ("authors", "links", "pin", "readtime", "slug")


def post_keys(page: OldPage) -> dict[str, object]:
    """Return what Material's blog needs in the front matter of a post."""
    keys: dict[str, object] = {}
    own = page.own.get("date")
    day = own.date() if isinstance(own, dt.datetime) else own
    if page.date is not None and (not isinstance(own, dt.date) or day != page.date.date()):
        keys["date"] = page.date.date() if page.date.time() == dt.time.min else page.date.replace(microsecond=0)
    is_dated = DATED_NAME.fullmatch(posixpath.splitext(posixpath.basename(page.path))[0])
    title = page.meta.get("title")
    if isinstance(title, int | float | dt.date) and not isinstance(title, bool):
        keys["title"] = str(title)
    elif (not title or not isinstance(title, str)) and is_dated:
        keys["title"] = title_of(page.path)
    keys |= list_keys(page, "categories", list(dict.fromkeys(map(category_name, page.categories))))
    keys |= list_keys(page, "tags", page.tags)
    if not page.is_published:
        keys["draft"] = True
    return keys | {key: None for key in _BLOG_KEYS if key in page.own}


def list_keys(page: OldPage, key: str, found: Sequence[str]) -> dict[str, object]:
    """Return the key with the list of what was found, where the page has another: Jekyll takes words as well."""
    return {} if found == (page.own.get(key) or []) else {key: list(found) or None}


def why(key: str, page: OldPage, *, is_gone: bool) -> str:
    """Return the reason for which a key is set or left away, for the report."""
    if key == "draft" and page.is_future:
        return "the old site waits for its date; take the key away when it has come"
    if key in page.defaults and key not in page.own and key not in ("permalink", "search"):
        return "_config.yml says so, in 'defaults'"
    if key == "draft" and page.is_published:
        return "the old site published the page all the same"
    reason = {
        "permalink": "the old site's address",
        "date": "that of the file's name or its text, which the blog needs",
        "title": "that of the file's name, or the number as text",
        "draft": "the old site did not publish it",
        "tags": "as the list that Material reads",
        "categories": "as the list that Material reads, with the folders that the post was in",
        "search": "the old site kept the page out of its search",
        "redirect_from": "the further pages of a list that is whole on this page now",
    }.get(key, "")
    return "Material means something else by it" if is_gone else reason
