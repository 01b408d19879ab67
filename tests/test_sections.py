"""A page and its sections, built: what is published, under which address, and what the author is told."""

from __future__ import annotations

import json

import pytest
from little_sites import SiteBuilder

HOME = '---\npermalink: /\ntitle: ""\n---\n'


def test_a_section_stands_where_the_page_includes_it(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": HOME + "Hello.\n\n{% include_relative includes/news.md %}\n\nBye.",
            "docs/includes/news.md": "---\nignored: true\n---\n# 🔥 News\n- one\n",
        }
    )
    page = site.page()
    assert page.index("Hello.") < page.index('id="-news"') < page.index("Bye.")
    assert "ignored" not in page


def test_snippets_are_no_pages_and_not_in_the_search_or_the_sitemap(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": HOME + "{% include_relative includes/news.md %}\n{% include shared.md %}",
            "docs/includes/news.md": "Unmistakable news",
            "docs/_includes/shared.md": "Unmistakable sharing",
        },
        config={"plugins": ["search", "academic"]},
    )
    assert not [file for file in site.files if "news" in file or "includes" in file]
    index = json.loads((site.site_dir / "search/search_index.json").read_text(encoding="utf-8"))
    assert {entry["location"].partition("#")[0] for entry in index["docs"]} == {""}
    assert "news" not in site.page("sitemap.xml")


def test_a_variable_in_the_name_makes_its_file_a_snippet(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": HOME + "{% assign name = 'news' %}{% include_relative parts/{{ name }}.md %}",
            "docs/parts/news.md": "From a variable",
        }
    )
    assert "From a variable" in site.page()
    assert "parts/news/index.html" not in site.files


def test_a_snippet_that_the_navigation_names_is_a_page_too(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": HOME + "{% include_relative cv.md %}",
            "docs/cv.md": "# CV\n\nWork.",
        },
        config={"nav": ["index.md", "cv.md"]},
    )
    assert "cv/index.html" in site.files


def test_a_directive_that_a_page_only_shows_makes_no_snippet(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": "Write `{% include_relative cv.md %}`.", "docs/cv.md": "# CV"})
    assert "cv/index.html" in site.files
    assert "{% include_relative cv.md %}" in site.page()


def test_a_misspelt_directive_is_named_though_it_is_the_only_one(build_site: SiteBuilder) -> None:
    build_site(
        {
            "docs/index.md": "---\nhide: [toc]\n---\n# Home\n\n{% inclde_relative a.md %}",
            "docs/a.md": "`{% inclde_relative %}`",
        },
        expect=[r"docs/index\.md:6: 'inclde_relative' is no tag of Liquid and stays text\."],
    )


def test_a_missing_section_is_a_warning_and_the_rest_is_built(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": HOME + "Hello.\n\n{% include_relative includes/newz.md %}\n\nBye.",
            "docs/includes/news.md": "News",
        },
        expect=[r"docs/index\.md:7: .*'includes/newz\.md'.*docs/.*includes/news\.md"],
    )
    assert "Bye." in site.page()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../secret.md", "docs/index.md:5"),
        ("/etc/hostname", "docs/index.md:5"),
        ("loop.md", "index.md -> loop.md -> loop.md"),
        ("binary.md", "docs/index.md:5"),
    ],
)
def test_what_must_not_be_included_stops_the_build_with_its_place(
    build_site: SiteBuilder, name: str, words: str
) -> None:
    told = build_site.fails(
        {
            "docs/index.md": HOME + "{% include_relative " + name + " %}",
            "docs/loop.md": "{% include_relative loop.md %}",
            "docs/binary.md": b"\x00\x01\xff",
            "secret.md": "secret",
        }
    )
    assert words in told
    assert "Traceback" not in told


def test_a_commented_section_prints_nothing(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": HOME
            + "A\n\n<!-- {% include_relative future.md %} -->\n\nB\n\n<!-- {% include_relative gone.md %} -->\n\nC",
            "docs/future.md": "<!-- hidden? --> visible? -->",
        }
    )
    page = site.page()
    assert "visible?" not in page
    assert "hidden?" not in page
    assert "future/index.html" not in site.files


def test_a_page_that_only_has_braces_is_untouched(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": "# Home\n\nA {{ name }} and $a_{{i}}$, `{% if x %}`."})
    assert "A {{ name }} and $a_{{i}}$" in site.page()


def test_liquid_can_be_forbidden_and_demanded(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "---\nliquid: false\n---\n# H\n\n{% if x %}shown{% endif %}",
        "docs/on.md": "---\nliquid: true\n---\n# H\n\n[{{ site.title }}]",
    }
    site = build_site(files)
    assert "{% if x %}" in site.page()
    assert "[Alan Turing]" in site.page("on/")


def test_site_carries_the_settings_and_the_data_files(build_site: SiteBuilder) -> None:
    text = (
        HOME + "{% if site.google_scholar_stats_use_cdn %}cdn{% else %}raw{% endif %}|{{ site.repository }}|"
        "{{ site.author.name }}|{{ site.url }}|{{ site.baseurl }}|{{ site.data.talks[0].where }}|{{ site.color }}|"
        "{{ page.permalink }}|{{ page.url }}|{{ unknown }}|"
    )
    site = build_site(
        {"docs/index.md": text, "docs/_data/talks.yml": "- where: BBC"},
        academic={"repository": "a/b", "author": {"name": "Ada"}, "google_scholar_stats_use_cdn": True},
        config={"site_url": "https://example.org/lab/", "extra": {"color": "red"}},
    )
    assert "cdn|a/b|Ada|https://example.org|/lab|BBC|red|/|/||" in site.page()


def test_the_scholar_url_is_selected_through_liquid(build_site: SiteBuilder) -> None:
    text = (
        HOME + '{% if site.google_scholar_stats_use_cdn %}\n{% assign base = "https://cdn.jsdelivr.net/gh/" | append: '
        'site.repository | append: "@" %}\n{% else %}\n{% assign base = "https://raw.githubusercontent.com/" | append: '
        'site.repository | append: "/" %}\n{% endif %}\n{% assign url = base | append: '
        '"google-scholar-stats/gs_data_shieldsio.json" %}\n'
        '<img src="https://img.shields.io/endpoint?url={{ url | url_encode }}&logo=x" alt="Citations">'
    )
    for use_cdn, written in (
        (True, "https%3A%2F%2Fcdn.jsdelivr.net%2Fgh%2Fa%2Fb%40google-scholar-stats%2Fgs_data_shieldsio.json"),
        (False, "https%3A%2F%2Fraw.githubusercontent.com%2Fa%2Fb%2Fgoogle-scholar-stats%2Fgs_data_shieldsio.json"),
    ):
        site = build_site(
            {"docs/index.md": text},
            academic={"repository": "a/b", "google_scholar_stats_use_cdn": use_cdn, "scholar": {"fetch": "never"}},
        )
        assert f"endpoint?url={written}&" in site.page().replace("&amp;", "&")


def test_the_repository_defaults_to_the_address_of_the_source(build_site: SiteBuilder) -> None:
    site = build_site(
        {"docs/index.md": HOME + "{% if true %}[{{ site.repository }}]{% endif %}"},
        config={"repo_url": "https://github.com/ada/ada.github.io"},
    )
    assert "[ada/ada.github.io]" in site.page()


def test_citation_numbers_of_the_docs_folder_stand_in_the_page(build_site: SiteBuilder) -> None:
    text = "<span id='total_cit'></span>, <span class='show_paper_citations' data='A:1'></span>"
    stats = {"name": "Ada", "citedby": 12, "publications": {"A:1": {"num_citations": 7, "author_pub_id": "A:1"}}}
    with_stats = build_site({"docs/index.md": HOME + text, "docs/gs_data.json": json.dumps(stats)})
    assert "12</span>" in with_stats.page()
    assert "| Citations: 7</span>" in with_stats.page()
    without = build_site({"docs/index.md": HOME + text})
    assert "<span id='total_cit'></span>" in without.page()


def test_a_repeated_id_of_a_filled_span_stands_once(build_site: SiteBuilder) -> None:
    span = "<span id='c' class='show_paper_citations' data='A:1'></span>"
    total = "<span id='total_cit'></span>"
    counts = '{"citedby": 7, "publications": {"A:1": {"num_citations": 3}}}'
    html = build_site({"docs/index.md": f"{HOME}{span}{span} {total}{total}", "docs/gs_data.json": counts}).page()
    assert html.count("| Citations: 3</span>") == 2
    assert (html.count("id='c'"), html.count("id='total_cit'"), html.count(">7</span>")) == (1, 1, 2)


def test_a_permalink_moves_the_page_and_former_addresses_lead_to_it(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "docs/index.md": "# Home\n\n[CV](files/cv.md)",
            "docs/files/cv.md": "---\npermalink: /resume/\nredirect_from: [/cv/, /cv.html]\n---\n# CV\n\n![x](x.png)",
            "docs/files/x.png": b"\x89PNG",
        }
    )
    assert "resume/index.html" in site.files
    assert "files/cv/index.html" not in site.files
    assert 'href="resume/"' in site.page()
    assert 'src="../files/x.png"' in site.page("resume/")
    for former in ("cv/", "cv.html"):
        assert '<link rel="canonical" href="https://example.org/resume/">' in site.page(former)
    assert "cv.html" not in site.page("sitemap.xml")


def test_a_former_address_that_is_taken_is_left_to_its_owner(build_site: SiteBuilder) -> None:
    site = build_site(
        {"docs/index.md": HOME.replace("title", "redirect_from: /about/\ntitle") + "Hi", "docs/about.md": "# About"},
        expect=["redirect_from '/about/' is the address of docs/about.md already"],
    )
    assert "About</h1>" in site.page("about/")


def test_folders_that_start_with_an_underscore_are_not_published(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": HOME + "Hi", "docs/_data/x.json": "{}", "docs/_private/a.txt": "x", "docs/a_b/c.txt": "x"}
    site = build_site(files)
    assert not [file for file in site.files if file.startswith("_")]
    assert "a_b/c.txt" in site.files
    kept = build_site(files, config={"exclude_docs": "!/_private/"})
    assert "_private/a.txt" in kept.files


def test_an_ordinary_site_publishes_its_underscore_folders(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": "# Home", "docs/_static/a.txt": "x"})
    assert "_static/a.txt" in site.files
