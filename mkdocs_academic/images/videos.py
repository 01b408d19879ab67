"""The size of a video, read from its first boxes: nothing is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_MOST_BOXES = 1_000
_MAX_HEADER = 16_000_000
_CONTAINERS = frozenset({b"trak", b"moov"})
# WebM: EBML's elements by their ids, those that hold others and those that say the size.
_OUTER = frozenset({0x18538067, 0x1654AE6B, 0xAE, 0xE0})
_WIDTH, _HEIGHT = 0xB0, 0xBA
_WEBM_HEAD = 262_144


def read_size(file: BinaryIO) -> tuple[int, int]:
    """Return width and height of an MP4 or WebM file in pixels, (0, 0) where it does not say.

    Source: ISO/IEC 14496-12, section 8.3.2; RFC 9559
    """
    head = file.read(8)
    if head[:4] == b"\x1aE\xdf\xa3":
        return _webm_size(head + file.read(_WEBM_HEAD))
    if head[4:] == b"ftyp":
        file.seek(0)
        return next((size for size in _tracks(_movie(file)) if all(size)), (0, 0))
    return 0, 0


def _movie(file: BinaryIO) -> bytes:
    """Return the box that describes the movie, which may stand behind it."""
    position = 0
    for _ in range(_MOST_BOXES):
        file.seek(position)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        length = int.from_bytes(head[8:16], "big") if length == 1 else length
        if kind == b"moov" and length <= _MAX_HEADER:
            file.seek(position)
            return file.read(length)
        if length < 8:
            break
        position += length
    return b""


def _tracks(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the sizes of the tracks, which are 0 for sound."""
    position = 0
    for _ in range(_MOST_BOXES):
        length, kind = int.from_bytes(data[position : position + 4], "big"), data[position + 4 : position + 8]
        if kind == b"tkhd" and 8 <= length <= len(data) - position:
            end = position + length
            width, height = (int.from_bytes(data[at : at + 4], "big") >> 16 for at in (end - 8, end - 4))
            yield width, height
        if length < 8:
            return
        position += 8 if kind in _CONTAINERS else length


def _webm_size(data: bytes) -> tuple[int, int]:
    width = height = position = 0
    for _ in range(_MOST_BOXES):
        identifier, position = _number(data, position, keeps_mark=True)
        length, position = _number(data, position, keeps_mark=False)
        if not identifier or position >= len(data):
            break
        if identifier in _OUTER:
            continue
        value = int.from_bytes(data[position : position + min(length, 8)], "big")
        width = value if identifier == _WIDTH else width
        height = value if identifier == _HEIGHT else height
        if width and height:
            return (width, height) if max(width, height) < 100_000 else (0, 0)
        position += length
    return 0, 0


def _number(data: bytes, position: int, *, keeps_mark: bool) -> tuple[int, int]:
    """Return a number of EBML's variable length and where it ends; 0 where there is none."""
    if position >= len(data) or not data[position]:
        return 0, position + 1
    size = 9 - data[position].bit_length()
    value = int.from_bytes(data[position : position + size], "big")
    return (value if keeps_mark else value & ~(1 << 7 * size)), position + size
