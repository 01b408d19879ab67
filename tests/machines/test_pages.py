"""Pages as Markdown, and `llms.txt`."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.addresses import absolute
from mkdocs_academic.errors import Place
from mkdocs_academic.formulas import set_formula
from mkdocs_academic.machines.formulas import formula
from mkdocs_academic.machines.markdown import to_blocks
from mkdocs_academic.machines.pages import Item, Section, about, llms, twin
from mkdocs_academic.machines.tree import Element, read_tree
from mkdocs_academic.profile import Profile, read_profile

CASES = yaml.safe_load((Path(__file__).parent / "markdown.yml").read_text(encoding="utf-8"))


def see(url: str) -> str:
    return absolute(url, "https://ada.example/cv/")


def written(html: str) -> str:
    return "\n\n".join(to_blocks(html, see))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_html_becomes_markdown(case: dict[str, str]) -> None:
    assert written(case["html"]) + "\n" == case["markdown"]


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"x^2+y_{i}^{2}", "$x^2 + y_i^2$"),
        (r"\frac{a+b}{c}", r"$\frac{a + b}{c}$"),
        (r"\sqrt[3]{x+1}", r"$\sqrt[3]{x + 1}$"),
        (r"\sum_{i=1}^n i \le \log n", "$∑_{i = 1}^n i ≤ log n$"),
        (r"\hat{x}\in\mathbb{R}^n", r"$\hat{x} ∈ ℝ^n$"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", r"$(\begin{matrix} a & b \\ c & d \end{matrix})$"),
    ],
)
def test_a_formula_says_what_its_author_wrote(tex: str, shown: str) -> None:
    (math,) = read_tree(set_formula(tex, is_block=False)).all("math")
    assert formula(math) == shown


def test_a_formula_that_brings_its_tex_is_written_as_that() -> None:
    source = '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">\\xi</annotation></semantics></math>'
    assert written(source) == "$\\xi$"


# Pages


def test_a_twin_begins_with_the_title_and_who_it_is_about() -> None:
    assert twin("Ada & Co", "<p>Text</p>", see, ["Mathematician"]) == "# Ada & Co\n\nMathematician\n\nText\n"
    assert twin("Other", "<h1>Own</h1><p>Text</p>", see, ["Who"]) == "# Own\n\nWho\n\nText\n"
    assert twin("Other", "<p>Before</p><h1>Own</h1>", see) == "Before\n\n# Own\n"
    assert twin("Nothing", "", see) == "# Nothing\n"


def profile(**author: object) -> Profile:
    return read_profile(author, place=Place("mkdocs.yml"), report=lambda _: None)


def test_the_author_is_told_without_the_mail_address() -> None:
    ada = profile(
        name="Ada",
        native_name="A. A. King",
        bio='Writes <a href="https://x.example">notes</a>, ada@x.example',
        employer="Engine *1*",
        location="London",
        email="ada@x.example",
        github="ada",
        links=[{"title": "Letters [1]", "url": "https://l.example/a b"}, {"title": "CV", "url": "/cv.pdf"}],
    )
    assert about(ada) == [
        r"Writes notes, ada (at) x.example, Engine \*1\*, London",
        "Also written: A. A. King",
        "- [GitHub](https://github.com/ada)\n- [Letters \\[1\\]](https://l.example/a%20b)",
    ]
    assert about(profile(name="Ada")) == []


def test_llms_txt_has_the_form_that_the_proposal_asks_for() -> None:
    items = (Item("Home", "https://ada.example/index.html.md", "who\nI am"), Item("A [b]", "https://ada.example/x y"))
    text = llms("Ada\nLovelace", "The <b>one</b>", ["Facts."], [Section("Pages", items), Section("Empty", ())])
    assert text == (
        "# Ada Lovelace\n\n> The &lt;b>one&lt;/b>\n\nFacts.\n\n## Pages\n\n"
        "- [Home](https://ada.example/index.html.md): who I am\n- [A \\[b\\]](https://ada.example/x%20y)\n"
    )
    assert llms("Ada", "", [], []) == "# Ada\n"


# Bad stuff


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5_000,
        "</div>" * 20_000,
        "<ul><li>" * 5_000,
        "<b><i>" * 2_000 + "x",
        "<table><tr><td>" * 3_000,
        "<a href=" * 20_000,
        "<" * 50_000,
        "&#x110000;&#0;&bogus;" * 1_000,
        "`" * 50_000,
        "<pre>" + "`" * 50_000,
        "<!--" * 20_000,
        "<math><msup>" * 3_000,
        '<ol start="99999999999999999999"><li>x</ol>',
        '<a href="http://[">x</a>',
        "a" * 200_000 + "@",
    ],
)
def test_hostile_html_is_read(html: str) -> None:
    text = twin("T", html, see)
    assert text.startswith("# T\n") and text.endswith("\n")


@given(st.text(alphabet="<>/abpul i=\"'&;#*_`[]()\n-1.", max_size=200))
def test_no_html_is_too_broken(html: str) -> None:
    written(html)


@given(st.text(alphabet="ab *_`[]()<>&#-+.1!|\\", min_size=1, max_size=40))
def test_text_comes_back_as_it_was(text: str) -> None:
    """What a reader of Markdown makes of it is the text again: no sign of it was a mark."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    rendered = markdown.markdown(written(f"<p>{escaped}</p>"))
    shown = read_tree(rendered).text
    assert " ".join(shown.split()) == " ".join(text.split())


def test_the_tree_ends_what_html_ends() -> None:
    def names(element: Element) -> list[object]:
        return [[child.name, *names(child)] for child in element.elements()]

    assert names(read_tree("<p>a<p>b<ul><li>c<li>d</ul></p>")) == [["p"], ["p"], ["ul", ["li"], ["li"]]]
    assert names(read_tree("<table><tr><td>a<td><table><tr><td>b</table><tr><td>c</table>")) == [
        ["table", ["tr", ["td"], ["td", ["table", ["tr", ["td"]]]]], ["tr", ["td"]]]
    ]
    assert re.fullmatch("ab", read_tree("a<br/>b</p>").text)
