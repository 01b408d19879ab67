"""The colours of badges: shields.io's names, and the text that reads best on each."""

from __future__ import annotations

import re
from types import MappingProxyType

_NAMES = MappingProxyType(
    {
        **{"brightgreen": "#44cc11", "green": "#97ca00", "yellowgreen": "#a4a61d", "yellow": "#dfb317"},
        **{"orange": "#fe7d37", "red": "#e05d44", "blue": "#007ec6", "black": "#000000", "white": "#ffffff"},
        **dict.fromkeys(("grey", "gray"), "#555555"),
        **dict.fromkeys(("lightgrey", "lightgray", "inactive"), "#9f9f9f"),
        **{"success": "#44cc11", "important": "#fe7d37", "critical": "#e05d44", "informational": "#007ec6"},
    }
)
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.ASCII)
_LIGHT, _DARK = "#fff", "#111"


def read_colour(written: str) -> str:
    """Return a colour as `#rrggbb` by its name at shields.io or its hex digits; "" for what is neither.

    Source: https://shields.io/badges
    """
    written = written.strip().lower()
    if match := _HEX.fullmatch(written):
        return "#" + (match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1]))
    return _NAMES.get(written, "")


def text_colour(ground: str) -> str:
    """Return the one of white and nearly black that stands out more; it has 4.3:1 at least."""
    return max(_LIGHT, _DARK, key=lambda colour: contrast(read_colour(colour), ground))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Source: WCAG 2.2, contrast ratio and relative luminance
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
