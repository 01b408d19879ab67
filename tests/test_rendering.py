"""Templates of the theme below ours, fragments, icons as SVG, and the marks that the style sheet needs."""

from __future__ import annotations

import time
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from mkdocs_academic.icons import inline_icons
from mkdocs_academic.marks import line_marks
from mkdocs_academic.markup import replace_spans, tags
from mkdocs_academic.rendering import Fragments, layer, theme_fragments

MAIL = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1"/></svg>'


def mark_lines(html: str) -> str:
    return replace_spans(html, line_marks(html, list(tags(html))))


def write(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


@pytest.fixture
def icons(tmp_path: Path) -> str:
    names = (
        "fontawesome/solid/envelope",
        "fontawesome/regular/envelope",
        "fontawesome/brands/github",
        "fontawesome/solid/file-lines",
        "simple/googlescholar",
        "simple/orcid",
    )
    return write(tmp_path / ".icons", {f"{name}.svg": MAIL.replace("M1 1", name) for name in names})


# Layers


def test_ours_stand_between_the_sites_own_and_those_they_extend(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"main.html": '{% extends "base.html" %}{% block a %}0{{ super() }}{% endblock %}'})
    ours = write(
        tmp_path / "ours", {"base.html": '{% extends "material!/base.html" %}{% block a %}1{{ super() }}{% endblock %}'}
    )
    below = write(
        tmp_path / "below", {"base.html": "<{% block a %}2{% endblock %}>", "main.html": '{% extends "base.html" %}'}
    )
    env = jinja2.Environment(loader=jinja2.FileSystemLoader([site, below]), autoescape=True)
    layer(env, [site, ours, below], 1)
    assert env.get_template("main.html").render() == "<012>"
    assert env.get_template("base.html").render() == "<12>"
    assert env.get_template("material!/base.html").render() == "<2>"


def test_the_folders_below_are_asked_in_their_order(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", {"base.html": "ours"})
    first = write(tmp_path / "first", {"base.html": "first"})
    second = write(tmp_path / "second", {"base.html": "second", "other.html": "other"})
    env = jinja2.Environment(autoescape=True)
    layer(env, [ours, first, second], 0)
    assert env.get_template("material!/base.html").render() == "first"
    assert env.get_template("material!/other.html").render() == "other"


# Fragments


def test_a_fragment_escapes_text_and_keeps_markup(tmp_path: Path) -> None:
    fragments = Fragments([write(tmp_path, {"a.html": "{{ text }} {{ html }}"})])
    assert fragments.render("a.html", text="<b>", html=Markup("<i>x</i>")) == "&lt;b&gt; <i>x</i>"


def test_a_site_overrides_a_fragment(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"partials/a.html": "site"})
    ours = write(tmp_path / "ours", {"partials/a.html": "ours"})
    assert Fragments([site, ours]).render("partials/a.html") == "site"


def test_a_missing_fragment_is_named(tmp_path: Path) -> None:
    with pytest.raises(jinja2.TemplateNotFound, match=r"nowhere\.html"):
        Fragments([str(tmp_path)]).render("nowhere.html")


def test_the_pipeline_shows_figure_caption_and_numbered_directions() -> None:
    html = theme_fragments().render(
        "partials/academic/pipeline.html",
        figure="images/a.svg",
        alt='A "figure" & more',
        caption=Markup("From <em>a</em> to b"),
        title="",
        directions=[
            {"title": "One & two", "text": Markup("<p>Text</p>"), "more": [{"title": "<More>", "url": "#more"}]},
            {"title": "Three", "text": "", "more": []},
        ],
    )
    assert '<img src="images/a.svg" alt="A &#34;figure&#34; &amp; more"' in html
    assert "<figcaption>From <em>a</em> to b</figcaption>" in html
    assert html.count("<li") == 2
    assert "One &amp; two" in html
    assert '<a href="#more">&lt;More&gt;</a>' in html
    assert html.count("acad-pipeline__more") == 1


@pytest.mark.parametrize("given", [{"directions": [{"title": "One", "text": "", "more": []}]}, {"figure": "a.svg"}, {}])
def test_a_pipeline_shows_only_the_parts_it_was_given(given: dict[str, object]) -> None:
    html = theme_fragments().render("partials/academic/pipeline.html", **given)
    assert ("<figure" in html) == ("figure" in given)
    assert ("<ol" in html) == ("directions" in given)


# Icons


@pytest.mark.parametrize(
    ("classes", "file"),
    [
        ("fas fa-envelope", "fontawesome/solid/envelope"),
        ("fa-solid fa-envelope", "fontawesome/solid/envelope"),
        ("far fa-envelope", "fontawesome/regular/envelope"),
        ("fa-regular fa-envelope fa-fw", "fontawesome/regular/envelope"),
        ("fab fa-fw fa-github", "fontawesome/brands/github"),
        ("fa-brands fa-github fa-lg", "fontawesome/brands/github"),
        ("fa fa-envelope", "fontawesome/solid/envelope"),
        ("fa fa-github", "fontawesome/brands/github"),
        ("fa fa-envelope-o", "fontawesome/regular/envelope"),
        ("fa fa-file-text", "fontawesome/solid/file-lines"),
        ("ai ai-google-scholar", "simple/googlescholar"),
        ("ai ai-google-scholar-square ai-2x", "simple/googlescholar"),
        ("ai ai-orcid", "simple/orcid"),
    ],
)
def test_an_icon_becomes_svg(icons: str, classes: str, file: str) -> None:
    html = inline_icons(f'Write <i class="{classes}"></i> me', [icons])
    assert html == f'Write <span class="twemoji" aria-hidden="true">{MAIL.replace("M1 1", file)}</span> me'


def test_what_an_icon_says_is_still_said(icons: str) -> None:
    html = inline_icons('<i class="fas fa-envelope" title="Mail &amp; more" style="color: red"></i>', [icons])
    assert html.startswith(
        '<span class="twemoji" role="img" aria-label="Mail &amp; more" title="Mail &amp; more" style="color: red"><svg'
    )


def test_a_site_brings_its_own_icons(icons: str, tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"fontawesome/solid/envelope.svg": "<svg>own</svg>"})
    assert "<svg>own</svg>" in inline_icons('<i class="fas fa-envelope"></i>', [own, icons])


@pytest.mark.parametrize(
    "html",
    [
        '<i class="fas fa-nothing"></i>',
        '<i class="fa-envelope"></i>',
        '<i class="fas"></i>',
        '<i class="ai ai-nothing"></i>',
        '<i class="fas fa-../../secret"></i>',
        '<i class="fas fa-envelope">text</i>',
        '<b class="fas fa-envelope"></b>',
        '<i class="fas fa-envelope">',
        '<!-- <i class="fas fa-envelope"></i> -->',
        '<code>&lt;i class="fas fa-envelope"&gt;&lt;/i&gt;</code>',
        "<i></i>",
        "",
    ],
)
def test_what_is_no_known_icon_stays_as_written(icons: str, html: str) -> None:
    assert inline_icons(html, [icons]) == html


# Lines of links


def test_a_line_of_links_becomes_pills_and_keeps_its_text() -> None:
    html = mark_lines('<p><a href="a"><b>Paper</b></a> | <a href="b">Code</a></p>')
    assert html == (
        '<p class="acad-links"><a href="a"><b>Paper</b></a><span class="acad-sep"> | </span><a href="b">Code</a></p>'
    )


def test_a_citation_count_may_stand_beside_a_link() -> None:
    html = mark_lines(
        "<p><a href='a'>Project</a> <strong><span class='show_paper_citations' data='x'></span></strong></p>"
    )
    assert html.startswith('<p class="acad-links">')


def test_a_single_link_of_a_paper_is_a_pill_unless_it_is_the_title() -> None:
    box = '<div class="paper-box-text"><p><a href="a">GAN</a></p><p>Me</p><p><a href="b"><b>DOI</b></a></p></div>'
    html = mark_lines(box + '<h2>Next</h2><p><a href="c">CV</a></p>')
    assert html.count("acad-links") == 1
    assert '<p class="acad-links"><a href="b">' in html


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="a">One</a> and <a href="b">two</a></p>',
        '<p><a href="a">One</a></p>',
        '<p><a href="a">A title that is far too long to be a pill</a> | <a href="b">Code</a></p>',
        '<p><a href="a">One</a> | <img src="b.png"> | <a href="b">Two</a></p>',
        '<p class="acad-links"><a href="a">One</a> <a href="b">Two</a></p>',
        '<p><a href="a">One</a> | <a href="b">Two</a>',
        "<p></p>",
    ],
)
def test_what_is_no_line_of_links_stays(html: str) -> None:
    assert mark_lines(html) == html


# Lists of dates


@pytest.mark.parametrize(
    ("item", "date", "separator"),
    [
        ("<em>2022.02</em>: &nbsp;Text", '<em class="acad-date">2022.02</em>', ": &nbsp;"),
        ("<em>November 2025</em>: Text", '<em class="acad-date">November 2025</em>', ": "),
        ("<em>2021.10</em> Text", '<em class="acad-date">2021.10</em>', " "),
        ("<em>2019.06 - 2022.04 (now)</em>, Text", '<em class="acad-date">2019.06 - 2022.04 (now)</em>', ", "),
        ("<strong>[2026.02]</strong> Text", '<strong class="acad-date">[2026.02]</strong>', " "),
        ("2025.11.04: Text", '<span class="acad-date">2025.11.04</span>', ": "),
        ("2022.09 - 2025.06, Text", '<span class="acad-date">2022.09 - 2025.06</span>', ", "),
        ("2024 Text", '<span class="acad-date">2024</span>', " "),
        ("1936–1938: Text", '<span class="acad-date">1936–1938</span>', ": "),
        ("2024年5月：Text", '<span class="acad-date">2024年5月</span>', "："),
        ("\n<p><em>03/2024</em> Text</p>", '<em class="acad-date">03/2024</em>', " "),
        ("<em>2020.01 - present</em>: Text", '<em class="acad-date">2020.01 - present</em>', ": "),
    ],
)
def test_a_date_at_the_head_of_every_item_makes_two_columns(item: str, date: str, separator: str) -> None:
    html = mark_lines(f"<ul><li>{item}</li></ul>")
    assert '<ul class="acad-dated' in html
    assert f'{date}<span class="acad-sep">{separator}</span>Text' in html


def test_the_column_is_as_wide_as_the_longest_date() -> None:
    html = mark_lines("<ul><li>2024 a</li><li>2024年5月 b</li></ul>")
    assert '<ul class="acad-dated" style="--acad-date: 9ch">' in html


def test_brackets_around_a_date_belong_together() -> None:
    lists = {
        date: f"<ul><li>{date} News</li></ul>" for date in ("[2024]", "(2024)", "[2024)", "(2024]", "[2024", "2024)")
    }
    assert [date for date, html in lists.items() if "acad-dated" in mark_lines(html)] == ["[2024]", "(2024)"]


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>2024 was fine</li><li>Not a date</li></ul>",
        "<ul><li>1234 things</li></ul>",
        "<ul><li>2024% of it</li></ul>",
        "<ul><li>20245 things</li></ul>",
        "<ul><li>A <em>2022.02</em>: text</li></ul>",
        "<ul></ul>",
        "<ol><li>2024 numbered</li></ol>",
        "<ul><li>2024 unclosed",
        "</ul></li>",
        "<!-- <ul><li>2024 hidden</li></ul> -->",
    ],
)
def test_what_is_no_list_of_dates_stays(html: str) -> None:
    assert mark_lines(html) == html


def test_lists_inside_lists_are_judged_for_themselves() -> None:
    html = mark_lines("<ul><li>A year<ul><li>2024 a</li></ul></li></ul>")
    assert html.startswith("<ul><li>A year<ul class=")


def test_a_style_of_the_author_is_kept() -> None:
    html = mark_lines('<ul style="color: red"><li>2024 a</li></ul>')
    assert 'style="--acad-date: 4ch; color: red"' in html


@pytest.mark.parametrize(
    "part", ["<p><a>", "<ul><li>2024 ", "<i class='fas fa-x'>", "<li><em>2022.02 - ", "2024.1 - ", "<p>|"]
)
def test_time_grows_with_the_length_alone(icons: str, part: str) -> None:
    text = part * 20_000
    started = time.perf_counter()
    mark_lines(text)
    inline_icons(text, [icons])
    assert time.perf_counter() - started < 5
