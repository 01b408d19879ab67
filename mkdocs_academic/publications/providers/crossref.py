"""Crossref: what publishers say of a DOI of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from ...identifiers.pasted import arxiv_of_doi, doi
from ...web.answers import dig, items_of, mapping_of, mappings_of, markup_of, number_of, read_json, text_of, year_of
from ...web.session import ServiceError, Web
from .work import MOST_AUTHORS, FoundWork, Person

BASE_URL = "https://api.crossref.org"

_TYPES = MappingProxyType(
    {
        "journal-article": "article",
        "proceedings-article": "inproceedings",
        "book-chapter": "incollection",
        "book-section": "incollection",
        "book-part": "incollection",
        "reference-entry": "incollection",
        "book": "book",
        "monograph": "book",
        "edited-book": "book",
        "reference-book": "book",
        "proceedings": "proceedings",
        "dissertation": "phdthesis",
        "report": "techreport",
        "dataset": "dataset",
    }
)


class Crossref:
    """Source: https://api.crossref.org/swagger-ui/index.html and https://github.com/CrossRef/rest-api-doc"""

    title = "Crossref"

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def find(self, identifier: str) -> FoundWork:
        """Return the work with a DOI; raises as `WorkProvider.find` says."""
        answer = read_json(self._web.get(f"{self._base_url}/works/{quote(identifier, safe='')}"))
        work = _work(mapping_of(answer.get("message")), identifier)
        if not work.title:
            raise ServiceError("the answer has no title")
        return work


def _work(message: Mapping[str, object], asked: str) -> FoundWork:
    entry_type = _TYPES.get(text_of(message.get("type")), "misc")
    authors = items_of(message.get("author"))
    year, month = _issued(message)
    return FoundWork(
        title=_title(message),
        authors=_people(message.get("author")),
        editors=_people(message.get("editor")),
        has_more_authors=len(authors) > MOST_AUTHORS,
        year=year,
        month=month,
        venue=_venue(message, entry_type),
        entry_type=entry_type,
        identifiers={"doi": doi(text_of(message.get("DOI"))) or asked, "isbn": _isbn(message), **_arxiv(message)},
        details=_details(message, entry_type),
        published_doi=doi(text_of(dig(message, "relation", "is-preprint-of", "id"))),
    )


def _title(message: Mapping[str, object]) -> str:
    title, subtitle = markup_of(dig(message, "title")), markup_of(dig(message, "subtitle"))
    return title if not subtitle or subtitle.casefold() in title.casefold() else f"{title}: {subtitle}"


def _people(value: object) -> tuple[Person, ...]:
    people = []
    for item in list(mappings_of(value))[:MOST_AUTHORS]:
        family, given = markup_of(item.get("family"), 200), markup_of(item.get("given"), 200)
        if family or given:
            people.append(Person(family or given, given if family else "", text_of(item.get("suffix"), 20)))
        elif name := markup_of(item.get("name"), 300):
            people.append(Person(name, is_organization=True))
    return tuple(people)


def _issued(message: Mapping[str, object]) -> tuple[int | None, int | None]:
    """Return the year and the month of the earliest publication: `{"date-parts": [[2019, 5, 17]]}`."""
    for key in ("issued", "published", "created"):
        parts = items_of(dig(message, key, "date-parts"))
        if parts and (year := year_of(parts[0])):
            return year, number_of(parts[1], 1, 12) if len(parts) > 1 else None
    return None, None


def _venue(message: Mapping[str, object], entry_type: str) -> str:
    container = markup_of(dig(message, "container-title"))
    institution = markup_of(dig(message, "institution", "name"))
    publisher = markup_of(message.get("publisher"))
    match entry_type:
        case "article" | "inproceedings" | "incollection":
            return container
        case "phdthesis" | "techreport":
            return institution or publisher
        case "misc":
            return container or institution or publisher
    return publisher


def _details(message: Mapping[str, object], entry_type: str) -> dict[str, str]:
    has_publisher = entry_type in ("inproceedings", "incollection", "proceedings", "book")
    details = {
        "volume": text_of(message.get("volume"), 50),
        "number": text_of(message.get("issue"), 50),
        "pages": text_of(message.get("page"), 50).replace("–", "-").replace("-", "--"),
        "eid": "" if message.get("page") else text_of(message.get("article-number"), 50),
        "publisher": markup_of(message.get("publisher"), 300) if has_publisher else "",
        "edition": text_of(message.get("edition-number"), 50),
    }
    return {name: value for name, value in details.items() if value}


def _isbn(message: Mapping[str, object]) -> str:
    return text_of(dig(message, "ISBN"), 100).rpartition("/")[2]  # older records have it as an address


def _arxiv(message: Mapping[str, object]) -> dict[str, str]:
    found = arxiv_of_doi(doi(text_of(dig(message, "relation", "has-preprint", "id"))))
    return {"arxiv": found} if found else {}
