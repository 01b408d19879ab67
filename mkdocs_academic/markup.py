"""The tags of an HTML text, with their positions: what every room that reads or changes HTML stands on."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

# WHATWG HTML, 13.2.5: a tag's name starts with a letter; values may hold ">" inside quotes only. A "<" outside
# quotes ends the attempt and the quantifiers are possessive: thousands of "<a " cost no more than their length.
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?P<close>/)?(?P<name>[A-Za-z][^\s/<>]*+)(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW_TEXT = {"script", "style", "textarea", "title"}


class Tag(NamedTuple):
    """One start or end tag; `start` and `end` are its offsets in the text it was found in."""

    name: str
    start: int
    end: int
    source: str
    is_end: bool

    @property
    def attributes(self) -> dict[str, str]:
        """Names in lower case, values unescaped, the first of a repeated name counts, as in a browser."""
        found: dict[str, str] = {}
        for match in self.written():
            value = next((group for group in match.groups()[1:] if group is not None), "")
            found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
        return found

    def written(self) -> Iterator[re.Match[str]]:
        """Yield the attributes as written: group 1 the name; the value in group 2 (""), 3 ('') or 4 (no quotes)."""
        return _ATTRIBUTE.finditer(self.source, 1 + len(self.name), len(self.source) - 1)

    def may_have(self, name: str) -> bool:
        """Whether the tag may have an attribute of this name: quick to ask, where most tags have none."""
        return name in self.source.lower()

    @property
    def is_self_closing(self) -> bool:
        return self.source.endswith("/>")


def tags(text: str) -> Iterator[Tag]:
    """Yield the tags of `text` in order, without those inside comments, scripts, styles and text areas."""
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        if match["name"] is not None:
            tag = _tag(match)
            yield tag
            position = _after_raw_text(text, tag)


def tags_named(text: str, names: Collection[str]) -> Iterator[Tag]:
    """Yield the tags that have one of these names: ten times as fast as `tags` where a long page has few of them.

    A text that may have a tag within the value of an attribute, as the words of a tooltip may be, is read tag by tag.
    """
    if _TAG_IN_VALUE.search(text):
        yield from (tag for tag in tags(text) if tag.name in names)
        return
    wanted = [*names, *_MUST_BE_SEEN]
    any_case = "|".join("".join(f"[{char}{char.upper()}]" for char in name) for name in wanted)
    firsts = "".join(
        dict.fromkeys(name[0] + name[0].upper() for name in wanted)
    )  # told by one sign, most tags are none
    start = re.compile(rf"<(?:!--|/?(?=[{firsts}])(?:{any_case})(?=[\s/>]))")
    position = 0
    while begin := start.search(text, position):
        position = begin.end()
        match = _TOKEN.match(text, begin.start())
        if match is None or match["name"] is None:
            position = match.end() if match else position
            continue
        tag = _tag(match)
        if tag.name in names:
            yield tag
        position = _after_raw_text(text, tag)


_MUST_BE_SEEN = tuple(sorted(_RAW_TEXT))
_TAG_IN_VALUE = re.compile(r"""=\s*(?:"[^"<]*+<[A-Za-z]|'[^'<]*+<[A-Za-z])""")


def _tag(match: re.Match[str]) -> Tag:
    return Tag(match["name"].lower(), match.start(), match.end(), match[0], match["close"] is not None)


def _after_raw_text(text: str, tag: Tag) -> int:
    """Return where to read on behind a tag: its text may hold none, as that of a script."""
    if tag.name not in _RAW_TEXT or tag.is_end:
        return tag.end
    closing = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(text, tag.end)
    return closing.start() if closing else len(text)


Edit = tuple[int, int, str]
"""What stands from `start` to `end` gives way to a new text."""


def replace_spans(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made; one that starts inside another is not made.

    Of those that start together, what is put in comes first, then the longest.
    """
    parts: list[str] = []
    position = 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1] > edit[0], -edit[1])):
        if start >= position:
            parts += (text[position:start], new)
            position = end
    return "".join((*parts, text[position:]))


def attribute_edits(tag: Tag, values: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the edits that set attributes of the start tag `tag`; those it lacks are added as the last ones."""
    written = {match[1].lower(): match.span() for match in reversed(list(tag.written()))}  # the first of a name counts
    added = ""
    for name, value in values.items():
        new = f'{name}="{html.escape(value)}"'
        if name in written:
            start, end = written[name]
            yield tag.start + start, tag.start + end, new
        else:
            added += " " + new
    if added:
        end = len(tag.source) - (2 if tag.is_self_closing else 1)
        start = len(tag.source[:end].rstrip())
        yield tag.start + start, tag.start + end, added + (" " if tag.is_self_closing else "")


def rewrite_urls(text: str, change: Callable[[str], str]) -> str:
    """Return `text` with `change` applied to the addresses in its `href`, `src`, `poster` and `srcset`."""
    return replace_spans(text, url_edits(tags(text), change))


def url_edits(found: Iterable[Tag], change: Callable[[str], str]) -> Iterator[Edit]:
    """Yield the edits that `rewrite_urls` makes to the text that the tags were found in."""
    for tag in found:
        for match in () if tag.is_end or not _MAY_HAVE_URL.search(tag.source) else tag.written():
            name = match[1].lower()
            if name not in _URL_ATTRIBUTES:
                continue
            group = next((group for group in (2, 3, 4) if match[group] is not None), 0)
            if not group:
                continue
            old = html.unescape(match[group])
            new = _change_srcset(old, change) if name == "srcset" else change(old)
            if new != old:
                start, end = match.span(group)
                yield tag.start + start, tag.start + end, html.escape(new)


_URL_ATTRIBUTES = {"href", "src", "poster", "srcset"}
_MAY_HAVE_URL = re.compile(r"(?i)href|src|poster")


def _change_srcset(value: str, change: Callable[[str], str]) -> str:
    candidates = [candidate.split(None, 1) for candidate in value.split(",") if candidate.strip()]
    return ", ".join(" ".join((change(parts[0]), *parts[1:])).strip() for parts in candidates)


_encode = json.JSONEncoder(ensure_ascii=False).encode
_SCRIPT_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}


def json_script(data: Mapping[str, Any]) -> Markup:
    """Return `data` as JSON that may stand in a `<script>` element, the same bytes for the same data."""
    text = _encode(data)
    for char, escaped in _SCRIPT_ESCAPES.items():
        text = text.replace(char, escaped)
    return Markup(text)
