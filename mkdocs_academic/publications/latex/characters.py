"""Characters that nobody sees, and those that stand above and below the line."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, zero-width spaces, byte order marks, overrides of direction (which would reach beyond their text),
# controls and lone surrogates (which XML refuses). The joiners U+200C and U+200D stay: Persian and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
_BLANK = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")

_LETTERS = "abcdefghijklmnoprstuvwxyz"
_RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_SIGNS = {sign: sign for sign in "*†‡§¶′°"}
SUPERSCRIPTS = {
    **dict(zip("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True)),
    **dict(zip(_LETTERS, _RAISED_LETTERS, strict=True)),
    **dict(zip("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ", strict=True)),
    **_SIGNS,
    "∘": "°",
}
SUBSCRIPTS = {
    **dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
    **dict(zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)),
}


def clean(text: str) -> str:
    """Return `text` in normal form C, without what nobody sees; separators of lines become spaces."""
    if not text.isprintable():
        text = _BLANK.sub(" ", _INVISIBLE.sub("", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def raised(text: str) -> str:
    """Return the plain form of a superscript in running text: `10³`, but `1st`."""
    return _moved(text, SUPERSCRIPTS)


def lowered(text: str) -> str:
    """Return the plain form of a subscript in running text: `H₂O`, but `Kmax`."""
    return _moved(text, SUBSCRIPTS)


def _moved(text: str, table: dict[str, str]) -> str:
    if any(char.isalpha() for char in text) or not all(char in table for char in text):
        return text
    return "".join(table[char] for char in text)
