"""Pages of numbers about a publication elsewhere: how often it is mentioned, read, cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from .addresses import web_url
from .records import Link, Publication


class Measure(NamedTuple):
    """A service that counts.

    Arguments:
        by_number: The address of a publication's page there by the service's own number.
        by_doi: The same by DOI.
        script: What draws badges in the visitor's browser.
        badge: The HTML of a badge, for a DOI.

    Source: https://badge-docs.altmetric.com/; https://badge.dimensions.ai/
    """

    title: str
    by_number: str
    by_doi: str
    script: str
    badge: str


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "altmetric": Measure(
            "Altmetric",
            "https://www.altmetric.com/details/{}",
            "https://www.altmetric.com/details/doi/{}",
            "https://embed.altmetric.com/assets/embed.js",
            '<span class="altmetric-embed" data-badge-type="2" data-badge-popover="right" data-doi="{}"></span>',
        ),
        "dimensions": Measure(
            "Dimensions",
            "https://app.dimensions.ai/details/publication/{}",
            "https://badge.dimensions.ai/details/doi/{}",
            "https://badge.dimensions.ai/badge.js",
            '<span class="__dimensions_badge_embed__" data-style="small_rectangle" data-doi="{}"></span>',
        ),
    }
)
ICON = "material/chart-donut"
_NUMBER = re.compile(r"(?:pub\.)?\d{3,15}")


def measure_links(asked: Mapping[str, str], doi: str) -> Iterator[Link]:
    """Yield the pages that are asked for.

    Arguments:
        asked: By the key of `MEASURES`: the service's own number, or `true` for the page by DOI.
    """
    for key, measure in MEASURES.items():
        value = asked.get(key, "").strip("{} ")
        if _NUMBER.fullmatch(value):
            yield Link(key, measure.title, measure.by_number.format(value), ICON)
        elif doi and value.lower() in ("true", "yes", "1"):
            yield Link(key, measure.title, web_url(measure.by_doi.format(doi)), ICON)


def with_measures(publication: Publication, keys: Iterable[str]) -> Publication:
    """Return `publication` with links to the pages of these services, where it has a DOI."""
    present = {link.key for link in publication.links}
    asked = {key: "true" for key in keys if key not in present}
    more = tuple(measure_links(asked, publication.identifiers.get("doi", "")))
    return publication._replace(links=(*publication.links, *more)) if more else publication


def badges(publication: Publication, keys: Iterable[str]) -> Markup:
    """Return what the scripts of these services make badges of, "" without a DOI."""
    doi = publication.identifiers.get("doi", "")
    return Markup().join(Markup(MEASURES[key].badge).format(doi) for key in keys) if doi else Markup()
