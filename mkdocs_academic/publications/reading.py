"""The publications of a site, from its BibTeX files."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ..errors import Problem, Report
from .bibtex import BibFile, read_entries
from .categories import category_of
from .docs_files import DocsFiles
from .entries import EntryReader
from .fields import Fields
from .merging import Merged, merge_versions
from .names import Owner, People
from .records import Bibliography, Entry, Publication

_LAST = (1, 0, 0, 0)


def read_bibliography(
    files: Sequence[BibFile],
    *,
    owner: Owner,
    people: People,
    docs: DocsFiles,
    today: dt.date,
    report: Report,
    merge: bool = True,
) -> Bibliography:
    """Return the publications of `files`; whatever cannot be read is reported and left out.

    The newest comes first; of the same date, a known month before an unknown one, then the order of the files; those
    without a year are last. Entries that are not visible yet are among `hidden` and nowhere else.

    Arguments:
        owner: Whose site it is.
        people: Who has a page.
        docs: The files that entries may name.
        today: Decides which entries are visible.
        merge: Whether preprints and published versions become one; what is merged is reported as info.
    """
    with _without_collector():
        entries = read_entries(files, report=report)
        reader = EntryReader(owner, people, docs, report)
        publications = [reader.read(entry) for entry in _listed(entries, reader, report)]
    visible = [publication for publication in publications if _is_visible(publication, today)]
    hidden = [publication for publication in publications if not _is_visible(publication, today)]
    merged = merge_versions(visible, report) if merge else Merged(visible, ())
    return Bibliography(_in_order(merged.publications), merged.merges, _in_order(hidden))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let Python's collector rest: it would search thousands of new records, none in a circle, again and again.

    Source: https://docs.python.org/3/library/gc.html
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _listed(entries: Sequence[Entry], reader: EntryReader, report: Report) -> Iterator[Entry]:
    """Yield the entries but for the volumes that only lend their fields to papers.

    A volume that others refer to by `crossref` is listed if it has an author, or an editor who is the site's owner.
    """
    parents = {entry.fields["crossref"].strip().lower() for entry in entries if "crossref" in entry.fields}
    for entry in entries:
        if entry.citation_key.lower() not in parents or _is_work(entry, reader):
            yield entry
            continue
        message = f"entry '{entry.citation_key}' only lends its fields to others; not listed."
        report(Problem(entry.place, f"{message} Name its author to list it.", "info"))


def _is_work(entry: Entry, reader: EntryReader) -> bool:
    fields = Fields(entry)
    return "author" in fields or category_of(fields, {}) != "book" or reader.is_edited_by_owner(entry)


def _is_visible(publication: Publication, today: dt.date) -> bool:
    return publication.visible_from is None or publication.visible_from <= today


def _in_order(publications: Sequence[Publication]) -> tuple[Publication, ...]:
    return tuple(sorted(publications, key=_age))


def _age(publication: Publication) -> tuple[int, int, int, int]:
    date = publication.date
    return (0, -date.year, -(date.month or 0), -(date.day or 0)) if date else _LAST
