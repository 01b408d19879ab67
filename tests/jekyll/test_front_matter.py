"""Front matter is read as Jekyll reads it, and changed without touching its other lines."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_academic.jekyll.front_matter import FrontMatter, is_huge, join, read_front_matter, with_keys

PAGE = """\
---
title: "A: b"  # a comment
tags: one two
links:
  - a
  - b

# about the date
date: 2012-08-14 10:00:00 +0800
---
Body
---
more
"""


def test_a_page_is_taken_apart_and_put_together_again() -> None:
    front = read_front_matter(PAGE)
    assert front is not None
    assert front.meta["title"] == "A: b"
    assert front.body == "Body\n---\nmore\n"
    assert front.first_line == 11
    assert join(front.yaml, front.body) == PAGE


@pytest.mark.parametrize(
    "text", ["Body\n", "", "--\ntitle: a\n--\n", "Text\n---\ntitle: a\n---\n", "----\na: b\n---\n"]
)
def test_without_front_matter_there_is_none(text: str) -> None:
    assert read_front_matter(text) is None


@pytest.mark.parametrize("text", ["---\n---\nBody\n", "---\n\n---\nBody\n", "---\n# nothing\n---\nBody\n"])
def test_an_empty_block_has_no_keys(text: str) -> None:
    front = read_front_matter(text)
    assert front is not None
    assert (front.meta, front.body, front.problem) == ({}, "Body\n", "")
    assert join("", front.body) == "Body\n"  # MkDocs would print the two marks


def test_only_the_lines_of_a_changed_key_change() -> None:
    front = read_front_matter(PAGE)
    assert front is not None
    changes = {"tags": ["one", "two"], "links": None, "date": dt.date(2012, 8, 14), "permalink": "/a/"}
    changed = with_keys(front.yaml, changes)
    assert changed == (
        'title: "A: b"  # a comment\ntags: [one, two]\n\n\n# about the date\ndate: 2012-08-14\npermalink: /a/\n'
    )
    assert with_keys(front.yaml, {}) == front.yaml


@pytest.mark.parametrize(
    ("block", "problem", "line"),
    [
        ("title: [a\n", "the front matter is not valid YAML", 3),
        ("a: b\n\tc: d\n", "the front matter is not valid YAML", 3),
        ("- a\n", "the front matter is no mapping of keys and values", 1),
        ("title: !!python/name:os.system\n", "the front matter is not valid YAML", 2),
    ],
)
def test_what_is_no_mapping_is_a_problem_with_its_line(block: str, problem: str, line: int) -> None:
    front = read_front_matter(f"---\n{block}---\nBody\n")
    assert front is not None
    assert front.problem.startswith(problem)
    assert front.problem_line == line
    assert (front.meta, front.body) == ({}, "Body\n")


def test_aliases_count_with_what_they_stand_for() -> None:
    lists: list[object] = ["x"] * 10
    for _ in range(8):
        lists = [lists] * 10
    assert is_huge(lists)
    assert not is_huge({"a": ["x"] * 10})


KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff"), max_size=20),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.lists(st.text("abc: #'\"é", max_size=6), max_size=3),
)


@example({}, {"a": "\xa0"})
@example({}, {"a": "..."})
@example({}, {"on": ""})
@given(st.dictionaries(KEYS, VALUES, max_size=5), st.dictionaries(KEYS, VALUES, max_size=3))
def test_any_keys_can_be_set_and_no_other_is_lost(before: dict[str, object], changes: dict[str, object]) -> None:
    source = yaml.safe_dump(before, allow_unicode=True, sort_keys=False) if before else ""
    text = join(with_keys(source, changes), "Body\n")
    front = read_front_matter(text) if before or changes else FrontMatter({}, "", text)
    assert front is not None
    assert front.meta == {**before, **changes}


def test_a_value_that_others_mean_by_its_name_can_be_replaced() -> None:
    source = "tags: &names [a, b]\nkeywords: *names\ntitle: T\n"
    written = with_keys(source, {"tags": ["a"], "title": None})
    assert yaml.safe_load(written) == {"tags": ["a"], "keywords": ["a", "b"]}


def test_a_value_that_is_only_named_at_its_key_can_be_replaced() -> None:
    written = with_keys("keywords: &names [a, b]\ntitle: T\ntags: *names\n", {"tags": ["c"]})
    assert yaml.safe_load(written) == {"keywords": ["a", "b"], "title": "T", "tags": ["c"]}
