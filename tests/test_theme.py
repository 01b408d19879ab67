"""What the templates make of a site: the bar, the profile, the title, and nothing where nothing is used."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from little_sites import BuiltSite, SiteBuilder, build
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_academic.plugin.assets import shorten
from mkdocs_academic.rendering import THEME_DIR

ASSETS = THEME_DIR / "assets/academic"
PORTRAIT = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"></svg>'
AUTHOR = {
    "name": "Alan Turing",
    "avatar": "images/portrait.svg",
    "bio": "Reader in the Theory of Computing",
    "location": "Manchester",
    "employer": "University of Manchester",
    "email": "turing@example.org",
    "github": "turing",
    "orcid": "0000-0000-0000-0001",
}
NAVIGATION = [
    {"title": "News", "url": "/#news"},
    {"title": "More & more", "url": "/teaching/", "children": [{"title": "Logic", "url": "/teaching/#logic"}]},
]
DOCS = {
    "docs/index.md": "## News\n\nText.\n\n## Papers\n\nText.\n",
    "docs/teaching.md": "# Teaching\n\n## Logic\n\nText.\n",
    "docs/images/portrait.svg": PORTRAIT,
}


@pytest.fixture
def homepage(build_site: SiteBuilder) -> BuiltSite:
    plugins = ["search", {"academic": {"author": AUTHOR, "navigation": NAVIGATION}}]
    return build_site(DOCS, config={"plugins": plugins})


def parts(html: str, selector: str) -> list[LexborNode]:
    return LexborHTMLParser(html).css(selector)


def part(html: str, selector: str) -> LexborNode:
    (found,) = parts(html, selector)
    return found


# Nothing where nothing is used


def test_a_site_that_uses_nothing_is_materials_alone(build_site: SiteBuilder) -> None:
    files = {
        "docs/index.md": "# Home\n\nText.\n",
        "docs/a/b.md": "# Other\n\n- *2024*: [a](../index.md) | [b](c.md)\n",
        "docs/a/c.md": "# C",
    }
    theme = {"name": "material", "font": False, "palette": {"scheme": "slate"}}
    without = build_site(files, config={"plugins": ["search"], "theme": theme, "repo_url": "https://example.org/r"})
    with_it = build_site(
        files, config={"plugins": ["search", "academic"], "theme": theme, "repo_url": "https://example.org/r"}
    )
    pages = {name for name in without.files if name.endswith(".html")}
    assert with_it.files == without.files
    assert [name for name in sorted(pages) if with_it.page(name) != without.page(name)] == []


# The bar


def test_the_bar_is_one_and_leads_home_and_to_every_section(homepage: BuiltSite) -> None:
    bar = part(homepage.page(), "header")
    assert [link.attributes["href"] for link in bar.css("a")][:2] == ["./", "#news"]
    assert [link.text(strip=True) for link in bar.css("nav a")] == ["News", "More & more", "Logic"]


def test_the_bar_leads_to_the_same_places_from_a_subpage(homepage: BuiltSite) -> None:
    links = part(homepage.page("teaching/"), "header").css("a")
    assert [link.attributes["href"] for link in links][:2] == ["../", "../#news"]


def test_the_bar_keeps_what_materials_script_needs(homepage: BuiltSite) -> None:
    html = homepage.page()
    for component in ("header", "search", "search-query", "search-result", "palette", "skip", "container"):
        assert len(parts(html, f"[data-md-component='{component}']")) == 1, component
    for toggle in ("drawer", "search"):
        assert part(html, f"header button[data-acad='{toggle}']").attributes["aria-label"]
        assert len(parts(html, f"input#__{toggle}")) == 1


def test_the_search_dialog_has_a_name(homepage: BuiltSite) -> None:
    assert part(homepage.page(), "[role='dialog']").attributes["aria-label"]


def test_the_menu_is_a_button_that_says_whether_it_is_open(homepage: BuiltSite) -> None:
    button = part(homepage.page(), "header nav button[aria-controls]")
    assert button.attributes["aria-expanded"] == "false"
    assert len(parts(homepage.page(), f"#{button.attributes['aria-controls']}")) == 1


def test_the_error_page_has_the_bar(homepage: BuiltSite) -> None:
    links = part(homepage.page("404.html"), "header").css("nav a")
    assert [link.attributes["href"] for link in links][:1] == ["/#news"]


def test_what_material_writes_around_the_page_is_sound(homepage: BuiltSite) -> None:
    """Source: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill for the checkboxes."""
    for page in ("", "teaching/"):
        html = homepage.page(page)
        assert [box.attributes["id"] for box in parts(html, "input[type=checkbox][autocomplete]")] == []
        controls = {node.attributes["id"] for node in parts(html, "input[id]")}
        assert {label.attributes["for"] for label in parts(html, "label[for]")} <= controls


def test_the_link_to_the_content_skips_nothing_of_it(homepage: BuiltSite) -> None:
    for page in ("", "teaching/"):
        target = (part(homepage.page(page), "a.md-skip").attributes["href"] or "").removeprefix("#")
        article = part(homepage.page(page), "article")
        assert (article.attributes["id"], article.attributes["tabindex"]) == (target, "-1")


# The profile


def test_the_profile_is_on_the_page_once_and_whole(homepage: BuiltSite) -> None:
    text = " ".join(part(homepage.page(), ".acad-profile").text().split())
    for value in (
        "Alan Turing",
        "Reader in the Theory",
        "University of Manchester",
        "Manchester",
        "turing",
        "GitHub",
        "ORCID",
    ):
        assert value in text


def test_every_icon_of_the_profile_has_a_text_beside_it(homepage: BuiltSite) -> None:
    for item in part(homepage.page(), ".acad-profile").css("li"):
        assert item.css("svg"), item.html
        assert item.text(strip=True)


def test_the_portrait_is_found_from_every_page_and_its_size_known(homepage: BuiltSite) -> None:
    for page, source in (("", "images/portrait.svg"), ("teaching/", "../images/portrait.svg")):
        image = part(homepage.page(page), ".acad-profile img").attributes
        assert image["src"] == source
        assert image["alt"] == "Alan Turing"
        assert image["fetchpriority"] == "high"
        assert image["width"]
        assert image["height"]
        assert "loading" not in image


def test_a_page_may_do_without_the_profile(build_site: SiteBuilder) -> None:
    files = {**DOCS, "docs/teaching.md": "---\nauthor_profile: false\n---\n# Teaching\n"}
    site = build_site(files, academic={"author": AUTHOR})
    assert parts(site.page("teaching/"), ".acad-profile") == []
    assert len(parts(site.page("teaching/"), ".acad-bar")) == 1


def test_the_home_page_says_who_it_is_about_to_machines(homepage: BuiltSite) -> None:
    data = json.loads(part(homepage.page(), "script[type='application/ld+json']").text())
    assert {node["@type"] for node in data["@graph"]} == {"ProfilePage", "WebSite", "Person"}
    assert "Alan Turing" in json.dumps(data)


def test_what_authors_type_is_text(build_site: SiteBuilder) -> None:
    wild = '"><script>alert(1)</script>'
    author = {
        "name": wild,
        "location": wild,
        "employer": wild,
        "links": [{"title": wild, "url": "https://example.org"}],
    }
    navigation = [{"title": wild, "url": "/#news", "children": [{"title": wild, "url": "/#papers"}]}]
    html = build_site(DOCS, academic={"author": author, "navigation": navigation}, config={"site_name": "Site"}).page()
    assert "<script>alert(1)" not in html


# The title


def test_a_home_page_without_a_title_has_one_for_screen_readers_only(homepage: BuiltSite) -> None:
    title = part(homepage.page(), "h1")
    assert title.text() == "Alan Turing"
    assert "acad-hidden" in (title.attributes["class"] or "")
    assert "data-academic-ui" in title.attributes


def test_a_home_page_keeps_the_title_that_its_author_wrote(build_site: SiteBuilder) -> None:
    for page in ("# Hello\n", "---\ntitle: Hello\n---\nText.\n"):
        html = build_site({**DOCS, "docs/index.md": page}, academic={"author": AUTHOR}).page()
        assert part(html, "article h1").text().startswith("Hello")
        assert parts(html, "h1.acad-hidden") == []


def test_a_page_with_a_title_keeps_it(homepage: BuiltSite) -> None:
    title = part(homepage.page("teaching/"), "h1")
    assert title.text(strip=True).startswith("Teaching")
    assert "data-academic-ui" not in title.attributes


# Layers


def test_the_blocks_of_the_site_and_ours_compose(build_site: SiteBuilder) -> None:
    override = '{% extends "base.html" %}{% block content %}<p id="own">Own</p>{{ super() }}{% endblock %}'
    config = {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}
    plugins = [{"academic": {"author": AUTHOR}}]
    site = build_site({**DOCS, "overrides/main.html": override}, config={**config, "plugins": plugins})
    html = site.page("teaching/")
    assert [len(parts(html, selector)) for selector in ("#own", ".acad-profile", "#logic")] == [1, 1, 1]


def test_a_site_overrides_one_partial(build_site: SiteBuilder) -> None:
    config = {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}
    plugins = [{"academic": {"author": AUTHOR}}]
    files = {**DOCS, "overrides/partials/academic/profile.html": "<b id='own'>{{ academic.profile.name }}</b>"}
    html = build_site(files, config={**config, "plugins": plugins}).page()
    assert part(html, "#own").text() == "Alan Turing"
    assert parts(html, ".acad-profile") == []


# What pages share, and what is kept between builds


def test_header_and_profile_are_the_same_on_pages_of_one_depth_but_for_the_current_page(
    build_site: SiteBuilder,
) -> None:
    files = {**DOCS, "docs/talks.md": "# Talks\n"}
    site = build_site(files, academic={"author": AUTHOR})
    talks, teaching = site.page("talks/"), site.page("teaching/")
    assert part(talks, ".acad-profile").html == part(teaching, ".acad-profile").html
    current = [
        [link.attributes["href"] for link in parts(html, "header a[aria-current]")] for html in (talks, teaching)
    ]
    assert current == [["../talks/"], ["../teaching/"]]


def test_a_page_with_its_own_author_shares_no_profile(build_site: SiteBuilder) -> None:
    files = {**DOCS, "docs/talks.md": "---\nauthor: {location: Princeton}\n---\n# Talks\n"}
    site = build_site(files, academic={"author": AUTHOR})
    shown = [part(site.page(page), ".acad-profile").text() for page in ("talks/", "teaching/")]
    assert ["Princeton" in text for text in shown] == [True, False]
    assert ["Manchester" in text.replace("University of", "") for text in shown] == [True, True]


def test_a_partial_of_the_site_may_read_the_page(build_site: SiteBuilder) -> None:
    partials = {
        "overrides/partials/academic/profile.html": "<b id='own'>{{ page.title }}</b>",
        "overrides/partials/palette.html": "<i id='scheme'>{{ page.title }}</i>",
    }
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    site = build_site({**DOCS, **partials}, academic={"author": AUTHOR}, config={"theme": theme})
    html = site.page("teaching/")
    assert [part(html, selector).text() for selector in ("#own", "#scheme")] == ["Teaching", "Teaching"]


def test_alternates_that_a_plugin_sets_for_each_page_are_shown(build_site: SiteBuilder) -> None:
    hook = (
        "def on_page_context(context, page, config, nav):\n"
        "    config.extra['alternate'] = [{'name': 'Deutsch', 'link': '/de/' + page.url, 'lang': 'de'}]\n"
    )
    config = {"hooks": ["hook.py"], "extra": {"alternate": [{"name": "Deutsch", "link": "/de/", "lang": "de"}]}}
    site = build_site({**DOCS, "hook.py": hook}, academic={"author": AUTHOR}, config=config)
    links = [link.attributes["href"] or "" for link in parts(site.page("teaching/"), "header a[hreflang=de]")]
    assert links and all(link.endswith("/de/teaching/") for link in links)


def test_templates_are_compiled_once_and_a_second_build_is_the_same(build_site: SiteBuilder) -> None:
    site = build_site(DOCS, academic={"author": AUTHOR})
    kept = list((site.folder / ".cache/plugin/academic").glob("*.cache"))
    first = {name: (site.site_dir / name).read_bytes() for name in site.files if name.endswith(".html")}
    written = {path: path.stat().st_mtime_ns for path in kept}
    build(site.folder)
    assert len(kept) > 20
    assert {path: path.stat().st_mtime_ns for path in kept} == written
    assert {name: (site.site_dir / name).read_bytes() for name in first} == first
    assert (site.folder / ".cache/plugin/academic/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_what_was_kept_and_cannot_be_read_is_compiled_anew(build_site: SiteBuilder) -> None:
    site = build_site(DOCS, academic={"author": AUTHOR})
    first = site.page()
    for path in (site.folder / ".cache/plugin/academic").glob("*.cache"):
        path.write_bytes(path.read_bytes()[:40])
    build(site.folder)
    assert site.page() == first


def test_the_sites_own_templates_are_not_kept(build_site: SiteBuilder) -> None:
    """Jinja computes what is constant while it compiles, also with a filter that a hook brings and may change."""
    hook = (
        "from pathlib import Path\n"
        "def on_env(env, config, files):\n"
        "    env.filters['ending'] = lambda text: text + Path(__file__).with_name('ending').read_text()\n"
    )
    override = '{% extends "base.html" %}{% block announce %}<b id="own">{{ "Well" | ending }}</b>{% endblock %}'
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    files = {**DOCS, "hook.py": hook, "ending": "!", "overrides/main.html": override}
    site = build_site(files, academic={"author": AUTHOR}, config={"theme": theme, "hooks": ["hook.py"]})
    assert part(site.page(), "#own").text() == "Well!"
    (site.folder / "ending").write_text("?", encoding="utf-8")
    build(site.folder)
    assert part(site.page(), "#own").text() == "Well?"


def test_a_site_is_built_where_nothing_can_be_kept(build_site: SiteBuilder) -> None:
    site = build_site({**DOCS, ".cache": "a file, where the folder would be"}, academic={"author": AUTHOR})
    assert parts(site.page(), ".acad-profile")


def test_a_site_that_uses_nothing_keeps_nothing(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": "# Home\n"}, config={"plugins": ["search", "academic"]})
    assert not (site.folder / ".cache").exists()


# Weight and privacy


@pytest.mark.parametrize(
    ("names", "limit"),
    [
        (("academic.css", "look.css", "papers.css"), 20_000),
        (("citations.css",), 1_300),
        (("academic.js", "papers.js"), 10_000),
        (("analytics.js",), 3_500),
        (("citations.js",), 2_000),
    ],
)
def test_the_assets_are_light(homepage: BuiltSite, names: Sequence[str], limit: int) -> None:
    """What a page with publications loads; drawings and newer numbers are for the pages that have them."""
    sizes = [(homepage.site_dir / "assets/academic" / name).stat().st_size for name in names]
    assert 0 < sum(sizes) < limit


def test_assets_lose_comments_and_blanks_and_nothing_else() -> None:
    css = '/* A /* comment */\na > b:hover,\n  c :is(d) {\n  content: " ; /* x */ ";\n  margin: calc(1em + 2px) 0;\n}\n'
    assert shorten("a.css", css) == 'a > b:hover,c :is(d){content:" ; /* x */ ";margin:calc(1em + 2px) 0}'
    script = '  /* What it does. */\n  const url = "https://example.org" // why\n    start(`/*${url}*/`)\n'
    assert shorten("a.js", script) == 'const url = "https://example.org" // why\nstart(`/*${url}*/`)\n'
    assert shorten("a.txt", css) == css


def test_no_template_or_asset_names_another_host() -> None:
    hosts = {
        (path.name, host)
        for path in Path(THEME_DIR).rglob("*")
        if path.is_file()
        for host in re.findall(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", path.read_text(encoding="utf-8"))
    }
    assert hosts == set()


def test_no_script_blocks_the_page_and_materials_comes_when_it_has_shown(homepage: BuiltSite) -> None:
    (script,) = parts(homepage.page(), "script[src]")
    assert "defer" in script.attributes
    bundle = script.attributes["data-bundle"]
    assert bundle is not None
    assert (homepage.site_dir / bundle).is_file()


def test_scripts_of_the_site_keep_their_place_behind_materials(build_site: SiteBuilder) -> None:
    config = {"extra_javascript": ["own.js"]}
    html = build_site(
        {**DOCS, "docs/own.js": "document$.subscribe(() => {})"}, academic={"author": AUTHOR}, config=config
    ).page()
    scripts = [script.attributes for script in parts(html, "script[src]")]
    assert [(script["src"] or "").rpartition("/")[2].partition(".")[0] for script in scripts] == [
        "bundle",
        "own",
        "academic",
    ]
    assert "data-bundle" not in scripts[2]


# The look


def test_a_look_of_its_own_is_in_the_head_of_every_page(build_site: SiteBuilder) -> None:
    fonts = {"text": {"variable": "fonts/a.woff2"}, "headings": {"bold": "/fonts/b.woff2"}}
    look = {"accent": "#7a1f3d", "fonts": fonts, "portrait": "square", "text_width": 60}
    files = {**DOCS, "docs/fonts/a.woff2": b"wOF2", "docs/fonts/b.woff2": b"wOF2"}
    html = build_site(files, academic={"author": AUTHOR, "look": look}).page("teaching/")
    style = part(html, "head style").text()
    for value in ("--acad-brand:#7a1f3d;", "--acad-portrait:0;", "--acad-measure:27.5em;", "--md-text-font:acad-text;"):
        assert value in style
    assert "src:url('../fonts/a.woff2');font-weight:100 900" in style
    assert "font-family:acad-headings;src:url('../fonts/b.woff2');font-weight:700" in style
    preloads = [link.attributes["href"] for link in parts(html, "link[rel=preload]")]
    assert preloads == ["../fonts/a.woff2", "../fonts/b.woff2"]


def test_a_font_is_found_whatever_its_name(build_site: SiteBuilder) -> None:
    files = {**DOCS, "docs/fonts/R&D 'one'.woff2": b"wOF2"}
    html = build_site(files, academic={"author": AUTHOR, "look": {"fonts": {"text": "fonts/R&D 'one'.woff2"}}}).page()
    assert "src:url('fonts/R%26D%20%27one%27.woff2')" in part(html, "head style").text()
    assert part(html, "link[rel=preload]").attributes["href"] == "fonts/R%26D%20%27one%27.woff2"


def test_a_look_that_cannot_be_is_named_and_the_rest_counts(build_site: SiteBuilder) -> None:
    fonts = {"text": "fonts/a.ttf", "code": {"thin": "a.woff2", "bold": "gone.woff2"}, "title": "a.woff2"}
    look = {"accent": "red;}</style>", "fonts": fonts, "portrait": "rounded"}
    expect = [
        r"mkdocs.yml: look.accent 'red;}</style>' is no colour",
        "look.fonts.text.regular 'fonts/a.ttf' is no WOFF2 file",
        "look.fonts.code.thin is no style",
        "look.fonts.code.bold 'gone.woff2' is no file",
        "look.fonts has 'title', which is none of",
    ]
    site = build_site(DOCS, academic={"author": AUTHOR, "look": look}, expect=expect)
    assert part(site.page(), "head style").text() == "body{--acad-portrait:.8rem;}"


def test_an_accent_without_quotes_is_named(build_site: SiteBuilder) -> None:
    plugin = "  - academic:\n      author: {name: Ada}\n      look:\n        accent: #7a1f3d\n"
    settings = f"site_name: Ada\ntheme: {{name: material}}\nplugins:\n{plugin}"
    build_site({**DOCS, "mkdocs.yml": settings}, expect=["look.accent is empty: behind a '#' without quotes"])


def test_a_site_without_a_look_of_its_own_has_no_style_in_its_head(homepage: BuiltSite) -> None:
    assert parts(homepage.page(), "head style") == []


def test_the_blocks_of_bar_and_profile_are_filled_by_the_site(build_site: SiteBuilder) -> None:
    override = (
        '{% extends "base.html" %}{% block academic_bar %}{{ super() }}<p id="own">Own</p>{% endblock %}'
        "{% block academic_profile %}<p id='me'>Me</p>{% endblock %}"
    )
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    files = {**DOCS, "overrides/main.html": override}
    html = build_site(files, academic={"author": AUTHOR}, config={"theme": theme}).page()
    assert [len(parts(html, selector)) for selector in ("#own", "header.acad-bar", "#me", ".acad-profile")] == [
        1,
        1,
        1,
        0,
    ]


def test_a_broken_override_of_a_fragment_is_named(build_site: SiteBuilder) -> None:
    told = build_site.fails(
        {
            "docs/index.md": "# Home\n\n/// pipeline\n    alt: x\n///\n",
            "overrides/partials/academic/pipeline.html": "line\n{% if %}",
        },
        config={"theme": {"name": "material", "font": False, "custom_dir": "overrides"}},
    )
    assert "partials/academic/pipeline.html, line 2" in told
    assert "Traceback" not in told
