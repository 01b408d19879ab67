"""Smaller forms of a picture: how wide, which way up, in which colours, and when there are none."""

from __future__ import annotations

import zlib
from threading import Lock

import pytest
from pictures import drawing, encoded, exif, moving, opened, photograph
from PIL import Image, ImageCms

from mkdocs_academic.images.headers import read_header
from mkdocs_academic.images.records import Picture
from mkdocs_academic.images.variants import MAX_PIXELS, Maker, chosen_widths

WIDTHS = (100, 200, 300)
PHOTO = photograph(400, 200, quality=95)


def make(data: bytes, widths: tuple[int, ...] = WIDTHS, quality: int = 80) -> Picture:
    return Maker(widths, quality, Lock()).make(data, read_header(data))


@pytest.mark.parametrize(
    ("intrinsic", "widths"),
    [(1000, (100, 200, 300)), (300, (100, 200, 300)), (250, (100, 200, 250)), (220, (100, 220)), (90, (90,))],
)
def test_no_variant_is_larger_than_the_picture_and_none_nearly_as_large_as_the_next(
    intrinsic: int, widths: tuple[int, ...]
) -> None:
    assert chosen_widths((300, 100, 200, 200), intrinsic) == widths


def test_variants_are_webp_of_the_pictures_shape() -> None:
    made = make(PHOTO)
    assert made.problem == ""
    assert [opened(variant.content).size for variant in made.variants] == [(100, 50), (200, 100), (300, 150)]
    assert {opened(variant.content).format for variant in made.variants} == {"WEBP"}
    assert [len(variant.content) for variant in made.variants] == sorted(len(one.content) for one in made.variants)


def test_the_same_file_makes_the_same_bytes() -> None:
    assert make(PHOTO) == make(PHOTO)


def test_a_lower_quality_takes_less() -> None:
    high, low = make(PHOTO, quality=90), make(PHOTO, quality=40)
    assert len(low.variants[-1].content) < len(high.variants[-1].content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_on_its_side_is_turned_and_tells_nothing_else(kind: str) -> None:
    data = encoded(opened(drawing(800, 400)), kind, exif=exif(6))
    smallest = opened(make(data + bytes(20_000)).variants[0].content)
    assert smallest.size == (100, 200)
    assert "exif" not in smallest.info
    assert smallest.getpixel((50, 20))[2] > 100 and smallest.getpixel((50, 20))[0] < 60  # navy is above now
    assert min(smallest.getpixel((70, 180))) > 200


def test_a_large_jpeg_is_decoded_no_larger_than_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    load = Image.Image.resize
    monkeypatch.setattr(Image.Image, "resize", lambda self, *a, **k: sizes.append(self.size) or load(self, *a, **k))
    make(photograph(2400, 1200), widths=(100, 300))
    assert max(sizes) == (300, 150)


def test_flat_colours_are_kept_without_losses_and_photographs_are_not() -> None:
    drawn = make(drawing(600, 300, compress_level=0))
    shown = opened(drawn.variants[-1].content).convert("RGB")
    assert [shown.getpixel(point) for point in ((10, 100), (290, 10))] == [(0, 0, 128), (255, 255, 255)]
    assert b"VP8L" in drawn.variants[-1].content[:32]
    photographed = make(photograph(600, 300, "PNG"))
    assert b"VP8L" not in photographed.variants[-1].content[:32]


@pytest.mark.parametrize(
    "image",
    [
        photograph(400, 200, mode="CMYK"),
        photograph(400, 200, mode="CMYK", icc_profile=b"no profile"),
        photograph(400, 200, mode="L"),
        photograph(400, 200, "PNG", "P"),
        photograph(400, 200, "PNG", "1") + bytes(20_000),
        photograph(400, 200, "PNG", "LA"),
        photograph(400, 200, "GIF", "L"),
        photograph(400, 200, "BMP"),
        photograph(400, 200, "TIFF"),
    ],
)
def test_every_kind_of_colours_becomes_one_that_browsers_show(image: bytes) -> None:
    made = make(image)
    assert made.problem == ""
    assert made.header[1:3] == (400, 200)
    assert opened(made.variants[0].content).mode in ("RGB", "RGBA")


def test_what_is_transparent_stays_so() -> None:
    image = Image.merge("RGBA", (*opened(photograph(400, 200)).split(), Image.linear_gradient("L").resize((400, 200))))
    for data in (encoded(image, "PNG"), photograph(400, 200, "PNG", transparency=(3, 3, 3))):
        assert opened(make(data).variants[0].content).mode == "RGBA"


def test_colours_of_a_wide_profile_keep_it_and_srgb_needs_none() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = srgb.replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))
    kept = [opened(make(photograph(400, 200, icc_profile=one)).variants[0].content).info for one in (srgb, other)]
    assert [info.get("icc_profile") for info in kept] == [None, other]


@pytest.mark.parametrize(
    "data",
    [photograph(60, 40), moving(300, 200, "GIF"), moving(300, 200, "WEBP"), moving(300, 200, "PNG"), drawing(400, 300)],
    ids=["small", "GIF", "WEBP", "PNG", "small drawing"],
)
def test_what_moves_or_is_small_has_no_variants(data: bytes) -> None:
    made = make(data)
    assert made == Picture(read_header(data))
    assert made.header.width


def test_a_picture_has_no_variants_if_they_save_nothing() -> None:
    assert make(photograph(400, 300, quality=5), widths=(400,), quality=100).variants == ()


def test_a_webp_is_its_own_largest_variant() -> None:
    made = make(photograph(400, 200, "WEBP", quality=95), widths=(100, 800))
    assert [(one.width, bool(one.content)) for one in made.variants] == [(100, True), (400, False)]


def test_a_picture_in_16_bits_of_grey_is_shown_as_it_is() -> None:
    grey = Image.frombytes("I;16", (200, 100), bytes(range(200)) * 200)
    assert make(encoded(grey, "PNG", compress_level=0)) == Picture(read_header(encoded(grey, "PNG", compress_level=0)))


# Bad stuff


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to be larger than any memory."""
    data = drawing(8, 8)
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + data[24:29]
    return data[:12] + head + zlib.crc32(head).to_bytes(4, "big") + data[33:]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (PHOTO[: len(PHOTO) // 2], "it ends too early"),
        (PHOTO[:300], "it ends too early"),
        (drawing(800, 400)[:-40], "cannot be read"),
        (b"", "no picture of a known kind"),
        (b"<html>", "no picture of a known kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no picture of a known kind"),
        (bomb(60_000, 60_000), f"has 60000 x 60000 pixels, more than {MAX_PIXELS // 1_000_000} million"),
        (bomb(8_000, 9_000), "has 8000 x 9000 pixels"),
        (bomb(0, 0), "cannot be read"),
        (bomb(4_000, 4_000), "cannot be read"),
        (b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 99, "cannot be read"),
        (b"GIF89a\x10\0\x10\0\0\0\0", "cannot be read"),
    ],
)
def test_what_is_broken_or_huge_has_a_problem_and_no_variants(data: bytes, problem: str) -> None:
    made = make(data)
    assert problem in made.problem
    assert made.variants == ()


def test_any_wrong_byte_makes_a_picture_or_a_problem() -> None:
    small = photograph(120, 60, quality=95) + bytes(9_000)
    for position in range(0, 700, 7):
        made = make(small[:position] + b"\xff\0"[position % 2 :][:1] + small[position + 1 :], widths=(60,))
        assert isinstance(made, Picture)


def test_a_very_tall_picture_is_none_of_webp_and_stays() -> None:
    made = make(drawing(40, 40_000, compress_level=0), widths=(20, 40))
    assert (made.header.height, made.problem, made.variants) == (40_000, "", ())
