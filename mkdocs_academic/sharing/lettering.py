"""What of a text can be drawn, and in which lines: emoji and invisible characters go, lines break where they may."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from ..texts import cut_at_word

_JOINERS = "\u200c\u200d"  # between letters of Persian and of India they are part of the spelling
_FIRST_SYMBOL = "\u2100"  # what is a symbol before it, such as "©" and "°", is in every font
_NOT_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}")
_NOT_LAST = frozenset("（《「『【〔〈“‘([{")
_MOST = 1_000  # characters that are looked at
_SHAPED = (
    *(("\u0590", "\u08ff"), ("\u0900", "\u0dff"), ("\u0e00", "\u0fff"), ("\u1000", "\u109f")),
    *(("\u1780", "\u17ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefe")),
)


def drawable(text: str) -> str:
    """Return `text` without what no font for texts draws: emoji, control characters, private ones."""
    text = unicodedata.normalize("NFC", text[:_MOST])
    return " ".join("".join(char if _is_drawn(char) else " " if char.isspace() else "" for char in text).split())


def needs_shaping(text: str) -> bool:
    """Whether letters change with their neighbours, stand above each other or run from right to left."""
    return any(_is_shaped(char) for char in text)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left.

    Source: https://www.unicode.org/reports/tr9/#P2
    """
    return next((kind != "L" for char in text if (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL")), False)


def wrapped(text: str, *, width: float, most: int, length: Callable[[str], float]) -> list[str] | None:
    """Return `text` in lines that are no longer than `width`; None if that takes more than `most` of them."""
    lines = [""]
    for piece in _pieces(text):
        line = lines[-1] + piece
        if not lines[-1] or length(line.rstrip()) <= width:
            lines[-1] = line
        elif len(lines) == most:
            return None
        else:
            lines.append(piece.lstrip())
    lines = [line.strip() for line in lines]
    return lines if all(length(line) <= width for line in lines) else None


def shortened(text: str, *, width: float, most: int, length: Callable[[str], float]) -> list[str]:
    """Return the lines of as much of `text` as fits, with an ellipsis where that is not all."""
    if (lines := wrapped(text, width=width, most=most, length=length)) is not None:
        return lines
    fits, fails = 0, len(text)
    best: list[str] = []
    while fails - fits > 1:
        middle = (fits + fails) // 2
        lines = wrapped(cut_at_word(text, middle), width=width, most=most, length=length)
        if lines is None:
            fails = middle
        else:
            fits, best = middle, lines
    return best


def _pieces(text: str) -> list[str]:
    """Return `text` in pieces between which a line may end: words with their blank, characters of Chinese."""
    pieces: list[str] = []
    for char in text:
        last = pieces[-1][-1] if pieces else " "
        may_break = last == " " or ((_is_wide(char) or _is_wide(last)) and char not in _NOT_FIRST)
        if pieces and (not may_break or char == " " or last in _NOT_LAST):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" and unicodedata.east_asian_width(char) in "WF"


def _is_drawn(char: str) -> bool:
    category = unicodedata.category(char)
    if char in _JOINERS:
        return True
    if category[0] == "C" or "\ufe00" <= char <= "\ufe0f" or char == "\u20e3" or char >= "\U000e0000":
        return False
    return category != "So" and category != "Sk" if char >= _FIRST_SYMBOL else True


def _is_shaped(char: str) -> bool:
    is_mark = unicodedata.category(char)[0] == "M"
    return is_mark or char in _JOINERS or any(first <= char <= last for first, last in _SHAPED)
