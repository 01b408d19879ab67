"""The owner of the site among the authors."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ..latex import TexReader
from ..records import Name
from .matching import Spelling, may_be_one, spelling
from .reading import read_names


class Owner:
    """Whose site it is; true if any name is known.

    Arguments:
        names: The name of the owner, former names, and the name in other scripts, in any form that BibTeX knows.
        orcid: Bare, "" if unknown.
    """

    def __init__(self, names: Iterable[str], orcid: str = "") -> None:
        self.names = tuple(name.strip() for name in names if name.strip())
        self.orcid = orcid
        self._known: dict[Name, bool] = {}

    def __bool__(self) -> bool:
        return bool(self.names)

    def is_owner(self, name: Name) -> bool:
        """Whether `name` may be the owner's: initials and other spellings of it are, another initial is not."""
        if not self.names:
            return False
        if (known := self._known.get(name)) is None:
            found = spelling(name)
            known = self._known[name] = any(may_be_one(found, own) for own in self._spellings)
        return known

    @cached_property
    def _spellings(self) -> tuple[Spelling, ...]:
        reader = TexReader()
        return tuple(spelling(marked.name) for name in self.names for marked in read_names(name, reader).names)
