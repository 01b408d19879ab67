"""Who is asked for which papers: from `mkdocs.yml`, the bibliography, the pages and the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import click

from ...errors import Place, Problem, Report, did_you_mean
from ...identifiers.pasted import google_scholar_id, openalex_id, orcid_id, semantic_scholar_id
from ...profile.text import as_text
from ...scholar.counts import is_sample
from ...scholar.records import Work
from ...scholar.sources import BASE_URLS, SERVICES, count_source
from ...scholar.sources.by_hand import ByHand, ByHandSource, read_by_hand
from ...scholar.sources.source import Author, CountSource
from ...web.session import Web
from ..site import FILE, Site
from ..site_papers import read_listed, read_pages, works_of

BY_HAND = "by_hand"
"""The name of the author's own file among the sources; it comes last unless the author says otherwise."""


class Asking(NamedTuple):
    """The sources in their order, and what they are asked."""

    author: Author
    works: tuple[Work, ...]
    sources: tuple[CountSource, ...]


def read_asking(site: Site, written: str, web: Web, base_urls: Mapping[str, str], report: Report) -> Asking:
    """Return who is asked for what.

    Arguments:
        written: The sources as given on the command line, "" for those of the settings.
        base_urls: Other addresses of sources, by their names.

    Raises:
        click.BadParameter: There is no such source.
    """
    by_hand = _by_hand(site, report)
    names = source_names(site, written)
    on_pages = (work for work in works_of(read_pages(site)) if not is_sample(work.author_pub_id))
    works = [*(by_hand.works if by_hand else ()), *(one.work for one in read_listed(site)), *on_pages]
    sources = tuple(_sources(names, by_hand, web, base_urls))
    return Asking(author_of(site, report), tuple(works), sources)


def source_names(site: Site, written: str = "") -> list[str]:
    """Return the names of the sources in the order in which they are asked.

    Raises:
        click.BadParameter: There is no such source.
    """
    setting = site.scholar.get("sources")
    listed = [str(name) for name in setting] if isinstance(setting, list) else []
    names = [name.strip() for name in written.split(",") if name.strip()] or listed or [*SERVICES, BY_HAND]
    for name in names:
        if name not in (*SERVICES, BY_HAND):
            message = f"{name!r} is no source. There are {', '.join([*SERVICES, BY_HAND])}."
            raise click.BadParameter(message + did_you_mean(name, SERVICES), param_hint="--sources")
    return list(dict.fromkeys(names))


def author_of(site: Site, report: Report) -> Author:
    """Return the author's ids; what is none is reported."""

    def read(read_id: Callable[[str], str], *keys: str) -> str:
        written = next((text for key in keys if (text := as_text(site.author.get(key)))), "")
        found = read_id(written)
        if written and not found:
            message = f"author.{keys[0]} {written[:80]!r} is no id; not used. Look at the address of your profile."
            report(Problem(Place(FILE), message))
        return found

    from_environment = google_scholar_id(os.environ.get("GOOGLE_SCHOLAR_ID", ""))
    return Author(
        google_scholar=from_environment or read(google_scholar_id, "googlescholar"),
        orcid=read(orcid_id, "orcid"),
        openalex=read(openalex_id, "openalex"),
        semantic_scholar=read(semantic_scholar_id, "semanticscholar", "semantic", "semantic_scholar"),
    )


def _by_hand(site: Site, report: Report) -> ByHand | None:
    name = str(site.scholar.get("by_hand") or "citations.yml")
    path = site.folder / name
    return read_by_hand(path, name, report) if path.is_file() else None


def _sources(names: list[str], by_hand: ByHand | None, web: Web, base_urls: Mapping[str, str]) -> Iterator[CountSource]:
    for name in names:
        if name != BY_HAND:
            yield count_source(name, web, environment=os.environ, base_urls={**BASE_URLS, **base_urls})
        elif by_hand is not None:
            yield ByHandSource(by_hand)
