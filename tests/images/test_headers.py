"""The size of a picture, read from its header alone: the same as the library that decodes it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import drawing, encoded, exif, moving, opened, photograph
from PIL import Image, ImageOps

from mkdocs_academic.images.headers import may_be_private, read_header, read_size, without_private

FILES = {
    "jpeg": photograph(64, 48),
    "jpeg, progressive": photograph(64, 48, progressive=True),
    "jpeg, with a profile": photograph(64, 48, icc_profile=b"x" * 70_000),
    "png": drawing(64, 48),
    "webp": photograph(64, 48, "WEBP"),
    "webp, lossless": photograph(64, 48, "WEBP", lossless=True),
    "webp, transparent": photograph(64, 48, "WEBP", "RGBA"),
    "webp, extended": photograph(64, 48, "WEBP", exif=exif()),
    "gif": drawing(64, 48, "GIF"),
    "bmp": drawing(64, 48, "BMP"),
}


@pytest.mark.parametrize("name", FILES)
def test_kind_and_size_are_those_of_the_file(name: str) -> None:
    header = read_header(FILES[name])
    assert header == (name.split(",")[0], 64, 48, False)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_is_known(kind: str) -> None:
    header = read_header(moving(64, 48, kind))
    assert header == (kind.lower(), 64, 48, True)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_on_its_side_is_measured_as_it_is_shown(kind: str, orientation: int) -> None:
    data = photograph(64, 48, kind, exif=exif(orientation))
    header = read_header(data)
    assert (header.width, header.height) == ImageOps.exif_transpose(opened(data)).size


def test_the_size_of_a_file_is_read_from_its_head(tmp_path: Path) -> None:
    for name, content in (("a.jpg", FILES["jpeg"]), ("b.svg", b'<svg width="64" height="48"/>'), ("c.png", b"")):
        (tmp_path / name).write_bytes(content)
    assert read_size(tmp_path / "a.jpg") == (64, 48)
    assert read_size(tmp_path / "b.svg") == (64, 48)
    assert read_size(tmp_path / "c.png") == (0, 0)


@pytest.mark.parametrize("data", [b"", b"text", b"%!PS-Adobe", b"\xff\xd8\xff", b"GIF89a", b"BM", b"RIFF\0\0\0\0WEBP"])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert read_header(data)[1:3] == (0, 0)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_ends_anywhere_is_read_and_cleaned_without_an_error(name: str) -> None:
    data = FILES[name]
    for end in (*range(min(len(data), 400)), *range(400, len(data), 97)):
        read_header(data[:end])
        may_be_private(data[:end], data[-2:])
        without_private(data[:end])


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_any_wrong_byte_is_read_and_cleaned_without_an_error(name: str) -> None:
    for position in range(min(len(FILES[name]), 300)):
        for byte in (0, 0x7F, 0xFF):
            wrong = FILES[name][:position] + bytes([byte]) + FILES[name][position + 1 :]
            read_header(wrong)
            without_private(wrong)


def test_the_kind_is_told_by_the_content() -> None:
    tiff = encoded(Image.new("RGB", (8, 8)), "TIFF")
    assert read_header(tiff).kind == "tiff"
    assert read_header(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").kind == "heic"
    assert read_header(b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif").kind == "avif"
