"""The chart of citations per year: its geometry, its words, its markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.rendering import theme_fragments
from mkdocs_academic.scholar.chart import MOST_YEARS, Chart, chart
from mkdocs_academic.scholar.frame import fill, one_line, round_scale, value_ticks

DAY = date(2026, 11, 28)
CAREER = {2021: 3, 2022: 41, 2024: 160, 2025: 1200, 2026: 90}
HERE = Path(__file__).parent
FRAGMENTS = theme_fragments()


def drawn(per_year: Mapping[int, int], **options: Any) -> Chart:
    options = {"say": str, "group": "{:,}".format, "source": "Google Scholar", "updated": DAY} | options
    found = chart(per_year, **options)
    assert found is not None
    return found


def rendered(found: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(FRAGMENTS.render("partials/academic/citations_chart.html", chart=found))


def table(root: ElementTree.Element) -> dict[str, str]:
    return {str(row[0].text): str(row[1].text) for row in root.iterfind(".//tbody/tr")}


# Geometry


def test_bars_are_as_high_as_their_numbers_and_stand_on_the_ground() -> None:
    for bar in drawn(CAREER).bars:
        assert bar.height == pytest.approx(bar.value / 1500 * 100, abs=0.01)
        assert bar.y + bar.height == pytest.approx(100)


def test_bars_stand_side_by_side_at_equal_distances() -> None:
    bars = drawn(CAREER).bars
    steps = {round(after.x - before.x, 1) for before, after in pairwise(bars)}
    assert len(steps) == 1
    assert bars[0].width < steps.pop()


def test_a_year_without_citations_keeps_its_place() -> None:
    bars = drawn(CAREER).bars
    assert [(bar.year, bar.value) for bar in bars] == sorted([*CAREER.items(), (2023, 0)])


def test_the_first_year_is_the_first_with_citations() -> None:
    assert [bar.year for bar in drawn({2019: 0, 2020: 0, 2021: 5, 2022: 0}).bars] == [2021, 2022]


def test_one_year_is_a_bar_of_common_width_in_the_middle() -> None:
    (bar,) = drawn({2020: 7}).bars
    assert bar.x + bar.width / 2 == 50
    assert bar.width < 15


def test_the_peak_is_written_above_its_bar() -> None:
    found = drawn(CAREER)
    bar = next(bar for bar in found.bars if bar.year == 2025)
    assert (found.peak.label, found.peak_y) == ("1,200", bar.y)
    assert bar.x < found.peak.at < bar.x + bar.width


@pytest.mark.parametrize("years", [1, 2, 7, 8, 12, 20, 33, 60, 100])
def test_labels_of_years_are_thinned_out_to_round_years(years: int) -> None:
    found = drawn(dict.fromkeys(range(2027 - years, 2027), 5))
    narrow = [int(tick.label) for tick in found.years if not tick.is_minor]
    assert 1 <= len(narrow) <= 7
    assert len(found.years) <= 14
    assert len({after - before for before, after in pairwise(narrow)}) <= 1
    for tick in found.years:
        (bar,) = (bar for bar in found.bars if str(bar.year) == tick.label)
        assert tick.at == pytest.approx(bar.x + bar.width / 2, abs=0.01)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, "0 1"),
        (0, 3, "0 1 2 3"),
        (0, 90, "0 20 40 60 80 100"),
        (0, 1311, "0 500 1,000 1,500"),
        (4812, 5091, "4,800 4,900 5,000 5,100"),
        (7, 7, "7 8"),
    ],
)
def test_marks_of_values_are_few_and_round(low: int, high: int, expected: str) -> None:
    assert " ".join(tick.label for tick in value_ticks(round_scale(low, high), "{:,}".format)) == expected


def test_long_numbers_get_more_room() -> None:
    assert drawn({2020: 9}).frame.axis_em < drawn({2020: 12_000}).frame.axis_em


# What is said


def test_the_year_of_the_numbers_is_hatched_and_said_so() -> None:
    found = drawn(CAREER)
    assert [bar.year for bar in found.bars if bar.is_open] == [2026]
    assert found.frame.source == "Google Scholar · 2026-11-28 · hatched: 2026 so far"
    assert found.bars[-1].label == "2026 so far: 90"
    hatched = [rect for rect in rendered(found).iter("rect") if "fill" in rect.attrib]
    assert [rect[0].text for rect in hatched] == ["2026 so far: 90"]


def test_without_a_day_no_year_is_open() -> None:
    found = drawn({2025: 3, 2026: 4}, updated=None, source="")
    assert not any(bar.is_open for bar in found.bars)
    assert found.frame.source == ""
    assert rendered(found).find(".//small") is None


def test_the_description_says_range_sum_and_peak() -> None:
    expected = "Citations from 2021 to 2026 so far: 1,494 in all; the most in a year: 1,200 (2025)."
    assert drawn(CAREER).frame.description == expected
    assert drawn({2020: 1}).frame.description == "Citations in 2020: 1."


def test_the_table_holds_the_same_numbers() -> None:
    expected = {"2026 so far": "90", "2025": "1,200", "2024": "160", "2023": "0", "2022": "41", "2021": "3"}
    found = table(rendered(drawn(CAREER)))
    assert list(found.items()) == list(expected.items())


def test_the_years_before_a_century_are_one_row() -> None:
    found = drawn({1890: 2, 1900: 3, 2000: 9, 2026: 1})
    assert len(found.bars) == MOST_YEARS
    assert found.frame.rows[-1] == ("before 1927", "5")
    assert "10 in all" in found.frame.description


def test_all_words_are_the_sites_own() -> None:
    heard: list[str] = []

    def say(text: str) -> str:
        heard.append(text)
        return text.upper().replace("{YEAR}", "{year}")

    root = rendered(drawn({1900: 1, **CAREER}, say=say, source=""))
    words = re.findall(r"[a-z]\w+", " ".join(root.itertext()))
    assert words == []
    assert "{year} so far" in heard


@pytest.mark.parametrize("per_year", [{}, {2020: 0}, {2020: -3}, {2028: 5}, {99: 5}, {2020: 10**12}, {2020: True}])
def test_without_citations_there_is_no_chart(per_year: dict[int, int]) -> None:
    assert chart(per_year, say=str, group=str, updated=DAY) is None


def test_a_year_that_cannot_be_is_left_out() -> None:
    assert [bar.year for bar in drawn({2020: 1, 2021: 2, 2999: 7}).bars] == [2020, 2021]


# Markup


def test_the_drawing_is_named_and_described_by_its_own_parts() -> None:
    root = rendered(drawn(CAREER, element_id="two"))
    svg = root.find("svg")
    assert svg is not None
    assert svg.get("role") == "img"
    texts = {element.get("id"): element.text for element in svg if element.get("id")}
    assert texts[svg.get("aria-labelledby")] == "Citations per year"
    assert str(texts[svg.get("aria-describedby")]).startswith("Citations from 2021")


def test_two_charts_of_a_page_share_no_id() -> None:
    ids = [
        element.get("id")
        for name in ("one", "two")
        for element in rendered(drawn(CAREER, element_id=name)).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 6


def test_the_hatch_is_the_charts_own() -> None:
    root = rendered(drawn(CAREER, element_id="two"))
    ids = {element.get("id") for element in root.iter("pattern")}
    assert {f"url(#{name})" for name in ids} == {rect.get("fill") for rect in root.iter("rect") if rect.get("fill")}


def test_the_markup_of_a_chart() -> None:
    root = rendered(drawn({2025: 2, 2026: 1}, element_id="c"))
    ElementTree.indent(root)
    assert ElementTree.tostring(root, encoding="unicode") + "\n" == (HERE / "citations_chart.html").read_text(
        encoding="utf-8"
    )


# Bad stuff

HOSTILE = "</title><script>alert(1)</script>\"'&\x00\x1b\ud800\uffff{year}{0}{"


def test_hostile_words_stay_text() -> None:
    root = rendered(drawn(CAREER, source=HOSTILE, say=lambda text: HOSTILE + text, group=lambda number: f"<b>{number}"))
    assert root.find(".//script") is None
    assert root.find(".//b") is None
    assert "<script>alert(1)</script>" in "".join(root.itertext())


def test_only_known_names_in_braces_give_way() -> None:
    assert fill("{year} {other} {0} {{year}} {", {"year": "2026"}) == "2026 {other} {0} {2026} {"


def test_a_long_text_is_shortened() -> None:
    assert one_line("a" * 5_000_000, 10) == "aaaaaaaaa…"
    assert one_line("a\n\t b\u202fc") == "a b\u202fc"


@given(
    st.dictionaries(st.integers(), st.integers()) | st.dictionaries(st.integers(1900, 2030), st.integers(0, 10**12)),
    st.none() | st.dates(),
    st.text(),
)
def test_any_numbers_give_well_formed_markup_with_bars_inside_the_plot(
    per_year: dict[int, int], updated: date | None, source: str
) -> None:
    found = chart(per_year, say=str, group=str, source=source, updated=updated)
    if found is None:
        return
    root = rendered(found)
    shown = [bar for bar in found.bars if bar.value]
    assert len(list(root.iter("rect"))) == len(shown) > 0
    for bar in found.bars:
        assert bar.x >= 0 <= bar.y
        assert bar.x + bar.width <= 100 >= bar.y + bar.height
    known = {year: value for year, value in per_year.items() if year in {bar.year for bar in shown}}
    assert known.items() >= {bar.year: bar.value for bar in shown}.items()
