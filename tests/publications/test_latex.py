"""LaTeX in BibTeX fields: the golden cases beside this file, what must always hold, and hostile input."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.publications.latex import TexReader, plain_url

CASES = yaml.safe_load((Path(__file__).parent / "latex.yml").read_text(encoding="utf-8"))
OURS = {"p", "em", "strong", "sup", "sub", "code", "a"}
WRITTEN = r"""
    { } $ $$ \ \( \) \[ \] \' \v{ \~{\^ \emph{ \em \enquote{ \url{ \href{ \ensuremath{ \textsuperscript{ \begin{ \frac
    <i> </i> <sub> </sub> <p> </p> <jats:italic> </jats:italic> <jats:p <script> < > & &amp; &#0; &#55296; \&
    {\textless}b{\textgreater} {\textless}/b{\textgreater} {\textless} ~ -- `` '' ` ' % # ^ _ \par \ss \i
    https://a.b \foo {\&}amp;
"""
COMMANDS = WRITTEN.split()
SNIPPETS = [
    *COMMANDS,
    "javascript:x",
    "{\\em ",
    "\\v ",
    '"',
    " ",
    "2",
    "n\n\n",
    "é",
    "王",
    "\u0338",
    "\x00",
    "\ud800",
    "\u202e",
]
HOSTILE = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=5)), max_size=25).map("".join)


def read(tex: str, *, is_block: bool = False) -> tuple[str, str, list[str]]:
    messages: list[str] = []
    text = TexReader(messages.append).text(tex, is_block=is_block)
    return text.plain, str(text.html), messages


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_golden_case(case: dict[str, Any]) -> None:
    plain, html, messages = read(case["tex"], is_block=case.get("block", False))
    assert (plain, html) == (case["plain"], case.get("html", case["plain"].replace(">", "&gt;")))
    assert messages == case.get("messages", [])


def test_a_formula_that_cannot_be_set_is_reported_once() -> None:
    messages: list[str] = []
    reader = TexReader(messages.append)
    assert [reader.text(f"{word} $\\foo$").plain for word in ("a", "b")] == [r"a \foo", r"b \foo"]
    assert len(messages) == 1


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        ("x^{k+1}", "xᵏ⁺¹"),
        ("x^{k/2}", "x^(k/2)"),
        ("x_Q", "x_Q"),
        ("O(n\\log n)", "O(n log n)"),
        ("\\sin(x) \\leq \\alpha_1", "sin(x) ≤ α₁"),
        ("\\frac{a+b}{2}", "(a+b)/2"),
        ("\\frac12", "1/2"),
        ("\\sqrt{2}", "√2"),
        ("\\mathcal{O}(n)", "O(n)"),
        ("\\left\\{ x \\right\\}", "{ x }"),
        ("30^\\circ", "30°"),
        ("f''", "f′′"),
        ("\\hat{x}", "x̂"),
        ("a_{i_j}", "a_iⱼ"),
        ("\\text{if } x", "if x"),
    ],
)
def test_formulas_read_well_as_plain_text(tex: str, plain: str) -> None:
    assert TexReader().plain(f"${tex}$") == plain


@pytest.mark.parametrize(
    ("tex", "url"),
    [
        ("https://a.org/x_y%20z~u--v", "https://a.org/x_y%20z~u--v"),
        (r"https://a.org/x\_y\%20z\#a\&b", "https://a.org/x_y%20z#a&b"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
        (r"\url{https://a.org/x\_y}", "https://a.org/x_y"),
        (r" {https://a.org} ", "https://a.org"),
        (r"https://a.org/\textasciitilde{}u/{\textasciitilde}v/$\sim$w/{$\sim$}x/\~{}y", "https://a.org/~u/~v/~w/~x/~y"),
        (r"10.1000/a<b>\c{1}", r"10.1000/a<b>\c{1}"),
        ("", ""),
    ],
)  # fmt: skip
def test_addresses_lose_their_escapes_only(tex: str, url: str) -> None:
    assert plain_url(tex) == url


# What always holds


def check_html(html: str) -> None:
    """Assert that `html` is well-formed, of elements of ours only, without attributes but those we write."""
    root = ElementTree.fromstring(f"<root>{html}</root>")
    for element in root.iter():
        if element.tag == "math":
            element.clear()
    for element in root.iter():
        assert element.tag in {*OURS, "root", "math"}
        allowed = {"a": {"href"}, "code": {"class"}}.get(element.tag, set())
        assert set(element.attrib) <= allowed
        assert element.get("href", "https://").startswith(("https://", "http://"))


@settings(max_examples=200, deadline=None)
@given(HOSTILE, st.booleans())
def test_any_text_is_read_as_safe_html(tex: str, is_block: bool) -> None:
    plain, html, _ = read(tex, is_block=is_block)
    check_html(html)
    plain.encode()
    assert "\u202e" not in plain
    assert is_block or plain == " ".join(plain.split())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N"]), max_size=40))
def test_words_without_commands_stay_as_they_are(text: str) -> None:
    plain, html, _ = read(text)
    assert plain == html
    assert TexReader().plain(f"{{{text}}} \\&").removesuffix("&").strip() == plain


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abc \n", max_size=30))
def test_quick_and_thorough_way_agree(text: str) -> None:
    assert TexReader().plain(rf"\relax {text}") == TexReader().plain(text)


# Bad stuff

REPEATED = [
    "\\em}",
    "<i>{",
    "<sub>a</sub>",
    "$x",
    "$a{$",
    "$<$",
    "{\\em ",
    "\\em ",
    "\\v \n",
    "\n \n",
    "\\ss ",
    "\u200b",
]


@pytest.mark.parametrize("snippet", [*COMMANDS, *REPEATED])
@pytest.mark.parametrize("is_block", [False, True], ids=["line", "block"])
def test_time_grows_with_the_length_only(snippet: str, is_block: bool) -> None:
    tex = (snippet * 20_000)[:20_000]
    start = time.process_time()
    _, html, _ = read(tex, is_block=is_block)
    assert time.process_time() - start < 5
    check_html(html)


@pytest.mark.parametrize("depth", [100, 10_000])
@pytest.mark.parametrize("opening", ["{", "\\emph{", "\\textsuperscript{", "$", "\\frac{", "$x^{", "$\\sqrt{"])
def test_deep_nesting_is_read(opening: str, depth: int) -> None:
    tex = f"{opening * depth}x{'}' * depth * opening.count('{')}{'$' if '$' in opening else ''}"
    plain, html, _ = read(tex)
    assert "x" in plain
    check_html(html)


def test_elements_are_nested_fifty_deep_at_most() -> None:
    _, html, _ = read("\\emph{" * 60 + "x" + "}" * 60)
    assert html == "<em>" * 50 + "x" + "</em>" * 50


def test_no_date_of_today_comes_in() -> None:
    assert not re.search(r"\d{4}", read(r"\today")[0])
