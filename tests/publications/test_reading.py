"""From BibTeX to publications: each file of `reading/` holds entries, settings, what is expected, and the problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_academic.errors import Problem
from mkdocs_academic.publications.bibtex import BibFile
from mkdocs_academic.publications.docs_files import DocsFiles
from mkdocs_academic.publications.names import Owner, People
from mkdocs_academic.publications.reading import read_bibliography
from mkdocs_academic.publications.records import Author, Bibliography, Publication, Text

FOLDER = Path(__file__).parent / "reading"
CASES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yml"))}
KEYS = {"bib", "file", "owner", "docs", "today", "merge", "publications", "order", "hidden", "merges", "problems"}


def read(case: Mapping[str, Any]) -> tuple[Bibliography, list[str]]:
    problems: list[Problem] = []
    bibliography = read_bibliography(
        [BibFile(case.get("file", "docs/papers.bib"), case["bib"])],
        owner=Owner(case.get("owner", [])),
        people=People(),
        docs=DocsFiles(case.get("docs", [])),
        today=case.get("today", dt.date(2026, 1, 1)),
        report=problems.append,
        merge=case.get("merge", True),
    )
    return bibliography, [f"{problem.level} {problem.place.line}: {problem.message}" for problem in problems]


def shown(publication: Publication, attribute: str) -> Any:
    """Return what a case says of an attribute: plain values, `title.html` for the other form of a text."""
    name, _, form = attribute.partition(".")
    return _plain(getattr(publication, name), form)


def _plain(value: Any, form: str) -> Any:
    match value:
        case Text():
            return str(value.html) if form == "html" else value.plain
        case Author():
            owner = " (owner)" if value.is_owner else ""
            return f"{value.name.text}{''.join(value.marks)}{owner}"
        case Publication():
            return value.citation_key
        case dt.date():
            return value
        case tuple() if hasattr(value, "isoformat"):
            return value.isoformat()
        case tuple() if value and hasattr(value[0], "key"):
            return {link.key: link.url for link in value} if form != "titles" else [link.title for link in value]
        case tuple() if hasattr(value, "is_video"):
            return f"{value.url} (video)" if value.is_video else value.url
        case tuple():
            return [_plain(part, form) for part in value]
        case Mapping():
            return dict(value)
    return value


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    assert set(case) <= KEYS
    bibliography, problems = read(case)
    found = {publication.citation_key: publication for publication in bibliography.publications}
    for key, expected in case.get("publications", {}).items():
        assert {attribute: shown(found[key], attribute) for attribute in expected} == expected, key
    if "order" in case:
        assert list(found) == case["order"]
    assert [publication.citation_key for publication in bibliography.hidden] == case.get("hidden", [])
    merges = [
        f"{merge.kept.citation_key} <- {', '.join(entry.citation_key for entry in merge.merged)}: {merge.reason}"
        for merge in bibliography.merges
    ]
    assert merges == case.get("merges", [])
    assert problems == case.get("problems", [])
