"""Ids of a page: once each, clean forms, and links to none."""

from __future__ import annotations

import pytest

from mkdocs_academic.anchors import (
    check_links,
    clean_id,
    demotions,
    find_fragment,
    id_edits,
    read_anchors,
)
from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.markup import replace_spans, tags


def settle_ids(page: str) -> str:
    return replace_spans(page, id_edits(tags(page))[0])


def demote_headings(page: str) -> str:
    return replace_spans(page, demotions(tags(page)))


def test_a_heading_answers_to_its_clean_id_too() -> None:
    assert settle_ids('<h2 id="-news">News</h2>') == (
        '<h2 id="-news"><span class="acad-alias" id="news"></span>News</h2>'
    )


def test_a_clean_id_that_the_page_has_is_left_to_its_owner() -> None:
    page = '<span id="news"></span><h2 id="-news">News</h2>'
    assert settle_ids(page) == page


def test_a_repeated_id_stays_with_the_heading() -> None:
    assert settle_ids('<span class="anchor" id="why"></span><h2 id="why">Why</h2><p id=why>x</p>') == (
        '<span class="anchor"></span><h2 id="why">Why</h2><p>x</p>'
    )


def test_a_repeated_id_without_a_heading_stays_with_the_first() -> None:
    assert settle_ids("<p id='a'>1</p><p id='a' class='b'>2</p>") == "<p id='a'>1</p><p class='b'>2</p>"


@pytest.mark.parametrize(
    ("heading_id", "clean"),
    [
        ("-news", "news"),
        ("\ufe0f-honors", "honors"),
        ("-why-im-excited--b", "why-im-excited-b"),
        ("-论文-selected", "论文-selected"),
        ("news", ""),
        ("a--b", ""),
        ("-", ""),
    ],
)
def test_only_what_an_emoji_left_behind_makes_a_clean_id(heading_id: str, clean: str) -> None:
    assert clean_id(heading_id) == clean


def test_several_h1_become_sections_and_keep_their_ids() -> None:
    page = '<h1 id="a">A</h1><h2>B</h2><h6>C</h6><h1>D</h1>'
    assert demote_headings(page) == '<h2 id="a">A</h2><h3>B</h3><h6>C</h6><h2>D</h2>'


def test_a_single_h1_stays() -> None:
    page = "<h1>A</h1><h2>B</h2>"
    assert demote_headings(page) == page


def test_names_of_links_count_as_ids() -> None:
    found = read_anchors(tags('<a name="top-of-list"></a><a href="x#y">y</a><a href="x">x</a><!-- <p id="no"> -->'))
    assert found.ids == {"top-of-list"}
    assert found.fragment_links == ("x#y",)


def problems(page_url: str, *links: str) -> list[str]:
    found: list[Problem] = []
    ids_of = {"": frozenset({"news", "论文"}), "cv/": frozenset({"skills"})}
    check_links(page_url, links, ids_of, place_of=lambda link: Place("docs/index.md", 7), report=found.append)
    return [str(problem) for problem in found]


def test_a_link_to_a_missing_id_names_the_nearest() -> None:
    assert problems("", "#newz") == [
        "docs/index.md:7: link to '#newz', but this page has no such id. Did you mean 'news'?"
    ]


def test_a_link_into_another_page_is_checked() -> None:
    assert problems("", "cv/#skill") == [
        "docs/index.md:7: link to '#skill', but the page '/cv/' has no such id. Did you mean 'skills'?"
    ]
    assert problems("cv/", "../#news", "#skills") == []


@pytest.mark.parametrize(
    "link", ["#", "#top", "#%E8%AE%BA%E6%96%87", "https://example.org/#x", "files/a.pdf#page=2", "#:~:text=x"]
)
def test_links_that_are_no_mistake_pass(link: str) -> None:
    assert problems("", link) == []


def test_a_fragment_is_found_as_a_whole_word() -> None:
    text = "[a](#newsletter)\n\n[b](#news)"
    assert find_fragment(text, "./#news") == 3
    assert find_fragment(text, "#gone") == 0
