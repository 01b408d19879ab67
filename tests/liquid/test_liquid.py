"""Golden cases: each YAML file holds files, settings, and what becomes of the page.

files:     the docs folder; `bytes: …` is a file in hexadecimal, `link: …` a symbolic link
page:      the page to render, by default index.md; `first_line`: where its text starts
site, front_matter: Liquid's `site` and `page`
output, problems (as "level place: message"), error, files_read, places (output line: place): what is expected;
           `error_starts`, `error_ends` when the rest is python-liquid's own wording
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_academic.errors import AcademicError, Problem
from mkdocs_academic.jekyll.liquid import Liquid, Rendered

CASES = sorted(Path(__file__).parent.glob("*.yml"))
EXPECTATIONS = {"output", "problems", "error", "error_starts", "error_ends", "files_read", "places"}
SETTINGS = {"files", "page", "first_line", "site", "front_matter"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_case(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= EXPECTATIONS | SETTINGS
    assert set(case) & EXPECTATIONS
    write_files(tmp_path / "docs", case["files"])
    problems: list[Problem] = []
    rendered, error = render(case, tmp_path / "docs", problems)
    assert error.startswith(case.get("error_starts", ""))
    assert error.endswith(case.get("error_ends", ""))
    if not {"error_starts", "error_ends"} & set(case):
        assert error == case.get("error", "")
    assert [f"{problem.level} {problem}" for problem in problems] == case.get("problems", [])
    if rendered is not None:
        check_rendered(case, rendered)


def write_files(docs_dir: Path, files: dict[str, Any]) -> None:
    for name, content in files.items():
        path = docs_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_bytes(content.encode())
        elif "link" in content:
            path.symlink_to(content["link"])
        else:
            path.write_bytes(bytes.fromhex(content["bytes"]))


def render(case: dict[str, Any], docs_dir: Path, problems: list[Problem]) -> tuple[Rendered | None, str]:
    liquid = Liquid(docs_dir, case.get("site", {}), report=problems.append, markdownify=lambda text: f"<p>{text}</p>\n")
    src_uri = case.get("page", "index.md")
    text = (docs_dir / src_uri).read_text(encoding="utf-8")
    try:
        page = case.get("front_matter", {})
        return liquid.render(text, src_uri=src_uri, page=page, first_line=case.get("first_line", 1)), ""
    except AcademicError as error:
        return None, str(error)


def check_rendered(case: dict[str, Any], rendered: Rendered) -> None:
    if "output" in case:
        assert rendered.text == case["output"]
    if "files_read" in case:
        assert list(rendered.files_read) == case["files_read"]
    for line, place in case.get("places", {}).items():
        assert str(rendered.place_of(line)) == place, f"line {line}"
