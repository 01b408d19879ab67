"""Who is asked for which papers: from `mkdocs.yml`, the bibliography, the pages and the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import click

from ...errors import Place, Problem, Report, did_you_mean
from ...identifiers.pasted import google_scholar_id, openalex_id, orcid_id, semantic_scholar_id
from ...markup import tags
from ...profile.text import as_text
from ...scholar.counts import is_sample, paper_ids
from ...scholar.records import Work, identified_work
from ...scholar.sources import BASE_URLS, SERVICES, count_source
from ...scholar.sources.by_hand import ByHand, ByHandSource, read_by_hand
from ...scholar.sources.source import Author, CountSource
from ...web.session import Web
from ..site import FILE, Site

BY_HAND = "by_hand"
"""The name of the author's own file among the sources; it comes last unless the author says otherwise."""

_MAX_PAGE = 5_000_000  # characters


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
    works = [*(by_hand.works if by_hand else ()), *_publications(site, report), *_on_pages(site)]
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


def page_ids(site: Site) -> dict[str, str]:
    """Return the ids of papers whose numbers the pages show, each with the first file that does."""
    found: dict[str, str] = {}
    for name in site.docs_files():
        if name.endswith((".md", ".html")):
            text = (site.docs_dir / name).read_bytes()[:_MAX_PAGE].decode(errors="replace")
            if "show_paper_citations" in text:
                for author_pub_id in paper_ids(tags(text)):
                    found.setdefault(author_pub_id, name)
    return found


def _on_pages(site: Site) -> Iterator[Work]:
    yield from (Work(author_pub_id=name) for name in page_ids(site) if not is_sample(name))


def _publications(site: Site, report: Report) -> Iterator[Work]:
    """Yield the publications of the site; what is wrong with them is for `publications check` to say."""
    if not site.files:
        return
    from ..publications.checks import read_site_bibliography
    from ..publications.files import read_bib_files

    bibliography = read_site_bibliography(read_bib_files(site.files, site.folder), site, lambda problem: None)
    for one in bibliography.publications:
        yield identified_work(one.title.plain, one.year, one.scholar_id, one.identifiers)


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
