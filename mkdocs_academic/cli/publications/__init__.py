"""`mkdocs-academic publications`: keeping the BibTeX files of a site true and tidy.

`site` reads what `mkdocs.yml` says of them, `files` reads and writes them, `services` is the way to the network;
`checks`, `adding` and `formats` are the commands, `missing` is the part of the check that asks services.
"""

from __future__ import annotations

import click

from .adding import add
from .checks import check
from .formats import format_files


@click.group()
def publications() -> None:
    """Check, complete and format the BibTeX files of a site."""


publications.add_command(check)
publications.add_command(add)
publications.add_command(format_files)
