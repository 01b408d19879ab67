"""Publications as the citation processor wants them."""

from __future__ import annotations

import re
from typing import Any

from ..csl_json import to_csl_json
from ..records import Author, Name, Publication
from .marked import protected, signed

_MAX_AUTHORS = 200  # the processor takes quadratic time, and no style shows more
_RANGE = re.compile(r"\s*([A-Za-z]*)(\d+)\s*[-–]\s*([A-Za-z]*)(\d+)\s*")
_MAX_DIGITS = 9
_WORD_JOINER = "\u2060"


def csl_item(publication: Publication, *, page_range_format: str) -> dict[str, Any]:
    """Return `publication` as CSL-JSON whose titles are `signed` and whose other texts are `protected`."""
    data = to_csl_json(publication)
    item = {key: _bounded(protected(value)) if isinstance(value, str) else value for key, value in data.items()}
    item["title"] = signed(publication.title)
    if "container-title" in item:
        item["container-title"] = signed(publication.container)
    if "page" in item:
        item["page"] = ", ".join(page_range(part, page_range_format) for part in item["page"].split(","))
    for role, people in (("author", publication.authors), ("editor", publication.editors)):
        if role in data:
            item[role] = _names(data[role], people)
    return item


def page_range(written: str, page_range_format: str) -> str:
    """Return the range of pages `written`, such as `321-328`, with its end as short as the style wants: `321-28`.

    Source: https://docs.citationstyles.org/en/v1.0.2/specification.html#page-ranges
    """
    match = _RANGE.fullmatch(written)
    if not match or match[1] != match[3] or not page_range_format:
        return written.strip()
    prefix, first, _, last = match.groups()
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return f"{prefix}{first}-{_last_page(first, full, page_range_format, prefix)}"


def _last_page(first: str, last: str, page_range_format: str, prefix: str) -> str:
    if len(first) != len(last):
        return prefix + last
    same = next((i for i, (left, right) in enumerate(zip(first, last, strict=True)) if left != right), len(last))
    match page_range_format:
        case "minimal":
            return last[min(same, len(last) - 1) :]
        case "minimal-two":
            return last[max(min(same, len(last) - 2), 0) :]
        case "chicago" | "chicago-15" | "chicago-16":
            return _chicago(first, last, same, prefix)
    return prefix + last


def _chicago(first: str, last: str, same: int, prefix: str) -> str:
    number = int(first[-2:])
    if len(first) < 3 or number == 0 or (len(first) == 4 and same < 2):
        return prefix + last
    if number < 10:
        return last[min(same, len(last) - 1) :]
    return last[min(same, len(last) - 2) :]


def _names(names: list[dict[str, str]], people: tuple[Author, ...]) -> list[dict[str, str]]:
    shown = [_name(data, author.name) for data, author in zip(names, people, strict=False)]
    shown += ({"literal": protected(data["literal"])} for data in names[len(people) :])
    if len(shown) > _MAX_AUTHORS:
        others = {"literal": f"{len(shown) - _MAX_AUTHORS} others"}
        return [*shown[:_MAX_AUTHORS], others]
    return shown


def _name(data: dict[str, str], name: Name) -> dict[str, str]:
    """Return the parts of a name; one that is said family name first, as a whole, for the processor turns it about."""
    if name.given and not name.family.isascii() and (text := name.text).startswith(name.family):
        return {"literal": protected(text)}
    return {part: protected(text) for part, text in data.items()}


def _bounded(text: str) -> str:
    """Keep the processor from writing a number of many digits in Roman ones."""
    return f"{_WORD_JOINER}{text}" if len(text) > _MAX_DIGITS and text.isdigit() else text
