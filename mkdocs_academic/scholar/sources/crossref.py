"""Crossref: how often other works with a DOI of Crossref's refer to a DOI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from ...web.answers import dig, items_of, mapping_of, mappings_of, markup_of, read_json, year_of
from ...web.session import NotFound, ServiceError, Web
from ..records import Work
from .source import Asked, Found, FoundPaper
from .values import Wanted, ask_each, batches, count_of, identified, identifiers_of, named

BASE_URL = "https://api.crossref.org"

_PER_FILTER = 40  # as many DOIs as an address can hold
_MOST_REQUESTS = 50
_FIELDS = "DOI,title,is-referenced-by-count,issued"


class Crossref:
    """Papers only, by their DOIs: it has no authors' figures.

    A filter that is written several times finds what any of them finds.

    Source: https://github.com/CrossRef/rest-api-doc and its issue 301
    """

    title = "Crossref"
    is_local = False

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def lacks(self, asked: Asked) -> str:
        return "" if identified(asked.works, arxiv_too=False) else "no paper has a DOI"

    def find(self, asked: Asked) -> Found:
        works = identified(asked.works, arxiv_too=False)
        plain = [work for work in works if "," not in work.doi]  # a comma parts the filters
        single = [work for work in works if "," in work.doi]
        groups = [*batches(plain, _PER_FILTER), *batches(single, 1)]
        papers, notes = ask_each(groups, self._group, most=_MOST_REQUESTS)
        return Found(papers=papers, notes=notes)

    def _group(self, group: Sequence[Work]) -> Iterator[FoundPaper]:
        return self._work(group[0]) if "," in group[0].doi else self._batch(group)  # a list sends less of a record

    def _batch(self, works: Sequence[Work]) -> Iterator[FoundPaper]:
        wanted = Wanted(works)
        filters = ",".join(f"doi:{work.doi}" for work in works)
        params = {"filter": filters, "select": _FIELDS, "rows": str(len(works))}
        items = self._message("works", params).get("items")
        if not isinstance(items, list):
            raise ServiceError("the answer has an unknown form")
        for item in mappings_of(items):
            paper = _paper(item)
            if paper and paper.work in wanted:
                yield paper._replace(work=wanted.named(paper.work))

    def _work(self, work: Work) -> Iterator[FoundPaper]:
        try:
            message = self._message(f"works/{quote(work.doi, safe='')}", {})
        except NotFound:  # an answer: it does not know the DOI
            return
        paper = _paper(message)
        if paper is None:
            raise ServiceError("the answer has an unknown form")
        yield paper._replace(work=named(paper.work, work))

    def _message(self, path: str, params: Mapping[str, str]) -> Mapping[str, object]:
        return mapping_of(read_json(self._web.get(f"{self._base_url}/{path}", params=params)).get("message"))


def _paper(item: Mapping[str, object]) -> FoundPaper | None:
    citations = count_of(item.get("is-referenced-by-count"))
    if citations is None:
        return None
    issued = items_of(dig(item, "issued", "date-parts"))
    bare, arxiv = identifiers_of(item.get("DOI"))
    year = year_of(issued[0]) if issued else None
    return FoundPaper(Work(markup_of(dig(item, "title")), year, doi=bare, arxiv=arxiv), citations)
