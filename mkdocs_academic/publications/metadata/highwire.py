"""Tags by which Google Scholar and reference managers read the page of a publication."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from urllib.parse import urlsplit

from ...characters import one_line
from ..kinds import (
    ARTICLE,
    CHAPTER,
    IN_BOOKS,
    ISSUED,
    PAPERS,
    REPORT,
    THESIS,
    doi_url,
    institution,
    is_web,
    numbers,
)
from ..languages import language_code
from ..records import PartialDate, Publication

_CONTAINERS = MappingProxyType(
    {
        ARTICLE: "citation_journal_title",
        **dict.fromkeys(PAPERS, "citation_conference_title"),
        CHAPTER: "citation_inbook_title",
    }
)
_ISSUERS = MappingProxyType(
    {THESIS: "citation_dissertation_institution", REPORT: "citation_technical_report_institution"}
)

Tags = list[tuple[str, str]]
"""Names and contents of `<meta>` tags; a name may come several times. The contents are plain text."""


def highwire(publication: Publication, *, page_url: str, pdf_url: str = "") -> Tags:
    """Return the `citation_*` tags of the page of `publication`.

    Arguments:
        page_url: The address of the page.
        pdf_url: The address of the publication itself; left out where it is on another host, which the guidelines
            forbid. They ask for the folder of the page too, which is not checked here.

    Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    """
    publication = publication.printable
    category, details, identifiers = publication.category, publication.details, publication.identifiers
    first, last = publication.page_span
    return _tags(
        ("citation_title", publication.title.plain),
        *(("citation_author", author.name.inverted) for author in publication.authors),
        ("citation_publication_date", _slashed(publication.date)),
        *_container_tags(publication),
        ("citation_volume", details.get("volume", "")),
        ("citation_issue", details.get("number", "") if category == ARTICLE else ""),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        *(("citation_issn", issn) for issn in numbers(details.get("issn", ""))),
        *(("citation_isbn", isbn) for isbn in _isbns(publication)),
        ("citation_publisher", details.get("publisher", "")),
        ("citation_doi", identifiers.get("doi", "")),
        ("citation_arxiv_id", identifiers.get("arxiv", "")),
        ("citation_pmid", identifiers.get("pmid", "")),
        ("citation_language", language_code(details.get("language", ""))),
        *(("citation_keywords", keyword) for keyword in publication.keywords),
        ("citation_abstract_html_url", one_line(page_url)),
        ("citation_pdf_url", one_line(pdf_url) if _is_same_host(pdf_url, page_url) else ""),
    )


def dublin_core(publication: Publication, *, page_url: str) -> Tags:
    """Return the `DC.*` tags of the page of `publication`.

    Source: https://www.dublincore.org/specifications/dublin-core/dcq-html/; Google Scholar's guidelines, as above,
    for `DC.citation.*`
    """
    publication = publication.printable
    category, details = publication.category, publication.details
    first, last = publication.page_span
    is_part = category == ARTICLE or category in IN_BOOKS
    return _tags(
        ("DC.title", publication.title.plain),
        *(("DC.creator", author.name.inverted) for author in publication.authors),
        ("DC.issued", publication.date.isoformat() if publication.date else ""),
        ("DC.relation.ispartof", publication.container.plain if is_part else ""),
        ("DC.publisher", institution(publication) if category in ISSUED else details.get("publisher", "")),
        ("DC.citation.volume", details.get("volume", "")),
        ("DC.citation.issue", details.get("number", "") if category == ARTICLE else ""),
        ("DC.citation.spage", first),
        ("DC.citation.epage", last),
        *(("DC.identifier", identifier) for identifier in _identifiers(publication, page_url)),
        ("DC.language", language_code(details.get("language", ""))),
        ("DC.description", publication.abstract.plain),
        *(("DC.subject", keyword) for keyword in publication.keywords),
    )


def _tags(*tags: tuple[str, str]) -> Tags:
    return [tag for tag in tags if tag[1]]


def _container_tags(publication: Publication) -> Iterable[tuple[str, str]]:
    category = publication.category
    if title := _CONTAINERS.get(category):
        yield title, publication.container.plain
    elif issuer := _ISSUERS.get(category):
        yield issuer, institution(publication)
    if category == REPORT:
        yield "citation_technical_report_number", publication.details.get("number", "")


def _identifiers(publication: Publication, page_url: str) -> Iterable[str]:
    if doi := publication.identifiers.get("doi"):
        yield doi_url(doi)
    if arxiv := publication.identifiers.get("arxiv"):
        yield f"arXiv:{arxiv}"
    for isbn in _isbns(publication):
        yield f"urn:isbn:{isbn}"
    yield one_line(page_url)


def _isbns(publication: Publication) -> list[str]:
    return numbers(publication.identifiers.get("isbn") or publication.details.get("isbn", ""))


def _slashed(date: PartialDate | None) -> str:
    return date.isoformat().replace("-", "/") if date else ""


def _is_same_host(url: str, page_url: str) -> bool:
    if not url:
        return False
    try:
        return is_web(url) and urlsplit(url).netloc == urlsplit(page_url).netloc
    except ValueError:  # an address such as "https://[" has no host
        return False
