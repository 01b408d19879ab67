"""What a telephone loads of a page with pictures, and that nothing moves while it comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from little_sites import SiteBuilder
from pictures import drawing, photograph
from playwright.sync_api import Page

from .conftest import Visit, hosted

pytestmark = pytest.mark.browser

PAPER = """
<div class='paper-box'><div class='paper-box-image'><div><div class="badge">Mind</div>
<img src='images/teaser.png' alt="" style="width: 100%"></div></div>
<div class='paper-box-text' markdown="1">

**On Computable Numbers**
</div></div>
"""
HOME = f"""\
---
permalink: /
---
![A street](images/street.jpg)

{"Text that stands between the pictures. " * 60}

<div style="display: flex"><img src="images/street.jpg" style="height: 80px" alt=""><p>Beside it.</p></div>
{PAPER}
"""
_SHIFT = """
window.shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(entry => { shifted += entry.value }))
  .observe({type: "layout-shift", buffered: true})
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of one homepage: as it is by default, and with its pictures as they are."""
    files = {
        "docs/index.md": HOME,
        "docs/images/ada.jpg": photograph(600, 600, quality=95),
        "docs/images/street.jpg": photograph(1600, 800, quality=95),
        "docs/images/teaser.png": drawing(1000, 700, compress_level=0),
    }
    academic = {"author": {"name": "Ada Lovelace", "avatar": "images/ada.jpg"}}
    builder = SiteBuilder(tmp_path_factory.mktemp("images"))
    fitting, untouched = (builder(files, academic={**academic, "images": images}) for images in (True, False))
    with hosted(fitting.site_dir) as one, hosted(untouched.site_dir) as other:
        yield one, other


def boxes(page: Page) -> list[list[int]]:
    """Return where the pictures stand once all are loaded."""
    page.evaluate("""async () => {
        for (const image of document.images) { image.loading = "eager"; await image.decode() }
    }""")
    found: list[list[int]] = page.evaluate("""[...document.images].map(image => {
        const box = image.getBoundingClientRect()
        return [box.x, box.y + scrollY, box.width, box.height].map(Math.round)
    })""")
    return found


@pytest.mark.parametrize("density", [2, 3])
def test_a_telephone_takes_what_fits_its_screen(homes: tuple[str, str], visit: Visit, density: int) -> None:
    page = visit(homes[0], width=390, height=844, device_scale_factor=density)
    boxes(page)
    taken = page.evaluate("[...document.images].map(image => image.currentSrc.split('-').pop())")
    assert taken == ["320.webp", "720.webp", "720.webp", "720.webp"]


@pytest.mark.parametrize("width", [320, 390, 1000, 1440])
def test_pictures_stand_where_they_stand_without_us(homes: tuple[str, str], visit: Visit, width: int) -> None:
    ours, plain = (boxes(visit(url, width=width)) for url in homes)
    assert len(ours) == 4
    assert ours == plain


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_pictures_come(homes: tuple[str, str], visit: Visit, width: int) -> None:
    page = visit("about:blank", width=width)
    page.add_init_script(_SHIFT)
    page.goto(homes[0], wait_until="networkidle")
    for _ in range(30):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(20)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.images[3].complete && document.images[3].naturalWidth > 0")
    assert page.evaluate("shifted") < 0.005
