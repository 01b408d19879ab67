"""The files with an author's numbers in one folder: read before anything is asked, written whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import click

from ...scholar.address import is_data_file
from ...scholar.history import NAME, with_today
from ...scholar.records import ScholarStats
from ...scholar.stats import StatsError, parse_stats
from ...scholar.writing import data_json, shieldsio_json
from ..whole_files import write_all_whole


class FilesError(click.ClickException):
    """The author must look at a file; a workflow tells this from a day on which no source answered."""

    exit_code = 3


class Known(NamedTuple):
    """The numbers that were known before; `owner` is whose they are where that is someone else, "" otherwise."""

    stats: ScholarStats
    owner: str = ""


class NumbersFolder:
    """The three files; `file` is the name of the one with the data.

    Raises:
        click.UsageError: The folder is a file, or the name leads out of it.
    """

    def __init__(self, path: Path, file: str) -> None:
        if path.exists() and not path.is_dir():
            raise click.UsageError(f"{path}: is a file. Give a folder with --output.")
        if not is_data_file(file):
            raise click.UsageError(f"scholar.file {file!r}: is no .json file inside a folder. Write gs_data.json.")
        self.path = path
        self._data = path / file
        self._badge = self._data.with_name(self._data.name.removesuffix(".json") + "_shieldsio.json")
        self._history = self._data.with_name(NAME)

    @property
    def names(self) -> list[str]:
        return [path.relative_to(self.path).as_posix() for path in (self._data, self._badge, self._history)]

    @property
    def state(self) -> str:
        return "the files are as they were" if self._data.exists() else "nothing was written"

    def read(self, author_id: str, *, accepts_unreadable: bool) -> Known:
        """Return the numbers that were known before.

        Raises:
            FilesError: They cannot be read, and would be lost.
        """
        if not self._data.exists():
            return Known(ScholarStats())
        try:
            last = parse_stats(self._data.read_bytes()).stats
        except (OSError, StatsError) as error:
            if accepts_unreadable:
                return Known(ScholarStats())
            reason = getattr(error, "strerror", None) or error
            message = f"{self._data}: cannot be read: {reason}. Mend it, or replace it with --accept-worse."
            raise FilesError(message) from error
        is_other = bool(author_id and last.author_id) and author_id != last.author_id
        return Known(ScholarStats(), last.author_id) if is_other else Known(last)

    def write(self, stats: ScholarStats, now: dt.datetime, *, begins_anew: bool = False) -> list[str]:
        """Write all files or none; return their names.

        Arguments:
            begins_anew: The history is another author's.

        Raises:
            FilesError: One cannot be written; then all are as they were.
        """
        try:
            before = self._history.read_bytes() if self._history.exists() and not begins_anew else b""
            contents = {
                self._history: with_today(before, stats, now.date()),
                self._badge: _encoded(shieldsio_json(stats)),
                self._data: _encoded(data_json(stats, now)),
            }
            self._data.parent.mkdir(parents=True, exist_ok=True)
            write_all_whole({path: content for path, content in contents.items() if content is not None})
        except OSError as error:
            message = f"{self.path}: cannot be written: {error.strerror}. All files in it are as they were."
            raise FilesError(message) from error
        return [path.relative_to(self.path).as_posix() for path, content in contents.items() if content is not None]


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode()
