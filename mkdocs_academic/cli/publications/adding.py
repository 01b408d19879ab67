"""`mkdocs-academic publications add`: works by their identifiers, appended to a BibTeX file."""

from __future__ import annotations

from pathlib import Path

import click

from ...errors import Place, Problem
from ...identifiers.pasted import Identifier, read_identifier
from ...publications.bibtex import bib_file, read_entries
from ...publications.providers import BASE_URLS, author_provider, lookup
from ...publications.providers.known import KnownWorks
from ...publications.providers.work import FoundWork, citation_key
from ...web.session import ServiceError
from ..services import Services, mailto_option, services_of
from ..site import read_site
from ..whole_files import write_whole
from .checks import read_site_bibliography
from .files import line_end, name_of, read_bib_files, read_text
from .missing import known_works, without_repeats


@click.command()
@click.argument("identifiers", nargs=-1, required=True, metavar="DOI|ARXIV|ORCID...")
@click.option("--to", "file", type=click.Path(path_type=Path), help="The file to append to; else the site's first one.")
@click.option("--print", "only_print", is_flag=True, help="Print the entries; write nothing.")
@mailto_option
@click.pass_context
def add(context: click.Context, identifiers: tuple[str, ...], file: Path | None, only_print: bool, mailto: str) -> None:
    """Append works to a BibTeX file: by DOI, by arXiv identifier, or by ORCID iD all that are missing.

    What the files have already is not added. Exits with 1 if something that was asked for was not added.
    """
    site = read_site(Path())
    target = file or (site.files[0] if site.files else None)
    if target is None and not only_print:
        raise click.UsageError("mkdocs.yml names no publications. Give a file with --to.")
    paths = dict.fromkeys(path for path in (target, *site.files) if path is not None and path.exists())
    files = read_bib_files(list(paths), site.folder)
    known = known_works(read_site_bibliography(files, site, _nobody))
    taken = {entry.citation_key.lower() for entry in read_entries(files, report=_nobody)}
    adder = _Adder(services_of(context), mailto, known, taken)
    for written in identifiers:
        adder.add(written)
    if only_print:
        click.echo("".join(f"{entry}\n\n" for entry in adder.entries.values()).encode(), nl=False)
    elif target is not None and adder.entries:
        _append(target, name_of(target, site.folder), adder.entries)
    context.exit(1 if adder.has_failed else 0)


class _Adder:
    """Fetches one identifier after the other; failures are told, and the next one follows."""

    def __init__(self, services: Services, mailto: str, known: KnownWorks, taken: set[str]) -> None:
        self.entries: dict[str, str] = {}
        self.has_failed = False
        self._web = services.make_web(mailto)
        self._base_urls = {**BASE_URLS, **services.base_urls}
        self._lookup = lookup(self._web, self._base_urls)
        self._known = known
        self._taken = taken

    def add(self, written: str) -> None:
        identifier = read_identifier(written)
        if identifier is None:
            self._fail(f"{written[:80]!r} is no DOI, arXiv identifier or ORCID iD; not added.")
            return
        try:
            if identifier.scheme == "orcid":
                self._add_all(identifier.value)
            else:
                self._add_one(identifier, written)
        except ServiceError as error:
            self._fail(f"{written[:80]}: {error}; not added.")

    def _add_one(self, identifier: Identifier, written: str) -> None:
        bare = FoundWork("", identifiers={identifier.scheme: identifier.value})
        place = self._known.find(bare)
        if place is None:
            work = self._lookup.find(identifier)
            place = self._known.find(work)
            if place is None:
                self._keep(work)
                return
        self._fail(f"{written[:80]}: is in {place} already; not added.")

    def _add_all(self, orcid: str) -> None:
        provider = author_provider("orcid", self._web, self._base_urls)
        listing = provider.works_of(orcid)
        missing = [work for work in without_repeats(listing.works) if self._known.find(work) is None]
        unusable = f" {listing.unusable} without a title were left out." if listing.unusable else ""
        click.echo(f"{provider.title}: {len(listing.works)} listed, {len(missing)} missing.{unusable}", err=True)
        for work in missing:
            self._keep(self._lookup.completed(work))

    def _keep(self, work: FoundWork) -> None:
        key = citation_key(work, self._taken)
        self._taken.add(key)
        self._known.add(Place(f"the new entry '{key}'"), title=work.title, year=work.year, identifiers=work.identifiers)
        self.entries[key] = work.to_bibtex(key)
        if work.published_doi:
            click.echo(f"{key}: is a preprint that was published as {work.published_doi}. Add that too.", err=True)

    def _fail(self, message: str) -> None:
        self.has_failed = True
        click.echo(message, err=True)


def _append(path: Path, name: str, entries: dict[str, str]) -> None:
    """Append the entries; what is in the file stays to the byte.

    Raises:
        click.ClickException: They could not be written, or could not be read back: what is before them is not closed.
    """
    try:
        text = read_text(path, name) if path.exists() else ""
        end = line_end(text)
        gap = "" if not text.strip("\ufeff \t\r\n") else "\n" if text.endswith("\n") else "\n\n"
        new = (gap + "\n\n".join(entries.values()) + "\n").replace("\n", end)
        _check_readable(text + new, name, entries)
        write_whole(path, (text + new).encode())
    except OSError as error:
        raise click.ClickException(f"{name}: cannot be written: {error.strerror}. It is as it was.") from error
    for key in entries:
        click.echo(f"Added '{key}' to {name}.", err=True)


def _check_readable(text: str, name: str, entries: dict[str, str]) -> None:
    keys = {entry.citation_key for entry in read_entries([bib_file(name, text)], report=_nobody)}
    if lost := [key for key in entries if key not in keys]:
        message = f"{name}: '{lost[0]}' could not be read behind its last entry; nothing was added."
        raise click.ClickException(f"{message} Run: mkdocs-academic publications check {name}")


def _nobody(problem: Problem) -> None:
    """Take a problem that `check` reports."""
