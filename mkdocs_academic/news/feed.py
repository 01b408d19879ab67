"""News as the entries of a feed."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import partial
from urllib.parse import urlsplit

from ..addresses import absolute
from ..atom import Entry, Feed, first_moment, write_feed
from ..markup import rewrite_urls
from ..profile import spelled_addresses
from .dates import NewsDate
from .items import Item, News

MOST_ENTRIES = 50
_LONGEST_TITLE = 80


def news_feed(news: News, *, title: str, author: str, site_url: str, page_url: str, feed_url: str) -> str:
    """Return the newest news as an Atom feed, the newest first; those of one date in the order of the page.

    Arguments:
        page_url: The absolute address of the page that they stand on.
    """
    once = {(item.date, item.text): item for item in news.items}  # two entries may not have one name
    items = sorted(once.values(), key=lambda item: item.date, reverse=True)[:MOST_ENTRIES]
    newest = items[0].date if items else NewsDate(1970)
    updated = dt.datetime(newest.year, newest.month or 1, newest.day or 1)
    feed = Feed(feed_url, title, site_url, author, updated)
    link = f"{page_url}#{news.heading_id}" if news.heading_id else page_url
    return write_feed(feed, (_entry(item, link, page_url) for item in items))


def _entry(item: Item, link: str, page_url: str) -> Entry:
    moment = first_moment(item.date.year, item.date.month or None, item.date.day or None)

    return Entry(
        entry_id=_entry_id(item, page_url),
        title=_title(spelled_addresses(item.text)) or str(item.date),
        link=link,
        updated=moment,
        published=moment,
        content=rewrite_urls(item.html, partial(absolute, base=page_url)),
    )


def _entry_id(item: Item, page_url: str) -> str:
    """Return a name that stays as long as the item's date and text do, whatever else is said around it.

    Source: RFC 4151, the scheme `tag`
    """
    digest = hashlib.sha256(f"{item.date}\n{item.text}".encode()).hexdigest()[:16]
    parts = urlsplit(page_url)
    try:
        host = (parts.hostname or "").encode("idna").decode()
    except UnicodeError:
        host = ""
    return f"tag:{host},{item.date}:{parts.path or '/'}#{digest}" if "." in host else f"{page_url}#{digest}"


def _title(text: str) -> str:
    """Return the beginning of a text, cut between two words."""
    if len(text) <= _LONGEST_TITLE:
        return text
    cut = text[:_LONGEST_TITLE]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > _LONGEST_TITLE // 2 else cut).rstrip(" ,.;:，。；、") + "…"
