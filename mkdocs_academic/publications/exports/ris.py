"""Publications as RIS, which reference managers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from ..characters import one_line
from ..kinds import Kind, container, genre, institution, kind_of, numbers, page_span, web_url
from ..languages import language_code
from ..records import Name, PartialDate, Publication, display_name

_TYPES = MappingProxyType(
    {
        Kind.ARTICLE: "JOUR",
        Kind.PAPER: "CPAPER",
        Kind.BOOK: "BOOK",
        Kind.CHAPTER: "CHAP",
        Kind.THESIS: "THES",
        Kind.REPORT: "RPRT",
        Kind.PREPRINT: "UNPB",
        Kind.DATASET: "DATA",
        Kind.SOFTWARE: "COMP",
        Kind.PATENT: "PAT",
        Kind.TALK: "SLIDE",
        Kind.OTHER: "GEN",
    }
)


def export_ris(publications: Iterable[Publication]) -> str:
    """Return a file of RIS records; its lines end in CR LF.

    Source: https://en.wikipedia.org/wiki/RIS_(file_format), after Research Information Systems' specification
    """
    return "".join(_record(publication) for publication in publications)


def _record(publication: Publication) -> str:
    kind = kind_of(publication)
    tags = (("TY", _TYPES[kind]), *_tags(publication, kind))
    lines = [f"{tag}  - {line}" for tag, text in tags if text and (line := one_line(text))]
    return "\r\n".join((*lines, "ER  - ", "", ""))


def _tags(publication: Publication, kind: Kind) -> Iterator[tuple[str, str]]:
    details = publication.details
    yield "ID", publication.citation_key
    yield from (("AU", _inverted(author.name)) for author in publication.authors)
    if publication.has_more_authors:
        yield "AU", "others"
    yield from (("ED", _inverted(editor.name)) for editor in publication.editors)
    yield "TI", publication.title.plain
    if kind in (Kind.ARTICLE, Kind.PAPER, Kind.CHAPTER):
        yield "T2", container(publication).plain
    if kind is Kind.ARTICLE:
        yield "JO", container(publication).plain
    yield "T3", details.get("series", "")
    if date := publication.date:
        yield "PY", f"{date.year:04d}"
        yield "DA", _date(date)
    yield "VL", details.get("volume", "")
    yield "IS", details.get("number", "")
    first, last = page_span(publication)
    yield "SP", first
    yield "EP", last
    yield "ET", details.get("edition", "")
    yield "PB", _publisher(publication, kind)
    yield "CY", details.get("address", "")
    yield "M3", genre(publication, kind)
    for number in numbers(details.get("isbn", "")) + numbers(details.get("issn", "")):
        yield "SN", number
    yield "DO", publication.identifiers.get("doi", "")
    yield "UR", web_url(publication)
    yield "LA", language_code(details.get("language", ""))
    yield "AB", publication.abstract.plain
    yield from (("KW", keyword) for keyword in publication.keywords)


def _publisher(publication: Publication, kind: Kind) -> str:
    if kind in (Kind.THESIS, Kind.REPORT):
        return institution(publication)
    if kind is Kind.PREPRINT and publication.identifiers.get("arxiv"):
        return "arXiv"
    return publication.details.get("publisher", "")


def _inverted(name: Name) -> str:
    """Return `Family, Given, Suffix`."""
    if name.is_literal or not name.given:
        return display_name(name)
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _date(date: PartialDate) -> str:
    """Return `2024/05/17/`: the slashes stay where the day is not known."""
    if not date.month:
        return ""
    return f"{date.year:04d}/{date.month:02d}/{f'{date.day:02d}' if date.day else ''}/"
