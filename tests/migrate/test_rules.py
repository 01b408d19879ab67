"""Rules of Jekyll that real sites rely on, each in a small site."""

from __future__ import annotations

import pytest
from little_sites import SiteBuilder
from migration import HOME, Migrate


def test_the_permalink_of_the_collection_posts_counts(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "permalink: pretty\ncollections:\n  posts: {permalink: '/:categories/:year/:title/'}\n"
    post = "---\ntitle: A\n---\nText\n"
    new = migrate({**HOME, "_config.yml": config, "Bletchley Park/_posts/1940-01-02-v1.0.md": post})
    assert "bletchley park/1940/v1.0/index.html" in build_site(new.contents).files


def test_a_post_of_tomorrow_waits_for_its_date(migrate: Migrate, build_site: SiteBuilder) -> None:
    post = "---\ntitle: Later\n---\nText\n"
    old = {
        **HOME,
        "_config.yml": "collections: {talks: {output: true}}\n",
        "_posts/2999-01-01-later.md": post,
        "_posts/1950-01-01-now.md": post,
        "_talks/later.md": "---\ntitle: T\ndate: 2999-01-01\n---\n",
    }
    new = migrate(old)
    assert new.meta("docs/blog/posts/2999-01-01-later.md")["draft"] is True
    assert "'draft' is set: the old site waits for its date" in new.report
    files = build_site(new.contents).files
    assert "1950/01/01/now.html" in files
    assert not [name for name in files if "later" in name]
    new = migrate({**old, "_config.yml": f"{old['_config.yml']}future: true\n"}, "--force")
    assert "2999/01/01/later.html" in build_site(new.contents).files


def test_a_page_below_blog_is_no_post(migrate: Migrate) -> None:
    new = migrate(
        {
            **HOME,
            "blog/tags.md": "---\ntitle: Tags\npermalink: /blog/tags/\n---\nText\n",
            "_posts/1950-01-01-a.md": "---\ntitle: A\n---\nText\n",
        }
    )
    assert new.meta("docs/blog/tags.md") == {"title": "Tags", "permalink": "/blog/tags/"}


def test_the_blog_that_material_makes_is_no_broken_link(migrate: Migrate) -> None:
    navigation = "- {title: Blog, url: /blog/}\n- {title: Gone, url: /gone/}\n"
    old = {**HOME, "_data/navigation.yml": navigation, "index.md": "---\n---\n[blog](/blog/) [gone](/gone/)\n"}
    assert "'/blog/'" in migrate(old).report
    new = migrate({**old, "_posts/1950-01-01-a.md": "---\ntitle: A\n---\nText\n"}, "--force")
    assert "'/blog/'" not in new.report
    assert "'/gone/'" in new.report


def test_problems_of_a_generated_navigation_name_the_file_that_has_it(migrate: Migrate) -> None:
    new = migrate(
        {
            "_config.yml": "header_pages: [index.md, a.md]\n",
            "index.md": "---\ntitle: Home\n---\n",
            "a.md": "---\ntitle: A\nnav: true\nchildren: [{title: X, url: /gone/}]\ndropdown: true\n---\n",
            "b.md": "---\ntitle: B\nnav: true\n---\n",
        }
    )
    lines = new.text("mkdocs.yml").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "/gone/" in text)
    assert f"  mkdocs.yml:{line}: navigation entry 'X' leads to '/gone/'" in new.report


def test_a_filter_of_a_plugin_was_not_broken_before(migrate: Migrate) -> None:
    new = migrate({**HOME, "a.md": "---\n---\n{% if true %}{{ 'x' | obfuscate }}{% endif %}\n"})
    assert "unknown filter 'obfuscate'" in new.report.partition("for you to look at")[2]
    assert "Broken" not in new.report


def test_blocks_of_plugins_are_named_once_and_details_stay(migrate: Migrate, build_site: SiteBuilder) -> None:
    text = (
        "{% quote %}\nA *line*.\n{% endquote %}\n\n{% details How & why %}\nOf **this**.\n{% enddetails %}\n\n"
        "{% gist 0123abc %} {% twitter https://example.org/1 --x %} {% endstray %}\n"
        "{% raw %}\n{% highlight c %}\n{% endhighlight %}\n{% endraw %}\n"
    )
    new = migrate({**HOME, "a.md": f"---\npermalink: /a/\n---\n{text}"})
    assert "a.md:4: the tag 'quote' belongs to a Jekyll plugin" in new.report
    assert "'endquote'" not in new.report
    assert "the tag 'endstray' belongs" in new.report
    page = build_site(new.contents).page("a/")
    assert "<summary>How &amp; why</summary>" in page
    assert "<strong>this</strong>" in page
    assert '<a href="https://gist.github.com/0123abc">' in page
    assert '<a href="https://example.org/1">' in page
    assert "{% highlight c %}" in page


def test_what_many_files_share_is_one_line(migrate: Migrate) -> None:
    posts = {f"_posts/1950-01-0{day}-a.md": "---\ntitle: A\ntags: x\n---\nText\n" for day in range(1, 6)}
    new = migrate({**HOME, **posts})
    changed = new.report.partition("Changed:\n")[2].partition("\n\n")[0].splitlines()
    assert "  5 times: 'permalink' is set: the old site's address." in changed
    assert changed.count("    docs/blog/posts/ (5 files)") == len(changed) // 2


@pytest.mark.parametrize("name", ["name", "title"])
def test_a_navigation_of_jekylls_tutorial_makes_the_bar(migrate: Migrate, build_site: SiteBuilder, name: str) -> None:
    link = "link" if name == "name" else "url"
    new = migrate(
        {
            **HOME,
            "_data/navigation.yml": f"- {{{name}: Notes, {link}: /notes/}}\n",
            "notes.md": "---\npermalink: /notes/\n---\n",
        }
    )
    assert 'href="notes/"' in build_site(new.contents).page()


def test_of_two_pages_at_one_address_the_last_name_is_shown_and_none_is_lost(
    migrate: Migrate, build_site: SiteBuilder
) -> None:
    new = migrate(
        {
            "_config.yml": "title: T\ncollections: {talks: {output: true}}\n",
            "_pages/zero.md": "---\npermalink: /\n---\nShown\n",
            "index.md": "---\ntitle: Home\n---\nHidden\n",
            "talk.md": "---\npermalink: /talks/a\n---\nHidden too\n",
            "_talks/a.md": "---\ntitle: A\npermalink: /talks/a\n---\nA talk\n",
        }
    )
    assert "index.md: has the address '/' as _pages/zero.md has, which hid it. docs/index-2.md has" in new.report
    site = build_site(new.contents)
    assert "Shown" in site.page()
    assert "Hidden" in site.page("index-2/")
    assert "A talk" in site.page("talks/a/")
    assert "Hidden too" in site.page("talk/")


@pytest.mark.parametrize(("title", "text"), [("[x]", "A B"), ("1936", "1936"), ("true", "A B"), ("1.5", "1.5")])
def test_a_title_that_is_no_text_does_not_stop_the_blog(
    migrate: Migrate, build_site: SiteBuilder, title: str, text: str
) -> None:
    post = f"---\ntitle: {title}\ntags: {{a: b}}\nslug: 7\n---\nText\n"
    new = migrate({**HOME, "_posts/1950-01-01-a-b.md": post})
    assert new.meta("docs/blog/posts/1950-01-01-a-b.md")["title"] == text
    assert "Text" in build_site(new.contents).page("blog/")


def test_plain_html_of_a_collection_is_published_as_it_is(migrate: Migrate, build_site: SiteBuilder) -> None:
    slides = "<!doctype html><title>Slides</title>"
    old = {**HOME, "_config.yml": "collections: {talks: {output: true}}\n", "_talks/x/slides.html": slides}
    assert build_site(migrate(old).contents).page("talks/x/slides.html") == slides
    hidden = migrate({**old, "_config.yml": "collections: {talks: {}}\n"}, "--force")
    assert "_talks/x/slides.html" in hidden.report.partition("files that Jekyll does not publish")[2]


def test_an_address_below_a_file_is_named_and_the_site_is_built(migrate: Migrate, build_site: SiteBuilder) -> None:
    page = "---\ntitle: A\npermalink: /index.html/x/\n---\nText\n"
    new = migrate({**HOME, "a.md": page})
    assert "a.md:3: has the address '/index.html/x/' below the file of index.md, where nothing can be." in new.report
    assert "Text" in build_site(new.contents).page("a/")


def test_former_addresses_that_cannot_lead_to_their_page_are_named(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {
            "index.md": "---\nredirect_from: [/, /cv/, 'https://example.org/', /index.html/x/]\n---\nHello\n",
            "cv.md": "---\npermalink: /cv/\nredirect_from: [/resume/, /resume]\n---\nText\n",
        }
    )
    named = [
        "docs/index.md:2: redirect_from '/cv/' is the address of docs/cv.md already; it is left out.",
        "docs/index.md:2: redirect_from 'https://example.org/' is no path of this site.",
        "docs/index.md:2: redirect_from '/index.html/x/' lies below the file of docs/index.md; it is left out.",
    ]
    for message in named:
        assert message in new.report
    assert "'/resume" not in new.report
    assert "Redirecting" in build_site(new.contents, expect=named).page("resume/")


def test_defaults_of_the_settings_count_where_they_change_what_is_shown(
    migrate: Migrate, build_site: SiteBuilder
) -> None:
    config = """\
permalink: pretty
collections: {talks: {output: true}}
defaults:
  - scope: {path: "", type: talks}
    values: {venue: Society, layout: talk, kind: lecture, share: true, author_profile: true}
  - scope: {path: _talks/2*}
    values: {venue: King's, author_profile: false}
  - scope: {type: posts}
    values: {tags: [logic], category: Notes of mine, redirect_from: /old/}
  - scope: {path: secret, type: page}
    values: {published: false}
  - values: {title: Untitled}
"""
    new = migrate(
        {
            "_config.yml": config,
            "index.md": "---\ntitle: Home\n---\n{% for talk in site.talks %}{{ talk.kind }}{% endfor %}\n",
            "other.md": "---\n---\nText\n",
            "secret/x.md": "---\ntitle: X\n---\nHidden\n",
            "_talks/1947-a.md": "---\ntitle: A\n---\nSlides\n",
            "_talks/2014-b.md": "---\ntitle: B\nvenue: Mine\n---\nSlides\n",
            "_posts/1950-01-01-a.md": "---\ntitle: A\n---\nText\n",
        }
    )
    assert new.meta("docs/talks/1947-a.md") == {"title": "A", "venue": "Society", "kind": "lecture"}
    assert new.meta("docs/talks/2014-b.md") == {
        "title": "B",
        "venue": "Mine",
        "kind": "lecture",
        "author_profile": False,
    }
    assert new.meta("docs/other.md") == {"title": "Untitled"}
    post = new.meta("docs/blog/posts/1950-01-01-a.md")
    assert (post["tags"], post["categories"], post["redirect_from"]) == (["logic"], ["Notes of mine"], "/old/")
    assert "'kind' is set: _config.yml says so, in 'defaults'." in new.report
    site = build_site(new.contents)
    assert "<em>Society</em>" in site.page("talks/1947-a/")
    assert "lecturelecture" in site.page()
    assert "notes of mine/1950/01/01/a/index.html" in site.files
    assert not [name for name in site.files if "secret" in name]


def test_a_post_that_calls_itself_a_draft_is_published_all_the_same(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate({**HOME, "_posts/1950-01-01-a.md": "---\ntitle: A\ndraft: true\n---\nText\n"})
    assert "1950/01/01/a.html" in build_site(new.contents).files
