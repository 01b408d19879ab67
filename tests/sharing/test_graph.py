"""What pages tell machines: the card of social networks, and the graph of structured data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mkdocs_academic.errors import Place
from mkdocs_academic.markup import json_script
from mkdocs_academic.profile import person, read_profile
from mkdocs_academic.sharing.graph import graph
from mkdocs_academic.sharing.open_graph import locale, open_graph
from mkdocs_academic.sharing.records import PageFacts, Picture, SiteFacts

URL = "https://example.org/"
PERSON = {"@context": "https://schema.org", "@type": "Person", "@id": f"{URL}#person", "name": "Alan", "url": URL}
SITE = SiteFacts(URL, "Alan's page", "About machines.", "en", PERSON)
HOME = PageFacts(
    URL, "Alan", "I compute.", is_home=True, modified="2026-05-12", picture=Picture(f"{URL}a.jpg", "A", 9, 8)
)
PAPERS = PageFacts(
    f"{URL}papers/", "Papers", crumbs=(("Alan", URL),), papers=(("One", f"{URL}papers/one/"), ("Two", ""))
)
WORK = {
    "@context": "https://schema.org",
    "@type": "Book",
    "@id": f"{URL}papers/one/",
    "author": [{"@id": f"{URL}#person"}],
}
PAPER = PageFacts(
    f"{URL}papers/one/",
    "One",
    crumbs=(("Alan", URL), ("Papers", f"{URL}papers/")),
    work=WORK,
    properties=(("article:tag", "logic"), ("article:published_time", "1937")),
)

# What schema.org has of the types that are used here, version 30.0.
PAGE_PROPERTIES = {
    *("url", "name", "description", "inLanguage", "isPartOf", "mainEntity", "author", "hasPart", "datePublished"),
    *("dateModified", "primaryImageOfPage", "breadcrumb"),
}
VOCABULARY = {
    "ProfilePage": PAGE_PROPERTIES,
    "CollectionPage": PAGE_PROPERTIES,
    "WebPage": PAGE_PROPERTIES,
    "WebSite": {"url", "name", "description", "inLanguage", "author"},
    "Person": {"name", "url", "description"},
    "ImageObject": {"url", "caption", "width", "height"},
    "BreadcrumbList": {"itemListElement"},
    "ItemList": {"itemListElement", "numberOfItems"},
    "ListItem": {"position", "name", "item", "url"},
    "Book": {"author"},
}


def faults(data: object) -> Iterator[str]:
    """Yield what schema.org does not have, and what is nothing."""
    if isinstance(data, list):
        for part in data:
            yield from faults(part)
    if not isinstance(data, dict):
        return
    for name, value in data.items():
        if not name.startswith("@") and name not in VOCABULARY.get(data.get("@type", ""), ()):
            yield f"{data.get('@type')} has no {name}"
        if value in ("", None, [], {}):
            yield f"{name} is empty"
        yield from faults(value)


def nodes(site: SiteFacts, page: PageFacts) -> dict[str, dict[str, Any]]:
    """Return the nodes of a page's graph by their types."""
    data = graph(site, page)
    assert list(faults(data.get("@graph", []))) == []
    return {node["@type"]: node for node in data["@graph"]}


def references(data: object) -> Iterator[str]:
    """Yield the identities that are only named."""
    if isinstance(data, list):
        for part in data:
            yield from references(part)
    elif isinstance(data, dict):
        if set(data) == {"@id"}:
            yield data["@id"]
        for value in data.values():
            yield from references(value)


def test_the_home_page_is_the_profile_of_the_person() -> None:
    found = nodes(SITE, HOME)
    assert list(found) == ["ProfilePage", "WebSite", "Person"]
    assert found["ProfilePage"]["mainEntity"] == {"@id": f"{URL}#person"}
    assert found["ProfilePage"]["dateModified"] == "2026-05-12"
    assert found["ProfilePage"]["primaryImageOfPage"]["width"] == 9
    assert found["WebSite"]["description"] == "About machines."
    assert "@context" not in found["Person"]


def test_a_page_below_says_where_it_is_and_what_it_lists() -> None:
    found = nodes(SITE, PAPERS)
    assert list(found) == ["CollectionPage", "WebSite", "Person", "BreadcrumbList", "ItemList"]
    assert [(item["position"], item["name"]) for item in found["BreadcrumbList"]["itemListElement"]] == [
        (1, "Alan"),
        (2, "Papers"),
    ]
    assert [(item.get("name"), item.get("url")) for item in found["ItemList"]["itemListElement"]] == [
        (None, f"{URL}papers/one/"),
        ("Two", None),
    ]
    assert found["CollectionPage"]["mainEntity"] == {"@id": f"{URL}papers/#publications"}


def test_the_page_of_a_paper_is_about_the_paper() -> None:
    found = nodes(SITE, PAPER)
    assert found["WebPage"]["mainEntity"] == {"@id": f"{URL}papers/one/"}
    assert found["Book"]["author"] == [{"@id": f"{URL}#person"}]


@pytest.mark.parametrize("page", [HOME, PAPERS, PAPER, HOME._replace(papers=PAPERS.papers)])
def test_whatever_is_named_is_in_the_graph(page: PageFacts) -> None:
    data = graph(SITE, page)
    assert set(references(data)) <= {node["@id"] for node in data["@graph"]}


def test_without_an_address_only_the_person_and_the_work_are_told() -> None:
    site = SITE._replace(url="")
    assert graph(site, HOME._replace(url=""))["@type"] == "Person"
    assert graph(site, PAPER._replace(url=""))["@type"] == "Book"
    assert graph(site, PAPERS._replace(url="")) == {}
    assert [node["@type"] for node in graph(site, HOME._replace(work=WORK))["@graph"]] == ["Person", "Book"]


def test_a_person_without_a_name_and_a_portrait_has_the_site_s_name_and_none() -> None:
    nameless = person(read_profile({"bio": "Mathematician"}, place=Place("mkdocs.yml"), report=print), site_url=URL)
    assert "image" not in nameless
    for page in (HOME, PAPERS):
        assert nodes(SITE._replace(person=nameless), page)["Person"]["name"] == SITE.name


def test_a_site_without_an_author_has_pages_all_the_same() -> None:
    found = nodes(SITE._replace(person={}), HOME)
    assert list(found) == ["WebPage", "WebSite"]


def test_hostile_texts_do_not_leave_their_script() -> None:
    wild = "</script><!-- \u2028 \"'"
    script = json_script(graph(SITE._replace(name=wild), PAPERS._replace(title=wild, description=wild)))
    assert "</" not in script
    assert json.loads(script)["@graph"][0]["name"] == wild


# Open Graph


def test_a_card_says_what_the_page_is() -> None:
    assert open_graph(SITE, HOME._replace(picture=Picture(f"{URL}a.jpg", "A", 1200, 630))) == [
        ("og:type", "profile"),
        ("og:title", "Alan"),
        ("og:description", "I compute."),
        ("og:url", URL),
        ("og:image", f"{URL}a.jpg"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "A"),
        ("twitter:card", "summary_large_image"),
        ("og:site_name", "Alan's page"),
        ("og:locale", "en_US"),
    ]


def test_an_article_is_one_and_says_when_once() -> None:
    tags = dict(open_graph(SITE, PAPER))
    assert (tags["og:type"], tags["twitter:card"]) == ("article", "summary")
    assert (tags["article:published_time"], tags["article:tag"]) == ("1937", "logic")
    post = open_graph(SITE, PAPERS._replace(published="2026-01-02"))
    assert ("article:published_time", "2026-01-02") in post
    assert dict(open_graph(SITE, PAPERS))["og:type"] == "website"


def test_a_small_picture_is_shown_beside_the_text() -> None:
    assert dict(open_graph(SITE, HOME))["twitter:card"] == "summary"


def test_what_materials_plugin_writes_is_not_written_twice() -> None:
    names = {name for name, _ in open_graph(SITE, PAPER, is_drawn_elsewhere=True)}
    assert names == {"og:site_name", "og:locale", "article:tag", "article:published_time"}


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "en_US"), ("de", "de_DE"), ("pt-BR", "pt_BR"), ("zh", "zh_CN"), ("zh-Hant", "zh_TW"), ("xx", ""), ("", "")],
)
def test_a_language_has_the_country_that_networks_know_it_by(language: str, code: str) -> None:
    assert locale(language) == code
