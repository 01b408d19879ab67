"""Feeds in the Atom format.

Source: RFC 4287
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from .characters import one_line

_IRI = re.compile(r"[A-Za-z0-9!#$%&'()*+,./:;=?@_~\[\]-]+")


class Feed(NamedTuple):
    """What a feed says of itself.

    Arguments:
        url: Its own absolute address.
        site_url: Whose feed it is.
        author: Of the entries that name none.
        updated: When it changed; without a time zone it is UTC.
    """

    url: str
    title: str
    site_url: str
    author: str
    updated: dt.datetime


class Entry(NamedTuple):
    """One entry of a feed; its dates are timestamps as `timestamp` and `first_moment` make them.

    Arguments:
        updated: "" for when the feed changed.
        content: HTML, with absolute addresses.
    """

    entry_id: str
    title: str
    link: str
    updated: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""


def write_feed(feed: Feed, entries: Iterable[Entry]) -> str:
    """Return the feed with its entries, in their order."""
    changed = timestamp(feed.updated)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        _element("id", _iri(feed.url)),
        _element("title", feed.title or feed.author or feed.site_url),
        _element("updated", changed),
        f"<author>{_element('name', feed.author or feed.title or feed.site_url)}</author>",
        _link("self", feed.url, "application/atom+xml"),
        _link("alternate", feed.site_url, "text/html"),
    ]
    for entry in entries:
        parts += ("<entry>", *_entry(entry, changed), "</entry>")
    return "\n".join((*parts, "</feed>", ""))


def _entry(entry: Entry, changed: str) -> Iterator[str]:
    yield _element("id", _iri(entry.entry_id))
    yield _element("title", entry.title)
    yield _element("updated", entry.updated or changed)
    if entry.published:
        yield _element("published", entry.published)
    yield _link("alternate", entry.link, "")
    for name in entry.authors:
        yield f"<author>{_element('name', name)}</author>"
    for category in entry.categories:
        yield f'<category term="{html.escape(one_line(category))}"/>'
    if entry.summary:
        yield _element("summary", entry.summary)
    if entry.content:
        yield f'<content type="html">{html.escape(one_line(entry.content), quote=False)}</content>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{html.escape(one_line(text), quote=False)}</{name}>"


def _link(relation: str, url: str, media_type: str) -> str:
    kind = f' type="{media_type}"' if media_type else ""
    return f'<link rel="{relation}" href="{html.escape(_iri(url))}"{kind}/>'


def _iri(url: str) -> str:
    """Return `url` without what no address may hold: RFC 3987, section 2.2."""
    return url if _IRI.fullmatch(url) else quote(one_line(url), safe="!#$%&'()*+,-./:;=?@[]_~", errors="replace")


def timestamp(moment: dt.datetime) -> str:
    if moment.tzinfo:
        moment = moment.astimezone(dt.UTC)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def first_moment(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return the timestamp of the first moment of a year, a month or a day, "" where the calendar has none such."""
    try:
        return timestamp(dt.datetime(year, month or 1, day or 1))
    except ValueError:
        return ""
