"""Where things are, seen from a page."""

from __future__ import annotations

import pytest

from mkdocs_academic.addresses import Addresses, relative

SITE = {"index.md": "./", "cv.md": "cv/", "talks/2026.md": "talks/2026/", "images/a b.png": "images/a%20b.png"}
FLAT = {"index.md": "index.html", "cv.md": "cv.html", "talks/2026.md": "talks/2026.html"}


@pytest.mark.parametrize(
    ("url", "page", "seen"),
    [
        ("/#-news", "./", "#-news"),
        ("/#-news", "cv/", "../#-news"),
        ("#news", "cv/", "../#news"),
        ("/", "cv/", "../"),
        ("/cv/", "./", "cv/"),
        ("/cv", "./", "cv/"),
        ("/cv.html", "./", "cv/"),
        ("cv.md#skills", "./", "cv/#skills"),
        ("/cv/", "talks/2026/", "../../cv/"),
        ("/images/a b.png", "cv/", "../images/a%20b.png"),
        ("/files/none.pdf", "cv/", "../files/none.pdf"),
        ("https://example.org/x", "cv/", "https://example.org/x"),
        ("mailto:a@example.org", "cv/", "mailto:a@example.org"),
        ("//example.org/x", "cv/", "//example.org/x"),
        ("", "cv/", ""),
    ],
)
def test_an_address_from_the_root_is_seen_from_a_page(url: str, page: str, seen: str) -> None:
    assert Addresses(SITE).seen_from(url, page) == seen


def test_jekyll_addresses_reach_pages_of_a_site_without_directory_urls() -> None:
    addresses = Addresses(FLAT)
    assert addresses.seen_from("/cv/", "index.html") == "cv.html"
    assert addresses.seen_from("/#news", "talks/2026.html") == "../index.html#news"
    assert addresses.seen_from("/#news", "index.html") == "#news"


def test_a_base_path_that_the_author_wrote_out_is_not_doubled() -> None:
    addresses = Addresses(SITE, "/project/")
    assert addresses.seen_from("/project/cv/", "./") == "cv/"
    assert addresses.seen_from("/project/files/none.pdf", "cv/") == "../files/none.pdf"


@pytest.mark.parametrize(
    ("url", "repaired"),
    [
        ("images/a b.png", "../images/a%20b.png"),  # as Markdown's links: from the source
        ("../images/a%20b.png", "../images/a%20b.png"),  # already from the url
        ("/cv/", "./"),
        ("talks/2026.md", "../talks/2026/"),
        ("#skills", "#skills"),
        ("nowhere.png", "nowhere.png"),
    ],
)
def test_raw_html_of_a_subpage_is_repaired(url: str, repaired: str) -> None:
    assert Addresses(SITE).repaired(url, "cv/", "cv.md") == repaired


@pytest.mark.parametrize(("page", "seen"), [("index.html", "images/a.png"), ("zh/index.html", "../images/a.png")])
def test_raw_html_that_is_right_only_at_the_root_of_a_host_is_repaired(page: str, seen: str) -> None:
    files = {"en/index.md": "index.html", "zh/index.md": "zh/index.html", "images/a.png": "images/a.png"}
    assert Addresses(files).repaired("../images/a.png", page, "en/index.md") == seen


def test_a_file_is_known_by_what_a_page_writes() -> None:
    addresses = Addresses(SITE)
    assert addresses.has_file("./images/a%20b.png", "index.md")
    assert addresses.has_file("/images/a b.png", "talks/2026.md")
    assert not addresses.has_file("images/a b.png", "talks/2026.md")
    assert not addresses.has_file("https://example.org/images/a b.png", "index.md")


def test_a_page_seen_from_itself_is_a_dot() -> None:
    assert relative("cv/", "cv/") == "./"
    assert relative("", "") == "./"


def test_addresses_that_only_jekyll_knows_are_counted_from_the_root() -> None:
    addresses = Addresses(
        {"index.md": "", "about.md": "about.html", "talks/a.md": "talks/a/", "images/x.png": "images/x.png"}
    )
    assert addresses.rooted("about.html#me", "", "index.md") == "/about.html#me"
    assert addresses.rooted("../../about.html", "talks/a/", "talks/a.md") == "/about.html"
    assert addresses.rooted("talks/a/", "", "index.md") == "/talks/a/"
    for kept in ("about.md", "images/x.png", "/about.html", "https://example.org/", "#me", "nowhere.html", ""):
        assert addresses.rooted(kept, "", "index.md") == kept
