"""The trend of citations: true to time, with gaps, few points and few rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.rendering import theme_fragments
from mkdocs_academic.scholar.trend import MOST_ROWS, Row, Trend, trend

FEW: list[Row] = [(date(2021, 2, 1), 120), (date(2022, 8, 9), 340), (date(2023, 1, 20), 415), (date(2026, 10, 1), 1893)]
FRAGMENTS = theme_fragments()


def drawn(rows: Iterable[Row], **options: Any) -> Trend:
    options = {"say": str, "group": "{:,}".format, "source": "OpenAlex"} | options
    found = trend(rows, **options)
    assert found is not None
    return found


def rendered(found: Trend) -> ElementTree.Element:
    return ElementTree.fromstring(FRAGMENTS.render("partials/academic/citations_trend.html", trend=found))


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+?) ([^MLh]+)", path)]


def daily(days: int, *, start: date = date(2020, 1, 1), first: int = 0) -> list[Row]:
    return [(start + timedelta(day), first + 3 * day) for day in range(days)]


def test_points_stand_where_their_days_and_numbers_are() -> None:
    whole = (FEW[-1][0] - FEW[0][0]).days
    for (day, value), (x, y) in zip(FEW, points(drawn(FEW).line), strict=True):
        assert x == pytest.approx(100 * (day - FEW[0][0]).days / whole, abs=0.01)
        assert y == pytest.approx(100 - value / 2000 * 100, abs=0.01)


def test_first_and_last_value_are_written_beside_their_points() -> None:
    values = [(dot.x, dot.value) for dot in drawn(daily(500)).dots]
    assert values == [(0, "0"), (100, "1,497")]


def test_few_points_are_all_marked() -> None:
    assert [dot.label for dot in drawn(FEW).dots] == [f"{day}: {value:,}" for day, value in FEW]


def test_many_points_are_thinned_out_and_keep_ends_and_extremes() -> None:
    rows = daily(3000)
    rows[0] = (rows[0][0], 7)
    rows[730] = (rows[730][0], 0)
    rows[1530] = (rows[1530][0], 9_999)
    line = points(drawn(rows).line)
    assert len(line) <= 125
    assert (line[0][0], line[-1][0]) == (0, 100)
    assert (24.34, 100) in line
    assert (51.02, 0.01) in line


def test_much_more_time_than_usual_breaks_the_line() -> None:
    rows = daily(40) + daily(40, start=date(2020, 6, 1), first=200)
    found = drawn(rows)
    assert found.line.count("M") == 2
    (start, end) = points(found.gaps)
    assert start in points(found.line) and end in points(found.line)
    assert end[0] - start[0] == pytest.approx(100 * 113 / 191, abs=0.02)


def test_a_lone_day_between_two_gaps_is_still_seen() -> None:
    rows = [*daily(10), (date(2021, 1, 1), 50), *daily(10, start=date(2022, 1, 1), first=60)]
    assert re.search(r"M[\d.]+ [\d.]+h0", drawn(rows).line)


def test_rows_a_year_apart_are_no_gaps() -> None:
    found = drawn([(date(year, 1, 1), year - 2000) for year in range(2010, 2020)])
    assert (found.gaps, found.line.count("M")) == ("", 1)


def test_numbers_near_each_other_do_not_start_at_nought() -> None:
    assert drawn([(date(2026, 1, 1), 5012), (date(2026, 3, 1), 5091)]).frame.values[0].label == "4,980"
    assert drawn([(date(2026, 1, 1), 5), (date(2026, 3, 1), 5091)]).frame.values[0].label == "0"
    assert drawn([(date(2026, 1, 1), 7), (date(2026, 3, 1), 7)]).frame.values[0].label == "0"


def test_the_first_value_of_a_rising_line_stands_below_it_inside_the_plot() -> None:
    first = drawn([(date(2026, 1, 1), 5000), (date(2026, 3, 1), 5100)]).dots[0]
    assert first.dy_em > 0
    assert first.y <= 85


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (9, "2020-01-01 2020-01-09"),
        (100, "2020-01 2020-02 2020-03 2020-04"),
        (400, "2020-01 2020-04 2020-07 2020-10 2021-01"),
        (1100, "2020 2021 2022 2023"),
        (7300, "2020 2025 2030 2035"),
    ],
)
def test_days_are_labelled_as_the_time_allows(days: int, expected: str) -> None:
    found = drawn(daily(days)).days
    assert " ".join(tick.label for tick in found if not tick.is_minor) == expected
    assert len(found) <= 10


@pytest.mark.parametrize("days", [2, 11, 12, 13, 200, 900, 3000, 7300])
def test_the_table_is_short_and_holds_real_rows(days: int) -> None:
    rows = daily(days)
    shown = drawn(rows).frame.rows
    assert 2 <= len(shown) <= MOST_ROWS
    assert set(shown) <= {(day.isoformat(), f"{value:,}") for day, value in rows}
    assert [shown[0][0], shown[-1][0]] == [rows[-1][0].isoformat(), rows[0][0].isoformat()]
    assert list(shown) == sorted(shown, reverse=True)


def test_the_table_has_a_row_a_month_of_one_year() -> None:
    assert [day for day, _ in drawn(daily(75)).frame.rows] == ["2020-03-15", "2020-02-29", "2020-01-31", "2020-01-01"]


def test_order_and_repeats_do_not_matter() -> None:
    twice = [(FEW[1][0], 5), *FEW]
    assert drawn(reversed(FEW)) == drawn(FEW) == drawn(twice)


def test_the_description_says_both_ends() -> None:
    frame = drawn(FEW).frame
    assert frame.description == "Citations: 120 on 2021-02-01, 1,893 on 2026-10-01."
    assert frame.source == "OpenAlex · 2026-10-01"


@pytest.mark.parametrize(
    "rows", [[], FEW[:1], FEW[:1] * 2, [(day, 0) for day, _ in FEW], [(day, -1) for day, _ in FEW]]
)
def test_without_two_days_or_citations_there_is_no_trend(rows: list[Row]) -> None:
    assert trend(rows, say=str, group=str) is None


def test_the_drawing_is_named_and_described_by_its_own_parts() -> None:
    svg = rendered(drawn(FEW, element_id="t")).find("svg")
    assert svg is not None
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == ("t-title", "t-desc")
    assert [element.get("id") for element in svg.iter() if element.get("id")] == ["t-title", "t-desc"]


def test_hostile_words_stay_text() -> None:
    hostile = "</desc><script>alert(1)</script>\x00\ud800"
    root = rendered(drawn(FEW, source=hostile, say=lambda text: hostile + text, group=lambda number: f"<b>{number}"))
    assert root.find(".//script") is None
    assert root.find(".//b") is None


@given(st.lists(st.tuples(st.dates(), st.integers(-5, 10**13)), max_size=40))
def test_any_history_gives_well_formed_markup_with_points_inside_the_plot(rows: list[Row]) -> None:
    found = trend(rows, say=str, group=str)
    if found is None:
        return
    rendered(found)
    places = [*points(found.line), *points(found.gaps), *((dot.x, dot.y) for dot in found.dots)]
    assert len(places) >= 2
    assert all(0 <= at <= 100 for place in places for at in place)
    assert all(0 <= tick.at <= 100 for tick in (*found.days, *found.frame.values))
    assert len(found.frame.rows) <= MOST_ROWS
