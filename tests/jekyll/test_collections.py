"""What one page's Liquid knows of the others. Expectations are what Jekyll 4.3.1 prints."""

from __future__ import annotations

from typing import Any

from mkdocs_academic.jekyll.collections import SiteVariables, SourcePage, words


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
