"""One pass over LaTeX, command by command, to plain text and to HTML."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from markupsafe import Markup

from ..records import Text
from .addresses import is_web_address, plain_url
from .characters import clean, lowered, raised
from .elements import BREAKS, COMMANDS, ESCAPES, MARKS, PASSED_OVER, SWITCHES, TAGS
from .formulas import Formulas
from .mathematics import formula_of, is_certain
from .symbols import ACCENT_PATTERN, Symbols

_BEGIN = re.compile(r"[\\${}~&<`'-]")
_GROUPS = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_REFERENCE = r"(?:amp|lt|gt|quot|apos|nbsp|\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6});"
_TOKEN = re.compile(
    rf"""
    (?P<formula>\$\$(?:[^$\\]++|\\.)++\$\$|\$(?:[^$\\]++|\\.)++\$|\\\((?:[^\\]++|\\[^()])++\\\)
      |\\\[(?:[^\\]++|\\[^\[\]])++\\\]|\\ensuremath\s*+{_GROUPS})
    |(?P<accent>{ACCENT_PATTERN})
    |\\(?:url|path|nolinkurl)\s*+\{{(?P<url>[^{{}}]*+)\}}
    |\\href\s*+\{{(?P<href>[^{{}}]*+)\}}\s*+(?=\{{)
    |\\(?:begin|end|label|vspace|hspace|color|textcolor)\*?\s*+(?P<unseen>\{{[^{{}}]*+\}})
    |(?P<reference>(?:\{{\\&\}}|\\&)(?:{_REFERENCE}|(?:\{{\\\#\}}|\\\#)(?:\d{{1,7}}|[xX][0-9a-fA-F]{{1,6}});)|&(?:{_REFERENCE}|[A-Za-z][A-Za-z0-9]{{1,31}};))
    |\\(?P<command>[A-Za-z]++)\*?+\s*+
    |\\(?P<escaped>.)
    |(?P<open>\{{)
    |(?P<close>\}})
    |<(?P<jats>/?(?:(?:jats|mml):[A-Za-z-]++|span(?=[\s>])|math|m(?:i|n|o|row|su[bp]|subsup|text|frac))(?:\s[^<>]*+)?)>
    |<(?P<anchor>[Aa]\s++[A-Za-z-]++\s*+=[^<>]*+|/[Aa])>
    |<(?P<tag>/?[A-Za-z]{{1,10}}|[Bb][Rr]\s?/)>
    |(?P<mark>---?|``?|''|'(?![^\W_])|~)
    """,
    re.VERBOSE | re.DOTALL,
)
_HREF = re.compile(r"(?i)\bhref\s*+=\s*+[\"']?([^\"'\s<>]++)")
_ANCHOR = "html:a"
_DEEPEST = 50
_SPACES = re.compile(r"[ \t\r\n]+")


class _Frame(NamedTuple):
    """An open brace (`tag` "") or element, what closes it, and where its text starts among the plain parts."""

    tag: str
    closing: str
    start: int


class Scanner:
    """Reads one text; braces are counted, never nested calls, so that depth costs nothing."""

    def __init__(self, tex: str, symbols: Symbols, formulas: Formulas) -> None:
        self.tex = tex
        self.symbols = symbols
        self.formulas = formulas
        self.plain: list[str] = []
        self.html: list[str] = []
        self.frames: list[_Frame] = []
        self.pending: tuple[str, str] | None = None
        self.depth = 0
        self.is_quoted = False
        self.last_end_tags: dict[str, int] = {}

    def read(self) -> Text:
        tex, begin, token = self.tex, _BEGIN.search, _TOKEN.match
        done = at = 0
        while found := begin(tex, at):
            at = found.start()
            match = token(tex, at)
            if match is None:
                at += 1
                continue
            if at > done:
                self._add(tex[done:at])
            done = at = self._take(match)
        self._add(tex[done:])
        while self.frames:
            self._close(len(self.frames) - 1)
        markup = _SPACES.sub(" ", "".join(self.html)).strip(" ")
        return Text(" ".join(clean("".join(self.plain)).split()), Markup(markup))

    def _take(self, match: re.Match[str]) -> int:
        """Read a token and return where the next one starts."""
        kind = match.lastgroup or ""
        pending, self.pending = self.pending, None
        if kind == "formula":
            return self._take_formula(match)
        if kind == "open":
            self._open(*(pending or ("", "")))
        else:
            getattr(self, f"_take_{kind}")(match[kind])
        return match.end()

    def _add(self, text: str) -> None:
        if text:
            self.pending = None
            self.plain.append(text)
            self.html.append(html.escape(text, quote=False))

    def _take_formula(self, match: re.Match[str]) -> int:
        source = match[0]
        tex = formula_of(source)
        is_amount = source[0] == "$" and self.tex[match.end() : match.end() + 1].isdigit()
        if tex is None or (is_amount and not is_certain(tex)):
            self._add("$")
            return match.start() + 1
        plain, markup = self.formulas.read(tex.strip())
        self.plain.append(plain)
        self.html.append(markup)
        return match.end()

    def _take_accent(self, snippet: str) -> None:
        self._add(self.symbols.accent(snippet))

    def _take_url(self, source: str) -> None:
        url = plain_url(source)
        self._open(*self._link(url))
        self._add(url)
        self._take_close("}")

    def _take_href(self, source: str) -> None:
        self.pending = self._link(plain_url(source))

    def _link(self, url: str) -> tuple[str, str]:
        is_inside = any(frame.tag in ("a", _ANCHOR) for frame in self.frames[-_DEEPEST:])
        return ("a", f' href="{html.escape(url)}"') if is_web_address(url) and not is_inside else ("", "")

    def _take_unseen(self, _: str) -> None:
        self._add(" ")

    def _take_reference(self, source: str) -> None:
        reference = re.sub(r"[\\{}]", "", source)
        self._add(clean(html.unescape(reference)))

    def _take_command(self, name: str) -> None:
        if tag := COMMANDS.get(name):
            self.pending = (tag, "")
        elif tag := SWITCHES.get(name):
            if self.depth < _DEEPEST:
                self._open(tag, "", name="switch")
        else:
            self._add(self.symbols.command_in_text(name))

    def _take_escaped(self, char: str) -> None:
        self._add(ESCAPES.get(char, char))

    def _take_mark(self, mark: str) -> None:
        if mark == "`":
            self.is_quoted = True
        elif mark == "'":
            self._add("’" if self.is_quoted else "'")
            self.is_quoted = False
            return
        self._add(MARKS[mark])

    def _take_tag(self, source: str) -> None:
        name = source.strip("/ \t\r\n").lower()
        is_end = source.startswith("/")
        if name == "br" or (name in PASSED_OVER and self._has_end(name)):
            self._add(" " if name in BREAKS else "")
            return
        if name not in TAGS or not self._has_end(name):
            self._add(f"<{source}>")
        elif is_end:
            self._end(name)
        elif self.depth < _DEEPEST:
            self._open(TAGS[name], "", name=name)

    def _has_end(self, name: str) -> bool:
        """Whether the text has both tags of an element, so that "a <b and c> d" stays as it is."""
        if name not in self.last_end_tags:
            lower = self.tex.lower()
            start, end = lower.find(f"<{name}>"), lower.rfind(f"</{name}>")
            self.last_end_tags[name] = end if 0 <= start < end else -1
        return self.last_end_tags[name] >= 0

    def _take_anchor(self, source: str) -> None:
        if source.startswith("/") and any(frame.tag == _ANCHOR for frame in self.frames[-_DEEPEST:]):
            self._end(_ANCHOR)
        elif source.startswith("/"):
            self._add(f"<{source}>")
        elif self.depth < _DEEPEST:
            href = _HREF.search(source)
            self._open(*self._link(plain_url(href[1]) if href else ""), name=_ANCHOR)

    def _take_jats(self, source: str) -> None:
        name = source.strip("/").split(maxsplit=1)[0].rstrip("/").lower()
        if name in TAGS and source.startswith("/"):
            self._end(name)
        if name in BREAKS:
            self._add(" ")
        if name in TAGS and not source.startswith("/") and self.depth < _DEEPEST:
            self._open(TAGS[name], "", name=name)

    def _open(self, tag: str, attributes: str, *, name: str = "") -> None:
        closing = ""
        if tag == "q":
            self._add("“")
            closing = "”"
        elif tag and self.depth < _DEEPEST:
            self.depth += 1
            self.html.append(f"<{tag}{attributes}>")
            closing = f"</{tag}>"
        self.frames.append(_Frame(name or ("a" if tag == "a" else ""), closing, len(self.plain)))

    def _take_close(self, _: str) -> None:
        """Close a brace with all that was opened inside it; one too many is passed over."""
        for index in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[index]
            if frame.tag in ("", "a"):
                is_bare = not frame.closing and not any(above.tag == "switch" for above in self.frames[index:])
                if is_bare:  # braces that protect case may cross a tag of HTML
                    del self.frames[index]
                else:
                    self._close(index)
                return

    def _end(self, name: str) -> None:
        lowest = max(len(self.frames) - _DEEPEST - 10, 0)
        for index in range(len(self.frames) - 1, lowest - 1, -1):
            if self.frames[index].tag == name:
                self._close(index)
                return
            if self.frames[index].closing and self.frames[index].tag in ("", "a", "switch"):
                return

    def _close(self, lowest: int) -> None:
        """Close the frames from the last down to `lowest`; bare braces among them stay open."""
        kept: list[_Frame] = []
        while len(self.frames) > lowest:
            frame = self.frames.pop()
            if len(self.frames) > lowest and not frame.closing:
                kept.append(frame)
                continue
            if frame.closing == "”":
                self._add("”")
            elif frame.closing:
                self.depth -= 1
                self.html.append(frame.closing)
                self._move(frame)
        self.frames += reversed(kept)

    def _move(self, frame: _Frame) -> None:
        move = {"</sup>": raised, "</sub>": lowered}.get(frame.closing)
        if move:
            self.plain[frame.start :] = [move("".join(self.plain[frame.start :]))]
