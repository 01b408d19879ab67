"""Publications as CSL-JSON, which citation processors and reference managers read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from ..characters import one_line
from .kinds import ARTICLE, BOOK, IN_BOOKS, ISSUED, PREPRINT, genre, institution, web_url
from .languages import language_code
from .records import Author, PartialDate, Publication

_TYPES = MappingProxyType(
    {
        "journal": "article-journal",
        "conference": "paper-conference",
        "workshop": "paper-conference",
        "book": "book",
        "chapter": "chapter",
        "thesis": "thesis",
        "report": "report",
        "preprint": "article",
        "dataset": "dataset",
        "software": "software",
        "patent": "patent",
        "talk": "speech",
    }
)
_OTHERS = {"literal": "others"}
_NAME_PARTS = ("family", "given", "non-dropping-particle", "suffix")
# Ours by the variable of CSL; `number` is told apart by the category.
_DETAILS = MappingProxyType(
    {
        "volume": "volume",
        "edition": "edition",
        "publisher": "publisher",
        "publisher-place": "address",
        "collection-title": "series",
        "chapter-number": "chapter",
        "number-of-pages": "pagetotal",
        "event-title": "eventtitle",
        "version": "version",
        "ISBN": "isbn",
        "ISSN": "issn",
    }
)


def to_csl_json(publication: Publication) -> dict[str, Any]:
    """Return `publication` as an item of CSL-JSON, all text plain.

    The name `others` ends a list of authors of which the rest is not known: CSL-JSON has no sign for that.

    Source: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json (1.0.2)
    """
    publication = publication.printable
    details, identifiers = publication.details, publication.identifiers
    texts = {
        "title": publication.title.plain,
        "page": publication.pages.replace("–", "-"),
        "genre": genre(publication),
        "DOI": identifiers.get("doi"),
        "PMID": identifiers.get("pmid"),
        "PMCID": identifiers.get("pmcid"),
        "URL": web_url(publication),
        "abstract": publication.abstract.plain,
        "language": language_code(details.get("language", "")),
        "keyword": ", ".join(publication.keywords),
        "note": publication.note.plain,
    }
    texts.update((variable, details[field]) for variable, field in _DETAILS.items() if field in details)
    texts.update(_by_category(publication))
    item: dict[str, Any] = {
        "id": one_line(publication.citation_key),
        "type": _TYPES.get(publication.category, "document"),
    }
    if publication.authors:
        item["author"] = [csl_name(author) for author in publication.authors]
        if publication.has_more_authors:
            item["author"].append(dict(_OTHERS))
    if publication.editors:
        item["editor"] = [csl_name(editor) for editor in publication.editors]
    if publication.date:
        item["issued"] = {"date-parts": [_date_parts(publication.date)]}
    item.update((variable, text) for variable, text in texts.items() if text)
    return item


def csl_name(author: Author) -> dict[str, str]:
    name = author.name.printable
    if name.is_literal:
        return {"literal": name.family}
    family, given, particle, suffix, _ = name
    parts = zip(_NAME_PARTS, (family, given, particle, suffix), strict=True)
    return {part: text for part, text in parts if text}


def export_csl_json(publications: Iterable[Publication]) -> str:
    """Return a file of CSL-JSON, one item a line."""
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    items = [encode(to_csl_json(publication)) for publication in publications]
    return "[\n" + ",\n".join(items) + "\n]\n"


def _by_category(publication: Publication) -> dict[str, str]:
    category, number = publication.category, publication.details.get("number", "")
    if category == ARTICLE:
        return {"container-title": publication.container.plain, "issue": number}
    if category in IN_BOOKS:
        return {"container-title": publication.container.plain, "collection-number": number}
    if category == BOOK:
        return {"collection-number": number}
    if category in ISSUED:
        return {"publisher": institution(publication), "number": number}
    if category == PREPRINT:
        arxiv = publication.identifiers.get("arxiv", "")
        archive = "arXiv" if arxiv else publication.venue.plain
        return {"publisher": archive, "number": f"arXiv:{arxiv}" if arxiv else number}
    return {"number": number, "publisher": publication.details.get("publisher") or publication.venue.plain}


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day if date.month else None) if part is not None]
