"""Text whose emphasis is signed by private characters, which pass through a citation processor untouched."""

from __future__ import annotations

import html
import re
from types import MappingProxyType

from markupsafe import Markup

from ...characters import one_line
from ...markup import tags
from ..records import Text

_FIRST = 0xF0000
_STARTS = MappingProxyType(
    {
        **{name: f"<{name}>" for name in ("em", "strong", "i", "b", "sup", "sub")},
        "small-caps": '<span style="font-variant:small-caps">',
        "underline": '<span style="text-decoration:underline">',
        "light": '<span style="font-weight:lighter">',
    }
)
_ENDS = MappingProxyType(
    {name: "</span>" if start.startswith("<span") else f"</{name}>" for name, start in _STARTS.items()}
)
_NAMES = tuple(_STARTS)
_MAX_DEPTH = 20  # what is deeper is not marked
_LESS_THAN = chr(_FIRST + 2 * len(_NAMES))
SIGN = f"[{chr(_FIRST)}-{_LESS_THAN}]"
"""A regular expression for the private characters."""

_SIGN = re.compile(SIGN)
_SIGN_OR_TEXT = re.compile(f"{SIGN}|[^{SIGN[1:-1]}]+")


def signed(text: Text) -> str:
    """Return `text` with its emphasis as signs; the plain text where it holds a formula."""
    if "<" not in text.html or "<math" in text.html:
        return protected(text.plain)
    parts: list[str] = []
    position = 0
    for tag in tags(text.html):
        parts.append(protected_html(text.html[position : tag.start]))
        if tag.name in _STARTS:
            parts.append(_end_sign(tag.name) if tag.is_end else _start_sign(tag.name))
        position = tag.end
    parts.append(protected_html(text.html[position:]))
    return " ".join("".join(parts).split())


def protected(plain: str) -> str:
    """Return text that holds no sign but for `<`: a processor takes that for its own markup."""
    return _SIGN.sub("", one_line(plain)).replace("<", _LESS_THAN)


def protected_html(piece: str) -> str:
    """Return `protected` text of HTML without tags, with the white space at its ends."""
    return _SIGN.sub("", html.unescape(piece)).replace("<", _LESS_THAN)


def within(name: str, text: object) -> str:
    return f"{_start_sign(name)}{text}{_end_sign(name)}"


def to_html(signed_text: str) -> Markup:
    """Return HTML that holds no tag but those of the signs, each of them closed where it was opened."""
    parts: list[str] = []
    opened: list[str] = []
    for match in _SIGN_OR_TEXT.finditer(signed_text):
        token = match[0]
        if not _SIGN.match(token):
            parts.append(html.escape(token))
        elif token == _LESS_THAN:
            parts.append("&lt;")
        else:
            _turn(token, opened, parts)
    parts += (_ENDS[name] for name in reversed(opened))
    return Markup(one_line("".join(parts)))


def _turn(sign: str, opened: list[str], parts: list[str]) -> None:
    index, is_end = divmod(ord(sign) - _FIRST, 2)
    name = _NAMES[index]
    if not is_end and len(opened) < _MAX_DEPTH:
        opened.append(name)
        parts.append(_STARTS[name])
    elif is_end and name in opened:
        while (last := opened.pop()) != name:
            parts.append(_ENDS[last])
        parts.append(_ENDS[name])


def _start_sign(name: str) -> str:
    return chr(_FIRST + 2 * _NAMES.index(name))


def _end_sign(name: str) -> str:
    return chr(_FIRST + 2 * _NAMES.index(name) + 1)
