"""`mkdocs-academic publications format`: the form of a BibTeX file, and nothing but its form."""

from __future__ import annotations

from pathlib import Path

import click

from ...errors import Problem
from ...publications.bibtex import bib_file, format_bibtex, read_entries
from ..site import read_site
from ..whole_files import write_whole
from .files import line_end, name_of, read_text


@click.command("format")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file is not formatted.")
@click.pass_context
def format_files(context: click.Context, files: tuple[Path, ...], only_check: bool) -> None:
    """Format FILEs, or those of the site in this folder: one field a line, aligned.

    Values, comments, and all that is no well-formed entry stay to the byte.
    """
    folder = Path()
    paths = files or read_site(folder).files
    if not paths:
        raise click.UsageError("mkdocs.yml names no publications. Give a FILE.")
    outcomes = [_format(path, name_of(path, folder), only_check=only_check) for path in paths]
    context.exit(0 if all(outcomes) else 1)


def _format(path: Path, name: str, *, only_check: bool) -> bool:
    """Format one file; return False where something is left to be done."""
    try:
        text = read_text(path, name)
        formatted = _formatted(text, name)
        if formatted == text:
            click.echo(f"{name}: is formatted.")
            return True
        if only_check:
            click.echo(f"{name}: would be formatted.")
            return False
        write_whole(path, formatted.encode())
    except click.ClickException as error:
        click.echo(f"Error: {error.message}", err=True)
        return False
    except OSError as error:
        click.echo(f"Error: {name}: cannot be written: {error.strerror}. It is as it was.", err=True)
        return False
    click.echo(f"{name}: formatted.")
    return True


def _formatted(text: str, name: str) -> str:
    """Return the text formatted, with its own line ends.

    Raises:
        click.ClickException: Reading it back would give something else.
    """
    end = line_end(text)
    formatted = format_bibtex(text.replace("\r\n", "\n") if end == "\r\n" else text)
    formatted = formatted.replace("\n", "\r\n") if end == "\r\n" else formatted
    if _meaning(formatted, name) != _meaning(text, name):
        message = f"{name}: was not formatted: its entries would not read the same afterwards. Please report this file."
        raise click.ClickException(message)
    return formatted


def _meaning(text: str, name: str) -> tuple[list[object], list[str]]:
    """Return what a file says: its entries without their places, and what is wrong with them."""
    problems: list[Problem] = []
    entries = read_entries([bib_file(name, text)], report=problems.append)
    read: list[object] = [(entry.entry_type, entry.citation_key, dict(entry.fields)) for entry in entries]
    return read, [problem.level for problem in problems]
