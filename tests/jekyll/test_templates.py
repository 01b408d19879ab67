"""Files that are no pages, and that Jekyll fills in."""

from __future__ import annotations

import pytest
from little_sites import SiteBuilder

FEED = "---\npermalink: /atom.xml\n---\n<feed>{% for t in site.talks %}{{ t.url | absolute_url }}{% endfor %}</feed>\n"
FILES = {
    "docs/index.md": "---\npermalink: /\n---\nHello\n",
    "docs/talks/a.md": "---\ntitle: A\n---\nText\n",
}


def test_files_with_a_front_matter_are_filled_in(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            **FILES,
            "docs/feed.xml": FEED,
            "docs/robots.txt": '---\n---\nSitemap: {{ "sitemap.xml" | absolute_url }}\n',
            "docs/talks.json": "\ufeff---\r\n---\r\n[{% for t in site.talks %}{{ t.title | jsonify }}{% endfor %}]\r\n",
        }
    )
    assert site.page("atom.xml") == "<feed>https://example.org/talks/a/</feed>\n"
    assert "feed.xml" not in site.files
    assert site.page("robots.txt") == "Sitemap: https://example.org/sitemap.xml\n"
    assert site.page("talks.json") == '["A"]\n'


def test_other_files_stay_as_they_are(build_site: SiteBuilder) -> None:
    others = {
        "docs/a.txt": "---\nno front matter {{ x }}\n",
        "docs/b.txt": "---\ntitle: no Liquid\n---\nText\n",
        "docs/c.txt": "---\n- a list\n---\n{{ x }}\n",
        "docs/d.sh": "---\n---\n{{ x }}\n",
        "docs/e.json": '{"a": "{{ x }}"}',
    }
    site = build_site({**FILES, **others})
    for name, text in others.items():
        assert site.page(name.removeprefix("docs/")) == text


def test_a_site_without_pages_of_ours_keeps_its_files(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": "# Home\n", "docs/feed.xml": FEED})
    assert site.page("feed.xml") == FEED


def test_bad_liquid_stops_the_build_with_its_line(build_site: SiteBuilder) -> None:
    assert "docs/feed.xml:3: " in build_site.fails({**FILES, "docs/feed.xml": "---\n---\n{% if %}\n"})


def test_file_in_another_encoding_stays_and_is_named(build_site: SiteBuilder) -> None:
    text = "---\n---\n{{ 1 | plus: 1 }} é".encode("latin-1")
    site = build_site(
        {**FILES, "docs/a.txt": text},
        expect=["docs/a.txt: is not in UTF-8: its Liquid is not filled in. Save it as UTF-8."],
    )
    assert (site.folder / "site" / "a.txt").read_bytes() == text


def test_a_profile_alone_makes_no_templates_of_files(build_site: SiteBuilder) -> None:
    text = "---\nhosts: all\n---\n{{ user }} {% if %}\n"
    site = build_site({"docs/index.md": "# Home\n", "docs/play.txt": text}, academic={"author": {"name": "Ada"}})
    assert site.page("play.txt") == text


@pytest.mark.parametrize("academic", [{}, {"liquid": False, "dialect": "kramdown"}])
def test_liquid_can_be_switched_off(build_site: SiteBuilder, academic: dict[str, object]) -> None:
    off = "" if academic else "liquid: false\n"
    text = f"---\ntitle: A\n{off}---\n{{{{ page.title }}}}\n"
    assert build_site({**FILES, "docs/a.txt": text}, academic=academic).page("a.txt") == text


def test_a_permalink_takes_no_page_or_file_away(build_site: SiteBuilder) -> None:
    own = {
        **FILES,
        "docs/plain.txt": "plain",
        "docs/a.txt": "---\npermalink: /plain.txt\n---\n{{ page.url }}\n",
        "docs/b.xml": "---\npermalink: /moved/\n---\n{{ page.url }}\n",
        "docs/c.md": "---\npermalink: /moved/\n---\nMoved\n",
    }
    site = build_site(
        own,
        expect=[
            "docs/a.txt:2: permalink '/plain.txt' is the address of docs/plain.txt already; the file stays at '/a.txt'",
            "docs/b.xml:2: permalink '/moved/' is the address of docs/c.md already; the file stays at '/b.xml'.",
        ],
    )
    assert site.page("plain.txt") == "plain"
    assert "Moved" in site.page("moved/")
    assert site.page("a.txt") == "/a.txt\n"
    assert site.page("b.xml") == "/b.xml\n"
