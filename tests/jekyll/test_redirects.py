"""Small pages at former addresses."""

from __future__ import annotations

import pytest
from little_sites import SiteBuilder

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


def test_an_address_that_is_the_pages_own_is_no_problem(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": "---\npermalink: /\nredirect_from: [/, /index.html]\n---\nHome\n",
            "docs/cv.md": "---\npermalink: /cv/\nredirect_from: [/cv/, /cv, /cv.html]\n---\nText\n",
        }
    )
    assert "Text" in site.page("cv/")
    assert "Redirecting" in site.page("cv.html")


def test_two_pages_cannot_have_one_address(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "Home\n",
        "docs/a.md": "---\ntitle: A\npermalink: /b/\n---\nOne\n",
        "docs/b.md": "---\ntitle: B\n---\nTwo\n",
    }
    expected = "docs/a.md:3: permalink '/b/' is the address of docs/b.md already; the page stays at '/a/'. Write"
    site = build_site(files, expect=[expected])
    assert "One" in site.page("a/")
    assert "Two" in site.page("b/")


def test_two_pages_may_change_places(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": "Home\n",
            "docs/a.md": "---\npermalink: /b/\n---\nOne\n",
            "docs/b.md": "---\npermalink: /a/\n---\nTwo\n",
        }
    )
    assert "One" in site.page("b/")
    assert "Two" in site.page("a/")


@pytest.mark.parametrize(
    ("key", "address", "why"),
    [
        ("permalink", "/index.html/x/", "lies below the file of docs/index.md; the page stays at '/a/'"),
        ("permalink", "/x.pdf/y.html", "lies below the file of docs/x.pdf; the page stays at '/a/'"),
        ("redirect_from", "/index.html/x/", "lies below the file of docs/index.md; it is left out"),
        ("redirect_from", "/v1.0", "is the folder of docs/v1.0/index.md; it is left out"),
    ],
)
def test_an_address_below_or_above_a_file_is_refused(build_site: SiteBuilder, key: str, address: str, why: str) -> None:
    files = {
        "docs/index.md": "Home\n",
        "docs/x.pdf": "%PDF",
        "docs/v1.0/index.md": "Text\n",
        "docs/a.md": f"---\ntitle: A\n{key}: {address}\n---\nText\n",
    }
    site = build_site(files, expect=[f"docs/a.md:3: {key} '{address}' {why}"])
    assert "Text" in site.page("a/")
