"""PNG files by their chunks.

Source: PNG (third edition), https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from .exif import LYING, UPRIGHT, only_orientation, orientation
from .records import Header

MAGIC = b"\x89PNG\r\n\x1a\n"
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_DRAWINGS = (b"mxfile\0", b"mxGraphModel\0", b"application/vnd.excalidraw+json\0")
"""Texts that a picture can be opened and changed with."""


class Chunk(NamedTuple):
    """A chunk; `start` and `end` are its offsets in the file."""

    kind: bytes
    start: int
    end: int
    content: bytes


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks up to the last; they end where the file is broken."""
    position = len(MAGIC)
    while position + 12 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        if end > len(data):
            return
        kind = data[position + 4 : position + 8]
        yield Chunk(kind, position, end, b"" if kind in (b"IDAT", b"fdAT") else data[position + 8 : end - 4])
        if kind == b"IEND":
            return
        position = end


def header(data: bytes) -> Header:
    width, height, up, is_animated = 0, 0, UPRIGHT, False
    for chunk in chunks(data):
        if chunk.kind == b"IHDR" and len(chunk.content) >= 8:
            width, height = (int.from_bytes(chunk.content[at : at + 4], "big") for at in (0, 4))
        elif chunk.kind == b"acTL":
            is_animated = True
        elif chunk.kind == b"eXIf":
            up = orientation(chunk.content)
        elif chunk.kind == b"IDAT":
            break
    width, height = (height, width) if up in LYING else (width, height)
    return Header("png", width, height, is_animated)


def without_private(data: bytes) -> bytes:
    """Return the file without Exif data, times and texts, but for the source of a drawing; all else stays."""
    kept: list[bytes] = [MAGIC]
    for chunk in chunks(data):
        if chunk.kind == b"eXIf" and (up := orientation(chunk.content)) != UPRIGHT:
            kept.append(_chunk(b"eXIf", only_orientation(up)))
        elif not _is_private(chunk):
            kept.append(data[chunk.start : chunk.end])
        if chunk.kind == b"IEND":
            return b"".join(kept)
    return data


def _is_private(chunk: Chunk) -> bool:
    is_text = chunk.kind in _TEXTS and not chunk.content.startswith(_DRAWINGS)
    return is_text or chunk.kind in (b"eXIf", b"tIME")


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + check
