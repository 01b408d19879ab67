"""What one check of the doctor found."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["ok", "note", "problem"]

MOST_NAMED = 10
"""So many papers are named one by one; of the rest their number is told."""


class Finding(NamedTuple):
    """One line.

    Arguments:
        level: A problem is the author's to mend; a note may stay.
        text: What was found, without a full stop.
        advice: What to do, with its full stop; "" for nothing.
    """

    level: Level
    subject: str
    text: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.level:<7}  {self.subject}: {self.text}.{self.advice and f' {self.advice}'}"


def shortened(findings: list[Finding]) -> list[Finding]:
    """Return the first of many findings of one kind, and how many more there are."""
    more = len(findings) - MOST_NAMED
    if more <= 0:
        return findings
    first = findings[0]
    worst: Level = "problem" if any(finding.level == "problem" for finding in findings[MOST_NAMED:]) else "note"
    return [*findings[:MOST_NAMED], Finding(worst, first.subject, f"{more} more of this kind")]
