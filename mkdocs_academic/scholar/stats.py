"""The file of citation numbers that acad-homepage's crawler writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import Place, Problem, Report

_MAX_BYTES = 8_000_000  # a paper takes about 500 bytes
_MAX_COUNT = 10**12


class ScholarStats(NamedTuple):
    """One author's numbers; None where the file has none.

    Arguments:
        updated: The day on which the crawler asked Google Scholar.
        citations: Citations by `author_pub_id`, which is `author_id:paper`.
    """

    name: str
    author_id: str
    cited_by: int | None
    h_index: int | None
    i10_index: int | None
    updated: date | None
    citations: Mapping[str, int]


def read_stats(path: Path, *, place: Place, report: Report) -> ScholarStats | None:
    """Return the numbers in the file `path`; None, and one problem, where there are none.

    Numbers may be written as text. A number that is none is left out and named in one warning.

    Source: `google_scholar_crawler/main.py` of acad-homepage: scholarly's author with its publications by their ids
    """
    try:
        data = _read_object(path)
    except (OSError, ValueError, RecursionError) as error:
        report(Problem(place, f"cannot read the citation numbers: {_reason(error)}. Run the crawler again."))
        return None
    wrong: list[str] = []
    stats = _stats(data, wrong)
    if wrong:
        named = ", ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
        report(Problem(place, f"left out what is no number of citations: {named}. Run the crawler again."))
    elif stats.cited_by is None and not stats.citations:
        report(Problem(place, "has neither 'citedby' nor 'publications'. Is it the crawler's gs_data.json?"))
    elif not stats.cited_by and not stats.citations:
        report(Problem(place, "holds no citations yet; the page stays as written.", "info"))
    return stats if stats.cited_by or stats.citations else None


def _read_object(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise ValueError(f"it is larger than {_MAX_BYTES // 1_000_000} MB")
    data = json.loads(content.decode("utf-8-sig"))
    if not isinstance(data, dict):
        raise ValueError("it holds no JSON object")
    return data


def _stats(data: Mapping[str, Any], wrong: list[str]) -> ScholarStats:
    def count(key: str) -> int | None:
        return _count(data.get(key), f"'{key}'", wrong)

    return ScholarStats(
        name=_text(data.get("name")),
        author_id=_text(data.get("scholar_id")),
        cited_by=count("citedby"),
        h_index=count("hindex"),
        i10_index=count("i10index"),
        updated=_day(_text(data.get("updated"))),
        citations=MappingProxyType(dict(_citations(data.get("publications"), wrong))),
    )


def _citations(publications: object, wrong: list[str]) -> Iterator[tuple[str, int]]:
    if not isinstance(publications, dict):
        if publications is not None:
            wrong.append("'publications'")
        return
    for author_pub_id, publication in publications.items():
        written = publication.get("num_citations") if isinstance(publication, dict) else publication
        count = _count(written, f"'{_text(author_pub_id)}'", wrong)
        if count is not None:
            yield _text(author_pub_id), count


def _count(written: object, name: str, wrong: list[str]) -> int | None:
    if written is None:
        return None
    if isinstance(written, str) and len(written) <= 20:
        digits = written.strip().replace(",", "")
        written = int(digits) if digits.isascii() and digits.isdigit() else written
    if type(written) is int and 0 <= written < _MAX_COUNT:
        return written
    wrong.append(name)
    return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:  # the numbers count without their day
        return None


def _text(value: object) -> str:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _reason(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"line {error.lineno} is no JSON ({error.msg})"
        case UnicodeDecodeError():
            return "it is not UTF-8"
        case RecursionError():
            return "it is nested too deeply"
        case OSError():
            return error.strerror or "it is not readable"
    return str(error)
