"""The file of citation numbers: read and written."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scholar_samples import GS_DATA, STATS

from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.scholar.records import ScholarStats
from mkdocs_academic.scholar.stats import parse_stats, read_stats
from mkdocs_academic.scholar.writing import data_json

PLACE = Place("docs/gs_data.json")
NOW = datetime(2026, 6, 7, 10, 26, 41)


def read(content: str | bytes, folder: Path) -> tuple[ScholarStats | None, list[Problem]]:
    path = folder / "gs_data.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    return read_stats(path, place=PLACE, report=problems.append), problems


def citations(stats: ScholarStats) -> dict[str, int]:
    return {paper.work.author_pub_id: paper.citations.value for paper in stats.papers}


def test_the_crawlers_file_is_read(tmp_path: Path) -> None:
    stats, problems = read(json.dumps(GS_DATA), tmp_path)
    assert stats == STATS
    assert problems == []


def test_numbers_may_be_written_as_text_and_the_file_may_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    data = {"citedby": "50,123", "hindex": " 36 ", "publications": {"a:b": {"num_citations": "7"}, "a:c": 8}}
    stats, problems = read("\ufeff" + json.dumps(data), tmp_path)
    assert stats is not None
    assert (stats.cited_by, stats.h_index, citations(stats)) == (50123, 36, {"a:b": 7, "a:c": 8})
    assert problems == []


@pytest.mark.parametrize(
    ("data", "cited_by", "papers"),
    [({"citedby": 3}, 3, 0), ({"publications": {"a:b": {"num_citations": 0}}}, None, 1)],
)
def test_missing_keys_are_no_problem(tmp_path: Path, data: object, cited_by: int | None, papers: int) -> None:
    stats, problems = read(json.dumps(data), tmp_path)
    assert stats is not None
    assert (stats.cited_by, len(stats.papers), stats.updated, stats.name) == (cited_by, papers, None, "")
    assert problems == []


def test_a_file_that_waits_for_its_first_numbers_is_told_of_and_changes_nothing(tmp_path: Path) -> None:
    stats, (problem,) = read('{"citedby": 0, "publications": {}}', tmp_path)
    assert stats is None
    assert problem.level == "info"


def test_what_is_no_number_is_left_out_and_named_once(tmp_path: Path) -> None:
    papers: dict[str, object] = {
        "a:1": {"num_citations": -1},
        "a:2": {"num_citations": True},
        "a:3": {"num_citations": 1.5},
        "a:4": "many",
        "a:5": [],
        "a:6": {"num_citations": 10**15},
        "a:7": {"num_citations": 6},
        "a:8": {},
    }
    stats, (problem,) = read(json.dumps({"citedby": "x", "hindex": [], "publications": papers}), tmp_path)
    assert stats is not None
    assert (stats.cited_by, stats.h_index, citations(stats)) == (None, None, {"a:7": 6})
    assert str(problem) == (
        "docs/gs_data.json: left out what is no number of citations: "
        "'citedby', 'hindex', 'a:1', 'a:2', 'a:3' and 3 more. Run 'mkdocs-academic scholar' again."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "line 1 is no JSON"),
        ('{"citedby": 1,\n"publications"', "line 2 is no JSON"),
        ("[1, 2]", "it holds no JSON object"),
        ("null", "it holds no JSON object"),
        ("<html>404</html>", "line 1 is no JSON"),
        (b"\xff\xfe\x00", "it is not UTF-8"),
        ("[" * 200_000, "it is nested too deeply"),
        ('{"citedby": ' + "9" * 5000 + "}", "Exceeds the limit"),
        (b" " * 8_000_001, "it is larger than 8 MB"),
        ("{}", "it has neither 'citedby' nor 'publications'"),
        ('{"citedby": NaN}', "left out what is no number"),
        ('{"publications": []}', "left out what is no number of citations: 'publications'"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_without_numbers_is_named_with_the_reason(tmp_path: Path, content: str | bytes, reason: str) -> None:
    stats, (problem,) = read(content, tmp_path)
    assert stats is None
    assert problem.level == ("info" if "left out" in reason else "warning")
    assert str(problem).startswith("docs/gs_data.json: ")
    assert reason in problem.message


def test_a_missing_file_and_a_folder_in_its_place_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        problems: list[Problem] = []
        assert read_stats(path, place=PLACE, report=problems.append) is None
        assert len(problems) == 1


@pytest.mark.parametrize("updated", ["soon", "2026-13-45", 20260607, None, ["2026-06-07"], ""])
def test_a_day_that_is_none_does_not_cost_the_numbers(tmp_path: Path, updated: object) -> None:
    stats, problems = read(json.dumps({"citedby": 1, "updated": updated}), tmp_path)
    assert stats is not None and stats.updated is None
    assert problems == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(["citedby", "publications", "num_citations", "updated", "name", "hindex"])
            | st.text(max_size=5),
            children,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON | st.binary(max_size=40))
def test_no_file_is_too_much(tmp_path: Path, data: object) -> None:
    stats, problems = read(data if isinstance(data, bytes) else json.dumps(data), tmp_path)
    assert len(problems) <= 1
    assert stats is not None or len(problems) == 1
    if stats is not None:
        parse_stats(data_json(stats, NOW).encode())
