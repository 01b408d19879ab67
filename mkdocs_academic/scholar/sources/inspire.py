"""INSPIRE: the citations of papers on high-energy physics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...web.answers import date_of, dig, mapping_of, mappings_of, markup_of, number_of, read_json, text_of
from ...web.session import ServiceError, Web
from ..records import Work
from .source import Asked, Found, FoundPaper
from .values import NO_IDENTIFIER, Wanted, ask_each, batches, count_of, identified, identifiers_of

BASE_URL = "https://inspirehep.net"

_PER_QUERY = 25
_MOST_REQUESTS = 20
_FIELDS = "citation_count,titles,dois,arxiv_eprints,control_number,earliest_date"


class Inspire:
    """Papers only, by their DOIs and arXiv identifiers.

    Searches alone promise to count the citations, and to send no more than the fields asked for; a search for several
    identifiers is one request. A query that is not understood finds other papers: these are left out.

    Source: https://github.com/inspirehep/rest-api-doc
    """

    title = "INSPIRE"
    is_local = False

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def lacks(self, asked: Asked) -> str:
        return "" if identified(asked.works) else NO_IDENTIFIER

    def find(self, asked: Asked) -> Found:
        groups = batches(identified(asked.works), _PER_QUERY)
        papers, notes = ask_each(groups, self._batch, most=_MOST_REQUESTS)
        return Found(papers=papers, notes=notes)

    def _batch(self, works: Sequence[Work]) -> Iterator[FoundPaper]:
        wanted = Wanted(works)
        query = " or ".join(term for work in works for term in _terms(work))
        params = {"q": query, "size": str(2 * len(works)), "fields": _FIELDS}
        answer = read_json(self._web.get(f"{self._base_url}/api/literature", params=params))
        hits = mapping_of(answer.get("hits")).get("hits")
        if not isinstance(hits, list):
            raise ServiceError("the answer has an unknown form")
        for hit in mappings_of(hits):
            yield from _papers(mapping_of(hit.get("metadata")), wanted)


def _terms(work: Work) -> Iterator[str]:
    if work.doi:
        yield f'doi:"{work.doi}"'
    if work.arxiv:
        yield f'eprint:"{work.arxiv}"'


def _papers(record: Mapping[str, object], wanted: Wanted) -> Iterator[FoundPaper]:
    """Yield the paper of a record if it is among those wanted: it may have several DOIs, of an erratum for example."""
    citations = count_of(record.get("citation_count"))
    arxiv = text_of(dig(record, "arxiv_eprints", "value"), 100)
    dois = [text_of(row.get("value"), 400) for row in mappings_of(record.get("dois"))] or [""]
    title, year = markup_of(dig(record, "titles", "title")), date_of(record.get("earliest_date"))[0]
    found = (Work(title, year, "", *identifiers_of(doi, arxiv)) for doi in dois)
    work = next((work for work in found if work in wanted), None)
    if work is not None and citations is not None:
        yield FoundPaper(wanted.named(work), citations, _cited_by_url(record))


def _cited_by_url(record: Mapping[str, object]) -> str:
    number = number_of(record.get("control_number"), 1, 10**9)
    return f"https://inspirehep.net/literature?q=refersto%3Arecid%3A{number}" if number else ""
