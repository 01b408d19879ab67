"""What a publication is, in the words that citation styles and metadata tell apart."""

from __future__ import annotations

import re
from types import MappingProxyType
from urllib.parse import quote

from .records import Publication

ARTICLE, PREPRINT, BOOK, CHAPTER, THESIS, REPORT = "journal", "preprint", "book", "chapter", "thesis", "report"
PAPERS = frozenset({"conference", "workshop"})
IN_BOOKS = PAPERS | {CHAPTER}
ISSUED = frozenset({THESIS, REPORT})
"""Categories, keys of `fields.CATEGORIES`, that citation styles and metadata tell apart; ISSUED by an institution."""

_SAFE = re.compile(r"[A-Za-z0-9/:;().,_~@!*+=$-]+")
_THESES = MappingProxyType(
    {
        **dict.fromkeys(("phdthesis", "phd", "phd thesis"), "PhD thesis"),
        **dict.fromkeys(("mastersthesis", "mathesis", "masters", "msc"), "Master’s thesis"),
        **dict.fromkeys(("bachelorsthesis", "bathesis", "candthesis"), "Bachelor’s thesis"),
    }
)
_REPORTS = MappingProxyType({"techreport": "Technical report", "resreport": "Research report"})


def genre(publication: Publication) -> str:
    """Return `PhD thesis`, `Technical report` and the like; the `type` that the author wrote wins; "" for the rest."""
    if publication.category not in ISSUED:
        return ""
    genres, default = (_THESES, "Thesis") if publication.category == THESIS else (_REPORTS, "Report")
    written = publication.details.get("type", "")
    return genres.get(written.lower(), written) or genres.get(publication.entry.entry_type, default)


def institution(publication: Publication) -> str:
    """Return the school of a thesis or the institution of a report; the venue of a thesis begins with its kind."""
    details = publication.details
    if name := details.get("institution") or details.get("organization") or details.get("publisher"):
        return name
    return "" if publication.category == THESIS else publication.venue.plain


def numbers(written: str) -> list[str]:
    """Return the ISBNs or ISSNs of a field that may hold several."""
    parts = written.replace(";", ",").split(",") if written else ()
    return [number for part in parts if (number := part.strip())]


def doi_url(doi: str) -> str:
    """Return the address of `doi`.

    Source: https://www.doi.org/the-identifier/resources/handbook/3_resolution, 3.4.2 encoding
    """
    return f"https://doi.org/{_quoted(doi)}" if doi else ""


def arxiv_url(arxiv: str) -> str:
    """Return the address of the abstract of an arXiv identifier such as `1706.03762v5` or `math/0309136`."""
    return f"https://arxiv.org/abs/{_quoted(arxiv)}" if arxiv else ""


def _quoted(identifier: str) -> str:
    if _SAFE.fullmatch(identifier):
        return identifier
    return quote(identifier, safe="/:;().,-_~@!*+=$", errors="replace")


def is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def web_url(publication: Publication) -> str:
    """Return where `publication` itself is on the web: its DOI, else its own address, else arXiv; "" where nowhere."""
    identifiers = publication.identifiers
    if doi := identifiers.get("doi"):
        return doi_url(doi)
    return publication.url if is_web(publication.url) else arxiv_url(identifiers.get("arxiv", ""))
