"""The command line, `mkdocs-academic`. It works without a build and never imports the plugin."""

from __future__ import annotations

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


main.add_command(new)
main.add_command(migrate)
main.add_command(publications)
main.add_command(scholar)
main.add_command(doctor)
