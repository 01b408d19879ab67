"""What real sites have and no template shows: names, endings, zones, keys that mean something else here."""

from __future__ import annotations

import datetime as dt
import sys
import zoneinfo

import pytest
from little_sites import SiteBuilder
from migration import HOME, Migrate

from mkdocs_academic.cli.migrate.dates import zone_of

POST = "---\ntitle: A\n---\nText\n"


def test_keys_that_material_reads_do_not_stop_the_build(migrate: Migrate, build_site: SiteBuilder) -> None:
    """Themes such as Chirpy name icons of Font Awesome."""
    front = "title: A\ntemplate: x.html\nicon: fas fa-info\nhide: true\nsearch: false\n"
    new = migrate({**HOME, "a.md": f"---\npermalink: /a/\n{front}---\nText\n", "b.md": "---\nsearch: x\n---\n"})
    assert new.meta("docs/a.md") == {"permalink": "/a/", "title": "A", "search": {"exclude": True}}
    assert "docs/a.md: 'icon' is left away: Material means something else by it." in new.report
    assert "docs/a.md: 'search' is set: the old site kept the page out of its search." in new.report
    assert "Text" not in build_site(new.contents).page("search/search_index.json")


def test_the_zone_of_the_site_decides_on_the_day(migrate: Migrate, build_site: SiteBuilder) -> None:
    old = {
        **HOME,
        "_config.yml": "timezone: Europe/Berlin\npermalink: pretty\njekyll-archives: {enabled: [year]}\n",
        "_posts/2019-12-31-utc.md": "---\ntitle: A\ndate: 2019-12-31 23:30:00\n---\nText\n",
        "_posts/2019-12-31-zone.md": "---\ntitle: B\ndate: 2019-12-31 18:30:00 -0500\n---\nText\n",
        "_posts/2019-12-31-day.md": "---\ntitle: C\ndate: 2019-12-31\n---\nText\n",
    }
    site = build_site(migrate(old).contents)
    assert {"2020/01/01/utc/index.html", "2020/01/01/zone/index.html", "2019/12/31/day/index.html"} <= site.files
    assert "utc" in site.page("blog/archive/2020/")
    unknown = migrate({**old, "_config.yml": "timezone: Nowhere/At All\npermalink: pretty\n"}, "--force")
    assert "2019/12/31/utc/index.html" in build_site(unknown.contents).files


def test_the_zone_is_known_on_machines_without_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    monkeypatch.setitem(sys.modules, "tzdata", None)
    try:
        noon = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
        assert noon.astimezone(zone_of("Europe/Berlin")).hour == 13
        assert zone_of("Nowhere/At All") is dt.UTC
    finally:
        zoneinfo.reset_tzpath()


def test_all_collections_may_lie_in_one_folder(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "collections_dir: all\ncollections: {talks: {output: true}}\n"
    new = migrate(
        {
            **HOME,
            "_config.yml": config,
            "all/_talks/a.md": POST,
            "all/_posts/1950-01-01-p.md": POST,
            "all/_drafts/d.md": POST,
        }
    )
    site = build_site(new.contents)
    assert {"talks/a.html", "1950/01/01/p.html"} <= site.files
    assert not [name for name in site.files if "draft" in name]


def test_what_the_old_site_published_in_spite_of_its_name_is_published(
    migrate: Migrate, build_site: SiteBuilder
) -> None:
    old = {
        **HOME,
        "_config.yml": "include: [.well-known, _extra, .htaccess]\n",
        ".well-known/security.txt": "Contact: me\n",
        ".htaccess": "x",
        "_extra/page.md": POST,
        "_extra/x.pdf": "%PDF",
        "templates/cv.tex": "x",
        "_other/x.pdf": "%PDF",
    }
    site = build_site(migrate(old).contents)
    assert {
        ".well-known/security.txt",
        ".htaccess",
        "_extra/page.html",
        "_extra/x.pdf",
        "templates/cv.tex",
    } <= site.files
    assert "_other/x.pdf" not in site.files


@pytest.mark.parametrize("folder", ["文档", "a folder"])
def test_an_entry_of_the_bar_may_have_any_letters(migrate: Migrate, build_site: SiteBuilder, folder: str) -> None:
    navigation = f"main:\n  - {{title: One, url: /{folder}/}}\n"
    new = migrate({**HOME, f"{folder}/index.md": POST, "_data/navigation.yml": navigation})
    assert "Broken" not in new.report
    assert "Text" in build_site(new.contents).page(f"{folder}/")


def test_endings_in_capitals_keep_their_addresses(migrate: Migrate, build_site: SiteBuilder) -> None:
    site = build_site(migrate({**HOME, "A.MD": POST, "B.HTML": POST, "c.htm": POST, "D.Markdown": POST}).contents)
    assert {"A.html", "B.HTML", "c.htm", "D.html"} <= site.files


def test_markdown_without_front_matter_is_where_github_pages_has_it(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {
            "README.md": "# Ada\n\n[CV](cv.md), [notes](notes/README.md), [more](more/)\n",
            "cv.md": "# CV\n",
            "notes/README.md": "# Notes\n",
            "more/readme.md": "# More\n",
            "tools/README.md": "# How to use these tools\n",
        }
    )
    site = build_site(new.contents)
    assert {"index.html", "cv.html", "notes/index.html", "more/index.html"} <= site.files
    assert not [name for name in site.files if "tools" in name]


def test_a_link_may_write_out_the_path_of_the_site(migrate: Migrate) -> None:
    config = "url: https://uni.edu\nbaseurl: /lab\n"
    new = migrate(
        {**HOME, "_config.yml": config, "a.md": "---\n---\n[home](/lab/) [a](/lab/a.html) [b](/lab/b.html)\n"}
    )
    broken = new.report.partition("Broken in the old site already")[2]
    assert "'/lab/b.html' is no page" in broken
    assert "'/lab/a.html'" not in broken


def test_members_of_a_collection_without_a_title_have_that_of_their_file(
    migrate: Migrate, build_site: SiteBuilder
) -> None:
    config = "collections: {tabs: {output: true, permalink: /:title/}}\n"
    new = migrate({**HOME, "_config.yml": config, "_tabs/about-me.md": "---\norder: 1\n---\nText\n"})
    assert "<h1>About Me</h1>" in build_site(new.contents).page("about-me/")


def test_layouts_that_list_a_collection_list_it(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "collections: {recipes: {output: true}}\npermalink: pretty\n"
    page = "---\ntitle: Recipes\nlayout: collection\ncollection: recipes\npermalink: /food/\n---\nMine:\n"
    recipe = "---\ntitle: Bread\nexcerpt: With salt\n---\nText\n"
    new = migrate({**HOME, "_config.yml": config, "food.md": page, "_recipes/bread.md": recipe})
    assert '<a href="../recipes/bread/">Bread</a>: With salt' in build_site(new.contents).page("food/")


def test_the_mail_address_among_the_links_is_the_mail_address(migrate: Migrate) -> None:
    links = (
        "author:\n  name: Ada\n  links: [{label: Mail, url: 'mailto:ada@uni.edu'}, {label: Web, url: https://a.b}]\n"
    )
    author = migrate({**HOME, "_config.yml": links}).academic["author"]
    assert author == {"name": "Ada", "email": "ada@uni.edu", "links": [{"title": "Web", "url": "https://a.b"}]}


def test_the_posts_that_the_about_page_of_al_folio_shows_come_along(migrate: Migrate, build_site: SiteBuilder) -> None:
    front = "layout: about\npermalink: /\ntitle: about\nlatest_posts: {enabled: true}\n"
    new = migrate({"_pages/about.md": f"---\n{front}---\nHello\n", "_posts/1950-01-01-p.md": POST})
    assert '<a href="1950/01/01/p.html">A</a>' in build_site(new.contents).page()


@pytest.mark.parametrize("front", ["tags: '  '", "title: 2020-01-02\ntags: [a]", "tags: [1936, 2020-01-02, true]"])
def test_tags_and_titles_that_are_no_text_do_not_stop_the_build(
    migrate: Migrate, build_site: SiteBuilder, front: str
) -> None:
    new = migrate({**HOME, "a.md": f"---\npermalink: /a/\n{front}\n---\nText\n"})
    assert "Text" in build_site(new.contents).page("a/")


def test_a_language_that_is_none_is_passed_over(migrate: Migrate) -> None:
    assert migrate({**HOME, "_config.yml": f"lang: {'a' * 300}\n"}).settings["theme"] == {"name": "material"}


def test_a_submodule_that_was_not_fetched_is_named(migrate: Migrate) -> None:
    modules = '[submodule "a"]\n\tpath = slides\n\turl = https://e.org/a\n[submodule "b"]\n\tpath = code\n'
    new = migrate({**HOME, ".gitmodules": modules, "code/x.py": "x"})
    assert ".gitmodules:2: the submodule 'slides' is not there; nothing of it is taken over." in new.report
    assert "'code'" not in new.report


def test_defaults_with_keys_of_material_do_not_stop_the_build(migrate: Migrate, build_site: SiteBuilder) -> None:
    values = "{icon: fas fa-x, template: x.html, slug: [a], hide: true, links: 7, search: false}"
    config = f"defaults: [{{values: {values}}}]\n"
    page = "---\n---\n{{ page.icon }} {{ page.slug }} {{ page.template }} {{ page.links }} {{ page.hide }}\n"
    new = migrate({**HOME, "_config.yml": config, "a.md": page, "_posts/1950-01-01-p.md": POST})
    assert build_site(new.contents)
    assert new.meta("docs/a.md") == {"permalink": "/a.html", "search": {"exclude": True}}


def test_pages_that_lead_elsewhere_still_do(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {
            **HOME,
            "a.md": "---\ntitle: A\npermalink: /a/\nredirect_to: ['https://example.org/x?y=1']\n---\nText\n",
            "b.md": "---\ntitle: B\npermalink: /b.html\nredirect_to: /deep/page/\n---\n",
            "c.md": "---\ntitle: C\npermalink: /c/\nredirect_to: 'javascript:alert(1)'\n---\nText\n",
        }
    )
    assert "docs/a/index.html: leads to 'https://example.org/x?y=1', as before" in new.report
    site = build_site(new.contents)
    assert 'content="0; url=https://example.org/x?y=1"' in site.page("a/")
    assert 'content="0; url=deep/page/"' in site.page("b.html")
    assert "javascript:alert" not in site.page("c/")


def test_a_layout_that_showed_more_is_named_with_its_file(migrate: Migrate) -> None:
    page = "---\ntitle: A\nlayout: {}\n---\nText\n"
    new = migrate({**HOME, "_layouts/lab.html": "x", "a.md": page.format("lab"), "b.md": page.format("of-a-theme")})
    assert "a.md: the layout 'lab' is not taken over" in new.report
    assert "Copy what you miss from _layouts/lab.html." in new.report
    assert "missing. Compare it with the old page." in new.report


def test_of_an_address_without_a_slash_the_report_says_what_does_not_answer(
    migrate: Migrate, build_site: SiteBuilder
) -> None:
    page = "---\ntitle: A\npermalink: {}\n---\n[x](/publication/x.html) [x](/publication/x)\n"
    new = migrate(
        {
            **HOME,
            "a.md": page.format("/publication/x"),
            "b.md": page.format("/b/"),
            "c.md": page.format("/c.html"),
            "d.md": page.format("/d\nredirect_from: [/d.html]"),
        }
    )
    message = (
        "its address has no slash at the end: hosts lead from there to the page, but not from the same with '.html', "
        "which answered too. Where that is linked to, write it into 'redirect_from'."
    )
    assert f"docs/a.md: {message}" in new.report
    assert new.report.count("has no slash") == 1
    site = build_site(new.contents)
    assert 'href="../publication/x/"' in site.page("b/")
