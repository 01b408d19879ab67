"""What HTML once had for the look of things, as CSS: what a browser shows stays the same.

Source: WHATWG HTML, 15.3 (what the old attributes mean), 16.2 (which are obsolete), 2.3.4.4 (dimensions).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_DIMENSION = re.compile(r"[ \t\n\f\r]*(\d{1,9}(?:\.\d{1,9})?)(%?)")
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})|#([0-9A-Fa-f]{3})")
_COLOR_NAME = re.compile(r"[A-Za-z]{3,20}")
_FONT = re.compile(r"[\w ,-]{1,200}")
_FONT_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_SIDES = ("left", "right", "center", "justify")


class Instead(NamedTuple):
    """What takes the place of an attribute: declarations of CSS, a value of the same attribute, or nothing.

    Arguments:
        stays: Whether HTML does not know the attribute, and nothing else does what it does.
    """

    css: str = ""
    value: str | None = None
    stays: bool = False


GONE = Instead()
Convert = Callable[[str], Instead]


def dimension(value: str) -> tuple[str, bool] | None:
    """Return the number that a browser reads from a width or height, and whether it is a percentage."""
    match = _DIMENSION.match(value)
    return (match[1], match[2] == "%") if match else None


def _size(name: str) -> Convert:
    """Return the conversion of a width or height that may be a whole number of pixels only."""

    def convert(value: str) -> Instead:
        if value.isascii() and value.isdecimal():
            return Instead(value=value)
        read = dimension(value)
        if read is None:
            return GONE
        number, is_percentage = read
        if not is_percentage and number.isdecimal():
            return Instead(value=number)
        return Instead(f"{name}: {number}{'%' if is_percentage else 'px'}")

    return convert


def _height_in_proportion(value: str) -> Instead:
    """Convert the height of a picture, whose share of a height that is not set is nothing."""
    instead = _size("height")(value)
    return GONE if instead.css.endswith("%") else instead


def _length(*names: str) -> Convert:
    """Return the conversion of a dimension that is a style now, whatever it is; 0 says nothing."""

    def convert(value: str) -> Instead:
        read = dimension(value)
        if read is None or not float(read[0]):
            return GONE
        return Instead("; ".join(f"{name}: {read[0]}{'%' if read[1] else 'px'}" for name in names))

    return convert


def _color(name: str) -> Convert:
    def convert(value: str) -> Instead:
        value = value.strip()
        if match := _HEX.fullmatch(value):
            return Instead(f"{name}: #{match[1] or match[2]}")
        return Instead(f"{name}: {value}") if _COLOR_NAME.fullmatch(value) else GONE

    return convert


def _one_of(name: str, values: Mapping[str, str]) -> Convert:
    return lambda value: Instead(f"{name}: {values[key]}") if (key := value.strip().lower()) in values else GONE


def _always(css: str) -> Convert:
    return lambda value: Instead(css)


def _gone(value: str) -> Instead:
    return GONE


def _stays(value: str) -> Instead:
    return Instead(value=value, stays=True)


def _table_border(value: str) -> Instead:
    return GONE if value.strip() in ("", "0") else Instead(value=value)


def _font_size(value: str) -> Instead:
    match = re.match(r"\s*([+-]?)(\d{1,3})", value)
    if match is None:
        return GONE
    size = int(match[2]) if not match[1] else 3 + int(match[1] + match[2])
    return Instead(f"font-size: {_FONT_SIZES[min(max(size, 1), 7) - 1]}")


def _font_face(value: str) -> Instead:
    names = re.sub("[\"']", "", value).strip()
    return Instead(f"font-family: {names}") if _FONT.fullmatch(names) else GONE


_FLOATS = {
    "left": "float: left; margin: 0 1em 1em 0",
    "right": "float: right; margin: 0 0 1em 1em",
    "top": "vertical-align: top",
    "texttop": "vertical-align: text-top",
    "middle": "vertical-align: middle",
    "absmiddle": "vertical-align: middle",
    "center": "vertical-align: middle",
    "bottom": "vertical-align: baseline",
    "baseline": "vertical-align: baseline",
    "absbottom": "vertical-align: bottom",
}
_BOX_SIDES = {"left": "float: left", "right": "float: right", "center": "margin-inline: auto"}
_RULE_SIDES = {"left": "margin-right: auto", "right": "margin-left: auto", "center": "margin-inline: auto"}
_VERTICAL = ("top", "middle", "bottom", "baseline")
_MARKERS = {"disc": "disc", "circle": "circle", "square": "square"}
_NUMBERS = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def _declared(values: Mapping[str, str]) -> Convert:
    return lambda value: Instead(values.get(value.strip().lower(), ""))


def _marker(value: str) -> Instead:
    found = _NUMBERS.get(value.strip()) or _MARKERS.get(value.strip().lower())
    return Instead(f"list-style-type: {found}") if found else GONE


def _border(value: str) -> Instead:
    read = dimension(value)
    return Instead(f"border: {read[0]}px solid" if read and float(read[0]) else "border: 0")


_TEXT_ALIGN: Mapping[str, Convert] = {"align": _one_of("text-align", {side: side for side in _SIDES})}
_PICTURE: Mapping[str, Convert] = {
    "width": _size("width"),
    "height": _height_in_proportion,
    "align": _declared(_FLOATS),
    "border": _border,
    "hspace": _length("margin-left", "margin-right"),
    "vspace": _length("margin-top", "margin-bottom"),
}
_FRAME: Mapping[str, Convert] = {
    **_PICTURE,
    "height": _size("height"),
    "frameborder": _one_of("border", {"0": "0", "no": "0"}),
    "allowtransparency": _gone,
    **dict.fromkeys(("scrolling", "marginwidth", "marginheight"), _stays),
}
_ROWS: Mapping[str, Convert] = {
    **_TEXT_ALIGN,
    "valign": _one_of("vertical-align", {name: name for name in _VERTICAL}),
    "bgcolor": _color("background-color"),
}
_CELL: Mapping[str, Convert] = {
    **_ROWS,
    "width": _length("width"),
    "height": _length("height"),
    "nowrap": _always("white-space: nowrap"),
}
_COLUMN: Mapping[str, Convert] = {**_ROWS, "width": _length("width")}

ATTRIBUTES: Mapping[str, Mapping[str, Convert]] = {
    **dict.fromkeys(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6"), _TEXT_ALIGN),
    **dict.fromkeys(("img", "video"), _PICTURE),
    **dict.fromkeys(("iframe", "embed", "object"), _FRAME),
    **dict.fromkeys(("tr", "tbody", "thead", "tfoot"), _ROWS),
    **dict.fromkeys(("td", "th"), _CELL),
    **dict.fromkeys(("col", "colgroup"), _COLUMN),
    "table": {
        "width": _length("width"),
        "height": _length("height"),
        "align": _declared(_BOX_SIDES),
        "bgcolor": _color("background-color"),
        "border": _table_border,
        **dict.fromkeys(("cellpadding", "cellspacing", "frame", "rules", "summary"), _gone),  # the theme's decide
    },
    "hr": {
        "width": _length("width"),
        "align": _declared(_RULE_SIDES),
        **dict.fromkeys(("size", "color", "noshade"), _gone),
    },
    "br": {"clear": _one_of("clear", {"left": "left", "right": "right", "all": "both", "both": "both"})},
    "caption": {"align": _one_of("caption-side", {"bottom": "bottom"})},
    "ul": {"type": _marker, "compact": _gone},
    "ol": {"compact": _gone},
    "li": {"type": _marker},
    "font": {"color": _color("color"), "size": _font_size, "face": _font_face},
    "script": {"language": _gone},
}
"""What the attributes of an element become that browsers still follow but HTML has no more."""

ELEMENTS: Mapping[str, tuple[str, str]] = {
    "center": ("div", "text-align: center"),
    "font": ("span", ""),
    "big": ("span", "font-size: larger"),
    "tt": ("span", "font-family: monospace"),
    "nobr": ("span", "white-space: nowrap"),
    "strike": ("s", ""),
    "acronym": ("abbr", ""),
}
"""The element and the style that take the place of one that HTML has no more."""
