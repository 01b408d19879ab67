"""BibTeX: reading files as people have them, writing entries, formatting a file."""

from .formatting import format_bibtex
from .reading import BibFile, read_entries
from .writing import PRIVATE_FIELDS, FieldNames, clean_source, write_entry

__all__ = ["PRIVATE_FIELDS", "BibFile", "FieldNames", "clean_source", "format_bibtex", "read_entries", "write_entry"]
