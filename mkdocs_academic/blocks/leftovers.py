"""Blocks of ours that stayed text."""

from __future__ import annotations

import re

from ..errors import Place, Problem, Report
from .publications import OPTIONS

_LEFTOVER = re.compile(r"<p>/{3,}\s*(pipeline|direction|publications)\b")
_HINTS = {
    "publications": f"Its options are {', '.join(OPTIONS)}.",
    "pipeline": "Check its options and its closing slashes.",
    "direction": "Check its options, its closing slashes, and that it stands inside a 'pipeline'.",
}


def report_leftovers(page_html: str, *, place: Place, report: Report) -> None:
    """Report blocks of ours that stayed text, since pymdownx passes over a block whose options it does not know."""
    for match in _LEFTOVER.finditer(page_html):
        report(Problem(place, f"a '{match[1]}' block is not understood and stays text. {_HINTS[match[1]]}"))
