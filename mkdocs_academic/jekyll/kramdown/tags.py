"""How a tag of HTML is recognised in Markdown text, and how it remembers its place there."""

from __future__ import annotations

import html
import re

from markdown.util import ETX, STX

from mkdocs_academic.jekyll.kramdown.elements import VOID_ELEMENTS

# A "<" outside quotes ends the attempt and the quantifiers are possessive: thousands of "<a " cost their length.
# So does what was a "<", now replaced by a placeholder.
_ATTRIBUTES = rf"""(?:[^<>"'{STX}]|{STX}academic-at:|"[^"]*+"|'[^']*+')*+"""
TAG = re.compile(rf"<(?P<close>/)?(?P<name>[A-Za-z][^\s/<>\"'=`@]*+)(?<!:)(?P<attributes>(?=[\s/>]){_ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r"""\s*(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(?P<bare>[^\s"'>]+)))?""")
_ENDS_NAME = frozenset("/> \n\t")
_MAY_BE_BARE = re.compile(r"""=\s*[^\s"']""")

START_TAG = re.compile(rf"\s*(?!</){TAG.pattern}")
_TAG_OR_COMMENT = re.compile(rf"{TAG.pattern}|<!--.*?-->|<(?=/?[A-Za-z]|!)", re.DOTALL)

_DEEPEST_LOOK_BACK = 50

MARK = re.compile(rf"[ ]?{STX}academic-at:(\d+){ETX}")
"""Stands at the end of a tag within text: its offset in the text that the preprocessor read."""


def mark(offset: int) -> str:
    return f" {STX}academic-at:{offset}{ETX}"


def without_mark(source: str) -> tuple[str, int | None]:
    """Return the source of a tag as its author wrote it, and its offset, None where it has none."""
    found = MARK.search(source)
    return (source[: found.start()] + source[found.end() :], int(found[1])) if found else (source, None)


def without_markdown(tag: re.Match[str]) -> tuple[str, str | None]:
    """Return the source of a start tag without its `markdown` attribute, and the value: "1" where none is written."""
    start = tag.start("attributes") - tag.start()
    for match in _ATTRIBUTE.finditer(tag["attributes"]):
        if match["name"].lower() == "markdown":
            value = next((group for group in match.groups()[1:] if group is not None), "1")
            rest = tag[0][start + match.end() :]
            return f"{tag[0][: start + match.start()]}{'' if rest[0] in _ENDS_NAME else ' '}{rest}", value
    return tag[0], None


def advice_on_quotes(tag: re.Match[str]) -> str | None:
    """Return what to say of an attribute that lacks quotation marks: kramdown shows such a tag as text."""
    if not _MAY_BE_BARE.search(tag["attributes"]):
        return None
    for match in _ATTRIBUTE.finditer(tag["attributes"].removesuffix("/")):
        name, value = match["name"], match["bare"]
        if value and not re.fullmatch(r"\w+", value):
            return f"'{name}={value}' has no quotation marks, so that Jekyll shows the tag; write '{name}=\"{value}\"'"
    return None


def with_attributes(tag: re.Match[str], attributes: dict[str, str]) -> str:
    """Return the source of a start tag with more attributes: classes are added, others come in place of its own."""
    own = list(_ATTRIBUTE.finditer(tag["attributes"]))
    for match in own:
        if match["name"].lower() == "class" and "class" in attributes:
            classes = html.unescape(next(filter(None, match.groups()[1:]), ""))
            attributes = {**attributes, "class": f"{classes} {attributes['class']}".lstrip()}
    kept = "".join(match[0] for match in own if match["name"].lower() not in attributes)
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
    slash = " /" if tag["attributes"].endswith("/") else ""
    return f"{tag[0][: tag.end('name') - tag.start()]}{kept}{written}{slash}>"


def escape_false_tags(source: str) -> str:
    """Return raw HTML in which every "<" that begins no tag, as in `<name@example.org>`, is text."""
    return _TAG_OR_COMMENT.sub(lambda match: match[0] if len(match[0]) > 1 else "&lt;", source)


def balanced(source: str, *, shows_stray: bool = False) -> str:
    """Return raw HTML with the end tags that it lacks, and without those that close nothing, or with them as text."""
    opened: list[str] = []

    def balance(tag: re.Match[str]) -> str:
        if tag["name"] is None:
            return tag[0]
        name = tag["name"].lower()
        if not tag["close"]:
            if name not in VOID_ELEMENTS and not tag["attributes"].endswith("/"):
                opened.append(name)
            return tag[0]
        if name not in opened[-_DEEPEST_LOOK_BACK:]:
            return html.escape(tag[0], quote=False) if shows_stray else ""
        missing: list[str] = []
        while (last := opened.pop()) != name:
            missing.append(f"</{last}>")
        return "".join(missing) + tag[0]

    text = _TAG_OR_COMMENT.sub(balance, source)
    return text + "".join(f"</{name}>" for name in reversed(opened))
