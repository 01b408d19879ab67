"""The card that social networks and messengers show for the page of a publication."""

from __future__ import annotations

from ...characters import one_line
from ..kinds import is_web
from ..records import Publication

_MAX_DESCRIPTION = 200


def open_graph(
    publication: Publication, *, page_url: str, image_url: str = "", site_name: str = ""
) -> list[tuple[str, str]]:
    """Return the names and the contents of `<meta>` tags: `property` for `og:` and `article:`, `name` for `twitter:`.

    Arguments:
        image_url: An absolute address; any other is left out.

    Source: https://ogp.me/; https://developer.x.com/en/docs/x-for-websites/cards/overview/markup
    """
    publication = publication.printable
    image = image_url if is_web(image_url) else ""
    tags = (
        ("og:type", "article"),
        ("og:title", publication.title.plain),
        ("og:description", description(publication)),
        ("og:url", one_line(page_url)),
        ("og:image", one_line(image)),
        ("og:site_name", one_line(site_name)),
        ("article:published_time", publication.date.isoformat() if publication.date else ""),
        *(("article:author", one_line(author.url)) for author in publication.authors if is_web(author.url)),
        *(("article:tag", keyword) for keyword in publication.keywords),
        ("twitter:card", "summary_large_image" if image else "summary"),
    )
    return [tag for tag in tags if tag[1]]


def description(publication: Publication) -> str:
    """Return the `tldr`, or how the abstract begins: at most 200 characters, cut between words."""
    text = one_line((publication.tldr or publication.abstract).plain[: 20 * _MAX_DESCRIPTION])
    if len(text) <= _MAX_DESCRIPTION:
        return text
    cut = text[:_MAX_DESCRIPTION]
    return f"{cut.rpartition(' ')[0].rstrip(' ,;:.–—-') or cut[:-1]}…"
