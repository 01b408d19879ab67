"""The tags of an HTML text, with their positions: what every room that reads or changes HTML stands on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# WHATWG HTML, 13.2.5: a tag's name starts with a letter; values may hold ">" inside quotes only. A "<" outside
# quotes ends the attempt and the quantifiers are possessive: thousands of "<a " cost no more than their length.
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?P<close>/)?(?P<name>[A-Za-z][^\s/<>]*+)(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW_TEXT = {"script", "style", "textarea", "title"}


@dataclass(frozen=True)
class Tag:
    """One start or end tag; `start` and `end` are its offsets in the text it was found in."""

    name: str
    start: int
    end: int
    source: str
    is_end: bool

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Names in lower case, values unescaped, the first of a repeated name counts, as in a browser."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.source, 1 + len(self.name), len(self.source) - 1):
            value = next((group for group in match.groups()[1:] if group is not None), "")
            found.setdefault(match[1].lower(), html.unescape(value))
        return found

    @property
    def is_self_closing(self) -> bool:
        return self.source.endswith("/>")


def tags(text: str) -> Iterator[Tag]:
    """Yield the tags of `text` in order, without those inside comments, scripts, styles and text areas."""
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        if match["name"] is None:
            continue
        name = match["name"].lower()
        yield Tag(name, match.start(), match.end(), match[0], match["close"] is not None)
        if name in _RAW_TEXT and match["close"] is None:
            closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, position)
            position = closing.start() if closing else len(text)


def set_attribute(tag: Tag, name: str, value: str) -> str:
    """Return the source of the start tag `tag` with one attribute set (or added as the last one)."""
    written = f'{name}="{html.escape(value)}"'
    for match in _ATTRIBUTE.finditer(tag.source, 1 + len(tag.name), len(tag.source) - 1):
        if match[1].lower() == name:
            return tag.source[: match.start()] + written + tag.source[match.end() :]
    body = tag.source[:-2].rstrip() if tag.is_self_closing else tag.source[:-1].rstrip()
    return f"{body} {written}{' /' if tag.is_self_closing else ''}>"


def replace_spans(text: str, replacements: list[tuple[int, int, str]]) -> str:
    """Return `text` with each (start, end, new) put in by position; the spans must not overlap."""
    parts: list[str] = []
    position = 0
    for start, end, new in sorted(replacements):
        parts += (text[position:start], new)
        position = end
    return "".join((*parts, text[position:]))
