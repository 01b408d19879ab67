"""What is read from left to right before anything else in a text: code spans, verbatim elements, extensions.

Source: kramdown's `parser/kramdown/codespan.rb`, `parser/kramdown/html.rb` and `parser/kramdown/extensions.rb`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, code_escape

from mkdocs_academic.jekyll.kramdown import extension_tags
from mkdocs_academic.jekyll.kramdown.elements import BLOCK_ELEMENTS, RENDERED_IN_TEXT, VOID_ELEMENTS
from mkdocs_academic.jekyll.kramdown.pieces import Pieces
from mkdocs_academic.jekyll.kramdown.tags import TAG, balanced, escape_false_tags

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.inlinepatterns import Pattern

_RENDERED = RENDERED_IN_TEXT | VOID_ELEMENTS | (BLOCK_ELEMENTS - {"font"})

Found = tuple[etree.Element | str | None, int | None, int | None]


def code_span_end(text: str, start: int, limit: int) -> int | None:
    """Return where the code span ends whose backticks stand at `start`, None if it has no end before `limit`.

    As many backticks as it begins with end it, even among more of them; a single one between blanks is text.
    """
    after = start
    while after < limit and text[after] == "`":
        after += 1
    ticks = text[start:after]
    is_between_blanks = not text[max(start - 1, 0) : start].strip() and text[after : after + 1].isspace()
    if len(ticks) == 1 and is_between_blanks:
        return None
    end = text.find(ticks, after, limit)
    return end + len(ticks) if end >= 0 else None


class VerbatimEnds:
    """Finds where the verbatim parts of a text end; a search that failed in it is not made again."""

    def __init__(self) -> None:
        self.missing: dict[str, int] = {}
        self.text = ""

    def of_element(self, text: str, tag: re.Match[str]) -> int | None:
        """Return where an element such as `<kbd>` ends, None if it has no end or its content is Markdown."""
        name = tag["name"].lower()
        if name in _RENDERED or tag["close"] or tag["attributes"].endswith("/") or not name.isalnum():
            return None
        close = self._find(text, name, rf"(?i)</{name}(?=[\s>])[^<>]*>", tag.end())
        return close and close.end()

    def of_extension(self, text: str, start: re.Match[str]) -> re.Match[str] | None:
        """Return what ends an extension: where it is empty, its start."""
        return start if start["empty"] else self._find(text, "", extension_tags.END.pattern, start.end())

    def _find(self, text: str, key: str, pattern: str, start: int) -> re.Match[str] | None:
        if len(text) != len(self.text) or text != self.text:
            self.text, self.missing = text, {}
        if start >= self.missing.get(key, len(text)):
            return None
        close = re.compile(pattern).search(text, start)
        if close is None:
            self.missing[key] = start
        return close


class VerbatimProcessor(InlineProcessor):
    """Code spans, handed to the processor that the site has for them, elements such as `<kbd>`, and extensions.

    A search for backticks that fails is no danger to the time: no longer run of them can follow.
    """

    def __init__(self, md: Markdown, pieces: Pieces, code: Pattern) -> None:
        super().__init__(rf"\\.|`+|<(?=[A-Za-z])|{extension_tags.START.pattern}", md)
        self.pieces = pieces
        self.code = code
        self.ends = VerbatimEnds()

    def handleMatch(self, match: re.Match[str], data: str) -> Found:  # type: ignore[override]
        if match[0][0] == "`":
            end = code_span_end(data, match.start(), len(data))
            return (self._code(data[match.start() : end]), match.start(), end) if end else _skip(match)
        if match["name"]:
            return self._extension(match, data)
        is_address = data.startswith("](", match.start() - 2)
        tag = TAG.match(data, match.start()) if match[0] == "<" and not is_address else None
        return self._element(tag, data) if tag else _skip(match)

    def _code(self, source: str) -> etree.Element | str:
        source = self.pieces.restore(source)
        opening = self.code.getCompiledRegExp().match(source)
        if opening and isinstance(self.code, InlineProcessor):
            node, _, end = self.code.handleMatch(opening, source)
            if node is not None and end == len(source):
                return node
        element = etree.Element("code")
        element.text = AtomicString(code_escape(source.strip("`").strip()))
        return element

    def _element(self, tag: re.Match[str], data: str) -> Found:
        end = self.ends.of_element(data, tag)
        if end is None:
            return _skip(tag)
        source = escape_false_tags(self.unescape(self.pieces.restore(data[tag.start() : end])))
        return self.md.htmlStash.store(balanced(source, shows_stray=True)), tag.start(), end

    def _extension(self, start: re.Match[str], data: str) -> Found:
        close = self.ends.of_extension(data, start)
        if close is None:
            return _skip(start)
        body = self.unescape(self.pieces.restore(data[start.end() : close.start()]))
        return self.md.htmlStash.store(extension_tags.shown(start, body)), start.start(), close.end()


def _skip(match: re.Match[str]) -> Found:
    return None, match.start(), match.end()
