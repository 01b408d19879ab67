"""Who is at which file of a site: none can take the place of another one, nor lie below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple


class Conflict(NamedTuple):
    """Why a file cannot be where it is wanted.

    Arguments:
        kind: "same": `owner` is there; "below": the file would lie in a folder that is `owner`'s file; "above": it
            would be in place of a folder that holds `owner`'s file.
    """

    kind: Literal["same", "below", "above"]
    owner: str

    @property
    def why(self) -> str:
        """Say it of an address: the middle of a sentence."""
        return {
            "same": f"is the address of {self.owner} already",
            "below": f"lies below the file of {self.owner}",
            "above": f"is the folder of {self.owner}",
        }[self.kind]


class Destinations:
    """The files that are taken, each with its owner."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def take(self, path: str, owner: str) -> None:
        """Give a file to its owner; one that is taken stays with the first."""
        self._owners.setdefault(path, owner)
        for folder in _folders_of(path):
            self._folders.setdefault(folder, owner)

    def conflict(self, path: str) -> Conflict | None:
        """Return why no other file can be at `path`, None where one can."""
        if path in self._owners:
            return Conflict("same", self._owners[path])
        if path in self._folders:
            return Conflict("above", self._folders[path])
        for folder in _folders_of(path):
            if folder in self._owners:
                return Conflict("below", self._owners[folder])
        return None


def _folders_of(path: str) -> Iterator[str]:
    """Yield the folders above a file."""
    for position, sign in enumerate(path):
        if sign == "/":
            yield path[:position]
