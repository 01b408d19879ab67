"""How citation numbers get into a page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scholar_samples import AUTHOR, STATS, some_stats

from mkdocs_academic.errors import Place, Problem, Report
from mkdocs_academic.markup import replace_spans, tags
from mkdocs_academic.scholar.counts import count_edits, count_elements
from mkdocs_academic.scholar.numbers import Numbers
from mkdocs_academic.scholar.records import ScholarStats

PAGE = Place("docs/index.md")
ORIGIN = 'title="Google Scholar, 2026-06-07"'


def write_counts(html: str, stats: ScholarStats, report: Report | None = None) -> str:
    elements = count_elements(tags(html))
    return replace_spans(html, count_edits(elements, Numbers(stats), report=report, place_of=lambda written: PAGE))


def write(html: str, stats: ScholarStats = STATS) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    return write_counts(html, stats, report=problems.append), problems


def write_well(html: str, stats: ScholarStats = STATS) -> str:
    written, problems = write(html, stats)
    assert problems == []
    return written


def test_the_total_and_each_paper_are_filled_in_with_their_day() -> None:
    html = (
        "<p>cited <strong><span id='total_cit'>260000+</span></strong></p>\n"
        f"<p><strong><span class='show_paper_citations' data='{AUTHOR}:u5HHmVD_uO8C'></span></strong></p>"
    )
    assert write_well(html) == (
        f"<p>cited <strong><span id='total_cit' {ORIGIN}>50,123</span></strong></p>\n"
        f"<p><strong><span class='show_paper_citations' data='{AUTHOR}:u5HHmVD_uO8C' {ORIGIN}>"
        "| Citations: 23,000</span></strong></p>"
    )


@pytest.mark.parametrize(
    "span",
    [
        '<span class="show_paper_citations" data="{}">',
        "<span data='{}' class='show_paper_citations'>",
        "<span data={} class=show_paper_citations>",
        '<SPAN CLASS="show_paper_citations" DATA="{}">',
        '<span\n  class="big show_paper_citations red"\n  data=" {} ">',
    ],
)
def test_a_span_is_known_however_it_is_written(span: str) -> None:
    span = span.format(f"{AUTHOR}:d1gkVwhDpl0C")
    assert write_well(f"a{span}old</span>b") == f"a{span[:-1]} {ORIGIN}>| Citations: 0</span>b"


def test_without_a_day_the_source_is_told() -> None:
    stats = some_stats(7)
    assert write_well("<span  id='total_cit' >x</span>", stats) == (
        "<span  id='total_cit' title=\"Google Scholar\">7</span>"
    )


def test_the_authors_own_tooltip_stays() -> None:
    assert write_well('<span id="total_cit" title="Mine">x</span>') == '<span id="total_cit" title="Mine">50,123</span>'


def test_contents_with_tags_of_their_own_are_replaced_whole() -> None:
    html = "<span id=total_cit><b><span>2</span>60<br>000</b><!-- </span> --><i>+</i></span> <span>after</span>"
    assert write_well(html) == f"<span id=total_cit {ORIGIN}>50,123</span> <span>after</span>"


def test_an_empty_element_gets_its_contents() -> None:
    assert write_well("a <span id='total_cit' /> b") == f"a <span id='total_cit' {ORIGIN}>50,123</span> b"


def test_one_of_our_spans_inside_another_is_part_of_its_contents() -> None:
    html = "<span id='total_cit'>a<span id='total_cit'>b</span>c</span>"
    assert write_well(html) == f"<span id='total_cit' {ORIGIN}>50,123</span>"


def test_the_same_object_is_returned_where_there_is_nothing_to_fill() -> None:
    for html in ("<p>no numbers</p>", "<p>the words total_cit and show_paper_citations</p>"):
        assert write_well(html) is html


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <span id='total_cit'>1</span> -->",
        "<script>x = \"<span id='total_cit'>1</span>\"</script>",
        "<style>/* <span id='total_cit'>1</span> */</style>",
        "<pre>&lt;span id='total_cit'&gt;1&lt;/span&gt;</pre>",
        "<div id='total_cit'>1</div>",
        "<span id='total_cits'>1</span>",
        "<span class='show_paper_citations_not' data='a:b'>1</span>",
        "<a title=\"<span id='total_cit'>1</span>\">x</a>",
    ],
)
def test_what_only_looks_like_our_spans_stays(html: str) -> None:
    assert write_well(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p><span id='total_cit'>1</p><p>2</p>",
        "<b><span id='total_cit'></b></span>",
        "<span id='total_cit'>",
        "<span id='total_cit'",
        "</span><span id='total_cit'></div>",
    ],
)
def test_a_span_that_is_not_closed_where_it_stands_stays(html: str) -> None:
    assert write_well(html) == html


def test_the_total_stays_as_written_where_it_is_not_known() -> None:
    stats = some_stats(papers={"a:b": 1})
    assert write_well("<span id='total_cit'>260000+</span>", stats) == "<span id='total_cit'>260000+</span>"


def test_an_unknown_paper_stays_as_written_and_is_named_once_with_the_nearest() -> None:
    span = f"<span class='show_paper_citations' data='{AUTHOR}:u5HHmVD_u08C'>| Citations: 3</span>"
    html, problems = write(span + span)
    assert html == span + span
    assert [(str(problem), problem.level) for problem in problems] == [
        (
            f"docs/index.md: paper '{AUTHOR}:u5HHmVD_u08C' is not among the 2 papers with numbers; "
            f"it stays as written. Did you mean 'u5HHmVD_uO8C'?",
            "info",
        )
    ]


def test_another_paper_of_the_author_is_not_near_and_a_forgotten_author_is() -> None:
    _, (problem,) = write(f"<span class='show_paper_citations' data='{AUTHOR}:W7OEmFMy1HYC'></span>")
    assert "Did you mean" not in problem.message
    _, (problem,) = write("<span class='show_paper_citations' data='u5HHmVD_uO8C'></span>")
    assert problem.message.endswith(f"Did you mean '{AUTHOR}:u5HHmVD_uO8C'?")


def test_one_unknown_paper_does_not_cost_the_others_their_numbers() -> None:
    html, problems = write("<span class='show_paper_citations' data='?'></span><span id='total_cit'></span>")
    assert html == f"<span class='show_paper_citations' data='?'></span><span id='total_cit' {ORIGIN}>50,123</span>"
    assert len(problems) == 1


def test_the_templates_sample_papers_have_words_of_their_own() -> None:
    span = "<span class='show_paper_citations' data='DhtAFkwAAAAJ:ALROH1vI_8AC'></span>"
    _, (problem,) = write(span)
    assert "is the template's sample" in problem.message
    sample = some_stats(1, author_id="DhtAFkwAAAAJ")
    _, (problem,) = write(span, sample)
    assert "is not among the 0 papers" in problem.message


def test_a_span_without_a_paper_is_named() -> None:
    html, (problem,) = write("<span class='show_paper_citations'></span>")
    assert html == "<span class='show_paper_citations'></span>"
    assert "has no 'data'" in problem.message


def test_without_a_report_nothing_is_told_and_all_else_is_the_same() -> None:
    html = "<span class='show_paper_citations' data='?'></span><span id='total_cit'></span>"
    assert write_counts(html, STATS) == write(html)[0]


@pytest.mark.parametrize(
    "html",
    [
        "<span id='total_cit'>" * 20_000,
        "<span id='total_cit'>" * 20_000 + "</span>" * 20_000,
        "<p><span id='total_cit'></p>" * 20_000,
        "total_cit" + "<span " * 50_000,
        "".join(f"<span class='show_paper_citations' data='x{number}'></span>" for number in range(5_000)),
    ],
    ids=["never closed", "nested", "closed by another", "no tags", "unknown papers"],
)
def test_a_hostile_page_takes_no_more_than_its_length(html: str) -> None:
    stats = some_stats(1, {f"{AUTHOR}:{number}": 1 for number in range(2_000)})
    start = time.process_time()
    write(html, stats)
    assert time.process_time() - start < 5


PIECES = st.lists(
    st.text(max_size=6)
    | st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<br>",
                "<span>",
                "</span>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<",
                ">",
            ),
            *("<span id='total_cit'>", "<span id=total_cit/>", "<span class='show_paper_citations' data='a:b'>", "'"),
        ]
    ),
    max_size=14,
).map("".join)


# What a page is made of, each with what becomes of it.
UNTOUCHED = st.text(max_size=9).map(lambda text: text.replace("<", "")) | st.sampled_from(
    [
        "<!-- <span id='total_cit'>1</span> -->",
        "<script>'<span id=total_cit>1</span>'</script>",
        "<p  class = x>total_cit<br></P>",
        "<span data='a:b'>&amp;</span>",
        "<span class='show_paper_citations' data='?'>\r\n</span>",
        "</p>",
    ]
)
FILLED = st.sampled_from(
    [
        ("<span id='total_cit'>1</span>", f"<span id='total_cit' {ORIGIN}>50,123</span>"),
        ("<SPAN id=total_cit ><b>1</b></SPAN>", f"<SPAN id=total_cit {ORIGIN}>50,123</SPAN>"),
        (
            f'<span class="show_paper_citations" data="{AUTHOR}:d1gkVwhDpl0C">x</span>',
            f'<span class="show_paper_citations" data="{AUTHOR}:d1gkVwhDpl0C" {ORIGIN}>| Citations: 0</span>',
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(UNTOUCHED.map(lambda text: (text, text)) | FILLED, max_size=12))
def test_all_other_bytes_stay(parts: list[tuple[str, str]]) -> None:
    html = "".join(written for written, _ in parts)
    assert write_counts(html, STATS) == "".join(filled for _, filled in parts)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_filling_in_twice_is_filling_in_once(html: str) -> None:
    stats = some_stats(7, {"a:b": 3})
    once = write_counts(html, stats)
    assert write_counts(once, stats) == once
