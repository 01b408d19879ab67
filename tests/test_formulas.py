"""Formulas as MathML: what browsers need that the library does not write, and what is refused."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.formulas import FormulaError, set_formula

EXTENSION = "mkdocs_academic.jekyll.kramdown"


def inner(tex: str) -> str:
    return set_formula(tex, is_block=False).removeprefix("<math><mrow>").removesuffix("</mrow></math>")


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\boldsymbol{\theta}\mathbf{AB}", "<mrow><mi>𝜽</mi></mrow><mrow><mi>𝐀</mi><mi>𝐁</mi></mrow>"),
        (r"\mathbb{RP}\mathcal{BC}", "<mrow><mi>ℝ</mi><mi>ℙ</mi></mrow><mrow><mi>ℬ</mi><mi>𝒞</mi></mrow>"),
        (r"\mathrm{d}x", '<mrow><mrow><mi mathvariant="normal">d</mi></mrow></mrow><mi>x</mi>'),
        (r"\mathrm{Var}(X)", '<mrow><mi>Var</mi></mrow><mo stretchy="false">(</mo><mi>X</mi>'),
        (r"n \log n", '<mi>n</mi><mspace width="0.167em"></mspace><mi>log</mi>'),
        (r"a \sim b \pm c", "<mi>a</mi><mo>∼</mo><mi>b</mi><mo>±</mo><mi>c</mi>"),
        (r"\operatorname{tr}(A)", '<mi>tr</mi><mo stretchy="false">('),
        (r"\text{a & b < \$5}", "<mtext>a\xa0&amp;\xa0b\xa0&lt;\xa0$5</mtext>"),
        (r"\textbf{no}", "<mtext><b>no</b></mtext>"),
        (r"\boxed{x}", '<mrow style="border:1px solid;padding:.2em">'),
        (r"a\!b", '<mspace width="-0.167em"></mspace>'),
        (
            r"\begin{aligned}a&=b\end{aligned}",
            '<mtd style="text-align:right;padding-right:0"><mi>a</mi></mtd>'
            '<mtd style="text-align:left;padding-left:0"><mi></mi><mo>=</mo><mi>b</mi></mtd>',
        ),
    ],
)
def test_what_browsers_need(tex: str, expected: str) -> None:
    assert expected in inner(tex)


@pytest.mark.parametrize("name", ["align", "align*", "aligned", "split", "gather*", "cases", "pmatrix", "equation*"])
def test_environment_is_set_without_numbers(name: str) -> None:
    html = set_formula(rf"\begin{{{name}}}x \label{{a}} \\ y \nonumber\end{{{name}}}", is_block=True)
    assert re.findall(r"<m[in]>(\w+)</m[in]>", html) == ["x", "y"]
    assert "(1)" not in html


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo x", r"has '\foo', which is not known here"),
        (r"\htmlId{a}{b}", r"has '\htmlId', which is not known here"),
        (r"\href{javascript:alert(1)}{x}", r"has '\href', which is more than mathematics"),
        (r"\style{position:fixed}{x}", r"has '\style', which is more than mathematics"),
        (r"\class{a}{x}", r"has '\class', which is more than mathematics"),
        (r"\newcommand{\a}{\b\b}\a", r"has '\newcommand', which defines commands"),
        (r"\def\a{\a\a}\a", r"has '\def', which defines commands"),
        (r"\begin{tikz}x\end{tikz}", "has the environment 'tikz', which is not known here"),
        ("a & b", "has an '&' outside a table"),
        (r"\frac{1}{2", "has unmatched braces"),
        ("x}", "has unmatched braces"),
        (r"\frac", "is incomplete or has a sign where none can be"),
        (r"\left( x", "is incomplete or has a sign where none can be"),
        ("x^2^3", "is incomplete or has a sign where none can be"),
        (r"\cancel{x}", r"has '\cancel', which strikes signs out: browsers do not draw it"),
        ("{" * 200 + "}" * 200, "has braces nested too deep"),
        (r"\sqrt" * 900, "is incomplete or has a sign where none can be"),
        ("x" * 5001, "has more than 5,000 characters"),
        (r"\label{a}", "is empty"),
    ],
)
def test_formula_is_refused(tex: str, reason: str) -> None:
    with pytest.raises(FormulaError, match=f"^{re.escape(reason)}$"):
        set_formula(tex, is_block=True)


class Tags(HTMLParser):
    """Collects tags and attributes, and fails where they do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen |= {tag, *(name for name, _ in attrs)}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "tex",
    [
        "<script>alert(1)</script>",
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;script&gt;alert(1)}",
        r'\textcolor{red" onload="alert(1)}{x}',
        r"\color{'><img src=x onerror=alert(1)>}x",
        r'\hspace{1em" onload="x}',
        r"\unicode{x3c}script>",
        r"\verb|<script>|",
        "&#60;script&#62;",
    ],
)
def test_hostile_formula_is_escaped(tex: str) -> None:
    html = markdown.markdown(
        f"a $${tex}$$ b", extensions=[EXTENSION], extension_configs={EXTENSION: {"report": lambda line, message: None}}
    )
    assert not Tags(html).seen & {"script", "img", "onload", "onerror", "href"}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            re.findall(
                r"\S+",
                r"\frac \sqrt \left( \right) \begin{cases} \end{cases} \text{ \mathbf{ { } [ ] ^ _ & \\ ' x 1 < >"
                r" \sum \not \substack{ \overset{ \color{ \hspace{ \big \mathrm{Var} \operatorname{a} \limits \boxed{"
                r" % ~ \; é",
            )
        ),
        max_size=14,
    )
)
def test_any_formula_is_set_or_refused(tokens: list[str]) -> None:
    try:
        html = set_formula(" ".join(tokens), is_block=True)
    except FormulaError:
        return
    Tags(html)
    assert "\\" not in re.sub(r"<mtext>.*?</mtext>", "", html)


@pytest.mark.parametrize(
    "unit", ["{", r"\frac", "x^", r"\left(", r"\displaystyle", r"\begin{matrix}", r"\not", "'", "&"]
)
def test_longest_formula_takes_bounded_time(unit: str) -> None:
    tex = unit * (5_000 // len(unit))
    started = time.process_time()
    for text in (tex, f"{tex}x{'}' * tex.count('{')}"):
        try:
            set_formula(text[:5_000], is_block=True)
        except FormulaError:
            continue
    assert time.process_time() - started < 3


def test_library_is_loaded_only_for_a_page_with_formulas() -> None:
    code = (
        "import sys, markdown\n"
        f"markdown.markdown('costs $5', extensions=['{EXTENSION}'])\n"
        "assert 'latex2mathml' not in sys.modules\n"
        f"markdown.markdown('$$x$$', extensions=['{EXTENSION}'])\n"
        "assert 'latex2mathml' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("is_first", [True, False], ids=["listed_first", "listed_last"])
def test_arithmatex_of_the_site_keeps_the_formulas(is_first: bool) -> None:
    listed = [EXTENSION, "pymdownx.arithmatex"]
    html = markdown.markdown(
        "$x$ and $$y$$\n\n$$\nz\n$$",
        extensions=listed if is_first else listed[::-1],
        extension_configs={EXTENSION: {"dollar_math": True}, "pymdownx.arithmatex": {"generic": True}},
    )
    assert r'<span class="arithmatex">\(x\)</span>' in html
    assert '<div class="arithmatex">\\[\nz\n\\]</div>' in html
    assert "<math" not in html


def test_contents_name_a_heading_by_its_tex() -> None:
    parser = markdown.Markdown(extensions=["toc", EXTENSION])
    html = parser.convert("# On $$a<b$$\n\n## *Given* $$x^2$$ {#given}")
    token = parser.toc_tokens[0]  # type: ignore[attr-defined]
    assert (token["id"], token["name"]) == ("on-ab", "On a&lt;b")
    assert token["children"][0]["name"] == "Given x^2"
    assert "data-toc-label" not in html
