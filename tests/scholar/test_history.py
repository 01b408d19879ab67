"""One row a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scholar_samples import DAY as COUNTED
from scholar_samples import STATS, some_stats

from mkdocs_academic.scholar.history import Row, read_history, with_today

HEAD = b"date,citedby,hindex,i10index,source\n"
DAY = date(2026, 3, 1)


def test_the_first_day_begins_a_file() -> None:
    written = with_today(b"", STATS, COUNTED)
    assert written == HEAD + b"2026-06-07,50123,36,60,Google Scholar\n"
    assert read_history(written) == (Row(COUNTED, 50123, 36, 60, "Google Scholar"),)


def test_every_day_adds_a_row_and_a_second_time_on_one_day_replaces_it() -> None:
    first = with_today(b"", some_stats(5), DAY)
    assert first is not None
    second = with_today(first, some_stats(6), date(2026, 3, 2))
    assert second == HEAD + b"2026-03-01,5,,,Google Scholar\n2026-03-02,6,,,Google Scholar\n"
    assert with_today(second, some_stats(7), date(2026, 3, 2)) == second.replace(b",6,", b",7,")


def test_lines_that_cannot_be_read_stay() -> None:
    before = HEAD + b"nonsense \xff\n\n2026-02-01,4,,,\n"
    written = with_today(before, some_stats(5), DAY)
    assert written == HEAD + b"nonsense \xff\n2026-02-01,4,,,\n2026-03-01,5,,,Google Scholar\n"
    assert [row.cited_by for row in read_history(written)] == [4, 5]


def test_a_total_of_another_day_makes_no_row() -> None:
    assert with_today(HEAD, STATS, date(2026, 6, 8)) is None


def test_nothing_is_written_where_no_total_is_known() -> None:
    assert with_today(HEAD, some_stats(papers={"a:b": 1}), DAY) is None


@pytest.mark.parametrize(
    ("content", "totals"),
    [
        (b"", []),
        (b"\xef\xbb\xbf2026-01-01,3\n", [3]),
        (b"2026-01-02,3\r\n2026-01-01,2\r\n", [2, 3]),
        (b"2026-01-01,3\n2026-01-01,4\n", [4]),
        (b"2026-01-01,-3\n2026-13-01,4\n2026-01-01,many\n2026-01-01,\n", []),
        (b'2026-01-01,"3', [3]),
        (b"2026-01-01," + b"9" * 5_000 + b"\n2026-01-02,1\n", [1]),
        (b"2026-01-01,3" + b",x" * 2_000 + b"\n2026-01-02,1\n", [1]),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_row_is_passed_over(content: bytes, totals: list[int]) -> None:
    assert [row.cited_by for row in read_history(content)] == totals


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_no_content_is_too_much(content: bytes) -> None:
    read_history(content)
    written = with_today(content, some_stats(5), DAY)
    assert written is not None
    assert Row(DAY, 5, source="Google Scholar") in read_history(written)
