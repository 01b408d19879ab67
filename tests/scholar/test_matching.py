"""Which paper of one source is which of another."""

from __future__ import annotations

import time

import pytest

from mkdocs_academic.scholar.matching import Papers
from mkdocs_academic.scholar.records import Work, identified_work

PAPER = Work("Computing machinery and intelligence", 1950, "TuringAAAAJ1:u5HHmVD_uO8C", "10.1093/mind/lix.236.433")
PREPRINT = Work("Attention is all you need", 2017, arxiv="1706.03762")


def papers(*works: Work) -> Papers:
    found = Papers()
    for work in works:
        found.add(work)
    return found


@pytest.mark.parametrize(
    "work",
    [
        Work(author_pub_id="TuringAAAAJ1:u5HHmVD_uO8C"),
        Work(doi="10.1093/mind/lix.236.433"),
        Work("I.—Computing Machinery and Intelligence", doi="10.1093/mind/lix.236.433"),
        Work("COMPUTING MACHINERY AND INTELLIGENCE"),
        Work("Computing machinery and intelligence.", 1951),
        Work("Computing machinary and inteligence", 1950),
        Work("Computing machinery and intelligence", 1950, doi="10.48550/arxiv.1706.1"),
    ],
)
def test_a_paper_is_found_by_id_doi_or_title(work: Work) -> None:
    assert papers(PREPRINT, PAPER).find(work) == 1


@pytest.mark.parametrize(
    "work",
    [
        Work(),
        Work("Computing machinery and intelligence", 1990),
        Work("Computing machinery and intelligence", 1950, "TuringAAAAJ1:another"),
        Work("Intelligent machinery", 1948),
        Work("Computing machinary and inteligence", 1950, doi="10.1000/182"),
        Work("Computing machinery and intelligence", 1950, doi="10.1000/182"),
        Work(doi="10.1000/182", arxiv="1706.03763"),
    ],
)
def test_another_paper_is_not_taken_for_it(work: Work) -> None:
    assert papers(PREPRINT, PAPER).find(work) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A theory of everything and of nothing, part I", "A theory of everything and of nothing, part II"),
        ("Proceedings of the workshop on machines 2019", "Proceedings of the workshop on machines 2020"),
        ("On groups of type A and their many subgroups", "On groups of type B and their many subgroups"),
    ],
)
def test_titles_that_differ_in_a_number_alone_are_two_papers(one: str, other: str) -> None:
    assert papers(Work(one)).find(Work(other)) is None
    assert papers(Work(one)).find(Work(one.upper())) == 0


def test_a_short_title_needs_the_year_too() -> None:
    known = papers(Work("Editorial", 2019), Work("引言", 2020))
    assert known.find(Work("Editorial")) is None
    assert known.find(Work("Editorial", 2019)) == 0
    assert known.find(Work("引言", 2020)) == 1


def test_what_one_source_knows_of_a_paper_is_kept_for_the_next() -> None:
    known = papers(Work("Computing machinery and intelligence", author_pub_id="A:1"))
    assert known.add(Work("Computing Machinery and Intelligence", 1950, doi="10.1093/mind/lix.236.433")) == 0
    assert known[0] == Work("Computing machinery and intelligence", 1950, "A:1", "10.1093/mind/lix.236.433")
    assert known.find(Work(doi="10.1093/mind/lix.236.433")) == 0
    assert known.positions == [0]


def test_two_papers_that_turn_out_to_be_one_become_one() -> None:
    known = papers(Work(author_pub_id="A:1"), Work(doi="10.1000/182"), Work("Another", 2000))
    assert known.add(Work("A title that is long enough", 2001, "A:1", "10.1000/182")) == 0
    assert known.positions == [0, 2]
    assert known[1] == known[0] == Work("A title that is long enough", 2001, "A:1", "10.1000/182")
    assert known.find(Work(doi="10.1000/182")) == known.find(Work(author_pub_id="A:1")) == 0


def test_two_ids_of_google_scholar_stay_two_papers() -> None:
    known = papers(Work(author_pub_id="A:1"), Work(author_pub_id="A:2", doi="10.1000/182"))
    known.add(Work(author_pub_id="A:1", doi="10.1000/182"))
    assert known.positions == [0, 1]


def test_papers_that_come_later_are_found_by_a_similar_title_too() -> None:
    known = papers(PAPER)
    assert known.find(Work("The chemical basys of morphogenesis")) is None
    known.add(Work("The chemical basis of morphogenesis", 1952))
    assert known.find(Work("The chemical basys of morphogenesis")) == 1


def test_the_doi_of_arxiv_is_its_identifier() -> None:
    assert identified_work("", None, "", {"doi": "10.48550/arXiv.1706.03762"}) == Work(arxiv="1706.03762")
    assert identified_work("T", 1, "a:b", {"doi": "10.1000/ABC", "pmid": "1"}) == Work("T", 1, "a:b", "10.1000/abc")


def test_thousands_of_papers_take_no_square_of_their_number() -> None:
    start = time.process_time()
    known = papers(*(Work(f"On the {number}th theorem about machines and their tapes") for number in range(3_000)))
    for number in range(3_000):
        known.find(Work(f"On the {number}th conjecture about machines and tapes"))
    assert time.process_time() - start < 5
