"""What holds for any text: nothing is raised, nothing is lost, and formatting changes the form alone."""

from __future__ import annotations

import re

import pytest
from bibtex_texts import balanced, contents, keys, messes, names, read, types, well_formed
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from mkdocs_academic.errors import Problem
from mkdocs_academic.publications.bibtex import clean_source, format_bibtex, write_entry

few = settings(max_examples=40)


def folded(fields: dict[str, str]) -> dict[str, str]:
    return {name.lower(): re.sub(r"\s+", " ", value).strip() for name, value in fields.items()}


def signs(bibtex: str) -> str:
    return re.sub(r"[\s,]", "", bibtex).lower()


@few
@given(st.one_of(messes, st.text()))
def test_any_text_is_read(text: str) -> None:
    problems: list[Problem] = []
    for entry in read(text, problems.append):
        assert entry.source in text
        assert text.split("\n")[entry.place.line - 1].find("@") >= 0
        assert all(1 <= line <= text.count("\n") + 1 for line in entry.lines.values())
    assert all("\n" not in str(problem) for problem in problems)


@few
@given(messes, well_formed())
def test_a_damaged_entry_does_not_lose_the_one_behind_it(mess: str, entry: str) -> None:
    if "comment" in mess.lower():  # without an end it holds all that follows
        return
    (expected,) = read(entry)
    found = read(f"{mess}\n\n{entry}\n")
    assert any(
        (each.entry_type, each.fields) == (expected.entry_type, expected.fields)
        for each in found
        if each.citation_key == expected.citation_key
    ) or any(each.citation_key == expected.citation_key for each in read(mess))


@few
@given(st.lists(well_formed(), min_size=1, max_size=3))
def test_field_values_are_those_of_pybtex(entries: list[str]) -> None:
    for entry in entries:
        (ours,) = read(entry)
        (theirs,) = parse_string(entry, "bibtex", person_fields=[]).entries.values()
        assert (ours.entry_type, ours.citation_key) == (theirs.type, theirs.key)
        assert folded(dict(ours.fields)) == folded(dict(theirs.fields))


@few
@given(messes)
def test_formatting_keeps_what_is_read(text: str) -> None:
    formatted = format_bibtex(text)
    assert contents(read(formatted)) == contents(read(text))
    assert format_bibtex(formatted) == formatted
    assert signs(formatted) == signs(text)


@few
@given(st.lists(st.one_of(well_formed(), st.sampled_from(["junk\n", "@comment{ c }\n", "% % x\n"])), max_size=4))
def test_formatting_touches_no_sign_but_blanks_and_commas(parts: list[str]) -> None:
    text = "\n".join(parts)
    assert signs(format_bibtex(text)) == signs(text)


@few
@given(types, keys, st.dictionaries(names.map(str.lower), balanced))
def test_what_is_written_is_read(entry_type: str, key: str, fields: dict[str, str]) -> None:
    written = write_entry(entry_type, key, fields)
    problems: list[Problem] = []
    (entry,) = read(written, problems.append)
    assert (entry.entry_type, entry.citation_key, dict(entry.fields)) == (entry_type.lower(), key, fields)
    assert entry.source == written
    assert problems == ([] if fields else problems)


hostile_signs = st.sampled_from(["{", "}", "\\", "\\{", "\\}", "\\\\", '"', "\n@a{", "@b{c,", ",", "=", "%", "#", " "])
hostile_values = st.lists(st.one_of(hostile_signs, st.text(max_size=3))).map("".join)
hostile_names = st.text(st.sampled_from("aZ-{},=\"' \n%#@\\()"), max_size=4)


@few
@given(types, st.text(max_size=5), st.dictionaries(hostile_names, hostile_values, max_size=3))
def test_no_value_breaks_a_written_file(entry_type: str, key: str, fields: dict[str, str]) -> None:
    problems: list[Problem] = []
    text = f"{write_entry(entry_type, key, fields)}\n\n@misc{{last, title = {{L}}}}\n"
    first, last = read(text, problems.append)
    assert (last.citation_key, dict(last.fields)) == ("last", {"title": "L"})
    assert [problem for problem in problems if "no fields" not in problem.message] == []
    theirs = parse_string(text, "bibtex", person_fields=[]).entries["last"]
    assert dict(theirs.fields) == {"title": "L"}
    written = write_entry(first.entry_type, first.citation_key, first.fields)
    assert contents(read(written)) == contents([first])


@few
@given(messes)
def test_the_clean_source_of_any_entry_is_well_formed(text: str) -> None:
    for entry in read(text):
        problems: list[Problem] = []
        (again,) = read(clean_source(entry), problems.append)
        assert [problem for problem in problems if "no fields" not in problem.message] == []
        assert set(again.fields) <= set(entry.fields)


@pytest.mark.parametrize("value", ["a { b", "a } b", r"a \{ b", "{" * 30, "a\\", "a\\\\", "{a\\\\}"])
def test_braces_of_a_written_value_match(value: str) -> None:
    (entry,) = read(write_entry("misc", "k", {"note": value, "year": "1936"}))
    assert entry.fields["year"] == "1936"
