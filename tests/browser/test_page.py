"""What only a browser shows: where things stand, what a key does, what is asked of other hosts."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from little_sites import SiteBuilder, build
from playwright.sync_api import Browser, Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from .conftest import Visit, hosted

pytestmark = pytest.mark.browser

WIDTHS = [320, 390, 768, 1440]
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the little homepage."""
    site = SiteBuilder(tmp_path_factory.mktemp("homepage"))("homepage")
    with hosted(site.site_dir) as url:
        yield url


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example site of this repository."""
    folder = tmp_path_factory.mktemp("example")
    for name in ("docs", "overrides", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    build(folder)
    with hosted(folder / "site") as url:
        yield url


@pytest.fixture(params=["home", "example"])
def any_home(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(request.param)
    return url


def wait_for_rest(page: Page) -> None:
    """Wait until scrolling has come to rest."""
    page.wait_for_function(
        """() => new Promise(done => {
            const before = window.scrollY
            setTimeout(() => done(window.scrollY === before), 150)
        })"""
    )


def top_of_text(element: Locator) -> float:
    """The distance from the window's top to the element's first line of text in CSS pixels, its padding left out."""
    return float(
        element.evaluate(
            """element => {
                const range = document.createRange()
                range.selectNodeContents(element)
                return Math.min(...[...range.getClientRects()].filter(box => box.width > 0).map(box => box.top))
            }"""
        )
    )


def bottom_of_the_bar(page: Page) -> float:
    return float(
        page.evaluate(
            """() => Math.max(...[...document.querySelectorAll("header, .md-tabs, nav")].filter(element => {
                const position = getComputedStyle(element).position
                const box = element.getBoundingClientRect()
                return (position === "sticky" || position === "fixed") && box.width > innerWidth / 2 && box.top <= 1
                    && box.height < innerHeight / 2
            }).map(element => element.getBoundingClientRect().bottom), 0)"""
        )
    )


# Layout


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows_sideways(any_home: str, visit: Visit, width: int) -> None:
    page = visit(any_home, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_profile_stays_beside_the_text_on_a_wide_screen(home: str, visit: Visit) -> None:
    page = visit(home)
    profile = page.locator(".acad-profile")
    expect(profile).to_be_visible()
    page.evaluate("window.scrollTo(0, 800)")
    wait_for_rest(page)
    expect(profile.get_by_text("Mary Muster").first).to_be_in_viewport()
    text = page.get_by_role("heading", name="Publications").bounding_box()
    card = profile.bounding_box()
    assert text is not None
    assert card is not None
    assert card["x"] + card["width"] <= text["x"]


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_of_the_profile_vanishes(home: str, visit: Visit, width: int) -> None:
    profile = visit(home, width=width).locator(".acad-profile")
    for text in ("Mary Muster", "马莉", "Reads what machines write", "Musterstadt", "University of Examples"):
        expect(profile.get_by_text(text).first).to_be_visible()
    for link in ("GitHub", "ORCID", "Google Scholar"):
        expect(profile.get_by_role("link", name=link)).to_be_visible()
        expect(profile.get_by_text(link, exact=True)).to_be_visible()


def test_the_profile_is_a_card_above_the_text_on_a_phone(home: str, visit: Visit) -> None:
    page = visit(home, width=390)
    card = page.locator(".acad-profile").bounding_box()
    heading = page.get_by_role("heading", name="News").bounding_box()
    assert card is not None
    assert heading is not None
    assert card["y"] + card["height"] <= heading["y"]


# Links within the page


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("fragment_id", ["-news", "news", "miscellaneous-matters", "why-i-read"])
def test_a_target_lands_below_the_bar(home: str, visit: Visit, width: int, fragment_id: str) -> None:
    page = visit(f"{home}#{fragment_id}", width=width)
    heading = {"-news": "News", "news": "News", "why-i-read": "Why I read"}.get(fragment_id, "Miscellaneous Matters")
    wait_for_rest(page)
    element = page.get_by_role("heading", name=heading)
    expect(element).to_be_in_viewport()
    assert bottom_of_the_bar(page) > 0
    assert top_of_text(element) >= bottom_of_the_bar(page)


def test_both_forms_of_an_address_land_at_the_same_heading(home: str, visit: Visit) -> None:
    places = []
    for fragment_id in ("-publications", "publications"):
        page = visit(f"{home}#{fragment_id}")
        wait_for_rest(page)
        places.append(top_of_text(page.get_by_role("heading", name="Publications")))
    assert 0 < places[0] < 120
    assert abs(places[0] - places[1]) < 8  # less than half a line


def test_an_explicit_anchor_lands_below_the_bar(home: str, visit: Visit) -> None:
    page = visit(f"{home}#-educations")
    page.evaluate("location.hash = '#about-me'")
    wait_for_rest(page)
    assert top_of_text(page.get_by_text("I read what machines write")) >= bottom_of_the_bar(page)


def test_the_current_section_is_marked_while_scrolling(home: str, visit: Visit) -> None:
    page = visit(home)
    current = page.get_by_role("banner").locator("[aria-current]")
    page.get_by_role("heading", name="Publications").evaluate("element => element.scrollIntoView()")
    expect(current.filter(has_text="Publications").first).to_have_count(1)
    page.get_by_role("heading", name="News", exact=False).first.evaluate("element => element.scrollIntoView()")
    expect(current.filter(has_text="News").first).to_have_count(1)
    expect(current.filter(has_text="Publications")).to_have_count(0)


# Keyboard


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_sections_that_do_not_fit_are_in_a_menu_that_keys_open_and_close(home: str, visit: Visit, width: int) -> None:
    page = visit(home, width=width)
    bar = page.get_by_role("banner")
    link = bar.get_by_role("link", name="Miscellaneous Matters")
    expect(link).to_have_count(0)  # in the closed menu, no reader of the page finds it
    button = bar.locator("nav button[aria-expanded]")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_have_count(0)
    expect(button).to_be_focused()


def test_the_first_key_reaches_the_skip_link(any_home: str, visit: Visit) -> None:
    page = visit(any_home)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Skip")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#."))


def test_a_closed_abstract_opens_by_key(home: str, visit: Visit) -> None:
    page = visit(home)
    abstract = page.get_by_text("It says that examples are examples.")
    expect(abstract).to_be_hidden()
    page.get_by_text("Abstract of another paper").focus()
    page.keyboard.press("Enter")
    expect(abstract).to_be_visible()


# Without JavaScript, in the dark, on paper


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_is_whole_without_javascript(home: str, visit: Visit, width: int) -> None:
    page = visit(home, width=width, java_script_enabled=False)
    expect(page.locator(".acad-profile").get_by_role("link", name="Google Scholar")).to_be_visible()
    for section in ("News", "Publications", "Honors and Awards", "Miscellaneous Matters"):
        expect(page.get_by_role("heading", name=section)).to_be_visible()
    expect(page.get_by_role("banner").locator("a[href='#-news'], a[href='#news']").first).to_be_attached()


def luminance(page: Page, colour: str) -> float:
    """The relative luminance, 0 to 1, of what the body has as `colour`; WCAG 2.2, definition of relative luminance."""
    value: str = page.evaluate(f"getComputedStyle(document.body).{colour}")
    channels = [int(part) / 255 for part in value[value.index("(") + 1 : -1].split(",")[:3]]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_page_follows_the_colour_scheme_of_its_reader(any_home: str, visit: Visit, scheme: str, dark: bool) -> None:
    page = visit(any_home, color_scheme=scheme)
    assert (luminance(page, "backgroundColor") < 0.2) is dark


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_scheme_and_bar_do_not_wait_for_materials_script(
    home: str, browser: Browser, scheme: Literal["light", "dark"], dark: bool
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.route("**/bundle.*.js", lambda route: route.fulfill(body=""))
    page.goto(home)
    assert (luminance(page, "backgroundColor") < 0.2) is dark
    page.locator(".acad-nav__more button").click()
    expect(page.locator("#__acad_more")).to_be_visible()
    context.close()


def test_a_script_that_asks_for_materials_documents_waits_for_them(home: str, visit: Visit) -> None:
    page = visit("about:blank")
    page.route("**/bundle.*.js", lambda route: (page.wait_for_timeout(200), route.continue_()))
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document$.subscribe(() => { window.heard = true }))"
    )
    page.goto(home)
    page.wait_for_function("window.heard")


def test_the_tab_key_passes_the_search_on_a_phone(home: str, visit: Visit) -> None:
    page = visit(home, width=390)
    page.wait_for_selector(".acad-nav--ready")
    page.locator(".acad-toggle[data-acad=search]").focus()
    page.wait_for_function("window.location$")  # the search answers to keys
    for _ in range(4):
        page.keyboard.press("Tab")
        page.wait_for_timeout(350)  # a focus that is set back comes later
    assert page.evaluate("document.activeElement.closest('.acad-bar')") is None


def test_nothing_moves_while_the_page_comes(any_home: str, browser: Browser) -> None:
    """Source: the metric that browsers report, https://web.dev/articles/cls."""
    for width in (390, 1440):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.add_init_script(
            """window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {
              window.moved += entry.value
            })).observe({type: "layout-shift", buffered: true})"""
        )
        page.goto(any_home, wait_until="networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") == 0, width
        context.close()


def test_a_reader_can_choose_the_other_scheme(home: str, visit: Visit) -> None:
    page = visit(home, color_scheme="light")
    for _ in range(3):  # automatic, light, dark: at most two steps away
        page.locator("[data-md-component=palette] label:visible").first.click()
        page.wait_for_timeout(400)
        if luminance(page, "backgroundColor") < 0.2:
            return
    pytest.fail("no step of the toggle gave a dark page")


def test_paper_shows_the_text_and_no_bar(home: str, visit: Visit) -> None:
    page = visit(home)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Publications")).to_be_visible()
    expect(page.locator("header.md-header")).to_be_hidden()


# Counts


def test_citation_counts_are_in_the_page_before_any_script_runs(home: str, visit: Visit) -> None:
    page = visit(home, java_script_enabled=False)
    expect(page.locator("#total_cit")).to_contain_text("1,234")
    expect(page.locator("[data-paper='MUSTERAAAAAJ:u5HHmVD_uO8C']")).to_contain_text("42")


def test_no_script_misses_the_counts_on_a_page_without_them(home: str, visit: Visit) -> None:
    page = visit(f"{home}teaching/")
    expect(page.get_by_role("heading", name="Teaching")).to_be_visible()


# Addresses


ADDRESSES = {
    "a": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "use": "href",
    "form": "action",
}


def addresses(html: str) -> list[str]:
    tree = LexborHTMLParser(html)
    return [
        address
        for tag, attribute in ADDRESSES.items()
        for node in tree.css(tag)
        if (address := node.attributes.get(attribute)) is not None
    ]


def fetch(url: str) -> str | None:
    """Return the text at `url` ("" for what is no HTML), None where there is nothing."""
    try:
        with urlopen(url, timeout=10) as answer:
            return str(answer.read(), "utf-8") if answer.headers.get_content_type() == "text/html" else ""
    except HTTPError:
        return None


def broken_addresses(home: str) -> list[str]:
    """Follow every local address from the home page on; name each that leads nowhere, or to no id of its page."""
    pages: dict[str, str | None] = {}
    broken = []
    found = deque([(home, home)])
    while found:
        origin, address = found.popleft()
        url, fragment_id = urldefrag(address)
        if urlsplit(url).netloc != urlsplit(home).netloc:
            continue
        if url not in pages:
            pages[url] = fetch(url)
            found.extend((url, urljoin(url, inner)) for inner in addresses(pages[url] or ""))
        html = pages[url]
        if (
            html is None
            or not url.startswith(home)
            or (fragment_id and html and not has_id(html, unquote(fragment_id)))
        ):
            broken.append(f"{origin}: {address}")
    assert len(pages) > 3, "the crawl did not leave the home page"
    return broken


def has_id(html: str, id_: str) -> bool:
    return any(node.attributes.get("id") == id_ for node in LexborHTMLParser(html).css("[id]"))


def test_every_address_of_the_example_site_leads_somewhere(example: str) -> None:
    assert broken_addresses(example) == []


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("base", ["/", "/~mary/home/"])
def test_every_address_leads_somewhere_under_any_base(
    build_site: SiteBuilder, visit: Visit, base: str, directory_urls: bool
) -> None:
    folder = build_site.write("homepage")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "site_url: https://mary.example/\n" in settings
    settings = settings.replace("mary.example/\n", f"mary.example{base}\n", 1)
    (folder / "mkdocs.yml").write_text(
        f"{settings}use_directory_urls: {str(directory_urls).lower()}\n", encoding="utf-8"
    )
    build(folder)
    with hosted(folder / "site", base) as home:
        assert broken_addresses(home) == []
        for address in (home, f"{home}teaching/" if directory_urls else f"{home}teaching.html"):
            page = visit(address)
            portrait = page.locator(".acad-profile img").first
            assert portrait.evaluate("image => image.complete && image.naturalWidth > 0")
            page.context.close()  # before its host goes


@pytest.mark.parametrize("old", ["about/", "about.html"])
def test_an_old_address_leads_to_the_new_one(home: str, visit: Visit, old: str) -> None:
    page = visit(home + old)
    page.wait_for_url(home)
    expect(page.get_by_role("heading", name="Publications")).to_be_visible()
