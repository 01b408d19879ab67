"""AVIF and HEIC files by their boxes, as far as what is private in them goes.

Source: ISO/IEC 14496-12, sections 8.11.3 (`iloc`), 8.11.6 (`iinf`) and 8.11.11 (`idat`)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_MOST_BOXES = 10_000
_EXIF = b"Exif"
_XMP = b"application/rdf+xml"
_EMPTY_EXIF = b"\0\0\0\0II*\0\x08" + bytes(9)
"""Where the data begin, and a TIFF header with a directory of no entry: readers refuse a picture with no header."""


def is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def without_private(data: bytes) -> bytes:
    """Return the file with empty Exif data and zeros for XMP in the same places; the picture stays bit for bit.

    Which way is up stands elsewhere (`irot`, `imir`). What cannot be read stays as it is.
    """
    try:
        spans = list(_private_spans(data))
    except _EndError:
        return data
    cleaned = bytearray(data)
    for kind, start, end in spans:
        empty = _EMPTY_EXIF if kind == _EXIF and end - start >= len(_EMPTY_EXIF) else b""
        cleaned[start:end] = empty.ljust(end - start, b"\0")
    return bytes(cleaned)


class _EndError(Exception):
    """The file ends too early, or says something else than it may."""


class _Box(NamedTuple):
    """A box; `start` and `end` are those of its content."""

    kind: bytes
    start: int
    end: int


class _Reader:
    def __init__(self, data: bytes, box: _Box) -> None:
        self._data = data
        self._end = box.end
        self.position = box.start

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def take(self, size: int) -> bytes:
        start, self.position = self.position, self.position + size
        if self.position > self._end:
            raise _EndError
        return self._data[start : self.position]

    def text(self) -> bytes:
        end = self._data.find(b"\0", self.position, self._end)
        if end < 0:
            raise _EndError
        start, self.position = self.position, end + 1
        return self._data[start:end]


def _private_spans(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield where Exif data and XMP stand in the file, and which they are."""
    meta = next((box for box in _boxes(data, 0, len(data)) if box.kind == b"meta"), None)
    if meta is None:
        return
    inner = {box.kind: box for box in _boxes(data, meta.start + 4, meta.end)}
    if not {b"iinf", b"iloc"} <= inner.keys():
        return
    private = dict(_private_items(data, inner[b"iinf"]))
    if not private:
        return
    for item, method, start, end in _extents(_Reader(data, inner[b"iloc"])):
        if item in private:
            within = inner.get(b"idat") if method == 1 else _Box(b"", 0, len(data))
            if within is None or method > 1 or not start <= end <= within.end - within.start:
                raise _EndError
            yield private[item], within.start + start, within.start + end


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    for _ in range(_MOST_BOXES):
        if end - start < 8:
            return
        length, kind, head = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        elif length == 0:
            length = end - start
        if not head <= length <= end - start:
            raise _EndError
        yield _Box(kind, start + head, start + length)
        start += length


def _private_items(data: bytes, box: _Box) -> Iterator[tuple[int, bytes]]:
    reader = _Reader(data, box)
    is_short = reader.number(4) >> 24 == 0
    reader.number(2 if is_short else 4)
    for entry in _boxes(data, reader.position, box.end):
        item = _Reader(data, entry)
        version = item.number(4) >> 24
        if entry.kind != b"infe" or version not in (2, 3):
            continue
        number = item.number(2 if version == 2 else 4)
        item.number(2)
        kind = item.take(4)
        if kind == _EXIF:
            yield number, _EXIF
        elif kind == b"mime":
            item.text()
            if item.text() == _XMP:
                yield number, _XMP


def _extents(reader: _Reader) -> Iterator[tuple[int, int, int, int]]:
    """Yield the pieces of every item: its number, how its offsets count, and where the piece begins and ends."""
    version = reader.number(4) >> 24
    sizes = reader.number(2)
    offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(reader.number(2 if version < 2 else 4)):
        item = reader.number(2 if version < 2 else 4)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(base_size)
        for _ in range(reader.number(2)):
            reader.number(index_size if version else 0)
            start = base + reader.number(offset_size)
            yield item, method, start, start + reader.number(length_size)
