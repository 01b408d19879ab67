"""A portrait in a circle, or the initials where there is none that can be drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .fonts import Fonts

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_BYTES = 30_000_000
_MOST_PIXELS = 60_000_000
_FINER = 3  # times as large are edges drawn that are smooth when made smaller


class PortraitError(Exception):
    """A picture cannot be drawn.

    Arguments:
        why: As a message goes on after its name.
        cure: What to do.
    """

    def __init__(self, why: str, cure: str) -> None:
        super().__init__(why)
        self.why = why
        self.cure = cure


def read_portrait(path: Path, size: int) -> Image:
    """Return the middle of a picture as a square, upright and in the colours of a screen.

    Raises:
        PortraitError: It is none that Pillow reads, or too large.
    """
    from PIL import Image, ImageOps

    if path.suffix.lower() in (".svg", ".svgz"):
        cure = "A JPEG or PNG of the same name beside it is drawn."
        raise PortraitError("is an SVG, which cannot be drawn here", cure)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PortraitError(f"is larger than {_MOST_BYTES // 1_000_000} MB", "Make it smaller.")
        with Image.open(path) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise PortraitError(f"has more than {_MOST_PIXELS // 1_000_000} million pixels", "Make it smaller.")
            picture.draft("RGB", (2 * size, 2 * size))
            upright = ImageOps.exif_transpose(picture)
            whole = upright.convert("RGBA") if _has_alpha(upright) else upright.convert("RGB")
            return ImageOps.fit(whole, (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    except PortraitError:
        raise
    except Exception as error:  # a damaged picture raises whatever its decoder makes of it
        why = f"cannot be read as a picture ({type(error).__name__})"
        raise PortraitError(why, "Save it anew as JPEG or PNG.") from error


def put_round(card: Image, picture: Image, at: tuple[int, int]) -> None:
    """Put a square picture on a card, as a circle; `at` is its upper left corner."""
    from PIL import ImageChops

    mask = disc(picture.width)
    if picture.mode == "RGBA":
        mask = ImageChops.multiply(mask, picture.getchannel("A"))
    card.paste(picture.convert("RGB"), at, mask)


def disc(size: int) -> Image:
    """Return a white disc on black, with a smooth edge."""
    from PIL import Image, ImageDraw

    large = Image.new("L", (size * _FINER, size * _FINER))
    ImageDraw.Draw(large).ellipse((0, 0, large.width - 1, large.height - 1), fill=255)
    return large.resize((size, size), Image.Resampling.BOX)


def lettered(letters: str, size: int, *, colour: str, ground: str, fonts: Fonts) -> Image | None:
    """Return the letters in the middle of a square; None where no font has them."""
    from PIL import Image, ImageDraw

    font = fonts.find(letters) if letters else None
    if font is None:
        return None
    square = Image.new("RGB", (size, size), ground)
    share = 0.56 if len(letters) == 1 else 0.42
    face = fonts.load(font, round(size * share))
    left, top, right, bottom = face.getbbox(letters, anchor="ls")
    at = (size / 2 - (left + right) / 2, size / 2 - (top + bottom) / 2)
    weight = round(size * 0.006)  # the font has one weight
    ImageDraw.Draw(square).text(
        at, letters, fill=colour, font=face, anchor="ls", stroke_width=weight, stroke_fill=colour
    )
    return square


def _has_alpha(picture: Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info
