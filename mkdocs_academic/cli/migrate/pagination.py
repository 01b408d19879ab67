"""Lists of posts that Jekyll spreads over several pages, and the one page that shows all of them now.

Source: https://jekyllrb.com/docs/pagination/, https://github.com/sverrirs/jekyll-paginate-v2
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from ...jekyll.redirects import destination
from .old_config import OldConfig
from .old_page import OldPage
from .targets import BLOG

_DEFAULT_PATH = "/page:num/"
_PAGINATOR = re.compile(r"\bpaginator\.posts\b")


class PagedList(NamedTuple):
    """A page with the first posts of a list.

    Arguments:
        addresses: Those of the further pages.
        collection: What is listed.
        template: The address of a further page with `:num` in place of its number.
    """

    addresses: tuple[str, ...]
    collection: str
    per_page: int
    template: str


def paged_lists(config: OldConfig, pages: Sequence[OldPage]) -> dict[str, PagedList]:
    """Return the paginated pages by their paths in the old site."""
    found = _by_front_matter(config, pages)
    per_page = _number(config.values.get("paginate"))
    path = "/" + (config.text("paginate_path") or "/page:num").lstrip("/")
    parts = posixpath.dirname(path.strip("/")).split("/")
    folders = {"/".join(parts[:depth]) for depth in range(len(parts) + 1)}
    fitting = [page for page in pages if _is_index(page) and posixpath.dirname(page.path) in folders]
    if per_page and fitting and not found and ":num" in path:
        page = max(fitting, key=lambda page: len(page.path))
        found[page.path] = _list(path, per_page, "posts", pages, limit=0)
    return found


def blog_settings(paged: PagedList) -> dict[str, Any]:
    """Return the settings with which Material's blog spreads its list over pages of the same addresses."""
    settings: dict[str, Any] = {"pagination_per_page": paged.per_page}
    below = paged.template.strip("/").removeprefix(BLOG)
    if below != paged.template.strip("/") and below != "page/:num":
        settings["pagination_url_format"] = below.replace(":num", "{page}")
    return settings


def is_blog(page: OldPage) -> bool:
    """Whether a page has the address of the list that Material's blog makes."""
    return destination(page.url) == f"{BLOG}index.html"


def whole_list(text: str, collection: str = "posts") -> str:
    """Return a text whose Liquid lists all posts, in place of those of one page."""
    return _PAGINATOR.sub(f"site.{collection}", text)


def _by_front_matter(config: OldConfig, pages: Sequence[OldPage]) -> dict[str, PagedList]:
    found = {}
    site = config.mapping("pagination")
    for page in pages:
        own = page.meta.get("pagination")
        settings = {**site, **own} if isinstance(own, dict) and own.get("enabled") is True else {}
        if not settings or page.kind != "page":
            continue
        below = str(settings.get("permalink") or _DEFAULT_PATH)
        base = page.url if page.meta.get("permalink") else posixpath.dirname(page.url)
        template = posixpath.join("/", base.strip("/"), below.lstrip("/"))
        collection = str(settings.get("collection") or "posts")
        per_page = _number(settings.get("per_page")) or 10
        found[page.path] = _list(template, per_page, collection, pages, limit=_number(settings.get("limit")))
    return found


def _list(template: str, per_page: int, collection: str, pages: Sequence[OldPage], *, limit: int) -> PagedList:
    labels = set(re.split(r"[;,\s]+", collection))
    listed = [page for page in pages if page.is_published and page.label and page.label in labels]
    count = math.ceil(len([page for page in listed if not page.meta.get("hidden")]) / per_page)
    numbers = range(2, (min(count, limit) if limit else count) + 1)
    addresses = tuple(template.replace(":num", str(number)) for number in numbers)
    return PagedList(addresses, re.split(r"[;,\s]+", collection)[0], per_page, template)


def _is_index(page: OldPage) -> bool:
    return page.kind == "page" and posixpath.basename(page.path) == "index.html"


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
