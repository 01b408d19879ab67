"""WebP files by their chunks.

Source: RFC 9649
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .exif import LYING, UPRIGHT, only_orientation, orientation
from .records import Header

_HAS_XMP, _HAS_EXIF, _IS_ANIMATED = 0x04, 0x08, 0x02


class Chunk(NamedTuple):
    """A chunk; `start` and `end` are its offsets in the file, the byte that fills it up included."""

    kind: bytes
    start: int
    end: int
    content: bytes


def is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks; they end where the file is broken."""
    position = 12
    while position + 8 <= len(data):
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        if position + 8 + length > len(data):
            return
        end = min(position + 8 + length + length % 2, len(data))
        yield Chunk(data[position : position + 4], position, end, data[position + 8 : position + 8 + length])
        position = end


def header(data: bytes) -> Header:
    width = height = 0
    is_animated, up = False, UPRIGHT
    for chunk in chunks(data):
        head = chunk.content[:10]
        if chunk.kind == b"VP8X" and len(head) == 10:
            is_animated = bool(head[0] & _IS_ANIMATED)
            width, height = (1 + int.from_bytes(head[at : at + 3], "little") for at in (4, 7))
        elif chunk.kind == b"VP8 " and not width and head[3:6] == b"\x9d\x01\x2a":
            width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        elif chunk.kind == b"VP8L" and not width and head[:1] == b"\x2f" and len(head) >= 5:
            bits = int.from_bytes(head[1:5], "little")
            width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif chunk.kind == b"EXIF":
            up = _orientation(chunk.content)
    width, height = (height, width) if up in LYING else (width, height)
    return Header("webp", width, height, is_animated)


def without_private(data: bytes) -> bytes:
    """Return the file without Exif data and XMP, but for its orientation; the picture stays bit for bit."""
    found = list(chunks(data))
    if not found or found[-1].end != len(data) or not any(chunk.kind in (b"EXIF", b"XMP ") for chunk in found):
        return data
    up = next((_orientation(chunk.content) for chunk in found if chunk.kind == b"EXIF"), UPRIGHT)
    kept = [data[chunk.start : chunk.end] for chunk in found if chunk.kind not in (b"EXIF", b"XMP ")]
    if found[0].kind == b"VP8X":
        flags = kept[0][8] & ~(_HAS_XMP | _HAS_EXIF) | (_HAS_EXIF if up != UPRIGHT else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
        if up != UPRIGHT:
            block = only_orientation(up)
            kept.append(b"EXIF" + len(block).to_bytes(4, "little") + block)
    content = b"".join((b"WEBP", *kept))
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def _orientation(content: bytes) -> int:
    return orientation(content.removeprefix(b"Exif\0\0"))
