"""Block-level HTML in Markdown text, as kramdown sees it.

One pass over the text with an explicit stack. It is in one of two states: on a line of Markdown, or inside raw
HTML. Raw HTML goes into pieces untouched; a region with a `markdown` attribute returns to the first state, its
lines dedented and put between the pieces of its tags. An element whose end is missing is found at the end of its
surroundings; the pass is then made anew with that known, a bounded number of times.

Source: kramdown's `parser/kramdown/html.rb`; the repairs follow what browsers do (HTML standard, 13.2.6).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from mkdocs_academic.jekyll.kramdown.elements import (
    BLOCK_ELEMENTS,
    ENDS_BEFORE,
    OPTIONAL_END,
    RAW_CONTENT,
    RAW_TEXT_ELEMENTS,
    SPAN_CONTENT,
    SPAN_ELEMENTS,
    VOID_ELEMENTS,
)
from mkdocs_academic.jekyll.kramdown.pieces import Pieces, Raw, Span

_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*+"|'[^']*+')*+"""
TAG = re.compile(rf"<(?P<close>/)?(?P<name>[A-Za-z][^\s/<>\"'=`@]*+)(?P<attributes>(?=[\s/>]){_ATTRIBUTES})>")
_RAW_TOKEN = re.compile(rf"<!--|{TAG.pattern}")
# What may stand before HTML at the start of a line: indentation, list markers, quotation marks.
_BLOCK_START = re.compile(r"(?P<prefix>[ ]*+(?:(?:[-+*]|\d{1,9}\.)[ ]++|>[ ]?+)*+)<(?=[A-Za-z!/])")
_SPAN_TOKEN = re.compile(r"`+|\\.|<!--|</?[A-Za-z]", re.DOTALL)
_CONTAINER = re.compile(
    r"[ ]*(?:(?P<marker>(?:[-+*]|\d{1,9}\.)[ ]+)|(?:!!!|\?\?\?\+?|===[+!]?)[ ]|\[\^[^\]\n]+\]:|:[ ])"
)
MARKDOWN_ATTRIBUTE = re.compile(r"""\s+markdown(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?(?=[\s/>]|$)""", re.I)
_BLANK_LINE = re.compile(r"\n[ ]*(?=\n)")
_REST_OF_LINE = re.compile(r"[ \t]*\n?")
_END_OF_UNKNOWN = re.compile(r"\n[ ]*(?=\n|</)|\Z")
_QUOTE_MARK = re.compile(r"(?m)^[ ]*>[ ]?")

_MOST_PASSES = 8
_DEEPEST_REGION = 40

Warn = Callable[[int, str], None]
"""Called with an offset in the text and a message."""


def extract_html(text: str, pieces: Pieces, warn: Warn) -> str:
    """Return `text` with its block-level HTML replaced by tokens on lines of their own.

    Arguments:
        text: Markdown, tabs expanded, fenced code already taken out.
        pieces: Where the HTML is kept.
        warn: Told of what had to be repaired.
    """
    if "<" not in text:
        return text
    unclosed: set[int] = set()
    for attempt in range(_MOST_PASSES):
        before = len(pieces.stored)
        scanner = _Scanner(text, pieces, frozenset(unclosed))
        result = scanner.run()
        if not scanner.found_unclosed - unclosed or attempt == _MOST_PASSES - 1:
            break
        unclosed |= scanner.found_unclosed
        del pieces.stored[before:]
    for offset, message in scanner.warnings:
        warn(offset, message)
    return result


@dataclass
class _Markdown:
    """Lines of Markdown: the document, or a region in an element."""

    name: str = ""
    start: int = 0
    is_span: bool = False
    ends_at_blank: bool = False
    ends_with_line: bool = False
    lines: list[str] = field(default_factory=list)
    starts_on_tag_line: bool = False
    open_in_line: Counter[str] = field(default_factory=Counter)
    base: int | None = None
    containers: list[int] = field(default_factory=list)
    after_blank: bool = True


@dataclass
class _Raw:
    """An element passed through, until its end tag."""

    prefix: str
    copied: int
    names: list[tuple[str, int]] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def indent(self) -> str:
        """What the lines after the first begin with, to stay inside the list items and quotations around."""
        return re.sub(r"[^> ]", " ", self.prefix)


class _Scanner:
    def __init__(self, text: str, pieces: Pieces, unclosed: frozenset[int]) -> None:
        self.text = text
        self.pieces = pieces
        self.unclosed = unclosed
        self.found_unclosed: set[int] = set()
        self.warnings: list[tuple[int, str]] = []
        self.position = 0
        self.root = _Markdown()
        self.frames: list[_Markdown | _Raw] = [self.root]
        self.open_names: Counter[str] = Counter()
        self.paragraph_end = -1
        self.unended_comment = len(text)
        self.unmatched_ticks: set[int] = set()

    def run(self) -> str:
        while True:
            frame = self.frames[-1]
            if self.position >= len(self.text):
                if frame is self.root:
                    break
                self._end_of_text(frame)
            elif isinstance(frame, _Raw):
                self._read_raw(frame)
            else:
                self._read_line(frame)
        return "\n".join(self.root.lines)

    def _end_of_text(self, frame: _Markdown | _Raw) -> None:
        if isinstance(frame, _Raw):
            self._end_unclosed(frame, len(self.text))
        else:
            self._end_region(frame)

    # Lines of Markdown

    def _read_line(self, frame: _Markdown) -> None:
        start = self.position
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        line = self.text[start:end]
        if not line.strip():
            self.position = end + 1
            frame.after_blank = True
            frame.lines.append("")
            if frame.ends_at_blank:
                self._end_region(frame)
            return
        indent = len(line) - len(line.lstrip(" "))
        if self._is_code(frame, line, indent):
            frame.lines.append(line)
            self.position = end + 1
            return
        block = _BLOCK_START.match(self.text, start, end) if "<" in line else None
        if block is None or not self._read_block(frame, block):
            frame.after_blank = False
            self._read_spans(frame, start, end)
        if frame.ends_with_line and self.frames[-1] is frame:
            self._end_region(frame)

    def _is_code(self, frame: _Markdown, line: str, indent: int) -> bool:
        """Tell an indented code block, and follow in which lists and blocks the line stands."""
        if frame.base is None:
            frame.base = 0 if frame is self.root else indent
        depth = indent - frame.base
        container = _CONTAINER.match(line)
        if frame.after_blank or container:
            while frame.containers and depth < frame.containers[-1]:
                frame.containers.pop()
        inner = frame.containers[-1] if frame.containers else 0
        if frame.after_blank and not frame.is_span and depth - inner >= 4:
            return True
        if container:
            frame.containers.append((len(container[0]) if container["marker"] else indent + 4) - frame.base)
        return False

    def _read_block(self, frame: _Markdown, block: re.Match[str]) -> bool:
        """Read the HTML that a line starts with; False when that is text of a paragraph."""
        start = block.end() - 1
        if self.text.startswith("<!--", start):
            return self._read_block_comment(frame, block)
        tag = TAG.match(self.text, start)
        if tag is None or frame.is_span or tag["name"].lower() in SPAN_ELEMENTS:
            if not (tag and frame.ends_at_blank and tag["name"].lower() not in SPAN_ELEMENTS):
                return False
            self._end_region(frame)
            return True
        if tag["close"]:
            return False
        self.frames.append(_Raw(block["prefix"], start))
        self.position = start
        self._open_element(self.frames[-1], tag)  # type: ignore[arg-type]
        return True

    def _read_block_comment(self, frame: _Markdown, block: re.Match[str]) -> bool:
        start = block.end() - 1
        end = self._comment_end(start)
        if end < 0 or frame.is_span:
            return False
        continues = bool(frame.lines) and not frame.after_blank and _is_text(frame.lines[-1])
        if continues and not _BLANK_LINE.search(self.text, start, end):
            return False
        raw = _Raw(block["prefix"], start)
        self.frames.append(raw)
        self._flush(raw, end)
        self._finish(raw, end)
        return True

    def _read_spans(self, frame: _Markdown, start: int, end: int) -> None:
        """Take over a line of text: keep comments, step over code, find the end tag of the region."""
        parts: list[str] = []
        copied = position = start
        while match := _SPAN_TOKEN.search(self.text, position, end):
            token, position = match[0], match.end()
            if token[0] == "`":
                position = self._end_of_code(match) or position
            elif token == "<!--":
                close = self._comment_end(match.start())
                if close >= 0:
                    comment = self.pieces.store_inline(self.text[match.start() : close])
                    parts += (self.text[copied : match.start()], comment)
                    copied = position = close
            elif token[0] == "<" and (tag := TAG.match(self.text, match.start())):
                position = tag.end()
                action = self._tag_in_text(frame, tag)
                if action != "keep":
                    parts.append(self.text[copied : tag.start()])
                    copied = tag.end()
                if action == "end":
                    self._add_text(frame, "".join(parts))
                    self._end_region(frame, tag)
                    return
                if action == "break":
                    parts.append("<br />")
            if position > end:
                end = self.text.find("\n", position)
                end = len(self.text) if end < 0 else end
        parts.append(self.text[copied:end])
        self.position = end + 1
        self._add_text(frame, "".join(parts))

    def _add_text(self, frame: _Markdown, text: str) -> None:
        if text.strip():
            frame.lines += text.split("\n")

    def _tag_in_text(self, frame: _Markdown, tag: re.Match[str]) -> str:
        """Say what to do with a tag within a line: "keep" it, "drop" it, or "end" the region."""
        name = tag["name"].lower()
        if not tag["close"]:
            if name not in VOID_ELEMENTS and not tag["attributes"].endswith("/"):
                frame.open_in_line[name] += 1
            return "keep"
        if frame.open_in_line[name]:
            frame.open_in_line[name] -= 1
            return "keep"
        if name == frame.name:
            return "end"
        if name == "br":
            return "break"
        if name in SPAN_ELEMENTS:
            return "keep"
        if self.open_names[name]:
            self.found_unclosed.add(frame.start)
            return "end"
        self._warn(tag.start(), f"'</{name}>' closes nothing and is left out")
        return "drop"

    def _end_of_code(self, ticks: re.Match[str]) -> int | None:
        """Return where the code span that opens here ends, if it ends within its paragraph."""
        if ticks.start() >= self.paragraph_end:
            blank = _BLANK_LINE.search(self.text, ticks.start())
            self.paragraph_end = blank.start() if blank else len(self.text)
            self.unmatched_ticks.clear()
        size = len(ticks[0])
        if size in self.unmatched_ticks:
            return None
        close = re.compile(rf"(?<!`)`{{{size}}}(?!`)").search(self.text, ticks.end(), self.paragraph_end)
        if close is None:
            self.unmatched_ticks.add(size)
            return None
        return close.end()

    def _comment_end(self, start: int) -> int:
        """Return where the comment that starts here ends, -1 if nowhere."""
        if start >= self.unended_comment:
            return -1
        end = self.text.find("-->", start + 4)
        if end < 0:
            self.unended_comment = start
            return -1
        return end + 3

    # Raw HTML

    def _read_raw(self, frame: _Raw) -> None:
        token = _RAW_TOKEN.search(self.text, self.position)
        if token is None:
            self.position = len(self.text)
        elif token[0] == "<!--":
            end = self._comment_end(token.start())
            if end < 0:
                self._replace(frame, token, "&lt;!--")
                self._warn(token.start(), "'<!--' is never closed; it is shown as text")
            self.position = end if end >= 0 else token.end()
        elif token["close"]:
            self._close_element(frame, token)
        else:
            self._open_element(frame, token)

    def _open_element(self, frame: _Raw, tag: re.Match[str]) -> None:
        name = tag["name"].lower()
        if self._ends_before(frame, name, tag.start()):
            return
        self.position = tag.end()
        is_first = not frame.names
        source, mode = self._mode(tag, name, is_first)
        self._replace(frame, tag, source)
        if name in VOID_ELEMENTS or tag["attributes"].endswith("/"):
            if is_first:
                self._flush(frame, tag.end())
                self._finish(frame, tag.end())
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

    def _end_unknown(self, frame: _Raw, tag: re.Match[str]) -> None:
        """End an element that HTML does not know and nobody closes, with its paragraph."""
        end = _END_OF_UNKNOWN.search(self.text, tag.end())
        self._end_unclosed(frame, end.start() if end else len(self.text))

    def _ends_before(self, frame: _Raw, name: str, start: int) -> bool:
        """End the element that this start tag ends; True when that was the outermost of the piece."""
        while frame.names and frame.names[-1][0] in ENDS_BEFORE.get(name, ()):
            if len(frame.names) == 1:
                self._end_unclosed(frame, start)
                return True
            self.open_names[frame.names.pop()[0]] -= 1
        return False

    def _mode(self, tag: re.Match[str], name: str, is_first: bool) -> tuple[str, str]:
        """Return the start tag without its `markdown` attribute, and how the content is to be read."""
        attribute = MARKDOWN_ATTRIBUTE.search(tag["attributes"])
        source = tag[0]
        if attribute:
            value = next((group for group in attribute.groups() if group is not None), "1")
            attributes = tag["attributes"]
            source = f"<{tag['name']}{attributes[: attribute.start()]}{attributes[attribute.end() :]}>"
        else:
            value = "block" if name == "details" else "0"
        if is_first and tag.start() in self.unclosed and name in BLOCK_ELEMENTS - RAW_CONTENT:
            value = "span" if name in OPTIONAL_END else "block"
        if value == "1":
            value = "0" if name in RAW_CONTENT else "span" if name in SPAN_CONTENT else "block"
        if (
            value not in ("block", "span")
            or sum(isinstance(frame, _Markdown) for frame in self.frames) > _DEEPEST_REGION
        ):
            value = "raw"
        return source, value

    def _open_region(self, frame: _Raw, tag: re.Match[str], name: str, mode: str) -> None:
        self._flush(frame, tag.end())
        rest = _REST_OF_LINE.match(self.text, tag.end())
        starts_on_tag_line = not (rest and rest[0].endswith("\n"))
        if rest and not starts_on_tag_line:
            self.position = rest.end()
        region = _Markdown(name, tag.start(), mode == "span", starts_on_tag_line=starts_on_tag_line)
        if tag.start() in self.unclosed and len(frame.names) == 1:
            region.ends_at_blank = name in OPTIONAL_END
            region.ends_with_line = bool(frame.prefix.strip())
        self.frames.append(region)
        if region.ends_with_line and not starts_on_tag_line:
            self._end_region(region)

    def _close_element(self, frame: _Raw, tag: re.Match[str]) -> None:
        name = tag["name"].lower()
        self.position = tag.end()
        if name in {open_name for open_name, _ in frame.names[-3:]} or self._is_open_in(frame, name):
            self._close_to(frame, name, tag)
        elif self.open_names[name]:
            self._end_unclosed(frame, tag.start())
        elif name == "br":
            self._replace(frame, tag, "<br />")
        elif name != "p":
            self._replace(frame, tag, "")
            self._warn(tag.start(), f"'</{name}>' closes nothing and is left out")

    def _is_open_in(self, frame: _Raw, name: str) -> bool:
        return self.open_names[name] > 0 and any(open_name == name for open_name, _ in frame.names)

    def _close_to(self, frame: _Raw, name: str, tag: re.Match[str]) -> None:
        """Close the innermost element of that name, and what was left open in it."""
        missing: list[str] = []
        while True:
            open_name, start = frame.names.pop()
            self.open_names[open_name] -= 1
            if open_name == name:
                break
            if open_name not in OPTIONAL_END:
                missing.append(f"</{open_name}>")
                self._warn(start, f"'<{open_name}>' is never closed; it ends before '</{name}>'")
        if missing:
            self._replace(frame, tag, "".join(missing) + tag[0])
        if not frame.names:
            self._flush(frame, tag.end())
            self._finish(frame, tag.end())

    def _end_unclosed(self, frame: _Raw, end: int) -> None:
        """End an element whose surroundings end before it does."""
        closing: list[str] = []
        for name, start in reversed(frame.names):
            self.open_names[name] -= 1
            if start in self.unclosed:
                self._warn(start, f"'<{name}>' is never closed; it ends with what surrounds it")
            self.found_unclosed.add(start)
            closing.append(f"</{name}>")
        frame.names.clear()
        frame.source.append(self.text[frame.copied : end])
        frame.source += closing
        frame.copied = end
        self._flush(frame, end)
        self._finish(frame, end)

    def _replace(self, frame: _Raw, tag: re.Match[str], source: str) -> None:
        frame.source += (self.text[frame.copied : tag.start()], source)
        frame.copied = tag.end()

    def _flush(self, frame: _Raw, end: int) -> None:
        """Put the raw HTML up to `end` into a piece."""
        source = "".join((*frame.source, self.text[frame.copied : end]))
        frame.source.clear()
        frame.copied = end
        if ">" in frame.prefix:
            source = _QUOTE_MARK.sub("", source)
        if source.strip():
            frame.lines.append(self.pieces.store(Raw(source.strip("\n"))))

    def _finish(self, frame: _Raw, end: int) -> None:
        """Hand the lines of a finished element to the Markdown around it."""
        self.frames.pop()
        parent = self.frames[-1]
        indent = frame.indent
        lines = [indent + line if line or ">" in indent else line for line in frame.lines]
        if lines:
            lines[0] = frame.prefix + frame.lines[0]
        parent.lines += lines
        rest = _REST_OF_LINE.match(self.text, end)
        self.position = rest.end() if rest else end
        if isinstance(parent, _Markdown):
            parent.after_blank = False

    def _end_region(self, region: _Markdown, tag: re.Match[str] | None = None) -> None:
        """Hand the lines of a region to its element; `tag` is the end tag that was met."""
        self.frames.pop()
        frame = self.frames[-1]
        assert isinstance(frame, _Raw)
        quoted = ">" in frame.prefix
        lines = [_QUOTE_MARK.sub("", line) for line in region.lines] if quoted else region.lines
        lines = _dedent(lines, region.starts_on_tag_line)
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
            self._end_unclosed(frame, end)

    def _warn(self, offset: int, message: str) -> None:
        self.warnings.append((offset, message))


def _dedent(lines: list[str], keeps_first: bool) -> list[str]:
    """Return the lines without the indentation that all of them share."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    counted = [line for line in lines[keeps_first:] if line.strip()]
    margin = min((len(line) - len(line.lstrip(" ")) for line in counted), default=0)
    first = [lines[0].lstrip(" ")] if keeps_first and lines else []
    return first + [line[margin:] for line in lines[keeps_first:]]


def _is_text(line: str) -> bool:
    return "academic:" not in line
