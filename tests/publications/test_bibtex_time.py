"""Hostile texts: time grows with the length, and abbreviations cannot grow without bound."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from bibtex_texts import read
from processor_time import assert_linear

from mkdocs_academic.errors import Problem
from mkdocs_academic.publications.bibtex import format_bibtex, write_entry

UNITS = [
    *("{", "}", '"', "\\{", "@", " ", "\n", "#", "%", "@a", "@a{", "@a{\n", "@a{b,c=", '@a{b,c="', "@a{b,c={d}}\n"),
    *("@a{b c={1}}x", "@a{b,c={d}}},\n", ",b={", "\nb = ", "@string{a=a#a}\n", "@comment{\n", "@article\n", "} ", "a="),
]  # fmt: skip
BEGINNINGS = ["", "@a{b,c={", '@a(b,c="', "@a{b,c=d\n"]


def handling(text: str) -> Callable[[], object]:
    return lambda: (read(text), format_bibtex(text))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_time_grows_with_the_length(beginning: str) -> None:
    for unit in UNITS:
        short, long = (handling(beginning + unit * (length // len(unit))) for length in (1_000, 8_000))
        assert_linear(short, long, most=32)


@pytest.mark.parametrize("unit", ["{", '"', "@a{", "@a{b,c=", " ", "#", "@string{a=a}"])
def test_a_long_hostile_text_is_read_in_a_moment(unit: str) -> None:
    started = time.process_time()
    read(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 5


def test_abbreviations_that_double_are_cut() -> None:
    doubling = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(50))
    problems: list[Problem] = []
    (entry,) = read(f"@string{{s0 = {{0123456789}}}}\n{doubling}@misc{{k, title = s50}}", problems.append)
    assert 1_000 < len(entry.fields["title"]) <= 100_000
    assert all("grows to" in problem.message for problem in problems)
    assert problems


def test_many_long_values_are_cut_together() -> None:
    text = f"@string{{s = {{{'x' * 50_000}}}}}\n" + "".join(f"@misc{{k{n}, note = s # {{}}}}\n" for n in range(2_000))
    problems: list[Problem] = []
    assert sum(len(entry.fields["note"]) for entry in read(text, problems.append)) <= 50_000_000
    assert problems


def test_an_heir_of_many_is_bounded() -> None:
    parent = "".join(f"f{n} = 1," for n in range(2_000))
    text = f"@book{{p, {parent}}}\n" + "".join(f"@inbook{{c{n}, crossref = {{p}}}}\n" for n in range(1_000))
    assert sum(len(entry.fields) for entry in read(text)) < 600_000


def test_a_long_chain_of_parents_is_cut() -> None:
    problems: list[Problem] = []
    text = "".join(f"@misc{{k{n}, crossref = {{k{n + 1}}}}}\n" for n in range(3_000))
    assert len(read(text, problems.append)) == 3_000
    assert any("Shorten the chain" in problem.message for problem in problems)


def test_a_hostile_value_is_written_in_time() -> None:
    started = time.process_time()
    for unit in ("{", "}", "\\{", "\\\\", "\\", "\n", "\n@", "\\}{"):
        write_entry("misc", "k", {"note": unit * (100_000 // len(unit))})
    assert time.process_time() - started < 5
