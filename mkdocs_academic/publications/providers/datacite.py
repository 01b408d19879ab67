"""DataCite: the DOIs of data, software, preprints and theses, such as those of Zenodo, figshare and arXiv."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from ...identifiers.pasted import arxiv_of_doi, doi
from ...web.answers import date_of, dig, mapping_of, mappings_of, markup_of, read_json, text_of, year_of
from ...web.session import ServiceError, Web
from .work import MOST_AUTHORS, FoundWork, Person

BASE_URL = "https://api.datacite.org"

_TYPES = MappingProxyType(
    {
        "JournalArticle": "article",
        "ConferencePaper": "inproceedings",
        "ConferenceProceeding": "proceedings",
        "Book": "book",
        "BookChapter": "incollection",
        "Dissertation": "phdthesis",
        "Report": "techreport",
        "Dataset": "dataset",
        "Software": "software",
    }
)


class DataCite:
    """Source: https://support.datacite.org/reference/get_dois-id, schema 4"""

    title = "DataCite"

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def find(self, identifier: str) -> FoundWork:
        """Return the work with a DOI; raises as `WorkProvider.find` says."""
        answer = read_json(self._web.get(f"{self._base_url}/dois/{quote(identifier, safe='')}"))
        work = _work(mapping_of(dig(answer, "data", "attributes")), identifier)
        if not work.title:
            raise ServiceError("the answer has no title")
        return work


def _work(attributes: Mapping[str, object], asked: str) -> FoundWork:
    bare = doi(text_of(attributes.get("doi"))) or asked
    arxiv = arxiv_of_doi(bare)
    entry_type = _TYPES.get(text_of(dig(attributes, "types", "resourceTypeGeneral")), "misc")
    container = markup_of(dig(attributes, "container", "title"))
    publisher = attributes.get("publisher")
    return FoundWork(
        title=markup_of(dig(attributes, "titles", "title")),
        authors=tuple(_people(attributes)),
        year=year_of(attributes.get("publicationYear")),
        month=_month(attributes),
        venue=container or markup_of(dig(publisher, "name") if isinstance(publisher, dict) else publisher),
        entry_type=entry_type,
        identifiers={"arxiv": arxiv} if arxiv else {"doi": bare},
        details={"version": version} if (version := text_of(attributes.get("version"), 50)) else {},
    )


def _people(attributes: Mapping[str, object]) -> list[Person]:
    people = []
    for item in list(mappings_of(attributes.get("creators")))[:MOST_AUTHORS]:
        name, family, given = (markup_of(item.get(key), 300) for key in ("name", "familyName", "givenName"))
        if item.get("nameType") == "Organizational":
            people.append(Person(name, is_organization=True))
        elif family:
            people.append(Person(family, given))
        elif name:
            family, _, given = (part.strip() for part in name.partition(","))
            people.append(Person(family, given))
    return people


def _month(attributes: Mapping[str, object]) -> int | None:
    dates = {text_of(item.get("dateType")): item.get("date") for item in mappings_of(attributes.get("dates"))}
    year, month = date_of(dates.get("Issued") or dates.get("Submitted"))
    return month if year == year_of(attributes.get("publicationYear")) else None
