"""The extension as a whole: switched off, used twice, deep nesting, long text, its messages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import permutations

import markdown
import pytest
from processor_time import assert_linear, seconds

from mkdocs_academic.jekyll.kramdown import KramdownExtension, heading_id

EXTENSION = "mkdocs_academic.jekyll.kramdown"
PAGE = """# 🔥 News
text
- *a*

<div class="box">
<div markdown="1">
"**b**"
</div>
</div>
"""


def test_one_parser_renders_several_pages_alike() -> None:
    parser = markdown.Markdown(extensions=[EXTENSION])
    first = parser.convert(PAGE)
    assert parser.reset().convert(PAGE) == first
    assert parser.reset().convert("# 🔥 News") == '<h1 id="-news">🔥 News</h1>'


def test_order_of_the_extensions_makes_no_difference() -> None:
    others = ["attr_list", "md_in_html", "smarty", EXTENSION]
    assert len({markdown.markdown(PAGE, extensions=list(order)) for order in permutations(others)}) == 1


def test_table_of_contents_has_the_heading_ids() -> None:
    parser = markdown.Markdown(extensions=["toc", EXTENSION])
    parser.convert("# 🔥 News\n## Why I'm here\n<div markdown='1'>\n# 🔥 News\n</div>")
    tokens = parser.toc_tokens  # type: ignore[attr-defined]
    assert [token["id"] for token in tokens] == ["-news", "news"]
    assert [token["id"] for token in tokens[0]["children"]] == ["why-im-here"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🎖️ Honors", "\ufe0f-honors"),
        ("📝 论文 (Selected)", "-论文-selected"),
        ("Why I'm excited: A & B?", "why-im-excited-a--b"),
        ("C++ / C#", "c--c"),
        ("a_b - c", "a_b---c"),
        ("🔥", "section"),
    ],
)
def test_heading_id_follows_kramdown(text: str, expected: str) -> None:
    assert heading_id(text) == expected


def test_repairs_are_logged_with_their_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="mkdocs_academic"):
        markdown.markdown("text\n\n</div>\n", extensions=[EXTENSION])
    assert caplog.messages == ["line 3: '</div>' closes nothing and is left out"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * depth + "- word" for depth in range(300)),
        "> " * 2000 + "word",
        "<div>" * 3000 + "word",
        '<div markdown="1">\n' * 300 + "word",
        "*a **b " * 2000 + "word",
        "<b>*" * 2000 + "word",
        "<details>\n- " * 300 + "word",
    ],
    ids=["lists", "quotations", "elements", "regions", "emphasis", "inline_html", "details_in_items"],
)
def test_deep_nesting_is_rendered(text: str) -> None:
    html = markdown.markdown(text, extensions=[KramdownExtension(report=lambda line, message: None)])
    assert "word" in html


@pytest.mark.parametrize(
    "unit",
    [
        "<div>\n", "</div>\n", '<div markdown="1"><p>\n', "<p>a\n\n", "<!-- ", "*a **b *c ", "_a __b ",
        "~~a ", "{: x", "'a \"b ", "- a\n\n  b\n\n", "> a\n", "a\n---\n", "| a |\n", "<sup>*</sup>", "<u>",
        "{::comment}\n", "word **b** [x](y) \"q\"\n\n", "<div>- ", '<div markdown="1">- ', "> - <div>\n",
        "$", "$a ", "$$a", "$a$ ", "$$a$$\n\n", "$$\n\na\n\n", "$\\foo$ ", "{:a}", "{:a}\n",
        "{:.b}\ntext\n", "{:a: .b a}\n", "[^a]", "[^a]: b[^a]\n", "[^a]: b\n\n", "*[a]: b\n", "a\n: b\n", "- a\n: b\n",
        "|a|b|\n", "|a|`b|\n|-|\n", "{::x",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_not_its_square(unit: str) -> None:
    assert_linear(rendering(unit, 2_500), rendering(unit, 20_000))


@pytest.mark.parametrize(("unit", "common"), [("`a ``b ", "`a ``b "), ("$$a $$", "`a` `b`"), ("<b>{: .c}", "<b>`b`")])
def test_spans_take_no_longer_than_those_of_python_markdown(unit: str, common: str) -> None:
    """Before Python-Markdown 3.8 the time grows with the square of the spans in one text, whoever finds them."""
    theirs = seconds(rendering(common, 8_000, with_kramdown=False))
    ours = seconds(rendering(unit, 8_000))
    assert ours < 10 * max(theirs, 0.02), f"{ours:.3f} s, and {theirs:.3f} s for spans of Python-Markdown's own"


def rendering(unit: str, length: int, *, with_kramdown: bool = True) -> Callable[[], str]:
    """Return what renders a text of that length."""
    text = unit * (length // len(unit))

    def render() -> str:
        ours = KramdownExtension(report=lambda line, message: None, dollar_math=True)
        return markdown.markdown(text, extensions=[ours] if with_kramdown else [])

    return render
