"""Reading BibTeX: what is understood, what is recovered, and what the author is told."""

from __future__ import annotations

import logging

import pytest
from bibtex_texts import contents, read, read_with_problems

from mkdocs_academic.errors import Place
from mkdocs_academic.publications.bibtex import BibFile, read_entries


def fields_of(text: str) -> dict[str, str]:
    (entry,) = read(text)
    return dict(entry.fields)


def problems_of(*texts: str) -> list[str]:
    return read_with_problems(*texts)[1]


# What is understood


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("{On Computable Numbers}", "On Computable Numbers"),
        ('"On Computable Numbers"', "On Computable Numbers"),
        ("1937", "1937"),
        ("nov", "November"),
        ('"12~" # NOV # { } # 1936', "12~November 1936"),
        ("{The {{Turing}} {M}achine}", "The {{Turing}} {M}achine"),
        ('"A {"}quoted{"} word, {"and, so, on"}"', 'A {"}quoted{"} word, {"and, so, on"}'),
        (r'"G\"odel"', r"G\"odel"),
        ("{a @ b, c = d # e % f & g_h}", "a @ b, c = d # e % f & g_h"),
        ("{https://example.org/~a_b?c=%20d#e}", "https://example.org/~a_b?c=%20d#e"),
        (r"{\{x\}}", r"\{x\}"),
        (r"{$\left\{ x \right.$}", r"$\left\{ x \right.$"),
        (r"{C:\papers\}", "C:\\papers\\"),
        (r"{first \\}", r"first \\"),
        ("{{{{{{deep}}}}}}", "{{{{{deep}}}}}"),
        ("{}", ""),
        ("{ a\n   b }", " a\n   b "),
    ],
)
def test_a_value_says_what_its_parts_say(value: str, said: str) -> None:
    entries, problems = read_with_problems(f"@misc{{k, title = {value}, year = 1936}}")
    assert [dict(entry.fields) for entry in entries] == [{"title": said, "year": "1936"}]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, title = {T}}",
        "@ARTICLE{k,TITLE={T},}",
        "@article(k, title = {T})",
        "@article\n{k, title = {T}}",
        "@ article {k, title = {T}}",
        "junk @article{k, title = {T}} junk",
        "\n\n  @article{\n  k ,\n  title\n=\n{T}\n,\n}",
        "@article{k\n  , title = {T}\n}",
    ],
)
def test_an_entry_is_read_in_every_form(text: str) -> None:
    entries, problems = read_with_problems(text)
    assert contents(entries) == [("article", "k", {"title": "T"})]
    assert problems == []


@pytest.mark.parametrize(
    "key", ["turing1936", "DBLP:conf/acm/Hopper52", "a-b_c.d+e", "Gödel1931", "图灵", "a:b@c", "my key"]
)
def test_a_key_is_as_written(key: str) -> None:
    entries, problems = read_with_problems(f"@misc{{{key}, title = {{T}}}}")
    assert [entry.citation_key for entry in entries] == [key]
    assert problems == []


def test_places_are_those_in_the_file() -> None:
    text = '% head\n\n@misc{k,\n  title = {T \\\\\n    U},\n  note =\n    "N"\n}\n\n@misc{l, year = 1936}\n'
    first, second = read(text)
    assert first.place == Place("docs/publications.bib", 3)
    assert dict(first.lines) == {"title": 4, "note": 6}
    assert first.place_of("abstract").line == 3
    assert first.source == text[text.index("@") : text.index("\n\n@misc{l")]
    assert (second.place.line, dict(second.lines)) == (10, {"year": 10})


def test_abbreviations_are_shared_by_the_files_in_their_order() -> None:
    strings = "@string{lms = {London Mathematical Society}}\n@string(PLMS = {Proc. } # LMS)"
    entries, problems = read_with_problems(strings, "@misc{k, journal = plms # {, } # {Series 2}}")
    assert entries[0].fields["journal"] == "Proc. London Mathematical Society, Series 2"
    assert problems == []


def test_an_abbreviation_may_be_defined_again() -> None:
    entries = read("@string{s = {1}}@misc{a, title = s}@string{s = {2}}@misc{b, title = s}")
    assert [entry.fields["title"] for entry in entries] == ["1", "2"]


def test_words_that_can_only_mean_themselves_need_no_braces() -> None:
    entries, problems = read_with_problems("@misc{k, selected = True, hidden = false, month = August, year = 1936}")
    assert problems == []
    assert [entries[0].fields[name] for name in ("selected", "hidden", "month")] == ["True", "false", "August"]


def test_an_unknown_abbreviation_is_shown_by_its_name() -> None:
    entries, problems = read_with_problems("@misc{k,\n  month = fructidor,\n  year = 1936}")
    assert entries[0].fields["month"] == "fructidor"
    assert problems == [
        "warning 1.bib:2: entry 'k': field 'month' names 'fructidor', which no '@string' before it defines; "
        "it is shown as text. Put text in braces."
    ]


def test_entries_that_are_no_publications_stay_out() -> None:
    assert (
        read("@xdata{x, title={T}} @set{s, entryset={x}} @control{c, options={1}} @comment{k, a={1}} @preamble{{x}}")
        == []
    )


def test_what_is_commented_out_stays_out() -> None:
    text = "% @misc{a, title = {A}}\n@comment{@misc{b, x = {B}}}\n@Comment{\n@misc{c,\n x = {C}}\n}\n@misc{d, x = 1}"
    entries, problems = read_with_problems(text)
    assert [entry.citation_key for entry in entries] == ["d"]
    assert problems == ["info 1.bib:1: entry 'a' is commented out with '%'; it is not read."]


def test_a_file_without_entries_is_no_problem() -> None:
    assert read_with_problems("", "\n", "My papers: ask ada@example.org (or call).\n") == ([], [])


# What is recovered


def test_a_missing_comma_is_found() -> None:
    text = "@misc{k,\n  title = {T}\n  year = 1936\n  month = jan\n}"
    assert fields_of(text) == {"title": "T", "year": "1936", "month": "January"}
    assert problems_of(text) == [
        f"warning 1.bib:{line}: entry 'k' has no comma after '{name}'; the next field is read all the same. Add one."
        for line, name in ((2, "title"), (3, "year"))
    ]


@pytest.mark.parametrize("value", ["{T", "{T {U}", '"T', '"T {U}', '{T "U"'])
@pytest.mark.parametrize("rest", [',\n  year = {1936},\n  note = "N"\n}', ', year = {1936}, note = "N"}'])
def test_a_value_without_end_leaves_the_other_fields(value: str, rest: str) -> None:
    text = f"@misc{{k,\n  title = {value}{rest}\n\n@misc{{l, title = {{L}}}}"
    entries, problems = read_with_problems(text)
    assert contents(entries)[1:] == [("misc", "l", {"title": "L"})]
    assert dict(entries[0].fields) == {"title": value[1:], "year": "1936", "note": "N"}
    assert problems == [
        "warning 1.bib:2: entry 'k' has no closing brace or quote for 'title'; "
        "it is read up to the next field. Add one."
    ]


@pytest.mark.parametrize("end", ["}},\n", "}}, ", "}}}},\n"])
def test_a_brace_too_many_leaves_the_fields_behind_it(end: str) -> None:
    text = f"@misc{{k,\n  title = {{T{end} year = {{1936}},\n  note = {{N}}\n}}\n@misc{{l, title = {{L}}}}"
    entries, problems = read_with_problems(text)
    assert [dict(entry.fields) for entry in entries] == [{"title": "T", "year": "1936", "note": "N"}, {"title": "L"}]
    assert problems
    assert problems[-1] == "warning 1.bib:2: entry 'k' has a '}' too many before this place. Delete it."


def test_an_entry_without_end_ends_where_the_next_begins() -> None:
    entries, problems = read_with_problems("@misc{k,\n  title = {T},\n\n@misc{l, title = {L}}")
    assert [dict(entry.fields) for entry in entries] == [{"title": "T"}, {"title": "L"}]
    assert entries[0].source == "@misc{k,\n  title = {T},"
    assert problems == ["warning 1.bib:1: entry 'k' has no end. Close it with a brace."]


def test_fields_that_are_none_are_named_and_left_out() -> None:
    text = "@misc{k, = {x}, two words = {y}, title {T}, , year = 1936}"
    assert fields_of(text) == {"year": "1936"}
    assert [problem.split("has ")[1].split(" where")[0] for problem in problems_of(text)] == [
        "'= {x}'",
        "'two words = {y}'",
        "'title {T}'",
    ]


def test_text_without_braces_is_read_up_to_the_comma() -> None:
    text = "@misc{k, title = On Computable Numbers, year = 1936}"
    assert fields_of(text) == {"title": "On Computable Numbers", "year": "1936"}
    assert problems_of(text) == [
        "warning 1.bib:1: entry 'k' has no braces about the value of 'title'. Put it in braces."
    ]


def test_a_field_that_is_commented_out_is_left_out() -> None:
    text = "@misc{k,\n  title = {T}, % the title\n  % note = {not yet},\n  year = 1936 % the year\n}"
    assert read_with_problems(text)[1] == []
    assert fields_of(text) == {"title": "T", "year": "1936"}


def test_the_first_of_two_fields_is_kept() -> None:
    text = "@misc{k, title = {T},\n  Title = {U},\n  TITLE = {T}}"
    assert fields_of(text) == {"title": "T"}
    assert problems_of(text) == [
        "warning 1.bib:2: entry 'k': field 'title' is here a second time; the first, in line 1, is kept. Delete one."
    ]


def test_the_first_of_two_entries_is_kept() -> None:
    first = "@misc{k, title = {T}}"
    entries, problems = read_with_problems(
        f'{first}\n@misc{{k, title  =  "T"}}', "@misc{k, title = {{T}}, year = 1936}"
    )
    assert contents(entries) == [("misc", "k", {"title": "T"})]
    assert problems == [
        "info 1.bib:2: entry 'k' is in 1.bib:1 already, with the same fields. Delete one.",
        "warning 2.bib:1: entry 'k' is in 1.bib:1 already; this one is left out. Rename or delete one.",
    ]


def test_another_work_with_the_same_key_is_kept_under_a_new_one() -> None:
    entries, problems = read_with_problems("@misc{k, title = {T}}\n@misc{k, title = {U}}", "@misc{k, title = {V}}")
    assert [(entry.citation_key, entry.fields["title"]) for entry in entries] == [
        ("k", "T"),
        ("k-2", "U"),
        ("k-3", "V"),
    ]
    assert problems == [
        "warning 1.bib:2: entry 'k' is in 1.bib:1 already, with another title; listed as 'k-2' to 'k-3'. "
        "Give each a key of its own."
    ]


def test_keys_that_differ_by_case_are_two_keys() -> None:
    entries, problems = read_with_problems("@misc{k, title = {T}}\n@misc{K, title = {U}}")
    assert [entry.citation_key for entry in entries] == ["k", "K"]
    assert problems == [
        "info 1.bib:2: entry 'K' differs from 'k' (1.bib:1) by case alone; BibTeX takes the two as one. Rename one."
    ]


def test_an_entry_without_a_key_gets_one() -> None:
    entries, problems = read_with_problems("@misc{title = {T}}\n@misc{, title = {U}}\n@misc{}\n@misc{k}")
    assert contents(entries) == [
        ("misc", "unnamed-1", {"title": "T"}),
        ("misc", "unnamed-2", {"title": "U"}),
        ("misc", "k", {}),
    ]
    assert problems == [
        "warning 1.bib:1: entry has no key; called 'unnamed-1'. Write one behind '@misc{'.",
        "warning 1.bib:2: entry has no key; called 'unnamed-2'. Write one behind '@misc{'.",
        "warning 1.bib:3: '@misc' without a key has no fields; it is left out. Add some, or delete it.",
        "warning 1.bib:4: entry 'k' has no fields. Add some, or delete it.",
    ]


def test_an_entry_type_without_a_brace_is_named() -> None:
    assert problems_of("\n@Article turing1936,\n  title = {T}") == [
        "warning 1.bib:2: '@Article' begins no entry: no brace follows. Write '@Article{key,'."
    ]


def test_too_large_a_file_is_not_read() -> None:
    entries, problems = read_with_problems("@misc{k, title = {T}}" + " " * 20_000_000, "@misc{l, title = {L}}")
    assert [entry.citation_key for entry in entries] == ["l"]
    assert problems == ["warning 1.bib: is larger than 20 MB; not read. Split it into several files."]


def test_many_faults_of_one_entry_are_told_in_a_few_lines() -> None:
    assert len(problems_of("@misc{k, " + "{x}, " * 1_000 + "title = {T}}")) == 6


def test_the_library_says_nothing_itself(caplog: pytest.LogCaptureFixture) -> None:
    level = logging.getLogger("bibtexparser").level
    read("@misc{k, title = {T\n\n@misc{l, title = {L}}")
    assert caplog.records == []
    assert logging.getLogger("bibtexparser").level == level


# What is inherited


def heir(child: str, parent: str) -> dict[str, str]:
    entries = read_entries([BibFile("a.bib", f"{child}\n{parent}")], report=lambda problem: None)
    return {name: value for name, value in entries[0].fields.items() if name != "crossref"}


@pytest.mark.parametrize(
    ("child", "parent", "name"),
    [
        ("inproceedings", "proceedings", "booktitle"),
        ("incollection", "collection", "booktitle"),
        ("inbook", "book", "booktitle"),
        ("incollection", "book", "booktitle"),
        ("inproceedings", "mvproceedings", "maintitle"),
        ("book", "mvbook", "maintitle"),
        ("article", "periodical", "journaltitle"),
    ],
)
def test_the_title_of_a_parent_is_never_that_of_its_child(child: str, parent: str, name: str) -> None:
    assert heir(f"@{child}{{c, crossref = {{p}}}}", f"@{parent}{{p, title = {{T}}, shorttitle = {{S}}}}") == {name: "T"}


def test_what_the_child_says_itself_stays() -> None:
    child = "@inproceedings{c, crossref = {p}, year = 1936, booktitle = {B}, address = {Oxford}}"
    parent = "@proceedings{p, title = {T}, date = {1937-01}, month = jan, location = {London}, editor = {E}}"
    assert heir(child, parent) == {
        "year": "1936",
        "booktitle": "B",
        "address": "Oxford",
        "month": "January",
        "editor": "E",
    }


def test_what_identifies_the_volume_is_not_inherited() -> None:
    parent = (
        "@proceedings{p, doi = {10.1000/1}, url = {https://example.org}, pdf = {p.pdf}, selected = {true}, isbn = {1}}"
    )
    assert heir("@inproceedings{c, crossref = {p}}", parent) == {"isbn": "1"}


def test_inherited_fields_have_the_place_of_the_entry() -> None:
    child, _ = read("\n@inbook{c,\n crossref = {p}}\n@book{p, title = {T}}")
    assert "booktitle" in child.fields
    assert child.place_of("booktitle").line == 2


def test_an_unknown_parent_and_a_circle_are_named() -> None:
    assert problems_of("@misc{a,\n crossref = {b}}\n@misc{b,\n crossref = {a}}\n@misc{c,\n crossref = {d}}") == [
        "warning 1.bib:4: 'crossref' of entry 'b' leads by 'a' back to itself; nothing is inherited. Cut the circle.",
        "warning 1.bib:6: 'crossref' of entry 'c' names 'd', which is no entry; nothing is inherited. Correct it.",
    ]
