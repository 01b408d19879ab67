"""Publications as RIS, which reference managers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from ...characters import one_line
from ..kinds import ARTICLE, IN_BOOKS, ISSUED, PREPRINT, genre, institution, numbers, web_url
from ..languages import language_code
from ..records import Name, PartialDate, Publication

_TYPES = MappingProxyType(
    {
        "journal": "JOUR",
        "conference": "CPAPER",
        "workshop": "CPAPER",
        "book": "BOOK",
        "chapter": "CHAP",
        "thesis": "THES",
        "report": "RPRT",
        "preprint": "UNPB",
        "dataset": "DATA",
        "software": "COMP",
        "patent": "PAT",
        "talk": "SLIDE",
    }
)


def export_ris(publications: Iterable[Publication]) -> str:
    """Return a file of RIS records; its lines end in CR LF.

    Source: https://en.wikipedia.org/wiki/RIS_(file_format), after Research Information Systems' specification
    """
    return "".join(_record(publication) for publication in publications)


def _record(publication: Publication) -> str:
    lines = [f"{tag}  - {text}" for tag, text in _tags(publication.printable) if text]
    return "\r\n".join((*lines, "ER  - ", "", ""))


def _tags(publication: Publication) -> Iterator[tuple[str, str]]:
    category, details = publication.category, publication.details
    yield "TY", _TYPES.get(category, "GEN")
    yield "ID", one_line(publication.citation_key)
    for author in publication.authors:
        yield "AU", _inverted(author.name)
    if publication.has_more_authors:
        yield "AU", "others"
    for editor in publication.editors:
        yield "ED", _inverted(editor.name)
    yield "TI", publication.title.plain
    if category == ARTICLE or category in IN_BOOKS:
        yield "T2", (name := publication.container.plain)
        yield "JO", name if category == ARTICLE else ""
    yield "T3", details.get("series", "")
    if date := publication.date:
        yield "PY", f"{date.year:04d}"
        yield "DA", _date(date)
    yield "VL", details.get("volume", "")
    yield "IS", details.get("number", "")
    first, last = publication.page_span
    yield "SP", first
    yield "EP", last
    yield "ET", details.get("edition", "")
    yield "PB", _publisher(publication)
    yield "CY", details.get("address", "")
    yield "M3", genre(publication)
    for number in numbers(details.get("isbn", "")) + numbers(details.get("issn", "")):
        yield "SN", number
    yield "DO", publication.identifiers.get("doi", "")
    yield "UR", web_url(publication)
    yield "LA", language_code(details.get("language", ""))
    yield "AB", publication.abstract.plain
    yield from (("KW", keyword) for keyword in publication.keywords)


def _publisher(publication: Publication) -> str:
    if publication.category in ISSUED:
        return institution(publication)
    if publication.category == PREPRINT and publication.identifiers.get("arxiv"):
        return "arXiv"
    return publication.details.get("publisher", "")


def _inverted(name: Name) -> str:
    """Return `Family, Given, Suffix`."""
    if name.is_literal or not name.given:
        return name.text
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _date(date: PartialDate) -> str:
    """Return `2024/05/17/`: the slashes stay where the day is not known."""
    if not date.month:
        return ""
    return f"{date.year:04d}/{date.month:02d}/{f'{date.day:02d}' if date.day else ''}/"
