"""How a tag of HTML is recognised in Markdown text."""

from __future__ import annotations

import re
from collections.abc import Collection

from mkdocs_academic.jekyll.kramdown.elements import BLOCK_ELEMENTS, RENDERED_IN_TEXT, VOID_ELEMENTS

# A "<" outside quotes ends the attempt and the quantifiers are possessive: thousands of "<a " cost their length.
_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*+"|'[^']*+')*+"""
TAG = re.compile(rf"<(?P<close>/)?(?P<name>[A-Za-z][^\s/<>\"'=`@]*+)(?P<attributes>(?=[\s/>]){_ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r"""\s*(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def without_markdown(tag: re.Match[str]) -> tuple[str, str | None]:
    """Return the source of a start tag without its `markdown` attribute, and the value: "1" where none is written."""
    start = tag.start("attributes") - tag.start()
    for match in _ATTRIBUTE.finditer(tag["attributes"]):
        if match["name"].lower() == "markdown":
            value = next((group for group in match.groups()[1:] if group is not None), "1")
            return tag[0][: start + match.start()] + tag[0][start + match.end() :], value
    return tag[0], None


def without_attributes(tag: re.Match[str], names: Collection[str]) -> tuple[str, dict[str, str]]:
    """Return the source of a start tag without the attributes of those names, and the values that they had."""
    start = tag.start("attributes") - tag.start()
    parts: list[str] = []
    values: dict[str, str] = {}
    position = 0
    for match in _ATTRIBUTE.finditer(tag["attributes"]):
        if match["name"].lower() in names:
            values[match["name"].lower()] = next((group for group in match.groups()[1:] if group is not None), "")
            parts.append(tag[0][position : start + match.start()])
            position = start + match.end()
    return "".join((*parts, tag[0][position:])), values


def is_verbatim(tag: re.Match[str]) -> bool:
    """Tell whether a start tag within text opens an element in which kramdown reads no Markdown."""
    name = tag["name"].lower()
    is_rendered = name in RENDERED_IN_TEXT or name in VOID_ELEMENTS or name in BLOCK_ELEMENTS - {"font"}
    return not (is_rendered or tag["close"] or tag["attributes"].endswith("/")) and name.isalnum()
