"""Lists of publications in a browser: the filter and its address, folded names, what a copy button copies."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from little_sites import SiteBuilder
from playwright.sync_api import Page, expect

from .conftest import Visit, hosted

pytestmark = pytest.mark.browser

MANY = " and ".join(f"Author{number}, A." for number in range(14))
BIB = f"""\
@article{{one, author = {{Turing, Alan}}, title = {{On G{{\\"o}}del}}, journal = {{J}}, year = {{1937}},
  topic = {{Logic}}}}
@book{{two, author = {{{MANY} and Turing, Alan}}, title = {{A Book}}, publisher = {{P}}, year = {{1950}},
  topic = {{Logic, Machines}}, abstract = {{Of leaves.}}}}
@article{{three, author = {{Turing, Alan}}, title = {{Leaves}}, journal = {{K}}, year = {{1952}}, topic = {{Biology}}}}
"""
PAGE = "# Papers\n\n/// publications\n///\n\n## Some\n\n/// publications\n    limit: 1\n///\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with three publications on its home page."""
    academic = {"author": {"name": "Alan Turing"}, "publications": "publications.bib"}
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    site = SiteBuilder(tmp_path_factory.mktemp("papers"))(
        {"docs/index.md": PAGE, "docs/publications.bib": BIB, "docs/other.md": "# Other\n"},
        academic=academic,
        config={"theme": theme, "plugins": ["search", {"academic": academic}]},
    )
    with hosted(site.site_dir) as url:
        yield url


def shown(page: Page) -> list[str]:
    """Return the ids of the first list's publications that are to be seen."""
    return [
        element.get_attribute("id") or ""
        for element in page.locator(".acad-papers").first.locator(".acad-paper").all()
        if element.is_visible()
    ]


def test_typing_shows_what_matches_whatever_its_accents(papers: str, visit: Visit) -> None:
    page = visit(papers)
    page.get_by_role("searchbox", name="Search publications").fill("godel")
    assert shown(page) == ["one"]
    expect(page.locator(".acad-filter output")).to_have_text("1 / 3")
    assert not page.get_by_role("heading", name="1952").is_visible()
    page.get_by_role("searchbox", name="Search publications").fill("nothing like it")
    assert shown(page) == []
    expect(page.locator(".acad-filter output")).to_have_text("No publication matches.")


def test_choices_narrow_the_list_and_stand_in_the_address(papers: str, visit: Visit) -> None:
    page = visit(papers)
    page.get_by_role("button", name="Logic").click()
    assert shown(page) == ["two", "one"]
    page.get_by_role("button", name="Journal articles").click()
    assert shown(page) == ["one"]
    assert page.evaluate("location.search") == "?type=journal&topic=logic"
    page.get_by_role("button", name="Logic").click()
    page.get_by_role("button", name="Journal articles").click()
    assert shown(page) == ["three", "two", "one"]
    assert page.evaluate("location.search") == ""


def test_an_address_that_was_sent_shows_the_same_choice(papers: str, visit: Visit) -> None:
    page = visit(f"{papers}?find=leaves&year=1950#papers")
    assert shown(page) == ["two"]
    assert page.get_by_label("Year").input_value() == "1950"
    assert page.get_by_role("searchbox", name="Search publications").input_value() == "leaves"
    page.get_by_label("Year").select_option("")
    assert shown(page) == ["three", "two"]
    assert page.evaluate("location.search + location.hash") == "?find=leaves#papers"


def test_other_parts_of_the_address_stay(papers: str, visit: Visit) -> None:
    page = visit(f"{papers}?from=mail")
    page.get_by_role("button", name="Biology").click()
    assert page.evaluate("location.search") == "?from=mail&topic=biology"


def test_the_filter_is_reached_by_the_keyboard(papers: str, visit: Visit) -> None:
    page = visit(papers)
    page.get_by_role("searchbox", name="Search publications").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".acad-filter__chip").first).to_have_attribute("aria-pressed", "true")


def test_the_filter_works_after_an_instant_change_of_page(papers: str, visit: Visit) -> None:
    page = visit(f"{papers}other/")
    page.locator(".acad-bar__home").click()
    page.get_by_role("button", name="Biology").click()
    assert shown(page) == ["three"]


def test_without_a_script_the_list_is_whole_and_has_no_filter(papers: str, visit: Visit) -> None:
    page = visit(papers, java_script_enabled=False)
    assert shown(page) == ["three", "two", "one"]
    assert not page.locator(".acad-filter").is_visible()
    page.locator("#two summary", has_text="Abstract").click()
    expect(page.get_by_text("Of leaves.")).to_be_visible()


def test_a_long_list_of_authors_unfolds_where_it_stands(papers: str, visit: Visit) -> None:
    page = visit(papers)
    authors = page.locator("#two .acad-paper__authors")
    expect(authors).not_to_contain_text("A. Author13", use_inner_text=True)
    summary = authors.locator("summary")
    assert " ".join(summary.inner_text().split()) == "… 5 more, among them Alan Turing"
    summary.focus()
    page.keyboard.press("Enter")
    expect(authors).to_contain_text("A. Author13", use_inner_text=True)


def test_the_button_copies_the_bibtex(papers: str, visit: Visit) -> None:
    page = visit(papers, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#one summary", has_text="BibTeX").click()
    page.locator("#one").get_by_role("button", name="Copy").click()
    expect(page.locator("#one").get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@article{one,")
    assert "topic" not in copied


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_list_is_wider_than_the_window(papers: str, visit: Visit, width: int) -> None:
    for address in (papers, f"{papers}publications/two/"):
        page = visit(address, width=width)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_of_a_publication_tells_machines_who_wrote_it(papers: str, visit: Visit) -> None:
    page = visit(f"{papers}publications/one/")
    data = json.loads(page.locator("script[type='application/ld+json']").first.text_content() or "")
    (work,) = [node for node in data["@graph"] if "author" in node and node["@id"].endswith("/publications/one/")]
    assert work["author"][0]["familyName"] == "Turing"
    assert page.locator("meta[name=citation_author]").get_attribute("content") == "Turing, Alan"
