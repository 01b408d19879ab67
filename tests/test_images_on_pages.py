"""Pictures of built pages: sizes that fit, nothing that jumps, nothing private."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from little_sites import BuiltSite, SiteBuilder, build
from pictures import drawing, exif, moving, opened, photograph
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_academic.images.records import Picture
from mkdocs_academic.images.store import Store
from mkdocs_academic.plugin import image_files
from mkdocs_academic.plugin.images import Images

AUTHOR = {"name": "Ada Lovelace", "avatar": "images/ada.jpg"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'
TEXT = "Lorem ipsum dolor sit amet, consectetur adipisici elit. " * 30
HOME = f"""\
---
permalink: /
---
![A street](images/street.jpg)

{TEXT}

{{% include_relative includes/photos.md %}}
<img src="/images/drawing.svg" alt=""> <img src="images/moving.gif" alt=""> <img src="images/film.mp4" alt="A film">
<img src="https://example.org/a.png" alt=""> <img src="data:image/gif;base64,R0lGOD" alt="">

/// publications
///

/// pipeline
    figure: images/street.jpg
    alt: A figure
///
"""
BIB = "@misc{a, author = {Lovelace, Ada}, title = {Notes}, year = {1843}, preview = {images/teaser.png}}"
FILES: dict[str, str | bytes] = {
    "docs/index.md": HOME,
    "docs/includes/photos.md": '<div style="display: flex"><img src="images/on side.jpg" width="300" alt=""></div>\n',
    "docs/talks/2026.md": "# Talks\n\n![A street](../images/street.jpg)\n",
    "docs/publications.bib": BIB,
    "docs/images/ada.jpg": photograph(400, 400, quality=95),
    "docs/images/street.jpg": photograph(1200, 600, quality=95),
    "docs/images/on side.jpg": photograph(800, 400, quality=95, exif=exif(6)),
    "docs/images/linked.jpg": photograph(100, 50, exif=exif(6)),
    "docs/images/teaser.png": drawing(900, 600, compress_level=0),
    "docs/images/drawing.svg": SVG,
    "docs/images/moving.gif": moving(60, 40),
    "docs/images/film.mp4": b"\0\0\0\x08ftyp",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    academic = {"author": AUTHOR, "publications": "publications.bib"}
    return SiteBuilder(tmp_path_factory.mktemp("images"))(FILES, academic=academic)


def images(html: str) -> list[LexborNode]:
    return LexborHTMLParser(html).css("img, video")


def image(html: str, source: str) -> LexborNode:
    found = [one for one in images(html) if unquote(one.attributes.get("src") or "").endswith(source)]
    return found[0]


def sources(node: LexborNode) -> dict[int, str]:
    """Return the addresses of a picture's smaller forms by their width."""
    parent = node.parent
    if parent is None or parent.tag != "picture":
        return {}
    written = parent.css_first("source").attributes["srcset"] or ""
    return {int(width): address for address, width in re.findall(r"(\S+) (\d+)w", written)}


@pytest.mark.parametrize("page", ["", "talks/2026/", "404.html"])
def test_every_smaller_form_is_where_the_page_says_and_as_wide(site: BuiltSite, page: str) -> None:
    shown = [node for node in images(site.page(page)) if sources(node)]
    folder = site.site_dir / (page if page.endswith("/") else "")
    assert len(shown) == {"": 5, "talks/2026/": 2, "404.html": 1}[page]
    for node in shown:
        for width, address in sources(node).items():
            path = site.site_dir / address.lstrip("/") if address.startswith("/") else folder / address
            assert (opened(path.read_bytes()).format, opened(path.read_bytes()).width) == ("WEBP", width)


def test_every_picture_of_the_text_has_its_size(site: BuiltSite) -> None:
    html = site.page()
    sizes = {
        name: (image(html, name).attributes["width"], image(html, name).attributes["height"])
        for name in ("street.jpg", "on side.jpg", "drawing.svg", "moving.gif", "teaser.png")
    }
    assert sizes == {
        "street.jpg": ("1200", "600"),
        "on side.jpg": ("300", "600"),  # it was taken on its side, and its author said how wide it is
        "drawing.svg": ("40", "30"),
        "moving.gif": ("60", "40"),
        "teaser.png": ("900", "600"),
    }


def test_the_portrait_comes_first_and_what_is_far_below_comes_last(site: BuiltSite) -> None:
    html = site.page()
    loading = {
        name: (image(html, name).attributes.get("loading"), image(html, name).attributes.get("fetchpriority"))
        for name in ("ada.jpg", "street.jpg", "on side.jpg", "teaser.png", "a.png")
    }
    assert loading == {
        "ada.jpg": (None, "high"),
        "street.jpg": (None, None),
        "on side.jpg": ("lazy", None),
        "teaser.png": ("lazy", None),
        "a.png": ("lazy", None),
    }


def test_a_foreign_picture_near_the_top_waits_for_nobody_and_takes_no_turn(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "# Home\n\n![](https://example.org/a.png)\n\n![](a.jpg)\n",
        "docs/a.jpg": photograph(300, 200),
    }
    built = build_site(files, academic={"author": {"name": "Ada"}})
    told = [(node.attributes.get("loading"), node.attributes.get("fetchpriority")) for node in images(built.page())]
    assert told == [(None, None), (None, "high")]


def test_the_first_picture_of_a_page_without_a_portrait_is_urgent_unless_it_is_far_below(
    build_site: SiteBuilder,
) -> None:
    files = {
        "docs/index.md": "# Home\n\n![](a.jpg)\n\n![](a.jpg)\n",
        "docs/far.md": f"# Far\n\n{TEXT}\n\n![](a.jpg)\n",
        "docs/a.jpg": photograph(300, 200),
    }
    built = build_site(files, academic={"author": {"name": "Ada"}})
    told = [(node.attributes.get("loading"), node.attributes.get("fetchpriority")) for node in images(built.page())]
    assert told == [(None, "high"), ("lazy", None)]
    assert image(built.page("far/"), "a.jpg").attributes["loading"] == "lazy"


def test_a_browser_without_webp_shows_the_picture_itself(site: BuiltSite) -> None:
    for node in images(site.page()):
        if sources(node):
            assert node.parent is not None
            assert node.parent.css_first("source").attributes["type"] == "image/webp"
            path = unquote(node.attributes["src"] or "")
            assert (site.site_dir / path).is_file()


def test_a_video_that_was_written_as_a_picture_is_silent_and_still(site: BuiltSite) -> None:
    film = image(site.page(), "film.mp4")
    assert film.tag == "video"
    assert {"muted", "controls", "playsinline"} <= film.attributes.keys()
    assert "autoplay" not in film.attributes
    assert film.attributes["aria-label"] == "A film"


def test_what_moves_what_is_foreign_and_what_is_data_stay_what_they_are(site: BuiltSite) -> None:
    html = site.page()
    assert [sources(image(html, name)) for name in ("moving.gif", "drawing.svg", "a.png", "R0lGOD")] == [{}, {}, {}, {}]
    assert "loading" not in image(html, "R0lGOD").attributes
    assert (site.site_dir / "images/moving.gif").read_bytes() == FILES["docs/images/moving.gif"]


def test_no_published_picture_tells_where_it_was_taken(site: BuiltSite) -> None:
    """Those that are only linked, or lie there, are published too."""
    for name in ("on side.jpg", "linked.jpg"):
        published = opened((site.site_dir / "images" / name).read_bytes())
        assert not published.getexif().get_ifd(0x8825)
        assert published.getexif()[0x0112] == 6
        assert (site.folder / "docs/images" / name).read_bytes() == FILES[f"docs/images/{name}"]


def test_a_second_build_makes_nothing_anew_and_writes_the_same(
    site: BuiltSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {name: (site.site_dir / name).read_bytes() for name in site.files}
    monkeypatch.setattr("mkdocs_academic.images.variants.Maker.make", lambda *_: pytest.fail("made anew"))
    build(site.folder)
    again = {name: (site.site_dir / name).read_bytes() for name in site.files}
    assert [name for name in first if again.get(name) != first[name]] in ([], ["sitemap.xml.gz"])  # it has the time


# Settings


@pytest.mark.parametrize("images_setting", [False, {"enabled": False}])
def test_pictures_stay_as_they_are_where_the_site_says_so(build_site: SiteBuilder, images_setting: object) -> None:
    files = {"docs/index.md": "![](a.jpg)\n", "docs/a.jpg": photograph(800, 400, exif=exif())}
    built = build_site(files, academic={"author": {"name": "Ada"}, "images": images_setting})
    assert '<img alt="" src="a.jpg" />' in built.page()
    assert (built.site_dir / "a.jpg").read_bytes() == files["docs/a.jpg"]
    assert not (built.folder / ".cache/plugin/academic/images").exists()


def test_a_site_without_our_look_may_ask_for_it(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# Home\n\n![](a.jpg)\n", "docs/a.jpg": photograph(800, 400, quality=95)}
    untouched, asked = (
        build_site(files, academic=academic) for academic in ({}, {"images": {"enabled": True, "widths": [400]}})
    )
    assert '<img alt="" src="a.jpg" />' in untouched.page()
    assert list(sources(image(asked.page(), "a.jpg"))) == [400]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"widths": []}, "0 widths"),
        ({"widths": [1]}, "1 is no number between 16 and 8000"),
        ({"widths": "320"}, "Expected a list"),
        ({"quality": 101}, "101 is no number between 1 and 100"),
        ("yes please", "yes please"),
    ],
)
def test_a_wrong_setting_is_named(build_site: SiteBuilder, setting: object, message: str) -> None:
    assert message in build_site.fails({"docs/index.md": "# Home\n"}, academic={"images": setting})


# Bad stuff


def test_a_broken_picture_is_named_once_with_its_place_and_stays(build_site: SiteBuilder) -> None:
    text = "# Home\n\nText.\n\n![](images/broken.jpg)\n\n![](images/broken.jpg)\n\n![](images/far.heic)\n"
    files = {
        "docs/index.md": text,
        "docs/cv.md": "# CV\n\n![](images/broken.jpg)\n",
        "docs/images/broken.jpg": photograph(800, 400)[:9000],
        "docs/images/far.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    }
    expect = [
        r"docs/(index|cv)\.md:\d: picture 'images/broken\.jpg' cannot be read \(it ends too early\)",
        r"docs/index\.md:9: picture 'images/far\.heic' is HEIC, which only Safari shows\. Save it as JPEG\.",
    ]
    built = build_site(files, academic={"author": {"name": "Ada"}}, expect=expect)
    assert len(built.log) == 2
    assert (built.site_dir / "images/broken.jpg").read_bytes() == files["docs/images/broken.jpg"]
    assert image(built.page(), "broken.jpg").attributes["width"] == "800"


MISSING = """\
---
permalink: /talks/
---
<div><img src="/images/Street.png" alt=""></div>

![Written in Markdown](gone.png) ![By a name][gone]

<img src="gone.png" alt=""> <img src="/images/street.png" alt=""> <img src="//example.org/gone.png" alt="">

{% include_relative includes/snippet.md %}

[gone]: gone-too.png
"""


def test_a_picture_in_html_that_is_not_there_is_named_once_with_its_place(build_site: SiteBuilder) -> None:
    files: dict[str, str | bytes] = {
        "docs/talks.md": MISSING,
        "docs/includes/snippet.md": "Text.\n\n<img src='/images/away.png' alt=''><img src='/images/away.png' alt=''>\n",
        "docs/plain.md": '# Plain\n\n<img src="images/street.png" alt=""><img src="../images/street.png" alt="">\n'
        '<img src="/of-another-site.png" alt=""><img src="../../other/site.png" alt="">\n',
        "docs/images/street.png": drawing(40, 30),
    }
    street = r"is no file of the site\. Did you mean 'images/street\.png'\? Correct it\."
    expect = [
        rf"docs/plain\.md:3: picture 'plain/images/street\.png' {street}",
        rf"docs/talks\.md:4: picture 'images/Street\.png' {street}",
        r"docs/includes/snippet\.md:3: picture 'images/away\.png' is no file of the site\. Correct it\.",
        r"Doc file 'talks\.md' contains a link '(?:gone|gone-too)\.png'",
    ]
    assert len(build_site(files, academic={"author": {"name": "Ada"}}, expect=expect).log) == 5


@pytest.mark.parametrize(("told", "level"), [("ignore", ""), ("info", "INFO"), ("warn", "WARNING")])
def test_a_missing_picture_is_as_grave_as_mkdocs_is_told(build_site: SiteBuilder, told: str, level: str) -> None:
    config = {
        "validation": {"links": {"not_found": told}},
        "plugins": [{"academic": {"author": {"name": "Ada"}}}],
    }
    expect = ["is no file of the site"] if level == "WARNING" else []
    files = {"docs/index.md": '<img src="gone.png" alt="">\n'}
    site = build_site(files, config=config, expect=expect, level=logging.INFO)
    assert [line.level for line in site.log if "is no file of the site" in line.text] == ([level] if level else [])


def test_a_large_picture_that_moves_is_an_information(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "![](a.gif)\n", "docs/a.gif": moving(60, 40) + bytes(1_200_000)}
    built = build_site(files, academic={"author": {"name": "Ada"}}, level=logging.INFO)
    (line,) = [line for line in built.log if "a.gif" in line.text]
    assert line.level == "INFO"
    assert "A video ('.mp4') takes far less" in line.text


def test_who_waits_long_for_pictures_is_told_once(build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    is_told = threading.Event()
    make, tell = Store.picture, Images._tell_wait

    def slow(store: Store, key: str, read: Callable[[], bytes]) -> Picture:
        assert is_told.wait(60)
        return make(store, key, read)

    def tells(images: Images) -> None:
        tell(images)
        is_told.set()

    monkeypatch.setattr(image_files, "PATIENCE_S", -1)
    monkeypatch.setattr(Store, "picture", slow)
    monkeypatch.setattr(Images, "_tell_wait", tells)
    files = {"docs/index.md": "![](a.png)\n\n![](b.png)\n", "docs/a.png": drawing(9, 9), "docs/b.png": drawing(8, 8)}
    built = build_site(files, academic={"author": {"name": "Ada"}}, level=logging.INFO)
    said = (
        "mkdocs_academic: docs/: pictures are made smaller. It takes its time once: later builds find them in '.cache'."
    )
    assert [line.level for line in built.log if line.text == said] == ["INFO"]


def test_a_site_is_built_where_no_picture_can_be_kept(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "# Home\n\n![](a.jpg)\n",
        "docs/a.jpg": photograph(800, 400, quality=95),
        ".cache": "a file",
    }
    built = build_site(files, academic={"author": {"name": "Ada"}})
    assert list(sources(image(built.page(), "a.jpg"))) == [320, 480, 800]


def test_a_style_sheet_that_gives_pictures_a_height_is_heeded(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": '# Home\n\n<img class="logo" src="a.jpg" alt=""> <img class="icon" src="a.jpg" alt="">\n'
        '<img src="a.jpg" alt="">\n'
        "\n<style>.icon { max-height: 2em }</style>\n",
        "docs/own.css": ".logo { height: 40px }",
        "docs/a.jpg": photograph(300, 200),
    }
    built = build_site(files, academic={"author": {"name": "Ada"}}, config={"extra_css": ["own.css"]})
    assert ["width" in node.attributes for node in images(built.page())] == [False, False, True]


def test_an_unchanged_picture_is_not_read_again_while_the_site_is_served(tmp_path: Path) -> None:
    from mkdocs_academic.plugin.known_pictures import KnownPictures

    path = tmp_path / "a.jpg"
    known = KnownPictures()
    read: list[bytes] = []

    def key_of(data: bytes) -> str:
        read.append(data)
        return f"key of {data!r}"

    for content in (b"one", b"one", b"other"):
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
        assert known.key(path, "80", key_of) == f"key of {content!r}"
    assert read == [b"one", b"other"]
    known.key(path, "90", key_of)
    assert len(read) == 3
