"""What a source of citation numbers is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Protocol

from ..records import Work


class Author(NamedTuple):
    """An author's ids, each as its service wants it; "" for none."""

    google_scholar: str = ""
    orcid: str = ""
    openalex: str = ""
    semantic_scholar: str = ""


class Asked(NamedTuple):
    """What is still to be found out.

    Arguments:
        wants_author: Whether the author's figures are wanted, or the papers' citations alone.
        works: The papers whose citations are wanted; a source may answer with others too.
    """

    author: Author
    wants_author: bool
    works: tuple[Work, ...] = ()


class FoundPaper(NamedTuple):
    """A paper as one source knows it; `author_pub_id` is in `work` where the source is Google Scholar."""

    work: Work
    citations: int
    cited_by_url: str = ""


class Found(NamedTuple):
    """What one source answers.

    Arguments:
        figures: By the names of `records.FIGURES`; what the source does not count is missing.
        notes: What went wrong with a part of the question, one line without a full stop each.
        day: When it was counted; None for today.
    """

    name: str = ""
    figures: Mapping[str, int] = MappingProxyType({})
    per_year: Mapping[int, int] = MappingProxyType({})
    papers: tuple[FoundPaper, ...] = ()
    notes: tuple[str, ...] = ()
    day: date | None = None


class CountSource(Protocol):
    """A service, or a file, that counts citations.

    Attributes:
        is_local: Whether it asks nobody, so that it is asked whatever is known already.
    """

    title: str
    is_local: bool

    def lacks(self, asked: Asked) -> str:
        """Return why this source cannot be asked, without a full stop ("author.orcid is not set"); "" where it can."""
        ...

    def find(self, asked: Asked) -> Found:
        """Return what the source knows of what is asked; called only where nothing is lacking.

        Raises:
            ServiceError: It does not answer well; nothing that it said is of use. The text stands behind the title.
        """
        ...
