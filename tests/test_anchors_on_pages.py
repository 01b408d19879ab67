"""Anchors of a built page: ids as Jekyll has them, clean forms, links that lead nowhere."""

from __future__ import annotations

import re
from collections import Counter

from little_sites import SiteBuilder

HOME = '---\npermalink: /\ntitle: ""\n---\n'


def ids(page: str) -> Counter[str]:
    return Counter(re.findall(r"""\bid=["']([^"']+)["']""", page))


def test_every_id_exists_once_and_both_forms_reach_the_heading(build_site: SiteBuilder) -> None:
    text = (
        "<span class='anchor' id='talks'></span>\n\n# 🔥 News\n\n[a](#news) [b](#-news)\n\n# 💬 Talks\n\n"
        "[c](#talks) [d](#-talks)\n\n# Twice\n\n# Twice\n"
    )
    site = build_site({"docs/index.md": HOME + text})
    content = site.page().partition("<article")[2].partition("</article>")[0]
    counted = ids(content)
    assert {"-news", "news", "-talks", "talks", "twice", "twice-1"} <= set(counted)
    assert set(counted.values()) == {1}


def test_links_to_missing_ids_are_named_with_line_and_nearest_id(build_site: SiteBuilder) -> None:
    build_site(
        {
            "docs/index.md": HOME + "# 🔥 News\n\n{% include_relative a.md %}\n",
            "docs/a.md": "one\n\n[x](#newz)\n",
            "docs/cv.md": "# CV\n\n[y](index.md#nevs) [ok](index.md#news)",
        },
        academic={"author": {"name": "Ada"}},
        expect=[
            r"docs/a\.md:3: link to '#newz', but this page has no such id\. Did you mean 'news'\?",
            r"docs/cv\.md:3: link to '#nevs', but the page '/' has no such id\. Did you mean 'news'\?",
        ],
    )


def test_navigation_entries_to_missing_ids_and_pages_are_named(build_site: SiteBuilder) -> None:
    build_site(
        {
            "docs/index.md": HOME + "# 🔥 News\n",
            "docs/_data/navigation.yml": "main:\n- title: News\n  url: /#-news\n- title: Old\n  url: /#-nevs\n"
            "- title: CV\n  url: /cw/\n- title: File\n  url: /files/cv.pdf\n",
            "docs/cv.md": "# CV",
            "docs/files/cv.pdf": b"%PDF",
        },
        expect=[
            r"docs/_data/navigation\.yml:5: link to '#-nevs'.*'-news'",
            r"docs/_data/navigation\.yml:7: navigation entry 'CV' leads to '/cw/'.*Did you mean '/cv/'\?",
        ],
    )


def test_links_of_the_nav_to_missing_ids_are_named(build_site: SiteBuilder) -> None:
    build_site(
        {"docs/index.md": HOME + "# 🔥 News\n", "docs/cv.md": "# CV\n"},
        config={"nav": [{"Home": "index.md"}, {"News": "/#nevs"}, {"Old": "/cv/#cw"}]},
        expect=[r"mkdocs\.yml:\d+: link to '#nevs'", r"mkdocs\.yml:\d+: link to '#cw'"],
    )


def test_an_excerpt_describes_the_page(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": HOME.replace("title", "excerpt: Who I am\ntitle") + "Hi"})
    assert '<meta name="description" content="Who I am">' in site.page()


def test_an_ordinary_site_is_not_checked(build_site: SiteBuilder) -> None:
    build_site({"docs/index.md": "# Home\n\n[x](#nowhere)"})


def test_html_in_backticks_is_repaired_unless_switched_off(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": HOME + '`<span id="why">`\n\n[x](#why)\n\n`<img src="a.png">`', "docs/a.png": b"\x89PNG"}
    site = build_site(
        files,
        expect=[
            r"docs/index\.md:5: .*stood in backticks and was made a target",
            r"docs/index\.md:9: the image 'a\.png'",
        ],
    )
    assert '<span id="why"></span>' in site.page()
    assert '<img src="a.png">' in site.page()
    off = build_site(files, academic={"repair_html": False}, expect=["link to '#why'"])
    assert "&lt;span id=" in off.page()


def test_several_h1_are_sections_below_one_title(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": HOME + "# One\n\n## Two\n\n# Three\n"}, academic={"author": {"name": "Ada"}})
    content = site.page().partition("<article")[2].partition("</article>")[0]
    assert re.findall(r"<(h\d)", content) == ["h1", "h2", "h3", "h2"]
    assert re.search(r'<h1 class="acad-hidden" data-academic-ui>Ada</h1>', content)


def test_rooted_and_relative_addresses_work_on_a_subpage(build_site: SiteBuilder) -> None:
    raw = "<div><img src='images/a.png' alt=''><a href=\"/#news\">n</a></div>"
    text = f"---\npermalink: /cv/\n---\n# CV\n\n{raw}\n\n![a](/images/a.png)"
    site = build_site(
        {"docs/index.md": HOME + "# News\n", "docs/cv.md": text, "docs/images/a.png": b"\x89PNG"},
        config={"site_url": "https://example.org/lab/"},
    )
    page = site.page("cv/")
    assert "<img src='../images/a.png' alt=''>" in page
    assert 'href="../#news"' in page
    assert 'src="../images/a.png"' in page


def test_links_are_checked_under_any_theme(build_site: SiteBuilder) -> None:
    build_site(
        {"docs/index.md": HOME + "# 🔥 News\n\n[x](#nevs)"},
        config={"theme": "mkdocs"},
        expect=[r"docs/index\.md:7: link to '#nevs'.*'news'"],
    )
