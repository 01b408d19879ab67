"""`mkdocs-academic scholar`: the citation numbers of an author, from a chain of sources into files.

`asking` finds out who is asked for what, `files` reads and writes the files.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ...errors import Problem
from ...scholar.collecting import Collected, Outcome, collect
from ...scholar.records import GOOGLE_SCHOLAR, Work
from ...scholar.sources.serpapi import SerpApi
from ...web.session import Limits
from ..services import mailto_option, services_of
from ..site import has_settings, read_site
from .asking import Asking, read_asking
from .files import FilesError, Known, NumbersFolder

_LIMIT_S = 60
_MOST_LISTED = 10


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder of the files; else the docs folder. What it holds is what was known before.",
)
@click.option("--sources", default="", metavar="NAME,…", help="Which to ask, in order; else scholar.sources.")
@click.option("--limit", type=click.FloatRange(1, 3600), default=_LIMIT_S, show_default=True, help="Seconds for all.")
@click.option("--accept-worse", is_flag=True, help="Take the new numbers even where they are lower than the last ones.")
@click.option("--dry-run", is_flag=True, help="Ask, and say what would be written; write nothing.")
@mailto_option
@click.pass_context
def scholar(
    context: click.Context,
    output: Path | None,
    sources: str,
    limit: float,
    accept_worse: bool,
    dry_run: bool,
    mailto: str,
) -> None:
    """Ask Google Scholar, and where it does not answer other sources, for your citation numbers.

    Writes gs_data.json, gs_data_shieldsio.json and a row of gs_history.csv. A number that is known never gets worse
    by itself. Exits with 1 if no source answered, and with 3 if a file cannot be read or written; then the files are
    as they were.

    \b
    Read from the environment:
      GOOGLE_SCHOLAR_ID    your id there; else author.googlescholar of mkdocs.yml
      SERPAPI_API_KEY      your key of SerpApi, which is asked only with one
      OPENALEX_API_KEY     your key of OpenAlex, which answers more often with one
      S2_API_KEY           your key of Semantic Scholar, which answers more often with one
    """
    try:
        site = read_site(Path())
    except click.ClickException as error:
        raise FilesError(error.message) from error
    folder = NumbersFolder(output or site.docs_dir, str(site.scholar.get("file") or "gs_data.json"))
    services = services_of(context)
    # Who is slow takes a part of the time only: the next one is asked in the rest.
    limits = Limits(read_s=min(20, limit / 4), total_s=limit / 4)
    web = services.make_web(mailto, within_s=limit, limits=limits)
    asking = read_asking(site, sources, web, services.base_urls, _tell_problem)
    known = folder.read(asking.author.google_scholar, accepts_unreadable=accept_worse)
    now = dt.datetime.now()
    collected = collect(
        asking.sources,
        asking.works,
        asking.author,
        known.stats,
        today=now.date(),
        order=asking.order,
        accepts_worse=accept_worse,
        before=_begin,
        tell=_end,
    )
    _tell_papers(collected, asking)
    if not collected.has_numbers:
        click.echo(f"No source answered; {folder.state}. {_hint(asking)}", err=True)
        context.exit(1)
    _check_owner(known, collected, accepts=accept_worse)
    written = "would be written" if dry_run else "written"
    names = folder.names if dry_run else folder.write(collected.stats, now, begins_anew=bool(known.owner))
    click.echo(f"{_summary(collected)}; {written} to {folder.path}: {', '.join(names)}.", err=True)


def _check_owner(known: Known, collected: Collected, *, accepts: bool) -> None:
    """Say that the numbers of someone else are replaced.

    Raises:
        FilesError: Google Scholar did not confirm the id, which may be a slip.
    """
    if not known.owner:
        return
    is_confirmed = any(one.has_answered and one.source in (GOOGLE_SCHOLAR, SerpApi.title) for one in collected.outcomes)
    if not (is_confirmed or accepts):
        message = (
            f"the numbers there are those of {known.owner}, and Google Scholar did not confirm that you are another."
        )
        raise FilesError(f"{message} Correct GOOGLE_SCHOLAR_ID or author.googlescholar, or use --accept-worse.")
    click.echo(
        f"The numbers there were those of {known.owner}; they are replaced, and the history begins anew.", err=True
    )


def _begin(source: str) -> None:
    """Say on a terminal who is being asked; a log gets whole lines only."""
    if sys.stderr.isatty():
        click.echo(f"{source}: asking …", err=True, nl=False)


def _end(outcome: Outcome) -> None:
    start = "\r\033[K" if sys.stderr.isatty() else ""
    click.echo(f"{start}{outcome.source}: {outcome.text}.", err=True)


def _tell_problem(problem: Problem) -> None:
    click.echo(f"{problem.place}: {problem.level}: {problem.message}", err=True)


def _tell_papers(collected: Collected, asking: Asking) -> None:
    """Say what was not taken, and which papers did not match."""
    for line in collected.replaced:
        click.echo(f"Replaced the last number. {line}.", err=True)
    for line in collected.kept:
        click.echo(f"Kept the last number. {line}.", err=True)
    if collected.kept:
        click.echo("If the new numbers are right, take them: mkdocs-academic scholar --accept-worse", err=True)
    if collected.has_numbers:
        _tell_works("Without a number", collected.without)
        if asking.works:
            _tell_works("Listed by a source and not among the site's papers", collected.unmatched)


def _tell_works(title: str, works: Sequence[Work]) -> None:
    for work in works[:_MOST_LISTED]:
        names = (work.author_pub_id, work.doi, work.arxiv)
        known = ", ".join(name for name in names if name)
        click.echo(f"{title}: {f'{work.title} ({known})' if work.title and known else work.title or known}", err=True)
    if len(works) > _MOST_LISTED:
        click.echo(f"{title}: {len(works) - _MOST_LISTED} more", err=True)


def _summary(collected: Collected) -> str:
    stats = collected.stats
    total = stats.figures.get("cited_by")
    papers = f"{len(stats.papers):,} paper{'' if len(stats.papers) == 1 else 's'}"
    if total is None:
        return papers
    h_index = f", h-index {stats.h_index}" if stats.h_index is not None else ""
    return f"{total.value:,} citations ({total.source}){h_index}, {papers}"


def _hint(asking: Asking) -> str:
    if not has_settings(Path()):
        return "There is no mkdocs.yml here: go to the folder of your site."
    if not asking.author.google_scholar:
        return "Set author.googlescholar in mkdocs.yml, or GOOGLE_SCHOLAR_ID."
    return "Run 'mkdocs-academic doctor' to see what is missing."
