"""Asking services about an author: what they list and the files do not have, and what became of preprints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import click

from ...errors import Place, Problem, Report
from ...identifiers.pasted import Identifier
from ...profile.text import as_text
from ...publications.bibtex import BibFile, read_entries
from ...publications.checking import preprints_to_ask, published_meanwhile
from ...publications.providers import AUTHOR_SERVICES, author_provider, lookup
from ...publications.providers.arxiv import Arxiv
from ...publications.providers.known import KnownWorks
from ...publications.providers.lookup import Lookup
from ...publications.providers.work import FoundWork, citation_key
from ...publications.records import Bibliography
from ...web.session import NotFound, ServiceError, Web
from ..site import FILE

_OTHER_KEYS: Mapping[str, tuple[str, ...]] = {"semanticscholar": ("semantic", "semantic_scholar")}


def author_ids(given: Mapping[str, str], author: Mapping[str, object], report: Report) -> dict[str, str]:
    """Return the author's ids by service: those given as options, else those of the settings.

    Raises:
        click.BadParameter: One that was given is none.
    """
    ids: dict[str, str] = {}
    for key, service in AUTHOR_SERVICES.items():
        keys = (key, *_OTHER_KEYS.get(key, ()))
        written = given[key] or next((text for name in keys if (text := as_text(author.get(name)))), "")
        ids[key] = service.read_id(written)
        if written and not ids[key]:
            message = f"{written[:80]!r} is no id. Write it like {service.example!r}."
            if given[key]:
                raise click.BadParameter(message, param_hint=option_name(key))
            report(Problem(Place(FILE), f"author.{key} {message}"))
    ids["openalex"] = ids["openalex"] or ids["orcid"]
    return {key: value for key, value in ids.items() if value}


def option_name(key: str) -> str:
    """Return the option that gives the author's id of a service."""
    return f"--{key.replace('semanticscholar', 'semantic-scholar')}"


def compare(
    bibliography: Bibliography,
    files: Sequence[BibFile],
    ids: Mapping[str, str],
    web: Web,
    base_urls: Mapping[str, str],
    report: Report,
) -> None:
    """Print the works that are missing as BibTeX, and a line for each service; report preprints that were published."""
    known, finder = known_works(bibliography), lookup(web, base_urls)
    taken = {entry.citation_key.lower() for entry in read_entries(files, report=_nobody)}
    found: list[FoundWork] = []
    missing: list[FoundWork] = []
    for key, author_id in ids.items():
        provider = author_provider(key, web, base_urls)
        try:
            listing = provider.works_of(author_id)
        except ServiceError as error:
            click.echo(f"{provider.title}: {error}; nothing of it was compared.", err=True)
            continue
        lacking = [work for work in listing.works if known.find(work) is None]
        found += listing.works
        missing += lacking
        unusable = f" {listing.unusable} without a title were left out." if listing.unusable else ""
        click.echo(f"{provider.title}: {len(listing.works)} listed, {len(lacking)} missing.{unusable}", err=True)
    if not ids:
        message = "No id of the author is known: nothing was compared. Set author.orcid in mkdocs.yml, or give --orcid."
        click.echo(message, err=True)
    for work in without_repeats(missing):
        whole = work if work.authors else finder.completed(work)
        click.echo(f"{whole.to_bibtex(_new_key(whole, taken))}\n".encode())  # UTF-8 whatever the terminal has
    found += _ask_for_preprints(bibliography, finder, Arxiv(web, base_urls["arxiv"]))
    for problem in published_meanwhile(bibliography, found):
        report(problem)


def known_works(bibliography: Bibliography) -> KnownWorks:
    """Return the works of all entries, merged and hidden ones too."""
    known = KnownWorks()
    for publication in (*bibliography.publications, *bibliography.hidden):
        for entry in (publication, *publication.versions):
            known.add(
                entry.entry.place,
                title=entry.title.plain,
                year=entry.year,
                identifiers=entry.identifiers,
                is_preprint=entry.category == "preprint",
            )
    return known


def without_repeats(works: Iterable[FoundWork]) -> list[FoundWork]:
    """Return each work once, as the first service describes it."""
    known = KnownWorks()
    first = []
    for work in works:
        if known.find(work) is None:
            first.append(work)
        known.add(Place(""), title=work.title, year=work.year, identifiers=work.identifiers)
    return first


def _new_key(work: FoundWork, taken: set[str]) -> str:
    key = citation_key(work, taken)
    taken.add(key)
    return key


def _ask_for_preprints(bibliography: Bibliography, finder: Lookup, arxiv: Arxiv) -> list[FoundWork]:
    """Return what arXiv, and for other servers Crossref, say of the preprints."""
    preprints = preprints_to_ask(bibliography)
    found: list[FoundWork] = []
    try:
        found += arxiv.find_all([keys["arxiv"] for keys in preprints if "arxiv" in keys]).values()
    except ServiceError as error:
        click.echo(f"{arxiv.title}: {error}; preprints were not compared.", err=True)
    for doi in (keys["doi"] for keys in preprints if "arxiv" not in keys):
        try:
            found.append(finder.find(Identifier("doi", doi)))
        except NotFound:
            continue
        except ServiceError as error:
            click.echo(f"{error}; not all preprints were compared.", err=True)
            break
    return found


def _nobody(problem: Problem) -> None:
    """Take a problem that was reported already."""
