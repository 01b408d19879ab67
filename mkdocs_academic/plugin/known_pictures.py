"""What outlives a build of `mkdocs serve`: which of its pictures are as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class KnownPictures:
    """The keys of files that were read, so that no unchanged photograph is read again."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], tuple[int, int, str]] = {}

    def key(self, path: Path, parameters: str, key_of: Callable[[bytes], str]) -> str:
        """Return the key of what a file holds now, by its size and its time of change.

        Arguments:
            parameters: What else the key depends on.

        Raises:
            OSError: It cannot be read.
        """
        now = path.stat()
        known = self._keys.get((str(path), parameters))
        if known is not None and known[:2] == (now.st_size, now.st_mtime_ns):
            return known[2]
        key = key_of(path.read_bytes())
        self._keys[str(path), parameters] = now.st_size, now.st_mtime_ns, key
        return key
