"""Where citation numbers come from: one module for each source, all behind the protocol `source.CountSource`.

A further source is one module with a class of that form and one line below; what its numbers are called, and what
the answers of all sources have in common, is in `source` and `values`. It answers with the numbers of one source
alone, asks as little as it can, and raises nothing but `ServiceError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ...web.session import Web
from . import crossref, google, inspire, openalex, semantic_scholar, serpapi
from .source import CountSource


class Service(NamedTuple):
    """A source on the web.

    Arguments:
        make: Returns the source for a session, a base address and a key.
        key_variable: The name in the environment that holds its key; "" where there is none.
    """

    make: Callable[[Web, str, str], CountSource]
    base_url: str
    key_variable: str = ""


SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        "google": Service(lambda web, url, _: google.GoogleScholar(web, url), google.BASE_URL),
        "serpapi": Service(serpapi.SerpApi, serpapi.BASE_URL, serpapi.KEY_VARIABLE),
        "openalex": Service(openalex.OpenAlex, openalex.BASE_URL, openalex.KEY_VARIABLE),
        "semanticscholar": Service(
            semantic_scholar.SemanticScholar, semantic_scholar.BASE_URL, semantic_scholar.KEY_VARIABLE
        ),
        "crossref": Service(lambda web, url, _: crossref.Crossref(web, url), crossref.BASE_URL),
        "inspire": Service(lambda web, url, _: inspire.Inspire(web, url), inspire.BASE_URL),
    }
)
"""By their names in the settings, in the order in which they are asked by default."""

BASE_URLS: Mapping[str, str] = MappingProxyType({name: service.base_url for name, service in SERVICES.items()})


def count_source(
    name: str, web: Web, *, environment: Mapping[str, str], base_urls: Mapping[str, str] = BASE_URLS
) -> CountSource:
    """Return a source of `SERVICES`, with its key from the environment."""
    service = SERVICES[name]
    return service.make(web, base_urls[name], environment.get(service.key_variable, "").strip())
