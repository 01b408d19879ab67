"""No page runs away: what would not end, or fill the memory, is an error that names file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_academic.errors import AcademicError
from mkdocs_academic.jekyll.liquid import Liquid
from mkdocs_academic.jekyll.liquid.limits import MAX_SNIPPET_BYTES

ALPHABET = '{% assign t = "abcdefghijklmnopqrstuvwxyz" %}'
EIGHT_MEGABYTES = '{% assign t = "a" %}{% for i in (1..22) %}{% assign t = t | append: t %}{% endfor %}'
Render = Callable[[str], str]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    liquid = Liquid(tmp_path, {}, report=lambda problem: None, markdownify=str)
    return lambda text: liquid.render(text, src_uri="index.md", page={}).text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{% for i in (1..10000) %}{% for j in (1..10000) %}{% endfor %}{% endfor %}", "500,000 turns"),
        ("{% for i in (1..2) %}{% tablerow j in (1..600000) %}{% endtablerow %}{% endfor %}", "500,000 turns"),
        (
            '{% assign l = (1..600000) %}{% assign n = l | where_exp: "x", "x" %}',
            "500,000 turns",
        ),
        ("{% for i in (1..90000) %}" + "a" * 99 + "{% endfor %}", "8,000,000 characters"),
        (ALPHABET + "{% for i in (1..30) %}{% assign t = t | append: t %}{% endfor %}", "8,000,000 characters"),
        (ALPHABET + '{% for i in (1..9) %}{% assign t = t | replace: "", t %}{% endfor %}', "8,000,000 characters"),
        ("{% for i in (1..30) %}{% capture t %}{{ t }}{{ t }}a{% endcapture %}{% endfor %}", "8,000,000 characters"),
        ("{{ (1..99999999999) | join }}", "1,000,000 items"),
        ("{{ (1..99999999999999999999999) | size }}", "1,000,000 items"),
        (
            '{% assign x = "" | split: "" %}{% for i in (1..70) %}{% assign x = x | push: x %}{% endfor %}',
            "1,000,000 items",
        ),
        (EIGHT_MEGABYTES + "{% for i in (1..999) %}{% assign n = t | upcase | size %}{% endfor %}", "too much text"),
        ("{% for i in (1..9999) %}{% capture t %}{{ t }}" + "a" * 99 + "{% endcapture %}{% endfor %}", "too much text"),
        ("{% assign n = 99 %}{% for i in (1..64) %}{% assign n = n | times: n %}{% endfor %}", "too many digits"),
        ("{{ 'a' | date: '%99Y' }}{{ " + "a" * 5000 + " }}", "longer than 4,000 characters"),
        ("{{ " + "a[" * 900 + "1" + "]" * 900 + " }}", "nested too deeply"),
    ],
)
def test_a_page_that_would_not_end_is_an_error(render: Render, text: str, reason: str) -> None:
    with pytest.raises(AcademicError, match=reason) as caught:
        render("line 1\n" + text)
    assert (caught.value.place.file, caught.value.place.line) == ("docs/index.md", 2)


def test_blocks_nested_beyond_the_stack_are_an_error(render: Render) -> None:
    with pytest.raises(AcademicError, match=r"docs/index\.md:1: .* nested too deeply"):
        render("{% if a %}" * 2000 + "{% endif %}" * 2000)


@pytest.mark.parametrize("text", ["{% raw %}" * 40_000, "{% doc %}" * 40_000, "{{ " * 100_000, "{{ ( " * 60_000])
def test_what_python_liquid_would_read_for_hours_is_refused_at_once(render: Render, text: str) -> None:
    with pytest.raises(AcademicError):
        render(text)


def bomb(empty: object, depth: int = 60) -> object:
    """Return what aliases in YAML can make: a value of a few bytes and 2 ** `depth` items."""
    value = empty
    for _ in range(depth):
        value = {"a": value, "b": value} if isinstance(empty, dict) else [value, value]
    return value


@pytest.mark.parametrize("empty", [[], {"a": "text"}], ids=repr)
@pytest.mark.parametrize(
    "use", ["", "| jsonify", "| inspect", "| join: ','", "| map: 'a'", "| group_by: 'a'", "| append: 'a'"]
)
def test_a_value_that_holds_itself_many_times_is_not_written_out(tmp_path: Path, use: str, empty: object) -> None:
    liquid = Liquid(tmp_path, {"bomb": bomb(empty)}, report=lambda problem: None, markdownify=str)
    with pytest.raises(AcademicError, match=r"docs/index\.md:1: the text or a value grows beyond"):
        liquid.render(f"{{{{ site.bomb {use} }}}}", src_uri="index.md", page={})


def test_loops_of_a_real_size_are_none_of_this(render: Render) -> None:
    papers = '{% assign p = (1..2000) %}{% for y in (1..50) %}{% assign a = p | where_exp: "x", "x == 3" %}'
    assert render(papers + "{{ a }}{% endfor %}") == "3" * 50


def test_snippets_that_multiply_are_counted(tmp_path: Path) -> None:
    for depth in range(12):
        (tmp_path / f"{depth}.md").write_text(f"{{% include_relative {depth + 1}.md %}}" * 10)
    (tmp_path / "12.md").write_text("")
    assert refused(tmp_path, "{% include_relative 0.md %}") == (
        "docs/11.md:1: the page includes more than 10,000 snippets. Shorten the loop that includes them."
    )


def test_snippets_are_nested_sixteen_deep_at_most(tmp_path: Path) -> None:
    for depth in range(1, 17):
        (tmp_path / f"{depth}.md").write_text(f"{depth} {{% include_relative {depth + 1}.md %}}")
    (tmp_path / "17.md").write_text("17")
    assert "docs/16.md:1: snippets are nested deeper than 16: index.md -> 1.md -> 2.md" in refused(
        tmp_path, "{% include_relative 1.md %}"
    )
    (tmp_path / "16.md").write_text("end")
    liquid = Liquid(tmp_path, {}, report=lambda problem: None, markdownify=str)
    assert liquid.render("{% include_relative 1.md %}", src_uri="index.md", page={}).text.endswith("15 end")


def test_blocks_nested_through_snippets_end_in_an_error_and_no_traceback(tmp_path: Path) -> None:
    for depth in range(16):
        inside = f"{{% include_relative {depth + 1}.md %}}"
        (tmp_path / f"{depth}.md").write_text("{% if true %}" * 25 + inside + "{% endif %}" * 25)
    (tmp_path / "16.md").write_text("end")
    assert "nested too deeply" in refused(tmp_path, "{% include_relative 0.md %}")


def test_a_large_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(50 * MAX_SNIPPET_BYTES)
    assert refused(tmp_path, "{% include_relative large.md %}") == (
        "docs/index.md:1: cannot include 'large.md': it is larger than 1,000,000 bytes. Split it."
    )


def test_a_file_of_the_largest_size_is_taken(tmp_path: Path) -> None:
    (tmp_path / "large.md").write_bytes(b"a" * MAX_SNIPPET_BYTES)
    liquid = Liquid(tmp_path, {}, report=lambda problem: None, markdownify=str)
    rendered = liquid.render("{% include_relative large.md %}", src_uri="index.md", page={})
    assert len(rendered.text) == MAX_SNIPPET_BYTES


def refused(docs_dir: Path, text: str) -> str:
    liquid = Liquid(docs_dir, {}, report=lambda problem: None, markdownify=str)
    with pytest.raises(AcademicError) as caught:
        liquid.render(text, src_uri="index.md", page={})
    return str(caught.value)
