"""The colours of a site's palette, as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

# What Material's own style sheets call these names.
_NAMED = MappingProxyType(
    {
        "red": "#ef5552",
        "pink": "#e92063",
        "purple": "#ab47bd",
        "deep-purple": "#7e56c2",
        "indigo": "#4051b5",
        "blue": "#2094f3",
        "light-blue": "#02a6f2",
        "cyan": "#00bdd6",
        "teal": "#009485",
        "green": "#4cae4f",
        "light-green": "#8bc34b",
        "lime": "#cbdc38",
        "yellow": "#ffec3d",
        "amber": "#ffc105",
        "orange": "#ffa724",
        "deep-orange": "#ff6e42",
        "brown": "#795649",
        "grey": "#757575",
        "blue-grey": "#546d78",
    }
)
_DEFAULT = _NAMED["indigo"]
_OWN = re.compile(r"--(?:acad-accent|acad-badge|md-primary-fg-color)\s*:\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\b")
GROUND = MappingProxyType({"default": "#ffffff", "slate": "#1e2129"})
"""The colour behind the text in Material's two schemes."""


def accent(palette: object, style_sheet: str = "", chosen: str = "") -> str:
    """Return the colour of a site as `#rrggbb`, dark enough for white letters on it and for letters on white.

    Arguments:
        palette: Material's `theme.palette`, in any of its forms.
        style_sheet: The site's own, whose first colour counts before the palette's.
        chosen: A colour in CSS's words, which counts before both; what is none counts for nothing.
    """
    if colour := _css_colour(chosen):
        return _darkened(colour)
    own = _OWN.search(style_sheet)
    names = [str(one.get("primary") or "").replace(" ", "-") for one in _palettes(palette)]
    named = next((_NAMED[name] for name in names if name in _NAMED), _DEFAULT)
    return _darkened(_long(own[1]) if own else named)


def schemes(palette: object) -> tuple[str, ...]:
    """Return which of the two colour schemes the readers of a site may see, the one for the light first."""
    found = {str(one.get("scheme") or "default") for one in _palettes(palette)} & GROUND.keys()
    return tuple(sorted(found)) or ("default",)


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with a share of another in it."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


def contrast(one: str, other: str) -> float:
    """Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _palettes(palette: object) -> Iterator[Mapping[str, object]]:
    for one in palette if isinstance(palette, list) else [palette]:
        if isinstance(one, Mapping):
            yield one


def _darkened(colour: str) -> str:
    shares = (step / 20 for step in range(21))
    return next(dark for share in shares if contrast(dark := mixed(colour, "#000000", share), "#ffffff") >= 4.5)


def _css_colour(written: str) -> str:
    """Return a colour by its number or its name in CSS, "" for any other text."""
    if not written:
        return ""
    from PIL import ImageColor

    try:
        return "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(written[:50])[:3])
    except ValueError:
        return ""


def _luminance(colour: str) -> float:
    red, green, blue = (part / 255 for part in rgb(colour))
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _long(colour: str) -> str:
    return "#" + "".join(char * 2 for char in colour[1:]) if len(colour) == 4 else colour.lower()
