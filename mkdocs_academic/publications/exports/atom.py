"""Publications as a feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from urllib.parse import quote

from ...atom import Entry, Feed, first_moment, write_feed
from ..kinds import web_url
from ..records import Publication


def export_atom(
    publications: Iterable[Publication],
    *,
    title: str,
    site_url: str,
    feed_url: str,
    page_url_of: Callable[[Publication], str],
    updated: dt.datetime,
    author: str,
) -> str:
    """Return an Atom feed of `publications`, in their order.

    Arguments:
        title: The feed's.
        page_url_of: The absolute address of a publication's page, which names it in the feed; "" where it has none:
            then its slug in the feed names it.
        updated: When the list changed; without a time zone it is UTC. It is the date of entries that have none.
        author: The owner's name, for entries without authors too.
    """

    def entry(publication: Publication) -> Entry:
        page_url = page_url_of(publication)
        entry_id = page_url or f"{feed_url}#{quote(publication.slug, errors='replace')}"
        return _entry(publication.printable, entry_id, page_url or web_url(publication) or site_url)

    feed = Feed(feed_url, title, site_url, author, updated)
    return write_feed(feed, map(entry, publications))


def _entry(publication: Publication, entry_id: str, link: str) -> Entry:
    date = publication.date
    published = first_moment(date.year, date.month, date.day) if date else ""
    return Entry(
        entry_id,
        publication.title.plain or publication.citation_key,
        link,
        updated=published,
        published=published,
        authors=tuple(name for author in publication.authors if (name := author.name.text)),
        categories=publication.keywords,
        summary=(publication.abstract or publication.tldr).plain,
    )
