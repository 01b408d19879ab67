"""Publications as BibTeX for whoever cites them."""

from __future__ import annotations

from collections.abc import Iterable

from ..bibtex import PRIVATE_FIELDS, clean_source
from ..fields import SITE_FIELDS
from ..names import without_marks
from ..records import Entry, Publication

_HIDDEN = PRIVATE_FIELDS | SITE_FIELDS
_NAMES = ("author", "editor")


def export_bibtex(publications: Iterable[Publication]) -> str:
    """Return the entries of `publications` as a file, in their order."""
    return "".join(f"{shown_bibtex(publication.entry)}\n\n" for publication in publications).removesuffix("\n")


def shown_bibtex(entry: Entry) -> str:
    """Return `entry` as a reader may copy it: without what only a site needs, and without marks at names."""
    marked = {name: entry.fields[name] for name in _NAMES if name in entry.fields}
    fields = {**entry.fields, **{name: without_marks(value) for name, value in marked.items()}}
    return clean_source(entry._replace(fields=fields), hidden=_HIDDEN)
