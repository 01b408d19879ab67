"""Publications as CSL-JSON, which citation processors and reference managers read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from .characters import one_line
from .kinds import Kind, container, genre, institution, kind_of, pages, web_url
from .languages import language_code
from .records import Author, PartialDate, Publication

_TYPES = MappingProxyType(
    {
        Kind.ARTICLE: "article-journal",
        Kind.PAPER: "paper-conference",
        Kind.BOOK: "book",
        Kind.CHAPTER: "chapter",
        Kind.THESIS: "thesis",
        Kind.REPORT: "report",
        Kind.PREPRINT: "article",
        Kind.DATASET: "dataset",
        Kind.SOFTWARE: "software",
        Kind.PATENT: "patent",
        Kind.TALK: "speech",
        Kind.OTHER: "document",
    }
)
_OTHERS = {"literal": "others"}
# Ours by the variable of CSL; `number` is told apart by the kind.
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
    kind, details = kind_of(publication), publication.details
    texts = {
        "title": publication.title.plain,
        "page": pages(publication).replace("–", "-"),
        "genre": genre(publication, kind),
        "DOI": publication.identifiers.get("doi", ""),
        "PMID": publication.identifiers.get("pmid", ""),
        "PMCID": publication.identifiers.get("pmcid", ""),
        "URL": web_url(publication),
        "abstract": publication.abstract.plain,
        "language": language_code(details.get("language", "")),
        "keyword": ", ".join(publication.keywords),
        "note": publication.note.plain,
        **{variable: details.get(field, "") for variable, field in _DETAILS.items()},
        **_by_kind(publication, kind),
    }
    item: dict[str, Any] = {"id": one_line(publication.citation_key), "type": _TYPES[kind]}
    if publication.authors:
        item["author"] = [csl_name(author) for author in publication.authors]
        if publication.has_more_authors:
            item["author"].append(dict(_OTHERS))
    if publication.editors:
        item["editor"] = [csl_name(editor) for editor in publication.editors]
    if publication.date:
        item["issued"] = {"date-parts": [_date_parts(publication.date)]}
    item.update((variable, one_line(text)) for variable, text in texts.items() if text)
    return item


def csl_name(author: Author) -> dict[str, str]:
    name = author.name
    if name.is_literal:
        return {"literal": one_line(name.family)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: one_line(text) for part, text in parts.items() if text}


def export_csl_json(publications: Iterable[Publication]) -> str:
    """Return a file of CSL-JSON, one item a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    items = [encode(to_csl_json(publication)) for publication in publications]
    return "[\n" + ",\n".join(items) + "\n]\n"


def _by_kind(publication: Publication, kind: Kind) -> dict[str, str]:
    number = publication.details.get("number", "")
    match kind:
        case Kind.ARTICLE:
            return {"container-title": container(publication).plain, "issue": number}
        case Kind.PAPER | Kind.CHAPTER:
            return {"container-title": container(publication).plain, "collection-number": number}
        case Kind.BOOK:
            return {"collection-number": number}
        case Kind.THESIS | Kind.REPORT:
            return {"publisher": institution(publication), "number": number}
        case Kind.PREPRINT:
            arxiv = publication.identifiers.get("arxiv", "")
            archive = "arXiv" if arxiv else publication.venue.plain
            return {"publisher": archive, "number": f"arXiv:{arxiv}" if arxiv else number}
    return {"number": number, "publisher": publication.details.get("publisher") or publication.venue.plain}


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day if date.month else None) if part is not None]
