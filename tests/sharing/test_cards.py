"""The picture that social networks show for a page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from mkdocs_academic.sharing.card import HEIGHT, WIDTH, Look, Writing, draw_card, is_whole, read_look
from mkdocs_academic.sharing.fonts import Font, Fonts
from mkdocs_academic.sharing.lettering import drawable, is_right_to_left, needs_shaping, shortened, wrapped
from mkdocs_academic.sharing.portrait import PortraitError, read_portrait

NONE = Fonts(folders=())
SITE = Writing("", "Alan Turing", "Reader in the Theory of Computing", "example.org")
PAGE = Writing("On computable numbers, with an application", "Alan Turing", "", "example.org")


@pytest.fixture(scope="module")
def look() -> Look:
    return read_look("#4051b5", "AT", None, NONE)


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(io.BytesIO(content)).convert("RGB")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Return how many pixels of a part of a card are dark."""
    return sum(picture.crop(box).convert("L").histogram()[:128])


@pytest.mark.parametrize("writing", [SITE, PAGE, SITE._replace(role="", address="")])
def test_a_card_is_large_light_and_the_same_each_time(writing: Writing, look: Look) -> None:
    content = draw_card(writing, look, NONE)
    assert opened(content).size == (WIDTH, HEIGHT)
    assert content == draw_card(writing, look, Fonts(folders=()))
    assert len(content or b"") < 100_000


def test_the_site_s_card_has_its_name_and_its_face_and_a_page_s_card_its_title(look: Look) -> None:
    site, page = opened(draw_card(SITE, look, NONE)), opened(draw_card(PAGE, look, NONE))
    assert ink(site, (80, 180, 780, 420)) > 5_000
    assert site.getpixel((WIDTH - 88 - 150, 160)) != (255, 255, 255)
    assert ink(page, (80, 60, 1120, 460)) > 10_000
    assert ImageChops.difference(site, page).getbbox() is not None


def test_a_long_text_stays_on_the_card(look: Look) -> None:
    writing = Writing("Entscheidungsproblem " * 60, "Name " * 100, "", "example.org/" * 30)
    card = opened(draw_card(writing, look, NONE))
    assert ink(card, (WIDTH - 80, 0, WIDTH, HEIGHT)) == 0
    assert ink(card, (100, 0, WIDTH, 30)) == 0
    assert ink(opened(draw_card(Writing("", "W" * 300, "M" * 300), look, NONE)), (WIDTH - 80, 0, WIDTH, HEIGHT)) == 0


@pytest.mark.parametrize("name", ["🎓🚀", "", " ", "\x00\x01", "韩飞江", "\U0010fffe"])
def test_a_name_that_no_font_has_makes_no_card(name: str, look: Look) -> None:
    assert draw_card(Writing("", name), look, NONE) is None


def test_what_matters_less_and_has_no_font_is_left_out(look: Look) -> None:
    written = SITE._replace(role="计算机科学")
    assert draw_card(written, look, NONE) == draw_card(SITE._replace(role=""), look, NONE)
    assert not is_whole(written, NONE)
    assert is_whole(SITE, NONE)


def test_a_second_name_in_parentheses_gives_way_to_the_card(look: Look) -> None:
    assert draw_card(SITE._replace(name="Alan Turing (图灵)"), look, NONE) == draw_card(SITE, look, NONE)


def test_emoji_are_left_out_of_a_text(look: Look) -> None:
    assert drawable("🎓 Alan\u200b  Turing\ufe0f ✨ © 👩‍🔬") == "Alan Turing © \u200d"
    assert draw_card(SITE._replace(name="🎓 Alan Turing 🚀"), look, NONE) == draw_card(SITE, look, NONE)


@pytest.mark.parametrize(
    "name", ["</script>", '"&<', "\u202eAlan\u202d", "a\u0300" * 500, "\ud800", "محمد", "x" * 100_000]
)
def test_hostile_names_are_drawn_or_not(name: str, look: Look) -> None:
    for writing in (Writing("", name, name, name), Writing(name, name, name, name)):
        content = draw_card(writing, look, NONE)
        assert content is None or opened(content).size == (WIDTH, HEIGHT)


# The portrait


def test_a_portrait_is_round_and_in_the_middle(tmp_path: Path) -> None:
    Image.new("RGB", (900, 400), "#00ff00").save(tmp_path / "a.png")
    card = opened(draw_card(SITE, read_look("#4051b5", "AT", tmp_path / "a.png", NONE), NONE))
    middle, corner = card.getpixel((WIDTH - 88 - 150, 295)), card.getpixel((WIDTH - 88 - 297, 148))
    assert isinstance(middle, tuple)
    assert middle[1] > 240 > middle[0] + middle[2]
    assert corner == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_portrait_may_be_of_any_kind(mode: str, tmp_path: Path) -> None:
    ending = "jpg" if mode == "CMYK" else "png"
    Image.new(mode, (40, 60)).save(tmp_path / f"a.{ending}")
    assert read_portrait(tmp_path / f"a.{ending}", 100).size == (100, 100)


def test_of_an_animation_the_first_picture_counts_and_a_phone_s_turn_is_made(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("#ff0000", "#0000ff")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert read_portrait(tmp_path / "a.gif", 10).convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    turned = Image.new("RGB", (40, 40), "#ffffff")
    ImageDraw.Draw(turned).rectangle((0, 0, 40, 20), fill="#000000")
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(tmp_path / "a.png", exif=exif)
    upright = read_portrait(tmp_path / "a.png", 40).convert("L")
    assert [upright.getpixel((5, 20)), upright.getpixel((35, 20))] == [255, 0]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.svg", b"<svg/>", "is an SVG"),
        ("a.png", b"", "cannot be read"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "cannot be read"),
        ("a.jpg", b"\xff\xd8\xff" + b"x" * 1000, "cannot be read"),
        ("none.png", None, "cannot be read"),
    ],
)
def test_a_portrait_that_is_none_is_named(name: str, content: bytes | None, why: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(PortraitError) as told:
        read_look("#4051b5", "AT", tmp_path / name, NONE)
    assert why in told.value.why
    assert told.value.cure


def test_a_picture_of_too_many_pixels_is_not_unpacked(tmp_path: Path) -> None:
    Image.new("1", (9_000, 9_000)).save(tmp_path / "bomb.png")
    with pytest.raises(PortraitError) as told:
        read_portrait(tmp_path / "bomb.png", 100)
    assert "million pixels" in told.value.why


# Lines


def test_lines_break_between_words_and_characters_of_chinese() -> None:
    assert wrapped("one two three", width=7, most=2, length=len) == ["one two", "three"]
    assert wrapped("one two three", width=7, most=1, length=len) is None
    assert wrapped("word", width=3, most=9, length=len) is None
    assert wrapped("可计算数，及其应用", width=4, most=9, length=len) == ["可计算", "数，及其", "应用"]
    assert wrapped("用Python编程", width=7, most=9, length=len) == ["用Python", "编程"]
    assert shortened("one two three four", width=8, most=2, length=len) == ["one two", "three…"]
    assert shortened("incomputable", width=5, most=1, length=len) == ["inco…"]
    assert shortened("x", width=0, most=1, length=len) == []


def test_scripts_that_need_more_than_a_font_are_known() -> None:
    assert [needs_shaping(text) for text in ("Turing", "é", "韩", "محمد", "שלום", "हिन्दी", "e\u0323\u0323")] == [
        *(False, False, False),
        *(True, True, True, True),
    ]
    assert [is_right_to_left(text) for text in ("Turing", "1 محمد", "(שלום)", "123")] == [False, True, True, False]


def test_a_font_has_what_it_draws(tmp_path: Path) -> None:
    assert NONE.has(Font(), "Alan Turing…")
    assert not NONE.has(Font(), "Łukasiewicz")
    assert not NONE.has(Font(str(tmp_path / "none.ttf")), "A")
