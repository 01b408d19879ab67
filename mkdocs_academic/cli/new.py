"""`mkdocs-academic new FOLDER`: a complete site to start from."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import click

from .. import __version__

FILLED = ("docs/publications.bib", "mkdocs.yml", "requirements.txt")
"""The files of the starter that hold `$placeholders`; all others are copied as they are."""

_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?/[A-Za-z0-9._-]+")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="Your Name", show_default=True, help="Your name, as the page shows it.")
@click.option(
    "--repository",
    default="your-name/your-name.github.io",
    show_default=True,
    help="Owner and name of the site's repository on GitHub.",
)
def new(folder: Path, name: str, repository: str) -> None:
    """Write a starter site into FOLDER, which must be new or empty."""
    values = placeholders(name, repository)
    try:
        check_empty(folder)
        count = write_starter(folder, values)
    except OSError as error:
        raise click.ClickException(f"{folder}: cannot be written: {error.strerror}. Give another folder.") from error
    click.echo(f"Wrote {count} files to {folder}. Next:\n")
    for line in next_steps(folder):
        click.echo(f"  {line}")
    click.echo("\nOpen http://127.0.0.1:8000/ and put your own name, text and links into mkdocs.yml and docs/.")


def placeholders(name: str, repository: str) -> dict[str, str]:
    """Return what the starter's files are filled with: quoted for YAML, and `bibtex_name` for BibTeX.

    Raises:
        click.BadParameter: The name is empty or holds control characters, or the repository is not `owner/name`.
    """
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise click.BadParameter(f"{name!r} is not a name. Write it as the page should show it.", param_hint="--name")
    if not _REPOSITORY.fullmatch(repository) or repository.endswith(("/.", "/..", ".git")):
        message = f"{repository!r} is not a repository. Write owner/name, for example ada/ada.github.io."
        raise click.BadParameter(message, param_hint="--repository")
    from ..publications.providers.latex_text import escape_latex

    return {
        "name": yaml_string(name),
        "bibtex_name": escape_latex(name),
        "repository": yaml_string(repository),
        "site_url": yaml_string(pages_url(repository)),
        "version_range": version_range(__version__),
    }


def version_range(version: str) -> str:
    """Return the versions that fit what this one wrote, for pip."""
    return f">={version}, <{int(version.partition('.')[0]) + 1}"


def yaml_string(text: str) -> str:
    """Return printable `text` as a double-quoted YAML scalar, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def pages_url(repository: str) -> str:
    """Return the address at which GitHub Pages publishes `repository`.

    Source: https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages
    """
    owner, _, name = repository.lower().partition("/")
    host = f"{owner}.github.io"
    return f"https://{host}/" if name == host else f"https://{host}/{repository.partition('/')[2]}/"


def check_empty(folder: Path) -> None:
    """Refuse a folder that holds anything; a `.git` alone is an empty repository, freshly cloned.

    Raises:
        click.ClickException: The folder holds files, or is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise click.ClickException(f"{folder}: is a file; nothing was written. Give the name of a new folder.")
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise click.ClickException(f"{folder}: is not empty; nothing was written. Give the name of a new folder.")


def write_starter(folder: Path, values: dict[str, str]) -> int:
    """Write the starter below `folder`, never over a file; return the number of files."""
    count = 0
    for path, source in starter_files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        content = source.read_bytes()
        if path in FILLED:
            content = Template(content.decode()).substitute(values).encode()
        with target.open("xb") as file:
            file.write(content)
        count += 1
    return count


def starter_files() -> Iterator[tuple[str, Traversable]]:
    """Yield the starter's files with their paths below it, in order."""
    yield from _walk(files("mkdocs_academic.cli") / "starter", "")


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


def next_steps(folder: Path) -> list[str]:
    """Return the commands that show the new site."""
    enter = [] if folder == Path() else [f"cd {shlex.quote(str(folder))}"]
    return [*enter, "python -m pip install -r requirements.txt", "mkdocs serve"]
