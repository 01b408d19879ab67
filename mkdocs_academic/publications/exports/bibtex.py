"""Publications as BibTeX for whoever cites them."""

from __future__ import annotations

from collections.abc import Iterable

from ..bibtex import PRIVATE_FIELDS, clean_source
from ..fields import SITE_FIELDS
from ..names import without_marks
from ..records import Publication

_HIDDEN = PRIVATE_FIELDS | SITE_FIELDS
_NAMES = ("author", "editor")


def export_bibtex(publications: Iterable[Publication]) -> str:
    """Return the entries of `publications` as a file, in their order."""
    return "".join(f"{public_source(publication)}\n\n" for publication in publications).removesuffix("\n")


def public_source(publication: Publication) -> str:
    """Return the entry as a reader may copy it: without what only a site needs, and without marks at names."""
    entry = publication.entry
    marked = {name: entry.fields[name] for name in _NAMES if name in entry.fields}
    fields = {**entry.fields, **{name: without_marks(value) for name, value in marked.items()}}
    return clean_source(entry._replace(fields=fields), hidden=_HIDDEN)
