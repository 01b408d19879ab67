"""Whatever the constructs and however combined: no word is lost, no markup leaks, the HTML is balanced."""

from __future__ import annotations

import itertools
import re
import textwrap
from html.parser import HTMLParser

import markdown
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

EXTENSION = "mkdocs_academic.jekyll.kramdown"
PRIVATE = r"[\x02\x03]|klzzwxh|wzxhzdk|academic(?:[-:]|inline)"
VOID = {"br", "hr", "img", "input"}

SPANS = [
    "{}",
    "**{}**",
    "*{}*",
    "_{}_",
    "***{}***",
    "**{}***",
    "`{}`",
    "``{} ` {}``",
    "[{}](u/{})",
    "[**{}**](<a b>)",
    "![{}](i.png)",
    '[![{}](i.png)](u){{:target="_blank"}}',
    "<b>{}</b>",
    "<sup>*</sup>{}",
    "<span class='x'>{} **{}**</span>",
    "~~{}~~",
    '"{}"',
    "it's {} -- {}...",
    "{} <!-- note --> {}",
    "{}  \n{}",
    "{} \\\\\n{}",
    "{}\n{}",
    "{} \\| {}",
    "$$\\text{{{}}}$$",
    "$x_1$ {}",
    "{} costs $5 and $6",
    "{}[^note]",
    "[{}](u){{:ref}}{{:.d}}",
    "<b>{}</b>{{:.e}}",
    "HTML {}",
    '{} {{::comment}}hidden{{:/}} {::options a="b" /}',
    "&nbsp;{} & {}",
    "图灵**{}**字",
    "{}<br>{}",
    "**({} A*, {})**, {}\\*",
    "*{}*[{}](<u v> 't')**{}**",
    "[{}][ref] and [[{}](u)] \\[{}\\]",
    '*{}*{{: .c}} `{}`{{:.k title="t"}}',
    "<kbd>{}</kbd> <u>_{}_</u> <img src='i.png' width=50>",
    "{} <b>{}",
    "{}</span> {}",
    "\"{}\" '{}' \u00a0{}\ufe0f",
    "- {} -",
]
BLOCKS = [
    "{}",
    "# {}",
    "## 🔥 {}",
    "{}\n---",
    "- {}\n- {}",
    "- {}\n\n- {}",
    "- {}\n  - {}\n    - {}",
    "- {}\n\n    {}\n- {}",
    "1. {}\n2. {}",
    "* {}\n{}\n+ {}",
    "> {}\n> - {}",
    "```\nfenced\n```",
    "- ```\n  fenced\n  ```\n- {}",
    "    indented",
    "***",
    "| {} |\n|---|\n| cell |",
    "<div>\n  words\n\n  plain\n</div>",
    "<div class='a'><div markdown=\"1\">{}</div></div>",
    '<div>\n<div markdown="1">\n{}\n- {}\n</div>\n</div>',
    "<details>\n<summary>plain</summary>\n\n{}\n\n</details>",
    "<!-- hidden\n\n- x -->",
    "<style>\n.a > .b {{ }}\n\n</style>",
    '<p align="center" markdown="1">{}</p>',
    "<span class='anchor' id='x'></span>",
    "{}\n{{: .c}}",
    '{{:ref: .c title="t"}}',
    "{{:.before}}\n{}\n{{:ref}}",
    "$$\nx < \\text{{word}}\n\n- y\n$$",
    "{}[^№]\n\n[^№]: {}\n\n    - {}\n\n    {}[^№]",
    "[^№]: {}\n\n{}[^№]",
    '[^№]: <div markdown="1">\n    {}\n\n    - {}\n    </div> {}\n\n{}[^№]',
    "[^№]: {}\n    <details>\n    {}\n\n    </details>\n\n{}[^№]",
    '{}\n: <div markdown="1">\n  {}\n\n  - {}\n  </div> {}',
    "{}</none> {}",
    "*[HTML]: Hyper Text",
    "{}\n: {}\n: - {}\n\n      {}",
    "{}\n\n: {}",
    "| {} | {} |\n|:-:|---|\n| {} |\n|---\n| {} |\n|===\n| {} |",
    "{{::nomarkdown}}\n<b>raw</b>\n{{:/}}",
    "{{: #i}}\n<div markdown='block'>\n  {}\n</div>",
    "{} {{#id}}\n===",
    "1) {}\n3. {}\n7. - {}",
    "-\t{}\n\n\t{}",
    "* {}\n   * {}\n * {}",
    "> {}\n{}\n>\n> > {}",
    "<center>\nwords</center> {}",
    "<ul>\n<li>words</li>\n</ul>{}",
    '   <div>\n      <div markdown="1">\n\n      {}\n\n      - {}\n      </div>\n   </div>',
    "^",
    "- [ ] {}\n- [x] {}",
    "[ref]: http://example.org 'title'",
    '<section markdown="1">{}\n\n{}</section>',
]
WRAPPERS = ["{}", '<div markdown="1">\n{}\n</div>', "<details>\n{}\n</details>"]


class Balance(HTMLParser):
    """Collects the visible text, and fails on tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [f"{name}={value}" for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [f"{name}={value}" for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@st.composite
def documents(draw: st.DrawFn) -> str:
    numbers = itertools.count(1)

    def fill(template: str, make: st.SearchStrategy[str] | None) -> str:
        def word(_: re.Match[str]) -> str:
            return fill(draw(make), None) if make is not None else f"word{next(numbers)}x"

        template = template.replace("№", f"note{next(numbers)}")
        return re.sub(r"\{\}", word, template).replace("{{", "{").replace("}}", "}")

    def blocks(depth: int) -> str:
        parts: list[str] = []
        for _ in range(draw(st.integers(1, 4))):
            if depth < 2 and draw(st.integers(0, 4)) == 0:
                inner = blocks(depth + 1)
                if draw(st.booleans()):
                    inner = f"- item\n\n{textwrap.indent(inner, '  ')}"
                else:
                    inner = draw(st.sampled_from(WRAPPERS)).replace("{}", inner)
                parts.append(inner)
            else:
                parts.append(fill(draw(st.sampled_from(BLOCKS)), st.sampled_from(SPANS)))
            parts.append(draw(st.sampled_from(["\n", "\n\n", "\n\n\n"])))
        return "".join(parts)

    return blocks(0)


def words(text: str) -> list[str]:
    return re.findall(r"word\d+x", text)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_no_word_is_lost_and_the_html_is_balanced(text: str) -> None:
    html = markdown.markdown(text, extensions=[EXTENSION], extension_configs={EXTENSION: {"report": _ignore}})
    parsed = Balance()
    parsed.feed(html)
    parsed.close()
    assert not parsed.open
    shown = "".join(parsed.text) + " ".join(parsed.attributes)
    assert set(words(text)) <= set(words(shown))
    assert not re.search(PRIVATE, html)
    assert "markdown=" not in html
    shown_text = re.sub(r"(?s)<pre.*?</pre>|<code.*?</code>", "", html)
    assert not re.search(r"\]\(|\{:|&lt;(?!/none&gt;)/?[a-z]", shown_text)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="ab*_`~[](){}<>/!#-+=|\\:\"' \n&$^1.", max_size=80))
@example("_`\\``_")
@example(":{:`1`}")
def test_any_text_is_rendered_and_no_letter_is_lost(text: str) -> None:
    html = markdown.markdown(text, extensions=[EXTENSION])
    assert not re.search(PRIVATE, html)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                '<div markdown="1">',
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<ul>",
                "<li>",
                "</ul>",
                "<details>",
                "</details>",
                "<!--",
                "-->",
                "\n",
                "\n\n",
                " ",
                "- ",
                "> ",
                "`",
                "wordx",
                "    ",
                "  ",
                "1. ",
                ": ",
                "[^1]: ",
                "[^1] ",
                "{: .a\n",
                "}",
                "</none>",
                "<kbd>",
                "</kbd>",
                "<v>",
                "<section\n",
                "<a@b.c>",
                "<span>",
                "</span>",
                "{: .c}",
                "# ",
                "*",
            ]
        ),
        max_size=30,
    )
)
@example(["<div>", "- ", "<div>"])
@example(["- ", "<div>", "- ", "<div>"])
@example(["> ", "> ", "<div>", "</div>", "<b>", "<div>", "`", "-->"])
@example(["> ", "\n", "- ", "<div>"])
@example(["> ", "> ", "wordx", "\n", "> ", "- ", "<div>"])
@example(["> ", "<div>", "- ", "> ", "<div>"])
@example(['<div markdown="1">', "\n", "> - <div><div>\n    ", '<div markdown="1">', "\n> - "])
@example(["<!--", "<!--", "\n", "> ", "<div>", "-->"])
@example(["- \n", "1. ", "<div>"])
@example(["> \n", "    \n", '<div markdown="1">'])
@example(["<v>", "<b>"])
@example(["> ", "<v>", "<section\n", "> "])
@example(["- x\n\n  z\n", "1. ", "<div>"])
@example(["</div>", "<p>", "\n", "<div>", "</p>", "</div>"])
@example(["> ", "<ul>", "<section\n", "> "])
@example(["</div>", "<section\n", ": ", "# ", "> "])
def test_broken_html_is_balanced_again(parts: list[str]) -> None:
    html = markdown.markdown("".join(parts), extensions=[EXTENSION], extension_configs={EXTENSION: {"report": _ignore}})
    parsed = Loose()
    parsed.feed(re.sub(r"(?s)<!--.*?-->", "", html))  # Python's parser ends comments at `--\n>` too
    parsed.close()
    assert not [tag for tag in parsed.open if tag not in {"p", "li"}]
    assert not re.search(PRIVATE, html)


class Loose(Balance):
    """End tags that HTML lets an author leave out may be missing."""

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and "p" not in self.open:
            return
        assert tag in self.open, f"</{tag}> closes nothing"
        while self.open[-1] != tag:
            assert self.open.pop() in {"p", "li"}
        self.open.pop()


def _ignore(line: int, message: str) -> None:
    assert line > 0
    assert message
