"""The address at which Jekyll publishes a page, a post or a member of a collection.

Source: https://jekyllrb.com/docs/permalinks/; `url.rb`, `page.rb`, `document.rb` of Jekyll 4.3.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from .liquid.texts import cased_slug, slugify

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""The named styles of the setting `permalink`."""

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_DOTS_AT_END = re.compile(r"\.+\Z")


class Document(NamedTuple):
    """What an address is made of; `path` is relative to the collection's folder, without its ending.

    Arguments:
        slug: That of the front matter, else the file's name without its date.
    """

    path: str
    slug: str
    collection: str = ""
    date: dt.datetime | None = None
    categories: Sequence[str] = ()


def page_url(path: str, style: str) -> str:
    """Return the address of the page in the file `path`, relative to the site's root, without its ending."""
    folder, name = posixpath.split(path)
    if name == "index":
        return f"/{folder}/" if folder else "/"
    return _cleaned(f"/{path}{_suffix(style)}".replace(":output_ext", ".html"))


def document_url(template: str, document: Document) -> str:
    """Return the address that `template` makes of the document; an unknown placeholder stays as it is.

    A dot in a title is no ending: what `/:year/:title` makes of "Version 2.0" is a page all the same.
    """
    values = _values(document)

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        while name and name not in values:  # ":title_x" is ":title" and "_x"
            name = name[:-1]
        return values[name] + match[1][len(name) :] if name else match[0]

    url = _cleaned(_PLACEHOLDER.sub(fill, template))
    has_dot_of_a_name = posixpath.splitext(url)[1] and not posixpath.splitext(template)[1]
    return f"{url}.html" if has_dot_of_a_name and not url.endswith(("/", ".html")) else url


def collection_template(style: str) -> str:
    """Return the template of a collection that names none."""
    return f"/:collection/:path{_suffix(style)}"


def page_permalink(permalink: str, path: str) -> str:
    """Return the address that a page's `permalink` names; `path` is as for `page_url`.

    A page, unlike a post, knows only the placeholders of its file: `:path` is its folder.
    """
    folder, name = posixpath.split(path)
    written = permalink.replace("/:path", f"/{folder}" if folder else "").replace(":path", folder)
    return _cleaned(written.replace(":basename", name).replace(":output_ext", ".html"))


def _suffix(style: str) -> str:
    """Return how addresses of pages end under a style, or a template, of the setting `permalink`."""
    if style in STYLES:
        return "/" if style == "pretty" else ":output_ext"
    return "/" if style.endswith("/") else ":output_ext" if style.endswith(":output_ext") else ""


def _values(document: Document) -> dict[str, str]:
    date = document.date
    stem = posixpath.basename(document.path)
    slug = _DOTS_AT_END.sub("", document.slug)
    values = {
        "path": document.path,
        "name": slugify(stem),
        "basename": stem,
        "title": cased_slug(slug, "pretty"),
        "slug": slugify(slug),
        "categories": "/".join(dict.fromkeys(category.lower() for category in document.categories)),
        "slugified_categories": "/".join(dict.fromkeys(map(slugify, document.categories))),
        "collection": document.collection,
        "output_ext": ".html",
    }
    if date is not None:
        week = date.isocalendar()
        values |= {
            "year": f"{date.year:04}",
            "short_year": f"{date.year % 100:02}",
            "month": f"{date.month:02}",
            "i_month": str(date.month),
            "short_month": f"{date:%b}",
            "long_month": f"{date:%B}",
            "day": f"{date.day:02}",
            "i_day": str(date.day),
            "y_day": f"{date.timetuple().tm_yday:03}",
            "week": f"{week.week:02}",
            "w_year": f"{week.year:04}",
            "w_day": str(week.weekday),
            "short_day": f"{date:%a}",
            "long_day": f"{date:%A}",
            "hour": f"{date.hour:02}",
            "minute": f"{date.minute:02}",
            "second": f"{date.second:02}",
        }
    return values


def _cleaned(url: str) -> str:
    """Return the address as Jekyll makes it safe: nothing in it leads to a folder above."""
    safe = unquote(f"/{url}".replace("..", "/").replace("./", "")).replace("..", "/")
    return re.sub(r"/{2,}", "/", safe)
