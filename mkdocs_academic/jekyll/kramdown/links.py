"""Links and images: `[text](address "title")`, `[text][name]`, `![alt](address)`.

Source: kramdown's `parser/kramdown/link.rb`. Which bracket closes which is found once for a text, so that thousands
of brackets cost their length.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from markdown.blockprocessors import ReferenceProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import STX

from mkdocs_academic.jekyll.kramdown.pieces import Pieces

if TYPE_CHECKING:
    from markdown import Markdown

_BRACKET = re.compile(r"""[\[\]()]|\s(?=["'])""")
_TITLE_END = re.compile(r"""(["'])\s*\)""")
_NAME = re.compile(r"\s*\[([^\]]+)?\]")
_IN_ANGLES = re.compile(r"\(<([^<>\n]*)>")
_QUOTE = re.compile(r"""\s*(["'])""")


class _Target(NamedTuple):
    address: str
    title: str | None
    end: int


class _Brackets:
    """Where the brackets of a text close."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.partners: dict[int, int] = {}
        self.title_starts: list[int] = []
        self.title_ends: dict[str, list[tuple[int, int]]] = {'"': [], "'": []}
        opened: dict[str, list[int]] = {"]": [], ")": []}
        for match in _BRACKET.finditer(text):
            place = match.start()
            if match[0] in "[(":
                opened["]" if match[0] == "[" else ")"].append(place)
            elif match[0] not in opened:
                self.title_starts.append(place)
            elif opened[match[0]]:
                self.partners[opened[match[0]].pop()] = place
        for match in _TITLE_END.finditer(text):
            self.title_ends[match[1]].append(match.span())

    def title_start(self, place: int) -> int | None:
        """Return the first blank before a quotation mark from that place on."""
        index = bisect_left(self.title_starts, place)
        return self.title_starts[index] if index < len(self.title_starts) else None

    def title_end(self, mark: str, place: int) -> tuple[int, int] | None:
        """Return the first such mark before a closing bracket from that place on, and what is behind the bracket."""
        ends = self.title_ends[mark]
        index = bisect_left(ends, place, key=itemgetter(0))
        return ends[index] if index < len(ends) else None


class LinkProcessor(InlineProcessor):
    """`[text](address)` and `[text][name]`; a name may stand alone."""

    def __init__(self, md: Markdown, pieces: Pieces, pattern: str = r"(?<!\!)\[(?=[^\^])") -> None:
        super().__init__(pattern, md)
        self.markdown = md
        self.pieces = pieces
        self.brackets = _Brackets("")

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        if data is not self.brackets.text:
            self.brackets = _Brackets(data)
        close = self.brackets.partners.get(match.end() - 1)
        if close is None:
            return None, None, None
        text = data[match.end() : close]
        target = self._target(data, close + 1, text)
        if target is None:
            return None, None, None
        return self.element(text, target.address, target.title), match.start(), target.end

    def element(self, text: str, address: str, title: str | None) -> etree.Element:
        element = etree.Element("a", {"href": address})
        element.text = text
        if title is not None:
            element.set("title", title)
        return element

    def _target(self, data: str, start: int, text: str) -> _Target | None:
        """Return what the brackets behind a link's text say."""
        name = _NAME.match(data, start)
        if name is None and data.startswith("(", start):
            target = self._inline_target(data, start)
            return target and _Target(self._clean(target.address).strip(), target.title, target.end)
        key = re.sub(r"\s+", " ", (name and name[1]) or text).strip().lower()
        if key not in self.markdown.references:
            return None
        address, title = self.markdown.references[key]
        return _Target(address, title or None, name.end() if name else start)

    def _inline_target(self, data: str, start: int) -> _Target | None:
        if angles := _IN_ANGLES.match(data, start):
            if data.startswith(")", angles.end()):
                return _Target(angles[1], None, angles.end() + 1)
            return self._with_title(data, angles[1], angles.end())
        close = self.brackets.partners.get(start)
        title = self.brackets.title_start(start)
        if close is not None and (title is None or close < title):
            return _Target(data[start + 1 : close], None, close + 1)
        return None if title is None else self._with_title(data, data[start + 1 : title], title)

    def _with_title(self, data: str, address: str, start: int) -> _Target | None:
        quote = _QUOTE.match(data, start)
        end = quote and self.brackets.title_end(quote[1], quote.end() + 1)
        if not quote or not end:
            return None
        title = re.sub(r"\s", " ", self._clean(data[quote.end() : end[0]]))
        return _Target(address, title, end[1])

    def _clean(self, text: str) -> str:
        """Return what the author wrote, where other constructs were found in it."""
        return self.unescape(self.pieces.restore(text)) if STX in text else text


class ImageProcessor(LinkProcessor):
    """`![alt](address)` and `![alt][name]`."""

    def __init__(self, md: Markdown, pieces: Pieces) -> None:
        super().__init__(md, pieces, r"\!\[(?=[^\^])")

    def element(self, text: str, address: str, title: str | None) -> etree.Element:
        attributes = {"src": address, "alt": self._clean(text)}
        return etree.Element("img", attributes if title is None else {**attributes, "title": title})


class NamedReferenceProcessor(ReferenceProcessor):
    """Reference definitions, all of a block at once; without a name, `[]: text` is text."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"([^\[\]]*)", r"([^\[\]]+)", 1), re.MULTILINE)

    def test(self, parent: etree.Element, block: str) -> bool:
        return "]:" in block and self.RE.search(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        between: list[str] = []
        position = 0
        for match in self.RE.finditer(block):
            address = match[2].lstrip("<").rstrip(">")
            self.parser.md.references[match[1].strip().lower()] = (address, match[5] or match[6])
            between.append(block[position : match.start()])
            position = match.end()
        between.append(block[position:])
        blocks[:0] = [text.strip("\n") for text in between if text.strip()]
