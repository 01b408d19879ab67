"""Semantic Scholar: the citations of an author and of papers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote

from ...web.answers import (
    dig,
    mapping_of,
    mappings_of,
    markup_of,
    number_of,
    read_json,
    read_json_list,
    year_of,
)
from ...web.session import NotFound, Refused, ServiceError, Web
from ..records import MAX_COUNT, Work
from .source import Asked, Found, FoundPaper
from .values import (
    NO_IDENTIFIER,
    Papers,
    ask_each,
    batches,
    count_of,
    first_that_answers,
    identified,
    identifiers_of,
    known_of,
    named,
)

BASE_URL = "https://api.semanticscholar.org"
KEY_VARIABLE = "S2_API_KEY"

_PER_PAGE = 500
_MOST = 9_999  # the service itself serves no more
_PER_BATCH = 250  # papers with up to two identifiers each, of which 500 are allowed
_MOST_REQUESTS = 8
_FIELDS = "title,year,externalIds,citationCount"


class SemanticScholar:
    """An author's citations and h-index; it does not know the other figures.

    Source: https://api.semanticscholar.org/api-docs/graph
    """

    title = "Semantic Scholar"
    is_local = False

    def __init__(self, web: Web, base_url: str = BASE_URL, api_key: str = "") -> None:
        self._web = web
        self._base_url = f"{base_url}/graph/v1"
        self._headers = {"x-api-key": api_key} if api_key else {}

    def lacks(self, asked: Asked) -> str:
        if asked.author.semantic_scholar or identified(asked.works):
            return ""
        return f"author.semanticscholar is not set, and {NO_IDENTIFIER}"

    def find(self, asked: Asked) -> Found:
        author_id = asked.author.semantic_scholar
        found, is_known = Found(), True
        if asked.wants_author and author_id:
            found, is_known = self._author(author_id)
        ways: dict[str, Callable[[], Papers]] = {}
        if author_id and is_known:
            ways["the list of the author's papers"] = lambda: (tuple(self._papers_of(author_id)), ())
        if works := identified(asked.works):
            ways["the papers' identifiers"] = lambda: ask_each(
                batches(works, _PER_BATCH), self._batch, most=_MOST_REQUESTS
            )
        papers, notes = first_that_answers(ways, is_optional=bool(found.figures))
        if not papers and not is_known:
            raise NotFound(*found.notes)
        return found._replace(papers=papers, notes=(*found.notes, *notes))

    def _author(self, author_id: str) -> tuple[Found, bool]:
        """Return what is known of the author, and whether there is one with this id."""
        try:
            answer = self._get(f"author/{quote(author_id, safe='')}", fields="name,citationCount,hIndex")
        except NotFound:
            return Found(notes=(f"knows no author {author_id!r}",)), False
        figures = {"cited_by": count_of(answer.get("citationCount")), "h_index": count_of(answer.get("hIndex"))}
        if figures["cited_by"] is None:
            raise ServiceError("the answer has an unknown form")
        return Found(name=markup_of(answer.get("name"), 300), figures=known_of(figures)), True

    def _papers_of(self, author_id: str) -> Iterator[FoundPaper]:
        path = f"author/{quote(author_id, safe='')}/papers"
        offset = 0
        while True:
            answer = self._get(path, fields=_FIELDS, limit=str(_PER_PAGE), offset=str(offset))
            if not isinstance(answer.get("data"), list):
                raise ServiceError("the answer has an unknown form")
            yield from (found for paper in mappings_of(answer["data"]) if (found := _paper(paper)))
            following = number_of(answer.get("next"), 0, MAX_COUNT)
            if following is None:
                return
            if not offset < following <= _MOST - _PER_PAGE:
                raise ServiceError(f"it lists more than {_MOST - _PER_PAGE:,} papers, which is no one author")
            offset = following

    def _batch(self, works: Sequence[Work]) -> Iterator[FoundPaper]:
        """Yield what is known of the papers: the answer has one item for each identifier, null for an unknown one."""
        ids = [(work, name) for work in works for name in _names(work)]
        url = f"{self._base_url}/paper/batch"
        headers = {**self._headers, "Content-Type": "application/json"}
        body = json.dumps({"ids": [name for _, name in ids]}).encode()
        try:
            answer = self._web.ask(url, params={"fields": _FIELDS}, headers=headers, body=body)
        except Refused as error:
            if error.status == 400:  # which is how it says that it knows none of them
                return
            raise
        items = read_json_list(answer.body)
        if len(items) != len(ids):
            raise ServiceError("the answer has an unknown form")
        found: dict[Work, FoundPaper] = {}
        for (work, _), item in zip(ids, items, strict=True):
            if paper := _paper(mapping_of(item)):
                found.setdefault(work, paper._replace(work=named(paper.work, work)))
        yield from found.values()

    def _get(self, path: str, **params: str) -> Mapping[str, object]:
        return read_json(self._web.ask(f"{self._base_url}/{path}", params=params, headers=self._headers).body)


def _names(work: Work) -> Iterator[str]:
    if work.doi:
        yield f"DOI:{work.doi}"
    if work.arxiv:
        yield f"ARXIV:{work.arxiv}"


def _paper(paper: Mapping[str, object]) -> FoundPaper | None:
    citations = count_of(paper.get("citationCount"))
    if citations is None:
        return None
    bare, arxiv = identifiers_of(dig(paper, "externalIds", "DOI"), dig(paper, "externalIds", "ArXiv"))
    return FoundPaper(Work(markup_of(paper.get("title")), year_of(paper.get("year")), doi=bare, arxiv=arxiv), citations)
