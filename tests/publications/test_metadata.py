"""What the page of a publication says to search engines and social networks."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from publication_samples import (
    BARE,
    BOOK,
    CHAPTER,
    PAPER,
    PREPRINT,
    REPORT,
    SAMPLES,
    THESIS,
    TURING,
    WORST,
    plain,
    publication,
    publications,
)

from mkdocs_academic.markup import json_script
from mkdocs_academic.publications.languages import language_code
from mkdocs_academic.publications.metadata import article, dublin_core, highwire, json_ld
from mkdocs_academic.publications.metadata.open_graph import description
from mkdocs_academic.publications.records import Author, Link, Name, Publication

PAGE = "https://turing.example.org/publications/turing1937/"
PDF = "https://turing.example.org/files/turing.pdf"

# The properties of schema.org that are written, by the type that has them; types inherit.
# Source: https://schema.org, version 30.0, data/releases/30.0/schemaorg-all-https.jsonld of its repository
THING = {"name", "identifier", "sameAs", "url", "image"}
WORK = THING | {
    *("headline", "author", "editor", "datePublished", "isPartOf", "abstract", "keywords", "publisher"),
    *("inLanguage", "encoding", "award", "contributor", "sourceOrganization", "version", "genre"),
}
PAGES = {"pagination", "pageStart", "pageEnd"}
VOCABULARY = {
    "CreativeWork": WORK,
    "ScholarlyArticle": WORK | PAGES,
    "Chapter": WORK | PAGES,
    "Report": WORK | PAGES | {"reportNumber"},
    "Book": WORK | {"isbn", "bookEdition", "numberOfPages"},
    "Thesis": WORK | {"inSupportOf"},
    "Dataset": WORK | {"issn"},
    "SoftwareSourceCode": WORK | {"codeRepository"},
    "Periodical": WORK | {"issn"},
    "BookSeries": WORK | {"issn"},
    "PublicationVolume": WORK | PAGES | {"volumeNumber"},
    "PublicationIssue": WORK | PAGES | {"issueNumber"},
    "MediaObject": WORK | {"contentUrl", "encodingFormat"},
    "Person": THING | {"givenName", "familyName", "honorificSuffix"},
    "Organization": THING,
    "PropertyValue": THING | {"propertyID", "value"},
}
WORKS = set(VOCABULARY) - {"Person", "Organization", "PropertyValue"}
# What may stand as the value; text and numbers where a property is not named.
RANGES = {
    "author": {"Person", "Organization"},
    "editor": {"Person"},
    "contributor": {"Person", "Organization"},
    "publisher": {"Organization"},
    "sourceOrganization": {"Organization"},
    "isPartOf": WORKS,
    "identifier": {"PropertyValue"},
    "encoding": {"MediaObject"},
}


def faults(data: object) -> Iterator[str]:
    """Yield what schema.org does not have, in `data` and all that is in it."""
    if isinstance(data, list):
        for part in data:
            yield from faults(part)
    if not isinstance(data, dict):
        return
    kind = data.get("@type", "")
    for name, value in data.items():
        if name.startswith("@"):
            continue
        if name not in VOCABULARY.get(kind, set()):
            yield f"{kind} has no {name}"
        values = value if isinstance(value, list) else [value]
        found = {part["@type"] if isinstance(part, dict) else "Text" for part in values}
        if not found or found - RANGES.get(name, {"Text"}) or None in values or "" in values:
            yield f"{kind}.{name} may not be {value!r}"
        yield from faults(value)


def structured(shown: Publication, **more: str) -> dict[str, Any]:
    data = json_ld(shown, page_url=PAGE, **more)
    assert list(faults(data)) == []
    assert data["@context"] == "https://schema.org"
    return data


def named(tags: list[tuple[str, str]], name: str) -> list[str]:
    return [content for found, content in tags if found == name]


# Highwire


def test_an_article_has_every_tag_that_the_guidelines_name() -> None:
    assert highwire(TURING, page_url=PAGE, pdf_url=PDF) == [
        ("citation_title", "On computable numbers, with an application to the Entscheidungsproblem"),
        ("citation_author", "Turing, Alan Mathison"),
        ("citation_publication_date", "1937/01/02"),
        ("citation_journal_title", "Proceedings of the London Mathematical Society"),
        ("citation_volume", "s2-42"),
        ("citation_issue", "1"),
        ("citation_firstpage", "230"),
        ("citation_lastpage", "265"),
        ("citation_issn", "0024-6115"),
        ("citation_doi", "10.1112/plms/s2-42.1.230"),
        ("citation_language", "en"),
        ("citation_keywords", "computability"),
        ("citation_keywords", "logic"),
        ("citation_abstract_html_url", PAGE),
        ("citation_pdf_url", PDF),
    ]


@pytest.mark.parametrize(
    ("shown", "tag", "contents"),
    [
        (PAPER, "citation_conference_title", ["Advances in Neural Information Processing Systems"]),
        (PAPER, "citation_author", ["Vaswani, Ashish", "Shazeer, Noam", "van der Berg, Jean-Pierre"]),
        (PAPER, "citation_publication_date", ["2017/12"]),
        (PAPER, "citation_isbn", ["978-1", "978-2"]),
        (PAPER, "citation_arxiv_id", ["1706.03762"]),
        (PAPER, "citation_publisher", ["Curran"]),
        (PAPER, "citation_journal_title", []),
        (BOOK, "citation_author", ["Mittelbach, Frank", "王小明"]),
        (BOOK, "citation_publication_date", ["2004"]),
        (CHAPTER, "citation_inbook_title", ["Handbook"]),
        (CHAPTER, "citation_firstpage", ["7"]),
        (CHAPTER, "citation_lastpage", []),
        (THESIS, "citation_dissertation_institution", ["MIT"]),
        (REPORT, "citation_technical_report_institution", ["WHO"]),
        (REPORT, "citation_technical_report_number", ["TR-12"]),
        (REPORT, "citation_author", ["World Health Organization"]),
        (BARE, "citation_publication_date", []),
    ],
)
def test_each_kind_has_its_own_tags(shown: Publication, tag: str, contents: list[str]) -> None:
    assert named(highwire(shown, page_url=PAGE), tag) == contents


@pytest.mark.parametrize(
    "url", ["https://arxiv.org/pdf/1706.03762", "files/turing.pdf", "", "https://[", "ftp://turing.example.org/x.pdf"]
)
def test_a_pdf_of_another_host_is_not_named(url: str) -> None:
    assert named(highwire(TURING, page_url=PAGE, pdf_url=url), "citation_pdf_url") == []


# Dublin Core


def test_dublin_core_says_the_same() -> None:
    tags = dublin_core(TURING, page_url=PAGE)
    assert named(tags, "DC.title") == [TURING.title.plain]
    assert named(tags, "DC.creator") == ["Turing, Alan Mathison"]
    assert named(tags, "DC.issued") == ["1937-01-02"]
    assert named(tags, "DC.relation.ispartof") == ["Proceedings of the London Mathematical Society"]
    assert [named(tags, f"DC.citation.{part}") for part in ("volume", "issue", "spage", "epage")] == [
        *(["s2-42"], ["1"], ["230"], ["265"])
    ]
    assert named(tags, "DC.identifier") == ["https://doi.org/10.1112/plms/s2-42.1.230", PAGE]
    assert named(dublin_core(THESIS, page_url=PAGE), "DC.publisher") == ["MIT"]


# Open Graph


def test_an_article_says_when_it_was_published_and_what_it_is_about() -> None:
    assert article(TURING) == [
        ("article:published_time", "1937-01-02"),
        ("article:tag", "computability"),
        ("article:tag", "logic"),
    ]


@pytest.mark.parametrize("abstract", ["word " * 100, "x" * 1000, "字" * 1000, "a, " * 90])
def test_a_long_abstract_is_cut_between_words(abstract: str) -> None:
    text = description(publication("T", abstract=plain(abstract)))
    assert len(text) <= 200
    assert text.endswith("…")
    assert " …" not in text
    assert ",…" not in text


# schema.org


@pytest.mark.parametrize("shown", SAMPLES)
def test_no_property_is_written_that_its_type_does_not_have(shown: Publication) -> None:
    structured(shown, pdf_url=PDF, image_url=PDF, person_id=PAGE)


def test_an_article_stands_in_an_issue_of_a_volume_of_a_journal() -> None:
    data = structured(TURING, pdf_url=PDF)
    assert data["@type"] == "ScholarlyArticle"
    assert data["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "1",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "s2-42",
            "isPartOf": {
                "@type": "Periodical",
                "name": "Proceedings of the London Mathematical Society",
                "issn": ["0024-6115"],
            },
        },
    }
    assert (data["pagination"], data["pageStart"], data["pageEnd"]) == ("230–265", "230", "265")
    assert data["identifier"] == [{"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1112/plms/s2-42.1.230"}]
    assert data["sameAs"] == ["https://doi.org/10.1112/plms/s2-42.1.230"]
    assert data["encoding"] == {"@type": "MediaObject", "contentUrl": PDF, "encodingFormat": "application/pdf"}
    assert (data["@id"], data["url"], data["inLanguage"]) == (PAGE, PAGE, "en")


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        *(("journal", "ScholarlyArticle"), ("workshop", "ScholarlyArticle"), ("preprint", "ScholarlyArticle")),
        *(("book", "Book"), ("chapter", "Chapter"), ("thesis", "Thesis"), ("report", "Report")),
        *(("dataset", "Dataset"), ("software", "SoftwareSourceCode"), ("talk", "CreativeWork")),
        ("a category of next year", "CreativeWork"),
    ],
)
def test_each_category_has_its_type(category: str, kind: str) -> None:
    assert structured(publication("T", category))["@type"] == kind


def test_the_owner_has_the_id_of_the_homepage_and_others_their_pages() -> None:
    people = (
        Author(Name("Turing", "Alan"), is_owner=True),
        Author(Name("Gödel", "Kurt", "", "Jr."), url="people/goedel/"),
        Author(Name("Church", "Alonzo"), url="//["),
    )
    shown = publication("T", people=people)
    authors = structured(shown, person_id="https://t.example.org/#me", site_url="https://t.example.org/")["author"]
    assert authors[0]["@id"] == "https://t.example.org/#me"
    assert authors[1]["url"] == "https://t.example.org/people/goedel/"
    assert authors[1]["honorificSuffix"] == "Jr."
    assert "url" not in authors[2]
    assert "url" not in structured(shown)["author"][1]


def test_software_leads_to_its_code_and_identifiers_to_their_addresses() -> None:
    links = (Link("code", "Code", "https://github.com/a/b"), Link("hal", "HAL", "https://hal.science/hal-1"))
    data = structured(publication("T", "software", links=links, identifiers={"hal": "hal-1"}))
    assert data["codeRepository"] == "https://github.com/a/b"
    assert data["sameAs"] == ["https://hal.science/hal-1"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("english", "en"), ("ngerman", "de"), ("de", "de"), ("pt_BR", "pt-BR"), ("zh-Hans", "zh-Hans")),
        *(("Klingon language", ""), ("", ""), ("en" * 50_000, ""), ("中文", "zh")),
    ],
)
def test_a_language_has_its_code(written: str, code: str) -> None:
    assert language_code(written) == code


# Bad input


def test_hostile_values_break_nothing() -> None:
    tags = [
        *highwire(WORST, page_url=PAGE, pdf_url=PDF),
        *dublin_core(WORST, page_url=PAGE),
        *article(WORST),
    ]
    for _, content in tags:
        assert content.encode()
        assert "\n" not in content
        assert "\x00" not in content
    script = json_script(structured(WORST, pdf_url=PDF, site_url="https://x.example.org/"))
    assert "</" not in script
    assert json.loads(script.encode())["name"].startswith("</script>")


@given(publications)
def test_any_publication_has_metadata(shown: Publication) -> None:
    json_script(structured(shown, pdf_url=PDF)).encode()
    for _, content in [*highwire(shown, page_url=PAGE), *dublin_core(shown, page_url=PAGE)]:
        content.encode()
    article(shown)
    description(shown)


def test_long_values_take_linear_time() -> None:
    text = "-–,; " * 20_000
    shown = publication(text, details=dict.fromkeys(("pages", "isbn", "issn", "language"), text), abstract=plain(text))
    start = time.process_time()
    highwire(shown, page_url=PAGE)
    dublin_core(shown, page_url=PAGE)
    article(shown)
    description(shown)
    json_ld(shown, page_url=PAGE)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("shown", [PREPRINT, BARE])
def test_nothing_unknown_is_written(shown: Publication) -> None:
    assert all(content for _, content in highwire(shown, page_url=PAGE))
    assert all(structured(shown).values())
