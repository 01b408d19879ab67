"""How wide a text is in the font of badges, where no font can be asked."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType

FONT_PX = 11

# Measured in a browser on DejaVu Sans at 11 px, to half a pixel; its letters are as wide as Verdana's.
_WIDTHS = MappingProxyType(
    {
        letter: width
        for width, letters in (
            (3.0, "IJijl"),
            (3.5, " ,./:;\\|·"),
            (4.0, "-f"),
            (4.5, "!()[]rt'"),
            (5.5, '"*_`s–'),
            (6.0, "?Lcz"),
            (6.5, "FPTYakovxy"),
            (7.0, "0123456789$EKSbdeghnpqu{}ß€"),
            (7.5, "ABCRVXZ"),
            (8.0, "NU"),
            (8.5, "&DGHOQ"),
            (9.0, "#+<=>^w~"),
            (9.5, "M"),
            (10.5, "%m"),
            (11.0, "@W…"),
        )
        for letter in letters
    }
)
_CAPITAL, _OTHER = 8.0, 7.0


def text_width(text: str) -> float:
    """Return about how many pixels `text` takes: signs of East Asia a square each, marks on letters nothing."""
    return sum(map(_width, text))


def _width(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return FONT_PX
    return _CAPITAL if letter.isupper() else _OTHER
