"""A number once known never gets worse by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.scholar.keeping import after, why_worse
from mkdocs_academic.scholar.records import Count

ORDER = ("Google Scholar", "OpenAlex", "Crossref")
YESTERDAY, TODAY = date(2026, 3, 1), date(2026, 3, 2)


def worse(new: Count, last: Count) -> str:
    return why_worse(new._replace(day=TODAY), last._replace(day=last.day or YESTERDAY), ORDER)


@pytest.mark.parametrize(
    ("new", "last"),
    [
        (Count(113), Count(112)),
        (Count(112), Count(112)),
        (Count(110), Count(113)),  # papers were merged
        (Count(1), Count(4)),
        (Count(112, "OpenAlex"), Count(112)),
        (Count(100), Count(112, "OpenAlex")),  # the preferred source is back
        (Count(500), Count(0)),
        (Count(0), Count(0)),
        (Count(9_000), Count(100, day=date(2024, 1, 1))),
    ],
)
def test_a_number_that_may_be_true_is_taken(new: Count, last: Count) -> None:
    assert worse(new, last) == ""


@pytest.mark.parametrize(
    ("new", "last", "why"),
    [
        (Count(0), Count(4), "Google Scholar counts none, where 4 were known"),
        (Count(40), Count(113), "Google Scholar counts 40, far less than 113 before"),
        (Count(112, "OpenAlex"), Count(113), "OpenAlex counts 112, less than the 113 of Google Scholar"),
        (Count(60), Count(113, "OpenAlex"), "Google Scholar counts 60, far less than 113 before"),
        (Count(50_123), Count(113), "Google Scholar counts 50123, far more than 113 before"),
    ],
)
def test_a_number_that_is_worse_is_not_taken(new: Count, last: Count, why: str) -> None:
    assert worse(new, last) == why


def test_a_source_that_the_author_does_not_ask_any_more_comes_last() -> None:
    assert worse(Count(100, "Crossref"), Count(113, "Web of Science")) == ""
    assert worse(Count(100, "Web of Science"), Count(113, "Crossref")) != ""


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(ORDER), st.sampled_from(ORDER))
def test_no_number_falls_to_nothing_or_far(new: int, last: int, source: str, last_source: str) -> None:
    if not worse(Count(new, source), Count(last, last_source)):
        assert new >= last * 0.8 or last - new <= 3
        assert new or not last
        assert new - last < timedelta(days=1).total_seconds() * 10**6


def test_many_small_falls_do_not_make_a_large_one() -> None:
    last = Count(1_000)
    for value in (900, 810):
        assert worse(Count(value), last) == ""
        last = after(Count(value), last)
    assert last == Count(810, peak=1_000)
    assert worse(Count(750), last) == "Google Scholar counts 750, far less than 1000 before"
    assert after(Count(1_001), last) == Count(1_001)
