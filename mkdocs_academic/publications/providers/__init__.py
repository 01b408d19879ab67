"""Where records of publications come from: one module for each service, all behind the protocols of `work`.

`WorkProvider` finds a work by its identifier, `AuthorProvider` lists the works of an author. A further service is one
module with a class of that form and one line below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ...identifiers.pasted import dblp_pid, openalex_id, orcid_id, semantic_scholar_id
from ...web.session import Web
from . import arxiv, crossref, datacite, dblp, openalex, orcid, semantic_scholar
from .lookup import Lookup
from .work import AuthorProvider


class AuthorService(NamedTuple):
    """A service that lists an author's works.

    Arguments:
        read_id: Returns the author's id as the service wants it, "" for what is none.
        example: An id, for messages.
    """

    make: Callable[[Web, str], AuthorProvider]
    base_url: str
    read_id: Callable[[str], str]
    example: str


AUTHOR_SERVICES: Mapping[str, AuthorService] = MappingProxyType(
    {
        "orcid": AuthorService(orcid.Orcid, orcid.BASE_URL, orcid_id, "0000-0002-1825-0097"),
        "openalex": AuthorService(openalex.OpenAlex, openalex.BASE_URL, openalex_id, "A5023888391"),
        "dblp": AuthorService(dblp.Dblp, dblp.BASE_URL, dblp_pid, "t/AlanMTuring"),
        "semanticscholar": AuthorService(
            semantic_scholar.SemanticScholar, semantic_scholar.BASE_URL, semantic_scholar_id, "1741101"
        ),
    }
)
"""By the keys of the `author` settings."""

BASE_URLS: Mapping[str, str] = MappingProxyType(
    {
        "crossref": crossref.BASE_URL,
        "datacite": datacite.BASE_URL,
        "arxiv": arxiv.BASE_URL,
        **{key: service.base_url for key, service in AUTHOR_SERVICES.items()},
    }
)
"""The addresses of all services."""


def author_provider(key: str, web: Web, base_urls: Mapping[str, str] = BASE_URLS) -> AuthorProvider:
    return AUTHOR_SERVICES[key].make(web, base_urls[key])


def lookup(web: Web, base_urls: Mapping[str, str] = BASE_URLS) -> Lookup:
    """Return what finds a work by its DOI or its arXiv identifier."""
    return Lookup(
        crossref.Crossref(web, base_urls["crossref"]),
        datacite.DataCite(web, base_urls["datacite"]),
        arxiv.Arxiv(web, base_urls["arxiv"]),
    )
