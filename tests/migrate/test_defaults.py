"""Jekyll's `defaults`: which entries apply to a file, and which of them counts. The answers are Jekyll 4.3's."""

from __future__ import annotations

import time
from typing import Any

import pytest

from mkdocs_academic.cli.migrate.defaults import Defaults


def entry(path: str | None, kind: str | None, value: object) -> dict[str, Any]:
    scope = {key: written for key, written in (("path", path), ("type", kind)) if written is not None}
    return {"scope": scope, "values": {"x": value}}


@pytest.mark.parametrize(
    ("scope", "path", "applies"),
    [
        ("", "_talks/a.md", True),
        ("_talks", "_talks/a.md", True),
        ("_tal", "_talks/a.md", True),
        ("/_talks", "_talks/a.md", False),
        ("_talks/a.md", "_talks/a.md", True),
        ("_talks/*", "_talks/2014/a.md", True),
        ("*/2014", "_talks/2014/a.md", True),
        ("_t*", "_talks/a.md", True),
        ("*.md", "_talks/a.md", False),
        ("_talks/**/*.md", "_talks/2014/a.md", True),
        ("_talks/**/*.md", "_talks/a.html", False),
        ("_talks/{a,b}*", "_talks/b.md", True),
        ("_talks/[z-a]*", "_talks/b.md", False),
    ],
)
def test_a_scope_is_the_start_of_a_path_or_a_pattern(scope: str, path: str, applies: bool) -> None:
    assert bool(Defaults([entry(scope, None, 1)]).of(path, "talks")) is applies


@pytest.mark.parametrize(
    ("entries", "value"),
    [
        ([entry("", None, 1), entry("", None, 2)], 2),
        ([entry("_talks", None, 1), entry("", None, 2)], 1),
        ([entry("", "talks", 1), entry("", None, 2)], 1),
        ([entry("_talks", None, 1), entry("", "talks", 2)], 1),
        ([entry(None, "posts", 1)], None),
        ([entry("", None, {"a": 1}), entry("_talks", None, {"b": 2})], {"a": 1, "b": 2}),
        ([entry("", None, 1), entry("_talks", None, None)], 1),
        (["no entry", {"values": 7}, {"scope": "x", "values": {"x": 3}}], 3),
    ],
)
def test_the_narrower_scope_counts_then_the_later(entries: list[object], value: object) -> None:
    assert Defaults(entries).of("_talks/a.md", "talks").get("x") == value


def test_the_folder_of_all_collections_is_no_part_of_a_path() -> None:
    defaults = Defaults([entry("all/_talks", "talks", 1)], "all")
    assert defaults.of("all/_talks/a.md", "talks") == {"x": 1}


def test_old_names_of_types_are_known() -> None:
    assert Defaults([entry("", "page", 1)]).of("a.md", "pages") == {"x": 1}


@pytest.mark.parametrize(
    "glob", ["**/" * 40 + "x", "*a" * 40 + "b", "{a,aa,aaa}" * 30 + "*b", "[a-" * 1000, "*" * 5000]
)
def test_no_pattern_of_a_scope_takes_long(glob: str) -> None:
    defaults = Defaults([{"scope": {"path": glob}, "values": {"venue": "Mind"}}])
    start = time.monotonic()
    assert defaults.of("a" * 200 + ".md", "pages").keys() <= {"venue"}
    assert defaults.of("a/" * 60 + "x.md", "pages").keys() <= {"venue"}
    assert time.monotonic() - start < 5
