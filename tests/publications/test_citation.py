"""The line by which a publication is cited, in the style of this package."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from publication_samples import (
    BARE,
    BOOK,
    CHAPTER,
    PAPER,
    PREPRINT,
    REPORT,
    THESIS,
    TURING,
    WORST,
    author,
    publication,
    publications,
)

from mkdocs_academic.markup import replace_spans, tags
from mkdocs_academic.publications.citation import citation, ordinal
from mkdocs_academic.publications.person_names import initials
from mkdocs_academic.publications.records import Publication, Text


@pytest.mark.parametrize(
    ("cited", "line"),
    [
        (
            TURING,
            "A. M. Turing. On computable numbers, with an application to the Entscheidungsproblem. "
            "<em>Proceedings of the London Mathematical Society</em>, s2-42(1):230–265, 1937. "
            "https://doi.org/10.1112/plms/s2-42.1.230",
        ),
        (
            PAPER,
            "A. Vaswani, N. Shazeer, and J.-P. van der Berg. Attention is &lt;all&gt; <em>you</em> need? In I. Guyon "
            "and U. von Luxburg (eds.), <em>Advances in Neural Information Processing Systems</em>, volume 30, "
            "pages 5998–6008. Curran, Red Hook, 2017. https://arxiv.org/abs/1706.03762",
        ),
        (
            BOOK,
            "F. Mittelbach and 王小明. <em>The LaTeX Companion</em>, Tools, 2nd edition. Addison-Wesley, Boston, 2004.",
        ),
        (CHAPTER, "J. Müller. Water. In <em>Handbook</em>, chapter 3, page 7. Springer, 2010."),
        (THESIS, "J. Doe. A thesis. PhD thesis, MIT, 2020."),
        (REPORT, "World Health Organization. A report. Technical report TR-12, WHO, 2021."),
        (PREPRINT, "A. B. Smith et al. A preprint. Preprint, arXiv:2401.00001, 2024. https://arxiv.org/abs/2401.00001"),
        (BARE, "Nothing but a title."),
        (publication("Data", "dataset", details={"version": "2.0"}, year=2009), "Data. Dataset, version 2.0, 2009."),
        (publication("P", "patent", details={"number": "US1"}, venue="USPTO"), "P. Patent US1, USPTO."),
        (publication("T", "preprint", venue="bioRxiv"), "T. Preprint, bioRxiv."),
        (publication("T", "thesis", entry_type="mastersthesis", venue="Master’s thesis"), "T. Master’s thesis."),
    ],
)
def test_each_kind_has_its_form(cited: Publication, line: str) -> None:
    html = citation(cited).html
    assert replace_spans(html, ((tag.start, tag.end, "") for tag in tags(html) if tag.name == "a")) == line


@pytest.mark.parametrize("missing", ["authors", "date", "venue", "details", "identifiers", "title"])
@pytest.mark.parametrize("cited", [TURING, PAPER, BOOK, CHAPTER, THESIS, REPORT, PREPRINT])
def test_what_is_missing_leaves_no_trace(cited: Publication, missing: str) -> None:
    empty = {"authors": (), "date": None, "venue": Text(), "details": {}, "identifiers": {}, "title": Text()}
    line = citation(cited._replace(**{missing: empty[missing]})).plain
    for trace in (", ,", "()", "..", " .", " ,", "  ", ",.", ". ,", "None", "?.", ": ", "In ,"):
        assert trace not in line
    assert not line.startswith((",", ".", " "))


def test_a_title_that_ends_its_sentence_gets_no_full_stop() -> None:
    for title in ("Why?", "Stop!", "And so…", "Said “Why?”", "为什么？", "Inc."):
        assert citation(publication(title, "other", year=2020)).plain == f"{title} 2020."


def test_up_to_twenty_authors_are_named() -> None:
    names = [f"Last{number}, First" for number in range(21)]
    assert "et al" not in citation(publication("T", "other", *names[:20])).plain
    line = citation(publication("T", "other", *names)).plain
    assert line.endswith("F. Last19, et al. T.")
    assert "Last20" not in line


def test_editors_stand_where_there_are_no_authors() -> None:
    edited = publication("Proceedings", "book", editors=(author("Roe, Ann"),), year=2001)
    assert citation(edited).plain == "A. Roe (ed.). Proceedings. 2001."


@pytest.mark.parametrize(
    ("given_name", "short"),
    [
        ("Alan Mathison", "A. M."),
        ("A. M.", "A. M."),
        ("AM", "A. M."),
        ("Jean-Pierre", "J.-P."),
        ("Chia-wen", "C.-w."),
        ("Jean\u2010Pierre", "J.-P."),
        ("A.M.", "A. M."),
        ("Łukasz", "Ł."),
        ("E\u0301mile", "E\u0301."),
        ("محمد", "محمد"),
        ("e. e.", "e. e."),
        ("", ""),
    ],
)
def test_given_names_become_initials(given_name: str, short: str) -> None:
    assert initials(given_name) == short


def test_ordinals() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th")
    ]


# Bad input


def test_hostile_values_stay_text() -> None:
    line = citation(WORST)
    assert {tag.name for tag in tags(line.html)} <= {"em", "a"}
    assert line.plain.encode()
    assert "\x00" not in line.plain


@given(publications)
def test_any_publication_has_a_line(cited: Publication) -> None:
    line = citation(cited)
    assert {tag.name for tag in tags(line.html)} <= {"em", "a"}
    assert isinstance((line.plain + line.html).encode(), bytes)


def test_long_texts_take_linear_time() -> None:
    start = time.process_time()
    citation(publication("?" * 100_000 + "”" * 100_000 + "x", "journal", "A, " + "b " * 100_000))
    assert time.process_time() - start < 5
