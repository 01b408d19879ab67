"""Which publications a list shows, and in which groups and order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mkdocs_academic.blocks.publications import OPTIONS
from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.publications.names import Owner
from mkdocs_academic.publications.records import Author, Entry, Name, PartialDate, Publication, Text
from mkdocs_academic.publications.selection import Group, Query, read_query, select

TURING = Author(Name("Turing", "Alan M."))
CHURCH = Author(Name("Church", "Alonzo"))


def publication(
    key: str,
    year: int | None,
    category: str = "journal",
    *,
    title: str = "",
    topics: tuple[str, ...] = (),
    authors: tuple[Author, ...] = (TURING,),
    is_selected: bool = False,
    file: str = "docs/papers.bib",
) -> Publication:
    entry = Entry("article" if category == "journal" else "misc", key, {}, {}, Place(file, 1), "")
    date = PartialDate(year) if year else None
    name = Text(title or key)
    return Publication(entry, key, category, name, authors=authors, date=date, topics=topics, is_selected=is_selected)


NEWEST_FIRST = (
    publication("d", 1952, topics=("Biology",), is_selected=True),
    publication("c", 1950, title="Zeta", topics=("logic", "Machines"), is_selected=True),
    publication("b", 1937, "report", title="Alpha", topics=("Logic",), authors=(CHURCH, TURING), file="docs/other.bib"),
    publication("a", 1937, "chapter", authors=(CHURCH,)),
    publication("z", None),
)


def keys(groups: tuple[Group, ...]) -> dict[str, str]:
    return {group.title: "".join(one.citation_key for one in group.publications) for group in groups}


def read(options: Mapping[str, object]) -> tuple[Query, list[str]]:
    problems: list[Problem] = []
    query = read_query(options, place=Place("docs/index.md", 3), report=problems.append)
    return query, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "dcbaz"),
        ({"selected": "true"}, "dc"),
        ({"selected": True, "limit": 1}, "d"),
        ({"limit": "2"}, "dc"),
        ({"topic": "LOGIC"}, "cb"),
        ({"topic": ["biology", "machines"]}, "dc"),
        ({"year": 1937}, "ba"),
        ({"year": "1950-"}, "dc"),
        ({"year": "-1950"}, "cba"),
        ({"year": "1937, 1952"}, "dba"),
        ({"year": "1940..1950"}, "c"),
        ({"type": "report, chapter"}, "ba"),
        ({"type": "@article"}, "dcz"),
        ({"person": "A. Church"}, "ba"),
        ({"person": "Church, Alonzo; Nobody"}, "ba"),
        ({"person": "church"}, "ba"),
        ({"file": "other"}, "b"),
        ({"file": "other.bib"}, "b"),
        ({"file": "docs/other.bib"}, "b"),
        ({"keys": "a, d"}, "ad"),
        ({"order": "oldest"}, "abcdz"),
        ({"order": "title"}, "abdzc"),
        ({"topic": "nothing"}, ""),
    ],
)
def test_what_a_list_asks_for_is_shown_in_its_order(options: Mapping[str, object], expected: str) -> None:
    query, problems = read({**options, "group": "none"})
    assert problems == []
    assert "".join(keys(select(NEWEST_FIRST, query)).values()) == expected


def test_the_most_cited_come_first_where_that_is_asked() -> None:
    query, _ = read({"order": "citations", "group": "none"})
    assert keys(select(NEWEST_FIRST, query, citations={"a": 9, "c": 12})) == {"": "cadbz"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"group": "year"}, {"1952": "d", "1950": "c", "1937": "ba", "Undated": "z"}),
        ({"group": "year", "order": "oldest"}, {"1937": "ab", "1950": "c", "1952": "d", "Undated": "z"}),
        ({"group": "type"}, {"Journal articles": "dcz", "Book chapters": "a", "Reports": "b"}),
        ({"group": "topic"}, {"Biology": "d", "logic": "cb", "Machines": "c", "Other": "az"}),
    ],
)
def test_groups_stand_in_an_order_of_their_own(options: Mapping[str, object], expected: dict[str, str]) -> None:
    groups = keys(select(NEWEST_FIRST, read(options)[0]))
    assert groups == expected
    assert list(groups) == list(expected)


def test_a_whole_list_has_groups_and_a_filter_and_a_choice_has_none() -> None:
    whole, _ = read({})
    assert (whole.group, whole.has_filter) == ("year", True)
    for option in ({"selected": True}, {"limit": 3}, {"keys": "a"}):
        choice, _ = read(option)
        assert (choice.group, choice.has_filter) == ("none", False)
    asked, _ = read({"selected": True, "group": "type", "filter": "yes"})
    assert (asked.group, asked.has_filter) == ("type", True)


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("selected", "perhaps", "selected 'perhaps' is neither true nor false; it is ignored."),
        ("limit", "0", "limit '0' is no number above 0; it is ignored."),
        ("limit", "many", "limit 'many' is no number above 0; it is ignored."),
        ("group", "colour", "group 'colour' is not known; it is ignored. Write 'year', 'type', 'topic' or 'none'."),
        ("layout", "table", "layout 'table' is not known; it is ignored. Write 'cards' or 'lines'."),
        (
            "year",
            "soon",
            "year 'soon' is no year and no range of years; it is ignored. Write '2020' or '2018-2020'.",
        ),
        (
            "topics",
            "logic",
            "a list of publications has no option 'topics'; it is ignored. Did you mean 'topic'?",
        ),
    ],
)
def test_what_is_not_understood_is_named_and_left_out(option: str, value: str, message: str) -> None:
    query, problems = read({option: value})
    assert problems == [f"docs/index.md:3: {message}"]
    assert query == read({})[0]


def test_the_block_has_the_options_of_the_query() -> None:
    problems = read(dict.fromkeys(OPTIONS))[1]
    assert problems == []
    assert "Did you mean" not in "".join(read({"nothing_like_it": 1})[1])
    unread = [name for name in OPTIONS if read({name: object()})[0] == read({})[0] and not read({name: object()})[1]]
    assert unread == []


def test_a_person_is_matched_as_the_owner_is() -> None:
    assert Owner(["A. Church"]).is_owner(CHURCH.name)
