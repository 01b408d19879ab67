"""Publications as BibTeX that a reader may copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..bibtex import PRIVATE_FIELDS, clean_source
from ..records import Publication

# What only a site shows, under our names and under those of al-folio, academicpages and HugoBlox.
_SITE_FIELDS = frozenset(
    (
        *("selected", "teaser", "tldr", "award", "code", "project", "slides", "poster", "video", "dataset", "model"),
        *("demo", "blog", "pdf", "topic", "topics", "scholar_id", "visible_from", "version_of", "legend", "badge"),
        *("supplement", "html", "abbr", "additional_info", "altmetric", "award_name", "bibtex_show", "dimensions"),
        *("google_scholar_id", "inspirehep_id", "preview", "supp", "website", "url_code", "url_dataset", "url_pdf"),
        *("url_poster", "url_project", "url_slides", "url_video"),
    )
)
_HIDDEN = PRIVATE_FIELDS | _SITE_FIELDS
_NAME_FIELDS = ("author", "editor")


def export_bibtex(publications: Iterable[Publication], *, without_marks: Callable[[str], str] | None = None) -> str:
    """Return a file of the entries of `publications`, each as `public_source` has it."""
    sources = [public_source(publication, without_marks=without_marks) for publication in publications]
    return "\n\n".join(sources) + "\n" if sources else ""


def public_source(publication: Publication, *, without_marks: Callable[[str], str] | None = None) -> str:
    """Return the entry of `publication` without what only this site understands.

    Arguments:
        without_marks: Takes the signs for equal contribution and the like out of a field of names.
    """
    entry = publication.entry
    if without_marks:
        names = {field: without_marks(entry.fields[field]) for field in _NAME_FIELDS if field in entry.fields}
        entry = entry._replace(fields={**entry.fields, **names})
    return _encodable(clean_source(entry, hidden=_HIDDEN))


def _encodable(source: str) -> str:
    return source if source.isascii() else source.encode("utf-8", "replace").decode()
