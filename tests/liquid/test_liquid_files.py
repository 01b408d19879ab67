"""What one `Liquid` object reads and keeps."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mkdocs_academic.errors import AcademicError, Problem
from mkdocs_academic.jekyll.liquid import Liquid
from mkdocs_academic.jekyll.liquid.snippets import Snippets


def liquid_for(docs_dir: Path, problems: list[Problem]) -> Liquid:
    return Liquid(docs_dir, {}, report=problems.append, markdownify=str, place_prefix="content/")


def test_a_snippet_is_read_once_for_all_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("A")
    read: list[str] = []
    original = Snippets.read
    monkeypatch.setattr(Snippets, "read", lambda self, src_uri: read.append(src_uri) or original(self, src_uri))
    liquid = liquid_for(tmp_path, [])
    for page in ("one.md", "two.md"):
        text = "{% for i in (1..3) %}{% include_relative a.md %}{% endfor %}"
        assert liquid.render(text, src_uri=page, page={}).text == "AAA"
    assert read == ["a.md"]


def test_problems_go_where_the_caller_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A {% include_relative gone.md %}")
    first: list[Problem] = []
    second: list[Problem] = []
    liquid = liquid_for(tmp_path, first)
    liquid.reporting_to(second.append).render("{% include_relative a.md %}", src_uri="index.md", page={})
    assert first == []
    assert [str(problem) for problem in second] == [
        "content/a.md:1: cannot include 'gone.md': no such file. Looked in content/."
    ]


def test_pages_do_not_share_variables(tmp_path: Path) -> None:
    liquid = liquid_for(tmp_path, [])
    liquid.render("{% assign a = 1 %}{% increment b %}{% assign n = (1..9) | size %}", src_uri="1.md", page={})
    rendered = liquid.render("[{{ a }}{% increment b %}]", src_uri="2.md", page={})
    assert rendered.text == "[0]"


def test_a_page_after_an_error_is_rendered(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A{{ 1 | divided_by: 0 }}")
    liquid = liquid_for(tmp_path, [])
    with pytest.raises(AcademicError, match=r"content/a\.md:1: .*divided_by"):
        liquid.render("- {% include_relative a.md %}", src_uri="index.md", page={})
    assert liquid.render("a\nb{% assign x = 1 %}", src_uri="index.md", page={}).text == "a\nb"


def test_site_and_page_are_left_as_they_are(tmp_path: Path) -> None:
    site = {"list": [2, 1], "map": {"a": [1]}}
    page = {"tags": ["x"]}
    liquid = Liquid(tmp_path, site, report=lambda problem: None, markdownify=str)
    text = "{% assign l = site.list | sort | push: 3 %}{% assign t = page.tags | pop | unshift: 1 %}{{ l }}{{ t }}"
    assert liquid.render(text, src_uri="index.md", page=page).text == "1231"
    assert site == {"list": [2, 1], "map": {"a": [1]}}
    assert page == {"tags": ["x"]}


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(AcademicError, match="it is no regular file"):
        liquid_for(tmp_path, []).render("{% include_relative pipe.md %}", src_uri="index.md", page={})


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A")
    (tmp_path / "a.md").chmod(stat.S_IWUSR)
    with pytest.raises(AcademicError, match="it cannot be read"):
        liquid_for(tmp_path, []).render("{% include_relative a.md %}", src_uri="index.md", page={})


@pytest.mark.parametrize("name", ["a" * 300 + ".md", "circle.md"])
def test_a_name_the_system_refuses_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "circle.md").symlink_to("circle.md")
    with pytest.raises(AcademicError, match=r"content/index\.md:1: cannot include"):
        liquid_for(tmp_path, []).render(f"{{% include_relative {name} %}}", src_uri="index.md", page={})


def test_a_link_inside_the_docs_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A")
    (tmp_path / "b.md").symlink_to("a.md")
    rendered = liquid_for(tmp_path, []).render("{% include_relative b.md %}", src_uri="index.md", page={})
    assert (rendered.text, rendered.files_read) == ("A", ("b.md",))


def test_a_docs_folder_that_is_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("A")
    (tmp_path / "docs").symlink_to("real")
    rendered = liquid_for(tmp_path / "docs", []).render("{% include_relative a.md %}", src_uri="index.md", page={})
    assert rendered.text == "A"
