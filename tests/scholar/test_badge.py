"""The badge: its sizes, its colours, its texts, and what an address of shields.io asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.scholar.badge import BadgeQuery, badge_svg, read_badge_query
from mkdocs_academic.scholar.badge_colours import contrast, read_colour, text_colour
from mkdocs_academic.scholar.badge_drawing import STYLES
from mkdocs_academic.scholar.letter_widths import text_width

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"


def read(label: str, message: str, **options: Any) -> ElementTree.Element:
    return ElementTree.fromstring(badge_svg(label, message, **options))


def texts(root: ElementTree.Element) -> list[str]:
    """The texts that are no shadows."""
    groups = [group for group in root.iter(f"{SVG}g") if "fill-opacity" not in group.attrib]
    return [str(child.text) for group in groups for child in group.findall(f"{SVG}text")]


def grounds(root: ElementTree.Element) -> list[str]:
    fills = [rect.get("fill", "") for rect in root.iter(f"{SVG}rect")]
    return [fill for fill in fills if fill.startswith("#")]


@pytest.mark.parametrize("style", STYLES)
def test_texts_lie_inside_the_badge_side_by_side(style: str) -> None:
    root = read("citations", "12,345", style=style, logo="Google Scholar")
    end = 0.0
    for text in (text for text in root.iter(f"{SVG}text") if not text.get("fill", "").startswith("#01")):
        middle, half = float(text.get("x", "")), float(text.get("textLength", "")) / 2
        assert middle - half > end
        end = middle + half
    assert end < float(root.get("width", ""))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


@pytest.mark.parametrize(
    ("style", "height"), [("flat", "20"), ("flat-square", "20"), ("plastic", "18"), ("for-the-badge", "28"), ("", "20")]
)
def test_a_style_has_its_height(style: str, height: str) -> None:
    assert read("a", "b", style=style).get("height") == height


def test_the_texts_are_as_the_style_writes_them() -> None:
    assert texts(read("citations", "ok")) == ["citations", "ok"]
    assert texts(read("citations", "ok", style="for-the-badge")) == ["CITATIONS", "OK"]
    assert texts(read("citations", "ok", style="social")) == ["Citations", "ok"]


def test_it_says_what_it_shows() -> None:
    root = read("citations", "1 < 2")
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext(f"{SVG}title") == "citations: 1 < 2"
    assert read("a", "b", title="12 citations").get("aria-label") == "12 citations"
    assert read("", "b").get("aria-label") == "b"


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("9cf", "#99ccff"),
        ("#9CF", "#99ccff"),
        ("f4d03f", "#f4d03f"),
        (" BrightGreen ", "#44cc11"),
        ("lightgray", "#9f9f9f"),
        ("9c", ""),
        ("9cff", ""),
        ("url(#x)", ""),
        ("", ""),
        ("#", ""),
        ("٣٣٣", ""),
    ],
)
def test_a_colour_is_a_name_or_hex_digits(written: str, colour: str) -> None:
    assert read_colour(written) == colour
    assert grounds(read("a", "b", colour=written)) == ["#555555", colour or "#007ec6"]
    assert grounds(read("a", "b", label_colour=written)) == [colour or "#555555", "#007ec6"]


def test_without_a_label_there_is_one_box() -> None:
    assert grounds(read("", "b")) == ["#007ec6"]
    assert grounds(read("", "b", logo="google-scholar")) == ["#555555", "#007ec6"]


@given(st.integers(0, 0xFFFFFF))
def test_the_text_stands_out_on_any_ground(colour: int) -> None:
    ground = f"#{colour:06x}"
    assert contrast(read_colour(text_colour(ground)) or "", ground) >= 4.3


def test_text_is_light_on_shields_blue_and_dark_on_its_green() -> None:
    assert (text_colour("#007ec6"), text_colour("#44cc11")) == ("#fff", "#111")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_only_logo_is_a_mortarboard() -> None:
    plain = badge_svg("citations", "1")
    assert badge_svg("citations", "1", logo="Semantic Scholar") == plain
    assert read("citations", "1", logo="googlescholar").find(f".//{SVG}path") is not None
    assert float(read("citations", "1", logo="Google Scholar").get("width", "")) > float(
        ElementTree.fromstring(plain).get("width", "")
    )


def test_letters_have_their_own_widths() -> None:
    assert text_width("iiii") < text_width("eeee") < text_width("mmmm")
    assert text_width("e\u0301") == text_width("é") == text_width("e")
    assert text_width("引用") == text_width("한국") == 22
    assert text_width("") == 0


def test_long_texts_are_shortened() -> None:
    label, message = texts(read("x" * 500, "1" * 500))
    assert len(label) == len(message) == 80
    assert label.endswith("…")


def test_the_svg_of_a_badge() -> None:
    root = ElementTree.fromstring(badge_svg("citations", "1,234", colour="9cf", label_colour="f6f6f6"))
    ElementTree.register_namespace("", SVG.strip("{}"))
    ElementTree.indent(root)
    assert ElementTree.tostring(root, encoding="unicode") + "\n" == (HERE / "badge.svg").read_text(encoding="utf-8")


# What an address asks for

REAL = (
    "https://img.shields.io/endpoint?url=https%3A%2F%2Fexample.org%2Fgs.json%3Fa%3Db"
    "&logo=Google%20Scholar&labelColor=f6f6f6&color=9cf&style=flat&label=citations"
)


def test_the_templates_badge_is_read() -> None:
    expected = BadgeQuery("citations", "99ccff", "f6f6f6", "flat", "Google Scholar")
    assert read_badge_query(REAL) == expected
    assert read_badge_query(REAL.partition("?")[2]) == expected
    assert read_badge_query(REAL.replace("&", "&amp;")) == expected
    assert (
        read_badge_query("url={{ url | url_encode }}&logo=Google Scholar&labelColor=f6f6f6&color=9cf&label=citations")
        == expected
    )


def test_a_badge_takes_what_was_read() -> None:
    query = read_badge_query("label=cited+by&color=orange&style=for-the-badge&prefix=~")
    svg = badge_svg(
        query.label, f"{query.prefix}7", colour=query.colour, label_colour=query.label_colour, style=query.style
    )
    root = ElementTree.fromstring(svg)
    assert texts(root) == ["CITED BY", "~7"]
    assert grounds(root) == ["#555555", "#fe7d37"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?",
        "color=red;}&style=../x&labelColor=%22%3E&logo=data:image/png",
        "color=&label=&style=",
        "&&&=&=x",
        "%ff%00",
    ],
)
def test_what_is_unknown_is_as_if_it_were_not_written(query: str) -> None:
    assert read_badge_query(query) == BadgeQuery()


def test_the_first_of_a_repeated_name_counts() -> None:
    assert read_badge_query("label=a&label=b").label == "a"


# Bad stuff


@pytest.mark.parametrize("style", STYLES)
def test_hostile_texts_stay_texts(style: str) -> None:
    hostile = "</text><script>alert(1)</script>\"'&\x00\x1b\ud800\uffff"
    root = read(hostile, hostile, style=style, title=hostile, colour=hostile, label_colour=hostile, logo=hostile)
    assert root.find(f".//{SVG}script") is None
    assert "alert" in texts(root)[0].lower()


@given(st.text(), st.text(), st.text(), st.sampled_from(sorted(STYLES)) | st.text(), st.text())
def test_any_texts_give_a_well_formed_badge(label: str, message: str, colour: str, style: str, title: str) -> None:
    root = read(label, message, colour=colour, label_colour=colour, style=style, logo=label, title=title)
    assert 0 <= float(root.get("width", "")) < 4000


@given(st.text() | st.builds("label={}&color={}&style={}&logo={}".format, *[st.text()] * 4))
def test_any_query_is_read(query: str) -> None:
    found = read_badge_query(query)
    assert read_colour(found.colour)
    assert found.style in STYLES
    assert len(found.label) <= 80
