"""What Liquid reads of other pages: in Jekyll's order, and nothing before it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from little_sites import SiteBuilder

from mkdocs_academic.jekyll.collections import SiteVariables, SourcePage, label_of, words
from mkdocs_academic.jekyll.liquid.values import ruby_text, text_of


def page(src_uri: str, body: str = "Text", **meta: Any) -> SourcePage:
    return SourcePage(src_uri, "/" + src_uri.removesuffix(".md") + "/", meta, body)


def variables(*pages: SourcePage, settings: Mapping[str, Any] | None = None) -> SiteVariables:
    return SiteVariables(settings or {}, [page.src_uri for page in pages], lambda: pages, lambda text: f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("src_uri", "label"),
    [
        ("talks/a.md", "talks"),
        ("_talks/a.md", "talks"),
        ("talks/2014/a.md", "talks"),
        ("talks/index.md", ""),
        ("a.md", ""),
        ("blog/posts/a.md", "posts"),
        ("blog/a.md", "blog"),
    ],
)
def test_the_first_folder_is_the_collection(src_uri: str, label: str) -> None:
    assert label_of(src_uri) == label


def test_members_stand_by_date_then_path_and_posts_the_newest_first() -> None:
    pages = (
        page("talks/b.md", date="2012-03-01"),
        page("talks/z.md"),
        page("talks/a.md", date="2014-03-01"),
        page("blog/posts/2011-02-03-old.md"),
        page("blog/posts/2013-02-03-new.md", date="2015-01-01 10:00:00 +0800"),
        page("index.md"),
        page("cv.md"),
    )
    site = variables(*pages)
    assert [talk["path"] for talk in site["talks"]] == ["talks/z.md", "talks/b.md", "talks/a.md"]
    assert [post["slug"] for post in site["posts"]] == ["new", "old"]
    assert [found["path"] for found in site["pages"]] == ["cv.md", "index.md"]
    assert [collection["label"] for collection in site["collections"]] == ["posts", "talks"]
    assert [str(post["date"])[:16] for post in site["posts"]] == ["2015-01-01 10:00", "2011-02-03 00:00"]


def test_a_page_has_what_jekyll_gives_it() -> None:
    (post,) = variables(page("blog/posts/2011-02-03-a-new-idea.md", "First.\n\nSecond {{ x }}.", tags="b a"))["posts"]
    assert post["title"] == "A New Idea"
    assert post["url"] == "/blog/posts/2011-02-03-a-new-idea/"
    assert post["tags"] == ["b", "a"]
    assert post["excerpt"] == "<p>First.</p>"
    assert post["content"] == "<p>First.\n\nSecond .</p>"
    assert {"title", "content", "excerpt", "collection"} <= set(post)


def test_front_matter_counts_before_what_is_made() -> None:
    (talk,) = variables(page("talks/a.md", title="Mine", excerpt="Short", layout="talk"))["talks"]
    assert (talk["title"], talk["excerpt"], talk["layout"]) == ("Mine", "Short", "talk")


def test_posts_are_grouped_by_tag_and_category() -> None:
    site = variables(page("blog/posts/2011-01-01-a.md", tags=["x", "y"]), page("blog/posts/2012-01-01-b.md", tags="x"))
    assert {tag: [post["slug"] for post in posts] for tag, posts in site["tags"].items()} == {
        "x": ["b", "a"],
        "y": ["a"],
    }
    assert site["categories"] == {}


def test_settings_count_before_pages_and_unknown_names_are_missing() -> None:
    site = variables(page("data/a.md"), settings={"data": {"x": 1}})
    assert site["data"] == {"x": 1}
    with pytest.raises(KeyError):
        site["unknown"]


def test_nothing_is_read_before_a_page_asks() -> None:
    def read() -> list[SourcePage]:
        raise AssertionError("read")

    site = SiteVariables({"title": "T"}, ["talks/a.md"], read, str)
    assert site["title"] == "T"
    assert site.get("unknown") is None
    with pytest.raises(AssertionError):
        site["talks"]


def test_posts_of_the_blog_keep_their_permalink_and_are_listed(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "mkdocs.yml": "site_name: T\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
            "plugins: [blog, {academic: {dialect: kramdown}}]\n",
            "docs/index.md": "{% for post in site.posts %}[{{ post.title }}]({{ post.url }}){% endfor %}\n",
            "docs/blog/posts/one.md": "---\ntitle: One\ndate: 2012-08-14\npermalink: /2012/08/14/one.html\n---\n- a\n",
            "docs/blog/posts/two.md": "---\ntitle: Two\ndate: 2013-08-14\ndraft: true\n---\nText\n",
        }
    )
    assert 'href="2012/08/14/one.html">One</a>' in site.page()
    assert "Two" not in site.page()
    post = site.page("2012/08/14/one.html")
    assert '<link rel="canonical" href="https://example.org/2012/08/14/one.html">' in post
    assert "<h1>One</h1>" in post
    assert 'href="../2012/08/14/one.html"' in site.page("blog/")
    assert "https://example.org/2012/08/14/one.html" in site.page("sitemap.xml")


def site(files: dict[str, dict[str, Any]], body: str = "First *one*.\n\nSecond.\n") -> SiteVariables:
    pages = [SourcePage(name, f"/{name.removesuffix('.md')}/", meta, body) for name, meta in files.items()]
    return SiteVariables({}, list(files), lambda: pages, lambda text: f"<{text}>")


def test_only_members_of_a_collection_get_a_title_and_an_excerpt_of_their_own() -> None:
    variables = site({"cv.md": {}, "talks/a-talk.md": {}})
    page, talk = variables["pages"][0], variables["talks"][0]
    assert talk["title"] == "A Talk"
    assert talk["excerpt"] == "<First *one*.>"
    assert "title" not in page
    assert "excerpt" not in page
    assert page["name"] == "cv.md"


def test_the_front_matter_names_a_member_and_the_file_names_a_page() -> None:
    variables = site({"cv.md": {"name": "Own"}, "talks/a.md": {"name": "Own"}, "talks/b.md": {}})
    assert variables["pages"][0]["name"] == "cv.md"
    assert [talk["name"] for talk in variables["talks"]] == ["Own", "b.md"]


def test_the_excerpt_of_html_is_no_markdown() -> None:
    variables = site({"talks/a.md": {}}, "{::nomarkdown}\n<p>One</p>\n\n<p>Two</p>\n{:/nomarkdown}")
    assert variables["talks"][0]["excerpt"] == "<{::nomarkdown}\n<p>One</p>\n{:/nomarkdown}>"


def test_tags_stand_in_the_order_of_the_oldest_post_and_their_posts_from_the_newest() -> None:
    variables = site(
        {
            "blog/posts/2001-01-01-a.md": {"tags": "logic machines"},
            "blog/posts/2002-01-01-b.md": {"tags": ["chess", "logic"]},
        }
    )
    assert list(variables["tags"]) == ["logic", "machines", "chess"]
    assert [post["slug"] for post in variables["tags"]["logic"]] == ["b", "a"]


def test_words_are_a_list_or_stand_between_blanks() -> None:
    assert words("a  b") == ["a", "b"]
    assert words(["a b", None, 1936]) == ["a b", "1936"]
    assert words(None) == []


def test_what_is_wrong_in_a_post_is_said_once(build_site: SiteBuilder) -> None:
    files = {
        "mkdocs.yml": "site_name: T\ntheme: {name: material, font: false}\nplugins: [blog, {academic: {}}]\n",
        "docs/index.md": "# Home\n",
        "docs/blog/posts/one.md": (
            "---\ntitle: One\ndate: 2012-08-14\npermalink: /one/\ncategories: [a]\n---\n<div>\n\n$\\cost$\n"
        ),
    }
    site = build_site(files, expect=["one.md:7: '<div>' is never closed", r"one.md:9: the formula '.cost'"])
    assert len(site.log) == 2


def test_a_page_prints_its_text_not_its_keys() -> None:
    variables = site({"talks/a.md": {"venue": "King's"}, "talks/b.md": {}})
    assert text_of(variables["talks"][0]) == "<First *one*.\n\nSecond.\n>"
    assert text_of(variables["talks"]) == "<First *one*.\n\nSecond.\n>" * 2
    assert ruby_text(variables["talks"][0]) == text_of(variables["talks"][0])
