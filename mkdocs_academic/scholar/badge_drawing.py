"""The parts of a badge as SVG: boxes or a bubble, the texts in them, a mortarboard."""

from __future__ import annotations

import html
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from .badge_colours import contrast, text_colour
from .letter_widths import text_width

_LOGO_PX = 14
_LOGO_COLOUR = "#4285f4"
_VERDANA = "Verdana,Geneva,DejaVu Sans,sans-serif"
_HELVETICA = "Helvetica Neue,Helvetica,Liberation Sans,Arial,sans-serif"


class Style(NamedTuple):
    """How badges of one style differ.

    Arguments:
        padding: Before and after a text.
        text_y: The line that letters stand on.
        letters: How wide they are, as a part of Verdana's at 11 px; those of a strong message are `strong` times wider.
        spacing: After each letter.
        shade: The stops of what lies over the colours: offset, colour, opacity.
    """

    height: int = 20
    radius: int = 3
    padding: float = 5
    text_y: float = 14
    size: int = 11
    letters: float = 1.0
    strong: float = 0.0
    spacing: float = 0.0
    font: str = _VERDANA
    has_shadow: bool = True
    shade: tuple[tuple[float, str, float], ...] = ()


_GLOSS = ((0, "#fff", 0.6), (0.1, "#aaa", 0.12), (0.9, "#000", 0.28), (1, "#000", 0.5))
STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "flat": Style(shade=((0, "#bbb", 0.1), (1, "#000", 0.1))),
        "flat-square": Style(radius=0, has_shadow=False),
        "plastic": Style(height=18, radius=4, text_y=13, shade=_GLOSS),
        "for-the-badge": Style(28, 0, 12, 17.5, size=10, letters=0.91, strong=1.12, spacing=1.2, has_shadow=False),
        "social": Style(letters=0.85, strong=1.1, font=_HELVETICA, has_shadow=False),
    }
)


class Part:
    """One side of a badge: a text, its ground, and where the logo and the text stand from the side's start."""

    def __init__(
        self, text: str, style: Style, ground: str, *, is_strong: bool = False, has_logo: bool = False
    ) -> None:
        self.ground = ground
        self._text, self._style, self._is_strong, self._has_logo = text, style, is_strong, has_logo
        self._colour = text_colour(ground)
        letters = text_width(text) * style.letters * (style.strong if is_strong else 1)
        self._text_px = round(letters + style.spacing * len(text), 1)
        self._text_x = style.padding + (_LOGO_PX + (3 if text else 0) if has_logo else 0)
        self.width = round(self._text_x + self._text_px + style.padding, 1) if text or has_logo else 0

    def drawn(self, x: float) -> str:
        """Return logo and text, `x` pixels from the badge's start."""
        style = self._style
        parts = []
        if self._has_logo:
            colour = _LOGO_COLOUR if contrast(_LOGO_COLOUR, self.ground) > 3 else self._colour
            parts.append(_mortarboard(x + style.padding, (style.height - _LOGO_PX) / 2, colour))
        if self._text and style.has_shadow:
            shadow = "#010101" if self._colour == "#fff" else "#fff"
            parts.append(f'<g fill-opacity=".3">{self._text_at(x, style.text_y + 1, shadow)}</g>')
        if self._text:
            parts.append(self._text_at(x, style.text_y, self._colour))
        return "".join(parts)

    def _text_at(self, x: float, y: float, colour: str) -> str:
        """Return the text, its middle where it belongs; no font makes it wider or narrower than it was thought."""
        middle = round(x + self._text_x + self._text_px / 2, 1)
        weight = ' font-weight="bold"' if self._is_strong else ""
        return (
            f'<text x="{middle:g}" y="{y:g}" fill="{colour}"{weight} textLength="{self._text_px:g}"'
            f' lengthAdjust="spacingAndGlyphs">{html.escape(self._text)}</text>'
        )


def _mortarboard(x: float, y: float, colour: str) -> str:
    return (
        f'<g transform="translate({x:g} {y:g})" fill="{colour}"><path d="M7 1.8 14 5.4 7 9 0 5.4z"/>'
        '<path d="M3 8v2.6q0 1.7 4 1.7t4-1.7V8L7 10.1zM12.6 5.6h.9v5.1h-.9z"/></g>'
    )


def boxes(left: Part, right: Part, style: Style, said: str) -> str:
    """Return a badge of two boxes side by side."""
    width, height = left.width + right.width, style.height
    whole = f'width="{width:g}" height="{height}"'
    stops = "".join(f'<stop offset="{at}" stop-color="{of}" stop-opacity="{part}"/>' for at, of, part in style.shade)
    return _svg(
        width,
        style,
        said,
        f'<clipPath id="r"><rect {whole} rx="{style.radius}"/></clipPath>',
        f'<linearGradient id="s" x2="0" y2="100%">{stops}</linearGradient>' if stops else "",
        '<g clip-path="url(#r)">',
        f'<rect width="{left.width:g}" height="{height}" fill="{left.ground}"/>' if left.width else "",
        f'<rect x="{left.width:g}" width="{right.width:g}" height="{height}" fill="{right.ground}"/>',
        f'<rect {whole} fill="url(#s)"/>' if stops else "",
        f"</g>{left.drawn(0)}{right.drawn(left.width)}",
    )


def bubble(left: Part, right: Part, style: Style, said: str) -> str:
    """Return a badge of a button with a bubble beside it."""
    start = left.width + 6 if left.width else 0
    button = f'<rect x=".5" y=".5" width="{left.width - 1:g}" height="19" rx="2" fill="url(#s)"/>'
    told = f'<rect x="{start + 0.5:g}" y=".5" width="{right.width - 1:g}" height="19" rx="2" fill="{right.ground}"/>'
    tip = f'<path d="M{start + 1:g} 6.5l-3.5 3.5 3.5 3.5" fill="{right.ground}"/>'
    return _svg(
        start + right.width,
        style,
        said,
        '<linearGradient id="s" x2="0" y2="100%"><stop offset="0" stop-color="#fcfcfc"/>',
        '<stop offset="1" stop-color="#eee"/></linearGradient><g stroke="#d5d5d5">',
        button if left.width else "",
        told if right.width else "",
        tip if left.width and right.width else "",
        f"</g>{left.drawn(0)}{right.drawn(start)}",
    )


def _svg(width: float, style: Style, said: str, *content: str) -> str:
    said = html.escape(said)
    spacing = f' letter-spacing="{style.spacing:g}"' if style.spacing else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{style.height}"'
        f' viewBox="0 0 {width:g} {style.height}" role="img" aria-label="{said}"><title>{said}</title>'
        f'<g font-family="{style.font}" font-size="{style.size}" text-anchor="middle"{spacing}'
        f' text-rendering="geometricPrecision">{"".join(content)}</g></svg>\n'
    )
