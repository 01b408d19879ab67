"""Files that are costly to make, kept between builds."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ..kept import keep, read_kept

_MOST_BYTES = 10_000_000  # of one file
_MOST_FILES = 1_000  # in one folder; beyond, the oldest go


class KeptFiles:
    """Files in a folder of the cache, each under a name made of all that it depends on; None where nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """Return a file that was kept, if it is whole."""
        if self._folder is None:
            return None
        try:
            return read_kept(self._folder / name, name, max_body=_MOST_BYTES)[1]
        except (OSError, ValueError, RecursionError):
            return None

    def write(self, name: str, content: bytes) -> None:
        """Keep a file, if there is a place for it: else the next build makes it again."""
        if self._folder is None:
            return
        keep(self._folder / name, name, {}, content)

    def trim(self) -> None:
        """Delete the oldest files of a folder that has grown large."""
        if self._folder is None or not self._folder.is_dir():
            return
        try:
            files = sorted(self._folder.iterdir(), key=lambda path: (path.stat().st_mtime, path.name))
            for path in files[:-_MOST_FILES]:
                path.unlink(missing_ok=True)
        except OSError:
            return


def name_of(*parts: object) -> str:
    """Return a name for what is made of these parts: the same for the same, on any machine."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, default=str).encode()).hexdigest()[:16]


def digest(path: Path | None) -> str:
    """Return a name for what is in a file, "" where there is none that can be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path is not None else ""
    except OSError:
        return ""
