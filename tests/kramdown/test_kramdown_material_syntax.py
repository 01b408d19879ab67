"""Material's own syntax gives the same HTML with the extension as without, wherever it is listed."""

from __future__ import annotations

import random
import re
from importlib.util import find_spec
from typing import Any

import markdown
import pytest

EXTENSION = "mkdocs_academic.jekyll.kramdown"
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
HAS_CAPTIONS = find_spec("pymdownx.blocks.caption") is not None  # the oldest release that is allowed lacks them
if HAS_CAPTIONS:
    EXTENSIONS.append("pymdownx.blocks.caption")
CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.blocks.tab": {"alternate_style": True},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "toc": {"permalink": True},
}
TEXTS = {
    "admonition": '!!! note "Title"\n\n    text *a*\n\n    - x\n    - y\n',
    "admonition_inline": '!!! info inline end "L"\n\n    text\n\nmore\n',
    "admonition_in_admonition": "!!! note\n\n    a\n\n    !!! tip\n\n        b\n",
    "admonition_in_an_item": "- item\n\n    !!! note\n        text\n\n- b\n",
    "admonition_in_a_quotation": "> !!! note\n>     x\n",
    "admonition_with_code": "!!! note\n\n    ```py\n    x\n    ```\n",
    "annotated_admonition": '!!! note annotate "T (1)"\n\n    text (2)\n\n1.  A\n2.  B\n',
    "annotated_paragraph": "Lorem (1) ipsum\n{ .annotate }\n\n1.  Note\n",
    "blocks_admonition": "/// note | Title\ntext\n///\n",
    **({"blocks_caption": "![a](b.png)\n/// caption\nText\n///\n"} if HAS_CAPTIONS else {}),
    "blocks_details": "/// details | T\n    open: true\ntext\n///\n",
    "blocks_html": "/// html | div.c\n**x**\n///\n",
    "blocks_tab": "/// tab | A\none\n///\n\n/// tab | B\ntwo\n///\n",
    "buttons": "[Go](#){ .md-button }\n[Go](#){ .md-button .md-button--primary }\n",
    "code_with_title": '``` py title="a.py" linenums="1" hl_lines="1 2"\nx = 1 # (1)!\ny = 2\n```\n\n1.  Note **b**\n',
    "code_in_an_item": "1. a\n\n    ```py\n    x\n    ```\n\n2. b\n",
    "code_inline": "The `#!python range()` function, `x` and ``a ` b``\n",
    "critic": "Text {--del--}{++add++} {~~one~>two~~} {==mark==}{>>c<<}\n",
    "definitions": "`Lorem`\n\n:   text\n\n    para\n",
    "details": '??? tip "T"\n    text\n\n    ```py\n    x = 1\n    ```\n\n???+ note\n    open\n',
    "details_in_tabs": '=== "A"\n\n    ??? note\n\n        x\n',
    "formulas": "Text $x_1$ and\n\n$$\na_1\n$$\n",
    "grid": '<div class="grid" markdown>\n\n=== "U"\n\n    * a\n    * b\n\n``` py\nx\n```\n\n</div>\n',
    "grid_of_cards": '<div class="grid cards" markdown>\n\n-   __A__\n\n    ---\n\n    [Go](#)\n\n</div>\n',
    "icons": ":material-account: :fontawesome-brands-github:{ .x } :smile:\n",
    "keys_and_marks": "++ctrl+alt+del++ ==mark== ^^ins^^ H~2~O A^T^A ~~del~~\n",
    "list_in_admonition": "!!! note\n\n    1. a\n    2. b\n        - c\n",
    "tabs": '=== "A"\n\n    one\n\n=== "B"\n\n    two\n\n    - z\n',
    "tabs_in_admonition": '!!! example\n\n    === "A"\n\n        one\n\n    === "B"\n\n        two\n',
    "tasks": "- [x] a\n- [ ] b\n    * [x] c\n",
    "tooltips": '[Hover](https://example.org "tip")\n',
}


def orders() -> list[list[str]]:
    shuffled = random.Random(1).sample(EXTENSIONS, len(EXTENSIONS))
    middle = len(EXTENSIONS) // 2
    return [
        [EXTENSION, *EXTENSIONS],
        [*EXTENSIONS, EXTENSION],
        [*shuffled[:middle], EXTENSION, *shuffled[middle:]],
    ]


def folded(html: str) -> str:
    """Drop the white space between text and the tags of blocks."""
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "", html)


@pytest.mark.parametrize("order", orders(), ids=["first", "last", "shuffled"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_result_is_the_same_as_without_the_extension(text: str, order: list[str]) -> None:
    without = [name for name in order if name != EXTENSION]
    expected = markdown.markdown(text, extensions=without, extension_configs=CONFIGS)
    assert folded(markdown.markdown(text, extensions=order, extension_configs=CONFIGS)) == folded(expected)
