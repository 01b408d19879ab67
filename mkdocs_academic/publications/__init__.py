"""Publications as data: from BibTeX files to records, in order, as metadata and as exports."""
