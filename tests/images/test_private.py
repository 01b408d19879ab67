"""What a published file does not tell: where it was taken, by whom, what was cut away."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import drawing, exif, opened, photograph
from PIL import ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from mkdocs_academic.images.headers import may_be_private, without_private

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Manchester</x:xmpmeta>"
THUMBNAIL = photograph(16, 12)
AVIF = photograph(16, 12, "AVIF", exif=exif(6), xmp=XMP)


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def telling_jpeg(orientation: int = 6) -> bytes:
    data = photograph(64, 48, exif=exif(orientation), icc_profile=PROFILE, comment=b"Manchester", xmp=XMP)
    more = segment(0xED, b"Photoshop 3.0\0 Manchester") + segment(0xE0, b"JFXX\0\x10" + THUMBNAIL)
    more += segment(0xE2, b"MPF\0 Manchester") + segment(0xEB, b"JP Manchester")
    return data[:2] + more + data[2:] + THUMBNAIL


def telling_png() -> bytes:
    texts = PngInfo()
    texts.add_text("Author", "Somebody")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("Raw profile type exif", "Manchester", zip=True)
    return drawing(64, 48, exif=exif(6), icc_profile=PROFILE, pnginfo=texts) + b"Manchester"


def telling_webp() -> bytes:
    return photograph(64, 48, "WEBP", exif=exif(6), icc_profile=PROFILE, xmp=XMP)


def telling_avif() -> bytes:
    return photograph(64, 48, "AVIF", exif=exif(6), icc_profile=PROFILE, xmp=XMP)


@pytest.mark.parametrize("data", [telling_jpeg(), telling_png(), telling_webp()], ids=["jpeg", "png", "webp"])
def test_the_picture_stays_bit_for_bit_and_tells_nothing(data: bytes) -> None:
    cleaned = without_private(data)
    before, after = opened(data), opened(cleaned)
    assert not any(told in cleaned for told in (b"Manchester", b"Somebody", XMP, THUMBNAIL))
    assert not after.getexif().get_ifd(0x8825)
    assert dict(after.getexif()) == {0x0112: 6}
    assert after.info["icc_profile"] == PROFILE
    assert after.tobytes() == before.tobytes()
    assert ImageOps.exif_transpose(after).size == (48, 64)
    assert without_private(cleaned) is cleaned


def test_a_picture_that_stands_upright_keeps_no_exif_data() -> None:
    cleaned = without_private(telling_jpeg(orientation=1))
    assert b"Exif" not in cleaned


@pytest.mark.parametrize(("orientation", "flags"), [(6, 0x28), (1, 0x20)])
def test_a_webp_says_what_it_still_has(orientation: int, flags: int) -> None:
    """RFC 9649, section 2.7: 0x20 for the profile, 0x08 for Exif data, 0x04 for XMP."""
    cleaned = without_private(photograph(64, 48, "WEBP", exif=exif(orientation), icc_profile=PROFILE, xmp=XMP))
    assert cleaned[12:16] == b"VP8X"
    assert cleaned[20] == flags


def test_an_avif_stays_bit_for_bit_and_upright_and_tells_nothing() -> None:
    data = telling_avif()
    cleaned = without_private(data)
    before, after = opened(data), opened(cleaned)
    assert b"Somebody" in data and XMP in data
    assert not any(told in cleaned for told in (b"Manchester", b"Somebody", XMP))
    # Pillow makes an orientation of what the picture says elsewhere.
    assert (dict(after.getexif()), after.info["icc_profile"]) == ({0x0112: 6}, PROFILE)
    assert (after.size, after.tobytes()) == (before.size, before.tobytes())
    assert without_private(cleaned) is cleaned


def box(kind: bytes, content: bytes, *, wide: bool = False) -> bytes:
    if wide:
        return b"\0\0\0\1" + kind + (16 + len(content)).to_bytes(8, "big") + content
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def heif(item: bytes, *, method: int = 1, start: int = 0, length: int = 20, wide: bool = False) -> bytes:
    """Return a file whose item 300 000 has 20 bytes within its own description: the newest of each box's versions."""
    number = (300_000).to_bytes(4, "big")
    infe = box(b"infe", b"\3\0\0\0" + number + b"\0\0" + item)
    iinf = box(b"iinf", b"\1\0\0\0" + (1).to_bytes(4, "big") + infe)
    extent = start.to_bytes(4, "big") + length.to_bytes(4, "big")
    item_location = number + method.to_bytes(2, "big") + b"\0\0" + b"\0\1" + extent
    iloc = box(b"iloc", b"\2\0\0\0" + b"\x44\0" + (1).to_bytes(4, "big") + item_location)
    inner = b"\0\0\0\0" + iinf + iloc + box(b"idat", b"Manchester, England.")
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", inner, wide=wide)


@pytest.mark.parametrize("item", [b"Exif\0", b"mime\0application/rdf+xml\0"], ids=["Exif", "XMP"])
@pytest.mark.parametrize("wide", [False, True])
def test_a_heic_with_its_data_in_the_description_tells_nothing(item: bytes, wide: bool) -> None:
    data = heif(item, wide=wide)
    cleaned = without_private(data)
    assert b"Manchester" in data and b"Manchester" not in cleaned
    assert len(cleaned) == len(data) and cleaned[: data.index(b"idat")] == data[: data.index(b"idat")]


@pytest.mark.parametrize(
    "data",
    [
        heif(b"mime\0text/plain\0"),
        heif(b"av01\0"),
        heif(b"Exif\0", method=2),
        heif(b"Exif\0", start=1),
        heif(b"Exif\0", length=2**32 - 1),
        heif(b"mime\0application/rdf+xml"),
        heif(b"Exif\0")[:-30],
        box(b"ftyp", b"avif") + box(b"meta", b"\0\0\0\0" + box(b"iinf", b"") + box(b"iloc", b"")),
        box(b"ftyp", b"avif") + b"\0\0\0\7meta",
        box(b"ftyp", b"avif"),
    ],
)
def test_what_is_no_sound_heif_or_not_private_stays_as_it_is(data: bytes) -> None:
    assert without_private(data) is data


@given(st.integers(0, 2_000), st.binary(max_size=4))
def test_no_damage_to_an_avif_is_an_error(position: int, damage: bytes) -> None:
    data = bytearray(AVIF)
    data[position : position + len(damage)] = damage
    assert len(without_private(bytes(data))) == len(data)


def test_a_jpeg_keeps_what_says_how_its_colours_are_meant() -> None:
    data = photograph(64, 48, mode="CMYK", exif=exif())
    cleaned = without_private(data)
    assert b"Adobe" in cleaned
    assert opened(cleaned).tobytes() == opened(data).tobytes()


def test_the_thumbnail_of_a_jfif_header_goes() -> None:
    data = photograph(64, 48)
    end = 4 + int.from_bytes(data[4:6], "big")
    with_thumbnail = data[:2] + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2" + b"Manchester12") + data[end:]
    cleaned = without_private(with_thumbnail)
    assert b"Manchester" not in cleaned
    assert opened(cleaned).tobytes() == opened(data).tobytes()


def test_a_progressive_jpeg_is_kept_to_its_last_scan() -> None:
    data = photograph(64, 48, progressive=True, exif=exif())
    assert opened(without_private(data + b"Manchester")).tobytes() == opened(data).tobytes()


def test_a_drawing_keeps_the_source_that_it_can_be_changed_with() -> None:
    source = PngInfo()
    source.add_text("mxfile", "<mxfile/>")
    source.add_text("Software", "A program")
    cleaned = without_private(drawing(64, 48, pnginfo=source))
    assert opened(cleaned).info == {"mxfile": "<mxfile/>"}


def test_what_is_rewritten_is_a_sound_png() -> None:
    cleaned = without_private(telling_png())
    position = 8
    while position < len(cleaned):
        length = int.from_bytes(cleaned[position : position + 4], "big")
        body = cleaned[position + 4 : position + 8 + length]
        assert cleaned[position + 8 + length : position + 12 + length] == zlib.crc32(body).to_bytes(4, "big")
        position += 12 + length


def test_a_file_that_tells_nothing_stays_as_it_is() -> None:
    for data in (photograph(64, 48), drawing(64, 48), photograph(64, 48, "WEBP"), b"", b"text", telling_jpeg()[:300]):
        assert without_private(data) is data


@pytest.mark.parametrize(
    ("data", "expected"),
    [(photograph(64, 48), False), (telling_jpeg(), True), (photograph(64, 48) + b"more", True), (drawing(9, 9), True)],
)
def test_most_photographs_need_not_be_read_to_their_end(data: bytes, expected: bool) -> None:
    assert may_be_private(data[:65_536], data[-2:]) == expected
