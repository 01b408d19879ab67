"""DBLP: the computer science bibliography's list of a person."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...identifiers.pasted import arxiv_id, arxiv_of_doi, doi
from ...web.answers import read_xml, text_of, year_of
from ...web.session import ServiceError, Web
from .work import MOST_AUTHORS, FoundWork, Listing, Person, listing

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BASE_URL = "https://dblp.org"

_TYPES = MappingProxyType(
    {
        "article": "article",
        "inproceedings": "inproceedings",
        "proceedings": "proceedings",
        "book": "book",
        "incollection": "incollection",
        "phdthesis": "phdthesis",
        "mastersthesis": "mastersthesis",
    }
)
_HOMONYM = re.compile(r" \d{4}$")
_REPRINTS = ("withdrawn", "encyclopedia")


class Dblp:
    """Source: https://dblp.org/xml/docu/dblpxml.pdf and https://dblp.org/faq/How+to+use+the+dblp+search+API.html"""

    title = "DBLP"

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def works_of(self, author_id: str) -> Listing:
        """Return the works of a person, given by their pid; raises as `AuthorProvider.works_of` says."""
        root = read_xml(self._web.get(f"{self._base_url}/pid/{author_id}.xml", accept="application/xml"))
        if root.tag != "dblpperson":
            raise ServiceError("the answer has an unknown form")
        records = [record for group in root.iterfind("r") for record in group if record.tag in _TYPES]
        return listing([_work(record) for record in records if record.get("publtype") not in _REPRINTS])


def _work(record: Element) -> FoundWork:
    identifiers = _identifiers(record)
    is_preprint = record.get("publtype") == "informal" and "arxiv" in identifiers
    entry_type = "misc" if is_preprint else _TYPES[record.tag]
    venue = {"article": "journal", "phdthesis": "school", "mastersthesis": "school"}.get(entry_type, "booktitle")
    names = [_HOMONYM.sub("", _text(author)) for author in record.iterfind("author")]
    return FoundWork(
        title=_text(record.find("title")).removesuffix("."),
        authors=tuple(Person(name) for name in names[:MOST_AUTHORS] if name),
        editors=tuple(Person(_HOMONYM.sub("", _text(editor))) for editor in record.iterfind("editor")),
        has_more_authors=len(names) > MOST_AUTHORS,
        year=year_of(_text(record.find("year"))),
        venue="" if is_preprint else _text(record.find("publisher" if entry_type == "book" else venue)),
        entry_type=entry_type,
        identifiers=identifiers,
        details={} if is_preprint else _details(record),
        url=_text(record.find("ee")),
    )


def _text(element: Element | None) -> str:
    """Return the text of an element; a title may have `<sub>`, `<sup>`, `<i>` and `<tt>` within."""
    return text_of("".join(element.itertext())) if element is not None else ""


def _identifiers(record: Element) -> dict[str, str]:
    found = {"dblp": text_of(record.get("key"), 200)}
    for address in (_text(element) for element in record.iterfind("ee")):
        bare = doi(address)
        arxiv = arxiv_of_doi(bare) or (arxiv_id(address) if "arxiv.org/" in address.lower() else "")
        if arxiv:
            found.setdefault("arxiv", arxiv)
        elif bare:
            found.setdefault("doi", bare)
    return found


def _details(record: Element) -> dict[str, str]:
    details = {name: _text(record.find(name)) for name in ("volume", "number", "pages", "publisher", "series")}
    details["pages"] = details["pages"].replace("-", "--")
    return {name: value for name, value in details.items() if value}
