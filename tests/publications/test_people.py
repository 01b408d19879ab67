"""Who is who: the owner among the authors, co-authors with pages, and what the marks at names mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.publications.latex import TexReader
from mkdocs_academic.publications.names import (
    Owner,
    People,
    author_marks,
    legend,
    read_annotations,
    read_legend,
    read_names,
    read_people,
)
from mkdocs_academic.publications.records import Name

PLACE = Place("docs/_data/coauthors.yml")


def name_of(tex: str) -> Name:
    return read_names(tex, TexReader()).names[0].name


def people_of(text: str) -> tuple[People, list[str]]:
    problems: list[Problem] = []
    people = read_people(yaml.safe_load(text), place=PLACE, report=problems.append)
    assert all(problem.place == PLACE for problem in problems)
    return people, [problem.message for problem in problems]


# The owner


@pytest.mark.parametrize(
    ("owner", "author"),
    [
        ("Alan Turing", "Turing, Alan"),
        ("Alan Turing", "A. Turing"),
        ("Alan Turing", "Turing, A. M."),
        ("Alan Turing", "Turing AM"),
        ("Alan Turing", "Alan Mathison Turing"),
        ("Alan Mathison Turing", "Turing, Alan"),
        ("Alan Mathison Turing", "TURING, ALAN M."),
        ("A. M. Turing", "Alan Mathison Turing"),
        ("Kurt Gödel", 'G{\\"o}del, K.'),
        ("Kurt Gödel", "Kurt Godel"),
        ("Kurt Gödel", "Kurt Goedel"),
        ("Søren Ærø", "S. Aero"),
        ("Łukasz Weiß", "Lukasz Weiss"),
        ("Jean-Paul Sartre", "J.-P. Sartre"),
        ("Jean-Paul Sartre", "Jean Paul Sartre"),
        ("Xiao-Ming Wang", "Wang, Xiaoming"),
        ("Xiaoming Wang", "Wang, X.-M."),
        ("Xiaoming Wang", "Wang Xiaoming"),
        ("Ludwig van Beethoven", "Beethoven, Ludwig"),
        ("Ludwig Beethoven", "van Beethoven, L."),
        ("Luc Van Gool", "Van Gool, Luc"),
        ("王小明", "王, 小明"),
        ("小明 王", "王小明"),
        ("李白", "白 李"),
        ("Pat O'Brien", "OBrien, P."),
        ("Ngô Bảo Châu", "Ngo Bao Chau"),
        ("Martin King", "King, Jr., Martin L."),
    ],
)
def test_spellings_of_the_owner_are_recognised(owner: str, author: str) -> None:
    assert Owner([owner]).is_owner(name_of(author))


@pytest.mark.parametrize(
    ("owner", "author"),
    [
        ("Alan Turing", "Turing, B."),
        ("Alan Turing", "Alonzo Turing"),
        ("Alan Turing", "Alan Touring"),
        ("Alan Mathison Turing", "Turing, A. B."),
        ("Alan Turing", "Turing BA"),
        ("Alan Turing", "{Turing}"),
        ("Alan Turing", "Turing, {}"),
        ("Wei Wang", "Wang, Weiming"),
        ("Xiaoming Wang", "Xiaoming Li"),
        ("X. Wang", "Wang, Yu"),
        ("王小明", "王小"),
        ("李 白", "李 白居"),
        ("王小明", "李小明"),
        ("かき", "がぎ"),
        ("A. Li", "L. Ai"),
    ],
)
def test_others_are_not_taken_for_the_owner(owner: str, author: str) -> None:
    assert not Owner([owner]).is_owner(name_of(author))


def test_former_and_native_names_count_and_no_name_is_nobody() -> None:
    owner = Owner(["Ada Lovelace", "Ada Byron", "小明 王"], orcid="0000-0000-0000-0000")
    assert owner
    assert owner.orcid == "0000-0000-0000-0000"
    assert [owner.is_owner(name_of(author)) for author in ("Byron, A.", "Lovelace, Ada", "王小明")] == [True] * 3
    assert not Owner(["", " "])
    assert not Owner([]).is_owner(Name("", ""))
    assert not Owner(["Ada Lovelace"]).is_owner(Name("", ""))


NAMES = st.builds(Name, *[st.text(max_size=8)] * 4)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), NAMES)
def test_any_name_can_be_asked_for(owner: str, name: Name) -> None:
    assert Owner([owner]).is_owner(name) in (True, False)
    people = read_people({owner: "https://a.b"}, place=PLACE, report=lambda problem: None)
    assert people.url_of(name) in ("", "https://a.b")


# Pages of co-authors

OURS = """
Alonzo Church: https://church.example
王小明: {url: https://wang.example, names: [X. Wang, Xiaoming Wang]}
Kurt Gödel: {url: people/goedel/}
"""
LISTED = """
- {name: Alonzo Church, url: https://church.example}
- {name: 王小明, url: https://wang.example, names: [X. Wang, Xiaoming Wang]}
- {name: Kurt Gödel, url: people/goedel/}
"""
AL_FOLIO = """
"church":
  - firstname: ["Alonzo", "A."]
    url: https://church.example
"wang":
  - firstname: Xiaoming
    url: https://wang.example
"gödel":
  - firstname: ["Kurt"]
    url: people/goedel/
"""


@pytest.mark.parametrize("text", [OURS, LISTED, AL_FOLIO], ids=["by_name", "list", "al_folio"])
def test_people_are_found_by_spellings_of_their_names(text: str) -> None:
    people, messages = people_of(text)
    assert messages == []
    found = [people.url_of(name_of(tex)) for tex in ("Church, A.", "Wang, Xiaoming", "Goedel, K", "Turing, Alan")]
    assert found == ["https://church.example", "https://wang.example", "people/goedel/", ""]


def test_a_name_that_may_be_two_people_gets_no_link_but_the_same_spelling_does() -> None:
    people, _ = people_of(
        "Alan Turing: https://a.example\nAnn Turing: https://b.example\nAlan B. Turing: https://c.example"
    )
    found = [people.url_of(name_of(tex)) for tex in ("Turing, A.", "Turing, Alan", "Turing, Ann", "Turing, Alan B.")]
    assert found == ["", "https://a.example", "https://b.example", "https://c.example"]


def test_two_people_of_one_last_name_in_al_folios_form() -> None:
    people, messages = people_of(
        '"turing":\n  - {firstname: [Alan], url: https://a.b}\n  - {firstname: [Bob], url: /bob/}'
    )
    assert messages == []
    assert [people.url_of(name_of(tex)) for tex in ("A. Turing", "Turing, B")] == ["https://a.b", "/bob/"]


FORM = "Write 'Alonzo Church: https://…', or a list of entries with 'name' and 'url'."
ADDRESS = "not linked. Write an address like 'https://…'."


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", []),
        ("word", [f"co-authors are text, not names with addresses; none is linked. {FORM}"]),
        ("A B: javascript:alert(1)", [f"the 'url' of co-author 'A B' is 'javascript:alert(1)'; {ADDRESS}"]),
        ("A B: //host/x", [f"the 'url' of co-author 'A B' is '//host/x'; {ADDRESS}"]),
        ("A B: 'https://a b'", [f"the 'url' of co-author 'A B' is 'https://a b'; {ADDRESS}"]),
        ("A B:", [f"the 'url' of co-author 'A B' is empty; {ADDRESS}"]),
        ("A B: {url: [1]}", [f"the 'url' of co-author 'A B' is a list; {ADDRESS}"]),
        ("A B: 5", [f"co-author 'A B' is a number, not an address; not linked. {FORM}"]),
        ("turing: [{url: https://a.b}]", [f"co-author 'turing' has an entry without 'firstname'; not linked. {FORM}"]),
        ("[5]", [f"a co-author is a number without a 'name'; not linked. {FORM}"]),
        (
            "A B: {url: https://a.b, names: [1]}",
            ["co-author 'A B' has a name that is no text; left out. Write names in quotes where in doubt."],
        ),
    ],
)
def test_what_cannot_be_read_is_reported(text: str, messages: list[str]) -> None:
    assert people_of(text)[1] == messages


KEYS = st.text(max_size=5) | st.sampled_from(["url", "names", "firstname", "name"])
SCALARS = st.none() | st.integers() | st.text(max_size=5)
YAML = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=8)


@settings(max_examples=100, deadline=None)
@given(YAML)
def test_any_yaml_is_read(data: object) -> None:
    problems: list[Problem] = []
    assert read_people(data, place=PLACE, report=problems.append).url_of(Name("Turing", "Alan")) == ""


# Marks and what they mean


def marks_of(author: str, **fields: str) -> tuple[list[list[str]], Mapping[str, str]]:
    reader = TexReader()
    written = {key.replace("_an", "+an"): value for key, value in fields.items()}
    found = author_marks(read_names(author, reader), written, "author", reader)
    return [list(marks) for marks in found.marks], dict(found.legend)


EQUAL, CORRESPONDING = {"*": "equal contribution"}, {"†": "corresponding author"}


def test_marks_at_names_have_the_usual_meaning() -> None:
    assert marks_of("A Turing* and B Church*† and C Gödel") == ([["*"], ["*", "†"], []], {**EQUAL, **CORRESPONDING})


def test_annotations_of_biblatex_become_marks() -> None:
    found = marks_of("A Turing and B Church and C Gödel", author_an="1=equal; 2=equal, corresponding;3=corresponding")
    assert found == ([["*"], ["*", "†"], ["†"]], {**EQUAL, **CORRESPONDING})


def test_other_annotations_get_the_next_free_mark_and_are_its_meaning() -> None:
    found = marks_of("A Turing‡ and B Church and C Gödel", author_an='1=student; 2="now at Princeton"; 3=student')
    assert found == ([["‡", "§"], ["¶"], ["§"]], {"§": "student", "¶": "now at Princeton"})


def test_the_mark_in_the_annotation_and_at_the_name_is_one() -> None:
    assert marks_of("A Turing* and B Church", author_an="1=equal")[0] == [["*"], []]


def test_an_own_legend_stands_before_the_usual_meaning() -> None:
    found = marks_of("A Turing* and B Church†", legend=r"$^*$: joint first authors; also editors; \dag = mail to her")
    assert found == ([["*"], ["†"]], {"*": "joint first authors; also editors", "†": "mail to her"})


def test_an_annotation_takes_the_mark_that_the_legend_gives_to_its_word() -> None:
    assert marks_of("A Turing", author_an="1=student", legend="¶: student") == ([["¶"]], {"¶": "student"})


def test_marks_without_a_meaning_stay_without_legend() -> None:
    assert marks_of("A Turing$^1$ and B Church$^{2,*}$") == ([["1"], ["2", "*"]], EQUAL)
    assert marks_of("A Turing and B Church") == ([[], []], {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1=equal;2=equal", [("equal",), ("equal",)]),
        ("1:family=x; 2=equal", [(), ("equal",)]),
        ("=field; 3=equal; 0=x; 99999999999999=x; a=b; 2", []),
        ("1=equal;1=corresponding", [("equal", "corresponding"), ()]),
        ("", []),
    ],
)
def test_annotations_are_read(text: str, words: list[tuple[str, ...]]) -> None:
    assert read_annotations({"author+an": text, "author+an:orcid": "1=x"}, "author", 2) == words


def test_annotations_that_make_a_name_bold_are_no_marks() -> None:
    assert marks_of("A Turing and B Church", author_an="1=highlight;2=me") == ([[], []], {})


def test_legends_stand_in_the_order_of_marks() -> None:
    meanings: dict[str, Any] = {"1": "one", "‡": "three", "**": "four"}
    assert list(legend(["1", "**", "‡", "†", "*", "2"], meanings)) == ["*", "†", "‡", "1", "**"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="*†:;=$^{}\\ a1", max_size=20), st.text(alphabet='123=;:,"{} ab', max_size=20))
def test_any_legend_and_annotation_is_read(own: str, words: str) -> None:
    assert read_legend(own, TexReader()) is not None
    marks, meanings = marks_of("A Turing* and B Church", author_an=words, legend=own)
    assert len(marks) == 2
    assert set(meanings) <= {mark for found in marks for mark in found}
