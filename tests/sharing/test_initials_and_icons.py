"""Initials of names from anywhere, and the icons that are made of them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from mkdocs_academic.sharing.colours import accent, contrast, schemes
from mkdocs_academic.sharing.fonts import Fonts
from mkdocs_academic.sharing.icons import SIZES, icon_png, icon_svg, manifest
from mkdocs_academic.sharing.initials import initials
from mkdocs_academic.sharing.robots import robots_txt

NONE = Fonts(folders=())


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Alan M. Turing", "AT"),
        ("Ada", "A"),
        ("Ludwig van Beethoven", "LB"),
        ("Jean-Luc Picard", "JP"),
        ("Prof. Dr. Emmy Noether", "EN"),
        ("Alan Turing, PhD, FRS", "AT"),
        ("Turing, Alan", "AT"),
        ("Martin Luther King Jr.", "MK"),
        ("Yo-Yo Ma", "YM"),
        ("JACK MA", "JM"),
        ("Feijiang Han (韩飞江)", "FH"),
        ("(韩飞江)", "韩"),
        ("韩飞江", "韩"),
        ("山田 太郎", "山"),
        ("김철수", "김"),
        ("محمد الخوارزمي", "م"),
        ("élodie dupont", "ÉD"),
        ("E\u0301lodie Dupont", "ÉD"),
        ("bell hooks", "BH"),
        ("Gerard 't Hooft", "GH"),
        ("🎓🚀", ""),
        ("", ""),
        ("...", ""),
        ("</script><script>", "S"),
        ("ß", "ß"),
        ("A" * 100_000, "A"),
    ],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_svg_has_both_schemes_and_no_markup_of_the_name() -> None:
    root = ElementTree.fromstring(icon_svg("<&", "#4051b5"))
    assert root[-1].text == "<&"
    assert "prefers-color-scheme:dark" in (root[0].text or "")


def test_icons_are_drawn_in_their_sizes_and_the_same_each_time() -> None:
    for size in SIZES.values():
        content = icon_png("AT", "#4051b5", size, NONE)
        assert content is not None
        assert content == icon_png("AT", "#4051b5", size, Fonts(folders=()))
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == (size, size)
            assert len(picture.getcolors(size * size) or ()) > 2  # the ground, the letters and their edges


def test_letters_that_no_font_has_make_no_icon() -> None:
    assert icon_png("韩", "#4051b5", 32, NONE) is None
    assert icon_png("", "#4051b5", 32, NONE) is None


def test_the_manifest_names_the_site_and_its_icons() -> None:
    data = json.loads(
        manifest(
            name='Alan "Turing"s </script>',
            letters="AT",
            accent="#4051b5",
            background="#ffffff",
            language="",
            icons={"icon-192.png": 192},
        )
    )
    assert data["name"] == 'Alan "Turing"s </script>'
    assert data["short_name"] == "AT"
    assert data["icons"] == [{"src": "icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"}]
    assert "lang" not in data


@pytest.mark.parametrize(
    ("palette", "css", "colour"),
    [
        ([{"media": "x"}, {"primary": "teal"}], "", "#008578"),
        ({"primary": "deep purple"}, "", "#7e56c2"),
        ({"primary": "custom"}, "body{--acad-accent: #7A1F3D;}", "#7a1f3d"),
        ({"primary": "red"}, ":root{--md-primary-fg-color:#036}", "#003366"),
        ({"primary": ["red"]}, "--acad-accent: red", "#4051b5"),
        ("teal", "", "#4051b5"),
        (None, "", "#4051b5"),
        ({"primary": "yellow"}, "", accent({"primary": "yellow"})),
    ],
)
def test_the_colour_of_a_site_can_be_read_on_white(palette: object, css: str, colour: str) -> None:
    assert accent(palette, css) == colour
    assert contrast(colour, "#ffffff") >= 4.5


def test_a_colour_that_was_chosen_comes_first() -> None:
    chosen = [accent({"primary": "teal"}, "--acad-accent:#000000", colour) for colour in ("#7A1F3D", "#036", "navy")]
    assert chosen == ["#7a1f3d", "#003366", "#000080"]
    assert accent({"primary": "teal"}, "", "no colour at all") == accent({"primary": "teal"})


def test_the_schemes_of_a_site_are_those_of_its_palette() -> None:
    assert schemes([{"media": "x"}, {"scheme": "default"}, {"scheme": "slate"}]) == ("default", "slate")
    assert schemes({"scheme": "slate"}) == ("slate",)
    assert schemes({"scheme": "own"}) == ("default",)


def test_robots_are_forbidden_nothing_and_told_of_the_sitemap() -> None:
    assert robots_txt("https://example.org/lab") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/lab/sitemap.xml\n"
    )
    assert robots_txt("") == "User-agent: *\nAllow: /\n"


def test_a_font_of_the_site_comes_first_and_a_damaged_one_is_passed_over(tmp_path: Path) -> None:
    damaged = tmp_path / "own.ttf"
    damaged.write_bytes(b"no font")
    fonts = Fonts(own=str(damaged), folders=())
    found = fonts.find("Alan")
    assert found is not None
    assert found.path == ""
