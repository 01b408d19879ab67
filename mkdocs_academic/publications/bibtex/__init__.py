"""BibTeX: reading files as people have them, writing entries, formatting a file."""

from .formatting import format_bibtex
from .reading import BibFile, bib_file, read_entries
from .writing import PRIVATE_FIELDS, FieldNames, clean_source, write_entry

__all__ = [
    "PRIVATE_FIELDS",
    "BibFile",
    "FieldNames",
    "bib_file",
    "clean_source",
    "format_bibtex",
    "read_entries",
    "write_entry",
]
