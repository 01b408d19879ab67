"""Lines of Markdown with HTML in them: which line opens a block of HTML, and which tags and comments a text holds."""

from __future__ import annotations

import re

from mkdocs_academic.jekyll.kramdown.elements import BLOCK_ELEMENTS, SPAN_ELEMENTS, VOID_ELEMENTS
from mkdocs_academic.jekyll.kramdown.frames import Margin, MarkdownFrame, RawFrame
from mkdocs_academic.jekyll.kramdown.line_marks import (
    BLOCK_START,
    NOTE_START,
    column_of,
    content_indents,
    indent_below,
    may_be_term,
    quotations,
)
from mkdocs_academic.jekyll.kramdown.lines import HEADING, MEANING, RULE, ends_lazy_text, interrupts_paragraph
from mkdocs_academic.jekyll.kramdown.pieces import Pieces, Raw
from mkdocs_academic.jekyll.kramdown.raw_html import RawReader
from mkdocs_academic.jekyll.kramdown.tags import TAG, advice_on_quotes, mark
from mkdocs_academic.jekyll.kramdown.verbatim import code_span_end

_SPAN_TOKEN = re.compile(r"`+|\\.|<!--|</?[A-Za-z]", re.DOTALL)
_BLANKS = re.compile(r"\s*")
_INDENT = re.compile(r"[ ]*")
_LONGEST_MARKS = 1_000
"""So much of a line tells in which quotations it is."""
_BLANK_LINE = re.compile(r"\n[ ]*(?=\n)")


class LineReader(RawReader):
    """Reads lines of Markdown up to the HTML in them."""

    def __init__(self, text: str, pieces: Pieces, unclosed: frozenset[int]) -> None:
        super().__init__(text, pieces, unclosed)
        self._paragraph_end = -1
        self._note_start = -1

    def read_line(self, frame: MarkdownFrame) -> None:
        start, behind = self.position, frame.behind
        frame.behind = None
        end = self.line_end(start)
        first = _BLANKS.match(self.text, start, end)
        text_start = first.end() if first else start
        if text_start == end:
            self._read_blank(frame, end)
            return
        if behind is None and frame.least_indent > text_start - start and self._leaves(frame, text_start, end):
            self._end_above(frame)
            return
        if self._is_code(frame, start, end, behind is not None):
            frame.lines.append(self.text[start:end])
            self.position = end + 1
            return
        is_quoted = self.text[text_start] == ">" or (behind is not None and ">" in behind.indent)
        if (is_quoted or frame.quote_depth > frame.quotations) and (not frame.containers or frame.quote_depth):
            _follow_quotations(frame, _indent(behind) + self.text[start : min(end, start + _LONGEST_MARKS)])
        block = BLOCK_START.match(self.text, start, end)
        if block is None or not self._read_block(frame, block, behind):
            self._read_spans(frame, start, end, behind)
        if frame.ends_with_line and self.frames[-1] is frame:
            self.end_region(frame)

    def _read_blank(self, frame: MarkdownFrame, end: int) -> None:
        self.position = end + 1
        frame.after_blank = True
        frame.quote_depth = frame.quotations
        frame.lines.append("")
        if frame.ends_at_blank:
            self.end_region(frame)

    def _leaves(self, frame: MarkdownFrame, start: int, end: int) -> bool:
        """Tell whether a line with less indentation than its container is outside: after a blank, or as a block."""
        return frame.after_blank or _begins_block(self.text[start:end])

    def _end_above(self, region: MarkdownFrame) -> None:
        """End an element that nobody closes before the line that is outside of its container."""
        self.end_region(region)
        around = self.frames[-1]
        assert isinstance(around, MarkdownFrame)
        if region.after_blank:
            self._read_blank(around, self.position - 1)

    def _is_code(self, frame: MarkdownFrame, start: int, end: int, is_aligned: bool) -> bool:
        """Tell an indented code block, and follow in which lists and blocks the line stands."""
        spaces = _INDENT.match(self.text, start, end)
        indent = len(spaces[0]) if spaces else 0
        if frame.base is None:
            frame.base = 0 if frame is self.root else indent
        base = 0 if is_aligned else frame.base
        depth = indent - base
        indents = content_indents(self.text, start, end)
        if frame.after_blank or indents:
            while frame.containers and depth < frame.containers[-1]:
                frame.containers.pop()
        inner = frame.containers[-1] if frame.containers else 0
        if frame.after_blank and not frame.is_span and depth - inner >= 4:
            return frame is self.root or not self.text.startswith("</", start + indent)
        frame.containers += [content_indent - base for content_indent in indents]
        return False

    def _read_block(self, frame: MarkdownFrame, block: re.Match[str], behind: Margin | None) -> bool:
        """Read the HTML that a line starts with; False when that is text of a paragraph."""
        start = block.end() - 1
        if block["meaning"] and not may_be_term(frame.lines, quotations(block["prefix"])[0]):
            return False
        if self.text.startswith("<!--", start):
            return self._read_block_comment(frame, block, behind)
        tag = TAG.match(self.text, start)
        if tag and "\n" in tag[0] and (frame.quote_depth or ">" in block["prefix"]):
            tag = None
        if tag is None or frame.is_span or tag["name"].lower() in SPAN_ELEMENTS:
            if not (tag and frame.ends_at_blank and tag["name"].lower() not in SPAN_ELEMENTS):
                return False
            self.end_region(frame)
            return True
        if tag["close"]:
            return False
        raw = self._open_raw(frame, block, behind)
        self.position = start
        self.open_element(raw, tag)
        return True

    def _open_raw(self, frame: MarkdownFrame, block: re.Match[str], behind: Margin | None) -> RawFrame:
        prefix = _indent(behind) + block["prefix"]
        depth, rest = quotations(prefix)
        if not rest.strip():
            frame.quote_depth = max(depth, frame.quotations)
        column = column_of(indent_below(prefix))
        if behind and ">" not in block["prefix"]:
            column += behind.column - column_of(behind.indent)
        missing = "> " * (frame.quote_depth - depth)
        margin = column if depth or rest.strip() else _container(frame, column)
        raw = RawFrame(prefix, block.end() - 1, column, behind is not None and behind.is_aligned, missing, margin)
        self.frames.append(raw)
        return raw

    def _read_block_comment(self, frame: MarkdownFrame, block: re.Match[str], behind: Margin | None) -> bool:
        start = block.end() - 1
        end = self.comment_end(start)
        if end < 0 or frame.is_span:
            return False
        depth, rest = quotations(block["prefix"])
        above_depth, above = quotations(frame.lines[-1]) if frame.lines and not frame.after_blank else (0, "")
        continues = depth == above_depth and not rest.strip() and above.strip() and _is_text(above)
        if continues and not _BLANK_LINE.search(self.text, start, end):
            return False
        raw = self._open_raw(frame, block, behind)
        self.flush(raw, end)
        self.finish(raw, end)
        return True

    def _read_spans(self, frame: MarkdownFrame, start: int, end: int, behind: Margin | None) -> None:
        """Take over a line of text: keep comments, step over code, find the end tag of the region."""
        parts: list[str] = []
        copied = position = start
        note = NOTE_START.match(self.text, start, end)
        self._note_start = note.end() if note else -1
        while match := _SPAN_TOKEN.search(self.text, position, end):
            token, position = match[0], match.end()
            if token[0] == "`":
                position = self._end_of_code(match) or position
            elif token == "<!--":
                close = self.comment_end(match.start())
                if close >= 0:
                    comment = self.pieces.store_inline(Raw(self.text[match.start() : close]))
                    parts += (self.text[copied : match.start()], comment)
                    copied = position = close
            elif token[0] == "<" and (tag := self._tag_at(frame, match.start())):
                position = tag.end()
                source = self._tag_in_text(frame, tag)
                parts += (self.text[copied : tag.start()], source or "")
                copied = tag.end()
                if source is None:
                    self._add_text(frame, "".join(parts), behind)
                    self.end_region(frame, tag)
                    return
            if position > end:
                end = self.text.find("\n", position)
                end = len(self.text) if end < 0 else end
        parts.append(self.text[copied:end])
        self.position = end + 1
        self._add_text(frame, "".join(parts), behind)

    def _add_text(self, frame: MarkdownFrame, text: str, behind: Margin | None) -> None:
        if text.strip():
            frame.after_blank = False
            frame.add((_indent(behind) + text).split("\n"), behind is not None and behind.is_aligned, count=1)

    def _tag_at(self, frame: MarkdownFrame, start: int) -> re.Match[str] | None:
        """Return the tag that starts here, if it ends within its paragraph, and not with a mark of a quotation."""
        tag = TAG.match(self.text, start)
        if tag and "\n" in tag[0]:
            lines = tag[0].split("\n")[1:]
            if frame.quote_depth or any(not line.strip() or _begins_block(line) for line in lines):
                return None
        return tag

    def _tag_in_text(self, frame: MarkdownFrame, tag: re.Match[str]) -> str | None:
        """Return what to write for a tag within a line, None for the one that ends the region."""
        name = tag["name"].lower()
        if not tag["close"]:
            return self._start_tag_in_text(frame, tag, name)
        if frame.open_in_line[name]:
            frame.open_in_line[name] -= 1
            return _with_mark(tag)
        if name == frame.name:
            return None
        if name == "br":
            return "<br />"
        if name in SPAN_ELEMENTS:
            return _with_mark(tag)
        if self.open_names[name]:
            self.found_unclosed.add(frame.start)
            return None
        if name not in BLOCK_ELEMENTS:
            return _with_mark(tag)
        self.warn(tag.start(), f"'</{name}>' closes nothing and is left out")
        return ""

    def _start_tag_in_text(self, frame: MarkdownFrame, tag: re.Match[str], name: str) -> str:
        if self._is_address(tag.start()):
            return tag[0]
        if advice := advice_on_quotes(tag):
            self.warn(tag.start(), advice)
        if name in VOID_ELEMENTS or tag["attributes"].endswith("/"):
            return tag[0]
        frame.open_in_line[name] += 1
        return _with_mark(tag)

    def _is_address(self, start: int) -> bool:
        """Tell whether what looks like a tag is an address, as in `[link](<a b>)` and `[name]: <a b>`."""
        if self.text.startswith("]: ", start - 3):
            return self._note_start != start
        return self.text.startswith("](", start - 2)

    def _end_of_code(self, ticks: re.Match[str]) -> int | None:
        """Return where the code span that opens here ends, if it ends within its paragraph."""
        if ticks.start() >= self._paragraph_end:
            blank = _BLANK_LINE.search(self.text, ticks.start())
            self._paragraph_end = blank.start() if blank else len(self.text)
        return code_span_end(self.text, ticks.start(), self._paragraph_end)


def _indent(behind: Margin | None) -> str:
    return behind.indent if behind else ""


def _container(frame: MarkdownFrame, column: int) -> int:
    """Return how far the lines of the innermost item or footnote are indented that has room for a column."""
    base = frame.base or 0
    return max((base + indent for indent in frame.containers if base + indent <= column), default=0)


def _with_mark(tag: re.Match[str]) -> str:
    return f"{tag[0][:-1]}{mark(tag.start())}>"


def _follow_quotations(frame: MarkdownFrame, line: str) -> None:
    """Keep count of the quotations that are open after a line: one without their marks may continue them."""
    depth, rest = quotations(line)
    ends = not rest.strip() or ends_lazy_text(rest)
    frame.quote_depth = max(depth, frame.quotations if ends else frame.quote_depth)


def _begins_block(line: str) -> bool:
    return MEANING.match(line) is not None or interrupts_paragraph(line)


def _is_text(line: str) -> bool:
    return "academic:" not in line and not HEADING.fullmatch(line) and not RULE.fullmatch(line)
