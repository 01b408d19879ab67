"""What the script that measures pages says without a browser: of their sources, and of budgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from checkers import Missing, Tools
from figures import Figure, above, as_budgets, read_budgets, table
from little_sites import write_files
from page_source import own_weight, source_figures

BUDGETS = {"every-page": {"errors": 0, "shift": 0.01}, "/": {"kb": 10, "errors": 1}}
HEAD = "<!doctype html><title>A</title>"


def found(folder: Path, html: str, **others: str) -> dict[str, tuple[str, ...]]:
    """Return what the home page with this HTML has that it must not have; nothing counted is left out."""
    files = {f"{name}/index.html": HEAD + text for name, text in others.items()}
    write_files(folder, {"index.html": HEAD + html, **files})
    figures = list(source_figures(folder, "/"))
    assert [figure.value for figure in figures] == [len(figure.found) for figure in figures]
    return {figure.name: figure.found for figure in figures if figure.value}


def test_a_page_without_faults_has_none(tmp_path: Path) -> None:
    html = (
        '<h1 id="a">A</h1><h2>B</h2><a href="#a">a</a><a href="other/#b">b</a><a href="https://foreign.example/">f</a>'
        '<a href="mailto:a@b.example">m</a><img src="other/" width="3" height="4">'
    )
    assert found(tmp_path, html, other='<p id="b">') == {}


def test_what_leads_nowhere_is_found(tmp_path: Path) -> None:
    html = (
        '<h1 id="a">A</h1><a href="#none">a</a><a href="other/#none">b</a><a href="/gone/">c</a>'
        '<img src="gone.png" srcset="other/ 1x, gone-2.png 2x" width="1" height="1"><video poster="gone.jpg"></video>'
    )
    faults = found(tmp_path, html, other="")
    assert set(faults.pop("dead_links")) == {"/gone/", "gone.png", "gone-2.png", "gone.jpg"}
    assert faults == {"dead_fragments": ("#none", "other/#none")}


def test_what_makes_a_page_hard_to_use_is_found(tmp_path: Path) -> None:
    html = '<h1 id="a">A</h1><h3 id="a">B</h3><h2>C</h2><img src="index.html" width="100%" height="4">'
    assert found(tmp_path, html) == {
        "duplicate_ids": ("a",),
        "images_without_size": ("index.html",),
        "headings_out_of_order": ("h3 after h1: B",),
    }


def test_a_page_without_a_first_heading_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, "<h2>A</h2>")["headings_out_of_order"] == ("no h1", "h2 after h0: A")


def test_our_styles_and_scripts_of_a_page_are_weighed(tmp_path: Path) -> None:
    names = ("a.css", "b.css", "unused.css", "a.js")
    write_files(tmp_path, {f"assets/academic/{name}": "x" * 1500 for name in names} | {"assets/material.css": "x"})
    loaded = ("material", "academic/a", "academic/b")
    styles = "".join(f'<link rel="stylesheet" href="../assets/{name}.css">' for name in loaded)
    scripts = "".join(f'<script src="../{name}.js"></script>' for name in ("own", "assets/academic/a"))
    write_files(tmp_path, {"a/index.html": styles + scripts})
    weights = {figure.name: figure.value for figure in own_weight(tmp_path, "/a/")}
    assert weights == {"own_css_kb": 3.0, "own_js_kb": 1.5}


def test_a_figure_above_its_budget_is_named_with_page_budget_and_what_was_found() -> None:
    figures = [
        Figure("/", "kb", 10),
        Figure("/", "errors", 2, ("first", "second")),
        Figure("/a/", "errors", 1),
        Figure("/a/", "shift", 0.0104),
        Figure("/a/", "kb", 99),
    ]
    assert list(above(figures, BUDGETS)) == [
        "/: errors is 2, at most 1 is allowed:\n      first\n      second",
        "/a/: errors is 1, at most 0 is allowed.",
        "/a/: shift is 0.0104, at most 0.01 is allowed.",
    ]
    assert table(figures, BUDGETS).splitlines()[2:4] == ["| kb | 10 | 99 |", "| errors | 2* | 1* |"]


def test_new_budgets_are_what_was_measured_with_little_room_and_goals_stay() -> None:
    figures = [Figure("/", "kb", 100.04), Figure("/", "errors", 0), Figure("/a/", "errors", 3)]
    assert as_budgets(figures, BUDGETS) == '["/"]\nkb = 102.1\nerrors = 0'


def test_every_budget_is_a_figure_of_a_page_that_is_measured() -> None:
    from quality import PAGES

    budgets = read_budgets(Path(__file__).resolve().parent.parent / "benchmarks/budgets.toml")
    assert set(budgets) == {"site", "every-page", *PAGES}


def test_a_tool_that_is_not_at_hand_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tools = Tools(tmp_path / "node_modules")
    for ask in (lambda: tools.command("lighthouse"), tools.nu, tools.axe):
        with pytest.raises(Missing, match=r"^no (lighthouse|vnu|axe-core) here"):
            ask()


def test_a_tool_that_prints_something_else_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="printed no JSON"):
        Tools(tmp_path).run(["echo", "sorry"])
    assert Tools(tmp_path).run(["echo", "[1]"]) == [1]
