"""What the card that social networks show for the page of a publication says beyond that of any page."""

from __future__ import annotations

from ...characters import one_line
from ...texts import cut_at_word
from ..kinds import is_web
from ..records import Publication

_MAX_DESCRIPTION = 200


def article(publication: Publication) -> list[tuple[str, str]]:
    """Return the properties and the contents of `<meta>` tags.

    Source: https://ogp.me/#type_article
    """
    publication = publication.printable
    tags = (
        ("article:published_time", publication.date.isoformat() if publication.date else ""),
        *(("article:author", one_line(author.url)) for author in publication.authors if is_web(author.url)),
        *(("article:tag", keyword) for keyword in publication.keywords),
    )
    return [tag for tag in tags if tag[1]]


def description(publication: Publication) -> str:
    """Return the `tldr`, or how the abstract begins, else how it is cited: at most 200 characters, of whole words."""
    text = one_line((publication.tldr or publication.abstract).plain[: 20 * _MAX_DESCRIPTION])
    if not text:
        from ..citation import citation

        text = citation(publication).plain
    return cut_at_word(text, _MAX_DESCRIPTION)
