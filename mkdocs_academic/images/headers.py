"""What a picture's file says of itself, read without decoding the picture."""

from __future__ import annotations

from pathlib import Path

from . import heif, jpeg, png, webp
from .records import Header
from .svg import read_drawing

_HEAD = 1_000_000  # what stands before the size: profiles of colours, a camera's previews
NOTHING = Header("", 0, 0)
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def read_header(data: bytes) -> Header:
    """Return what the first bytes of a file say, or all of them; its name says nothing.

    A `kind` of "" is no picture that is known here; TIFF and AVIF do not give their size away so easily.
    """
    if data.startswith(jpeg.MAGIC):
        return jpeg.header(data)
    if data.startswith(png.MAGIC):
        return png.header(data)
    if webp.is_webp(data):
        return webp.header(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
        return Header("gif", width, height, _is_animated_gif(data))
    if data[:2] == b"BM" and len(data) >= 26:
        width, height = (abs(int.from_bytes(data[at : at + 4], "little", signed=True)) for at in (18, 22))
        return Header("bmp", width, height)
    if data[:4] in (b"II*\0", b"MM\0*"):
        return Header("tiff", 0, 0)
    if heif.is_heif(data):
        brand = data[8:12]
        is_moving = brand == b"avis"
        if is_moving or brand == b"avif" or b"avif" in data[16:64]:
            return Header("avif", 0, 0, is_moving)
        return Header("heic", 0, 0) if brand in _HEIC else NOTHING
    return NOTHING


def read_size(path: Path) -> tuple[int, int]:
    """Return width and height of a picture's file, 0 where it does not say.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(_HEAD)
    header = read_drawing(data)[0] if path.suffix.lower() == ".svg" else read_header(data)
    return header.width, header.height


def without_private(data: bytes) -> bytes:
    """Return the file without what cameras and programs write into it; `data` itself where there is nothing to take."""
    for is_kind, clean in (
        (data.startswith(jpeg.MAGIC), jpeg.without_private),
        (data.startswith(png.MAGIC), png.without_private),
        (webp.is_webp(data), webp.without_private),
        (heif.is_heif(data), heif.without_private),
    ):
        if is_kind:
            cleaned = clean(data)
            return data if cleaned == data else cleaned
    return data


def may_be_private(head: bytes, tail: bytes) -> bool:
    """Whether `without_private` may have something to do, by the first bytes of a file and its last two."""
    return not head.startswith(jpeg.MAGIC) or jpeg.may_be_private(head, tail)


def _is_animated_gif(data: bytes) -> bool:
    """Whether there is a second frame.

    Source: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, appendix B
    """
    if len(data) < 13:
        return False
    position = 13 + _colours(data[10])
    frames = 0
    while position + 2 < len(data):
        match data[position]:
            case 0x2C if frames:
                return True
            case 0x2C if position + 10 < len(data):
                frames += 1
                position = _after_blocks(data, position + 11 + _colours(data[position + 9]))
            case 0x21:
                position = _after_blocks(data, position + 2)
            case _:
                return False
    return False


def _colours(flags: int) -> int:
    """Return how many bytes a table of colours takes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, position: int) -> int:
    while position < len(data) and data[position]:
        position += 1 + data[position]
    return position + 1
