"""The files with an author's numbers in one folder: read before anything is asked, written whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ...scholar.history import NAME, with_today
from ...scholar.records import ScholarStats
from ...scholar.stats import StatsError, parse_stats
from ...scholar.writing import data_json, shieldsio_json
from ..whole_files import write_whole


class FilesError(click.ClickException):
    """The author must look at a file; a workflow tells this from a day on which no source answered."""

    exit_code = 3


class NumbersFolder:
    """The three files; `file` is the name of the one with the data."""

    def __init__(self, path: Path, file: str) -> None:
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

    def read(self, author_id: str, *, accepts_unreadable: bool) -> ScholarStats:
        """Return the numbers that were known before; none where there are none, or where they are someone else's.

        Raises:
            FilesError: They cannot be read, and would be lost.
        """
        if not self._data.exists():
            return ScholarStats()
        try:
            last = parse_stats(self._data.read_bytes()).stats
        except (OSError, StatsError) as error:
            if accepts_unreadable:
                return ScholarStats()
            reason = getattr(error, "strerror", None) or error
            message = f"{self._data}: cannot be read: {reason}. Mend it, or replace it with --accept-worse."
            raise FilesError(message) from error
        if author_id and last.author_id and author_id != last.author_id:
            click.echo(f"{self._data}: holds the numbers of {last.author_id}, not yours; they are replaced.", err=True)
            return ScholarStats()
        return last

    def write(self, stats: ScholarStats, now: dt.datetime) -> list[str]:
        """Write the files, the one with the data last; return their names.

        Raises:
            FilesError: One cannot be written; then it is as it was.
        """
        contents = {
            self._history: self._with_today(stats, now.date()),
            self._badge: _encoded(shieldsio_json(stats)),
            self._data: _encoded(data_json(stats, now)),
        }
        written = []
        for path, content in contents.items():
            if content is None:
                continue
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, content)
            except OSError as error:
                message = f"{path}: cannot be written: {error.strerror}. It is as it was."
                raise FilesError(message) from error
            written.append(path.relative_to(self.path).as_posix())
        return written

    def _with_today(self, stats: ScholarStats, today: dt.date) -> bytes | None:
        try:
            before = self._history.read_bytes() if self._history.exists() else b""
        except OSError as error:
            message = f"{self._history}: cannot be read: {error.strerror}. Nothing was written."
            raise FilesError(message) from error
        return with_today(before, stats, today)


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode()
