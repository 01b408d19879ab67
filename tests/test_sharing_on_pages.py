"""How a built site is found and shared: heads of pages, cards, icons, robots.txt, the sitemap."""

from __future__ import annotations

import gzip
import io
import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from little_sites import BuiltSite, SiteBuilder, build
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3"/>'
AUTHOR = {"name": "Alan Turing", "bio": "Reader in Computing", "avatar": "images/me.png", "employer": "Manchester"}
BIB = """\
@article{one, author = {Turing, Alan}, title = {On {Numbers}}, journal = {J}, year = {1937}, keywords = {logic},
  abstract = {The computable numbers may be described briefly.}, teaser = {images/game.png}}
@book{two, author = {Turing, Alan}, title = {A Book}, publisher = {P}, year = {1950}, teaser = {images/book.svg}}
"""
TEXT = "A first paragraph that says what this page is about."


def portrait(mode: str = "RGB", ending: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new(mode, (60, 80)).save(file, ending)
    return file.getvalue()


FILES: dict[str, str | bytes] = {
    "docs/index.md": "---\nlast_modified_at: 2024-05-12\n---\n\n/// publications\n///\n",
    "docs/logic/notes.md": f'# Notes "on" 1 < 2\n\n{TEXT}\n',
    "docs/biology/notes.md": '---\ntitle: Notes "on" 1 < 2\ndescription: Own & "quoted" <b>text</b>.\n---\n\nText.\n',
    "docs/biology/own.md": (
        "---\nimage: {path: /images/own.png, alt: A shell}\n---\n# Own\n\n- An item of a list that is long.\n"
    ),
    "docs/biology/index.md": "# Biology\n\nText.\n",
    "docs/talk.md": "---\ndate: 2093-01-01\n---\n# Talk\n\nText.\n",
    "docs/publications.bib": BIB,
    "docs/images/game.png": portrait(),
    "docs/images/book.svg": SVG,
    "docs/images/me.png": portrait(),
    "docs/images/own.png": portrait(),
}
ACADEMIC = {"author": AUTHOR, "publications": "publications.bib"}
PAGES = (
    "",
    "logic/notes/",
    "biology/",
    "biology/notes/",
    "biology/own/",
    "talk/",
    "publications/one/",
    "publications/two/",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    builder = SiteBuilder(tmp_path_factory.mktemp("sharing"))
    return builder(FILES, academic=ACADEMIC, config={"site_description": "What machines can do."})


def head(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html[: html.index("</head>")])


def title(html: str) -> str:
    (found,) = head(html).css("title")
    return found.text()


def metas(html: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in head(html).css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        found.setdefault(name, []).append(node.attributes.get("content") or "")
    return found


def nodes(html: str) -> dict[str, dict[str, Any]]:
    (script,) = head(html).css("script[type='application/ld+json']")
    return {node["@type"]: node for node in json.loads(script.text())["@graph"]}


def days(site: BuiltSite) -> dict[str, str | None]:
    """Return the days of the sitemap, by the pages' addresses."""
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(site.page("sitemap.xml"))
    return {url.findtext(f"{name}loc", ""): url.findtext(f"{name}lastmod") for url in root}


# Titles and descriptions


def test_each_page_has_a_title_of_its_own(site: BuiltSite) -> None:
    titles = [title(site.page(page)) for page in PAGES]
    assert titles == [
        "Alan Turing - Reader in Computing",
        'Notes "on" 1 < 2 - Logic - Alan Turing',
        "Biology - Alan Turing",
        'Notes "on" 1 < 2 - Biology - Alan Turing',
        "Own - Alan Turing",
        "Talk - Alan Turing",
        "On Numbers - Alan Turing",
        "A Book - Alan Turing",
    ]
    assert title(site.page("404.html")) == "404 - Alan Turing"


def test_two_papers_of_one_title_have_their_year_in_it(build_site: SiteBuilder) -> None:
    entry = "@article{%s, author = {Turing, Alan}, title = {Ordinals}, journal = {J}, year = {%s}}"
    bib = "\n".join(entry % (key, year) for key, year in (("thesis", 1938), ("paper", 1939)))
    academic = {"author": {"name": "Alan Turing"}, "publications": "publications.bib"}
    site = build_site({"docs/index.md": "# Home\n", "docs/publications.bib": bib}, academic=academic)
    titles = [title(site.page(f"publications/{key}/")) for key in ("thesis", "paper")]
    assert titles == ["Ordinals - 1938 - Alan Turing", "Ordinals - 1939 - Alan Turing"]


def test_each_page_has_one_description(site: BuiltSite) -> None:
    found = [metas(site.page(page))["description"] for page in PAGES]
    assert found == [
        ["What machines can do."],
        [TEXT],
        ["What machines can do."],
        ['Own & "quoted" text.'],
        ["An item of a list that is long."],
        ["What machines can do."],
        ["The computable numbers may be described briefly."],
        ["A. Turing. A Book. P, 1950."],
    ]


def test_each_page_names_its_one_address(site: BuiltSite) -> None:
    for page in PAGES:
        (link,) = head(site.page(page)).css("link[rel=canonical]")
        assert link.attributes["href"] == f"https://example.org/{page}" == metas(site.page(page))["og:url"][0]
    assert not head(site.page("404.html")).css("link[rel=canonical], meta[property]")


# Cards


def test_nothing_is_said_twice(site: BuiltSite) -> None:
    for page in PAGES:
        twice = {name for name, contents in metas(site.page(page)).items() if len(contents) > 1}
        assert twice <= {"theme-color"}, page


def test_the_card_shows_who_it_is_and_is_light(site: BuiltSite) -> None:
    found = metas(site.page("logic/notes/"))
    (url,) = found["og:image"]
    assert found["og:image"] == metas(site.page())["og:image"]
    assert found["og:image:alt"] == ["Alan Turing, Reader in Computing, Manchester"]
    assert (found["og:image:width"], found["og:image:height"]) == (["1200"], ["630"])
    path = site.site_dir / url.removeprefix("https://example.org/")
    assert path.stat().st_size < 100_000
    with Image.open(path) as card:
        assert card.size == (1200, 630)


def test_the_author_s_own_picture_and_that_of_a_paper_come_first(site: BuiltSite) -> None:
    own, paper = metas(site.page("biology/own/")), metas(site.page("publications/one/"))
    assert own["og:image"] == ["https://example.org/images/own.png"]
    assert (own["og:image:width"], own["og:image:alt"]) == (["60"], ["A shell"])
    assert paper["og:image"] == ["https://example.org/images/game.png"]
    assert (paper["og:image:width"], paper["og:image:alt"]) == (["60"], ["On Numbers"])
    # No network shows an SVG.
    assert metas(site.page("publications/two/"))["og:image"] == metas(site.page())["og:image"]
    assert (paper["og:type"], paper["article:tag"]) == (["article"], ["logic"])
    assert metas(site.page())["og:type"] == ["profile"]


def test_a_second_build_draws_nothing_and_is_the_same(site: BuiltSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    build(site.folder)
    first = {name: (site.site_dir / name).read_bytes() for name in site.files}
    (kept,) = (site.folder / ".cache/plugin/academic/cards").glob("*.jpg")
    monkeypatch.setattr("mkdocs_academic.plugin.cards.draw_card", lambda *_: pytest.fail("it is drawn again"))
    monkeypatch.setattr("mkdocs_academic.plugin.site_icons.icon_png", lambda *_: pytest.fail("it is drawn again"))
    build(site.folder)
    assert {name: (site.site_dir / name).read_bytes() for name in site.files} == first
    assert kept.is_file()


def test_what_was_kept_and_is_damaged_is_drawn_anew(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": "# A\n"}, academic={"author": AUTHOR | {"avatar": ""}})
    (card,) = site.site_dir.glob("assets/academic/cards/*.jpg")
    whole = card.read_bytes()
    for path in (site.folder / ".cache/plugin/academic").rglob("*.[jp][pn]g"):
        path.write_bytes(path.read_bytes()[:50])
    build(site.folder)
    assert card.read_bytes() == whole


def test_each_page_may_have_a_card_of_its_own(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# Home\n", "docs/a.md": "# One\n", "docs/b.md": "# Two\n"}
    site = build_site(files, academic={"author": {"name": "Ada"}, "sharing": {"card": "pages"}})
    cards = [metas(site.page(page))["og:image"][0] for page in ("", "a/", "b/")]
    assert len(set(cards)) == 3
    assert all(card.removeprefix("https://example.org/") in site.files for card in cards)
    assert metas(site.page("a/"))["og:image:alt"] == ["One, Ada"]


# Structured data


def test_the_pages_speak_of_the_same_person_and_site(site: BuiltSite) -> None:
    home, paper = nodes(site.page()), nodes(site.page("publications/two/"))
    assert home["ProfilePage"]["mainEntity"]["@id"] == home["Person"]["@id"] == "https://example.org/#person"
    assert home["ProfilePage"]["dateModified"] == "2024-05-12"
    papers = [item["url"] for item in home["ItemList"]["itemListElement"]]
    assert papers == ["https://example.org/publications/two/", "https://example.org/publications/one/"]
    assert paper["Book"]["author"][0]["@id"] == paper["Person"]["@id"] == home["Person"]["@id"]
    assert paper["WebPage"]["mainEntity"]["@id"] == paper["Book"]["@id"]


def test_a_page_below_another_says_so(site: BuiltSite) -> None:
    crumbs = nodes(site.page("biology/notes/"))["BreadcrumbList"]["itemListElement"]
    assert [(item["name"], item["item"]) for item in crumbs] == [
        ("Alan Turing", "https://example.org/"),
        ("Biology", "https://example.org/biology/"),
        ('Notes "on" 1 < 2', "https://example.org/biology/notes/"),
    ]


# Icons


def test_a_site_without_icons_has_some_of_the_initials(site: BuiltSite) -> None:
    links = {
        node.attributes["rel"]: node.attributes["href"] for node in head(site.page("logic/notes/")).css("link[rel]")
    }
    assert links["icon"] == "../../assets/academic/icon-32.png"
    assert links["apple-touch-icon"] == "../../assets/academic/icon-180.png"
    assert links["manifest"] == "../../site.webmanifest"
    first = head(site.page("logic/notes/")).css("link[rel=icon]")[0]
    assert first.attributes["href"] == "../../assets/academic/icon.svg"
    assert ">AT</text>" in site.page("assets/academic/icon.svg")
    data = json.loads(site.page("site.webmanifest"))
    assert [icon["src"] in site.files for icon in data["icons"]] == [True, True]


def test_the_browsers_own_bars_have_the_colour_of_the_page(site: BuiltSite) -> None:
    found = head(site.page()).css("meta[name=theme-color]")
    assert [(node.attributes["media"], node.attributes["content"]) for node in found] == [
        ("(prefers-color-scheme: light)", "#ffffff"),
        ("(prefers-color-scheme: dark)", "#1e2129"),
    ]


@pytest.mark.parametrize(
    ("files", "theme", "icon"),
    [
        ({"docs/images/favicon.ico": b"icon"}, {}, "images/favicon.ico"),
        ({"docs/assets/images/favicon.png": portrait()}, {}, "assets/images/favicon.png"),
        ({"docs/me.png": portrait()}, {"favicon": "me.png"}, "me.png"),
    ],
)
def test_a_site_keeps_its_own_icon(
    files: Mapping[str, str | bytes], theme: Mapping[str, str], icon: str, build_site: SiteBuilder
) -> None:
    config = {"theme": {"name": "material", "font": False, **theme}}
    site = build_site({"docs/index.md": "# A\n", **files}, academic={"author": {"name": "Ada"}}, config=config)
    assert [node.attributes["href"] for node in head(site.page()).css("link[rel*=icon]")] == [icon]
    assert not {"site.webmanifest", "assets/academic/icon.svg"} & site.files


# robots.txt and the sitemap


def test_robots_are_told_of_the_sitemap(site: BuiltSite) -> None:
    assert site.page("robots.txt") == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"


def test_a_day_that_nobody_knows_is_not_in_the_sitemap(site: BuiltSite) -> None:
    found = {url.removeprefix("https://example.org/"): day for url, day in days(site).items()}
    assert found == {page: "2024-05-12" if page == "" else None for page in PAGES}
    zipped = gzip.decompress((site.site_dir / "sitemap.xml.gz").read_bytes()).decode()
    assert zipped == site.page("sitemap.xml")


def test_what_search_engines_shall_not_have_is_told_to_them(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "# Home\n",
        "docs/a.md": "---\nrobots: noindex, nofollow\n---\n# A\n",
        "docs/b.md": "---\nsitemap: false\nrobots: 5\n---\n# B\n",
        "docs/c.md": "---\nrobots: [none, 7]\n---\n# C\n",
        "docs/d.md": '---\nrobots: max-snippet:-1">\nsitemap: {no: 1}\n---\n# D\n',
    }
    site = build_site(files, academic={"author": {"name": "Ada"}})
    robots = [metas(site.page(page)).get("robots") for page in ("", "a/", "b/", "c/", "d/")]
    assert robots == [None, ["noindex, nofollow"], None, ["none"], ['max-snippet:-1">']]
    assert [url.removeprefix("https://example.org/") for url in days(site)] == ["", "d/"]
    left_alone = build_site(files, academic={"author": {"name": "Ada"}, "sharing": False})
    assert len(days(left_alone)) == 5


def test_a_page_is_as_old_as_the_newest_file_that_it_is_made_of(
    build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "docs/index.md": "{% include_relative includes/news.md %}\n",
        "docs/includes/news.md": "News.\n",
        "docs/papers.md": "/// publications\n///\n",
        "docs/publications.bib": re.sub(r",\s*teaser = {.*?}", "", BIB),
        "docs/cv.md": "# CV\n",
        "docs/talks.md": "{% include_relative includes/new.md %}\n",
        "docs/includes/new.md": "Nobody has committed it yet.\n",
        "docs/set.md": "# Set\n",
        "docs/new.md": "# New\n",
        "hook.py": "def on_page_markdown(markdown, page, config, files):\n"
        "    if page.file.src_uri == 'set.md':\n        page.update_date = '2001-01-01'\n",
    }
    known = {
        "index.md": "2024-01-01",
        "includes/news.md": "2024-02-02",
        "papers.md": "2024-03-03",
        "cv.md": "2024-04-04",
    }
    known |= {"publications.bib": "2024-05-05", "set.md": "2024-06-06", "talks.md": "2024-07-07"}

    def commit_days(folder: Path, paths: set[Path]) -> dict[Path, str]:
        return {path: known[name] for path in paths if (name := path.relative_to(folder).as_posix()) in known}

    monkeypatch.setattr("mkdocs_academic.plugin.page_days.commit_days", commit_days)
    academic = {"author": {"name": "Alan Turing"}, "publications": {"file": "publications.bib", "pages": False}}
    site = build_site(files, academic=academic, config={"hooks": ["hook.py"]})
    assert {url.removeprefix("https://example.org/"): day for url, day in days(site).items()} == {
        "": "2024-02-02",
        "papers/": "2024-05-05",
        "cv/": "2024-04-04",
        "set/": "2001-01-01",
        "new/": None,
        "talks/": None,
    }


# What a site says otherwise


def test_a_site_that_has_its_own_files_keeps_them(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# A\n", "docs/robots.txt": "own", "overrides/site.webmanifest": "{}"}
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    site = build_site(files, academic={"author": {"name": "Ada"}}, config={"theme": theme})
    assert site.page("robots.txt") == "own"
    assert site.page("site.webmanifest") == "{}"


def test_each_part_can_be_switched_off(build_site: SiteBuilder) -> None:
    off = dict.fromkeys(("metadata", "card", "icons", "robots", "dates"), False)
    files = {"docs/index.md": "# Home\n", "docs/cv.md": f"# CV\n\n{TEXT}\n"}
    site = build_site(files, academic={"author": {"name": "Ada"}, "sharing": off})
    assert title(site.page("cv/")) == "CV - Alan Turing"
    assert not {"og:title", "description"} & metas(site.page("cv/")).keys()
    assert not {"robots.txt", "site.webmanifest"} & site.files
    assert all(days(site).values())
    no_card = build_site(files, academic={"author": {"name": "Ada"}, "sharing": {"card": False}})
    assert "og:image" not in metas(no_card.page())
    assert "og:title" in metas(no_card.page())


def test_without_it_the_person_and_the_papers_are_told_of_as_before(build_site: SiteBuilder) -> None:
    site = build_site(FILES, academic={**ACADEMIC, "sharing": False})
    (person,) = head(site.page()).css("script[type='application/ld+json']")
    assert json.loads(person.text())["@type"] == "Person"
    paper = site.page("publications/one/")
    assert metas(paper)["og:type"] == ["article"]
    (work,) = head(paper).css("script[type='application/ld+json']")
    assert json.loads(work.text())["@type"] == "ScholarlyArticle"
    assert not head(site.page("talk/")).css("script[type='application/ld+json'], meta[property]")
    assert "robots.txt" not in site.files


def test_a_site_without_an_author_may_ask_for_it(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# Home\n", "docs/cv.md": f"# CV\n\n{TEXT}\n"}
    site = build_site(files, academic={"sharing": True})
    assert metas(site.page("cv/"))["description"] == [TEXT]
    assert "Person" not in nodes(site.page())
    assert "robots.txt" in site.files
    assert not head(site.page()).css("meta[name=theme-color]")


def test_where_materials_plugin_draws_cards_ours_stay_out(build_site: SiteBuilder) -> None:
    hook = (
        "from mkdocs.plugins import BasePlugin\n"
        "def on_config(config):\n"
        "    config.plugins['material/social'] = BasePlugin()\n"
    )
    files = {"docs/index.md": "# Home\n", "hook.py": hook}
    site = build_site(files, academic={"author": {"name": "Ada"}}, config={"hooks": ["hook.py"]})
    assert {name for name in metas(site.page()) if name.startswith(("og:", "twitter:"))} == {
        "og:site_name",
        "og:locale",
    }
    assert "ProfilePage" in nodes(site.page())
    assert not [name for name in site.files if name.startswith("assets/academic/cards/")]


def test_material_s_plugin_that_is_switched_off_draws_nothing(build_site: SiteBuilder) -> None:
    hook = (
        "from mkdocs.plugins import BasePlugin\n"
        "def on_config(config):\n"
        "    social = config.plugins['material/social'] = BasePlugin()\n"
        "    social.config = {'enabled': False, 'cards': True}\n"
    )
    files = {"docs/index.md": "# Home\n", "hook.py": hook}
    site = build_site(files, academic={"author": {"name": "Ada"}}, config={"hooks": ["hook.py"]})
    assert {"og:title", "og:image"} <= metas(site.page()).keys()


def test_the_home_page_is_one_wherever_it_stands_in_the_navigation(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "# Welcome\n\nWrite to <ada@ada.example> if you like to know more of this.\n",
        "docs/blog/news.md": "# News\n\n- 2024: x\n",
    }
    academic = {"author": {"name": "Ada", "bio": "Analyst"}}
    site = build_site(files, academic=academic, config={"nav": [{"Start": ["index.md", "blog/news.md"]}]})
    assert title(site.page()) == "Ada - Alan Turing"
    assert "ProfilePage" in nodes(site.page())
    assert metas(site.page())["description"] == ["Write to ada (at) ada.example if you like to know more of this."]
    assert "Analyst" in (site.site_dir / "index.html.md").read_text(encoding="utf-8")
    assert 'href="news.xml"' in site.page()


def test_a_site_without_an_address_says_what_needs_none(build_site: SiteBuilder) -> None:
    config = {"site_url": ""}
    site = build_site(
        {"docs/index.md": "# A\n", "docs/cv.md": "# CV\n"}, academic={"author": AUTHOR | {"avatar": ""}}, config=config
    )
    found = metas(site.page())
    assert found["og:title"] == ["Alan Turing"]
    assert not {"og:url", "og:image"} & found.keys()
    assert site.page("robots.txt") == "User-agent: *\nAllow: /\n"
    (script,) = head(site.page()).css("script[type='application/ld+json']")
    assert json.loads(script.text())["@type"] == "Person"
    assert not head(site.page("cv/")).css("script[type='application/ld+json']")


# What authors write wrong


@pytest.mark.parametrize(
    ("sharing", "meta", "told"),
    [
        ({"image": "images/none.png"}, "", "mkdocs.yml: sharing.image 'images/none.png' is no file"),
        ({"font": "none.ttf"}, "", "mkdocs.yml: sharing.font 'none.ttf': no such file"),
        ({"font": "index.md"}, "", "mkdocs.yml: sharing.font 'index.md' is no font"),
        ({}, "---\nimage: images/none.png\n---\n", "docs/index.md: image 'images/none.png' is no file of the site"),
    ],
)
def test_a_file_that_is_not_there_is_named(
    sharing: Mapping[str, object], meta: str, told: str, build_site: SiteBuilder
) -> None:
    academic = {"author": {"name": "Ada"}, "sharing": sharing}
    build_site({"docs/index.md": f"{meta}# A\n"}, academic=academic, expect=[re.escape(told)])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("me.svg", SVG.encode()),
        ("me.png", b"\x89PNG\r\n\x1a\n broken"),
        ("me.jpg", portrait("CMYK", "JPEG")),
        ("me.gif", portrait("P", "GIF")),
    ],
)
def test_any_portrait_makes_a_card(name: str, content: bytes, build_site: SiteBuilder) -> None:
    author = {"name": "Ada Lovelace", "avatar": f"images/{name}"}
    files = {"docs/index.md": "# A\n", f"docs/images/{name}": content}
    expect = ["picture 'images/me.png' cannot be read"] if b"broken" in content else []
    site = build_site(files, academic={"author": author}, level=logging.INFO, expect=expect)
    assert "og:image" in metas(site.page())
    is_told = any("social cards show the initials" in line.text for line in site.log)
    assert is_told == (name in ("me.svg", "me.png"))


@pytest.mark.parametrize(
    "name", ["</title></script><b>", "\"'&", "\u202eAlan", "🎓🚀", "Name " * 60, "محمد بن موسى", "韩飞江"]
)
def test_hostile_names_stay_texts(name: str, build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# A\n", "docs/cv.md": f"---\ntitle: {json.dumps(name)}\n---\n{TEXT}\n"}
    site = build_site(files, academic={"author": {"name": name, "bio": name}}, config={"site_name": name})
    for page in ("", "cv/"):
        parsed = head(site.page(page))
        assert not parsed.css("b")
        assert len(parsed.css("title")) == 1
        found = metas(site.page(page))
        assert all(len(found[key]) == 1 for key in ("description", "og:title", "og:site_name"))
        assert len(nodes(site.page(page))) >= 3
    ElementTree.fromstring(site.page("sitemap.xml"))
