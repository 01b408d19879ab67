"""Whether a file is a PDF that Google Scholar would read."""

from __future__ import annotations

from pathlib import Path

_MAX_BYTES = 5_000_000
_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024


def check_pdf(path: Path) -> str:
    """Return what is wrong with the PDF at `path`, as the end of a sentence that begins with its name; "" if nothing.

    Source: https://scholar.google.com/intl/en/scholar/inclusion.html for the size;
    PDF Reference 1.7, Appendix H, note 13 for the header
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begin = file.read(_HEADER_WITHIN)
    except FileNotFoundError:
        return "does not exist"
    except (OSError, ValueError) as error:  # a name with a null byte is a ValueError
        return f"cannot be read ({getattr(error, 'strerror', None) or error})"
    if _HEADER not in begin:
        return "is no PDF: it does not begin with '%PDF-'"
    if size > _MAX_BYTES:
        return f"has {size / 1_000_000:.1f} MB; Google Scholar reads up to 5 MB"
    return ""
