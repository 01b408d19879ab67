"""The lists by tag, category and date that plugins of Jekyll made, and the lists of Material that take their places.

Source: https://github.com/jekyll/jekyll-archives, https://george-gca.github.io/jekyll-archives-v2/,
https://github.com/sverrirs/jekyll-paginate-v2 (AutoPages)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pymdownx.slugs import slugify as material_slugify

from ...jekyll.collections import categories_of
from ...jekyll.liquid.texts import slugify
from .material_keys import category_name
from .old_config import OldConfig
from .old_page import OldPage
from .targets import BLOG

_PERMALINKS = {
    "year": "/:year/",
    "month": "/:year/:month/",
    "day": "/:year/:month/:day/",
    "tag": "/tag/:name/",
    "category": "/category/:name/",
}
_DATES = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
_PLURALS = {"tag": "tags", "category": "categories"}


class OldList(NamedTuple):
    """One page with a list of posts, or of the members of a collection.

    Arguments:
        kind: "tag", "category", "year", "month", "day"; "collection" for all members of one.
        name: The tag, the category, or the date as `2014`, `2014-03`, `2014-03-01`.
    """

    label: str
    kind: str
    name: str
    address: str


def old_lists(config: OldConfig, pages: Sequence[OldPage]) -> Iterator[OldList]:
    """Yield every list that the settings of the plugins ask for."""
    shown = [page for page in pages if page.kind != "page" and page.is_published]
    settings = config.mapping("jekyll-archives")
    by_collection = {str(label): value for label, value in settings.items() if _is_of_a_collection(value)}
    if not by_collection:
        yield from _archives("posts", settings, _PERMALINKS, [page for page in shown if page.label == "posts"])
    of_kinds = {kind: "/:collection" + permalink for kind, permalink in _PERMALINKS.items()}
    of_kinds |= dict.fromkeys(_PLURALS, "/:collection/:type/:name/")
    for label, value in by_collection.items():
        yield from _archives(label, value, of_kinds, [page for page in shown if page.label == label])
    yield from _auto_pages(config, shown)


def new_address(old: OldList, tags_page: str) -> str:
    """Return where the same list, or the one that holds it, is now, relative to the site's root; "" for nowhere.

    Arguments:
        tags_page: The address of the page where Material lists all tags.
    """
    if old.kind == "tag":
        return f"{tags_page}#tag:{_slug(old.name)}"
    if old.label != "posts":
        return ""
    if old.kind == "category":
        return f"{BLOG}category/{_slug(category_name(old.name))}/"
    return f"{BLOG}archive/{old.name[:4]}/" if old.kind in _DATES else ""


def lists_of_the_blog(posts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the addresses of the lists that Material's blog makes, given the front matter of the posts."""
    yield BLOG
    for meta in posts:
        for category in categories_of(meta):
            yield f"{BLOG}category/{_slug(category)}/"
        if isinstance(meta.get("date"), dt.date):
            yield f"{BLOG}archive/{meta['date']:%Y}/"


def _is_of_a_collection(value: object) -> bool:
    return isinstance(value, dict) and "enabled" in value


def _archives(
    label: str, settings: Mapping[str, Any], defaults: Mapping[str, str], pages: Sequence[OldPage]
) -> Iterator[OldList]:
    enabled = settings.get("enabled")
    written = settings.get("permalinks")
    written = written if isinstance(written, dict) else {}
    for kind, default in defaults.items():
        plural = _PLURALS.get(kind, kind)
        if enabled not in (True, "all") and not (isinstance(enabled, list) and plural in enabled):
            continue
        template = str(written.get(kind) or written.get(plural) or default)
        for name in dict.fromkeys(name for page in pages for name in _names(page, kind)):
            yield OldList(label, kind, name, _filled(template, label, kind, name))


def _names(page: OldPage, kind: str) -> list[str]:
    if kind in _DATES:
        return [page.date.strftime(_DATES[kind])] if page.date else []
    return page.tags if kind == "tag" else page.categories


def _filled(template: str, label: str, kind: str, name: str) -> str:
    values = {"collection": label, "type": kind}
    if kind in _DATES:
        values |= zip(("year", "month", "day"), name.split("-"), strict=False)
    else:
        values["name"] = slugify(name)
    return re.sub(r":([a-z]+)", lambda match: values.get(match[1], match[0]), template)


def _auto_pages(config: OldConfig, pages: Sequence[OldPage]) -> Iterator[OldList]:
    settings = config.mapping("autopages")
    if settings.get("enabled") is not True:
        return
    for key, kind, sign in (("tags", "tag", ":tag"), ("categories", "category", ":cat"), ("collections", "", ":coll")):
        own = settings.get(key)
        own = own if isinstance(own, dict) else {}
        if own.get("enabled", True) is not True:
            continue
        mode = own["slugify"].get("mode") if isinstance(own.get("slugify"), dict) else None
        template = str(own.get("permalink") or f"/{kind or 'collection'}/{sign}")
        found = (name.strip().lower() for page in pages for name in (_names(page, kind) if kind else [page.label]))
        for name in dict.fromkeys(found):
            address = template.replace(sign, slugify(name, str(mode or "none")), 1)
            yield OldList(name if not kind else "posts", kind or "collection", name, address)


def _slug(name: str) -> str:
    """Return a name as Material's blog and its tags write it into addresses."""
    return str(material_slugify(case="lower")(name, "-"))
