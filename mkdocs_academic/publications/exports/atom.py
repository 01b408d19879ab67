"""Publications as a feed."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from ..characters import one_line
from ..kinds import web_url
from ..records import PartialDate, Publication

_IRI = re.compile(r"[A-Za-z0-9!#$%&'()*+,./:;=?@_~\[\]-]+")


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

    Source: RFC 4287
    """
    changed = _timestamp(updated)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        _element("id", _iri(feed_url)),
        _element("title", title or author or site_url),
        _element("updated", changed),
        f"<author>{_element('name', author or title or site_url)}</author>",
        _link("self", feed_url, "application/atom+xml"),
        _link("alternate", site_url, "text/html"),
    ]
    for publication in publications:
        page_url = page_url_of(publication)
        entry_id = page_url or f"{feed_url}#{quote(publication.slug, errors='replace')}"
        link = page_url or web_url(publication) or site_url
        parts += ("<entry>", *_entry(publication.printable, entry_id, link, changed), "</entry>")
    return "\n".join((*parts, "</feed>", ""))


def _entry(publication: Publication, entry_id: str, link: str, changed: str) -> Iterator[str]:
    published = _day(publication.date)
    yield _element("id", _iri(entry_id))
    yield _element("title", publication.title.plain or publication.citation_key)
    yield _element("updated", published or changed)
    if published:
        yield _element("published", published)
    yield _link("alternate", link, "")
    for author in publication.authors:
        if name := author.name.text:
            yield f"<author><name>{html.escape(name, quote=False)}</name></author>"
    for keyword in publication.keywords:
        yield f'<category term="{html.escape(keyword)}"/>'
    if summary := (publication.abstract or publication.tldr).plain:
        yield _element("summary", summary)


def _element(name: str, text: str) -> str:
    return f"<{name}>{html.escape(one_line(text), quote=False)}</{name}>"


def _link(relation: str, url: str, media_type: str) -> str:
    kind = f' type="{media_type}"' if media_type else ""
    return f'<link rel="{relation}" href="{html.escape(_iri(url))}"{kind}/>'


def _iri(url: str) -> str:
    """Return `url` without what no address may hold: RFC 3987, section 2.2."""
    return url if _IRI.fullmatch(url) else quote(one_line(url), safe="!#$%&'()*+,-./:;=?@[]_~", errors="replace")


def _day(date: PartialDate | None) -> str:
    """Return the first moment of `date`, "" where the calendar has no such day."""
    try:
        return f"{dt.date(date.year, date.month or 1, date.day or 1).isoformat()}T00:00:00Z" if date else ""
    except ValueError:
        return ""


def _timestamp(moment: dt.datetime) -> str:
    if moment.tzinfo:
        moment = moment.astimezone(dt.UTC)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
