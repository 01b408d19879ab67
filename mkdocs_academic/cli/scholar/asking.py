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
from .files import FilesError

BY_HAND_FILE = "citations.yml"
_VARIABLE = "GOOGLE_SCHOLAR_ID"
BY_HAND = "by_hand"
"""The name of the author's own file among the sources; it comes last unless the author says otherwise."""


class Asking(NamedTuple):
    """The sources in their order, and what they are asked.

    Arguments:
        order: The titles of all sources as the site prefers them, also of those that are not asked today.
    """

    author: Author
    works: tuple[Work, ...]
    sources: tuple[CountSource, ...]
    order: tuple[str, ...]


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
    author = author_of(site, report)
    listed = (_with_whole_id(one.work, author.google_scholar) for one in read_listed(site))
    on_pages = (work for work in works_of(read_pages(site)) if not is_sample(work.author_pub_id))
    works = [*(by_hand.works if by_hand else ()), *listed, *on_pages]
    if BY_HAND in written.split(",") and by_hand is None:
        report(Problem(Place(BY_HAND_FILE), "there is no such file. Write your numbers into one of that name."))
    sources = tuple(_sources(names, by_hand, web, base_urls))
    order = [source.title for source in _sources(source_names(site), by_hand, web, base_urls)]
    return Asking(author, tuple(works), sources, tuple(order))


def _with_whole_id(work: Work, author_id: str) -> Work:
    """Return a work whose id has the author's part, which people leave out."""
    if not work.author_pub_id or ":" in work.author_pub_id or not author_id:
        return work
    return work._replace(author_pub_id=f"{author_id}:{work.author_pub_id}")


def source_names(site: Site, written: str = "") -> list[str]:
    """Return the names of the sources in the order in which they are asked.

    Raises:
        click.BadParameter: There is no such source.
    """
    setting = site.scholar.get("sources")
    listed = setting if isinstance(setting, list) else [setting] if setting else []
    names = (
        [name.strip() for name in written.split(",") if name.strip()]
        or [str(name) for name in listed]
        or [*SERVICES, BY_HAND]
    )
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

    openalex, orcid = read(openalex_id, "openalex"), read(orcid_id, "orcid")
    is_orcid = bool(openalex) and not openalex.startswith("A")  # OpenAlex knows its authors by that too
    return Author(
        google_scholar=_from_environment() or read(google_scholar_id, "googlescholar"),
        orcid=orcid or (openalex if is_orcid else ""),
        openalex="" if is_orcid else openalex,
        semantic_scholar=read(semantic_scholar_id, "semanticscholar", "semantic", "semantic_scholar"),
    )


def _from_environment() -> str:
    """Return the author's id from the environment, where a workflow puts its secret.

    Raises:
        FilesError: It holds no id; what it holds is not told.
    """
    written = os.environ.get(_VARIABLE, "").strip()
    found = google_scholar_id(written)
    if written and not found:
        raise FilesError(f"{_VARIABLE} holds no id: it must be the 12 letters behind user= in your profile's address.")
    return found


def _by_hand(site: Site, report: Report) -> ByHand | None:
    name = site.scholar.get("by_hand")
    path = site.folder / str(name or BY_HAND_FILE)
    if path.is_file():
        return read_by_hand(path, str(name or BY_HAND_FILE), report)
    if name:
        report(Problem(Place(FILE), f"scholar.by_hand {str(name)!r}: no such file. Looked beside {FILE}."))
    return None


def _sources(names: list[str], by_hand: ByHand | None, web: Web, base_urls: Mapping[str, str]) -> Iterator[CountSource]:
    for name in names:
        if name != BY_HAND:
            yield count_source(name, web, environment=os.environ, base_urls={**BASE_URLS, **base_urls})
        elif by_hand is not None:
            yield ByHandSource(by_hand)
