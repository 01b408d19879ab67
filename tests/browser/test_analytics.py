"""Counting visits in a browser: when a service is loaded, when it is not, and what it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from little_sites import SiteBuilder
from playwright.sync_api import Browser, Page, Route

from .conftest import hosted

pytestmark = pytest.mark.browser

SITE_URL = "https://ada.example/"
HEX = "0123456789abcdef" * 2
PROPERTIES = {
    "google": "G-ABCDEF1234",
    "plausible": "ada.example",
    "umami": "01234567-89ab-cdef-0123-456789abcdef",
    "matomo": "3",
    "baidu": HEX,
    "cloudflare": HEX,
}
SERVICE = "window.asked = (window.asked || 0) + 1; window.readBy = { ...document.currentScript.dataset }"
CONSENT = {"title": "Cookies?", "description": "To count visits."}


class Visitor:
    """A window in which every request to another host is answered with a script, and kept."""

    def __init__(self, browser: Browser, init: str = "") -> None:
        self.asked: list[str] = []
        self.errors: list[str] = []
        self._context = browser.new_context()
        if init:
            self._context.add_init_script(init)
        self._context.route("**/*", self._answer)
        self.page: Page = self._context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _answer(self, route: Route) -> None:
        if "127.0.0.1" in route.request.url:
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.fulfill(body=SERVICE, content_type="text/javascript")

    def open(self, url: str) -> Page:
        self.page.goto(url)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def close(self) -> None:
        self._context.close()


def built(folder: Path, provider: str, *, consent: bool = False) -> Path:
    chosen = {"provider": provider, "property": PROPERTIES[provider], "host": "https://stats.example"}
    if provider != "matomo":
        del chosen["host"]
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    config = {
        "theme": theme,
        "site_url": SITE_URL,
        "plugins": ["search", {"academic": {"author": {"name": "Ada"}}}],
        "extra": {"analytics": chosen, **({"consent": CONSENT} if consent else {})},
    }
    files = {"docs/index.md": "# Home\n\n[There](cv.md)\n", "docs/cv.md": "# CV\n\nMine.\n"}
    return SiteBuilder(folder)(files, config=config).site_dir


@pytest.fixture(scope="module")
def google(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site_dir = built(tmp_path_factory.mktemp("google"), "google")
    sitemap = site_dir / "sitemap.xml"
    with hosted(site_dir) as url:  # Material loads the pages of the sitemap into the one that is shown
        sitemap.write_text(sitemap.read_text(encoding="utf-8").replace(SITE_URL, url), encoding="utf-8")
        yield url


@pytest.mark.parametrize("provider", PROPERTIES)
def test_each_service_is_loaded_once_with_what_it_reads(provider: str, tmp_path: Path, browser: Browser) -> None:
    visitor = Visitor(browser)
    with hosted(built(tmp_path, provider)) as url:
        page = visitor.open(url)
        assert (len(visitor.asked), page.evaluate("asked"), visitor.errors) == (1, 1, [])
        told = json.dumps(page.evaluate("[readBy, window._paq, window.plausible && plausible.o]"))
    assert PROPERTIES[provider] in told + visitor.asked[0]
    visitor.close()


@pytest.mark.parametrize(
    "wish",
    [
        "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })",
        "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })",
    ],
)
def test_who_does_not_want_to_be_tracked_is_not(wish: str, google: str, browser: Browser) -> None:
    visitor = Visitor(browser, wish)
    page = visitor.open(google)
    assert page.evaluate("window.dataLayer") is None
    assert (visitor.asked, visitor.errors) == ([], [])
    visitor.close()


def test_nothing_is_loaded_before_the_reader_agreed(tmp_path: Path, browser: Browser) -> None:
    visitor = Visitor(browser)
    with hosted(built(tmp_path, "umami", consent=True)) as url:
        page = visitor.open(url)
        assert visitor.asked == []
        page.get_by_role("button", name="Accept").click()
        page.wait_for_function("window.asked")
        assert len(visitor.asked) == 1
    visitor.close()


def test_a_page_that_is_loaded_into_this_one_counts_too(google: str, browser: Browser) -> None:
    visitor = Visitor(browser)
    page = visitor.open(google)
    page.evaluate("window.isTheSame = true")
    page.get_by_role("link", name="There").click()
    page.wait_for_function("document.title.startsWith('CV') && !window.isTheSame || dataLayer.length > 2")
    assert page.evaluate("window.isTheSame")
    told = page.evaluate("Array.from(dataLayer, one => Array.from(one)).filter(one => one[0] === 'config')")
    assert (len(visitor.asked), visitor.errors) == (1, [])
    assert told == [["config", "G-ABCDEF1234"], ["config", "G-ABCDEF1234", {"page_path": "/cv/"}]]
    visitor.close()
