"""Emphasis: `*em*`, `_em_`, `**strong**`, `__strong__`, `~~deleted~~`, as kramdown pairs them.

Source: kramdown's `parser/kramdown/emphasis.rb` and its GFM parser: an opening mark takes the first closing one;
neither kind contains itself; what finds no partner is text. Tags of inline HTML bound it: `<sup>*</sup>` opens nothing
that ends outside.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING, NamedTuple

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, STX, AtomicString

from mkdocs_academic.jekyll.kramdown.elements import VOID_ELEMENTS
from mkdocs_academic.jekyll.kramdown.inline import InlineTreeprocessor
from mkdocs_academic.jekyll.kramdown.pieces import STASH

if TYPE_CHECKING:
    from markdown import Markdown

WRAPPER_TAG = "academic-emphasis"
_TAGS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}

_MARK = re.compile(rf"[*_]|~~(?![\s~])|{INLINE_PLACEHOLDER_RE.pattern}")
_AFTER_LETTER = re.compile(r"[^\W\d_]-?(?:[^\W\d_])*_*\Z")
_HTML_TAG = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][^\s/>]*)[^>]*?(?P<empty>/)?>", re.DOTALL)
_STRIKE_END = re.compile(r"(?<=[^\s~])~~")
_LEFT_OVER = re.compile(r"[*_`~]")
_LONGEST_LOOK_BACK = 40
_DEEPEST_HTML = 20


class _Emphasis(NamedTuple):
    start: int
    content_start: int
    content_end: int
    end: int
    tag: str
    inner: tuple[_Emphasis, ...]


class EmphasisProcessor(InlineProcessor):
    """Finds all emphasis of a text at once, and returns it in one private element, to be unwrapped later.

    One match for each pair would copy the rest of the text each time. It has to be the last of the inline patterns:
    what the others look for has placeholders by then, and text without any is not read again.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"[*_]|~~", md)
        self.markdown = md

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        found = _Finder(data, self._html_tags(data)).find()
        if not found:
            return None, match.start(), len(data)
        wrapper = etree.Element(WRAPPER_TAG)
        _fill(wrapper, data, found[0].start, len(data), found)
        return wrapper, found[0].start, len(data)

    def _html_tags(self, data: str) -> dict[int, tuple[int, int]]:
        """Return the extent of the content of each inline HTML element, by the offset of its start tag."""
        pairs: dict[int, tuple[int, int]] = {}
        opened: list[tuple[str, int, int]] = []
        for match in INLINE_PLACEHOLDER_RE.finditer(data):
            tag = _HTML_TAG.fullmatch(self._stashed_html(match[1]))
            if tag is None or tag["empty"] or tag["name"].lower() in VOID_ELEMENTS:
                continue
            name = tag["name"].lower()
            if not tag["close"]:
                opened.append((name, match.start(), match.end()))
            elif opened and name in (open_name for open_name, _, _ in opened[-_DEEPEST_HTML:]):
                while opened:
                    open_name, open_start, open_end = opened.pop()
                    if open_name == name:
                        pairs[open_start] = (open_end, match.start())
                        break
        return pairs

    def _stashed_html(self, key: str) -> str:
        """Return the inline HTML behind a placeholder, "" where another construct is behind it."""
        inline = self.markdown.treeprocessors["inline"]
        node = inline.stashed_nodes.get(key) if isinstance(inline, InlineTreeprocessor) else None
        match = STASH.fullmatch(node) if isinstance(node, str) else None
        source = self.markdown.htmlStash.rawHtmlBlocks[int(match[1])] if match else ""
        return source if isinstance(source, str) else ""


def _fill(element: etree.Element, data: str, start: int, end: int, found: tuple[_Emphasis, ...]) -> None:
    """Give the element the text between the offsets, with emphasis as its children.

    Each text has an element of its own: Python-Markdown counts the children before every one that has a tail.
    """
    position = start
    for emphasis in (*found, None):
        if text := data[position : emphasis.start if emphasis else end]:
            etree.SubElement(element, WRAPPER_TAG).text = _as_text(text)
        if emphasis:
            child = etree.SubElement(element, emphasis.tag)
            _fill(child, data, emphasis.content_start, emphasis.content_end, emphasis.inner)
            position = emphasis.end


def _as_text(text: str) -> str:
    """Write the marks left over as escaped characters, so that no later look at the text pairs them anew.

    Python-Markdown reads the text of an element that a pattern returns again, but for `AtomicString`.
    """
    text = _LEFT_OVER.sub(lambda mark: f"{STX}{ord(mark[0])}{ETX}", text)
    return text if INLINE_PLACEHOLDER_PREFIX in text else AtomicString(text)


class _Finder:
    def __init__(self, data: str, html_tags: dict[int, tuple[int, int]]) -> None:
        self.data = data
        self.html_tags = html_tags
        self.failed: dict[tuple[str, str, int], int] = {}
        self.html_content: dict[tuple[int, str], tuple[_Emphasis, ...]] = {}
        self.struck: dict[int, _Emphasis] = {}

    def find(self) -> tuple[_Emphasis, ...]:
        return self._scan(0, len(self.data), "", "", 0)[1]

    def _scan(self, start: int, end: int, mark: str, within: str, depth: int) -> tuple[int, tuple[_Emphasis, ...]]:
        """Return where `mark` closes, -1 if nowhere before `end`, and the emphasis up to there.

        Arguments:
            within: "e" and "s" for the kinds of emphasis that are open here.
        """
        found: list[_Emphasis] = []
        position = start
        while match := _MARK.search(self.data, position, end):
            place = match.start()
            if match[0][0] == STX:
                position = match.end()
                if place in self.html_tags and self.html_tags[place][1] <= end and depth < _DEEPEST_HTML:
                    found += self._in_html(place, within, depth)
                    position = self.html_tags[place][1]
                continue
            if mark and self._closes(place, mark, start):
                return place, tuple(found)
            size = 2 if len(match[0]) == 2 or (self.data.startswith(match[0] * 2, place) and place + 1 < end) else 1
            if match[0] == "~~":
                emphasis = self._strike(place, end, depth)
            else:
                emphasis = self._open(place, match[0] * size, end, within, depth)
            if emphasis:
                found.append(emphasis)
            position = emphasis.end if emphasis else place + size
        return -1, tuple(found)

    def _strike(self, place: int, end: int, depth: int) -> _Emphasis | None:
        """Return the deleted text that begins here; what is emphasis around it does not count in it."""
        key = ("~~", "", end)
        if place >= self.failed.get(key, end) or depth >= _DEEPEST_HTML:
            return None
        close = _STRIKE_END.search(self.data, place + 2, end)
        if close is None:
            self.failed[key] = place
            return None
        if place not in self.struck:
            inner = self._scan(place + 2, close.start(), "", "", depth + 1)[1]
            self.struck[place] = _Emphasis(place, place + 2, close.start(), close.end(), "del", inner)
        return self.struck[place]

    def _in_html(self, place: int, within: str, depth: int) -> tuple[_Emphasis, ...]:
        if (place, within) not in self.html_content:
            start, end = self.html_tags[place]
            self.html_content[place, within] = self._scan(start, end, "", within, depth + 1)[1]
        return self.html_content[place, within]

    def _closes(self, place: int, mark: str, start: int) -> bool:
        data = self.data
        if place == start or not data.startswith(mark, place) or data[place - 1].isspace():
            return False
        if len(mark) == 1 and data.startswith(mark * 2, place) and not data.startswith(mark * 3, place):
            return False
        return mark[0] != "_" or not data[place + len(mark) : place + len(mark) + 1].isalnum()

    def _open(self, place: int, mark: str, end: int, within: str, depth: int) -> _Emphasis | None:
        kind = "s" if len(mark) == 2 else "e"
        after = place + len(mark)
        if kind in within or self.data[after : after + 1].isspace():
            return None
        if mark[0] == "_" and _AFTER_LETTER.search(self.data[max(0, place - _LONGEST_LOOK_BACK) : place]):
            return None
        emphasis = self._pair(place, mark, end, within + kind, depth)
        if emphasis is None and kind == "s" and "e" not in within:
            emphasis = self._pair(place, mark[0], end, within + "e", depth)
        return emphasis

    def _pair(self, place: int, mark: str, end: int, within: str, depth: int) -> _Emphasis | None:
        key = (mark, within, end)
        if place >= self.failed.get(key, end):
            return None
        start = place + len(mark)
        close, inner = self._scan(start, end, mark, within, depth)
        if close < 0:
            self.failed[key] = place
            return None
        return _Emphasis(place, start, close, close + len(mark), _TAGS[mark], inner)


def unwrap(root: etree.Element) -> None:
    """Put the content of the private inline elements into their places, the innermost first."""
    for parent in reversed(list(root.iter())):
        if any(child.tag == WRAPPER_TAG for child in parent):
            children = list(parent)
            parent[:] = []
            for child in children:
                if child.tag == WRAPPER_TAG:
                    append_text(parent, child.text)
                    parent.extend(child)
                    append_text(parent, child.tail)
                else:
                    parent.append(child)


def append_text(parent: etree.Element, text: str | None) -> None:
    """Add text behind the last child."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}{text}"
    else:
        parent.text = f"{parent.text or ''}{text}"
