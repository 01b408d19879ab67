"""Citation numbers in built pages: where they come from, what pages show of them, and what no failure changes."""

from __future__ import annotations

import json
import logging
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fake_services import (
    FakeServices,
    Reply,
    answer,
    answer_json,
    cut_off,
    drip,
    endless,
    fake_services,
    garbage,
    hang,
    redirect,
)
from little_sites import BuiltSite, SiteBuilder, build, collected_log
from scholar_samples import AUTHOR, GS_DATA
from selectolax.lexbor import LexborHTMLParser

FILE = "/ada/ada.github.io/google-scholar-stats/gs_data.json"
HISTORY = "/ada/ada.github.io/google-scholar-stats/gs_history.csv"
SPANS = (
    "Cited <span id='total_cit'></span> times, "
    f"<span class='show_paper_citations' data='{AUTHOR}:u5HHmVD_uO8C'></span>\n"
)


@pytest.fixture
def services() -> Iterator[FakeServices]:
    with fake_services() as services:
        services.on(FILE, answer_json(GS_DATA))
        yield services


def fetching(services: FakeServices, **scholar: object) -> dict[str, Any]:
    settings = {"host": services.url, "mirrors": [], **scholar}
    return {"repository": "ada/ada.github.io", "scholar": settings}


def rebuild(site: BuiltSite) -> tuple[str, list[str]]:
    """Build a site once more; return its home page and what the build said of the numbers."""
    with collected_log(logging.INFO) as log:
        build(site.folder)
    assert not [line for line in log if line.level in {"WARNING", "ERROR"}]
    return site.page(), [line.text for line in log if "scholar: " in line.text]


def make_old(site: BuiltSite) -> None:
    """Let the copy in the cache be older than it may be used without asking, and builds impatient."""
    settings = (site.folder / "mkdocs.yml").read_text()
    impatient = "scholar:\n      max_age_hours: 0\n      timeout_s: 0.6"
    (site.folder / "mkdocs.yml").write_text(settings.replace("scholar:", impatient, 1))


def shown(page: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(page).css(selector)]


def markdown(text: str) -> str:
    return f"# Ada Lovelace\n\n{text}\n"


# Where the numbers come from


def test_the_numbers_of_the_branch_stand_in_the_page(build_site: SiteBuilder, services: FakeServices) -> None:
    site = build_site({"docs/index.md": markdown(SPANS)}, academic=fetching(services))
    assert "Cited <span id='total_cit' title=\"Google Scholar, 2026-06-07\">50,123</span> times" in site.page()
    assert shown(site.page(), ".show_paper_citations") == ["| Citations: 23,000"]
    assert [asked.path for asked in services.asked] == [FILE]


def test_the_site_publishes_a_copy_of_what_was_fetched(build_site: SiteBuilder, services: FakeServices) -> None:
    site = build_site({"docs/index.md": markdown(SPANS), "docs/other.md": "# Other\n"}, academic=fetching(services))
    assert json.loads(site.page("gs_data.json")) == GS_DATA
    silent = build_site({"docs/index.md": "# No number\n"}, academic=fetching(services))
    assert "gs_data.json" not in silent.files


def test_a_fresh_copy_makes_no_request(build_site: SiteBuilder, services: FakeServices) -> None:
    site = build_site({"docs/index.md": markdown(SPANS)}, academic=fetching(services))
    page, said = rebuild(site)
    assert page == site.page() and "50,123" in page
    assert (len(services.asked), said) == (1, [])


def test_the_file_of_the_docs_folder_comes_first(build_site: SiteBuilder, services: FakeServices) -> None:
    files = {"docs/index.md": markdown(SPANS), "docs/gs_data.json": json.dumps({**GS_DATA, "citedby": 7})}
    assert "7</span> times" in build_site(files, academic=fetching(services)).page()
    assert services.asked == []


def test_a_broken_file_of_the_docs_folder_is_named_and_the_branch_is_asked(
    build_site: SiteBuilder, services: FakeServices
) -> None:
    files = {"docs/index.md": markdown(SPANS), "docs/gs_data.json": "{"}
    site = build_site(files, academic=fetching(services), expect=[r"docs/gs_data\.json: cannot read"])
    assert "50,123" in site.page()


@pytest.mark.parametrize(
    "text",
    [
        "Nothing of the kind.",
        "`<span id='total_cit'></span>` is code",
        "<!-- <span id='total_cit'></span> -->",
        "`{citations}`",
    ],
)
def test_a_site_that_shows_no_number_asks_nobody(build_site: SiteBuilder, services: FakeServices, text: str) -> None:
    build_site({"docs/index.md": markdown(text)}, academic=fetching(services))
    assert services.asked == []


def test_a_setting_forbids_to_ask(build_site: SiteBuilder, services: FakeServices) -> None:
    site = build_site(
        {"docs/index.md": markdown(SPANS)}, academic=fetching(services, fetch="never"), level=logging.INFO
    )
    assert services.asked == []
    assert shown(site.page(), "#total_cit") == [""]
    assert any("nothing may be fetched" in line.text for line in site.log)


def test_without_a_repository_nobody_is_asked(build_site: SiteBuilder) -> None:
    assert "id='total_cit'></span>" in build_site({"docs/index.md": markdown(SPANS)}).page()


def test_the_mirrors_follow_in_their_order(build_site: SiteBuilder, services: FakeServices) -> None:
    services.on(FILE, answer("", 500))
    services.on("/first/", answer("", 404))
    services.on("/second/gs_data.json", answer_json(GS_DATA))
    mirrors = [f"{services.url}/first/{{file}}", f"{services.url}/second/{{file}}"]
    site = build_site(
        {"docs/index.md": markdown(SPANS)}, academic=fetching(services, mirrors=mirrors), level=logging.INFO
    )
    assert "50,123" in site.page()
    assert [asked.path for asked in services.asked] == [FILE, "/first/gs_data.json", "/second/gs_data.json"]
    assert any("has an error of its own (500)" in line.text and "/second/" in line.text for line in site.log)


def test_a_mirror_that_is_no_address_is_named(build_site: SiteBuilder, services: FakeServices) -> None:
    build_site(
        {"docs/index.md": markdown(SPANS)},
        academic=fetching(services, mirrors=["ftp://example.org/{file}"]),
        expect=[r"mkdocs\.yml: scholar\.mirrors: 'ftp://example\.org/\{file\}'"],
    )


def test_serving_never_asks_twice(build_site: SiteBuilder, services: FakeServices) -> None:
    from mkdocs.commands.build import build as build_once
    from mkdocs.config import load_config

    services.on(FILE, answer("", 404))
    folder = build_site.write({"docs/index.md": markdown(SPANS)}, academic=fetching(services, max_age_hours=0))
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    for _ in range(3):  # the plugin outlives the builds of `mkdocs serve`
        build_once(config)
    assert len(services.asked) == 1


# No failure takes a number away


def dns_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*args: object, **kwargs: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


FAILURES: Mapping[str, Reply] = {
    "403 with a CAPTCHA": answer("<html><form id='captcha-form'>unusual traffic</form></html>", 403),
    "200 with a CAPTCHA": answer("<html><form id='captcha-form'>unusual traffic</form></html>"),
    "429": answer("", 429),
    "429 that says when": answer("", 429, Retry_After="3600"),
    "500": answer("", 500),
    "404": answer("", 404),
    "hang": hang,
    "drip": drip,
    "cut off": cut_off,
    "garbage": garbage,
    "endless": endless,
    "redirect loop": redirect(FILE),
    "an empty profile": answer_json({**GS_DATA, "citedby": 0, "publications": {}}),
    "deep nesting": answer("[" * 200_000),
    "wrong types": answer_json({"citedby": ["x"], "publications": "none"}),
    "negative numbers": answer_json({"citedby": -5, "publications": {"a:b": {"num_citations": -1}}}),
}


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FakeServices, BuiltSite]]:
    """A site that was built with the numbers of the branch, and the branch."""
    with fake_services() as services:
        services.on(FILE, answer_json(GS_DATA))
        builder = SiteBuilder(tmp_path_factory.mktemp("warm"))
        site = builder({"docs/index.md": markdown(SPANS)}, academic=fetching(services))
        make_old(site)
        yield services, site


@pytest.mark.parametrize("reply", FAILURES.values(), ids=FAILURES)
def test_whatever_the_network_does_the_page_shows_the_last_good_number(
    warm: tuple[FakeServices, BuiltSite], tmp_path: Path, reply: Reply
) -> None:
    services, built = warm
    shutil.copytree(built.folder, tmp_path / "site")
    services.on(FILE, reply)
    page, said = rebuild(BuiltSite(tmp_path / "site", ()))
    assert shown(page, "#total_cit") == shown(built.page(), "#total_cit") == ["50,123"]
    assert shown(page, ".show_paper_citations") == ["| Citations: 23,000"]
    assert len(said) == 1 and "using the copy of" in said[0]


def test_without_a_network_the_build_says_how_old_the_numbers_are(
    build_site: SiteBuilder, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_site({"docs/index.md": markdown(SPANS)}, academic=fetching(services))
    make_old(site)
    dns_failure(monkeypatch)
    page, said = rebuild(site)
    assert "50,123" in page
    assert said == ["mkdocs_academic: scholar: 127.0.0.1 could not be reached; using the copy of a moment ago."]


@pytest.mark.parametrize("name", ["403 with a CAPTCHA", "hang", "garbage", "an empty profile"])
def test_without_a_copy_the_page_stays_as_written_and_the_build_succeeds(
    build_site: SiteBuilder, services: FakeServices, name: str
) -> None:
    services.on(FILE, FAILURES[name])
    settings = fetching(services, timeout_s=0.6)
    site = build_site({"docs/index.md": markdown(SPANS)}, academic=settings, level=logging.INFO)
    assert "<span id='total_cit'></span>" in site.page()
    assert any("pages show no citation numbers" in line.text for line in site.log)


def test_a_hostile_file_changes_nothing_but_numbers(build_site: SiteBuilder, services: FakeServices) -> None:
    hostile = {
        **GS_DATA,
        "name": "<script>alert(1)</script>",
        "hindex": "<b>9</b>",
        "updated": "<script>2026</script>",
        "cites_per_year": {"<i>2023</i>": 3, "2024": "<i>", "2025": 4},
        "publications": {
            f"{AUTHOR}:u5HHmVD_uO8C": {"num_citations": 5, "bib": {"title": "<script>"}, "citedby_url": "javascript:1"}
        },
        "mkdocs_academic": {"figures": {"citedby": {"source": "<script>x</script>\" onclick='y'", "date": [1]}}},
    }
    services.on(FILE, answer_json(hostile))
    text = SPANS + "\n{citations} {citations h-index} {citations badge}\n\n{citations chart}\n"
    site = build_site({"docs/index.md": markdown(text)}, academic=fetching(services), level=logging.INFO)
    page = LexborHTMLParser(site.page())
    assert "alert(1)" not in site.page()
    assert page.css("article script, article [onclick], article a[href^='javascript']") == []
    assert "::" not in "".join(line.text for line in site.log if "\n" in line.text)
    assert page.css_first("#total_cit").attributes == {
        "id": "total_cit",
        "title": "<script>x</script>\" onclick='y'",
    }
    assert any("left out what is no number of citations" in line.text for line in site.log)


# What pages show


@pytest.fixture
def at_hand() -> dict[str, str]:
    return {"docs/gs_data.json": json.dumps(GS_DATA)}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("{citations}", "50,123"),
        ("{citations 5y}", "10,000"),
        ("{citations h-index}", "36"),
        ("{citations   i10-index }", "60"),
        (f"{{citations of {AUTHOR}:u5HHmVD_uO8C}}", "23,000"),
        ("{citations of u5HHmVD_uO8C}", "23,000"),
        ("{citations h-index-5y}", "–"),
        ("{citations of nobody}", "–"),
    ],
)
@pytest.mark.parametrize("front", ["", "---\npermalink: /\n---\n"], ids=["python-markdown", "kramdown"])
def test_a_shortcut_becomes_a_number(
    build_site: SiteBuilder, at_hand: dict[str, str], written: str, number: str, front: str
) -> None:
    site = build_site({**at_hand, "docs/index.md": front + markdown(f"It is **{written}** here.")})
    assert shown(site.page(), "article p") == [f"It is {number} here."]


def test_a_shortcut_in_code_stays_and_one_at_the_end_of_a_line_is_no_attribute_list(
    build_site: SiteBuilder, at_hand: dict[str, str]
) -> None:
    files = {**at_hand, "docs/index.md": markdown("Cited\n{citations}\n\n`{citations}`\n\n    {citations}\n")}
    site = build_site(files, config={"markdown_extensions": ["attr_list"]})
    assert shown(site.page(), "article p, article pre") == ["Cited 50,123", "{citations}", "{citations}"]


def test_a_publication_is_named_by_its_key_or_its_doi(build_site: SiteBuilder) -> None:
    bib = "@article{turing1950, author={Turing, A.}, title={Computing Machinery and Intelligence}, year=1950,"
    files = {
        "docs/gs_data.json": json.dumps(
            {
                **GS_DATA,
                "mkdocs_academic": {
                    "papers": [{"author_pub_id": f"{AUTHOR}:u5HHmVD_uO8C", "doi": "10.1093/mind/lix.236.433"}]
                },
            }
        ),
        "docs/publications.bib": f"{bib} doi={{10.1093/mind/LIX.236.433}}}}",
        "docs/index.md": markdown("{citations of turing1950} {citations of https://doi.org/10.1093/mind/LIX.236.433}"),
    }
    site = build_site(files, academic={"publications": "publications.bib"})
    assert shown(site.page(), "article p") == ["23,000 23,000"]


def test_a_text_without_a_place_for_the_number_is_named(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    build_site(
        {**at_hand, "docs/index.md": markdown(SPANS)},
        academic={"scholar": {"text": "Zitate"}},
        expect=[r"mkdocs\.yml: scholar\.text 'Zitate' has no \{count\}"],
    )


def test_the_numbers_of_someone_else_are_a_warning(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    build_site(
        {**at_hand, "docs/index.md": markdown(SPANS)},
        academic={"author": {"name": "Eve", "googlescholar": "https://scholar.google.com/citations?user=EVEEEEEEEEEE"}},
        expect=[f"docs/gs_data.json: these are the numbers of {AUTHOR}, and author.googlescholar is EVEEEEEEEEEE"],
    )


@pytest.mark.parametrize(
    "scholar",
    [
        {"max_age_hours": float("nan")},
        {"max_age_hours": -1},
        {"timeout_s": float("inf")},
        {"timeout_s": "ten"},
        {"sources": "openalex"},
        {"sources": ["gogle"]},
        {"file": "../up.json"},
        {"file": "/tmp/x.json"},
        {"file": "data.md"},
        {"file": ""},
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_is_an_error(build_site: SiteBuilder, scholar: dict[str, object]) -> None:
    said = build_site.fails({"docs/index.md": markdown(SPANS)}, academic={"scholar": scholar})
    assert next(iter(scholar)) in said


def test_a_history_that_cannot_be_read_as_one_costs_the_trend_alone(
    build_site: SiteBuilder, at_hand: dict[str, str]
) -> None:
    files = {**at_hand, "docs/gs_history.csv": b"\xff\x00;;\n" * 1000, "docs/index.md": markdown("{citations trend}")}
    site = build_site(files, level=logging.INFO)
    assert any("'{citations trend}' needs two days of history" in line.text for line in site.log)


def test_a_page_full_of_unknown_numbers_says_so_once(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": markdown("{citations} {citations 5y} {citations of x}")}, level=logging.INFO)
    said = [line.text for line in site.log if "citation numbers" in line.text]
    assert len(said) == 1 and "in place of 3 citation numbers, since none are known" in said[0]


def test_a_half_broken_file_does_not_replace_the_last_good_one(
    warm: tuple[FakeServices, BuiltSite], tmp_path: Path
) -> None:
    services, built = warm
    shutil.copytree(built.folder, tmp_path / "site")
    papers = {f"{AUTHOR}:u5HHmVD_uO8C": {"num_citations": -5}, f"{AUTHOR}:d1gkVwhDpl0C": {"num_citations": 1}}
    services.on(FILE, answer_json({**GS_DATA, "publications": papers}))
    page, said = rebuild(BuiltSite(tmp_path / "site", ()))
    assert shown(page, ".show_paper_citations") == ["| Citations: 23,000"]
    assert "holds what is no number of citations" in said[0]


def test_another_host_does_not_lose_the_last_copy(warm: tuple[FakeServices, BuiltSite], tmp_path: Path) -> None:
    services, built = warm
    shutil.copytree(built.folder, tmp_path / "site")
    services.on(FILE, answer("", 500))
    settings = (tmp_path / "site" / "mkdocs.yml").read_text()
    (tmp_path / "site" / "mkdocs.yml").write_text(settings.replace("127.0.0.1", "localhost"))
    page, _ = rebuild(BuiltSite(tmp_path / "site", ()))
    assert shown(page, "#total_cit") == ["50,123"]


def test_a_misspelt_shortcut_stays_and_is_named(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    site = build_site(
        {**at_hand, "docs/index.md": markdown("{citations h-indx}")},
        expect=[
            r"docs/index\.md:3: '\{citations h-indx\}' is not understood and stays as written\. Did you mean 'h-index'"
        ],
    )
    assert shown(site.page(), "article p") == ["{citations h-indx}"]


def test_words_and_groups_of_digits_can_be_set(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    zero = f"<span class='show_paper_citations' data='{AUTHOR}:d1gkVwhDpl0C'>x</span>"
    settings = {"text": "| 被引用 {count} 次 <b>", "thousands": ".", "show_zero": False}
    site = build_site({**at_hand, "docs/index.md": markdown(SPANS + zero)}, academic={"scholar": settings})
    assert shown(site.page(), "#total_cit") == ["50.123"]
    assert shown(site.page(), ".show_paper_citations") == ["| 被引用 23.000 次 <b>", ""]


def test_a_chart_and_a_trend_are_drawn_with_their_numbers_as_tables(
    build_site: SiteBuilder, at_hand: dict[str, str]
) -> None:
    files = {
        **at_hand,
        "docs/gs_history.csv": "date,citedby,hindex,i10index,source\n2026-01-01,50000,,,\n2026-06-07,50123,,,\n",
        "docs/index.md": markdown("{citations chart}\n\n{citations trend}\n\n{citations chart}"),
        "docs/other.md": "# Other\n",
    }
    site = build_site(files, academic={"scholar": {"labels": {"Citations per year": "Zitate je Jahr"}}})
    page = LexborHTMLParser(site.page())
    figures = page.css("article figure")
    assert [figure.css_first("svg").attributes["role"] for figure in figures] == ["img"] * 3
    assert [figure.css_first("figcaption strong").text() for figure in figures][::2] == ["Zitate je Jahr"] * 2
    assert "32" in figures[0].css_first("details table").text()
    assert "50,000" in figures[1].css_first("details table").text()
    ids = re.findall(r' id="([^"]+)"', site.page())
    assert len(ids) == len(set(ids))
    assert not page.css("article p figure")
    assert "citations.css" in site.page() and "citations.css" not in site.page("other/")


def test_a_chart_without_numbers_says_so(build_site: SiteBuilder) -> None:
    site = build_site(
        {"docs/index.md": markdown("{citations chart}"), "docs/gs_data.json": '{"citedby": 3}'}, level=logging.INFO
    )
    assert shown(site.page(), "article")[0].endswith("–")
    assert any("'{citations chart}' has no number yet" in line.text for line in site.log)


def test_the_badge_of_shields_io_is_drawn_here(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    url = "https%3A%2F%2Fcdn.jsdelivr.net%2Fgh%2Fada%2Fada.github.io%40google-scholar-stats%2Fgs_data_shieldsio.json"
    badge = f'<img src="https://img.shields.io/endpoint?url={url}&logo=Google%20Scholar&color=9cf">'
    other = f'<img src="https://img.shields.io/endpoint?url={url.replace("ada", "bob")}" alt="Bob">'
    files = {
        **at_hand,
        "docs/index.md": markdown(badge + other),
        "docs/about/cv.md": f"---\npermalink: /cv/\n---\n{badge}\n",
    }
    site = build_site(files, academic={"repository": "ada/ada.github.io"})
    image, foreign = LexborHTMLParser(site.page()).css("article img")
    path = image.attributes["src"] or ""
    assert re.fullmatch(r"assets/academic/citations-[0-9a-f]{8}\.svg", path)
    assert (image.attributes["alt"], image.attributes["title"]) == (
        "citations: 50,123",
        "Google Scholar, 2026-06-07",
    )
    assert "50,123" in site.page(path)
    assert (foreign.attributes["src"] or "").startswith("https://img.shields.io/")
    assert f'src="../{path}"' in site.page("cv/")


def test_a_badge_of_shields_io_stays_where_the_number_is_not_known(build_site: SiteBuilder) -> None:
    badge = '<img alt="c" src="https://img.shields.io/endpoint?url=https%3A%2F%2Fe.org%2Fgs_data_shieldsio.json">'
    assert badge in build_site({"docs/index.md": markdown(badge)}).page()


def test_a_badge_can_be_asked_for(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    site = build_site({**at_hand, "docs/index.md": markdown("{citations badge}")})
    (image,) = LexborHTMLParser(site.page()).css("article img")
    assert {"src", "alt", "title", "width", "height"} <= image.attributes.keys()
    assert (image.attributes["src"] or "") in site.files


def test_the_badge_of_another_repository_stays(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    url = "https%3A%2F%2Fraw.githubusercontent.com%2Fada%2Fx2%2Fgoogle-scholar-stats%2Fgs_data_shieldsio.json"
    badge = f'<img alt="c" src="https://img.shields.io/endpoint?url={url}">'
    site = build_site({**at_hand, "docs/index.md": markdown(badge)}, academic={"repository": "ada/x"})
    assert badge in site.page()


def test_a_number_in_a_heading_is_no_part_of_its_id(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    for front in ("", "---\npermalink: /\n---\n"):
        site = build_site({**at_hand, "docs/index.md": front + markdown("## Cited {citations} times")})
        (heading,) = LexborHTMLParser(site.page()).css("article h2")
        assert "50" not in (heading.attributes["id"] or "")
        assert heading.css_first(".acad-citations").text() == "50,123"


def test_a_trend_is_of_one_source(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    rows = "2026-01-01,50000,,,Google Scholar\n2026-02-01,1200,,,OpenAlex\n2026-06-07,50123,,,Google Scholar\n"
    files = {**at_hand, "docs/gs_history.csv": f"date,citedby,hindex,i10index,source\n{rows}"}
    page = build_site({**files, "docs/index.md": markdown("{citations trend}")}).page()
    assert "50,000" in page and "1,200" not in page


def test_templates_of_the_site_show_numbers_too(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    template = (
        '{% extends "base.html" %}{% block content %}{{ super() }}'
        "<p>h {{ academic.citations('h-index') }}</p>{{ academic.citations('chart') }}"
        "{{ academic.citations('badge') }}{% endblock %}"
    )
    files = {**at_hand, "docs/index.md": "# Ada\n", "overrides/main.html": template}
    site = build_site(
        files,
        academic={"author": {"name": "Ada"}},
        config={"theme": {"name": "material", "font": False, "custom_dir": "overrides"}},
    )
    assert "h 36" in shown(site.page(), "article p")
    assert len(LexborHTMLParser(site.page()).css("article figure svg")) == 1
    badge = LexborHTMLParser(site.page()).css_first("article img[title]")
    assert badge is not None and badge.attributes["src"] in site.files


def test_lists_of_publications_find_their_numbers_by_title(build_site: SiteBuilder, at_hand: dict[str, str]) -> None:
    bib = "@article{a, author={Turing, A.}, title={Computing {M}achinery and {I}ntelligence}, year=1950}"
    files = {**at_hand, "docs/publications.bib": bib, "docs/index.md": markdown("/// publications\n///")}
    site = build_site(files, academic={"publications": "publications.bib"})
    assert shown(site.page(), ".acad-paper__citations") == ["Citations: 23,000"]


def test_a_list_of_publications_asks_nobody_unless_there_is_a_profile(
    build_site: SiteBuilder, services: FakeServices
) -> None:
    bib = "@article{a, author={Turing, A.}, title={Computing machinery and intelligence}, year=1950}"
    files = {"docs/publications.bib": bib, "docs/index.md": markdown("/// publications\n///")}
    settings = {**fetching(services), "publications": "publications.bib"}
    build_site(files, academic=settings)
    assert services.asked == []
    author = {"name": "Alan Turing", "googlescholar": f"https://scholar.google.com/citations?user={AUTHOR}"}
    site = build_site(files, academic={**settings, "author": author})
    assert shown(site.page(), ".acad-paper__citations") == ["Citations: 23,000"]


def test_newer_numbers_are_asked_for_by_the_browser_only_where_the_site_says_so(
    build_site: SiteBuilder, services: FakeServices
) -> None:
    files = {"docs/index.md": markdown(SPANS)}
    assert "citations.js" not in build_site(files, academic=fetching(services)).page()
    page = build_site(files, academic=fetching(services, refresh=True)).page()
    (script,) = [
        node for node in LexborHTMLParser(page).css("script") if "citations.js" in (node.attributes.get("src") or "")
    ]
    assert json.loads(script.attributes["data-urls"] or "") == [services.url + FILE]
    assert script.attributes["data-updated"] == "2026-06-07"
    assert script.attributes["data-zero"] == "true"
    silent = build_site(files, academic=fetching(services, refresh=True, show_zero=False)).page()
    assert 'data-zero="false"' in silent
