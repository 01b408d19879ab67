"""Jekyll's data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_academic.errors import Problem
from mkdocs_academic.jekyll import data as data_module
from mkdocs_academic.jekyll.data import read_data


def read(folder: Path) -> tuple[dict[str, object], list[str]]:
    problems: list[Problem] = []
    data = read_data(folder, place_prefix="docs/_data/", report=problems.append)
    return data, [str(problem) for problem in problems]


def test_files_are_known_by_name_and_folders_nest(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "navigation.yml").write_text("main: [{title: News}]", encoding="utf-8")
    (tmp_path / "people" / "group.json").write_text('["Ada"]', encoding="utf-8")
    (tmp_path / "talks.csv").write_text("year,where\n1951,BBC\n", encoding="utf-8")
    (tmp_path / "talks2.tsv").write_text("year\twhere\n1952\tBBC\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not data", encoding="utf-8")
    data, problems = read(tmp_path)
    assert problems == []
    assert data == {
        "navigation": {"main": [{"title": "News"}]},
        "people": {"group": ["Ada"]},
        "talks": [{"year": "1951", "where": "BBC"}],
        "talks2": [{"year": "1952", "where": "BBC"}],
    }


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == ({}, [])


def test_a_broken_file_is_named_with_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("fine: 1", encoding="utf-8")
    (tmp_path / "b.yml").write_text("one: 1\ntwo: [", encoding="utf-8")
    (tmp_path / "c.json").write_text('{\n"x": }', encoding="utf-8")
    (tmp_path / "d.yml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "e.yml").write_text("!!python/object/apply:os.system [ls]", encoding="utf-8")
    data, problems = read(tmp_path)
    assert data == {"a": {"fine": 1}}
    places = [problem.split(": ")[0] for problem in problems]
    assert places == ["docs/_data/b.yml:2", "docs/_data/c.json:2", "docs/_data/d.yml", "docs/_data/e.yml:1"]


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_module, "LARGEST_FILE", 10)
    (tmp_path / "a.yml").write_text("text: " + "x" * 20, encoding="utf-8")
    data, problems = read(tmp_path)
    assert data == {}
    assert problems == ["docs/_data/a.yml: larger than 10 bytes; it is not read. Split it."]


def test_a_file_beside_a_folder_of_its_name_does_not_stop_the_build(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "x.yml").write_text("1", encoding="utf-8")
    (tmp_path / "talks.yml").write_text("[2]", encoding="utf-8")
    data, problems = read(tmp_path)
    assert len(problems) <= 1
    assert "talks" in data
