"""One publication as one line, in the style of this package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from ..characters import one_line
from .kinds import ARTICLE, BOOK, IN_BOOKS, PREPRINT, REPORT, THESIS, genre, institution, web_url
from .records import Author, Publication, Text

_MAX_AUTHORS = 20
_RELEASES = frozenset({"dataset", "software", "patent", "talk"})
_ENDS = re.compile(r"[.?!…。？！][\"'”’»]*\Z")


class _Piece(NamedTuple):
    """A part of the line as plain text and as HTML."""

    plain: str = ""
    html: str = ""


_NOTHING = _Piece()


def citation(publication: Publication) -> Text:
    """Return `publication` as a line to cite it by; what is not known of it is left out.

    Shape: `A. M. Turing. Title. *Venue*, volume(number):pages, year. https://doi.org/…`
    """
    sentences = [_creators(publication), *_body(publication), _ending(publication)]
    line = _sentences(sentence for sentence in sentences if sentence.plain)
    if url := web_url(publication):
        address = _link(url)
        line = address if not line.plain else _join((line, address), " ")
    return Text(one_line(line.plain), Markup(one_line(line.html)))


def _creators(publication: Publication) -> _Piece:
    if publication.authors:
        return _text(_names(publication.authors, publication.has_more_authors))
    return _editors(publication)


def _editors(publication: Publication) -> _Piece:
    if not publication.editors:
        return _NOTHING
    sign = "(eds.)" if len(publication.editors) > 1 else "(ed.)"
    return _text(f"{_names(publication.editors, has_more=False)} {sign}")


def _names(authors: Sequence[Author], has_more: bool) -> str:
    names = [author.name.cited for author in authors[:_MAX_AUTHORS]]
    if has_more or len(authors) > _MAX_AUTHORS:
        return f"{', '.join(names)}, et al." if len(names) > 1 else f"{names[0]} et al."
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _body(publication: Publication) -> list[_Piece]:
    """Return the title and what it stands in."""
    title, details = _piece(publication.title), publication.details
    if publication.category == BOOK:
        return [_listed(_em(title), _volume(publication), _text(_edition(details.get("edition", ""))))]
    book = _em(_piece(publication.container)) if publication.category in IN_BOOKS else _NOTHING
    if not book.plain:
        return [title]
    editors = _editors(publication) if publication.authors else _NOTHING
    place = _listed(editors, book, _volume(publication), _chapter(publication), _pages(publication))
    return [title, _join((_text("In"), place), " ")]


def _ending(publication: Publication) -> _Piece:
    """Return who published it, and when."""
    category, details = publication.category, publication.details
    year = _text(str(publication.year or ""))
    if category == ARTICLE:
        return _listed(_em(_piece(publication.container)), _issue(publication), year)
    if category == THESIS:
        return _listed(_text(genre(publication)), _text(institution(publication)), year)
    if category == REPORT:
        named = f"{genre(publication)} {details.get('number', '')}".strip()
        return _listed(_text(named), _text(institution(publication)), year)
    if category == PREPRINT:
        arxiv = publication.identifiers.get("arxiv", "")
        archive = _text(f"arXiv:{arxiv}") if arxiv else _piece(publication.venue)
        return _listed(_text("Preprint"), archive, year)
    publisher = _text(details.get("publisher", ""))
    if category in IN_BOOKS or category == BOOK:
        return _listed(publisher, _text(details.get("address", "")), year)
    printed = _piece(publication.venue) if publication.venue else publisher
    printed = printed if printed.plain else _text(details.get("howpublished", ""))
    return _listed(_text(_release(publication)), printed, year)


def _release(publication: Publication) -> str:
    """Return `Dataset, version 2.0`, `Patent US1234`, or what of it there is."""
    version, number = publication.details.get("version", ""), publication.details.get("number", "")
    named = publication.category.title() if publication.category in _RELEASES else ""
    return ", ".join(part for part in (f"{named} {number}".strip(), f"version {version}" if version else "") if part)


def _issue(publication: Publication) -> _Piece:
    """Return `42(1):230–265`, or what of it there is."""
    details = publication.details
    volume, number = details.get("volume", ""), details.get("number", "")
    if not volume:
        return _listed(_text(f"no. {number}" if number else ""), _pages(publication))
    span = publication.pages
    return _text(f"{volume}{f'({number})' if number else ''}{f':{span}' if span else ''}")


def _volume(publication: Publication) -> _Piece:
    """Return `volume 2 of Lecture Notes`, or what of it there is."""
    details = publication.details
    volume, series = details.get("volume", ""), details.get("series", "")
    if volume:
        return _text(f"volume {volume} of {series}" if series else f"volume {volume}")
    number = details.get("number", "")
    return _text(f"{series} {number}" if series and number else series)


def _chapter(publication: Publication) -> _Piece:
    chapter = publication.details.get("chapter", "")
    return _text(f"chapter {chapter}" if chapter else "")


def _pages(publication: Publication) -> _Piece:
    span = publication.pages
    if not span:
        return _NOTHING
    return _text(f"pages {span}" if "–" in span or "," in span else f"page {span}")


def _edition(edition: str) -> str:
    if not edition or "edition" in edition.lower() or edition.lower().endswith("ed."):
        return edition
    return f"{ordinal(int(edition)) if _is_small_number(edition) else edition} edition"


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th`, … `11th`."""
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{('th', 'st', 'nd', 'rd')[last if last < 4 else 0]}"


def _is_small_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _piece(text: Text) -> _Piece:
    return _Piece(text.plain, str(text.html))


def _text(plain: str) -> _Piece:
    return _Piece(plain, escape(plain)) if plain else _NOTHING


def _em(text: _Piece) -> _Piece:
    return _Piece(text.plain, f"<em>{text.html}</em>") if text.plain else _NOTHING


def _link(url: str) -> _Piece:
    address = escape(url)
    return _Piece(url, f'<a href="{address}">{address}</a>')


def _listed(*texts: _Piece) -> _Piece:
    return _join([text for text in texts if text.plain], ", ")


def _join(texts: Sequence[_Piece], separator: str) -> _Piece:
    if len(texts) == 1:
        return texts[0]
    return _Piece(separator.join(text.plain for text in texts), separator.join(text.html for text in texts))


def _sentences(texts: Iterable[_Piece]) -> _Piece:
    closed = [text if _ENDS.search(text.plain[-9:]) else _Piece(f"{text.plain}.", f"{text.html}.") for text in texts]
    return _join(closed, " ") if closed else _NOTHING
