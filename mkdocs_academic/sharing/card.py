"""The picture that social networks show for a page: its title, and whose page it is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .colours import mixed
from .fonts import Font, Fonts
from .initials import without_asides
from .lettering import drawable, is_right_to_left, needs_shaping, shortened, wrapped
from .portrait import lettered, put_round, read_portrait

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
_MARGIN = 88
_BAND = 18  # the stripe of the site's colour
_INK, _QUIET, _LINE, _GROUND = "#16181d", "#5a5f6b", "#e3e5ea", "#ffffff"
_LARGE, _SMALL = 300, 84  # the portrait's diameter
_QUALITIES = (85, 75, 60, 40)
_MOST_BYTES = 95_000  # messengers show no picture that takes long to load


class Writing(NamedTuple):
    """What is written on a card.

    Arguments:
        title: Of the page; "" on the card of the site, which is the author's.
        name: The author's, else the site's.
        role: What the author is; "" where that is not known.
        address: Of the site, without its scheme.
    """

    title: str
    name: str
    role: str = ""
    address: str = ""

    @property
    def drawable(self) -> Writing:
        return Writing(*map(drawable, self))


class Look(NamedTuple):
    """How the cards of a site look; the faces are square pictures for the two sizes, None where there is none."""

    accent: str
    large: Image | None = None
    small: Image | None = None


def read_look(accent: str, initials: str, portrait: Path | None, fonts: Fonts) -> Look:
    """Return how the cards look: with the portrait, else with the initials.

    Raises:
        PortraitError: The portrait is none that can be drawn.
    """
    if portrait is not None:
        face: Image | None = read_portrait(portrait, _LARGE)
    else:
        ground = mixed(accent, _GROUND, 0.88)
        face = lettered(initials, 2 * _LARGE, colour=accent, ground=ground, fonts=fonts)
    if face is None:
        return Look(accent)
    large, small = (face.resize((size, size), reducing_gap=3.0) for size in (_LARGE, _SMALL))
    return Look(accent, large, small)


class _Line(NamedTuple):
    """A text in lines of one size."""

    lines: Sequence[str]
    font: Font
    size: int
    colour: str
    is_strong: bool = False

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * _LEADING)


_LEADING = 1.24


def draw_card(writing: Writing, look: Look, fonts: Fonts) -> bytes | None:
    """Return a card as a JPEG of 1200 x 630 pixels; None where what matters most on it has no font.

    What matters less and has none is left out; no box ever stands for a letter.
    """
    from PIL import Image, ImageDraw

    writing = _written(writing, fonts)
    main = writing.title or writing.name
    if not main or fonts.find(main) is None:
        return None
    card = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, _BAND - 1, HEIGHT), fill=look.accent)
    if writing.title:
        _draw_page(card, draw, writing, look, fonts)
    else:
        _draw_site(card, draw, writing, look, fonts)
    return _jpeg(card)


def is_whole(writing: Writing, fonts: Fonts) -> bool:
    """Whether everything on the card can be written."""
    return all(fonts.find(text) is not None for text in writing.drawable if text)


def _written(writing: Writing, fonts: Fonts) -> Writing:
    """Return what is written, the name without a second one in parentheses where no font has the letters of both."""
    writing = writing.drawable
    if writing.name and fonts.find(writing.name) is None:
        return writing._replace(name=without_asides(writing.name))
    return writing


def _draw_site(card: Image, draw: ImageDraw, writing: Writing, look: Look, fonts: Fonts) -> None:
    """Draw the author's card: name and role on the left, the portrait on the right."""
    if look.large is not None:
        put_round(card, look.large, (WIDTH - _MARGIN - _LARGE, (HEIGHT - _LARGE) // 2 - 20))
    width = WIDTH - 2 * _MARGIN - _BAND - (_LARGE + 72 if look.large is not None else 0)
    name = _fitted(writing.name, (84, 76, 68, 60, 54), 3, width, fonts, _INK, is_strong=True)
    role = _fitted(writing.role, (36, 33, 30), 3, width, fonts, _QUIET)
    block = [line for line in (name, role) if line is not None]
    top = (HEIGHT - sum(line.height for line in block) - 28 * (len(block) - 1)) // 2 - 20
    for line in block:
        _write(draw, line, top, width, fonts)
        top += line.height + 28
    _write_foot(draw, writing.address, HEIGHT - 66, fonts)


def _draw_page(card: Image, draw: ImageDraw, writing: Writing, look: Look, fonts: Fonts) -> None:
    """Draw a page's card: its title, and below a line whose page it is."""
    width = WIDTH - 2 * _MARGIN - _BAND
    title = _fitted(writing.title, (76, 68, 60, 54, 48), 4, width, fonts, _INK, is_strong=True)
    if title is not None:
        _write(draw, title, (HEIGHT - 150 - title.height) // 2, width, fonts)
    top = HEIGHT - 150
    draw.line((_MARGIN + _BAND, top, WIDTH - _MARGIN, top), fill=_LINE, width=2)
    middle = (top + HEIGHT) // 2
    if look.small is not None:
        put_round(card, look.small, (_MARGIN + _BAND, middle - _SMALL // 2))
    left = _MARGIN + _BAND + (_SMALL + 26 if look.small is not None else 0)
    address = _fitted(writing.address, (26,), 1, 420, fonts, _QUIET)
    room = WIDTH - _MARGIN - left - (460 if address is not None else 0)
    name = _fitted(writing.name, (36, 32, 28), 1, room, fonts, _INK)
    if name is not None:
        _write_at(draw, name, (left, middle), "lm", fonts)
    if address is not None:
        _write_at(draw, address, (WIDTH - _MARGIN, middle), "rm", fonts)


def _write_foot(draw: ImageDraw, address: str, middle: int, fonts: Fonts) -> None:
    line = _fitted(address, (28, 24), 1, WIDTH - 2 * _MARGIN - _BAND, fonts, _QUIET)
    if line is not None:
        _write_at(draw, line, (_MARGIN + _BAND, middle), "lm", fonts)


def _fitted(
    text: str, sizes: Sequence[int], most: int, width: int, fonts: Fonts, colour: str, *, is_strong: bool = False
) -> _Line | None:
    """Return a text at the first of the sizes at which it fits, at the last with its end cut off."""
    font = fonts.find(text) if text else None
    if font is None:
        return None
    for size in sizes:
        face = fonts.load(font, size, shaped=needs_shaping(text))
        if lines := wrapped(text, width=width, most=most, length=face.getlength):
            return _Line(lines, font, size, colour, is_strong)
    ends = "…" if fonts.has(font, "…") else ""
    lines = shortened(text, width=width, most=most, length=face.getlength)
    lines = lines if ends else [line.rstrip("…") for line in lines]
    return _Line(lines, font, sizes[-1], colour, is_strong) if lines else None


def _write(draw: ImageDraw, line: _Line, top: int, width: int, fonts: Fonts) -> None:
    """Write lines below each other; those that run from right to left end at the right edge of their column."""
    left = _MARGIN + _BAND
    is_rtl = is_right_to_left("".join(line.lines))
    step = line.size * _LEADING
    for number, text in enumerate(line.lines):
        baseline = round(top + step * number + line.size * 0.98)
        at = (left + width, baseline) if is_rtl else (left, baseline)
        _write_at(draw, line._replace(lines=[text]), at, "rs" if is_rtl else "ls", fonts)


def _write_at(draw: ImageDraw, line: _Line, at: tuple[int, int], anchor: str, fonts: Fonts) -> None:
    (text,) = line.lines
    shaped = needs_shaping(text)
    direction = ("rtl" if is_right_to_left(text) else "ltr") if shaped else None
    face = fonts.load(line.font, line.size, shaped=shaped)
    weight = line.size / 90 if line.is_strong else 0  # most fonts here have one weight
    draw.text(at, text, fill=line.colour, font=face, anchor=anchor, direction=direction, stroke_width=weight)


def _jpeg(card: Image) -> bytes:
    """Return the card in the best of the qualities that is light enough."""
    for quality in _QUALITIES:
        file = io.BytesIO()
        card.save(file, "JPEG", quality=quality, optimize=True)
        if file.tell() <= _MOST_BYTES:
            break
    return file.getvalue()
