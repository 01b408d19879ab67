"""`mkdocs-academic migrate SOURCE DEST`: a Jekyll site becomes a site of ours.

`checkout` reads the old site, `content` sorts its files, `pages`, `author` and `settings` say what becomes of them,
`defects` looks for what was broken before, `writing` writes, `report` tells.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from ..new import next_steps
from .checkout import Checkout, open_checkout
from .defects import Checker, read_settings
from .new_site import plan_site
from .plan import DOCS, Plan
from .report import report_lines
from .writing import check_dest, texts_of, write_items

T = TypeVar("T")


@click.command()
@click.argument("source")
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print the report only.")
@click.option("--force", is_flag=True, help="Replace files of DEST.")
def migrate(source: str, dest: Path, dry_run: bool, force: bool) -> None:
    """Make a site of the Jekyll site in SOURCE, a checkout or its address on GitHub, and write it to DEST.

    Recognised are acad-homepage, academicpages, al-folio, minimal-light and plain Jekyll. SOURCE stays as it is.
    """
    plan = Plan()
    with tempfile.TemporaryDirectory() as scratch:
        checkout = open_checkout(source, Path(scratch), plan.unmapped.append)
        template = plan_site(checkout, plan)
        if not any(item.target.startswith(DOCS) for item in plan.items.values()):
            raise click.ClickException(
                f"{source}: holds no page and no file of a site. Give the root of a Jekyll site."
            )
        try:
            check_dest(dest, checkout, plan, force=force)
            _find_defects(plan, checkout, Path(scratch) / "texts")
            count = len(plan.items) if dry_run else _write(plan, checkout, dest)
        except OSError as error:
            message = f"{error.filename or dest}: {error.strerror}. Look at what is there, and try again."
            raise click.ClickException(message) from error
    for line in report_lines(plan):
        click.echo(line)
    click.echo()
    if dry_run:
        click.echo(f"{template}: {count} files would be written to {dest}; none was (--dry-run).")
        return
    click.echo(f"{template}: {count} files were written to {dest}. Next:\n")
    for line in next_steps(dest):
        click.echo(f"  {line}")


def _find_defects(plan: Plan, checkout: Checkout, folder: Path) -> None:
    write_items(folder, checkout, texts_of(plan))
    settings = read_settings(plan.items["mkdocs.yml"].content or "")
    academic: dict[str, Any] = next(item["academic"] for item in settings["plugins"] if "academic" in item)
    site = {**settings.get("extra", {}), **academic, "title": settings["site_name"]}
    has_blog = any("blog" in item for item in settings["plugins"])
    site_url = settings.get("site_url", "")
    checker = Checker(plan, folder, academic, site, has_blog=has_blog, site_url=site_url)
    with _progress(checker.pages, "Reading") as pages:
        for page in pages:
            checker.check_page(page)
    for target in sorted(plan.templates.keys() & plan.items.keys()):
        checker.check_template(target)
    checker.check_links()


def _write(plan: Plan, checkout: Checkout, dest: Path) -> int:
    with _progress([plan.items[target] for target in sorted(plan.items)], "Writing") as items:
        return write_items(dest, checkout, items)


@contextmanager
def _progress(items: Sequence[T], label: str) -> Iterator[Iterable[T]]:
    """Yield the items, with a line on the terminal that says how far they are; nothing in a log."""
    if not sys.stderr.isatty():
        yield items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as progress:
        yield progress
