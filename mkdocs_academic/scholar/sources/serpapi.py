"""SerpApi: Google Scholar's profile of an author, read by a service that is paid for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from ...web.answers import dig, items_of, mapping_of, mappings_of, markup_of, read_json, text_of, year_of
from ...web.session import NotFound, Refused, ServiceError, Web
from ..records import Work
from .source import Asked, Found, FoundPaper
from .values import address_of, author_pub_id_of, count_of, known_of, per_year_of

BASE_URL = "https://serpapi.com"
KEY_VARIABLE = "SERPAPI_API_KEY"

_PER_PAGE = 100
_MOST_PAGES = 30
_FIGURES = {"citations": "cited_by", "h_index": "h_index", "i10_index": "i10_index"}


class SerpApi:
    """Source: https://serpapi.com/google-scholar-author-api and https://serpapi.com/google-scholar-author-cited-by"""

    title = "SerpApi"
    is_local = False

    def __init__(self, web: Web, base_url: str = BASE_URL, api_key: str = "") -> None:
        self._web = web
        self._base_url = base_url
        self._api_key = api_key

    def lacks(self, asked: Asked) -> str:
        if not asked.author.google_scholar:
            return "author.googlescholar is not set"
        return "" if self._api_key else f"{KEY_VARIABLE} is not set"

    def find(self, asked: Asked) -> Found:
        """Return the whole profile: a page that fails fails all of it."""
        found: Found | None = None
        papers: dict[str, FoundPaper] = {}
        start = 0
        for _ in range(_MOST_PAGES):
            answer = self._page(asked.author.google_scholar, start)
            found = found or _profile(answer)
            before = len(papers)
            for paper in _papers(answer):
                papers.setdefault(paper.work.author_pub_id, paper)
            start += len(items_of(answer.get("articles")))
            if not dig(answer, "serpapi_pagination", "next"):
                return found._replace(papers=tuple(papers.values()))
            if len(papers) == before:
                raise ServiceError("shows the same page again instead of the next one")
        raise ServiceError(f"lists more than {_MOST_PAGES * _PER_PAGE:,} papers, which is no one author")

    def _page(self, author_id: str, start: int) -> Mapping[str, object]:
        params = {"engine": "google_scholar_author", "author_id": author_id, "hl": "en", "num": str(_PER_PAGE)}
        params |= {"start": str(start), "api_key": self._api_key}
        try:
            answer = read_json(self._web.get(f"{self._base_url}/search", params=params))
        except Refused as error:
            if error.status in (401, 403):
                message = f"does not accept the key in {KEY_VARIABLE} ({error.status})"
                raise Refused(message, error.status) from error
            raise
        if error_text := answer.get("error"):
            said = self._without_key(text_of(error_text)) or "an error"
            kind = NotFound if "hasn't returned any results" in said else ServiceError
            raise kind(f"answers: {said.rstrip('.')}")
        if not isinstance(answer.get("articles"), list) and not isinstance(answer.get("cited_by"), dict):
            raise ServiceError("the answer has an unknown form")
        return answer

    def _without_key(self, said: str) -> str:
        for key in (self._api_key, quote(self._api_key, safe="")):
            said = said.replace(key, "…")
        return said[:200]


def _profile(answer: Mapping[str, object]) -> Found:
    cited_by = mapping_of(answer.get("cited_by"))
    figures: dict[str, int | None] = {}
    for row in mappings_of(cited_by.get("table")):
        for key, name in _FIGURES.items():
            values = mapping_of(row.get(key))
            since = next((value for written, value in values.items() if written.startswith("since")), None)
            if values:
                figures |= {name: count_of(values.get("all")), f"{name}_5y": count_of(since)}
    return Found(
        name=markup_of(dig(answer, "author", "name"), 300),
        figures=known_of(figures),
        per_year=per_year_of((row.get("year"), row.get("citations")) for row in mappings_of(cited_by.get("graph"))),
    )


def _papers(answer: Mapping[str, object]) -> Iterator[FoundPaper]:
    for article in mappings_of(answer.get("articles")):
        author_pub_id = author_pub_id_of(article.get("citation_id"))
        cited_by = mapping_of(article.get("cited_by"))
        citations = 0 if cited_by.get("value") is None else count_of(cited_by["value"])  # none is written as null
        if author_pub_id and citations is not None:
            work = Work(markup_of(article.get("title")), year_of(article.get("year")), author_pub_id)
            yield FoundPaper(work, citations, address_of(cited_by.get("link")))
