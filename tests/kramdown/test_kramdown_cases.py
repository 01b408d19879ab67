"""The golden cases beside this file, each rendered by the extension alone or on a site like Material's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

HERE = Path(__file__).parent
EXTENSION = "mkdocs_academic.jekyll.kramdown"
MATERIAL = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.blocks.admonition",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
]


def cases(name: str) -> list[Any]:
    found = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def folded(html: str) -> str:
    """Drop the white space between and around tags of blocks, which no reader sees."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r">\s*\n\s*<", "><", html)).strip()


def check(case: dict[str, Any], extensions: list[str], **settings: Any) -> None:
    warnings: list[str] = []
    html = markdown.markdown(
        case["text"],
        extensions=extensions,
        extension_configs={
            EXTENSION: {"report": lambda line, message: warnings.append(f"{line}: {message}"), **settings}
        },
    )
    assert folded(html) == folded(case["html"])
    assert warnings == case.get("warnings", [])


@pytest.mark.parametrize(
    "case", [*cases("attributes"), *cases("blocks"), *cases("footnotes"), *cases("html"), *cases("spans")]
)
def test_extension_alone(case: dict[str, Any]) -> None:
    check(case, [EXTENSION])


@pytest.mark.parametrize("case", cases("mathematics"))
def test_mathematics(case: dict[str, Any]) -> None:
    check(case, [EXTENSION], dollar_math=True)


@pytest.mark.parametrize("case", cases("material"))
@pytest.mark.parametrize("is_first", [True, False], ids=["listed_first", "listed_last"])
def test_beside_the_extensions_of_material(case: dict[str, Any], is_first: bool) -> None:
    check(case, [EXTENSION, *MATERIAL] if is_first else [*MATERIAL, EXTENSION])
