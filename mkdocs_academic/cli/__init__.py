"""The command line, `mkdocs-academic`. It works without a build and never imports the plugin."""

from __future__ import annotations

import io
import sys

import click

from .. import __version__
from .doctor import doctor
from .migrate import migrate
from .new import new
from .publications import publications
from .scholar import scholar


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="mkdocs-academic")
def main() -> None:
    """Work with a researcher's homepage made with MkDocs and mkdocs-academic."""
    _print_any_text()


def _print_any_text() -> None:
    """Let a sign that the output's encoding lacks become a question mark; standard error has its own way already.

    A pipe on Windows is in cp1252, where a title in Greek or Chinese would end the command.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors != "backslashreplace":
            stream.reconfigure(errors="replace")


main.add_command(new)
main.add_command(migrate)
main.add_command(publications)
main.add_command(scholar)
main.add_command(doctor)
