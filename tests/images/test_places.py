"""Where a picture stands on a page, and how wide it is there."""

from __future__ import annotations

import pytest

from mkdocs_academic.images.places import NAMES, PlaceName, find_images, sizes
from mkdocs_academic.markup import tags_named

ARTICLE = '<article class="md-content__inner md-typeset">'


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("{}", ""),
        ("<header><div>{}</div></header>", ""),
        (f"{ARTICLE}<p>{{}}</p></article>", "text"),
        (f"{ARTICLE}<p>x</p></article>{{}}", ""),
        (
            f"{ARTICLE}<div class='paper-box'><div class='paper-box-image'><div>{{}}</div></div></div></article>",
            "teaser",
        ),
        (f"{ARTICLE}<div class='paper-box'><div class='paper-box-image'></div><div>{{}}</div></div></article>", "text"),
        (
            f'{ARTICLE}<div class="acad-paper acad-paper--page"><div class="paper-box-image">{{}}</div></div>',
            "page teaser",
        ),
        (f'{ARTICLE}<div class="acad-paper acad-paper--page">{{}}</div>', "page"),
        (f"{ARTICLE}</div></div></picture>{{}}", "text"),
        (f"{ARTICLE}<div><div>{{}}", "text"),
        (f"{ARTICLE}<div><div></article>{{}}", ""),
        (f"<!-- {ARTICLE} -->{{}}", ""),
        ('<section class="acad-profile">{}</section>', ""),
    ],
)
def test_place(html: str, place: PlaceName) -> None:
    found = list(find_images(tags_named(html.format("<img src=a.png>"), NAMES)))
    assert [image.place for image in found] == [place]


BARS = '<div class="md-sidebar md-sidebar--primary"{}></div><div class="md-sidebar md-sidebar--secondary" hidden></div>'


@pytest.mark.parametrize(
    ("html", "has_short_lines", "place"),
    [
        ("<p>{}</p>", True, "text"),
        ("<figure>{}</figure>", True, "wide"),
        ("<div><p>{}</p></div>", True, "wide"),
        ("<div></div>{}", True, "text"),
        ("<p>{}</p>", False, "wide"),
        ("<div class='paper-box-image'><div>{}</div></div>", False, "teaser"),
    ],
)
def test_a_page_without_bars_is_wide_but_for_short_lines(html: str, has_short_lines: bool, place: PlaceName) -> None:
    for hidden, expected in ((" hidden", place), ("", "teaser" if place == "teaser" else "text")):
        tags = tags_named(BARS.format(hidden) + ARTICLE + html.format("<img src=a>"), NAMES)
        assert [image.place for image in find_images(tags, has_short_lines=has_short_lines)] == [expected]


def test_the_portrait_is_known_by_its_class() -> None:
    (found,) = find_images(tags_named('<img class="acad-profile__avatar" src="a.png">', NAMES))
    assert found.place == "portrait"


def test_a_picture_of_the_author_is_known_as_such() -> None:
    found = find_images(tags_named(f"{ARTICLE}<picture><img src=a></picture><img src=b>", NAMES))
    assert [image.is_in_picture for image in found] == [True, False]


def test_end_tags_that_close_nothing_take_no_longer_than_others() -> None:
    """With the square of their number it would take minutes."""
    html = ARTICLE + "<div>" * 20_000 + "</article></picture>" * 20_000 + "<img src=a>"
    assert len(list(find_images(tags_named(html, NAMES)))) == 1


DENSE = "(max-width: 44.98em) and (min-resolution: 2.5dppx)"
WHOLE = "(min-width: 45em) 690px, calc(100vw - 32px)"
PHONE = f"{DENSE} calc(66.7vw - 21px), calc(100vw - 32px)"


@pytest.mark.parametrize(
    ("place", "written", "size", "expected"),
    [
        ("text", {}, (2000, 1000), f"(min-width: 45em) 690px, {PHONE}"),
        ("text", {}, (400, 300), f"(min-width: 27em) 400px, {PHONE}"),
        ("text", {}, (200, 300), "200px"),
        ("text", {"width": "120"}, (2000, 1000), "120px"),
        ("text", {"width": "100%"}, (2000, 1000), WHOLE),
        ("text", {"width": "100%"}, (200, 100), "200px"),
        ("text", {"style": "width: 1.35em;"}, (2000, 1000), "24px"),
        ("text", {"style": "max-width:400px"}, (2000, 1000), f"(min-width: 27em) 400px, {PHONE}"),
        ("text", {"style": "width: 100%; height: auto"}, (2000, 1000), WHOLE),
        ("text", {"style": "border-width: 3px; width: 50%"}, (2000, 1000), WHOLE),
        ("teaser", {}, (500, 400), f"(min-width: 39em) 350px, {PHONE}"),
        ("teaser", {"style": "width: 100%"}, (500, 400), f"(min-width: 39em) 350px, {PHONE}"),
        ("page teaser", {}, (500, 400), f"(min-width: 39em) 480px, {PHONE}"),
        (
            "portrait",
            {},
            (500, 500),
            "(min-width: 125em) 202px, (min-width: 100em) 185px, (min-width: 60em) 168px, 80px",
        ),
        (
            "portrait",
            {},
            (900, 600),
            "(min-width: 125em) 303px, (min-width: 100em) 278px, (min-width: 60em) 252px, 120px",
        ),
        (
            "portrait",
            {},
            (600, 900),
            "(min-width: 125em) 202px, (min-width: 100em) 185px, (min-width: 60em) 168px, 80px",
        ),
    ],
)
def test_sizes(place: PlaceName, written: dict[str, str], size: tuple[int, int], expected: str) -> None:
    assert sizes(place, written, *size) == expected
