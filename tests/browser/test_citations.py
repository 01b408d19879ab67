"""Citation numbers in a browser: newer ones where the site asks for them, a chart that needs no script."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fake_services import FakeServices, Reply, answer, cut_off, fake_services, garbage, redirect
from little_sites import SiteBuilder
from playwright.sync_api import Browser, Page, expect
from scholar_samples import AUTHOR, GS_DATA

from .conftest import Visit, hosted

pytestmark = pytest.mark.browser

SITE_URL = "https://turing.example/"

MACHINERY, COMPUTABLE = f"{AUTHOR}:u5HHmVD_uO8C", f"{AUTHOR}:d1gkVwhDpl0C"
PAGE = f"""\
# Alan Turing

Cited <span id='total_cit'></span> times, h-index {{citations h-index}}, {{citations of {MACHINERY}}}.

<span class='show_paper_citations' data='{MACHINERY}'></span>
<span class='show_paper_citations' data='{COMPUTABLE}'></span>
<span class='show_paper_citations' data='{AUTHOR}:nobodyknows'>as written</span>

{{citations chart}}

/// publications
///
"""
BIB = f"@article{{a, author={{T, A}}, title={{Machinery}}, year=1950, scholar_id={{{MACHINERY}}}}}"
BUILT = ["50,123", "36", "23,000", "| Citations: 23,000", "| Citations: 0", "as written", "Citations: 23,000"]
NEWER = {
    **GS_DATA,
    "citedby": 1_250_124,
    "hindex": "<b>9</b>",
    "updated": "2026-06-09 01:00:00",
    "publications": {MACHINERY: {"num_citations": 23_111}, COMPUTABLE: {"num_citations": -4}},
}
REFRESHED = ["1,250,124", "36", "23,000", "| Citations: 23,111", "| Citations: 0", "as written", "Citations: 23,111"]
NUMBERS = "#total_cit, article .acad-citations, .show_paper_citations"


@pytest.fixture(scope="module")
def mirrors() -> Iterator[FakeServices]:
    with fake_services() as services:
        yield services


def built(folder: Path, mirrors: FakeServices, citations: str = "Citations", **scholar: object) -> Path:
    """Build a site whose numbers are refreshed; `citations` is how its list of publications calls them."""
    asked = {"host": mirrors.url, "mirrors": [f"{mirrors.url}/mirror/{{file}}"], "refresh": True}
    files = {
        "docs/index.md": PAGE,
        "docs/none.md": "# Nothing\n",
        "docs/publications.bib": BIB,
        "docs/gs_data.json": json.dumps(GS_DATA),
    }
    publications = {"file": "publications.bib", "labels": {"Citations": citations}}
    academic = {"repository": "a/b", "publications": publications, "scholar": {**asked, **scholar}}
    expect_nothing = SiteBuilder(folder)
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    config = {"site_url": SITE_URL, "theme": theme}
    return expect_nothing(files, academic=academic, config=config).site_dir


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, mirrors: FakeServices) -> Iterator[str]:
    """The address of a site whose numbers are refreshed."""
    site_dir = built(tmp_path_factory.mktemp("citations"), mirrors)
    sitemap = site_dir / "sitemap.xml"
    with hosted(site_dir) as url:
        sitemap.write_text(sitemap.read_text().replace(SITE_URL, url))  # Material changes only pages of it in place
        yield url


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory, mirrors: FakeServices) -> Iterator[str]:
    """The address of a site with digits in its own words, which names no zero."""
    words = {"text": "h5-2026: {count} cites, {count}!", "thousands": ".", "show_zero": False}
    folder = tmp_path_factory.mktemp("wordy")
    with hosted(built(folder, mirrors, "h5 in 2026", **words)) as url:
        yield url


def numbers(data: object) -> Reply:
    return answer(json.dumps(data), Access_Control_Allow_Origin="*", Content_Type="application/json")


def shown(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(NUMBERS).all_text_contents()]


def test_newer_numbers_take_the_place_of_the_built_ones(home: str, visit: Visit, mirrors: FakeServices) -> None:
    mirrors.on("/", numbers(NEWER))
    page = visit(home)
    expect(page.locator("#total_cit")).to_have_text("1,250,124")
    assert shown(page) == REFRESHED
    assert page.locator("#total_cit").get_attribute("title") == "2026-06-09"


def test_newer_numbers_stand_in_the_sites_own_words_whatever_digits_these_have(
    wordy: str, visit: Visit, mirrors: FakeServices
) -> None:
    mirrors.on("/", numbers(NEWER))
    page = visit(wordy)
    expect(page.locator("#total_cit")).to_have_text("1.250.124")
    in_words = "h5-2026: 23.111 cites, 23.111!"
    assert shown(page) == ["1.250.124", "36", "23.000", in_words, "", "as written", "h5 in 2026: 23.111"]


ZERO = {**NEWER, "publications": {MACHINERY: {"num_citations": 0}, COMPUTABLE: {"num_citations": 5}}}


def test_a_zero_is_named_where_the_site_names_it_and_never_in_lists(
    home: str, wordy: str, visit: Visit, mirrors: FakeServices
) -> None:
    mirrors.on("/", numbers(ZERO))
    page = visit(home)
    expect(page.locator("#total_cit")).to_have_text("1,250,124")
    assert shown(page)[3:] == ["| Citations: 0", "| Citations: 5", "as written", ""]
    page = visit(wordy)
    expect(page.locator("#total_cit")).to_have_text("1.250.124")
    assert shown(page)[3:] == ["", "h5-2026: 5 cites, 5!", "as written", ""]


def test_older_numbers_change_nothing(home: str, visit: Visit, mirrors: FakeServices) -> None:
    mirrors.on("/", numbers({**NEWER, "updated": "2026-06-06 01:00:00"}))
    page = visit(home)
    page.wait_for_load_state("networkidle")
    assert shown(page) == BUILT


FAILURES: Mapping[str, Reply] = {
    "500": answer("", 500, Access_Control_Allow_Origin="*"),
    "not allowed": answer(json.dumps(NEWER)),
    "garbage": garbage,
    "cut off": cut_off,
    "redirect loop": redirect("/a/b/google-scholar-stats/gs_data.json"),
    "no JSON": answer("<html>unusual traffic</html>", Access_Control_Allow_Origin="*"),
    "wrong types": numbers({"updated": "2027-01-01", "citedby": [], "publications": "none"}),
    "null": numbers(None),
    "of no day": numbers({**NEWER, "updated": "yesterday"}),
    "of an object": numbers({**NEWER, "updated": {"day": 1}}),
    "without a day": numbers({name: value for name, value in NEWER.items() if name != "updated"}),
}


@pytest.mark.parametrize("reply", FAILURES.values(), ids=FAILURES)
def test_a_mirror_that_fails_leaves_the_built_numbers(
    home: str, browser: Browser, mirrors: FakeServices, reply: Reply
) -> None:
    mirrors.on("/", reply)
    with browser.new_context() as context:
        page = context.new_page()
        thrown: list[str] = []
        page.on("pageerror", lambda error: thrown.append(str(error)))
        page.goto(home)
        page.wait_for_load_state("networkidle")
        assert (shown(page), thrown) == (BUILT, [])


def test_the_next_mirror_is_asked(home: str, browser: Browser, mirrors: FakeServices) -> None:
    mirrors.on("/", answer("", 500, Access_Control_Allow_Origin="*"))
    mirrors.on("/mirror/gs_data.json", numbers(NEWER))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(home)
        expect(page.locator("#total_cit")).to_have_text("1,250,124")
    mirrors.on("/mirror/gs_data.json", answer("", 500))


def test_a_page_without_numbers_asks_nobody_until_one_with_numbers_comes(
    home: str, visit: Visit, mirrors: FakeServices
) -> None:
    mirrors.on("/", numbers(NEWER))
    mirrors.asked.clear()
    page = visit(f"{home}none/")
    page.wait_for_load_state("networkidle")
    assert mirrors.asked == []
    page.evaluate("document.documentElement.dataset.first = 'none'")
    page.locator(".md-header__button.md-logo").click()
    expect(page.locator("#total_cit")).to_have_text("1,250,124")
    assert page.evaluate("document.documentElement.dataset.first") == "none"  # the same document, changed in place
    assert len(mirrors.asked) == 1


def test_without_scripts_the_numbers_and_the_charts_table_are_there(home: str, visit: Visit) -> None:
    page = visit(home, java_script_enabled=False)
    assert shown(page) == BUILT
    page.get_by_text("The numbers").click()
    expect(page.get_by_role("row", name="2024")).to_contain_text("32")
    assert page.locator("figure svg rect").count() == 2
