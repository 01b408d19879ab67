"""Fields that say yes or no, and names of fields that are slips."""

from __future__ import annotations

from ..errors import Problem, Report, did_you_mean
from .fields import OWN_FIELDS, Fields, is_known
from .records import Entry

_YES = {"true", "yes", "y", "1", "on", "x"}
_NO = {"false", "no", "n", "0", "off"}
_MIN_LENGTH, _MAX_LENGTH = 4, 30


def read_flag(fields: Fields, name: str, report: Report) -> bool:
    """Return whether a field says yes; an absent or empty one says no, and what says neither is reported."""
    value = fields[name].strip("{} ").lower()
    if not value or value in _NO:
        return False
    if value not in _YES:
        message = (
            f"{fields.written(name)} '{value[:40]}' of entry '{fields.entry.citation_key}' is neither true nor false."
        )
        report(Problem(fields.place(name), f"{message} Write true or leave the field out."))
    return value in _YES


class Spelling:
    """Finds names of fields that are nearly one of ours; made for one read, remembers the names that it saw."""

    def __init__(self) -> None:
        self._hints: dict[str, str] = {}

    def check(self, entry: Entry, report: Report) -> None:
        for name in entry.fields:
            hint = self._hints.get(name)
            if hint is None:
                hint = self._hints[name] = _hint(name)
            if hint and name in entry.lines:
                message = f"field '{name}' of entry '{entry.citation_key}' is not known; not shown.{hint}"
                report(Problem(entry.place_of(name), message))


def _hint(name: str) -> str:
    """Return " Did you mean 'x'?" where `name` is one letter or two from a field of ours, "" where it is not."""
    if is_known(name) or not _MIN_LENGTH <= len(name) <= _MAX_LENGTH or name.strip("0123456789_-") in OWN_FIELDS:
        return ""  # `selected1` is how people switch a field off
    near = [own for own in OWN_FIELDS if _is_near(name, own)]
    return did_you_mean(name, near) if near else ""


def _is_near(name: str, own: str) -> bool:
    """Whether the names differ by one change, or by two letters that changed places."""
    if abs(len(name) - len(own)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(name, own, strict=False)) if a != b), min(len(name), len(own)))
    left, right = name[start:], own[start:]
    is_swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return is_swapped or left[1:] == right or left == right[1:] or left[1:] == right[1:]
