"""What academicpages' layouts print below a title is printed from the same front matter."""

from __future__ import annotations

import datetime as dt

from little_sites import SiteBuilder

from mkdocs_academic.plugin.details import details


def test_a_talk_says_kind_venue_place_and_date() -> None:
    meta = {"type": "Talk", "venue": "London *Society*", "location": "London", "date": dt.date(1947, 2, 20)}
    assert details(meta, "") == (
        '<p>Talk, <em>London *Society*</em>, London, <time datetime="1947-02-20">1947-02-20</time></p>\n'
    )


def test_a_paper_says_how_to_cite_it_and_where_it_is() -> None:
    meta = {"citation": "Turing, A. <i>Mind</i>", "paperurl": "https://doi.org/x?a=1&b", "slidesurl": "/files/s.pdf"}
    assert details(meta, "") == (
        "<p>Recommended citation: Turing, A. <i>Mind</i></p>\n"
        '<p><a href="https://doi.org/x?a=1&amp;b">Paper</a> · <a href="/files/s.pdf">Slides</a></p>\n'
    )


def test_what_the_text_says_already_is_not_said_again() -> None:
    meta = {"venue": "Mind", "citation": "T.", "paperurl": "https://doi.org/x"}
    content = '<p><a href="https://doi.org/x">Download</a></p><p>Recommended citation: T.</p>'
    assert details(meta, content) == "<p><em>Mind</em></p>\n"


def test_pages_without_such_keys_get_nothing() -> None:
    assert details({"title": "T", "date": dt.date(1950, 1, 1), "location": "Manchester", "link": "/x"}, "") == ""
    assert details({"venue": "", "citation": None, "paperurl": ["a"]}, "") == ""


def test_values_are_data() -> None:
    meta = {
        "venue": "<script>alert(1)</script>V",
        "type": "<b>",
        "location": '"><img src=x onerror=alert(1)>',
        "paperurl": "javascript:alert(1)",
        "slidesurl": '/a" onclick="alert(1)',
    }
    written = details(meta, "")
    assert "<script" not in written
    assert "<img" not in written
    assert "javascript:" not in written
    assert 'onclick="' not in written


def test_details_stand_below_the_title_and_lead_into_the_site(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": "# Home\n",
            "docs/talks/a.md": "---\ntitle: A talk\npermalink: /t/a/\nvenue: V\nslidesurl: /files/s.pdf\n---\nText\n",
            "docs/talks/b.md": "---\ntitle: B\npermalink: /t/b/\nvenue: W\n---\n# My own title\n\nText\n",
            "docs/files/s.pdf": b"%PDF-1.4",
        }
    )
    page = site.page("t/a/")
    assert '<h1>A talk</h1>\n<p><em>V</em></p>\n<p><a href="../../files/s.pdf">Slides</a></p>\n' in page
    own = site.page("t/b/")
    assert own.index("My own title</h1>") < own.index("<em>W</em>") < own.index("<p>Text</p>")


def test_a_title_is_text_whatever_html_its_author_wrote(build_site: SiteBuilder) -> None:
    title = "Alan <strong>Turing</strong>"
    site = build_site({"docs/index.md": "# Home\n", "docs/a.md": f"---\ntitle: {title}\npermalink: /a/\n---\nText\n"})
    assert "<h1>Alan Turing</h1>" in site.page("a/")
    assert "<title>Alan Turing - " in site.page("a/")


def test_verification_tags_come_from_extra(build_site: SiteBuilder) -> None:
    codes = {"google_site_verification": 'a"b', "bing_site_verification": "c", "yandex_site_verification": ""}
    site = build_site(
        {"docs/index.md": "# Home\n"}, academic={"author": {"name": "Alan Turing"}}, config={"extra": codes}
    )
    home = site.page()
    assert '<meta name="google-site-verification" content="a&#34;b">' in home
    assert '<meta name="msvalidate.01" content="c">' in home
    assert "yandex" not in home


def test_a_title_stands_above_text_that_comes_before_the_first_heading(build_site: SiteBuilder) -> None:
    front = "---\ntitle: A title\npermalink: /{}/\nvenue: V\n---\n"
    site = build_site(
        {
            "docs/index.md": "---\ntitle: Home\npermalink: /\n---\nText\n\n# Own\n",
            "docs/a.md": front.format("a") + "Text\n\n# A section\n",
            "docs/b.md": front.format("b") + "<span class='anchor' id='x'></span>\n\n# The page\n\nText\n",
        }
    )
    page = site.page("a/")
    assert page.index("<h1>A title</h1>") < page.index("<em>V</em>") < page.index("<p>Text</p>")
    assert '<h2 id="a-section">A section' in page
    assert "A title</h1>" not in site.page("b/")
    assert "Home</h1>" not in site.page().partition("acad-hidden")[0]
