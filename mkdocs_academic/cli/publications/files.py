"""BibTeX files on disk: read as UTF-8 or not at all."""

from __future__ import annotations

import codecs
import os
import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from ...publications.bibtex import BibFile, bib_file

_MOST_BYTES = 50_000_000


def read_text(path: Path, name: str) -> str:
    """Return a file's text as it is: with its line ends, and with its byte order mark.

    Raises:
        click.ClickException: It cannot be read, or is not UTF-8.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise click.ClickException(f"{name}: is larger than {_MOST_BYTES // 1_000_000} MB. Split it.")
        data = path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{name}: cannot be read: {error.strerror}. Look at what is there.") from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise click.ClickException(f"{name}: is UTF-16, not UTF-8. Save it as UTF-8.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"{name}:{line}: is not UTF-8: byte {data[error.start]:#04x} is the {column}th of the line."
        message += f" Save it as UTF-8, or if it is Latin-1: iconv -f latin1 -t utf-8 {shlex.quote(name)} > new.bib"
        raise click.ClickException(message) from error


def read_bib_files(paths: Sequence[Path], folder: Path) -> list[BibFile]:
    """Return the files under their names relative to the project.

    Raises:
        click.ClickException: One of them cannot be read.
    """
    names = [name_of(path, folder) for path in paths]
    return [bib_file(name, read_text(path, name)) for path, name in zip(paths, names, strict=True)]


def name_of(path: Path, folder: Path) -> str:
    """Return a path as messages show it: relative to the project where it lies in it."""
    full = Path(os.path.abspath(folder / path))  # noqa: PTH100 (resolve would follow symbolic links)
    root = Path(os.path.abspath(folder))  # noqa: PTH100
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path.as_posix()


def line_end(text: str) -> str:
    """Return the line end of a text: `\\r\\n` only where every line has it."""
    count = text.count("\n")
    return "\r\n" if count and text.count("\r\n") == count else "\n"
