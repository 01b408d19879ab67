"""On which day a page was last changed, from its front matter and from git."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

WITHIN_S = 5.0
"""Seconds that git may take; what it said by then counts."""
WRITTEN = ("date", "date.created")
_CHANGED = ("last_modified_at", "last_updated", "updated", "modified", "date.updated")
_MARK = "\x01"
_MOST_SHALLOW = 1_000_000  # characters of the list of commits at which a shallow history ends


def written_day(meta: Mapping[str, object], keys: Iterable[str] = _CHANGED) -> str:
    """Return the day that a page's front matter names, as `2024-05-12`; "" where none of the keys holds one.

    The key of a day within `date`, as posts of Material's blog have it, is `date.updated`.
    """
    return next((day for key in keys if (day := _day(_value(meta, key)))), "")


def commit_days(folder: Path, files: Collection[Path], *, within_s: float = WITHIN_S) -> Mapping[Path, str]:
    """Return the day of the last commit of each file, as far as git knows it.

    The first commit of a shallow clone, as machines that build sites make one, says nothing: it holds every file.

    Arguments:
        folder: A folder of the repository.
    """
    git = shutil.which("git")
    history = _history(git, folder, within_s) if git and files else None
    if git is None or history is None:
        return {}
    wanted = {Path(os.path.realpath(file)): file for file in files}
    folders = sorted({str(path.parent) for path in wanted if path.parent.is_dir() and path.is_relative_to(history.top)})
    if not folders:
        return {}
    # In a clone without the former folders git would ask its origin for them.
    command = [git, "-C", str(history.top), "-c", "core.quotePath=false", "-c", "protocol.allow=never", "log"]
    command += [
        "--no-color",
        "--no-renames",
        "--no-show-signature",
        "--name-only",
        f"--format={_MARK}%H %cI",
        "--",
        *folders,
    ]
    return _read(command, history, wanted, within_s)


class _History(NamedTuple):
    """A repository's work tree, and the commits before which its history was cut off."""

    top: Path
    cut: frozenset[str]


def _history(git: str, folder: Path, within_s: float) -> _History | None:
    """Return where the history is; None where there is none."""
    command = [git, "-C", str(folder), "rev-parse", "--git-path", "shallow", "--show-toplevel"]
    try:
        asked = subprocess.run(command, capture_output=True, timeout=within_s, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    shallow, _, top = asked.stdout.decode("utf-8", "replace").strip().partition("\n")
    if asked.returncode != 0 or not top:
        return None
    return _History(Path(os.path.realpath(top)), _cut(folder / shallow))


def _cut(shallow: Path) -> frozenset[str]:
    """Source: https://git-scm.com/docs/shallow"""
    try:
        with shallow.open(encoding="ascii", errors="replace") as file:
            return frozenset(file.read(_MOST_SHALLOW).split())
    except OSError:  # the history is whole
        return frozenset()


def _read(command: list[str], history: _History, wanted: Mapping[Path, Path], within_s: float) -> dict[Path, str]:
    """Read what git says, newest first, until every file has its day or the time is over."""
    found: dict[Path, str] = {}
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return found
    timer = threading.Timer(within_s, process.kill)
    timer.start()
    try:
        with process:
            for name, day in _named(process.stdout or (), history.cut):
                file = wanted.get(history.top / name)
                if file is not None:
                    found.setdefault(file, day)
                if len(found) == len(wanted):
                    process.kill()
                    break
    finally:
        timer.cancel()
    return {file: day for file, day in found.items() if day}


def _named(lines: Iterable[bytes], cut: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield each file's name with the day of the commit, "" where that may be any earlier one."""
    day = ""
    for line in lines:
        text = line.decode("utf-8", "replace").rstrip("\n")
        if text.startswith(_MARK):
            commit, _, time = text[1:].partition(" ")
            day = "" if commit in cut else time[:10]
        elif text:
            yield text, day


def _value(meta: Mapping[str, object], key: str) -> object:
    name, dot, inner = key.partition(".")
    value = meta.get(name)
    if not dot:
        return value
    return value.get(inner) if isinstance(value, Mapping) else None


def _day(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip()[:10]).isoformat()
        except ValueError:
            return ""
    return ""
