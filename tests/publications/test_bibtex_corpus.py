"""The files in `corpus/`, in the forms in which reference managers and catalogues export them, with what is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bibtex_texts import contents, read
from pybtex.database import parse_string

from mkdocs_academic.errors import Problem
from mkdocs_academic.publications.bibtex import BibFile, clean_source, format_bibtex, read_entries, write_entry

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.bib"))
WELL_FORMED = [path for path in CORPUS if path.stem not in {"mess", "inheritance"}]

each_file = pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
each_well_formed_file = pytest.mark.parametrize("path", WELL_FORMED, ids=lambda path: path.stem)


def as_data(name: str, text: str) -> dict[str, Any]:
    problems: list[Problem] = []
    entries = read_entries([BibFile(name, text)], report=problems.append)
    return {
        "entries": [
            {
                "type": entry.entry_type,
                "key": entry.citation_key,
                "line": entry.place.line,
                "fields": dict(entry.fields),
            }
            for entry in entries
        ],
        "problems": [f"{problem.level} {problem}" for problem in problems],
    }


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@each_file
def test_a_file_is_read_as_its_golden_data_say(path: Path) -> None:
    golden = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    assert as_data(path.name, path.read_text(encoding="utf-8")) == golden


@each_file
def test_the_source_of_an_entry_is_its_text_in_the_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for entry in read(text):
        assert entry.source in text
        assert entry.source.startswith("@")
        assert text.split("\n")[entry.place.line - 1].lstrip().startswith(entry.source.split("\n")[0])
        for name, line in entry.lines.items():
            assert name in text.split("\n")[line - 1].lower()


@each_well_formed_file
def test_field_values_are_those_of_pybtex(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    theirs = parse_string(re.sub(r"(?i)@comment", "", text), "bibtex", person_fields=[]).entries
    for entry in read(text):
        own = {name: folded(value) for name, value in entry.fields.items() if name in entry.lines}
        assert own == {name.lower(): folded(value) for name, value in theirs[entry.citation_key].fields.items()}
    assert len(read(text)) == len(theirs)


@each_file
def test_formatting_keeps_what_is_read_and_settles_at_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    formatted = format_bibtex(text)
    assert contents(read(formatted)) == contents(read(text))
    assert format_bibtex(formatted) == formatted


@each_file
def test_an_entry_that_is_written_again_is_the_same(path: Path) -> None:
    for entry in read(path.read_text(encoding="utf-8")):
        fields = {name: value.rstrip("\\") for name, value in entry.fields.items() if name not in ("crossref", "xdata")}
        (again,) = read(write_entry(entry.entry_type, entry.citation_key, fields))
        assert (again.entry_type, again.citation_key, dict(again.fields)) == (
            entry.entry_type,
            entry.citation_key,
            fields,
        )


@each_file
def test_a_clean_source_stands_alone(path: Path) -> None:
    for entry in read(path.read_text(encoding="utf-8")):
        problems: list[Problem] = []
        read(clean_source(entry), problems.append)
        assert [problem for problem in problems if "has no fields" not in problem.message] == []


@each_file
def test_a_truncated_file_keeps_the_entries_before_its_end(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    whole = {entry.citation_key: entry for entry in read(text)}
    for length in range(0, len(text), 23):
        found = read(text[:length])
        complete = [entry for entry in found[:-2] if "crossref" not in entry.fields and "xdata" not in entry.fields]
        assert [whole[entry.citation_key] for entry in complete] == complete
