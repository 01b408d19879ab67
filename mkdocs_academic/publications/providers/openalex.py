"""OpenAlex: the works that it found for an author."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ...identifiers.pasted import arxiv_id, arxiv_of_doi, doi
from ...web.answers import date_of, dig, items_of, mapping_of, mappings_of, markup_of, read_json, text_of, year_of
from ...web.session import ServiceError, Web
from .work import MOST_AUTHORS, FoundWork, Listing, Person, listing

BASE_URL = "https://api.openalex.org"

_TYPES = MappingProxyType(
    {
        "article": "article",
        "review": "article",
        "letter": "article",
        "editorial": "article",
        "book": "book",
        "book-chapter": "incollection",
        "dissertation": "phdthesis",
        "report": "techreport",
    }
)
_PER_PAGE = 100
_MOST_PAGES = 50
_FIELDS = "id,doi,title,publication_year,publication_date,type,primary_location,locations,authorships,biblio,ids"


class OpenAlex:
    """Source: https://developers.openalex.org/api-reference/works"""

    title = "OpenAlex"

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def works_of(self, author_id: str) -> Listing:
        """Return the works of an author, given by their id here or their ORCID iD; raises as `AuthorProvider` says."""
        kind = "author.id" if author_id.startswith("A") else "author.orcid"
        params = {"filter": f"{kind}:{author_id}", "per_page": str(_PER_PAGE), "select": _FIELDS}
        found: list[FoundWork] = []
        cursor = "*"
        for _ in range(_MOST_PAGES):
            answer = read_json(self._web.get(f"{self._base_url}/works", params={**params, "cursor": cursor}))
            results = answer.get("results")
            if not isinstance(results, list):
                raise ServiceError("the answer has an unknown form")
            found += [_work(work) for work in mappings_of(results)]
            cursor = text_of(dig(answer, "meta", "next_cursor"))
            if not cursor or not results:
                return listing(found)
        raise ServiceError(f"it lists more than {_MOST_PAGES * _PER_PAGE:,} works, which is no one author")


def _work(work: Mapping[str, object]) -> FoundWork:
    source = dig(work, "primary_location", "source")
    entry_type = _TYPES.get(text_of(work.get("type")), "misc")
    if entry_type == "article" and dig(source, "type") == "conference":
        entry_type = "inproceedings"
    identifiers = _identifiers(work)
    authorships = items_of(work.get("authorships"))
    year, month = date_of(work.get("publication_date"))
    return FoundWork(
        title=markup_of(work.get("title")),
        authors=_people(authorships),
        has_more_authors=len(authorships) > MOST_AUTHORS,
        year=year_of(work.get("publication_year")) or year,
        month=month if year == year_of(work.get("publication_year")) else None,
        venue="" if identifiers.keys() == {"arxiv"} else markup_of(dig(source, "display_name")),
        entry_type="misc" if identifiers.keys() == {"arxiv"} else entry_type,
        identifiers=identifiers,
        details=_details(mapping_of(work.get("biblio"))),
        url=text_of(dig(work, "primary_location", "landing_page_url"), 500),
    )


def _people(authorships: object) -> tuple[Person, ...]:
    some = list(mappings_of(authorships))[:MOST_AUTHORS]
    names = [markup_of(dig(item, "author", "display_name") or item.get("raw_author_name"), 300) for item in some]
    return tuple(Person(name) for name in names if name)


def _identifiers(work: Mapping[str, object]) -> dict[str, str]:
    found = {}
    bare = doi(text_of(work.get("doi"), 400))
    arxiv = arxiv_of_doi(bare)
    for location in mappings_of(work.get("locations")):
        address = text_of(location.get("landing_page_url"), 400)
        arxiv = arxiv or (arxiv_id(address) if "arxiv" in address.lower() else "")
    if bare and not arxiv_of_doi(bare):
        found["doi"] = bare
    if arxiv:
        found["arxiv"] = arxiv
    return found


def _details(biblio: Mapping[str, object]) -> dict[str, str]:
    first, last = (text_of(biblio.get(key), 30) for key in ("first_page", "last_page"))
    details = {
        "volume": text_of(biblio.get("volume"), 50),
        "number": text_of(biblio.get("issue"), 50),
        "pages": f"{first}--{last}" if first and last and first != last else first,
    }
    return {name: value for name, value in details.items() if value}
