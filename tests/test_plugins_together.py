"""One site with the plugins that people have, all at once: each still does its work, and so do we."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from little_sites import BuiltSite, SiteBuilder
from programs import run_well
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.network

PLUGINS = [
    "mkdocs-rss-plugin",
    "mkdocs-redirects",
    "mkdocs-section-index",
    "mkdocs-literate-nav",
    "mkdocs-macros-plugin",
    "mkdocs-glightbox",
    "mkdocs-minify-plugin",
    "mkdocs-static-i18n",
]


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    scratch = tmp_path_factory.mktemp("python")
    python = scratch / "venv/bin/python"
    run_well([sys.executable, "-m", "venv", scratch / "venv"], cwd=scratch)
    run_well([python, "-m", "pip", "install", "--quiet", wheel, *PLUGINS], cwd=scratch, timeout_s=900)
    return python


@pytest.fixture(scope="module")
def together(python: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = SiteBuilder(tmp_path_factory.mktemp("together")).write("together")
    run_well([python, "-m", "mkdocs", "build", "--strict"], cwd=folder)
    return BuiltSite(folder, ())


@pytest.fixture(scope="module")
def languages(python: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    files = {f"docs/{language}/index.md": f"# News\n\n- 2026.05: In {language}.\n" for language in ("en", "zh")}
    files["docs/papers.bib"] = "@misc{one, author={Muster, Mary}, title={One}, year=2026}"
    both = [{"locale": "en", "name": "English", "default": True}, {"locale": "zh", "name": "中文"}]
    academic = {"author": {"name": "Mary Muster"}, "publications": "papers.bib"}
    plugins = [{"academic": academic}, {"i18n": {"docs_structure": "folder", "languages": both}}]
    folder = SiteBuilder(tmp_path_factory.mktemp("languages")).write(files, config={"plugins": plugins})
    run_well([python, "-m", "mkdocs", "build", "--strict"], cwd=folder)
    return BuiltSite(folder, ())


def text_of(html: str, selector: str = "article") -> str:
    node = LexborHTMLParser(html).css_first(selector)
    assert node is not None, f"no {selector} in the page"
    return " ".join(node.text().split())


def test_the_homepage_has_its_sections_and_its_profile(together: BuiltSite) -> None:
    home = together.page()
    content = text_of(home)
    assert "I do so in Musterstadt." in content
    assert "Something from a snippet" in content
    assert "A point about the paper." in content
    assert "Mary Muster" in text_of(home, ".acad-profile")
    assert LexborHTMLParser(home).css_first("[id='-news']") is not None


def test_macros_evaluates_its_own_pages(together: BuiltSite) -> None:
    assert "My office is B 217, and Mary Muster is my name." in text_of(together.page("tools/"))
    assert "Week 3" in text_of(together.page("courses/reading/"))


def test_search_finds_a_snippet_on_its_page_only(together: BuiltSite) -> None:
    index = json.loads(together.page("search/search_index.json"))
    found = [entry["location"] for entry in index["docs"] if "unheard of elsewhere" in entry["text"]]
    assert found
    assert {location.partition("#")[0] for location in found} == {""}


def test_blog_and_tags_know_their_pages(together: BuiltSite) -> None:
    assert "blog/2024/01/02/a-first-post/index.html" in together.files
    tags = text_of(together.page("tags/"))
    assert "tools" in tags
    assert "home" in tags


def test_rss_lists_the_posts(together: BuiltSite) -> None:
    assert "A first post" in together.page("feed_rss_created.xml")


@pytest.mark.parametrize("old", ["old-courses/", "about/"])
def test_redirects_of_both_kinds_are_written(together: BuiltSite, old: str) -> None:
    assert "canonical" in together.page(old)


def test_glightbox_and_minify_have_worked_on_the_pages(together: BuiltSite) -> None:
    tools = together.page("tools/")
    assert LexborHTMLParser(tools).css_first("a.glightbox > img") is not None
    assert "\n\n" not in tools


def test_the_nav_is_the_one_of_literate_nav_and_section_index(together: BuiltSite) -> None:
    links = [node.attributes["href"] for node in LexborHTMLParser(together.page("tools/")).css("nav a[href]")]
    assert "../courses/" in links
    assert "../courses/reading/" in links


def test_a_snippet_is_no_page_whoever_makes_the_nav(together: BuiltSite) -> None:
    assert [name for name in together.files if "includes" in name] == []
    assert "includes" not in together.page("sitemap.xml")


def test_each_language_has_its_own_feed_and_its_own_pages_of_papers(languages: BuiltSite) -> None:
    for folder, language, other in (
        ("", "en", "../../zh/publications/one/"),
        ("zh/", "zh", "../../../publications/one/"),
    ):
        assert f"In {language}." in languages.page(f"{folder}news.xml")
        paper = LexborHTMLParser(languages.page(f"{folder}publications/one/"))
        assert paper.css("html")[0].attributes["lang"] == language
        assert other in [link.attributes["href"] for link in paper.css("a[hreflang]")]
