"""Whether two pictures of a part of a page look alike, to the eye and not to the pixel."""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image, ImageChops

SAME_SIZE = 0.02
"""The share by which sides may differ: another Chromium breaks no line anew and rounds a height otherwise."""


class Cells(NamedTuple):
    """Squares whose mean colours are compared, and how far one may be from the other, of 255 in a channel.

    What letters are drawn with (hinting, smoothing) leaves the mean of a square nearly as it is; a part that moved, is
    missing or has another colour changes it: a small part one of the small squares, a pale one the larger.
    """

    side: int
    most: int


CELLS = (Cells(12, 45), Cells(48, 12))
MEAN = 2.0
"""How far all of the picture may be from the other in the mean."""


def difference(now: Image.Image, before: Image.Image) -> str:
    """Return in which way two pictures do not look alike, "" where they do."""
    for side, here, there in zip(("wide", "high"), now.size, before.size, strict=True):
        if abs(here - there) > max(4, SAME_SIZE * there):
            return f"is {here} px {side}, was {there}"
    now, before = now.convert("RGB"), before.convert("RGB").resize(now.size)
    for cells in CELLS:
        apart = cell_differences(now, before, cells.side)
        largest = max(top for _, top in apart.getextrema())
        if largest > cells.most:
            return f"differs by {largest} in a square of {cells.side} px, {cells.most} is allowed"
    mean = _mean(cell_differences(now, before, CELLS[0].side))
    return f"differs by {mean:.1f} in the mean, {MEAN} is allowed" if mean > MEAN else ""


def cell_differences(now: Image.Image, before: Image.Image, side: int) -> Image.Image:
    """Return how far the mean colours of each square are apart, one pixel a square."""
    size = (max(1, now.width // side), max(1, now.height // side))
    means = [picture.resize(size, Image.Resampling.BOX) for picture in (now, before)]
    return ImageChops.difference(*means)


def _mean(picture: Image.Image) -> float:
    reds, greens, blues = (band.histogram() for band in picture.split())
    total = sum(value * count for band in (reds, greens, blues) for value, count in enumerate(band))
    return total / (3 * picture.width * picture.height)
