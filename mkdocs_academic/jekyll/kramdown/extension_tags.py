"""`{::comment}`, `{::nomarkdown}`, `{::options}`, which kramdown calls extensions: on lines of their own, or in text.

Source: `parse_extension_start_tag` and `handle_extension` in kramdown's `parser/kramdown/extensions.rb`.
"""

from __future__ import annotations

import re

from mkdocs_academic.jekyll.kramdown.pieces import Pieces, Raw

_NAMES = "comment|nomarkdown|options"
_BLOCK_START = re.compile(
    rf"(?m)^(?P<indent>[ ]{{0,3}})\{{::(?P<name>{_NAMES})(?:[ ](?P<options>[^{{}}\n]*?))?(?P<empty>/)?\}}[ ]*$"
)
_BLOCK_END = re.compile(rf"(?m)^[ ]{{0,3}}\{{:/(?:{_NAMES})?\}}[ ]*$")
_TYPES = re.compile(r"""\btype=(["'])(?P<types>.*?)\1""")

START = re.compile(rf"\{{::(?P<name>{_NAMES})(?:[ ](?P<options>[^{{}}\n]*?))?(?P<empty>/)?\}}")
"""Begins one within text."""
END = re.compile(rf"\{{:/(?:{_NAMES})?\}}")


def extract_extensions(text: str, pieces: Pieces) -> str:
    """Take the extensions that stand on lines of their own out of the text."""
    parts: list[str] = []
    position = 0
    while start := _BLOCK_START.search(text, position):
        end = start if start["empty"] else _BLOCK_END.search(text, start.end())
        if end is None:
            break
        parts.append(text[position : start.start()])
        position = end.end()
        body = text[start.end() : end.start()].strip("\n")
        if start["name"] == "nomarkdown" and body and _is_for_html(start):
            parts += (start["indent"], pieces.store(Raw(body)))
        else:
            position += text.startswith("\n", position)  # what shows nothing parts nothing
    return "".join((*parts, text[position:]))


def shown(start: re.Match[str], body: str) -> str:
    """Return the HTML that an extension within text stands for."""
    if start["name"] == "comment" and body:
        return f"<!-- {body.replace('--', '- -').strip()} -->"
    return body if start["name"] == "nomarkdown" and _is_for_html(start) else ""


def _is_for_html(start: re.Match[str]) -> bool:
    """Tell whether `{::nomarkdown type="…"}` is meant for HTML: for every format, or for this among others."""
    types = _TYPES.search(start["options"] or "")
    return types is None or not types["types"].split() or "html" in types["types"].split()
