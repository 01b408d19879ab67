"""What the templates show of a publication: every address seen from the page, every text ready to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from .exports import public_source
from .fields import CATEGORIES
from .records import Author, Link, Publication, Teaser

MOST_AUTHORS = 12
"""Of a longer list of authors the first ten are shown, the others fold away."""
_FIRST_AUTHORS = 10

_NONE = Markup()

See = Callable[[str], str]
"""Returns a web address as it is, and a file of the docs folder as the page reaches it."""


class ShownAuthor(NamedTuple):
    """An author as a list prints it; `url` is seen from the page."""

    name: str
    url: str
    marks: str
    is_owner: bool


class Citations(NamedTuple):
    """How often a publication is cited.

    Arguments:
        number: As it is printed.
        source: Who counted, and when.
        scholar_id: As in `Publication`.
    """

    number: str
    source: str
    scholar_id: str = ""


class Shown(NamedTuple):
    """A publication as the templates read it; "" or empty where there is nothing.

    Arguments:
        id: Of its element; "" where the page has it already.
        url: Where the title leads.
        authors: Those that are shown at once; `folded` are the others.
        folded_owners: The owner's names among the folded ones.
        place: Where in the venue it stands, as it follows the venue: " 42(1), 230–265".
        date: As it is printed: the year.
        formatted: The whole reference in the site's citation style, where it has one.
        category: What kind it is, for the filter: the key, and the title in `category_title`.
    """

    id: str
    key: str
    title: Markup
    plain_title: str
    url: str
    authors: tuple[ShownAuthor, ...]
    folded: tuple[ShownAuthor, ...]
    folded_owners: tuple[str, ...]
    has_more_authors: bool
    legend: tuple[tuple[str, str], ...]
    venue: Markup
    place: str
    date: str
    badge: str
    links: tuple[Link, ...]
    teaser: Teaser | None
    award: Markup
    note: Markup
    tldr: Markup
    abstract: Markup
    bibtex: str
    citations: Citations | None
    formatted: Markup
    category: str
    category_title: str
    topics: tuple[str, ...]
    badges: Markup


def show(
    publication: Publication,
    *,
    see: See,
    page_url: str = "",
    element_id: str = "",
    citations: Citations | None = None,
    formatted: Markup | None = None,
    badges: Markup = _NONE,
) -> Shown:
    """Return `publication` as the templates read it.

    Arguments:
        badges: What scripts of other hosts make badges of.
        page_url: The publication's own page, as in `Link`; "" where it has none or where this is it.
    """
    authors = tuple([_author(author, see) for author in publication.authors or publication.editors])
    is_long = len(authors) > MOST_AUTHORS
    folded = authors[_FIRST_AUTHORS:] if is_long else ()
    return Shown(
        id=element_id,
        key=publication.citation_key,
        title=publication.title.html,
        plain_title=publication.title.plain,
        url=see(page_url or publication.url) if page_url or publication.url else "",
        authors=authors[:_FIRST_AUTHORS] if is_long else authors,
        folded=folded,
        folded_owners=tuple(author.name for author in folded if author.is_owner),
        has_more_authors=publication.has_more_authors,
        legend=tuple(publication.legend.items()),
        venue=publication.venue.html,
        place=_printed_place(publication),
        date=str(publication.year or publication.details.get("pubstate", "")),
        badge=publication.badge,
        links=tuple([Link(link.key, link.title, see(link.url), link.icon) for link in publication.links]),
        teaser=publication.teaser and publication.teaser._replace(url=see(publication.teaser.url)),
        award=publication.award.html,
        note=publication.note.html,
        tldr=publication.tldr.html,
        abstract=publication.abstract.html,
        bibtex=public_source(publication),
        citations=citations,
        formatted=formatted or _NONE,
        category=publication.category,
        category_title=CATEGORIES[publication.category],
        topics=publication.topics,
        badges=badges,
    )


def _author(author: Author, see: See) -> ShownAuthor:
    url = see(author.url) if author.url and not author.is_owner else ""
    return ShownAuthor(author.name.text, url, "".join(author.marks), author.is_owner)


def _printed_place(publication: Publication) -> str:
    """Return where in its venue a publication stands, as it follows the venue: " 42(1), 230–265"."""
    details = publication.details
    volume, number, pages = (details.get(name, "") for name in ("volume", "number", "pages"))
    issue = f"{volume}({number})" if volume and number else volume or (f"no. {number}" if number else "")
    editors = ", ".join(editor.name.text for editor in publication.editors) if publication.authors else ""
    edited = f" ({editors}, ed{'s' if len(publication.editors) > 1 else ''}.)" if editors else ""
    return edited + (f" {issue}" if issue else "") + (f", {pages}" if pages else "")


class Chip(NamedTuple):
    """One choice of a list's filter, and how many publications it shows."""

    value: str
    title: str
    found: int


class Filter(NamedTuple):
    """What a list can be filtered by; a row with one choice says nothing and is left out."""

    types: tuple[Chip, ...]
    topics: tuple[Chip, ...]
    years: tuple[Chip, ...]


def filter_of(publications: Sequence[Shown]) -> Filter:
    """Return the choices that the filter of a list of `publications` offers."""
    types: dict[str, Chip] = {}
    topics: dict[str, Chip] = {}
    years: dict[str, Chip] = {}
    for publication in publications:
        _count(types, publication.category, publication.category_title)
        for topic in publication.topics:
            _count(topics, topic.lower(), topic)  # as the template writes it on each publication
        if publication.date.isdigit():
            _count(years, publication.date, publication.date)
    order = list(CATEGORIES)
    return Filter(
        types=_row(sorted(types.values(), key=lambda chip: order.index(chip.value))),
        topics=tuple(sorted(topics.values())),
        years=_row(sorted(years.values(), key=lambda chip: -int(chip.value))),
    )


def _count(chips: dict[str, Chip], value: str, title: str) -> None:
    chip = chips.get(value, Chip(value, title, 0))
    chips[value] = chip._replace(found=chip.found + 1)


def _row(chips: Sequence[Chip]) -> tuple[Chip, ...]:
    return tuple(chips) if len(chips) > 1 else ()
