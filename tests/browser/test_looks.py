"""Our parts of the page look as they did: pictures of them are held against those in `looks/`.

`make looks` draws the pictures anew where a change is meant; look at them before they are committed.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from little_sites import SiteBuilder
from picture_difference import CELLS, cell_differences, difference
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from .conftest import hosted

pytestmark = pytest.mark.browser

LOOKS = Path(__file__).parent / "looks"
FAILED = Path(__file__).resolve().parent.parent.parent / ".cache" / "looks"
PARTS = {
    "bar": ".md-header",
    "profile": ".acad-profile",
    "pipeline": ".acad-pipeline",
    "news": "#news ~ ul",
    "filter": ".acad-filter",
    "card": ".acad-paper",
    "box": ".paper-box:not(.acad-paper)",
}
DEVICES = {"phone": (390, 844), "desktop": (1440, 900)}
SCHEMES = ("light", "dark")

SHAPES = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#cdd6e4"/>'
    '<circle cx="{x}" cy="100" r="60" fill="#31598f"/></svg>'
)
# Debian's Chromium with the fonts that `.ci/run` installs; motion would be caught half way.
CSS = "body, input, select, button { font-family: 'Liberation Sans' !important } * { animation: none !important }\n"
AUTHOR = {
    "name": "Mary Muster",
    "native_name": "Marie M.",
    "avatar": "images/portrait.svg",
    "bio": "Reads what machines write",
    "location": "Musterstadt",
    "employer": "University of Examples",
    "email": "mary@mary.example",
    "github": "marymuster",
    "orcid": "0000-0002-1825-0097",
}
BIB = """\
@article{one, author = {Muster, Mary and Mustermann, Max}, title = {Machines that Mean It}, journal = {Examples},
  year = {2023}, topic = {Machines}, doi = {10.1000/182}, preview = {paper.svg}, abstract = {Of meaning.}}
@book{two, author = {Muster, Mary}, title = {A Book of Samples}, publisher = {Press}, year = {2021}, topic = {Samples}}
"""
PAGE = """\
---
permalink: /
---
# Mary Muster

I read what machines write, and ask whether they mean it.

/// pipeline | From reading to writing
    figure: images/pipeline.svg
    alt: Three steps

//// direction | Reading
    more: {title: Why I read, url: "#news"}

What *stands* there.
////

//// direction | Writing
What should stand there.
////
///

## News

- *2024.02*: A paper is out: [Machines that Mean It](#publications).
- *2023.10*: The Golden Example, for an example.

## Publications

/// publications
    layout: cards
///

## By hand

<div class='paper-box'><div class='paper-box-image'><div><div class="badge">JOX 2023</div>
<img src='images/paper.svg' alt="A drawing" style="width: 100%"></div></div>
<div class='paper-box-text' markdown="1">

[Machines that Mean It](https://doi.org/10.1000/182)

**Mary Muster**, Max Mustermann

- A point about the paper.
</div>
</div>
"""

Looks = Callable[[str, str, str], Image.Image]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with every part on its home page."""
    pictures = {f"docs/images/{name}.svg": SHAPES.format(x=x) for name, x in (("portrait", 160), ("pipeline", 90))}
    files = {
        "docs/index.md": PAGE,
        "publications.bib": BIB,
        "docs/images/paper.svg": SHAPES.format(x=230),
        **pictures,
    }
    academic = {"author": AUTHOR, "publications": "publications.bib"}
    site = SiteBuilder(tmp_path_factory.mktemp("looks"))(files, config={"plugins": ["search", {"academic": academic}]})
    with hosted(site.site_dir) as url:
        yield url


@pytest.fixture(scope="module")
def look(browser: Browser, address: str) -> Looks:
    """Return the picture of a part, drawn once for all tests."""
    drawn: dict[tuple[str, str], dict[str, Image.Image]] = {}

    def look_at(part: str, device: str, scheme: str) -> Image.Image:
        if (device, scheme) not in drawn:
            drawn[device, scheme] = draw(browser, address, device, scheme)
        return drawn[device, scheme][part]

    return look_at


def draw(
    browser: Browser, address: str, device: str, scheme: str, css: str = "", parts: Iterable[str] = PARTS
) -> dict[str, Image.Image]:
    """Return the pictures of the parts; `css` changes the page before."""
    width, height = DEVICES[device]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.add_style_tag(content=CSS + css)
    pictures = {part: _picture(page, PARTS[part]) for part in parts}
    context.close()
    return pictures


def _picture(page: Page, selector: str) -> Image.Image:
    part = page.locator(selector).first
    return Image.open(io.BytesIO(part.screenshot(animations="disabled"))).convert("RGB")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_looks_as_it_did(look: Looks, part: str, device: str, scheme: str) -> None:
    now = look(part, device, scheme)
    baseline = LOOKS / f"{part}-{device}-{scheme}.webp"
    if os.environ.get("UPDATE_LOOKS"):
        now.save(baseline, quality=80, method=6)
    elif not baseline.exists():
        pytest.fail(f"{baseline.name} is not there yet: `make looks` draws it")
    else:
        before = Image.open(baseline)
        if wrong := difference(now, before):
            pytest.fail(f"{part} {wrong}. {_keep(now, before, baseline.stem)}", pytrace=False)


def _keep(now: Image.Image, before: Image.Image, name: str) -> str:
    """Lay the new picture and what differs beside each other; return where."""
    FAILED.mkdir(parents=True, exist_ok=True)
    now.save(FAILED / f"{name}.png")
    before = before.convert("RGB").resize(now.size)
    apart = ImageChops.difference(now, before).point(lambda value: min(255, 4 * value))
    cells = cell_differences(now, before, CELLS[0].side).resize(now.size, Image.Resampling.NEAREST)
    ImageChops.lighter(apart, cells).save(FAILED / f"{name}-difference.png")
    return f"See {FAILED / name}.png and -difference.png; `make looks` where the change is meant."


CHANGES = {
    "a colour of text": ("profile", ".acad-profile__name { color: crimson !important }"),
    "a colour of links": ("news", ".md-typeset a { color: crimson !important }"),
    "a colour of a badge": ("box", ".badge { background: darkgreen !important }"),
    "a missing icon": ("profile", ".acad-profile svg { visibility: hidden }"),
    "a missing portrait": ("profile", ".acad-profile img { visibility: hidden }"),
    "a moved picture": ("pipeline", ".acad-pipeline img { transform: translateX(12px) }"),
    "a moved line": ("card", ".acad-paper__title { position: relative; left: 1em }"),
    "larger text": ("card", ".acad-paper { font-size: 110% !important }"),
    "a missing field": ("filter", ".acad-filter select { visibility: hidden }"),
    "a background": ("bar", ".md-header { background: #eee !important }"),
    "a corner": ("pipeline", ".acad-pipeline img { border-radius: 50% !important }"),
}


@pytest.fixture(scope="module", params=CHANGES, ids=str)
def changed(request: pytest.FixtureRequest, browser: Browser, address: str) -> tuple[str, Image.Image]:
    part, css = CHANGES[request.param]
    return part, draw(browser, address, "desktop", "light", css, [part])[part]


def test_a_change_is_seen(look: Looks, changed: tuple[str, Image.Image]) -> None:
    part, picture = changed
    assert difference(picture, look(part, "desktop", "light")) != ""


HARMLESS = {
    "other hinting": "* { text-rendering: geometricPrecision !important }",
    "another smoothing": "* { -webkit-text-stroke: .1px }",
    "a font of the same widths": "* { font-family: 'Liberation Sans', 'Arimo' !important; font-kerning: none }",
    "a place between pixels": "main, header { transform: translateX(.4px) }",
}


@pytest.mark.parametrize("css", HARMLESS.values(), ids=HARMLESS)
def test_how_letters_are_drawn_is_no_change(look: Looks, browser: Browser, address: str, css: str) -> None:
    pictures = draw(browser, address, "desktop", "light", css)
    wrong = {part: difference(picture, look(part, "desktop", "light")) for part, picture in pictures.items()}
    assert {part: line for part, line in wrong.items() if line} == {}
