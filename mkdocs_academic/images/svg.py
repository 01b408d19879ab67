"""The size of a drawing, read from its first tag alone: no XML is parsed, so that no entity is expanded."""

from __future__ import annotations

import re

from ..markup import tags_named
from .records import Header

_MAX_HEAD = 65_536
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)(px|pt|pc|mm|cm|in)?\s*")
_IN_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_MOST = 100_000.0


def read_drawing(data: bytes) -> tuple[Header, bool]:
    """Return the size of a drawing, and whether the drawing asks for it: else it is only the shape, from its viewBox.

    Source: SVG 2, section 8.2; CSS Values 3, section 6.2
    """
    text = data[:_MAX_HEAD].decode("utf-8", "replace")
    tag = next(tags_named(text, ("svg",)), None)
    if tag is None:
        return Header("", 0, 0), False
    written = tag.attributes  # names in lower case
    width, height = _pixels(written.get("width", "")), _pixels(written.get("height", ""))
    if width and height:
        return _svg(width, height), True
    box = [_pixels(part) for part in re.split(r"[\s,]+", written.get("viewbox", "").strip())[2:]]
    if len(box) != 2 or not all(box):
        return _svg(0, 0), False
    if width or height:
        shape = box[0] / box[1]
        return _svg(width or height * shape, height or width / shape), True
    return _svg(*box), False


def _svg(width: float, height: float) -> Header:
    known = 0 < width <= _MOST and 0 < height <= _MOST
    return Header("svg", max(1, round(width)), max(1, round(height))) if known else Header("svg", 0, 0)


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _IN_PIXELS[match[2] or ""] if match and len(match[1]) < 20 else 0.0
