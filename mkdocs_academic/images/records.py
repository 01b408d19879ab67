"""What is known of a picture."""

from __future__ import annotations

from typing import NamedTuple


class Header(NamedTuple):
    """What a file says of itself.

    Arguments:
        kind: `jpeg`, `png`, `gif`, `webp`, `bmp`, `tiff`, `avif`, `heic` or `svg`.
        width: In pixels, as the picture is shown: a photograph that was taken on its side is turned. 0 where unknown.
    """

    kind: str
    width: int
    height: int
    is_animated: bool = False


class Variant(NamedTuple):
    """A smaller form of a picture, in WebP; without content it is the file itself, which is WebP already."""

    width: int
    content: bytes


class Picture(NamedTuple):
    """A picture and its smaller forms, the smallest first.

    Arguments:
        problem: Why it cannot be shown or made smaller, without a full stop; "" where nothing is wrong.
    """

    header: Header
    variants: tuple[Variant, ...] = ()
    problem: str = ""
