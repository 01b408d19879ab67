"""The author's profile and the top bar on built pages, wherever the page and the site are."""

from __future__ import annotations

import json

import pytest
from little_sites import BuiltSite, SiteBuilder
from pictures import PNG
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_academic.addresses import is_foreign

HOME = '---\npermalink: /\ntitle: ""\n---\n'
AUTHOR = {
    "name": "Ada Lovelace",
    "native_name": "艾达",
    "avatar": "/images/ada.png",
    "bio": "Mathematician",
    "location": "London",
    "employer": "Analytical Engine",
    "email": "ada@example.org",
    "github": "ada",
    "orcid": None,
    "links": [
        {"title": "Archive", "url": "https://example.org/archive"},
        {"title": "CV as PDF", "url": "/files/cv.pdf"},
    ],
}
PAGES = {
    "docs/index.md": HOME + "# 🔥 News\n\nText.\n\n# Papers\n",
    "docs/talks/2026.md": "# Talks\n",
    "docs/images/ada.png": PNG,
    "docs/files/cv.pdf": b"%PDF",
}


def profile(page: str) -> LexborNode | None:
    return LexborHTMLParser(page).css_first(".acad-profile")


def bar(page: str) -> list[tuple[str, str]]:
    links = LexborHTMLParser(page).css("header nav a")
    return [(link.text().strip(), link.attributes["href"] or "") for link in links]


def test_the_profile_shows_all_that_the_author_wrote(build_site: SiteBuilder) -> None:
    shown = profile(build_site(PAGES, academic={"author": AUTHOR}).page())
    assert shown is not None
    for text in ("Ada Lovelace", "艾达", "Mathematician", "London", "Analytical Engine", "GitHub", "Archive"):
        assert text in shown.text()
    hrefs = [link.attributes["href"] for link in shown.css("a")]
    assert "https://github.com/ada" in hrefs
    assert "https://example.org/archive" in hrefs


def test_no_page_holds_the_address_as_written(build_site: SiteBuilder) -> None:
    site = build_site(PAGES, academic={"author": AUTHOR})
    for uri in ("", "talks/2026/"):
        assert "ada@example.org" not in site.page(uri)
    shown = profile(site.page())
    assert shown is not None
    assert any((link.attributes["href"] or "").startswith("mailto:") for link in shown.css("a"))


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("site_url", ["https://example.org/", "https://example.org/lab/", ""])
def test_pictures_and_links_are_right_everywhere(build_site: SiteBuilder, directory_urls: bool, site_url: str) -> None:
    site = build_site(
        PAGES, academic={"author": AUTHOR}, config={"site_url": site_url, "use_directory_urls": directory_urls}
    )
    for file in (name for name in site.files if name.endswith(".html") and name != "404.html"):
        for element in LexborHTMLParser(site.page(file)).css(
            ".acad-profile img, .acad-profile a, header nav a, .acad-bar__home"
        ):
            address = element.attributes.get("src") or element.attributes.get("href") or ""
            if not is_foreign(address):
                assert target(site, file, address), f"{file}: {address}"


def target(site: BuiltSite, file: str, address: str) -> bool:
    path = ((site.site_dir / file).parent / address.partition("#")[0]).resolve()
    if not address.partition("#")[0]:
        path = site.site_dir / file
    return path.is_file() or (path / "index.html").is_file()


def test_the_404_page_counts_from_the_root_of_the_host(build_site: SiteBuilder) -> None:
    site = build_site(PAGES, academic={"author": AUTHOR}, config={"site_url": "https://example.org/lab/"})
    page = site.page("404.html")
    shown = profile(page)
    assert shown is not None
    assert '"/lab/images/ada.png"' in (shown.html or "")
    assert ("News", "/lab/#-news") in bar(page)


def test_a_page_hides_the_profile_or_replaces_parts_of_it(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            **PAGES,
            "docs/plain.md": "---\nauthor_profile: false\n---\n# Plain\n",
            "docs/other.md": "---\nauthor:\n  bio: On leave\n---\n# Other\n",
        },
        academic={"author": AUTHOR},
    )
    assert profile(site.page("plain/")) is None
    other = profile(site.page("other/"))
    assert other is not None
    assert "On leave" in other.text()
    assert "Mathematician" not in other.text()
    assert "Ada Lovelace" in other.text()
    assert '<meta name="author" content="Ada Lovelace">' in site.page("other/")


def test_a_site_can_hide_the_profile_and_one_page_show_it(build_site: SiteBuilder) -> None:
    site = build_site(
        {**PAGES, "docs/cv.md": "---\nauthor_profile: true\n---\n# CV\n"},
        academic={"author": AUTHOR, "author_profile": False},
    )
    assert profile(site.page()) is None
    assert profile(site.page("cv/")) is not None


def test_a_portrait_that_is_not_there_is_named(build_site: SiteBuilder) -> None:
    build_site(
        {"docs/index.md": HOME + "Hi"},
        academic={"author": {"name": "Ada", "avatar": "images/gone.png"}},
        expect=[r"mkdocs\.yml: author\.avatar 'images/gone\.png' is no file of docs/\."],
    )
    build_site({"docs/index.md": HOME + "Hi"}, academic={"author": {"avatar": "https://example.org/ada.png"}})


def test_what_is_wrong_with_the_settings_is_told_once(build_site: SiteBuilder) -> None:
    site = build_site(
        {**PAGES, "docs/other.md": "---\nauthor:\n  biog: On leave\n---\n# Other\n"},
        academic={"author": {"name": "Ada", "githb": "ada"}},
        expect=["mkdocs.yml.*'githb'", r"docs/other\.md.*'biog'"],
    )
    assert len(site.log) == 2


def test_an_address_that_is_none_is_shown_without_a_link(build_site: SiteBuilder) -> None:
    site = build_site(PAGES, academic={"author": {"name": "Ada", "email": "ada AT example DOT org"}})
    shown = profile(site.page())
    assert shown is not None
    assert "ada AT example DOT org" in shown.text()
    assert not [link for link in shown.css("a") if not link.attributes.get("href")]


def test_an_unknown_key_is_named_with_the_nearest(build_site: SiteBuilder) -> None:
    build_site(PAGES, academic={"author": {"name": "Ada", "githb": "ada"}}, expect=["mkdocs.yml.*'githb'.*'github'"])


def test_the_home_page_says_who_it_is_about_to_machines(build_site: SiteBuilder) -> None:
    site = build_site(PAGES, academic={"author": {**AUTHOR, "employer": "Works < & Co"}})
    (script,) = LexborHTMLParser(site.page()).css('script[type="application/ld+json"]')
    (person,) = [node for node in json.loads(script.text())["@graph"] if node["@type"] == "Person"]
    assert person["affiliation"]["name"] == "Works < & Co"
    assert "<" not in script.text()
    assert person["image"] == "https://example.org/images/ada.png"
    assert "https://github.com/ada" in person["sameAs"]
    assert "email" not in script.text()


def test_the_bar_follows_the_sections_of_the_home_page_and_the_nav(build_site: SiteBuilder) -> None:
    site = build_site(PAGES, academic={"author": {"name": "Ada"}})
    assert bar(site.page()) == [("News", "#-news"), ("Papers", "#papers"), ("Talks", "talks/2026/")]
    assert bar(site.page("talks/2026/"))[0] == ("News", "../../#-news")


def test_the_bar_is_what_the_author_wrote_and_the_rest_of_the_nav(build_site: SiteBuilder) -> None:
    navigation = [
        {"title": "News", "url": "/#-news"},
        {"title": "Code", "url": "https://github.com/ada", "target": "_blank"},
        {"title": "More", "url": "/", "children": [{"title": "Talks", "url": "/talks/2026/"}]},
    ]
    site = build_site({**PAGES, "docs/cv.md": "# CV"}, academic={"author": {"name": "Ada"}, "navigation": navigation})
    assert ("News", "#-news") in bar(site.page())
    assert ("Code", "https://github.com/ada") in bar(site.page())
    assert ("Talks", "../talks/2026/") in bar(site.page("cv/"))
    assert ("CV", "../../cv/") in bar(site.page("talks/2026/"))


def test_the_current_page_and_no_other_is_marked(build_site: SiteBuilder) -> None:
    site = build_site({**PAGES, "docs/cv.md": "# CV", "docs/x.md": "# X"}, academic={"author": {"name": "Ada"}})
    for uri, href in (("cv/", "../cv/"), ("x/", "../x/"), ("talks/2026/", "../../talks/2026/")):
        page = LexborHTMLParser(site.page(uri))
        assert {link.attributes["href"] for link in page.css("[aria-current=page]")} == {href}
    assert not LexborHTMLParser(site.page("cv/")).css(".md-nav--primary .md-nav__link--active")


def test_many_pages_of_the_nav_share_one_menu_of_the_bar(build_site: SiteBuilder) -> None:
    many = {f"docs/p{number}.md": f"# Page {number}" for number in range(12)}
    site = build_site({**PAGES, **many}, academic={"author": {"name": "Ada"}})
    menu = LexborHTMLParser(site.page("p3/")).css_first("header nav details")
    assert menu is not None
    assert len(menu.css("a")) == 13
    assert len(LexborHTMLParser(site.page("p3/")).css("header nav > ul > li")) == 3


def test_a_documentation_site_that_includes_a_section_keeps_its_own_bar(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": "# Home", "docs/a.md": "# A\n\n{% include_relative b.md %}", "docs/b.md": "B"})
    assert "acad-bar" not in site.page() + site.page("a/")


def test_a_theme_that_cannot_show_the_profile_is_named(build_site: SiteBuilder) -> None:
    site = build_site(
        {"docs/index.md": "# Home"},
        academic={"author": {"name": "Ada"}},
        config={"theme": "mkdocs"},
        expect=["mkdocs.yml: the theme 'mkdocs' cannot show the profile"],
    )
    assert "Home" in site.page()


def test_what_the_author_wrote_is_escaped(build_site: SiteBuilder) -> None:
    site = build_site(
        PAGES,
        academic={
            "author": {
                "name": "<script>1</script>",
                "location": '"><img src=x>',
                "bio": "ok <script>2</script><em>em</em>",
            },
            "navigation": [{"title": "<script>3</script>", "url": '/"><script>4</script>'}],
        },
        expect=["navigation entry"],
    )
    page = site.page()
    for number in range(1, 5):
        assert f"<script>{number}" not in page
    assert "<em>em</em>" in page
