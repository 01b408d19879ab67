"""JPEG files by their segments: size, orientation, and the same picture without what cameras write into it.

Source: ITU-T T.81, annex B; CIPA DC-008 (Exif 2.32), section 4.5
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .exif import LYING, UPRIGHT, only_orientation, orientation
from .records import Header

MAGIC = b"\xff\xd8\xff"
_SCAN, _END, _APP0, _APP1, _APP2, _APP14, _COMMENT = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_APPLICATIONS = frozenset(range(_APP0, 0xF0)) - {_APP14}  # the last one says how colours are meant
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF = b"Exif\0"
_IN_SCAN = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
_THUMBNAIL = 14  # where a JFIF segment says how large the thumbnail is that follows


class Segment(NamedTuple):
    """A marker with what belongs to it; `start` and `end` are its offsets in the file."""

    marker: int
    start: int
    end: int
    content: bytes


def segments(data: bytes) -> Iterator[Segment]:
    """Yield the segments up to the first scan, which is yielded too; they end where the file is broken."""
    position = 2
    while data[position : position + 1] == b"\xff" and position + 4 <= len(data):
        marker = data[position + 1]
        if marker == 0xFF:  # fill bytes
            position += 1
            continue
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == _END or end < position + 4 or end > len(data):
            return
        yield Segment(marker, position, end, data[position + 4 : end])
        if marker == _SCAN:
            return
        position = end


def header(data: bytes) -> Header:
    up = UPRIGHT
    for segment in segments(data):
        up = _orientation(segment, up)
        if segment.marker in _FRAMES and len(segment.content) >= 5:
            height, width = (int.from_bytes(segment.content[at : at + 2], "big") for at in (1, 3))
            width, height = (height, width) if up in LYING else (width, height)
            return Header("jpeg", width, height)
    return Header("jpeg", 0, 0)


def without_private(data: bytes) -> bytes:
    """Return the file without Exif data, XMP, IPTC, comments, thumbnails and what follows the picture.

    Colours, the picture itself and its orientation stay, bit for bit. A file that is broken stays as it is.
    """
    kept: list[bytes] = [data[:2]]
    up = UPRIGHT
    for segment in segments(data):
        up = _orientation(segment, up)
        if segment.marker == _SCAN:
            if up != UPRIGHT:
                block = b"Exif\0\0" + only_orientation(up)
                kept.insert(1, b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block)
            return b"".join((*kept, data[segment.start : _end_of_picture(data, segment.end)]))
        kept.append(_public(segment, data))
    return data


def may_be_private(head: bytes, tail: bytes) -> bool:
    """Whether `without_private` may have something to do, by the first bytes of a file and its last two."""
    for segment in segments(head):
        if segment.marker == _SCAN:
            return tail != b"\xff\xd9"
        if _public(segment, head) != head[segment.start : segment.end]:
            return True
    return True


def _orientation(segment: Segment, known: int) -> int:
    is_exif = segment.marker == _APP1 and segment.content.startswith(_EXIF)
    return orientation(segment.content[6:]) if is_exif else known


def _public(segment: Segment, data: bytes) -> bytes:
    """Return what of a segment may be published: "" for all that is neither the picture nor its colours."""
    whole = data[segment.start : segment.end]
    if segment.marker == _APP0:
        is_jfif = segment.content.startswith(b"JFIF\0") and len(segment.content) >= _THUMBNAIL
        return b"\xff\xe0\x00\x10" + segment.content[: _THUMBNAIL - 2] + b"\0\0" if is_jfif else b""
    if segment.marker == _APP2:
        return whole if segment.content.startswith(b"ICC_PROFILE\0") else b""
    is_private = segment.marker in _APPLICATIONS or segment.marker == _COMMENT
    return b"" if is_private else whole


def _end_of_picture(data: bytes, position: int) -> int:
    """Return where the picture ends: phones append previews with data of their own."""
    while found := _IN_SCAN.search(data, position):
        if found[1] == b"\xd9":
            return found.end()
        position = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
    return len(data)
