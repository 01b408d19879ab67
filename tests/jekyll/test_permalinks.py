"""Addresses as Jekyll makes them; the expected ones are Jekyll 4.3's for a site with these files."""

from __future__ import annotations

import datetime as dt

import pytest

from mkdocs_academic.jekyll.permalinks import Document, collection_template, document_url, page_url, slugify

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
        ("date", "/cool-stuff/art/2012/08/04/A-post.html"),
        ("pretty", "/cool-stuff/art/2012/08/04/A-post/"),
        ("ordinal", "/cool-stuff/art/2012/217/A-post.html"),
        ("weekdate", "/cool-stuff/art/2012/W31/Sat/A-post.html"),
        ("none", "/cool-stuff/art/A-post.html"),
        ("/blog/:year/:title/", "/blog/2012/A-post/"),
        ("/:short_year/:i_month/:i_day/:slug:output_ext", "/12/8/4/a-post.html"),
        ("/:hour/:minute/:title_x/", "/13/05/A-post_x/"),
        ("/fixed/place/", "/fixed/place/"),
        ("/:unknown/:title", "/:unknown/A-post"),
    ],
)
def test_posts_fill_the_placeholders_of_a_template(template: str, url: str) -> None:
    post = Document("2012-08-04-A-post", "A-post", "posts", DATE, ["Cool Stuff", "Art"])
    assert document_url(template, post) == url


def test_members_of_a_collection_have_their_folder_and_path() -> None:
    talk = Document("2014/one", "one", "talks")
    assert document_url(collection_template("date"), talk) == "/talks/2014/one.html"
    assert document_url(collection_template("/:categories/:title/"), talk) == "/talks/2014/one/"
    assert document_url("/:collection/:name/", talk) == "/talks/one/"


def test_slugs_keep_letters_of_every_script() -> None:
    assert slugify("Über uns: 论文 & more") == "Über-uns-论文-&-more"
