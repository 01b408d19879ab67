"""`mkdocs-academic publications`: keeping the BibTeX files of a site true and tidy.

`site` reads what `mkdocs.yml` says of them, `files` reads and writes them, `services` is the way to the network;
`checks`, `adding` and `formats` are the commands, `missing` is the part of the check that asks services.
"""

from __future__ import annotations

import click

_COMMANDS = ("add", "check", "format")


class _LateGroup(click.Group):
    """Imports a command when it is asked for: the other commands of the program need nothing of publications."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        match cmd_name:
            case "add":
                from .adding import add

                return add
            case "check":
                from .checks import check

                return check
            case "format":
                from .formats import format_files

                return format_files
        return None


@click.group(cls=_LateGroup)
def publications() -> None:
    """Check, complete and format the BibTeX files of a site."""
