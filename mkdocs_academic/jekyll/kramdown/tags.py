"""How a tag of HTML is recognised in Markdown text."""

from __future__ import annotations

import re

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


def is_verbatim(tag: re.Match[str]) -> bool:
    """Tell whether a start tag within text opens an element in which kramdown reads no Markdown."""
    name = tag["name"].lower()
    is_rendered = name in RENDERED_IN_TEXT or name in VOID_ELEMENTS or name in BLOCK_ELEMENTS - {"font"}
    return not (is_rendered or tag["close"] or tag["attributes"].endswith("/")) and name.isalnum()
