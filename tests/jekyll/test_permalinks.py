"""Addresses as Jekyll makes them. The expected ones are those of Jekyll 4.3.1."""

from __future__ import annotations

import datetime as dt

import pytest

from mkdocs_academic.jekyll.permalinks import (
    STYLES,
    Document,
    collection_template,
    document_url,
    page_permalink,
    page_url,
)

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


DATE = dt.datetime(2012, 8, 4, 13, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("path", "style", "url"),
    [
        ("about", "date", "/about.html"),
        ("about", "none", "/about.html"),
        ("about", "pretty", "/about/"),
        ("about", "/:categories/:title/", "/about/"),
        ("about", "/blog/:title:output_ext", "/about.html"),
        ("about", "/:title", "/about"),
        ("sub/about", "pretty", "/sub/about/"),
        ("index", "date", "/"),
        ("sub/index", "date", "/sub/"),
    ],
)
def test_pages_end_as_the_style_of_posts_does(path: str, style: str, url: str) -> None:
    assert page_url(path, style) == url


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("date", "/cool stuff/art/2012/08/04/A-post.html"),
        ("pretty", "/cool stuff/art/2012/08/04/A-post/"),
        ("ordinal", "/cool stuff/art/2012/217/A-post.html"),
        ("weekdate", "/cool stuff/art/2012/W31/Sat/A-post.html"),
        ("none", "/cool stuff/art/A-post.html"),
        ("/blog/:year/:title/", "/blog/2012/A-post/"),
        ("/:short_year/:i_month/:i_day/:slug:output_ext", "/12/8/4/a-post.html"),
        ("/:hour/:minute/:title_x/", "/13/05/A-post_x/"),
        ("/fixed/place/", "/fixed/place/"),
        ("/:unknown/:title", "/:unknown/A-post"),
    ],
)
def test_posts_fill_the_placeholders_of_a_template(template: str, url: str) -> None:
    post = Document("2012-08-04-A-post", "A-post", "posts", DATE, ["Cool Stuff", "Art"])
    assert document_url(STYLES.get(template, template), post) == url


def test_members_of_a_collection_have_their_folder_and_path() -> None:
    talk = Document("2014/one", "one", "talks")
    assert document_url(collection_template("date"), talk) == "/talks/2014/one.html"
    assert document_url(collection_template("/:categories/:title/"), talk) == "/talks/2014/one/"
    assert document_url("/:collection/:name/", talk) == "/talks/one/"
