"""Addresses as Jekyll makes them. The expected ones are those of Jekyll 4.3.1."""

from __future__ import annotations

import datetime as dt

import pytest

from mkdocs_academic.jekyll.permalinks import STYLES, Document, document_url, page_permalink, page_url

POST = Document("On_Machines--part.1", "On_Machines--part.1", "posts", dt.datetime(1950, 1, 2), ("Web Log", "C++"))


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("/:categories/:title/", "/web log/c++/On_Machines-part.1/"),
        ("/:slugified_categories/:slug/", "/web-log/c/on-machines-part-1/"),
        ("/:name", "/on-machines-part-1"),
        ("/:year/:title", "/1950/On_Machines-part.1.html"),
        (STYLES["date"], "/web log/c++/1950/01/02/On_Machines-part.1.html"),
        ("/:month_:day/", "/01_02/"),
        ("/v1.0", "/v1.0"),
        ("pretty", "/pretty"),
        ("/../../:title/../x/", "/On_Machines-part.1/x/"),
        ("/%2e%2e/%2e%2e/x/", "/x/"),
    ],
)
def test_an_address_of_a_post(template: str, url: str) -> None:
    assert document_url(template, POST) == url


def test_a_category_counts_once_in_an_address() -> None:
    assert document_url("/:categories/:slug/", POST._replace(categories=("Logic", "logic"))).startswith("/logic/on-")


def test_dots_at_the_end_of_a_title_are_no_part_of_its_address() -> None:
    assert document_url("/:title/", Document("what", "And then...")) == "/And-then/"


@pytest.mark.parametrize(
    ("permalink", "path", "url"),
    [
        ("/:path/:basename:output_ext", "sub/page", "/sub/page.html"),
        ("/:path/:basename/", "page", "/page/"),
        ("/under/:basename/", "sub/page", "/under/page/"),
        ("/:title/", "page", "/:title/"),
        ("/cv", "_pages/cv", "/cv"),
        ("../../x", "page", "/x"),
    ],
)
def test_an_address_of_a_page_knows_only_the_file(permalink: str, path: str, url: str) -> None:
    assert page_permalink(permalink, path) == url


def test_a_page_without_a_permalink_stays_where_its_file_is() -> None:
    assert page_url("sub/page", "date") == "/sub/page.html"
    assert page_url("sub/index", "date") == "/sub/"
