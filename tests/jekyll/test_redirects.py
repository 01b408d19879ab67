"""Small pages at former addresses."""

from __future__ import annotations

import pytest

from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.jekyll.redirects import destination, redirect_pages


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/about/", "about/index.html"),
        ("/about.html", "about.html"),
        ("/v1.0/", "v1.0/index.html"),
        ("about", "about/index.html"),
        ("/", "index.html"),
        ("/a/../b/", ""),
        ("https://example.org/a/", ""),
        ("  ", ""),
        ("/a\x00b", ""),
    ],
)
def test_an_address_has_one_file(address: str, path: str) -> None:
    assert destination(address) == path


def redirects(
    addresses: object, page_url: str = "./", site_url: str = "https://example.org/lab/"
) -> tuple[dict[str, str], list[Problem]]:
    problems: list[Problem] = []
    pages = redirect_pages(page_url, addresses, site_url=site_url, place=Place("docs/index.md"), report=problems.append)
    return pages, problems


def test_each_address_gets_a_canonical_link_and_an_immediate_redirect() -> None:
    pages, problems = redirects(["/about/", "/about.html"])
    assert problems == []
    assert list(pages) == ["/about/", "/about.html"]
    assert '<link rel="canonical" href="https://example.org/lab/">' in pages["/about.html"]
    assert 'content="0; url=../"' in pages["/about/"]
    assert 'content="0; url=./"' in pages["/about.html"]


def test_without_a_site_url_the_canonical_link_is_relative() -> None:
    pages, _ = redirects("/old/cv/", page_url="cv/", site_url="")
    assert '<link rel="canonical" href="../../cv/">' in pages["/old/cv/"]


def test_what_is_no_address_is_reported_and_the_rest_kept() -> None:
    pages, problems = redirects(["/../etc/", 7, None, "/fine/"])
    assert list(pages) == ["/fine/"]
    assert [problem.message.split(" is ")[0] for problem in problems] == [
        "redirect_from '/../etc/'",
        "redirect_from 7",
        "redirect_from None",
    ]


def test_an_address_that_is_written_twice_has_one_page() -> None:
    pages, problems = redirects(["/about/", "/about", "about/index.html"])
    assert list(pages) == ["/about/"]
    assert problems == []


def test_an_address_cannot_break_out_of_the_page() -> None:
    pages, _ = redirects(['/"><script>/'], page_url='x"y/')
    (html,) = pages.values()
    assert "<script>" not in html
    assert '"x"y' not in html
