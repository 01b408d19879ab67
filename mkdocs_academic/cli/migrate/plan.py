"""What a migration is going to write, and what it has to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ...errors import Place, Problem
from ...jekyll.destinations import Destinations

DOCS = "docs/"
"""Where the new site keeps its content, below DEST."""


class Item(NamedTuple):
    """One file of the new site: `content`, or the file `source` of the old one as it is."""

    target: str
    source: str = ""
    content: str | None = None


@dataclass
class Plan:
    """The new site's files by their paths below DEST, and the four parts of the report.

    Arguments:
        taken: Where each file of the old site went: pairs of old and new path.
        changes: What was changed in a file and why.
        unmapped: What has no counterpart, with what to do.
        defects: What was broken in the old site already.
        left_out: What the new site does not need, by reason.
        pages: The items that are pages of the site, and no snippets.
        templates: The items that are no pages and that Liquid fills in, with the file of the site that each becomes.
    """

    items: dict[str, Item] = field(default_factory=dict)
    taken: list[tuple[str, str]] = field(default_factory=list)
    changes: list[Problem] = field(default_factory=list)
    unmapped: list[Problem] = field(default_factory=list)
    defects: list[Problem] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    templates: dict[str, str] = field(default_factory=dict)
    _taken: Destinations = field(default_factory=Destinations)

    def copy(self, source: str, target: str) -> None:
        """Plan to copy a file as it is."""
        self._add(Item(target, source), source)

    def write(self, target: str, content: str, source: str = "") -> None:
        """Plan to write a text; `source` is the file that it was made of, if any."""
        self._add(Item(target, source, content), source)

    def drop(self, target: str) -> None:
        """Plan not to write a file after all."""
        item = self.items.pop(target)
        self.taken = [move for move in self.taken if move != (item.source, target)]

    def file_of(self, target: str) -> str:
        """Return the file of the site that an item becomes if it is no page."""
        return self.templates.get(target, target.removeprefix(DOCS))

    def leave(self, path: str, reason: str) -> None:
        self.left_out.setdefault(reason, []).append(path)

    def changed(self, file: str, what: str, line: int = 0) -> None:
        self.changes.append(Problem(Place(file, line), what))

    def cannot_map(self, place: Place, what: str) -> None:
        self.unmapped.append(Problem(place, what))

    def _add(self, item: Item, source: str) -> None:
        if message := self._collision(item.target):
            self.unmapped.append(Problem(Place(source or item.target), f"{message}; left out. Rename one of the two."))
            return
        self._taken.take(item.target, item.source or "another file")
        self.items[item.target] = item
        if source:
            self.taken.append((source, item.target))

    def _collision(self, target: str) -> str:
        """Return why a file cannot be there, "" where it can."""
        conflict = self._taken.conflict(target)
        if conflict is None:
            return ""
        why = {
            "same": f"as {conflict.owner} does",
            "above": "which is a folder of other files",
            "below": f"and {conflict.owner} a file in place of the folder",
        }
        return f"would become {target}, {why[conflict.kind]}"
