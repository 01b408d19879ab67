"""Every line of an expanded page knows the file and line it came from, whatever lies between."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.jekyll.liquid import Liquid, Rendered

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")).map(
    lambda text: text.replace("{%", "{ %").replace("{{", "{ {")
)


@given(TEXT)
@settings(max_examples=80, deadline=None)
def test_a_text_without_liquid_is_left_as_it_is(text: str) -> None:
    rendered = Liquid(Path(), {}, report=lambda problem: None, markdownify=str).render(
        text, src_uri="index.md", page={}, first_line=5
    )
    assert rendered.text == text
    for index in range(text.count("\n") + 1):
        assert str(rendered.place_of(index + 1)) == f"docs/index.md:{index + 5}"


@st.composite
def sites(draw: st.DrawFn) -> dict[str, str]:
    """Draw files 0.md to n.md, each including later ones only; every other line holds its own place as a token."""
    count = draw(st.integers(1, 5))
    return {f"{number}.md": draw(bodies(number, count)) for number in range(count)}


@st.composite
def bodies(draw: st.DrawFn, number: int, count: int) -> str:
    matter = draw(st.sampled_from(["", "---\nt: 1\n---\n"])) if number else ""
    lines = matter.split("\n")[:-1]
    for kind in draw(st.lists(st.integers(0, 9), min_size=1, max_size=8)):
        lines += piece(kind, draw(st.integers(number + 1, count)), count, len(lines) + 1, f"{number}.md")
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


def piece(kind: int, target: int, count: int, line: int, file: str) -> list[str]:
    """Return lines of source of one kind, the first of which is line `line` of `file`."""
    include = f"{{% include_relative {target}.md %}}" if target < count else "{% assign none = 1 %}"

    def token(offset: int) -> str:
        return f"token:{file}:{line + offset}:"

    return [
        [token(0)],
        [include],
        ["", token(1) + " {{ 'a' }}", ""],
        ["- item", "  " + include, token(2)],
        ["> " + token(0), "", "{%- assign a = 1 -%}", "", token(4)],
        ["{% for i in (1..2) %}", "", include, token(3), "{% endfor %}"],
        ["{% if true %}", "{% assign b = 1 %}", "{% endif %}", token(3) + include],
        ["{% capture c %}", token(1), include, "{% endcapture %}", token(4)],
        ["{% raw %}", token(1), "{{ x }}{% endraw %}", token(3), "{% comment %}", "x", "{% endcomment %}"],
        ["<!--", include, token(2), "-->", "`<!--`", token(5), include],
    ][kind]


@given(sites())
@settings(max_examples=150, deadline=None)
def test_each_line_of_nested_snippets_knows_its_place(files: dict[str, str]) -> None:
    rendered = render(files)
    for index, line in enumerate(rendered.text.split("\n"), start=1):
        head = line.lstrip(" >")
        if head.startswith("token:"):
            _, file, number, _ = head.split(":", 3)
            assert str(rendered.place_of(index)) == f"docs/{file}:{number}"


@given(sites())
@settings(max_examples=40, deadline=None)
def test_no_line_is_lost_or_invented(files: dict[str, str]) -> None:
    rendered = render(files)
    assert "{%" not in rendered.text.replace("{{ x }}", "")
    assert rendered.text == render(files).text
    places = {str(rendered.place_of(line)).split(":")[0] for line in range(1, rendered.text.count("\n") + 2)}
    assert places <= {f"docs/{name}" for name in ("0.md", *rendered.files_read)}


def render(files: dict[str, str]) -> Rendered:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        liquid = Liquid(Path(folder), {}, report=lambda problem: None, markdownify=str)
        return liquid.render(files["0.md"], src_uri="0.md", page={})
