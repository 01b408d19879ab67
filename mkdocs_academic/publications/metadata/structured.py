"""A publication as structured data, which search engines and reading tools understand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

from ...characters import one_line
from ..kinds import ARTICLE, BOOK, IN_BOOKS, arxiv_url, doi_url, genre, institution, is_web, numbers
from ..languages import language_code
from ..records import Author, Publication

_TYPES = MappingProxyType(
    {
        "journal": "ScholarlyArticle",
        "conference": "ScholarlyArticle",
        "workshop": "ScholarlyArticle",
        "preprint": "ScholarlyArticle",
        "book": "Book",
        "chapter": "Chapter",
        "thesis": "Thesis",
        "report": "Report",
        "dataset": "Dataset",
        "software": "SoftwareSourceCode",
    }
)
_HAS_PAGES = frozenset({"ScholarlyArticle", "Chapter", "Report"})
_REGISTRIES = MappingProxyType({"doi": "DOI", "arxiv": "arXiv", "pmid": "PMID", "pmcid": "PMCID", "hal": "HAL"})

Data = dict[str, Any]


def json_ld(
    publication: Publication,
    *,
    page_url: str,
    pdf_url: str = "",
    image_url: str = "",
    person_id: str = "",
    site_url: str = "",
) -> Data:
    """Return `publication` as a work of schema.org, with no property that its type does not have.

    Arguments:
        page_url: The address of its page.
        pdf_url: The absolute address of the publication itself.
        image_url: The absolute address of a picture of it.
        person_id: The `@id` of the owner, by which the owner's page and this one speak of the same person.
        site_url: Where co-authors' pages that are relative to the site's root are.

    Source: https://schema.org/ScholarlyArticle, version 30.0, and the other types of `_TYPES`
    """
    publication = publication.printable
    category, details = publication.category, publication.details
    work_type = _TYPES.get(category, "CreativeWork")
    person = partial(_person, person_id=person_id, site_url=site_url)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": work_type,
            "@id": page_url,
            "name": publication.title.plain,
            "headline": publication.title.plain,
            "author": [person(author) for author in publication.authors],
            **({} if category in IN_BOOKS else _editors(publication, person)),
            "datePublished": publication.date.isoformat() if publication.date else "",
            "isPartOf": _container(publication, person),
            "abstract": publication.abstract.plain,
            "keywords": list(publication.keywords),
            "publisher": _organization(details.get("publisher", "")),
            "inLanguage": language_code(details.get("language", "")),
            "identifier": _identifiers(publication),
            "sameAs": _same_as(publication),
            "url": page_url,
            "image": image_url if is_web(image_url) else "",
            "award": publication.award.plain,
            "encoding": _file(pdf_url),
            **_own_properties(publication, work_type),
        }
    )


def _own_properties(publication: Publication, work_type: str) -> Data:
    """Return what the type has beyond the properties of a CreativeWork."""
    details = publication.details
    own: Data = {}
    if work_type in _HAS_PAGES:
        first, last = publication.page_span
        own |= {"pagination": publication.pages, "pageStart": first, "pageEnd": last}
    match publication.category:
        case "book":
            total = details.get("pagetotal", "")
            own |= _book_numbers(publication)
            own["numberOfPages"] = int(total) if total.isascii() and total.isdigit() and len(total) < 7 else 0
        case "thesis":
            own |= {"genre": genre(publication), "sourceOrganization": _organization(institution(publication))}
        case "report":
            own["reportNumber"] = details.get("number", "")
            own["sourceOrganization"] = _organization(institution(publication))
        case "software":
            own["version"] = details.get("version", "")
            own["codeRepository"] = next(
                (link.url for link in publication.links if link.key == "code" and is_web(link.url)), ""
            )
        case "dataset":
            own["version"] = details.get("version", "")
    return own


def _container(publication: Publication, person: Callable[[Author], Data]) -> Data:
    category, details = publication.category, publication.details
    name = publication.container.plain
    if category == ARTICLE:
        return _periodical(publication, name)
    series = {"@type": "BookSeries", "name": details.get("series", "")}
    if category in IN_BOOKS and name:
        book = {**_editors(publication, person), **_book_numbers(publication), "isPartOf": _named(series)}
        return _known({"@type": "Book", "name": name, **book})
    return _named(series) if category == BOOK else {}


def _editors(publication: Publication, person: Callable[[Author], Data]) -> Data:
    """Return the editors, of whom schema.org expects that they are persons, and the organisations among them."""
    organizations = [editor for editor in publication.editors if editor.name.is_literal]
    return {
        "editor": [person(editor) for editor in publication.editors if not editor.name.is_literal],
        "contributor": [person(editor) for editor in organizations],
    }


def _periodical(publication: Publication, name: str) -> Data:
    """Return the journal, or the volume or the issue in it that is known."""
    details = publication.details
    part = _named(_known({"@type": "Periodical", "name": name, "issn": numbers(details.get("issn", ""))}))
    if volume := details.get("volume", ""):
        part = _known({"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": part})
    if number := details.get("number", ""):
        part = _known({"@type": "PublicationIssue", "issueNumber": number, "isPartOf": part})
    return part


def _book_numbers(publication: Publication) -> Data:
    details = publication.details
    return {
        "isbn": numbers(publication.identifiers.get("isbn") or details.get("isbn", "")),
        "bookEdition": details.get("edition", ""),
    }


def _person(author: Author, *, person_id: str, site_url: str) -> Data:
    name, url = author.name, _absolute(author.url, site_url)
    if name.is_literal:
        return _known({"@type": "Organization", "name": name.text, "url": url})
    return _known(
        {
            "@type": "Person",
            "@id": person_id if author.is_owner else "",
            "name": name.text,
            "givenName": name.given,
            "familyName": f"{name.particle} {name.family}" if name.particle else name.family,
            "honorificSuffix": name.suffix,
            "url": url,
        }
    )


def _absolute(url: str, site_url: str) -> str:
    """Return where a person's page is, "" where that is not known."""
    if is_web(url) or not url:
        return url
    try:
        joined = urljoin(site_url, url)
    except ValueError:  # such as "//["
        return ""
    return joined if is_web(joined) else ""


def _organization(name: str) -> Data:
    return _named({"@type": "Organization", "name": name})


def _identifiers(publication: Publication) -> list[Data]:
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for key, name in _REGISTRIES.items()
        if (value := publication.identifiers.get(key, ""))
    ]


def _same_as(publication: Publication) -> list[str]:
    """Return the addresses of the publication elsewhere: those of its identifiers."""
    identifiers = publication.identifiers
    urls = [doi_url(identifiers.get("doi", "")), arxiv_url(identifiers.get("arxiv", ""))]
    urls += [one_line(link.url) for link in publication.links if link.key in identifiers and is_web(link.url)]
    return list(dict.fromkeys(url for url in urls if url))


def _file(url: str) -> Data:
    if not is_web(url):
        return {}
    return {"@type": "MediaObject", "contentUrl": url, "encodingFormat": "application/pdf"}


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}


def _named(data: Data) -> Data:
    return data if data.get("name") else {}
