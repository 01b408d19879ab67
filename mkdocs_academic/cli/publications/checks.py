"""`mkdocs-academic publications check`: what should be mended in a bibliography, and what it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from ...errors import Problem, Report
from ...profile.text import as_text, plain_text
from ...publications.bibtex import BibFile
from ...publications.checking import check_publications
from ...publications.docs_files import DocsFiles
from ...publications.names import Owner, People
from ...publications.providers import AUTHOR_SERVICES, BASE_URLS
from ...publications.reading import read_bibliography
from ...publications.records import Bibliography
from ..services import mailto_option, services_of
from ..site import Site, read_site
from .files import read_bib_files
from .missing import author_ids, compare, option_name

_NAME_KEYS = ("name", "native_name")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--network", is_flag=True, help="Ask services too: what do they list for you that is missing here?")
@click.option("--orcid", default="", metavar="ID", help="Your ORCID iD; else author.orcid of mkdocs.yml.")
@click.option(
    "--openalex", default="", metavar="ID", help="Your id of OpenAlex; else author.openalex, else the ORCID iD."
)
@click.option("--dblp", default="", metavar="PID", help="Your id of DBLP; else author.dblp.")
@click.option(
    "--semantic-scholar",
    "semanticscholar",
    default="",
    metavar="ID",
    help="Your number there; else author.semanticscholar.",
)
@mailto_option
@click.pass_context
def check(context: click.Context, /, files: tuple[Path, ...], network: bool, mailto: str, **given: str) -> None:
    """Check FILEs, or those of the site in this folder. Exits with 1 if there is a warning.

    Messages go to the standard error; what is missing is printed as BibTeX, so that
    "mkdocs-academic publications check --network >> missing.bib" collects it.
    """
    if not network and (idle := next((name for name in given if given[name]), "")):
        raise click.UsageError(f"{option_name(idle)} is for asking a service. Add --network.")
    site = read_site(Path())
    paths = files or site.files
    if not paths:
        raise click.UsageError("mkdocs.yml names no publications. Give a FILE.")
    problems: list[Problem] = []
    bib_files = read_bib_files(paths, site.folder)
    ids = author_ids(given, site.author, problems.append) if network else {}
    bibliography = read_site_bibliography(bib_files, site, problems.append)
    problems += check_publications(bibliography, owner=owner_of(site))
    if network:
        services = services_of(context)
        compare(
            bibliography,
            bib_files,
            ids,
            services.make_web(mailto),
            {**BASE_URLS, **services.base_urls},
            problems.append,
        )
    context.exit(_tell(problems, bibliography, len(paths)))


def read_site_bibliography(files: Sequence[BibFile], site: Site, report: Report) -> Bibliography:
    """Return the publications of `files` as the site would show them."""
    return read_bibliography(
        files,
        owner=owner_of(site),
        people=People(),
        docs=DocsFiles(site.docs_files()),
        today=dt.date.today(),
        report=report,
        merge=site.merges,
    )


def owner_of(site: Site) -> Owner:
    """Return whose site it is, under all names that the settings give."""
    names = [plain_text(text) for key in _NAME_KEYS if (text := as_text(site.author.get(key)))]
    return Owner([*names, *site.names], orcid=AUTHOR_SERVICES["orcid"].read_id(as_text(site.author.get("orcid")) or ""))


def _tell(problems: Sequence[Problem], bibliography: Bibliography, file_count: int) -> int:
    """Print the problems and their number; return the exit code."""
    shown = [problem for problem in dict.fromkeys(problems) if problem.level != "debug"]
    shown.sort(key=lambda problem: problem.place)
    for problem in shown:
        click.echo(f"{problem.place}: {problem.level}: {problem.message}", err=True)
    warnings = sum(problem.level == "warning" for problem in shown)
    publications = (*bibliography.publications, *bibliography.hidden)
    count = len(publications) + sum(len(publication.versions) for publication in publications)
    entries, files = _number(count, "entry", "entries"), _number(file_count, "file", "files")
    found = f"{_number(warnings, 'warning', 'warnings')}, {_number(len(shown) - warnings, 'note', 'notes')}"
    click.echo(f"{entries} in {files}: {found}.", err=True)
    return 1 if warnings else 0


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
