"""Publications as BibTeX for whoever cites them."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Publication
from ..sources import public_bibtex


def export_bibtex(publications: Iterable[Publication]) -> str:
    """Return the entries of `publications` as a file, in their order."""
    return "".join(f"{public_source(publication)}\n\n" for publication in publications).removesuffix("\n")


def public_source(publication: Publication) -> str:
    """Return the entry as a reader may copy it: without what only a site needs, and without marks at names."""
    return publication.bibtex or public_bibtex(publication.entry)
