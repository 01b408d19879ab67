"""The research pipeline: one shape, whether it comes from a Markdown block or from front matter."""

from __future__ import annotations

from typing import Any

import markdown
import pytest

from mkdocs_academic.blocks import AcademicBlocksExtension
from mkdocs_academic.blocks.leftovers import report_leftovers
from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.pipeline import read_pipeline

BLOCK = """\
Before.

/// pipeline | How it fits
    figure: images/pipeline.svg
    alt: Three steps
    caption: From *theory* to practice

//// direction | Theory & **proof**
    more:
      - {title: Why theory, url: "#why"}
      - {title: "More", url: "b.md"}

Any **Markdown**:

- one
- two
////

//// direction | Practice
////
///

After.
"""


def convert(text: str, **settings: Any) -> tuple[str, list[dict[str, Any]]]:
    rendered: list[dict[str, Any]] = []

    def render(template_name: str, **values: Any) -> str:
        assert template_name == "partials/academic/pipeline.html"
        rendered.append(values)
        return f"[pipeline {len(rendered)}]"

    html = markdown.markdown(text, extensions=[AcademicBlocksExtension(render=render, **settings)])
    return html, rendered


def test_a_block_becomes_the_values_of_the_partial() -> None:
    html, (values,) = convert(BLOCK)
    assert html == "<p>Before.</p>\n[pipeline 1]<p>After.</p>"
    assert values["title"] == "How it fits"
    assert values["figure"] == "images/pipeline.svg"
    assert values["alt"] == "Three steps"
    assert values["caption"] == "From <em>theory</em> to practice"
    theory, practice = values["directions"]
    assert theory["title"] == "Theory &amp; <strong>proof</strong>"
    assert theory["text"].startswith("<p>Any <strong>Markdown</strong>:</p>")
    assert "<li>two</li>" in theory["text"]
    assert theory["more"] == [{"title": "Why theory", "url": "#why"}, {"title": "More", "url": "b.md"}]
    assert practice == {"title": "Practice", "text": "", "more": []}


FRONT_MATTER = {
    "figure": "images/pipeline.svg",
    "alt": "Two steps",
    "directions": [
        {"title": "Theory", "text": "Any **Markdown**", "more": {"title": "Why", "url": "#why"}},
        {"title": "Practice", "text": "- one\n- two", "more": None},
    ],
}


def test_front_matter_stands_before_the_first_heading() -> None:
    html, (values,) = convert("Intro.\n\n# News\n\nText.", pipeline=FRONT_MATTER)
    assert html.index("[pipeline 1]") < html.index("<h1>")
    assert html.index("Intro.") < html.index("[pipeline 1]")
    assert values["figure"] == "images/pipeline.svg"
    assert [direction["title"] for direction in values["directions"]] == ["Theory", "Practice"]
    assert values["directions"][0]["text"] == "<p>Any <strong>Markdown</strong></p>"
    assert values["directions"][0]["more"] == [{"title": "Why", "url": "#why"}]


def test_an_empty_block_says_where_the_front_matter_stands() -> None:
    html, rendered = convert("# News\n\n/// pipeline\n///\n\nText.", pipeline=FRONT_MATTER)
    assert len(rendered) == 1
    assert html.index("</h1>") < html.index("[pipeline 1]") < html.index("Text.")


def test_a_page_without_a_heading_shows_it_last() -> None:
    html, _ = convert("Intro.", pipeline=FRONT_MATTER)
    assert html.endswith("[pipeline 1]")


def test_a_pipeline_inside_a_direction_is_rendered_first() -> None:
    text = "///// pipeline\n//// direction | A\n/// pipeline\n    alt: inner\n    figure: x.png\n///\n////\n/////"
    _, rendered = convert(text)
    assert [values["alt"] for values in rendered] == ["inner", ""]
    assert "[pipeline 1]" in rendered[1]["directions"][0]["text"]


def test_text_is_escaped() -> None:
    _, (values,) = convert("/// pipeline\n    figure: 'x\"y.png'\n    alt: '<b>'\n///")
    assert values["figure"] == 'x"y.png'
    assert values["alt"] == "<b>"  # the partial escapes both


def read(data: object) -> tuple[dict[str, Any], list[str]]:
    problems: list[Problem] = []
    return read_pipeline(data, place=Place("docs/index.md"), report=problems.append), [p.message for p in problems]


def test_front_matter_problems_are_all_named_and_the_rest_is_kept() -> None:
    data, problems = read(
        {"figur": "x.png", "alt": 3, "directions": [{"text": "no title"}, "text", {"title": "Kept", "txt": "?"}]}
    )
    assert data == {"alt": "3", "directions": [{"title": "Kept", "text": "", "more": None}]}
    assert problems == [
        "research_pipeline has an unknown key 'figur'; it is ignored. Did you mean 'figure'?",
        "direction 1 of 'research_pipeline' has no 'title'; it is left out.",
        "direction 2 of 'research_pipeline' has no 'title'; it is left out.",
        "direction 3 has an unknown key 'txt'; it is ignored. Did you mean 'text'?",
    ]


@pytest.mark.parametrize("data", ["text", 3, [], True])
def test_front_matter_of_another_shape_is_named(data: object) -> None:
    pipeline, problems = read(data)
    assert pipeline == {}
    assert len(problems) == 1


def test_a_list_of_directions_of_another_shape_is_named() -> None:
    pipeline, problems = read({"directions": "none"})
    assert pipeline == {"directions": []}
    assert problems == ["'directions' of 'research_pipeline' is not a list; none is shown."]


def test_a_block_that_stays_text_is_named() -> None:
    html, rendered = convert("/// pipeline\n    figur: x.png\n///\n")
    assert rendered == []
    problems: list[Problem] = []
    report_leftovers(html, place=Place("docs/index.md"), report=problems.append)
    assert [problem.message.split(".")[0] for problem in problems] == [
        "a 'pipeline' block is not understood and stays text"
    ]


def test_a_tag_of_the_authors_own_is_no_list() -> None:
    extension = AcademicBlocksExtension(publications=lambda options, number, level, has_text: f"<p>list {number}</p>")
    text = '/// publications\n///\n\n<academic-publications number="9"></academic-publications>\n'
    html = markdown.markdown(text, extensions=[extension])
    assert "<p>list 0</p>" in html
    assert "number=" not in html
