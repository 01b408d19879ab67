"""The BibTeX of an entry for whoever cites it."""

from __future__ import annotations

from .bibtex import PRIVATE_FIELDS, FieldNames, clean_source
from .fields import SITE_FIELDS
from .names import without_marks
from .records import Entry

_HIDDEN = FieldNames(PRIVATE_FIELDS | SITE_FIELDS)
_NAMES = ("author", "editor")


def public_bibtex(entry: Entry) -> str:
    """Return the entry as a reader may copy it: without what only a site needs, and without marks at names."""
    written = entry.fields
    bare = {name: without_marks(written[name]) for name in _NAMES if name in written}
    changed = any(bare[name] != written[name] for name in bare)
    return clean_source(entry._replace(fields={**written, **bare}) if changed else entry, hidden=_HIDDEN)
