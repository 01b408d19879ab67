"""Beside other plugins, each played by a few lines that do to a site what the real one does."""

from __future__ import annotations

import json
import re
from importlib.metadata import EntryPoint

import pytest
from little_sites import BuiltSite, SiteBuilder
from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser

AUTHOR = {"author": {"name": "Max Muster", "avatar": "images/me.svg"}}
BIB = '@article{a2020, author={Muster, Max}, title={On "quotes" \\& more}, journal={Things}, year=2020}\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def home(word: str) -> str:
    return f"""Hello {word}. [Papers](papers.md)

# News

{{% include_relative news.md %}}

# Contact
"""


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    files = {
        "docs/images/me.svg": SVG,
        "docs/publications.bib": BIB,
        **{
            f"docs/{language}/{name}": text
            for language in ("en", "zh")
            for name, text in {
                "index.md": home(language),
                "news.md": f"- *2026.05*: Something in {language}.\n",
                "papers.md": f"# Papers {language}\n\n/// publications\n///\n",
                "talks.md": f"---\nredirect_from: {'/zh' if language == 'zh' else ''}/old/\n---\n# Talks\n\nText.\n",
                "hidden.md": "---\nsitemap: false\n---\n# Hidden\n\nText.\n",
            }.items()
        },
    }
    plugin = EntryPoint("i18n", "languages_plugin:Languages", "mkdocs.plugins")
    settings = {
        **AUTHOR,
        "publications": "publications.bib",
        "navigation": [
            {"title": "News", "url": "/#contact"},
            {"title": "Papers", "url": "/papers/"},
            {"title": "Portrait", "url": "/images/me.svg"},
        ],
    }
    installed = dict(MkDocsConfig._schema)["plugins"].installed_plugins
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(installed, "i18n", plugin)
        builder = SiteBuilder(tmp_path_factory.mktemp("languages"))
        return builder(files, config={"plugins": [{"academic": settings}, {"i18n": {}}]})


def bar(page: str) -> list[str]:
    return [link.attributes["href"] or "" for link in LexborHTMLParser(page).css(".acad-nav__link[href]")]


def test_each_language_has_its_own_papers_feeds_and_list_for_machines(languages: BuiltSite) -> None:
    ours = ["news.xml", "publications.xml", "llms.txt", "papers/index.html.md", "publications/a2020/index.html"]
    assert {*ours, *(f"zh/{name}" for name in ours)} <= languages.files
    assert "Something in en" in languages.page("news.xml")
    assert "Something in zh" in languages.page("zh/news.xml")
    assert "https://example.org/publications/a2020/index.html.md" in languages.page("llms.txt")
    assert "https://example.org/zh/publications/a2020/index.html.md" in languages.page("zh/llms.txt")
    assert 'lang="zh"' in languages.page("zh/publications/a2020/")
    assert 'lang="en"' in languages.page("publications/a2020/")


def test_a_link_of_the_bar_leads_to_the_page_in_the_same_language(languages: BuiltSite) -> None:
    assert bar(languages.page())[:3] == ["#contact", "papers/", "images/me.svg"]
    assert bar(languages.page("zh/"))[:3] == ["#contact", "papers/", "../images/me.svg"]
    assert bar(languages.page("zh/papers/"))[:3] == ["../../zh/#contact", "../../zh/papers/", "../../images/me.svg"]


def test_the_portrait_is_found_from_the_home_page_of_every_language(languages: BuiltSite) -> None:
    for uri, src in (("", "images/me.svg"), ("zh/", "../images/me.svg")):
        portrait = LexborHTMLParser(languages.page(uri)).css_first(".acad-profile img")
        assert portrait is not None and portrait.attributes["src"] == src


def test_the_home_page_of_a_language_is_named_as_one(languages: BuiltSite) -> None:
    page = languages.page("zh/")
    heading = LexborHTMLParser(page).css_first("h1")
    assert heading is not None and heading.text().strip() == "Max Muster"
    assert "[Alan Turing](https://example.org/zh/index.html.md)" in languages.page("zh/llms.txt")
    crumbs = re.findall(r'"position": \d+, "name": "([^"]*)"', languages.page("zh/papers/"))
    assert crumbs[:2] == ["Max Muster", "Papers zh"]


def test_the_icons_of_the_initials_are_on_the_pages_of_every_language(languages: BuiltSite) -> None:
    for uri, up in (("", ""), ("zh/", "../")):
        links = {link.attributes["href"] for link in LexborHTMLParser(languages.page(uri)).css("link[rel=manifest]")}
        assert links == {f"{up}site.webmanifest"}
    assert json.loads(languages.page("site.webmanifest"))["lang"] == "en"


def test_the_sitemap_of_all_languages_has_the_papers_and_no_hidden_page(languages: BuiltSite) -> None:
    listed = languages.page("sitemap.xml").split("\n")
    assert {"publications/a2020/", "zh/publications/a2020/", "talks/", "zh/talks/"} <= set(listed)
    assert not [url for url in listed if "hidden" in url]
    assert len(listed) == len(set(listed))


def test_former_addresses_lead_to_the_page_in_their_language(languages: BuiltSite) -> None:
    assert 'href="https://example.org/talks/"' in languages.page("old/")
    assert 'href="https://example.org/zh/talks/"' in languages.page("zh/old/")


DAYS = """
def on_page_markdown(markdown, page, config, files):
    page.meta["git_revision_date_localized"] = "the day of the build"
"""


def test_a_papers_page_shows_no_day_that_no_commit_gave_it(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "# Hello\n\nText.\n",
        "docs/publications.bib": BIB,
        "docs/images/me.svg": SVG,
        "days.py": DAYS,
    }
    settings = {**AUTHOR, "publications": "publications.bib"}
    site = build_site(files, academic=settings, config={"hooks": ["days.py"]})
    assert "the day of the build" in site.page()
    assert "the day of the build" not in site.page("publications/a2020/")


SOURCES = """
from pathlib import Path
def on_page_content(html, page, config, files):
    assert Path(page.file.abs_src_path).is_file(), page.file.src_uri
def on_post_page(output, page, config):
    return output.replace("</head>", f'<meta property="x" content="{page.title}"></head>')
"""


def test_a_papers_page_has_a_source_and_a_title_for_plugins_that_read_them(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# Hello\n", "docs/more/papers.bib": BIB, "hook.py": SOURCES}
    site = build_site(files, academic={"publications": "more/papers.bib"}, config={"hooks": ["hook.py"]})
    named = LexborHTMLParser(site.page("publications/a2020/")).css_first('meta[property="x"]')
    assert named is not None and named.attributes["content"] == 'On "quotes" & more'
    assert "more/papers.bib" not in site.files


NAV = """
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
@event_priority(-50)
def on_nav(nav, config, files):
    return Navigation(nav.items[::-1], nav.pages)
"""


def test_the_bar_follows_the_nav_that_another_plugin_makes(build_site: SiteBuilder) -> None:
    files = {f"docs/{name}.md": f"# {name}\n" for name in ("index", "one", "two")} | {"docs/images/me.svg": SVG}
    plain = build_site(files, academic=AUTHOR)
    turned = build_site({**files, "nav.py": NAV}, academic=AUTHOR, config={"hooks": ["nav.py"]})
    assert bar(plain.page())[-2:] == ["one/", "two/"]
    assert bar(turned.page())[-2:] == ["two/", "one/"]


LIGHTBOX = """
import re
def on_page_content(html, page, config, files):
    html = re.sub(r'(<img [^>]*src="([^"]*)"[^>]*>)', r'<a class="glightbox" href="\\\\2">\\\\1</a>', html)
    return f"<html><head></head><body>{html}</body></html>"
""".replace("\\\\", "\\")


def test_a_twin_is_the_same_where_another_plugin_wraps_the_page_and_its_pictures(build_site: SiteBuilder) -> None:
    text = "# Hello\n\nText.\n\n## More\n\n- one\n- two\n\n![A picture](images/me.svg)\n"
    files = {"docs/index.md": text, "docs/images/me.svg": SVG}
    plain = build_site(files, academic=AUTHOR)
    wrapped = build_site({**files, "box.py": LIGHTBOX}, academic=AUTHOR, config={"hooks": ["box.py"]})
    assert LexborHTMLParser(wrapped.page()).css_first("a.glightbox img") is not None
    assert wrapped.page("index.html.md") == plain.page("index.html.md")
