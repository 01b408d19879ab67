"""Which pages use Liquid, and that the others pay nothing for it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_academic.jekyll.liquid import uses_liquid
from mkdocs_academic.jekyll.liquid.environment import Engine
from mkdocs_academic.jekyll.liquid.tags import JINJA_TAGS, LIQUID_ONLY_TAGS, TAGS

FENCE = "```"


@pytest.mark.parametrize(
    "text",
    [
        "{% include_relative a.md %}",
        "a {%- if site.x -%}b{% endif %}",
        "{%assign a = 1%}",
        "{% raw %}x{% endraw %}",
        "<!-- {% include_relative a.md %} -->",
        "| {% include a.md %} |",
        f"{FENCE}\ncode\n{FENCE}\n{{% if a %}}x{{% endif %}}",
        f"{FENCE}\nnever closed {{% if a %}}x{{% endif %}}",
        "`not closed {% if a %}\n\n`",
        "\\`{% if a %}`",
        "- item\n\n    {% include a.md %}",
        "1. item\nlazy\n\n    {% include a.md %}",
        "<div>\n\n    {% include a.md %}\n</div>",
        "!!! note\n\n    {% include a.md %}",
        "paragraph\n    {% include a.md %}",
        "{% if a\n   == b %}",
    ],
)
def test_a_tag_outside_code_uses_liquid(text: str) -> None:
    assert uses_liquid(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "{{ name }} and $x^{{2}}$",
        "\\newcommand{\\x}{% a comment\n}",
        "{% if never closed",
        "{% block content %}{% endblock %} {% extends x %}",
        "{% iffy %} {% %}",
        "`{% if a %}` and ``{% include `a` %}``",
        f"{FENCE}jinja\n{{% if a %}}\n{FENCE}",
        "~~~\n{% if a %}\n~~~",
        f"- {FENCE}\n  {{% if a %}}\n  {FENCE}",
        f"> {FENCE}\n> {{% if a %}}\n> {FENCE}",
        f"````\n{FENCE}\n{{% if a %}}\n````",
        "text\n\n    {% if a %}\n\n    {% endif %}\n",
        "- item\n# Heading\n\n    {% if a %}",
        "\t{% if a %}",
    ],
)
def test_code_latex_and_other_languages_do_not(text: str) -> None:
    assert not uses_liquid(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% include_relative a.md %}", True),
        ("{% unless a %}{% endunless %}", True),
        ("{% if a %}{% endif %}{% for b in c %}{% endfor %}{% include 'x' %}{% raw %}", False),
        ("{% set a = 1 %}{{ macro() }}", False),
    ],
)
def test_beside_another_jinja_only_tags_of_liquid_count(text: str, expected: bool) -> None:
    assert uses_liquid(text, foreign_jinja=True) is expected


def test_the_names_are_those_of_the_environment(tmp_path: Path) -> None:
    engine = Engine(tmp_path, {}, markdownify=str, place_prefix="docs/")
    readers_of_text = {"content", "output", "illegal"}
    assert set(engine.env.tags) - readers_of_text == TAGS - {"raw"}
    assert not JINJA_TAGS & LIQUID_ONLY_TAGS


def test_python_liquid_is_imported_with_the_first_page_only() -> None:
    code = (
        "import sys; from mkdocs_academic.jekyll.liquid import Liquid, uses_liquid; from pathlib import Path;"
        "uses_liquid('{% if a %}'); Liquid(Path('.'), {}, report=print, markdownify=str);"
        "assert 'liquid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "text",
    ["{% if a ", "`", "```x\n", "``` \n", "<!-- ", "    a\n\n", "`` ` ", "- > ", "{% if a %}`\n"],
    ids=repr,
)
def test_the_time_grows_with_the_text_and_not_its_square(text: str) -> None:
    long = "{% if a %}" + text * (400_000 // len(text))
    start = time.process_time()
    uses_liquid(long)
    assert time.process_time() - start < 5
