"""What becomes of an `img`: its author's words stay, and what is known is added."""

from __future__ import annotations

import pytest
from processor_time import assert_linear

from mkdocs_academic.images.elements import Seen, Turn, image_edits, video, video_edits
from mkdocs_academic.images.heights import ANY, with_height
from mkdocs_academic.images.places import NAMES, find_images
from mkdocs_academic.markup import replace_spans, tags_named

KNOWN = Seen(800, 400)
LATER = Turn()
LAZY = 'loading="lazy" decoding="async"'


def completed(html: str, seen: Seen = KNOWN, turn: Turn = LATER, heights: frozenset[str] = frozenset()) -> str:
    article = f'<article class="md-typeset">{html}'
    edits = []
    for found in find_images(tags_named(article, NAMES)):
        edits += image_edits(found, seen, turn, heights)
    return replace_spans(article, edits).partition(">")[2]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<img src="a.jpg">', f'<img src="a.jpg" width="800" height="400" {LAZY}>'),
        ("<img src='a.jpg'/>", f'<img src=\'a.jpg\' width="800" height="400" {LAZY} />'),
        ('<img src="a.jpg" width="200">', f'<img src="a.jpg" width="200" height="100" {LAZY}>'),
        ('<img src="a.jpg" height="200">', f'<img src="a.jpg" height="200" width="400" {LAZY}>'),
        ('<img src="a.jpg" width="9" height="9">', f'<img src="a.jpg" width="9" height="9" {LAZY}>'),
        (
            '<img src="a.jpg" width="50%">',
            f'<img src="a.jpg" width="50%" style="aspect-ratio: auto 800 / 400" {LAZY}>',
        ),
        (
            '<img src="a.jpg" width="50%" style="border: 0;">',
            f'<img src="a.jpg" width="50%" style="border: 0; aspect-ratio: auto 800 / 400" {LAZY}>',
        ),
        ('<img src="a.jpg" width="50%" height="9">', f'<img src="a.jpg" width="50%" height="9" {LAZY}>'),
        ('<img src="a.jpg" width="">', f'<img src="a.jpg" width="" {LAZY}>'),
        (
            '<img style="width: 50%" src="a.jpg">',
            f'<img style="width: 50%" src="a.jpg" width="800" height="400" {LAZY}>',
        ),
        (
            '<img src="a.jpg" style="height: 3em;">',
            f'<img src="a.jpg" style="height: 3em; width: auto" width="800" height="400" {LAZY}>',
        ),
        (
            '<img src="a.jpg" style="max-height: 300px">',
            f'<img src="a.jpg" style="max-height: 300px; width: auto" width="800" height="400" {LAZY}>',
        ),
        (
            '<img src="a.jpg" style="width: 10em; height: 3em">',
            f'<img src="a.jpg" style="width: 10em; height: 3em" width="800" height="400" {LAZY}>',
        ),
        (
            '<img src="a.jpg" style="line-height: 2; height: auto">',
            f'<img src="a.jpg" style="line-height: 2; height: auto" width="800" height="400" {LAZY}>',
        ),
        (
            '<img src="a.jpg" loading="eager" decoding="sync">',
            '<img src="a.jpg" loading="eager" decoding="sync" width="800" height="400">',
        ),
    ],
)
def test_size_and_loading(written: str, expected: str) -> None:
    assert completed(written) == expected


def test_the_first_picture_is_loaded_at_once_and_first_where_there_is_no_portrait() -> None:
    size = 'width="800" height="400"'
    assert completed('<img src="a.jpg">', turn=Turn(is_near=True)) == f'<img src="a.jpg" {size} decoding="async">'
    urgent = completed('<img src="a.jpg">', turn=Turn(is_near=True, is_urgent=True))
    assert urgent == f'<img src="a.jpg" {size} fetchpriority="high" decoding="async">'


def test_a_picture_of_unknown_size_keeps_its_own() -> None:
    assert completed('<img src="https://example.org/a.png">', Seen()) == f'<img src="https://example.org/a.png" {LAZY}>'


def test_smaller_forms_stand_before_the_picture_which_is_shown_where_they_are_not_understood() -> None:
    seen = Seen(800, 400, (("i/a-320.webp", 320), ("i/a%20&b-800.webp", 800)))
    sizes = (
        "(min-width: 45em) 690px, (max-width: 44.98em) and (min-resolution: 2.5dppx) calc(66.7vw - 21px), "
        "calc(100vw - 32px)"
    )
    assert completed('<a href="a.jpg"><img src="a.jpg" alt="A &amp; B" class="wide"></a>', seen) == (
        '<a href="a.jpg"><picture style="display:contents">'
        f'<source type="image/webp" srcset="i/a-320.webp 320w, i/a%20&amp;b-800.webp 800w" sizes="{sizes}" '
        'style="display:none">'
        f'<img src="a.jpg" alt="A &amp; B" class="wide" width="800" height="400" {LAZY}></picture></a>'
    )


@pytest.mark.parametrize(
    "html", ['<img src="a.jpg" srcset="b.jpg 2x">', '<picture><source srcset="a.avif"><img src="a.jpg"></picture>']
)
def test_sources_of_the_author_stay_alone(html: str) -> None:
    seen = Seen(800, 400, (("i/a-320.webp", 320),))
    assert completed(html, seen) == html.replace('jpg">', f'jpg" width="800" height="400" {LAZY}>').replace(
        '2x">', f'2x" width="800" height="400" {LAZY}>'
    )


def test_a_drawing_that_says_only_its_shape_is_as_wide_as_its_author_makes_it() -> None:
    shape = Seen(24, 12, is_shape=True)
    assert 'width="' not in completed('<img src="a.svg">', shape)
    assert 'width="24" height="12"' in completed('<img src="a.svg" style="width:9em">', shape)
    assert 'height="50"' in completed('<img src="a.svg" width="100">', shape)
    assert 'width="24" height="12"' in completed('<div class="paper-box-image"><img src="a.svg"></div>', shape)


# Style sheets of the author's


@pytest.mark.parametrize(
    ("css", "names"),
    [
        (".logo { height: 40px }", {"logo"}),
        (".logo { max-height: 40px } /* .other { height: 9px } */", {"logo"}),
        (".a, #b:hover, p > img.c { color: red; height: 2em; }", {"a", "b", "c"}),
        (".logos img { height: 40px }", {ANY}),
        (".a { block-size: 3em } .b { max-block-size: 3em; inline-size: 3em }", {"a"}),
        (".logo { height: 40px; width: 40px } .a { line-height: 2 } .b { height: auto } .c { min-height: 3px }", set()),
        ("@media print { .logo { height: 40px } }", {"logo"}),
        ("p { height: 40px", set()),
        ("{}{}}{ height: 3px", set()),
    ],
)
def test_what_a_style_sheet_gives_a_height(css: str, names: set[str]) -> None:
    assert with_height(css) == names


def test_a_picture_with_the_height_of_a_style_sheet_gets_no_width_that_would_distort_it() -> None:
    heights = frozenset({"logo"})
    assert (
        completed('<img class="big logo" src="a.jpg">', heights=heights) == f'<img class="big logo" src="a.jpg" {LAZY}>'
    )
    assert 'width="800"' in completed('<img class="big" src="a.jpg">', heights=heights)
    assert 'width="800"' not in completed('<img src="a.jpg">', heights=frozenset({ANY}))


# Videos


def test_a_picture_that_is_a_video_becomes_one_that_the_reader_starts() -> None:
    (tag,) = tags_named('<img src="a.mp4" alt="A &amp; B" loading="lazy" class="x" onclick="y()">', ("img",))
    assert video(tag, 640, 360) == (
        '<video src="a.mp4" class="x" width="640" height="360" aria-label="A &amp; B" '
        'controls loop muted playsinline preload="metadata"></video>'
    )


def test_a_video_gets_its_size_and_keeps_its_own() -> None:
    for html, expected in (
        ('<video src="a.mp4" autoplay>', '<video src="a.mp4" autoplay width="640" height="360">'),
        ('<video src="a.mp4" width="9">', '<video src="a.mp4" width="9">'),
        ('<video src="a.mp4" style="height: 9px">', '<video src="a.mp4" style="height: 9px">'),
    ):
        (tag,) = tags_named(html, ("video",))
        assert replace_spans(html, video_edits(tag, 640, 360)) == expected


@pytest.mark.parametrize("unit", ["a", "a,", "a ", "{", ".a{height:1px}"])
def test_time_grows_with_the_length_of_a_style_sheet(unit: str) -> None:
    assert_linear(lambda: with_height(unit * 2_000), lambda: with_height(unit * 16_000))
