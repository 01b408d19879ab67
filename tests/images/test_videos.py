"""The size of a video, read from its boxes."""

from __future__ import annotations

import io

import pytest

from mkdocs_academic.images.videos import read_size


def box(kind: bytes, *contents: bytes) -> bytes:
    content = b"".join(contents)
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def track(width: int, height: int) -> bytes:
    return box(b"trak", box(b"tkhd", bytes(76), (width << 16).to_bytes(4, "big"), (height << 16).to_bytes(4, "big")))


def element(identifier: str, content: bytes) -> bytes:
    return bytes.fromhex(identifier) + (len(content) | 1 << 28).to_bytes(4, "big") + content


FILM = (
    box(b"ftyp", b"isom")
    + box(b"mdat", bytes(999))
    + box(b"moov", box(b"mvhd", bytes(9)), track(0, 0), track(640, 360))
)
WEBM = element("1A45DFA3", bytes(20)) + element(
    "18538067",
    element("1549A966", bytes(9))
    + element(
        "1654AE6B",
        element("AE", element("D7", b"\1") + element("E0", element("B0", b"\2\x80") + element("BA", b"\1\x68"))),
    ),
)


@pytest.mark.parametrize("data", [FILM, WEBM], ids=["mp4", "webm"])
def test_size(data: bytes) -> None:
    assert read_size(io.BytesIO(data)) == (640, 360)


@pytest.mark.parametrize("data", [FILM, WEBM], ids=["mp4", "webm"])
def test_a_video_that_ends_anywhere_has_no_size(data: bytes) -> None:
    sizes = {read_size(io.BytesIO(data[:end])) for end in range(len(data) - 1)}
    assert sizes <= {(0, 0), (640, 360)}
    assert (0, 0) in sizes


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        box(b"ftyp", b"isom") + b"\0\0\0\0moov",
        box(b"ftyp", b"isom") + b"\0\0\0\1free" + bytes(8),
        box(b"ftyp", b"isom") + box(b"free") * 5000,
        box(b"ftyp", b"isom") + box(b"moov", b"\0\0\0\0trak"),
        box(b"ftyp", b"isom") + b"\xff\xff\xff\xffmoov",
        bytes.fromhex("1A45DFA3") + b"\0" * 99,
        bytes.fromhex("1A45DFA3 FF") + b"\xff" * 99,
    ],
)
def test_what_is_no_video_has_no_size(data: bytes) -> None:
    assert read_size(io.BytesIO(data)) == (0, 0)
