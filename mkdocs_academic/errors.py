"""What went wrong, where, why, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple


class Place(NamedTuple):
    """A line of a file; `file` is relative to the project, lines count from 1, 0 where no line is known."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Problem(NamedTuple):
    """Something the author should know of that did not stop the build."""

    place: Place
    message: str
    level: Literal["warning", "info", "debug"] = "warning"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


Report = Callable[[Problem], None]
"""Where a room sends its problems: the plugin logs them, a test collects them in a list."""


class AcademicError(Exception):
    """The author must act: the page would be wrong. Its text is the whole message."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" with the nearest of `known`, or nothing when none is near."""
    import difflib  # a build without a problem needs none of it

    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""
