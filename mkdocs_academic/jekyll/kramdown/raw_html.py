"""Raw HTML in Markdown text: elements are followed from tag to tag until the outermost is closed."""

from __future__ import annotations

import re

from mkdocs_academic.jekyll.kramdown.elements import (
    BLOCK_ELEMENTS,
    ENDS_BEFORE,
    OPTIONAL_END,
    RAW_CONTENT,
    RAW_TEXT_ELEMENTS,
    SPAN_CONTENT,
    VOID_ELEMENTS,
)
from mkdocs_academic.jekyll.kramdown.frames import Margin, MarkdownFrame, Pass, RawFrame
from mkdocs_academic.jekyll.kramdown.pieces import Raw, Span
from mkdocs_academic.jekyll.kramdown.tags import TAG, advice_on_quotes, balanced, escape_false_tags, without_markdown

_RAW_TOKEN = re.compile(rf"<!--|{TAG.pattern}|<(?=/?[A-Za-z]|!)")
_REST_OF_TAG = re.compile(r"[^<>\n]*>")
_REST_OF_LINE = re.compile(r"[ \t]*\n?")
_LINE_START = re.compile(r"[ >]*")
_END_OF_UNKNOWN = re.compile(r"\n[ ]*(?=\n|</)|\Z")

# What browsers make of these end tags where nothing is open (HTML standard, 13.2.6.4.7).
_END_TAGS_THAT_SHOW = {"br": "<br />", "p": "<p></p>"}

_MARKDOWN_IF_UNCLOSED = BLOCK_ELEMENTS - RAW_CONTENT
_DEEPEST_REGION = 40
_MOST_UNCLOSED = 2_000
"""Of a text with more elements that nobody closes, none has Markdown in it."""
_WIDEST_MARKS = 16
"""Marks of items, footnotes and quotations that follow each other on one line indent no further than its start."""


class RawReader(Pass):
    """Reads raw HTML, and opens and ends the regions of Markdown in it."""

    def read_raw(self, frame: RawFrame) -> None:
        token = _RAW_TOKEN.search(self.text, self.position)
        if token is None:
            self.position = len(self.text)
        elif token[0] == "<!--":
            end = self.comment_end(token.start())
            if end < 0:
                self._replace(frame, token, "&lt;!--")
                self.warn(token.start(), "'<!--' is never closed; it is shown as text")
            self.position = end if end >= 0 else token.end()
        elif token[0] == "<" or (frame.quotations and self._ends_with_mark(token)):
            self._replace(frame, token, f"&lt;{token[0][1:]}")
            self.position = token.end()
        elif token["close"]:
            self._close_element(frame, token)
        else:
            self.open_element(frame, token)

    def _ends_with_mark(self, tag: re.Match[str]) -> bool:
        """Tell whether a tag over several lines ends with the mark of a quotation, and not behind it."""
        return "\n" in tag[0] and not _REST_OF_TAG.match(self.text, tag.end())

    def open_element(self, frame: RawFrame, tag: re.Match[str]) -> None:
        name = tag["name"].lower()
        if self._ends_before(frame, name, tag.start()):
            return
        self.position = tag.end()
        if advice := advice_on_quotes(tag):
            self.warn(tag.start(), advice)
        is_first = not frame.names
        source, mode = self._mode(tag, name, is_first)
        self._replace(frame, tag, source)
        if name in VOID_ELEMENTS or tag["attributes"].endswith("/"):
            if is_first:
                self.flush(frame, tag.end())
                self.finish(frame, tag.end())
            return
        frame.names.append((name, tag.start()))
        self.open_names[name] += 1
        if is_first and tag.start() in self.unclosed and name not in BLOCK_ELEMENTS:
            self._end_unknown(frame, tag)
        elif name in RAW_TEXT_ELEMENTS:
            close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, tag.end())
            self.position = close.start() if close else len(self.text)
        elif mode != "raw":
            self._open_region(frame, tag, name, mode)

    def _end_unknown(self, frame: RawFrame, tag: re.Match[str]) -> None:
        """End an element that HTML does not know and nobody closes, with its paragraph."""
        found = _END_OF_UNKNOWN.search(self.text, tag.end())
        self.end_unclosed(frame, found.start() if found else len(self.text), is_unknown=True)

    def _ends_before(self, frame: RawFrame, name: str, start: int) -> bool:
        """End the element that this start tag ends; True when that was the outermost of the piece."""
        while frame.names and frame.names[-1][0] in ENDS_BEFORE.get(name, ()):
            if len(frame.names) == 1:
                self.end_unclosed(frame, start)
                return True
            self.open_names[frame.names.pop()[0]] -= 1
        return False

    def _mode(self, tag: re.Match[str], name: str, is_first: bool) -> tuple[str, str]:
        """Return the start tag without its `markdown` attribute, and how the content is to be read."""
        source, value = without_markdown(tag)
        if value is None:
            value = "block" if name == "details" else "0"
        if is_first and self._is_unclosed(tag) and name in _MARKDOWN_IF_UNCLOSED and not self._is_empty(tag):
            value = "span" if name in OPTIONAL_END else "block"
        if value == "1":
            value = "0" if name in RAW_CONTENT else "span" if name in SPAN_CONTENT else "block"
        if (
            value not in ("block", "span")
            or sum(isinstance(frame, MarkdownFrame) for frame in self.frames) > _DEEPEST_REGION
        ):
            value = "raw"
        return source, value

    def _is_unclosed(self, tag: re.Match[str]) -> bool:
        return tag.start() in self.unclosed and len(self.unclosed) <= _MOST_UNCLOSED

    def _is_empty(self, tag: re.Match[str]) -> bool:
        """Tell whether the next element ends this one before it has any content."""
        following = TAG.match(self.text, tag.end())
        return following is not None and tag["name"].lower() in ENDS_BEFORE.get(following["name"].lower(), ())

    def _open_region(self, frame: RawFrame, tag: re.Match[str], name: str, mode: str) -> None:
        self.flush(frame, tag.end(), opens_region=True)
        rest = _REST_OF_LINE.match(self.text, tag.end())
        starts_on_tag_line = not (rest and rest[0].endswith("\n"))
        self.position = rest.end() if rest else tag.end()
        region = MarkdownFrame(name, tag.start(), mode == "span")
        if starts_on_tag_line:
            column = self._column(frame, tag.start())
            region.base = region.widest_margin = column
            region.behind = Margin("> " * frame.quotations, column, is_aligned=True)
        region.quotations = region.quote_depth = frame.quotations
        if tag.start() in self.unclosed and len(frame.names) == 1:
            region.ends_at_blank = name in OPTIONAL_END
            region.ends_with_line = frame.quotations > 0
            region.least_indent = 0 if region.ends_with_line else self._least_indent(frame)
        self.frames.append(region)
        if region.ends_with_line and not starts_on_tag_line:
            self.end_region(region)

    def _least_indent(self, frame: RawFrame) -> int:
        """Return the indentation below which a line is no longer where an element stands that nobody closes."""
        around = self.frames[-2]
        assert isinstance(around, MarkdownFrame)
        return frame.margin or around.least_indent

    def _column(self, frame: RawFrame, offset: int) -> int:
        """Return the column at which the line of an offset begins, within the quotation that the element is in."""
        start = self.line_start(offset)
        if start <= frame.start:
            return frame.column
        line = _without_marks(self.text[start:offset], frame.quotations)
        return len(line) - len(line.lstrip(" "))

    def _close_element(self, frame: RawFrame, tag: re.Match[str]) -> None:
        name = tag["name"].lower()
        self.position = tag.end()
        if name in {open_name for open_name, _ in frame.names[-3:]} or self._is_open_in(frame, name):
            self._close_to(frame, name, tag)
        elif self.open_names[name]:
            self.end_unclosed(frame, tag.start())
        elif name in _END_TAGS_THAT_SHOW:
            self._replace(frame, tag, _END_TAGS_THAT_SHOW[name])
        else:
            self._replace(frame, tag, "")
            self.warn(tag.start(), f"'</{name}>' closes nothing and is left out")

    def _is_open_in(self, frame: RawFrame, name: str) -> bool:
        return self.open_names[name] > 0 and any(open_name == name for open_name, _ in frame.names)

    def _close_to(self, frame: RawFrame, name: str, tag: re.Match[str]) -> None:
        """Close the innermost element of that name, and what was left open in it."""
        missing: list[str] = []
        while True:
            open_name, start = frame.names.pop()
            self.open_names[open_name] -= 1
            if open_name == name:
                break
            if open_name not in OPTIONAL_END:
                missing.append(f"</{open_name}>")
                self.warn(start, f"'<{open_name}>' is never closed; it ends before '</{name}>'")
        if missing:
            self._replace(frame, tag, "".join(missing) + tag[0])
        if not frame.names:
            self.flush(frame, tag.end())
            self.finish(frame, tag.end())

    def end_unclosed(self, frame: RawFrame, end: int, *, is_unknown: bool = False) -> None:
        """End an element whose surroundings end before it does."""
        closing: list[str] = []
        for name, start in reversed(frame.names):
            self.open_names[name] -= 1
            if start in self.unclosed:
                self.warn(start, f"'<{name}>' is never closed; it ends with what surrounds it")
            self.found_unclosed.add(start)
            closing.append(f"</{name}>")
        frame.names.clear()
        frame.source.append(self.text[frame.copied : end])
        frame.source += closing
        frame.copied = end
        self.flush(frame, end, is_unknown=is_unknown)
        self.finish(frame, end)

    def _replace(self, frame: RawFrame, tag: re.Match[str], source: str) -> None:
        frame.source += (self.text[frame.copied : tag.start()], source)
        frame.copied = tag.end()

    def flush(self, frame: RawFrame, end: int, *, opens_region: bool = False, is_unknown: bool = False) -> None:
        """Put the raw HTML up to `end` into a piece."""
        source = "".join((*frame.source, self.text[frame.copied : end]))
        frame.source.clear()
        frame.copied = end
        source = _without_marks(source, frame.quotations)
        if frame.margin:
            source = re.sub(rf"\n[ ]{{1,{frame.margin}}}", "\n", source)
        if is_unknown:  # which is read no further: a "<" in it begins a tag only within its own lines
            source = balanced(escape_false_tags(source))
        if source.strip():
            regions = int(opens_region) - int(frame.is_behind_region)
            element = frame.start if opens_region or frame.is_behind_region else None
            frame.lines.append(self.pieces.store(Raw(source.strip("\n"), regions, element)))
        frame.is_behind_region = opens_region

    def finish(self, frame: RawFrame, end: int) -> None:
        """Hand the lines of a finished element to the Markdown around it."""
        self.frames.pop()
        parent = self.frames[-1]
        indent = frame.indent
        lines = [indent + line if line or ">" in indent else line for line in frame.lines]
        if lines:
            lines[0] = frame.prefix + frame.lines[0]
        assert isinstance(parent, MarkdownFrame)
        parent.add([frame.missing_marks + line for line in lines], frame.is_aligned)
        parent.after_blank = False
        self.position = end
        if self.text[end - 1 : end] != "\n":
            self._go_on_behind(frame, parent)

    def _go_on_behind(self, frame: RawFrame, parent: MarkdownFrame) -> None:
        """Read on in the line on which an element ended."""
        end = self.position
        rest = _REST_OF_LINE.match(self.text, end)
        self.position = rest.end() if rest else end
        if not (rest and rest[0].endswith("\n")):
            indent = frame.missing_marks + frame.indent
            line = _LINE_START.match(self.text, self.line_start(end))
            widest = _WIDEST_MARKS + (len(line[0]) if line else 0)
            parent.behind = Margin(indent[:widest], self._column(frame, end), frame.is_aligned)

    def end_region(self, region: MarkdownFrame, tag: re.Match[str] | None = None) -> None:
        """Hand the lines of a region to its element; `tag` is the end tag that was met."""
        self.frames.pop()
        frame = self.frames[-1]
        assert isinstance(frame, RawFrame)
        region.lines = [_without_marks(line, frame.quotations) for line in region.lines]
        lines = _dedent(region)
        if region.is_span:
            frame.lines.append(self.pieces.store(Span("\n".join(line for line in lines if line.strip()))))
        else:
            frame.lines += lines
        if tag is not None and tag["name"].lower() == region.name:
            frame.copied = tag.start()
            self._close_element(frame, tag)
        else:
            end = tag.start() if tag else min(self.position, len(self.text))
            frame.copied = end
            self.end_unclosed(frame, end)


def _without_marks(text: str, quotations: int) -> str:
    """Return the lines of a text without the marks of the quotations they stand in."""
    if not quotations:
        return text
    return re.sub(rf"(?m)^(?:[ ]*>[ ]?){{1,{quotations}}}", "", text)


def _dedent(region: MarkdownFrame) -> list[str]:
    """Return the lines without the indentation that all of them share."""
    last = max((number for number, line in enumerate(region.lines, 1) if line.strip()), default=0)
    lines = region.lines[:last]
    indents = [
        len(line) - len(line.lstrip(" "))
        for index, line in enumerate(lines)
        if line.strip() and index not in region.aligned
    ]
    if region.widest_margin is not None:
        indents.append(region.widest_margin)
    margin = min(indents, default=0)
    return [line if index in region.aligned else line[margin:] for index, line in enumerate(lines)]
