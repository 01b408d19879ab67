"""Semantic Scholar: the papers that it found for an author."""

from __future__ import annotations

from collections.abc import Mapping

from ...identifiers.pasted import arxiv_id, arxiv_of_doi, doi
from ...web.answers import date_of, dig, items_of, mappings_of, markup_of, number_of, read_json, text_of, year_of
from ...web.session import ServiceError, Web
from .work import MOST_AUTHORS, FoundWork, Listing, Person, listing

BASE_URL = "https://api.semanticscholar.org"

_PER_PAGE = 500
_MOST = 9_999  # the service itself serves no more
_FIELDS = "title,authors,year,venue,publicationVenue,externalIds,publicationTypes,publicationDate,journal,url"
_TYPES = {"Conference": "inproceedings", "Book": "book", "BookSection": "incollection"}


class SemanticScholar:
    """Source: https://api.semanticscholar.org/api-docs/graph"""

    title = "Semantic Scholar"

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def works_of(self, author_id: str) -> Listing:
        """Return the papers of an author, given by their number; raises as `AuthorProvider.works_of` says."""
        url = f"{self._base_url}/graph/v1/author/{author_id}/papers"
        found: list[FoundWork] = []
        offset = 0
        while offset < _MOST:
            params = {"fields": _FIELDS, "limit": str(_PER_PAGE), "offset": str(offset)}
            answer = read_json(self._web.get(url, params=params))
            if not isinstance(answer.get("data"), list):
                raise ServiceError("the answer has an unknown form")
            found += [_work(paper) for paper in mappings_of(answer["data"])]
            following = number_of(answer.get("next"), offset + 1, _MOST)
            if following is None:
                break
            offset = following
        return listing(found)


def _work(paper: Mapping[str, object]) -> FoundWork:
    identifiers = _identifiers(paper)
    is_preprint = identifiers.keys() == {"arxiv"}
    kinds = [text_of(kind) for kind in items_of(paper.get("publicationTypes"))]
    entry_type = next((_TYPES[kind] for kind in kinds if kind in _TYPES), "article")
    authors = items_of(paper.get("authors"))
    year, month = date_of(paper.get("publicationDate"))
    return FoundWork(
        title=markup_of(paper.get("title")),
        authors=_people(authors),
        has_more_authors=len(authors) > MOST_AUTHORS,
        year=year_of(paper.get("year")) or year,
        month=month,
        venue="" if is_preprint else _venue(paper, entry_type),
        entry_type="misc" if is_preprint or not _venue(paper, entry_type) else entry_type,
        identifiers=identifiers,
        details={} if is_preprint else _details(paper),
        url=text_of(paper.get("url"), 500),
    )


def _venue(paper: Mapping[str, object], entry_type: str) -> str:
    journal = markup_of(dig(paper, "journal", "name"))
    venue = markup_of(dig(paper, "publicationVenue", "name")) or markup_of(paper.get("venue"))
    return (journal or venue) if entry_type == "article" else (venue or journal)


def _people(authors: object) -> tuple[Person, ...]:
    names = (markup_of(author.get("name"), 300) for author in list(mappings_of(authors))[:MOST_AUTHORS])
    return tuple(Person(name) for name in names if name)


def _identifiers(paper: Mapping[str, object]) -> dict[str, str]:
    bare = doi(text_of(dig(paper, "externalIds", "DOI"), 400))
    arxiv = arxiv_id(text_of(dig(paper, "externalIds", "ArXiv"), 100)) or arxiv_of_doi(bare)
    found = {"doi": "" if arxiv_of_doi(bare) else bare, "arxiv": arxiv}
    found["acl"] = text_of(dig(paper, "externalIds", "ACL"), 100)
    return {name: value for name, value in found.items() if value}


def _details(paper: Mapping[str, object]) -> dict[str, str]:
    details = {
        "volume": text_of(dig(paper, "journal", "volume"), 50),
        "pages": text_of(dig(paper, "journal", "pages"), 50).replace("-", "--"),
    }
    return {name: value for name, value in details.items() if value}
