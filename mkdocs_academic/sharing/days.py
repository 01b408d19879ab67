"""On which day a page was last changed, from its front matter and from git."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

WITHIN_S = 5.0
"""Seconds that git may take; what it said by then counts."""
_CHANGED = ("last_modified_at", "last_updated", "updated", "modified")
_MARK = "\x01"


def written_day(meta: Mapping[str, object], keys: Iterable[str] = _CHANGED) -> str:
    """Return the day that a page's front matter names, as `2024-05-12`; "" where none of the keys holds one."""
    return next((day for key in keys if (day := _day(meta.get(key)))), "")


def commit_days(folder: Path, files: Collection[Path], *, within_s: float = WITHIN_S) -> Mapping[Path, str]:
    """Return the day of the last commit of each file, as far as git knows it.

    A shallow clone, as most machines that build sites make one, knows nothing: its one commit holds every file.

    Arguments:
        folder: A folder of the repository.
    """
    git = shutil.which("git")
    top = _top(git, folder, within_s) if git and files else None
    if git is None or top is None:
        return {}
    wanted = {Path(os.path.realpath(file)): file for file in files}
    folders = sorted({str(path.parent) for path in wanted if path.parent.is_dir() and path.is_relative_to(top)})
    if not folders:
        return {}
    command = [git, "-C", str(top), "-c", "core.quotePath=false", "log", "--no-color", "--no-renames"]
    command += ["--no-show-signature", "--name-only", f"--format={_MARK}%cI", "--", *folders]
    return _read(command, top, wanted, within_s)


def _top(git: str, folder: Path, within_s: float) -> Path | None:
    """Return the folder of the work tree; None where there is no history to ask for."""
    command = [git, "-C", str(folder), "rev-parse", "--is-shallow-repository", "--show-toplevel"]
    try:
        asked = subprocess.run(command, capture_output=True, timeout=within_s, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    is_shallow, _, top = asked.stdout.decode("utf-8", "replace").strip().partition("\n")
    return Path(os.path.realpath(top)) if asked.returncode == 0 and is_shallow == "false" and top else None


def _read(command: list[str], top: Path, wanted: Mapping[Path, Path], within_s: float) -> dict[Path, str]:
    """Read what git says, newest first, until every file has its day or the time is over."""
    found: dict[Path, str] = {}
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return found
    timer = threading.Timer(within_s, process.kill)
    timer.start()
    try:
        with process, process.stdout or open(os.devnull, "rb") as lines:  # noqa: PTH123
            for name, day in _named(lines):
                file = wanted.get(top / name)
                if file is not None:
                    found.setdefault(file, day)
                if len(found) == len(wanted):
                    process.kill()
                    break
    finally:
        timer.cancel()
    return found


def _named(lines: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """Yield each file's name with the day of the commit."""
    day = ""
    for line in lines:
        text = line.decode("utf-8", "replace").rstrip("\n")
        if text.startswith(_MARK):
            day = text[1:11]
        elif text and day:
            yield text, day


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
