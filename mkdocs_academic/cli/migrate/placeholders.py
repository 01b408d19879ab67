"""What templates ship as examples, and their users forget to replace."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACEHOLDERS = (
    (r"DhtAFkwAAAAJ", "the sample profile of Google Scholar that acad-homepage ships"),
    (r"qc6CJjYAAAAJ", "the sample profile of Google Scholar that al-folio ships"),
    (r"YOUR_GOOGLE_SCHOLAR_ID|PS_CX0AAAAAJ", "the sample profile of Google Scholar"),
    (r"(?<![\w-])UA-0{4,}[\w-]*|UA-X{4,}[\w-]*|G-X{4,}", "the sample id of Google Analytics"),
    (r"yourname@|your\.email@|none@example\.org|Lorem@ipsum\.com|you@example\.com", "a sample address"),
    (r"yourorcidurl", "a sample ORCID"),
    (r"0000-000[01]-\.\.\.|xxxx-xxxx-xxxx-xxxx|0000-0000-0000-0000", "a sample ORCID"),
    (r"https?://academicpages\.github\.io|https?://alshedivat\.github\.io", "the address of the template's own demo"),
    (r"https?://(?:www\.)?(?:example\.(?:com|org)|yourdomain\.com|your-domain\.com|yoursite\.com)", "a sample address"),
    (r"RayeRen/(?:rayeren|acad-homepage)\.github\.io", "the template's own repository"),
    (r"academicpages/academicpages\.github\.io|alshedivat/al-folio", "the template's own repository"),
)
_ANY = re.compile("|".join(f"({pattern})" for pattern, _ in _PLACEHOLDERS), re.IGNORECASE)


def is_placeholder(value: str) -> bool:
    """Whether a setting still has the value that its template came with."""
    return _ANY.search(value) is not None


def placeholders_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, from 1, the text and the meaning of every placeholder, each once."""
    seen: set[str] = set()
    for match in _ANY.finditer(text):
        if match[0] not in seen and match.lastindex:
            seen.add(match[0])
            yield text.count("\n", 0, match.start()) + 1, match[0], _PLACEHOLDERS[match.lastindex - 1][1]
