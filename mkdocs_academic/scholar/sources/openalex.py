"""OpenAlex: the citations of an author and of works, counted from open records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote

from ...identifiers.pasted import ARXIV_PREFIX
from ...web.answers import dig, mappings_of, markup_of, read_json, text_of, year_of
from ...web.session import NotFound, ServiceError, Web
from ..records import Work
from .source import Asked, Author, Found, FoundPaper
from .values import (
    NO_IDENTIFIER,
    Papers,
    Wanted,
    ask_each,
    batches,
    count_of,
    first_that_answers,
    identified,
    identifiers_of,
    known_of,
    named,
    per_year_of,
)

BASE_URL = "https://api.openalex.org"
KEY_VARIABLE = "OPENALEX_API_KEY"

_PER_PAGE = 100
_MOST_PAGES = 50
_PER_FILTER = 50
_MOST_REQUESTS = 200
_AUTHOR_FIELDS = "id,display_name,cited_by_count,summary_stats,counts_by_year"
_WORK_FIELDS = "id,doi,title,publication_year,cited_by_count,locations,ids"
_WORK_ID = re.compile(r"https://openalex\.org/(W\d{1,14})", re.ASCII)
_SEPARATORS = re.compile(r"[,|+!]")  # what has a meaning between the values of a filter


class OpenAlex:
    """An author's figures, without those of five years; citations per year of the last ten years only.

    A single author or work is free, a list costs a little of what everybody has for a day, which is ten times as much
    with a key. So works are asked for one by one without a key, and by lists of their DOIs with one.

    Source: https://developers.openalex.org/api-reference/authentication and …/api-reference/works
    """

    title = "OpenAlex"
    is_local = False

    def __init__(self, web: Web, base_url: str = BASE_URL, api_key: str = "") -> None:
        self._web = web
        self._base_url = base_url
        self._api_key = api_key

    def lacks(self, asked: Asked) -> str:
        if _author_key(asked.author) or identified(asked.works):
            return ""
        return f"neither author.openalex nor author.orcid is set, and {NO_IDENTIFIER}"

    def find(self, asked: Asked) -> Found:
        author_key = _author_key(asked.author)
        found, is_known = Found(), True
        if asked.wants_author and author_key:
            found, is_known = self._author(author_key)
        ways: dict[str, Callable[[], Papers]] = {}
        if author_key and is_known:
            ways["the list of the author's papers"] = lambda: (tuple(self._works_of(author_key)), ())
        if works := identified(asked.works):
            ways["the papers' identifiers"] = lambda: self._works(works)
        papers, notes = first_that_answers(ways, is_optional=bool(found.figures))
        if not papers and not is_known:
            raise NotFound(*found.notes)
        return found._replace(papers=papers, notes=(*found.notes, *notes))

    def _author(self, author_key: str) -> tuple[Found, bool]:
        """Return what is known of the author, and whether there is one with this id."""
        try:
            answer = self._get(f"authors/{quote(author_key, safe=':')}", select=_AUTHOR_FIELDS)
        except NotFound:
            return Found(notes=(f"knows no author {author_key.removeprefix('orcid:')!r}",)), False
        figures = {
            "cited_by": count_of(answer.get("cited_by_count")),
            "h_index": count_of(dig(answer, "summary_stats", "h_index")),
            "i10_index": count_of(dig(answer, "summary_stats", "i10_index")),
        }
        if figures["cited_by"] is None:
            raise ServiceError("the answer has an unknown form")
        years = mappings_of(answer.get("counts_by_year"))
        return Found(
            name=markup_of(answer.get("display_name"), 300),
            figures=known_of(figures),
            per_year=per_year_of((row.get("year"), row.get("cited_by_count")) for row in years),
        ), True

    def _works_of(self, author_key: str) -> Iterator[FoundPaper]:
        scheme, _, orcid = author_key.partition(":")
        query = f"author.orcid:{orcid}" if orcid else f"author.id:{scheme}"
        cursor = "*"
        for _ in range(_MOST_PAGES):
            answer = self._list(filter=query, cursor=cursor)
            yield from (paper for work in mappings_of(answer["results"]) if (paper := _paper(work)))
            cursor = text_of(dig(answer, "meta", "next_cursor"))
            if not cursor or not answer["results"]:
                return
        raise ServiceError(f"it lists more than {_MOST_PAGES * _PER_PAGE:,} works, which is no one author")

    def _works(self, works: Sequence[Work]) -> Papers:
        plain = [work for work in works if self._api_key and not _SEPARATORS.search(_doi(work))]
        single = [work for work in works if work not in set(plain)]
        groups = [*batches(plain, _PER_FILTER), *batches(single, 1)]
        return ask_each(groups, self._group, most=_MOST_REQUESTS)

    def _group(self, group: Sequence[Work]) -> Iterator[FoundPaper]:
        return self._work(group[0]) if len(group) == 1 else self._batch(group)

    def _work(self, work: Work) -> Iterator[FoundPaper]:
        try:
            answer = self._get(f"works/doi:{quote(_doi(work), safe='')}", select=_WORK_FIELDS)
        except NotFound:  # an answer: it does not know the work
            return
        paper = _paper(answer)
        if paper is None:
            raise ServiceError("the answer has an unknown form")
        yield paper._replace(work=named(paper.work, work))

    def _batch(self, group: Sequence[Work]) -> Iterator[FoundPaper]:
        wanted = Wanted(group)
        answer = self._list(filter="doi:" + "|".join(_doi(work) for work in group))
        for result in mappings_of(answer["results"]):
            paper = _paper(result)
            if paper and paper.work in wanted:
                yield paper._replace(work=wanted.named(paper.work))

    def _list(self, **params: str) -> Mapping[str, object]:
        answer = self._get("works", **params, per_page=str(_PER_PAGE), select=_WORK_FIELDS)
        if not isinstance(answer.get("results"), list):
            raise ServiceError("the answer has an unknown form")
        return answer

    def _get(self, path: str, **params: str) -> Mapping[str, object]:
        keyed = {**params, "api_key": self._api_key} if self._api_key else params
        return read_json(self._web.get(f"{self._base_url}/{path}", params=keyed))


def _author_key(author: Author) -> str:
    return author.openalex or (f"orcid:{author.orcid}" if author.orcid else "")


def _doi(work: Work) -> str:
    return work.doi or f"{ARXIV_PREFIX}{work.arxiv}"


def _paper(work: Mapping[str, object]) -> FoundPaper | None:
    citations = count_of(work.get("cited_by_count"))
    if citations is None:
        return None
    addresses = (text_of(location.get("landing_page_url"), 400) for location in mappings_of(work.get("locations")))
    of_arxiv = next((address for address in addresses if "arxiv.org/" in address.lower()), "")
    bare, arxiv = identifiers_of(work.get("doi"), of_arxiv)
    found = Work(markup_of(work.get("title")), year_of(work.get("publication_year")), doi=bare, arxiv=arxiv)
    work_id = _WORK_ID.fullmatch(text_of(work.get("id"), 100))
    return FoundPaper(
        found, citations, f"https://openalex.org/works?filter=cites:{work_id[1].lower()}" if work_id else ""
    )
