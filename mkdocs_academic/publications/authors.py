"""The authors and editors of an entry with all that is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .fields import Fields
from .latex import TexReader
from .names import MarkedName, Owner, People, read_names
from .records import Author


class Authors(NamedTuple):
    authors: tuple[Author, ...]
    has_others: bool
    legend: Mapping[str, str]


class AuthorReader:
    """Reads the people of entries: who they are, who of them is the owner, who has a page."""

    def __init__(self, owner: Owner, people: People, tex: TexReader) -> None:
        self._owner = owner
        self._people = people
        self._tex = tex

    def read(self, fields: Fields) -> Authors:
        if "author" not in fields:
            return Authors((), False, {})
        found = read_names(fields["author"], self._tex)
        return Authors(tuple(self._author(marked) for marked in found.names), found.has_others, {})

    def editors(self, fields: Fields) -> tuple[Author, ...]:
        if "editor" not in fields:
            return ()
        return tuple(self._author(marked) for marked in read_names(fields["editor"], self._tex).names)

    def _author(self, marked: MarkedName) -> Author:
        name = marked.name
        return Author(name, marked.marks, self._owner.is_owner(name), self._people.url_of(name))
