"""Publications on a built site: lists, pages, files to take away, and what the author is told."""

from __future__ import annotations

import json
import logging
import re
from xml.etree import ElementTree

import pytest
from little_sites import BuiltSite, SiteBuilder, collected_log
from selectolax.lexbor import LexborHTMLParser

BIB = """\
@article{turing1950computing,
  author   = {Turing, Alan M.},
  title    = {Computing Machinery and Intelligence},
  journal  = {Mind},
  volume   = {LIX},
  pages    = {433--460},
  year     = {1950},
  doi      = {10.1093/mind/LIX.236.433},
  abstract = {I propose to consider the question, ``Can machines think?'' In $O(n^2)$ steps.},
  topic    = {Machine intelligence},
  selected = {true},
  teaser   = {images/game.svg},
  pdf      = {files/mind.pdf}
}

@inproceedings{newman1942formal,
  author    = {Newman, Max and Turing, A. M.},
  title     = {A Formal Theorem in {Church}'s Theory of Types & <b>more</b>},
  booktitle = {Proceedings of an Example},
  year      = {1942},
  topic     = {Logic}
}

@misc{future,
  author       = {Turing, Alan},
  title        = {Not To Be Seen Yet},
  year         = {2100},
  visible_from = {2100-01-01}
}
"""
PDF = b"%PDF-1.4\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3"/>'
LIST = "# Papers\n\n/// publications\n///\n"
FILES: dict[str, str | bytes] = {
    "docs/index.md": LIST,
    "docs/publications.bib": BIB,
    "docs/images/game.svg": SVG,
    "docs/files/mind.pdf": PDF,
}
SETTINGS = {"author": {"name": "Alan Turing"}, "publications": "publications.bib"}
PAPER = "publications/turing1950computing/"


@pytest.fixture
def site(build_site: SiteBuilder) -> BuiltSite:
    return build_site(FILES, academic=SETTINGS, config={"plugins": ["search", {"academic": SETTINGS}]})


def parse(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def text(html: str, selector: str) -> str:
    found = parse(html).css_first(selector)
    assert found is not None, f"{selector} is not on the page"
    return " ".join(found.text().split())


def metas(html: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in parse(html).css("meta"):
        name = meta.attributes.get("name") or meta.attributes.get("property")
        if name:
            found.setdefault(name, []).append(meta.attributes.get("content") or "")
    return found


# Lists


def test_a_list_shows_every_visible_publication_by_year(site: BuiltSite) -> None:
    page = parse(site.page())
    assert [node.text() for node in page.css("h2.acad-papers__title")] == ["1950", "1942"]
    assert [node.attributes["id"] for node in page.css(".acad-paper")] == [
        "turing1950computing",
        "newman1942formal",
    ]
    assert "Not To Be Seen" not in site.page()


def test_a_card_shows_teaser_names_venue_links_abstract_and_bibtex(site: BuiltSite) -> None:
    page = site.page()
    card = "#turing1950computing"
    image = parse(page).css_first(f"{card} img").attributes
    assert (image["src"], image["width"], image["height"]) == ("images/game.svg", "4", "3")
    assert parse(page).css_first(f"{card} .acad-paper__title a").attributes["href"] == PAPER
    assert text(page, f"{card} .acad-paper__authors strong") == "Alan M. Turing"
    assert text(page, f"{card} .acad-paper__venue") == "Mind LIX, 433–460, 1950"
    links = {node.text().strip(): node.attributes["href"] for node in parse(page).css(f"{card} .acad-links a")}
    assert links == {"PDF": "files/mind.pdf", "DOI": "https://doi.org/10.1093/mind/LIX.236.433"}
    assert [node.text() for node in parse(page).css(f"{card} summary")] == ["Abstract", "BibTeX"]
    assert parse(page).css_first(f"{card} details math") is not None
    bibtex = text(page, f"{card} pre code")
    assert bibtex.startswith("@article{turing1950computing, author")
    assert "teaser" not in bibtex
    assert "selected" not in bibtex


def test_what_comes_from_bibtex_is_escaped(site: BuiltSite) -> None:
    title = parse(site.page()).css_first("#newman1942formal .acad-paper__title a")
    assert title.text() == "A Formal Theorem in Church's Theory of Types & more"


@pytest.mark.parametrize("field", ["title", "journal", "abstract", "author", "topic", "note", "award", "tldr", "abbr"])
def test_no_field_brings_a_script_in(build_site: SiteBuilder, field: str) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onmouseover=alert(1) x="
    bib = f"@article{{x, author={{A. B.}}, title={{T}}, journal={{J}}, year={{2000}}, {field} = {{{evil}}}}}"
    bib = re.sub(rf"(?<=, ){field}=\{{[^}}]*\}}, ", "", bib, count=1)
    files = {**FILES, "docs/publications.bib": bib}
    built = build_site(files, academic={"publications": "publications.bib"})
    for uri in ("", "publications/x/"):
        page = parse(built.page(uri))
        assert not [node for node in page.css("script:not([type='application/ld+json'])") if "alert" in node.text()]
        assert not page.css("img[onerror]") and not page.css("[onmouseover]")


def test_lists_of_one_page_share_ids_and_icons_once(build_site: SiteBuilder) -> None:
    built = build_site({**FILES, "docs/index.md": f"{LIST}\n{LIST}"}, academic=SETTINGS)
    ids = re.findall(r'\bid="([^"]+)"', built.page())
    assert len(ids) == len(set(ids))
    assert built.page().count('id="turing1950computing"') == 1


def test_headings_of_groups_stand_one_below_the_heading_above(build_site: SiteBuilder) -> None:
    built = build_site(
        {**FILES, "docs/index.md": "# A\n\n## B\n\n### Deep\n\n/// publications\n///\n"}, academic=SETTINGS
    )
    assert parse(built.page()).css("h4.acad-papers__title")


def test_a_list_on_a_page_below_the_root_reaches_files_and_pages(build_site: SiteBuilder) -> None:
    built = build_site({**FILES, "docs/a/b.md": LIST}, academic=SETTINGS)
    page = parse(built.page("a/b/"))
    assert page.css_first("#turing1950computing img").attributes["src"] == "../../images/game.svg"
    assert page.css_first("#turing1950computing .acad-paper__title a").attributes["href"] == f"../../{PAPER}"


@pytest.mark.parametrize(
    "tag",
    ["{% publications selected=true %}", "{% bibliography --query @*[selected=true]* %}"],
)
def test_a_tag_of_liquid_places_a_list(build_site: SiteBuilder, tag: str) -> None:
    built = build_site(
        {**FILES, "docs/index.md": f"---\npermalink: /\n---\n\nText\n\n{tag}\n\nMore\n"}, academic=SETTINGS
    )
    page = parse(built.page())
    assert len(page.css(".acad-paper")) == 1
    assert "///" not in built.page()


def test_a_template_of_the_site_places_a_list(build_site: SiteBuilder) -> None:
    template = (
        '{% extends "base.html" %}{% block content %}{{ super() }}'
        "{{ academic.publications(selected=true, limit=1) }}{% endblock %}"
    )
    files = {**FILES, "docs/index.md": "# Home\n", "overrides/main.html": template}
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    built = build_site(files, academic=SETTINGS, config={"theme": theme})
    assert len(parse(built.page()).css(".acad-paper")) == 1
    assert "papers.css" in built.page()


def test_a_template_that_asks_for_a_list_is_rendered_on_the_error_page_too(build_site: SiteBuilder) -> None:
    template = '{% extends "base.html" %}{% block footer %}{{ academic.publications(limit=1) }}{% endblock %}'
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    built = build_site({**FILES, "overrides/main.html": template}, academic=SETTINGS, config={"theme": theme})
    assert "acad-paper" not in built.page("404.html")


def test_an_unknown_option_and_an_empty_list_are_named_with_their_line(build_site: SiteBuilder) -> None:
    built = build_site(
        {**FILES, "docs/index.md": "# A\n\n/// publications\n    topic: Chess\n    limit: none\n///\n"},
        academic=SETTINGS,
        expect=[
            r"docs/index.md:3: limit 'none' is no number above 0; it is ignored",
            r"docs/index.md:3: a list of publications is empty",
        ],
    )
    assert "acad-paper__title" not in built.page()


def test_a_block_with_an_option_that_does_not_exist_stays_text_and_is_named(build_site: SiteBuilder) -> None:
    build_site(
        {**FILES, "docs/index.md": "# A\n\n/// publications\n    colour: red\n///\n"},
        academic=SETTINGS,
        expect=[r"docs/index.md: a 'publications' block is not understood and stays text\. Its options are selected,"],
    )


def test_a_list_without_the_setting_is_named(build_site: SiteBuilder) -> None:
    build_site({"docs/index.md": LIST}, expect=[r"docs/index.md:3: .*the setting 'publications' names no BibTeX file"])


def test_a_file_that_does_not_exist_stops_the_build_with_a_hint(build_site: SiteBuilder) -> None:
    told = build_site.fails(FILES, academic={"publications": "publication.bib"})
    assert "mkdocs.yml: publications.file 'publication.bib': no such file. Looked in docs/" in told
    assert "Did you mean 'publications.bib'?" in told


def test_several_files_and_one_beside_the_settings(build_site: SiteBuilder) -> None:
    files = {**FILES, "more.bib": "@book{b, author={Turing, Alan}, title={A Book}, publisher={P}, year={1951}}"}
    built = build_site(files, academic={"publications": ["publications.bib", "more.bib"]})
    assert "A Book" in built.page()


def test_what_is_wrong_with_an_entry_is_a_warning_with_its_line(build_site: SiteBuilder) -> None:
    bib = "@article{a, author={A. B.}, title={One}, journal={J}}\n@article{b, title={Two, year={2000}}\n"
    built = build_site(
        {**FILES, "docs/publications.bib": bib},
        academic={"publications": "publications.bib"},
        expect=[
            r"docs/publications.bib:1: entry 'a' has no 'year'; it is listed last",
            r"docs/publications.bib:2: .*'b'",
        ],
    )
    assert "One" in built.page()
    assert "Two" in built.page()


# A page for each


def test_a_page_has_the_metadata_of_google_scholar(site: BuiltSite) -> None:
    found = metas(site.page(PAPER))
    assert found["citation_title"] == ["Computing Machinery and Intelligence"]
    assert found["citation_author"] == ["Turing, Alan M."]
    assert found["citation_publication_date"] == ["1950"]
    assert found["citation_journal_title"] == ["Mind"]
    assert (found["citation_firstpage"], found["citation_lastpage"]) == (["433"], ["460"])
    assert found["citation_pdf_url"] == ["https://example.org/files/mind.pdf"]
    assert found["DC.title"] == ["Computing Machinery and Intelligence"]
    assert found["og:type"] == ["article"]
    assert found["og:image"][0].startswith("https://example.org/assets/academic/cards/")  # no network shows an SVG
    assert found["description"][0].startswith("I propose to consider")


def test_a_page_has_structured_data(site: BuiltSite) -> None:
    (script,) = [node.text() for node in parse(site.page(PAPER)).css("script[type='application/ld+json']")]
    (data,) = [node for node in json.loads(script)["@graph"] if node["@type"] == "ScholarlyArticle"]
    assert data["author"][0]["@id"] == "https://example.org/#person"


def test_a_page_shows_the_publication_and_how_to_cite_it(site: BuiltSite) -> None:
    page = site.page(PAPER)
    assert [node.text() for node in parse(page).css("h1")] == ["Computing Machinery and Intelligence"]
    assert [node.text() for node in parse(page).css("article h2")] == ["Abstract", "Cite as"]
    assert 'href="../../publications/turing1950computing.bib"' in page
    assert parse(page).css_first("article img").attributes["src"] == "../../images/game.svg"


def test_pages_are_in_the_sitemap_and_the_search_and_not_in_the_navigation(site: BuiltSite) -> None:
    assert f"https://example.org/{PAPER}" in site.page("sitemap.xml")
    index = json.loads(site.page("search/search_index.json"))
    assert any(doc["location"].startswith(PAPER) and "Can machines think" in doc["text"] for doc in index["docs"])
    assert PAPER not in parse(site.page()).css_first(".md-nav--primary").html


def test_no_page_is_made_where_the_setting_says_so(build_site: SiteBuilder) -> None:
    built = build_site(FILES, academic={"publications": {"file": "publications.bib", "pages": False}})
    assert not [name for name in built.files if name.startswith("publications/") and name.endswith(".html")]
    title = parse(built.page()).css_first("#turing1950computing .acad-paper__title a")
    assert title.attributes["href"] == "https://doi.org/10.1093/mind/LIX.236.433"


def test_a_page_of_the_authors_own_takes_the_place(build_site: SiteBuilder) -> None:
    built = build_site({**FILES, f"docs/{PAPER[:-1]}.md": "# My own words\n"}, academic=SETTINGS)
    assert "My own words" in built.page(PAPER)
    assert parse(built.page()).css_first("#turing1950computing .acad-paper__title a").attributes["href"] == PAPER


def test_a_pdf_that_google_scholar_would_not_read_is_a_warning(build_site: SiteBuilder) -> None:
    built = build_site(
        {**FILES, "docs/files/mind.pdf": b"<html>"},
        academic=SETTINGS,
        expect=[r"docs/publications.bib:13: the PDF 'files/mind.pdf' is no PDF"],
    )
    assert "citation_pdf_url" not in metas(built.page(PAPER))


def test_files_with_blanks_and_signs_in_their_names_are_reached(build_site: SiteBuilder) -> None:
    bib = BIB.replace("files/mind.pdf", "my files/a & b.pdf").replace("images/game.svg", "images/späße 1.svg")
    files = {**FILES, "docs/publications.bib": bib, "docs/my files/a & b.pdf": PDF, "docs/images/späße 1.svg": SVG}
    built = build_site(files, academic=SETTINGS)
    page = parse(built.page())
    assert page.css_first("#turing1950computing img").attributes["src"] == "images/sp%C3%A4%C3%9Fe%201.svg"
    assert "my%20files/a%20%26%20b.pdf" in [link.attributes["href"] for link in page.css("#turing1950computing a")]
    assert metas(built.page(PAPER))["citation_pdf_url"] == ["https://example.org/my%20files/a%20%26%20b.pdf"]


@pytest.mark.parametrize("address", [None, "https://example.org/project/"])
def test_a_site_below_a_path_or_without_an_address_is_built(build_site: SiteBuilder, address: str | None) -> None:
    built = build_site(FILES, academic=SETTINGS, config={"site_url": address})
    pdf = metas(built.page(PAPER)).get("citation_pdf_url")
    assert pdf == (["https://example.org/project/files/mind.pdf"] if address else None)


def test_pages_without_folders_of_their_own(build_site: SiteBuilder) -> None:
    built = build_site(FILES, academic=SETTINGS, config={"use_directory_urls": False})
    title = parse(built.page()).css_first("#turing1950computing .acad-paper__title a")
    assert title.attributes["href"] == "publications/turing1950computing.html"
    page = parse(built.page("publications/turing1950computing.html"))
    assert page.css_first("article img").attributes["src"] == "../images/game.svg"


# Files to take away


def test_exports_hold_what_is_visible_and_the_source_is_not_published(site: BuiltSite) -> None:
    assert "future" not in site.page("publications.bib")
    assert "@article{turing1950computing," in site.page("publications.bib")
    assert [item["id"] for item in json.loads(site.page("publications.json"))] == [
        "turing1950computing",
        "newman1942formal",
    ]
    assert site.page("publications.ris").count("ER  -") == 2
    feed = ElementTree.fromstring(site.page("publications.xml"))
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 2
    assert site.page("publications/turing1950computing.bib").startswith("@article{turing1950computing,")


def test_a_bibtex_file_of_another_name_is_not_published(build_site: SiteBuilder) -> None:
    files = {**FILES, "docs/my/papers.bib": BIB}
    del files["docs/publications.bib"]
    built = build_site(files, academic={"publications": "my/papers.bib"})
    assert "my/papers.bib" not in built.files
    assert "publications.bib" in built.files


def test_the_same_files_make_the_same_site(build_site: SiteBuilder) -> None:
    first, second = (build_site(FILES, academic=SETTINGS) for _ in range(2))
    assert first.files == second.files
    for name in ("publications.xml", "publications.bib", "publications.json", f"{PAPER}index.html"):
        assert first.page(name) == second.page(name)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_any_system_and_a_byte_order_mark_are_read(build_site: SiteBuilder, line_end: str) -> None:
    damaged = "@article{a, title = {Unclosed, year = {2000}\n" + BIB
    sites = [
        build_site({**FILES, "docs/publications.bib": text}, academic=SETTINGS, expect=["entry 'a' has no end", "'a'"])
        for text in (damaged, "\ufeff" + damaged.replace("\n", line_end))
    ]
    assert sites[0].page("publications.bib") == sites[1].page("publications.bib")
    assert [line.text for line in sites[0].log] == [line.text for line in sites[1].log]


# mkdocs serve


def test_a_file_that_did_not_change_is_not_read_again(build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from mkdocs_academic.publications import reading

    reads: list[int] = []
    read_entries = reading.read_entries
    monkeypatch.setattr(reading, "read_entries", lambda files, **more: reads.append(1) or read_entries(files, **more))
    folder = build_site.write(
        {**FILES, "docs/publications.bib": BIB.replace("year      = {1942},", "")}, academic=SETTINGS
    )
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    for _ in range(2):
        with collected_log(logging.WARNING) as log:
            build(config)
        assert [line.text for line in log if "has no 'year'" in line.text], "a problem is told at each build"
    assert len(reads) == 1
    (folder / "docs/publications.bib").write_text(BIB, encoding="utf-8")
    build(config)
    assert len(reads) == 2
    assert "1942" in (folder / "site/index.html").read_text(encoding="utf-8")


# What else a site has


def test_citation_numbers_stand_beside_their_papers_and_can_order_them(build_site: SiteBuilder) -> None:
    bib = BIB.replace("topic     = {Logic}", "scholar_id = {ABC:1}").replace(
        "selected = {true}", "google_scholar_id = {2}"
    )
    stats = {"scholar_id": "ABC", "citedby": 12, "updated": "2026-01-02", "publications": {}}
    stats["publications"] = {"ABC:1": {"num_citations": 9}, "ABC:2": {"num_citations": 3}}
    files = {
        **FILES,
        "docs/publications.bib": bib,
        "docs/gs_data.json": json.dumps(stats),
        "docs/index.md": "# A\n\n/// publications\n    order: citations\n    group: none\n///\n",
    }
    page = build_site(files, academic=SETTINGS).page()
    shown = [" ".join(node.text().split()) for node in parse(page).css(".show_paper_citations")]
    assert shown == ["Citations: 9", "Citations: 3"]
    assert parse(page).css_first(".show_paper_citations").attributes["title"] == "Google Scholar, 2026-01-02"


def test_badges_are_plain_links_unless_the_site_lets_scripts_in(build_site: SiteBuilder) -> None:
    settings = {"file": "publications.bib", "badges": ["altmetric", "dimensions"]}
    page = build_site(FILES, academic={"publications": settings}).page()
    assert 'href="https://www.altmetric.com/details/doi/10.1093/mind/LIX.236.433"' in page
    assert not re.search(r'<script[^>]+src="https://', page)
    page = build_site(FILES, academic={"publications": {**settings, "badge_scripts": True}}).page()
    assert re.search(r'<script[^>]+src="https://[^"]*altmetric', page) or "cloudfront.net/assets/embed.js" in page


def test_labels_replace_the_words_of_a_list(build_site: SiteBuilder) -> None:
    settings = {"file": "publications.bib", "labels": {"Abstract": "Zusammenfassung", "Conference papers": "Tagungen"}}
    page = build_site(FILES, academic={"publications": settings}).page()
    assert "<summary>Zusammenfassung</summary>" in page
    assert "Tagungen" in page


def test_a_citation_style_prints_the_references(build_site: SiteBuilder) -> None:
    pytest.importorskip("citeproc")
    style = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>Plain</title><id>plain</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><names variable="author"><name/></names>
    <text variable="title" prefix=": " font-style="italic"/></layout></bibliography>
</style>
"""
    settings = {"file": "publications.bib", "style": "plain.csl"}
    page = build_site({**FILES, "plain.csl": style}, academic={"publications": settings}).page()
    assert "<i>Computing Machinery and Intelligence</i>" in page
    assert f'<a href="{PAPER}">Details</a>' in page


@pytest.mark.parametrize(
    ("style", "message"),
    [("x.csl", "mkdocs.yml: publications.style 'x.csl': no such file"), ("y.csl", "docs/y.csl: ")],
)
def test_a_style_that_cannot_be_used_stops_the_build_with_a_sentence(
    build_site: SiteBuilder, style: str, message: str
) -> None:
    settings = {"file": "publications.bib", "style": style}
    told = build_site.fails({**FILES, "docs/y.csl": "<a/>"}, academic={"publications": settings})
    assert message in told


def test_a_site_without_the_setting_has_none_of_it(build_site: SiteBuilder) -> None:
    built = build_site({"docs/index.md": "# Home\n"}, academic={"author": {"name": "Ada"}})
    assert not [name for name in built.files if "publication" in name and "assets" not in name]
    assert "papers" not in re.sub(r"<script.*?</script>", "", built.page())


# What authors write that is not quite meant


@pytest.mark.parametrize("name", ["x.b**", f"{'a' * 300}.bib"])
def test_a_name_that_no_file_can_have_stops_the_build_with_a_sentence(build_site: SiteBuilder, name: str) -> None:
    assert "no such file" in build_site.fails(FILES, academic={"publications": name})


def test_a_folder_in_place_of_a_file_is_named(build_site: SiteBuilder) -> None:
    told = build_site.fails(FILES, academic={"publications": "files"})
    assert "publications.file 'files': is a folder. Name the file in it." in told


def test_the_setting_alone_and_a_label_alone_say_nothing(build_site: SiteBuilder) -> None:
    build_site({"docs/index.md": "# Home\n"}, academic={"publications": None})
    page = build_site(FILES, academic={"publications": {"file": "publications.bib", "labels": {"Abstract": None}}})
    assert "<summary>Abstract</summary>" in page.page()


@pytest.mark.parametrize("own", ["{}/index.md", "{}/index.html", "elsewhere.md"])
def test_a_page_of_the_authors_own_at_the_same_address_takes_the_place(build_site: SiteBuilder, own: str) -> None:
    front_matter = f"---\npermalink: /{PAPER}\n---\n" if own == "elsewhere.md" else ""
    name = own.format(PAPER.rstrip("/"))
    built = build_site({**FILES, f"docs/{name}": f"{front_matter}My own words\n"}, academic=SETTINGS)
    assert "My own words" in built.page(PAPER)
    assert "citation_title" not in metas(built.page(PAPER))
    assert built.page("sitemap.xml").count(PAPER) == (0 if own.endswith(".html") else 1)


def test_keys_that_are_names_of_files_do_not_mix_up_pages(build_site: SiteBuilder) -> None:
    keys = ("x", "x.bib", "README")
    bib = "".join(f"@misc{{{key}, author = {{A. B.}}, title = {{Title of {key}}}, year = 2000}}\n" for key in keys)
    built = build_site({**FILES, "docs/publications.bib": bib}, academic=SETTINGS)
    assert "publications/index.html" not in built.files
    assert "Title of x.bib" in built.page("publications/x-bib/")
    assert "Title of x}" in built.page("publications/x.bib")


def test_a_template_places_a_list_on_a_site_that_has_nothing_else_of_ours(build_site: SiteBuilder) -> None:
    template = (
        '{% extends "base.html" %}{% block content %}{{ super() }}{{ academic.publications(limit=1) }}{% endblock %}'
    )
    files = {**FILES, "docs/index.md": "# Home\n", "overrides/main.html": template}
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    settings = {"publications": {"file": "publications.bib", "pages": False}}
    page = build_site(files, academic=settings, config={"theme": theme}).page()
    assert len(parse(page).css(".acad-paper")) == 1
    assert "papers.css" in page


def test_a_level_that_is_none_is_named(build_site: SiteBuilder) -> None:
    template = (
        '{% extends "base.html" %}{% block content %}'
        '{{ academic.publications(level="x", keys=("newman1942formal", "turing1950computing")) }}{% endblock %}'
    )
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    built = build_site(
        {**FILES, "overrides/main.html": template},
        academic={"publications": {"file": "publications.bib", "pages": False}},
        config={"theme": theme},
        expect=[r"docs/index.md: level 'x' of a list of publications is no number from 1 to 6; it is ignored\."],
    )
    assert len(parse(built.page()).css(".acad-paper")) == 2


@pytest.mark.parametrize(
    ("written", "holder"), [("> /// publications\n> ///\n", "blockquote"), ("- /// publications\n  ///\n", "li")]
)
def test_a_list_stands_in_a_quotation_and_in_an_item(build_site: SiteBuilder, written: str, holder: str) -> None:
    page = build_site({**FILES, "docs/index.md": f"# A\n\n{written}"}, academic=SETTINGS).page()
    assert len(parse(page).css(f"{holder} .acad-paper")) == 2
    assert "/// publications" not in page


def test_a_key_that_is_no_entry_is_named_and_a_version_is_shown_as_its_work(build_site: SiteBuilder) -> None:
    bib = (
        "@misc{pre, author={A. B.}, title={The Same Title of Two}, year=2020, eprint={2001.00001},"
        " archiveprefix={arXiv}}\n"
        "@article{pub, author={A. B.}, title={The Same Title of Two}, year=2021, journal={J}}\n"
        "@misc{later, author={A. B.}, title={Later}, year=2100, visible_from={2100-01-01}}\n"
    )
    built = build_site(
        {**FILES, "docs/publications.bib": bib, "docs/index.md": "/// publications\n    keys: later, pbu, pre\n///\n"},
        academic=SETTINGS,
        expect=[r"docs/index.md:1: a list of publications asks for 'pbu', which is no entry; it is left out\. Did you"],
    )
    assert [node.attributes["id"] for node in parse(built.page()).css(".acad-paper")] == ["pub"]


def test_the_filter_finds_a_topic_with_letters_that_fold(build_site: SiteBuilder) -> None:
    page = parse(
        build_site({**FILES, "docs/publications.bib": BIB.replace("{Logic}", "{Größe}")}, academic=SETTINGS).page()
    )
    chips = {node.attributes["value"] for node in page.css("button[name=topic]")}
    assert chips == {node.attributes["data-topic"] for node in page.css(".acad-paper")}


def test_a_file_whose_name_has_signs_of_addresses_is_reached(build_site: SiteBuilder) -> None:
    bib = BIB.replace("files/mind.pdf", "files/a\\#1 100\\%.pdf")
    files = {**FILES, "docs/publications.bib": bib, "docs/files/a#1 100%.pdf": PDF}
    page = parse(build_site(files, academic=SETTINGS).page())
    assert "files/a%231%20100%25.pdf" in [link.attributes["href"] for link in page.css("#turing1950computing a")]


def test_a_list_in_an_excerpt_of_the_blog_leads_where_that_of_the_post_leads(build_site: SiteBuilder) -> None:
    post = f"---\ndate: 2020-01-01\n---\n# Post\n\n/// publications\n    limit: 1\n///\n\n<!-- more -->\n\n{LIST}"
    files = {**FILES, "docs/blog/index.md": "# Blog\n", "docs/blog/posts/a.md": post}
    config = {"plugins": ["search", "blog", {"academic": SETTINGS}]}
    built = build_site(files, academic=SETTINGS, config=config)
    blog = built.page("blog/")
    links = {node.attributes["href"] for node in parse(blog).css(".acad-paper a")}
    assert f"https://example.org/{PAPER}" in links
    assert not parse(blog).css(".acad-paper use") and not parse(blog).css(".acad-paper[id]")
    assert "papers.css" in blog
    assert f"../../../../../{PAPER}" in built.page("blog/2020/01/01/post/")


def test_pages_are_made_when_every_other_plugin_has_placed_its_files(build_site: SiteBuilder) -> None:
    """The plugin for translations moves what is in the docs folder, and fails at files that are not in it."""
    hook = (
        "from mkdocs.plugins import event_priority\n\n"
        "@event_priority(-100)\n"
        "def on_files(files, config):\n"
        "    assert all(file.abs_src_path for file in files if 'publications' in file.src_uri)\n"
        "    return files\n"
    )
    built = build_site({**FILES, "hook.py": hook}, academic=SETTINGS, config={"hooks": ["hook.py"]})
    assert f"{PAPER}index.html" in built.files


def test_a_style_beside_the_settings_is_watched(build_site: SiteBuilder) -> None:
    from mkdocs.config import load_config

    folder = build_site.write(
        {**FILES, "plain.csl": "<style/>"},
        academic={"publications": {"file": "publications.bib", "style": "plain.csl"}},
    )
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    assert str(folder / "plain.csl") in config.watch


@pytest.mark.parametrize("written", ["limit: 1\n///\n", "    limit: 1\n\nWords\n///\n", "    limit: 1\n\nWords\n"])
def test_text_in_a_block_stands_behind_the_list_and_is_named(build_site: SiteBuilder, written: str) -> None:
    page = build_site(
        {**FILES, "docs/index.md": f"# A\n\n/// publications\n{written}"},
        academic=SETTINGS,
        expect=[
            r"docs/index.md:3: a 'publications' block holds text, which stands behind its list\. Indent its options"
        ],
    ).page()
    assert parse(page).css(".acad-paper")
    assert "<academic-publications" not in page
    assert re.search(r"<p>(Words|limit: 1)</p>", page)


def test_a_draft_of_the_authors_own_is_not_linked(build_site: SiteBuilder) -> None:
    own = f"{PAPER.rstrip('/')}.md"
    built = build_site({**FILES, f"docs/{own}": "# Mine\n"}, academic=SETTINGS, config={"draft_docs": own})
    title = parse(built.page()).css_first("#turing1950computing .acad-paper__title a")
    assert title.attributes["href"] == "https://doi.org/10.1093/mind/LIX.236.433"


def test_who_calls_mkdocs_functions_needs_no_startup(build_site: SiteBuilder) -> None:
    from mkdocs.config import load_config

    from mkdocs_academic.plugin import AcademicPlugin

    config = load_config(str(build_site.write(FILES, academic=SETTINGS) / "mkdocs.yml"))
    plugin = AcademicPlugin()  # MkDocs keeps those that it has made for as long as the process lives
    plugin.load_config(SETTINGS)
    assert plugin.on_config(config) is config
