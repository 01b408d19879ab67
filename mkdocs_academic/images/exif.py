"""The one thing of a picture's Exif data that a page needs: which way is up."""

from __future__ import annotations

import struct

_ORIENTATION = 0x0112
_MAX_ENTRIES = 1000
UPRIGHT = 1
LYING = frozenset({5, 6, 7, 8})
"""Orientations that exchange width and height."""


def orientation(tiff: bytes) -> int:
    """Return the orientation, 1 to 8, that a block of Exif data gives; 1 where it gives none.

    Source: TIFF 6.0, section 2; CIPA DC-008 (Exif 2.32), section 4.6.4
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return UPRIGHT
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    if start + 2 > len(tiff):
        return UPRIGHT
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for entry in range(start + 2, start + 2 + 12 * min(count, _MAX_ENTRIES), 12):
        if entry + 12 > len(tiff):
            break
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == _ORIENTATION and kind == 3:
            return value if 1 <= value <= 8 else UPRIGHT
    return UPRIGHT


def only_orientation(value: int) -> bytes:
    """Return a block of Exif data that says which way is up, and nothing else."""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
