"""`mkdocs-academic doctor`: what keeps a site from its citation numbers, each with what to do.

Each module checks one thing: data in, findings out. `examining` brings them the data.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from ...web.answers import text_of
from ...web.session import Limits
from ..services import services_of
from ..site import read_site
from .examining import examine
from .github import BASE_URL

_LIMIT_S = 20
_LIMITS = Limits(connect_s=4, read_s=5, total_s=6, tries=1)
_COLOURS = {"ok": "green", "note": "yellow", "problem": "red"}
_MOST_CHARACTERS = 1_000


@click.command()
@click.option("--offline", is_flag=True, help="Ask nobody: look at the files of the site alone.")
@click.option("--limit", type=click.FloatRange(1, 3600), default=_LIMIT_S, show_default=True, help="Seconds for all.")
@click.pass_context
def doctor(context: click.Context, offline: bool, limit: float) -> None:
    """Look at what the citation numbers of the site in this folder need: settings, branch, numbers, workflow.

    One line for each check: "ok", "note" for what may stay, or "problem" with what to do. Exits with 1 if there is a
    problem.
    """
    services = services_of(context)
    web = None if offline else services.make_web("", within_s=limit, limits=_LIMITS)
    levels: Counter[str] = Counter()
    for finding in examine(read_site(Path()), web, services.base_urls.get("github", BASE_URL), dt.date.today()):
        levels[finding.level] += 1
        line = text_of(str(finding)[len(finding.level) :], _MOST_CHARACTERS)
        click.echo(f"{click.style(f'{finding.level:<7}', fg=_COLOURS[finding.level])}  {line}")
    click.echo(f"{_counted(levels['problem'], 'problem')}, {_counted(levels['note'], 'note')}.", err=True)
    context.exit(1 if levels["problem"] else 0)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
