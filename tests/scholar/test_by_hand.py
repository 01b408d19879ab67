"""Numbers that the author writes: what is right is kept, and what is wrong is named with its line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_academic.errors import Problem
from mkdocs_academic.scholar.records import MAX_COUNT, Work
from mkdocs_academic.scholar.sources.by_hand import ByHand, ByHandSource, read_by_hand
from mkdocs_academic.scholar.sources.source import Asked, Author, Found, FoundPaper

ASKED = Asked(Author(), wants_author=True)
WHOLE = """\
date: 2026-11-01          # of the numbers
source: Web of Science
citedby: 1,200
citedby5y: 100
hindex: 5
i10index: "3"
cites_per_year: {2025: 40, 2024: 0}
papers:
  - id: TuringAAAAJ:u5HHmVD_uO8C
    title: "Computing machinery: and intelligence"
    year: 1950
    doi: https://doi.org/10.1093/MIND/LIX.236.433
    citations: 39
  - title: Attention Is All You Need
    arxiv: 2301.10010v2
  - doi: 10.48550/arXiv.1706.03762
    citations: 0
"""
MIND = Work("Computing machinery: and intelligence", 1950, "TuringAAAAJ:u5HHmVD_uO8C", "10.1093/mind/lix.236.433")
READ = ByHand(
    found=Found(
        figures={"cited_by": 1200, "cited_by_5y": 100, "h_index": 5, "i10_index": 3},
        per_year={2024: 0, 2025: 40},
        papers=(FoundPaper(MIND, 39), FoundPaper(Work(arxiv="1706.03762"), 0)),
    ),
    works=(MIND, Work("Attention Is All You Need", arxiv="2301.10010"), Work(arxiv="1706.03762")),
    source="Web of Science",
    day=date(2026, 11, 1),
)


def read(content: str | bytes, folder: Path, name: str = "numbers.yml") -> tuple[ByHand, list[str]]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    by_hand = read_by_hand(path, name, problems.append)
    return by_hand, [str(problem) for problem in problems]


def test_the_numbers_of_a_file_are_read(tmp_path: Path) -> None:
    assert read(WHOLE, tmp_path) == (READ, [])


def test_the_file_may_be_json(tmp_path: Path) -> None:
    data = {"hindex": 5, "papers": [{"title": "A/B: café", "citations": 3}]}
    by_hand, problems = read(json.dumps(data, indent="\t").replace("/", "\\/"), tmp_path, "numbers.json")
    assert (by_hand.found.figures, by_hand.works, problems) == ({"h_index": 5}, (Work("A/B: café"),), [])


def test_the_file_is_a_source_under_its_own_name(tmp_path: Path) -> None:
    source = ByHandSource(read(WHOLE, tmp_path)[0])
    assert (source.title, source.lacks(ASKED)) == ("Web of Science", "")
    assert source.find(ASKED) == READ.found._replace(day=READ.day)


def test_papers_without_numbers_say_which_paper_an_id_is(tmp_path: Path) -> None:
    by_hand, problems = read("papers: [{id: 'TuringAAAAJ:u5HHmVD_uO8C', doi: 10.1093/mind}]", tmp_path)
    assert by_hand.works == (Work("", None, "TuringAAAAJ:u5HHmVD_uO8C", "10.1093/mind"),)
    assert problems == []
    source = ByHandSource(by_hand)
    assert (source.title, source.lacks(ASKED)) == ("the author", "the file has no number")


def test_what_the_author_has_left_empty_is_no_problem(tmp_path: Path) -> None:
    empty = "date:\nsource: ~\nhindex: null\ncites_per_year:\npapers:\n"
    assert read(empty, tmp_path) == (ByHand(), [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("hindex: five", "'hindex' is 'five', no number of citations; left out. Write a whole number."),
        ("hindex: -5", "'hindex' is '-5', no number of citations; left out. Write a whole number."),
        ("hindex: 5.5", "'hindex' is '5.5', no number of citations; left out. Write a whole number."),
        ("hindex: true", "'hindex' is 'true', no number of citations; left out. Write a whole number."),
        ("hindex: [5]", "'hindex' is a list, not a single value; left out."),
        (
            f"hindex: {MAX_COUNT + 1}",
            f"'hindex' is '{MAX_COUNT + 1}', no number of citations; left out. Write a whole number.",
        ),
        ("date: yesterday", "'date' is 'yesterday', no date; left out. Write one like 2026-11-01."),
        ("date: 2026-02-30", "'date' is '2026-02-30', no date; left out. Write one like 2026-11-01."),
        ("h-index: 5", "'h-index' is not known here; left out. Did you mean 'hindex'?"),
        ("'': 5", "'' is not known here; left out."),
        ("[a]: 5", "'a list' is not known here; left out."),
        ("citedby: 9", "'citedby' is written twice; the first one counts. Take one away."),
        ("cites_per_year: 5", "'cites_per_year' is a single value, no list of keys with values; it is left out."),
        ("cites_per_year: {soon: 5}", "'soon' in 'cites_per_year' is no year; left out. Write one like 2019."),
        (
            "cites_per_year: {2019: few}",
            "'2019' in 'cites_per_year' is 'few', no number of citations; left out. Write a whole number.",
        ),
        ("papers: none", "'papers' is a single value, no list; left out. Write a '-' before each of them."),
        ("papers: [none]", "the entry of a paper is a single value, no list of keys with values; it is left out."),
        (
            "papers: [{citations: 5}]",
            "a paper has neither 'id' nor 'title', 'doi' or 'arxiv'; it is left out. Add one of them.",
        ),
        ("papers: [{title: T, citation: 5}]", "'citation' is not known here; left out. Did you mean 'citations'?"),
        ("papers: [{title: T, year: 19}]", "'year' is '19', no year; left out. Write one like 2019."),
        ("papers: [{title: T, doi: x}]", "'doi' is 'x', no DOI; left out. Write one like '10.1000/182'."),
        ("papers: [{title: T, arxiv: x}]", "'arxiv' is 'x', no arXiv id; left out. Write one like '1706.03762'."),
        (
            "papers: [{title: T, id: u5HHmVD_uO8C}]",
            "'id' is 'u5HHmVD_uO8C', no id of Google Scholar; left out. Write it as in the address of the paper on "
            "your profile, 'AUTHOR:PAPER'.",
        ),
        ("papers: [{title: [T], doi: 10.1093/mind}]", "'title' is a list, not a single value; left out."),
    ],
)
def test_a_wrong_value_is_named_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    by_hand, problems = read(f"citedby: 120\n# a comment\n{line}\n", tmp_path)
    assert problems == [f"numbers.yml:3: {problem}"]
    assert by_hand.found.figures == {"cited_by": 120}
    assert len(by_hand.works) == ("title" in line)


# Bad stuff


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "numbers.yml: holds no numbers yet."),
        ("# later\n", "numbers.yml: holds no numbers yet."),
        ("just text", "numbers.yml:1: the file is a single value, no list of keys with values; it is left out."),
        ("- a\n", "numbers.yml:1: the file is a list, no list of keys with values; it is left out."),
        ("a: b\n\tc: d", "numbers.yml:2: not valid YAML: found character '\\t' that cannot start any token. The file "
         "is not read."),
        ("a: *b", "numbers.yml:1: not valid YAML: found undefined alias 'b'. The file is not read."),
        ("a: 1\n---\nb: 2", "numbers.yml:2: not valid YAML: but found another document. The file is not read."),
        (b"title: \xff\xfe", "numbers.yml: cannot be read: it is not UTF-8. The file is left out."),
        ("x: \x00", "numbers.yml: cannot be read: unacceptable character #x0000: special characters are not allowed in "
         "\"<unicode string>\", position 3. The file is left out."),
        ("[" * 900, "numbers.yml: cannot be read: it is nested too deeply. The file is left out."),
        ("#" * 500_001, "numbers.yml: cannot be read: it is larger than 500,000 bytes. The file is left out."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: str | bytes, problem: str) -> None:
    assert read(content, tmp_path) == (ByHand(), [problem])


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_by_hand(tmp_path / "none.yml", "none.yml", problems.append) == ByHand()
    assert read_by_hand(tmp_path, "docs", problems.append) == ByHand()
    assert [str(problem) for problem in problems] == [
        "none.yml: cannot be read: No such file or directory. The file is left out.",
        "docs: cannot be read: Is a directory. The file is left out.",
    ]


def test_no_tag_makes_an_object_of_python(tmp_path: Path) -> None:
    by_hand, problems = read("source: !!python/object/apply:os.getcwd []\nhindex: !!float 5\n", tmp_path)
    assert by_hand == ByHand(Found(figures={"h_index": 5}))
    assert problems == ["numbers.yml:1: 'source' is a list, not a single value; left out."]


def test_aliases_of_aliases_cost_nothing(tmp_path: Path) -> None:
    bomb = "".join(f"x{level}: &x{level} [{', '.join([f'*x{level - 1}'] * 9)}]\n" for level in range(1, 60))
    by_hand, problems = read(f"hindex: 5\nx0: &x0 1\n{bomb}papers: *x59\n", tmp_path)
    assert by_hand.found.figures == {"h_index": 5}
    assert len(problems) == 51
    assert problems[-1] == "numbers.yml: has more than 50 problems; the others are not listed."


def test_a_list_that_holds_itself_ends(tmp_path: Path) -> None:
    by_hand, problems = read("papers: &p [*p, {title: T, citations: 3}]\n", tmp_path)
    assert [paper.citations for paper in by_hand.found.papers] == [3]
    assert len(problems) == 1


def test_papers_and_keys_are_bounded(tmp_path: Path) -> None:
    keys = ", ".join(f"k{number}: 1" for number in range(300))
    by_hand, problems = read(f"papers:\n- {{title: T, {keys}}}\n" + "- {title: U}\n" * 5_010, tmp_path)
    assert len(by_hand.works) == 5_000
    assert problems[0] == "numbers.yml:2: 'papers' has more than 5,000 entries; the rest is left out."
    assert len(problems) == 51


@given(st.text(alphabet="ab1:-[]{}&*!|>'\"\\\n\t #,?%@`~\x00\ud800é", max_size=60))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_reader(tmp_path: Path, text: str) -> None:
    for content in (text, f"hindex: {text}", f"papers: [{{title: {text}, citations: {text}}}]"):
        by_hand, problems = read(content.encode("utf-8", "replace"), tmp_path)
        assert all("\n" not in problem for problem in problems)
        assert all(0 <= number <= MAX_COUNT for number in by_hand.found.figures.values())
