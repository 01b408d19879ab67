"""What plugins of Jekyll make beside the pages: feeds, `robots.txt`; and what the old site fills in itself."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
import yaml
from little_sites import SiteBuilder
from migration import Migrate

ATOM = "{http://www.w3.org/2005/Atom}"
HOME = {
    "index.md": "---\ntitle: Home\n---\nHello\n",
    "_posts/1936-05-28-numbers.md": "---\ntitle: Numbers & <em>machines</em>\n---\nA *paper*.\n",
    "_posts/1950-10-01-mind.md": "---\ntitle: Mind\ncategories: [games]\n---\nA game.\n",
}


def test_the_feed_of_jekyll_feed_answers(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate({**HOME, "_config.yml": "title: T\nurl: https://turing.net\nbaseurl: /t\nplugins: [jekyll-feed]\n"})
    assert "docs/feed.xml: is the feed that jekyll-feed made; Liquid fills it in at every build." in new.report
    feed = ElementTree.fromstring(build_site(new.contents).page("feed.xml").strip())
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Mind", "Numbers & machines"]
    assert entries[0].findtext(f"{ATOM}id") == "https://turing.net/t/games/1950/10/01/mind"
    assert entries[0].findtext(f"{ATOM}updated") == "1950-10-01T00:00:00+00:00"
    assert entries[1].findtext(f"{ATOM}content") == "<p>A <em>paper</em>.</p>"
    assert feed.findtext(f"{ATOM}updated") == "1950-10-01T00:00:00+00:00"


def test_feeds_of_collections_and_categories_answer(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = (
        "collections: {talks: {output: true}}\nplugins: [jekyll-feed]\n"
        "feed: {path: atom.xml, categories: [games], collections: [talks], tags: true}\n"
    )
    talk = "---\ntitle: A talk\n---\nText\n"
    post = "---\ntitle: C\ntags: x\n---\nText\n"
    new = migrate({**HOME, "_config.yml": config, "_talks/a.md": talk, "_posts/1951-01-01-c.md": post})
    site = build_site(new.contents)
    assert site.page("atom.xml").count("<entry>") == 3
    assert site.page("feed/games.xml").count("<entry>") == 1
    assert "A talk" in site.page("feed/talks.xml")
    assert "_config.yml: nothing makes the feeds by tag of jekyll-feed any more." in new.report


def test_a_feed_of_ones_own_is_kept(migrate: Migrate, build_site: SiteBuilder) -> None:
    own = "---\nlayout: null\n---\n<rss>{% for post in site.posts %}{{ post.title | xml_escape }};{% endfor %}</rss>\n"
    new = migrate({**HOME, "Gemfile": 'gem "jekyll-feed"\n', "feed.xml": own})
    assert "feed.xml -> docs/feed.xml" in new.report
    assert "<rss>Mind;Numbers &amp; &lt;em&gt;machines&lt;/em&gt;;</rss>" in build_site(new.contents).page("feed.xml")


def test_robots_txt_names_the_sitemap(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "url: https://turing.net\nplugins: [jekyll-sitemap]\n"
    site = build_site(migrate({**HOME, "_config.yml": config}).contents)
    assert site.page("robots.txt") == "Sitemap: https://turing.net/sitemap.xml\n"
    own = migrate({**HOME, "_config.yml": config, "robots.txt": "Disallow: /\n"}, "--force")
    assert build_site(own.contents).page("robots.txt") == "Disallow: /\n"


def test_a_file_that_liquid_cannot_fill_in_is_left_out(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate({**HOME, "data.json": "---\n---\n{% if %}\n", "fine.json": "---\n---\n{{ site.title | jsonify }}\n"})
    assert "docs/data.json:3: Liquid cannot read this" in new.report
    assert "The file is left out." in new.report
    assert "data.json ->" not in new.report
    assert "docs/data.json" not in new.files
    assert "fine.json" in build_site(new.contents).files


def test_files_that_are_filled_in_keep_their_own_addresses(migrate: Migrate, build_site: SiteBuilder) -> None:
    link = "---\ntitle: A\n---\n[feed](/atom.xml) [plain](/plain.json)\n"
    old = {
        **HOME,
        "_config.yml": "plugins: [jekyll-feed]\nfeed: {path: atom.xml}\n",
        "a.md": link,
        "own.xml": "---\npermalink: /atom.xml\n---\n<own>{{ site.title }}</own>\n",
        "plain.txt": "---\npermalink: /plain.json\n---\n{}\n",
    }
    new = migrate(old)
    assert "is no page or file" not in new.report
    assert "jekyll-feed" not in new.report
    site = build_site(new.contents)
    assert site.page("atom.xml") == "<own>Homepage</own>\n"
    assert site.page("plain.json") == "{}\n"


def test_of_a_file_and_a_page_at_one_address_the_report_tells(migrate: Migrate, build_site: SiteBuilder) -> None:
    own = "---\npermalink: /a.html\n---\n{{ site.title }}\n"
    new = migrate({**HOME, "a.md": "---\ntitle: A\n---\nText\n", "x.txt": own})
    message = "docs/x.txt:2: permalink '/a.html' is the address of docs/a.md already; the file is at '/x.txt' now."
    assert message in new.report.partition("Broken in the old site already")[2]
    assert "Text" in build_site(new.contents, expect=["permalink '/a.html' is the address of"]).page("a.html")


def test_a_page_at_the_address_of_the_feed_comes_first(migrate: Migrate, build_site: SiteBuilder) -> None:
    page = "---\npermalink: /feed.xml\n---\n<own></own>\n"
    new = migrate({**HOME, "_config.yml": "plugins: [jekyll-feed]\n", "a.html": page})
    assert "<own></own>" in build_site(new.contents).page("feed.xml")


def test_a_feed_is_xml_whatever_its_posts_hold(migrate: Migrate, build_site: SiteBuilder) -> None:
    title = "]]> & < \" ' \U0001f600 \u6570"
    front = yaml.safe_dump({"title": title + " \x0b\uffff"}, allow_unicode=True)
    post = f"---\n{front}---\nA page break: \x0c ]]> &amp; <br>\n"
    new = migrate({**HOME, "_config.yml": "plugins: [jekyll-feed]\n", "_posts/1951-01-01-odd.md": post})
    feed = ElementTree.fromstring(build_site(new.contents).page("feed.xml"))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title", "").strip() == title


def test_a_feed_changes_with_its_entries_only(
    migrate: Migrate, build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = (
        "collections: {talks: {output: true}, notes: {}}\nplugins: [jekyll-feed]\nfeed: {collections: [talks, notes]}\n"
    )
    talks = {"_talks/a.md": "---\ntitle: A\n---\n", "_talks/b.md": "---\ntitle: B\ndate: 1951-05-15\n---\n"}
    new = migrate({**HOME, "_config.yml": config, **talks})
    feeds = []
    for moment in ("1000000000", "1100000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        site = build_site(new.contents)
        feeds.append([site.page(f"feed/{name}.xml") for name in ("talks", "notes")])
    assert feeds[0] == feeds[1]
    assert ElementTree.fromstring(feeds[0][0]).findtext(f"{ATOM}updated") == "1951-05-15T00:00:00+00:00"
