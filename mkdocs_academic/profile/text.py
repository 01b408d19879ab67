"""From what YAML makes of an author's values to text that is safe to show."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any

from markupsafe import Markup, escape

Warn = Callable[[str], None]
"""Where a reader of one part of the settings sends its messages; their place is known to whoever made it."""

# Run by possessive run from its start: a long text without "@" costs no more than its length.
_MAIL_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]++@[\w-]++(?:\.[\w-]++)+")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE_TAGS = frozenset({"a", "b", "br", "em", "i", "span", "strong", "sub", "sup"})


def as_text(value: object) -> str | None:
    """Return the text of a YAML value, "" for nothing; None where it is no text (a list, a date, a truth value)."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        text = str(value).encode("utf-8", "replace").decode()
    except ValueError:  # a number of thousands of digits
        return None
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).strip()


def shown(value: object) -> str:
    """Return `value` as a message quotes it, cut to a readable length."""
    text = repr(as_text(value)) if isinstance(value, str | int) else type_name(value)
    return text if len(text) <= 80 else f"{text[:77]}…'"


def type_name(value: object) -> str:
    """Return what an author calls the type of a YAML value."""
    names: dict[type[Any], str] = {
        dict: "a mapping",
        list: "a list",
        bool: "true or false",
        float: "a number",
        int: "a number",
        str: "text",
        type(None): "empty",
    }
    return names.get(type(value), f"a {type(value).__name__}")


def plain_text(text: str) -> str:
    """Return `text` without tags, a line break as a blank, and without character references."""
    if "<" in text:
        text = _clean(_LINE_BREAK.sub(" ", text), set())
    return " ".join(html.unescape(text).split())


def inline_html(text: str) -> Markup:
    """Return `text` as HTML with inline tags only, scripts and styles gone, mail addresses encoded."""
    safe = _clean(text, _INLINE_TAGS) if "<" in text else str(escape(html.unescape(text)))
    return Markup(_MAIL_ADDRESS.sub(lambda match: encode(match[0]), safe))


def line_breaks_only(text: str) -> Markup:
    """Return `text` as HTML in which `<br>` is the only tag."""
    return Markup(_clean(text, {"br"})) if "<" in text else escape(html.unescape(text))


def encode(text: str) -> str:
    """Return `text` with every character as a reference, decimal and hexadecimal in turn, the same each time."""
    return "".join(f"&#{ord(char)};" if index % 2 else f"&#x{ord(char):x};" for index, char in enumerate(text))


def spelled_addresses(text: str) -> str:
    """Return plain text with "@" in words in its mail addresses: readers understand it, harvesters do not."""
    return _MAIL_ADDRESS.sub(lambda match: match[0].replace("@", " (at) "), text)


def has_mail_address(text: str) -> bool:
    return _MAIL_ADDRESS.search(text) is not None


def _clean(text: str, tags: AbstractSet[str]) -> str:
    import nh3  # late: few authors write HTML here

    attributes = {"*": {"class", "lang", "title"}, "a": {"href"}}
    schemes = {"http", "https", "mailto"}
    return nh3.clean(text, tags=set(tags), attributes=attributes, url_schemes=schemes, link_rel=None)
