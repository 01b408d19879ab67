"""The names of author fields: the golden cases beside this file, BibTeX's rules, and hostile input."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from bibtexparser.middlewares.names import parse_single_name_into_parts
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.publications.latex import TexReader
from mkdocs_academic.publications.names import NameList, read_names, without_marks
from mkdocs_academic.publications.records import Name

CASES = yaml.safe_load((Path(__file__).parent / "names.yml").read_text(encoding="utf-8"))


def read(tex: str) -> NameList:
    return read_names(tex, TexReader())


def parts(name: Name) -> list[str]:
    return [name.family, name.given, name.particle, name.suffix]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_golden_case(case: dict[str, Any]) -> None:
    found = read(case["tex"])
    assert [parts(marked.name) for marked in found.names] == [[*name, "", "", ""][:4] for name in case["names"]]
    assert [list(marked.marks) for marked in found.names] == case.get("marks", [[] for _ in case["names"]])
    assert [at for at, marked in enumerate(found.names) if marked.name.is_literal] == case.get("literal", [])
    assert found.has_others == case.get("others", False)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "marks" in case])
def test_fields_without_their_marks_are_the_same_names(case: dict[str, Any]) -> None:
    found = read(without_marks(case["tex"]))
    assert [marked.name for marked in found.names] == [marked.name for marked in read(case["tex"]).names]
    assert not any(marked.marks for marked in found.names)


@pytest.mark.parametrize(
    ("tex", "bare"),
    [
        ('Turing, Alan* and  {G{\\"o}del}$^{*}$,\n Kurt', 'Turing, Alan and  {G{\\"o}del},\n Kurt'),
        ("Turing\\textsuperscript{1,\\dag} and Church\\dag and G{\\'o}mez", "Turing and Church and G{\\'o}mez"),
        ("C*-Algebra Group and {C\\# Foundation}", "C*-Algebra Group and {C\\# Foundation}"),
        ("Alan Turing", "Alan Turing"),
    ],
)
def test_only_the_marks_go_from_a_field(tex: str, bare: str) -> None:
    assert without_marks(tex) == bare


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("Turing, Alan M.", "Alan M. Turing"),
        ("de la Cruz, Jr., Juan", "Juan de la Cruz, Jr."),
        ("王, 小明", "王小明"),
        ("佐々木 希", "佐々木希"),
        ("김, 민수", "김민수"),
        ("Wang, 小明", "小明 Wang"),
        ("{CERN}", "CERN"),
    ],
)
def test_names_are_shown_in_the_order_in_which_they_are_said(tex: str, text: str) -> None:
    assert read(tex).names[0].name.text == text


def test_the_same_name_is_read_once() -> None:
    reader = TexReader()
    first, second = read_names("Turing, Alan and Turing, Alan", reader).names
    assert first.name is second.name


# BibTeX's rules, with bibtexparser as referee. It is wrong where, without a comma, the first word is a small one ("van
# Gogh" has no first name) or the last ("Jan van Berg op": the last small one before it ends the particle), and it takes
# {\O}re for a small word. Three sections of several words each are a list of names here.

WORD = st.sampled_from(
    ["Alan", "M.", "van", "der", "de", "Turing", '{\\"O}re', "{von}", "{\\'e}a", "O'Brien", "d'Urfe", "X-Y"]
)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
SORTED = st.lists(WORDS, min_size=2, max_size=3).map(", ".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(WORDS, SORTED))
def test_names_are_parted_as_bibtex_does(tex: str) -> None:
    reader = TexReader()
    theirs = parse_single_name_into_parts(tex, strict=False)
    expected = [reader.plain(" ".join(words)) for words in (theirs.last, theirs.first, theirs.von, theirs.jr)]
    ends = [reader.plain(word)[0] for word in tex.split()]
    is_referee_wrong = "," not in tex and (ends[0].islower() or ends[-1].islower())
    is_list = tex.count(",") == 2 and all(" " in part.strip() for part in tex.split(","))
    if not (is_referee_wrong or is_list or tex.startswith("{von}")):
        assert [parts(marked.name) for marked in read_names(tex, reader).names] == [expected]


# What always holds

SNIPPETS = [
    "{",
    "}",
    "\\",
    ",",
    ";",
    " and ",
    "*",
    "$^*$",
    "\\dag ",
    "\\textsuperscript{1}",
    "、",
    "，",
    "~",
    "=",
    "family=",
    "et al",
]
HOSTILE = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=6)), max_size=15).map("".join)


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_any_text_is_read(tex: str) -> None:
    for marked in read(tex).names:
        assert marked.name.text
        marked.name.text.encode()
    without_marks(tex)


LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8)


def letters(text: str) -> list[str]:
    return sorted(char for char in unicodedata.normalize("NFC", text) if char.isalpha())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(LETTERS, min_size=1, max_size=4).filter(lambda words: not {"and", "others"} & {w.lower() for w in words})
)
def test_no_letter_is_lost(words: list[str]) -> None:
    for tex in (" ".join(words), ", ".join((words[0], " ".join(words[1:]))), f"{{{' '.join(words)}}}"):
        found = "".join("".join(parts(marked.name)) for marked in read(tex).names)
        assert letters(found) == letters(tex)
        assert letters("".join(marked.name.text for marked in read(tex).names)) == letters(tex)


# Bad stuff


COMMANDS = [
    "{",
    "}",
    "*",
    "$^",
    "$^{",
    "$^{*}$",
    "\\dag",
    "\\textsuperscript{",
    "\\textsuperscript",
    "<sup>",
    "# ",
    "\\",
    "~",
]
WORDS_OF_LISTS = [
    "A, ",
    "A B, ",
    " and ",
    "and ",
    ";",
    "、",
    "&a;",
    "A. ",
    "family=",
    "王, ",
    "et al ",
    "A AM, ",
    "Jr., ",
]


@pytest.mark.parametrize("snippet", [*COMMANDS, *WORDS_OF_LISTS, "† ", "\n"])
def test_time_grows_with_the_length_only(snippet: str) -> None:
    start = time.process_time()
    for tex in ((snippet * 50_000)[:50_000], f"A{snippet} and " * 5_000):
        read(tex)
        without_marks(tex)
    assert time.process_time() - start < 5
