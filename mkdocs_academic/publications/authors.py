"""The authors and editors of an entry with all that is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .fields import Fields
from .latex import TexReader
from .names import Marked, MarkedName, Owner, People, author_marks, read_names
from .records import Author, Name

_MEANING = re.compile(
    r"\s*((?:\\?[*†‡§¶#]|\$\^?\{?\\?\w{1,8}\}?\$|\\dag\w*|\\ddag\w*){1,3})\s*[:=]?\s*([^\W\d_].*)", re.DOTALL
)
_LINE_END = re.compile(r"<br\s*/?>|\\\\|;|\n")


class Authors(NamedTuple):
    """The people of one field; `legend` says what the marks of these people mean."""

    authors: tuple[Author, ...] = ()
    has_others: bool = False
    legend: Mapping[str, str] = MappingProxyType({})


class AuthorReader:
    """Reads the people of entries: who they are, who of them is the owner, who has a page.

    Arguments:
        owner: Whose site it is.
        people: Who has a page.
        tex: The reader of all texts of this read.
    """

    def __init__(self, owner: Owner, people: People, tex: TexReader) -> None:
        self._owner = owner
        self._people = people
        self._tex = tex
        self._known: dict[Name, Author] = {}

    def read(self, fields: Fields, role: str = "author") -> Authors:
        """Return the people of an entry's field `role`: `author` or `editor`."""
        if role not in fields:
            return Authors()
        found = read_names(fields[role], self._tex)
        marked = author_marks(found, self._with_legend(fields), role, self._tex)
        return Authors(tuple(self._authors(found.names, marked)), found.has_others, marked.legend)

    def _authors(self, names: tuple[MarkedName, ...], marked: Marked) -> Iterator[Author]:
        for (name, _), marks in zip(names, marked.marks, strict=True):
            author = self._known.get(name)
            if author is None:
                author = Author(name, (), self._owner.is_owner(name), self._people.url_of(name))
                self._known[name] = author
            yield author._replace(marks=marks) if marks else author

    def _with_legend(self, fields: Fields) -> Mapping[str, str]:
        """Return the entry's fields, with al-folio's `annotation` ("* Equal contribution") as their legend."""
        written = fields.entry.fields
        if "annotation" not in written or "legend" in written:
            return written
        meanings = [match for line in _LINE_END.split(written["annotation"]) if (match := _MEANING.fullmatch(line))]
        return (
            {**written, "legend": "; ".join(f"{match[1]}: {match[2]}" for match in meanings)} if meanings else written
        )
