"""Writing the planned files: below DEST and nowhere else, never over a file unless asked."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from .checkout import Checkout
from .plan import DOCS, Item, Plan

_MOST_NAMED = 5
_UNFINISHED = ".mkdocs-academic.part"


def check_dest(dest: Path, checkout: Checkout, plan: Plan, *, force: bool) -> None:
    """Refuse to write where that would harm.

    Raises:
        click.ClickException: DEST is or lies in the old site, is a file, leads out of itself, or has files in the way.
    """
    root = dest.resolve()
    if root.is_relative_to(checkout.root):
        raise click.ClickException(f"{dest}: lies in the old site, which stays as it is. Give a folder outside of it.")
    if dest.exists() and not dest.is_dir():
        raise click.ClickException(f"{dest}: is a file; nothing was written. Give the name of a new folder.")
    targets = [root / target for target in plan.items]
    for target in targets:
        if not target.parent.resolve().is_relative_to(root) or target.parent.resolve().is_relative_to(checkout.root):
            message = f"{target.parent}: leads out of {dest}; nothing was written. Take the symbolic link away."
            raise click.ClickException(message)
    in_the_way = sorted(target.relative_to(root).as_posix() for target in targets if os.path.lexists(target))
    if in_the_way and not force:
        named = ", ".join(in_the_way[:_MOST_NAMED]) + (" and others" if len(in_the_way) > _MOST_NAMED else "")
        message = f"{dest}: has {len(in_the_way)} of the files already ({named}); nothing was written."
        raise click.ClickException(message + " Give a new folder, or --force to replace them.")


def write_items(folder: Path, checkout: Checkout, items: Iterable[Item]) -> int:
    """Write the files below a folder, each whole or not at all; return how many."""
    count = 0
    for item in items:
        target = folder / item.target
        target.parent.mkdir(parents=True, exist_ok=True)
        data = item.content.encode() if item.content is not None else checkout.bytes_of(item.source)
        unfinished = target.with_name(_UNFINISHED)  # no longer name: the file's own may be as long as the disk allows
        with unfinished.open("wb") as file:
            file.write(data)
        unfinished.replace(target)  # replaces a symbolic link itself, not what it leads to
        count += 1
    return count


def texts_of(plan: Plan) -> list[Item]:
    """Return the planned files that a check has to read."""
    endings = (".md", ".html", ".yml", ".yaml", ".json", ".csv", ".tsv")
    docs = [item for item in plan.items.values() if item.target.startswith(DOCS)]
    return [
        item
        for item in docs
        if item.target.endswith(endings) or item.target.startswith(f"{DOCS}_") or item.target in plan.templates
    ]
