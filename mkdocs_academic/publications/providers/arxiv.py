"""arXiv: preprints, and what their authors noted about the publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...identifiers.pasted import ARXIV_PREFIX, arxiv_id, doi
from ...web.answers import date_of, read_xml, text_of
from ...web.session import NotFound, ServiceError, Web
from .work import MOST_AUTHORS, FoundWork, Person

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BASE_URL = "https://export.arxiv.org"

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_IDS_AT_ONCE = 50


class Arxiv:
    """Source: https://info.arxiv.org/help/api/user-manual.html"""

    title = "arXiv"

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def find(self, identifier: str) -> FoundWork:
        """Return the preprint with an arXiv id; raises as `WorkProvider.find` says."""
        found = self.find_all([identifier])
        if identifier not in found:
            raise NotFound("arXiv does not know it")
        return found[identifier]

    def find_all(self, identifiers: list[str]) -> dict[str, FoundWork]:
        """Return the preprints that arXiv knows of `identifiers`, by their identifiers."""
        found: dict[str, FoundWork] = {}
        for start in range(0, len(identifiers), _IDS_AT_ONCE):
            some = identifiers[start : start + _IDS_AT_ONCE]
            params = {"id_list": ",".join(some), "max_results": str(len(some))}
            root = read_xml(self._web.get(f"{self._base_url}/api/query", params=params, accept="application/atom+xml"))
            if root.tag != f"{_ATOM}feed":
                raise ServiceError("the answer has an unknown form")
            works = [_work(entry) for entry in root.findall(f"{_ATOM}entry")]
            found |= {work.identifiers["arxiv"]: work for work in works if work.title and work.identifiers["arxiv"]}
        return found


def _work(entry: Element) -> FoundWork:
    names = [text_of(author.findtext(f"{_ATOM}name"), 300) for author in entry.findall(f"{_ATOM}author")]
    year, month = date_of(entry.findtext(f"{_ATOM}published"))
    category = entry.find(f"{_ARXIV}primary_category")
    published = doi(text_of(entry.findtext(f"{_ARXIV}doi")).partition(" ")[0])
    return FoundWork(
        title=text_of(entry.findtext(f"{_ATOM}title")),
        authors=tuple(Person(name) for name in names[:MOST_AUTHORS] if name),
        has_more_authors=len(names) > MOST_AUTHORS,
        year=year,
        month=month,
        identifiers={
            "arxiv": arxiv_id(text_of(entry.findtext(f"{_ATOM}id"))),
            "arxiv_class": text_of(category.get("term"), 30) if category is not None else "",
        },
        is_tex=True,
        published_doi="" if published.startswith(ARXIV_PREFIX) else published,
        published_in=text_of(entry.findtext(f"{_ARXIV}journal_ref"), 300),
    )
