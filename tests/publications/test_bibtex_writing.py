"""Writing BibTeX: one entry, the entry that visitors copy, and a whole file in good form."""

from __future__ import annotations

import pytest
from bibtex_texts import read

from mkdocs_academic.publications.bibtex import PRIVATE_FIELDS, clean_source, format_bibtex, write_entry

TURING = {
    "author": "Turing, A. M.",
    "title": "On Computable Numbers, with an Application to the {Entscheidungsproblem}",
    "year": "1937",
    "doi": "10.1112/plms/s2-42.1.230",
}


def clean(text: str, **options: frozenset[str]) -> str:
    return clean_source(read(text)[0], **options)


# One entry


def test_an_entry_is_written_one_aligned_field_a_line() -> None:
    assert write_entry("article", "turing1937computable", TURING) == (
        "@article{turing1937computable,\n"
        "  author = {Turing, A. M.},\n"
        "  title  = {On Computable Numbers, with an Application to the {Entscheidungsproblem}},\n"
        "  year   = {1937},\n"
        "  doi    = {10.1112/plms/s2-42.1.230}\n"
        "}"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a {b} c", "a {b} c"),
        (r"{\{}PCM{\}}", r"{\{}PCM{\}}"),
        (r"\{x\}", r"\{x\}"),
        ("a { b", "a  b"),
        ("a } b {c}", "a  b {c}"),
        (r"\left\{ x", r"\left\lbrace{} x"),
        (r"x \right\}", r"x \right\rbrace{}"),
        ("C:\\papers\\", "C:\\papers\\ "),
        (r"{a\\}", r"{a\\ }"),
        ("a\n\n@misc{b}", "a @misc{b}"),
        ('say "no"', 'say "no"'),
        ("100 % # 5 = 5", "100 % # 5 = 5"),
        ("", ""),
    ],
)
def test_no_value_can_end_its_entry(value: str, written: str) -> None:
    assert write_entry("misc", "k", {"note": value}) == f"@misc{{k,\n  note = {{{written}}}\n}}"


def test_signs_that_cannot_be_in_a_name_or_a_key_are_left_out() -> None:
    assert write_entry("@Misc{", "a, {b}", {"x = y": "1", "=": "2"}) == "@misc{ab,\n  xy = {1}\n}"
    assert write_entry("", "", {}) == "@misc{entry\n}"


# The entry that visitors copy


def test_a_clean_source_stands_alone() -> None:
    text = """
@string{plms = "Proceedings of the London Mathematical Society"}
@inproceedings{k, AUTHOR = {Turing,
   A. M.}, title = {T}, month = nov, crossref = {p}, note = {}, journal = plms # {, 2}}
@proceedings{p, title = {Proc}, year = 1937}
"""
    assert clean(text) == (
        "@inproceedings{k,\n"
        "  author    = {Turing, A. M.},\n"
        "  title     = {T},\n"
        "  month     = {November},\n"
        "  journal   = {Proceedings of the London Mathematical Society, 2},\n"
        "  booktitle = {Proc},\n"
        "  year      = {1937}\n"
        "}"
    )


def test_what_is_private_stays_out_of_a_clean_source() -> None:
    private = "file={/home/ada/a.pdf}, abstract={A}, mendeley-groups={g}, bdsk-url-1={u}, timestamp={1}, owner={a}"
    assert clean(f"@misc{{k, title={{T}}, {private}}}") == "@misc{k,\n  title = {T}\n}"


def test_the_caller_says_what_is_hidden() -> None:
    text = "@misc{k, title={T}, selected={true}, file={f}, opt-a={1}}"
    assert clean(text, hidden=frozenset({"selected", "opt-*"})) == "@misc{k,\n  title = {T},\n  file  = {f}\n}"
    assert clean(text, hidden=PRIVATE_FIELDS | {"selected"}) == "@misc{k,\n  title = {T},\n  opt-a = {1}\n}"


# A file in good form


def test_a_file_is_formatted_and_its_values_stay() -> None:
    text = """% My papers

@string{ plms = "Proc. LMS" }
@ARTICLE{turing1937, Author="Turing,  A. M.", TITLE={On
    Computable Numbers}, journal=plms#{, 2}, Year=1937,}
@article(church1936,title={A Note},
number = 1)


@misc{open, title = {T
"""
    assert (
        format_bibtex(text)
        == """% My papers

@string{ plms = "Proc. LMS" }
@article{turing1937,
  author  = "Turing,  A. M.",
  title   = {On
    Computable Numbers},
  journal = plms#{, 2},
  year    = 1937
}

@article(church1936,
  title  = {A Note},
  number = 1
)


@misc{open, title = {T
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "junk",
        "@comment{ a = {b} }",
        "@preamble{ {x}   #  {y} }",
        "@String{ a   = {b} }",
        "% @misc{k,title={T}}",
        "@misc{k}",
        "@misc{k, title = {T}",
        "@misc{k,  title = {T}} , year = {1}}",
        "@misc{k,  title = {T} year = {1}}",
        "@misc{k,  title = {T}, % why\n  year = {1}}",
        "@misc{  title = {T}}",
    ],
)
def test_what_is_no_well_formed_entry_stays_to_the_byte(text: str) -> None:
    assert format_bibtex(text) == text


def test_comments_between_entries_keep_their_place() -> None:
    text = "@misc{a,t={1}}  % one\n%% two\n@misc{b,t={2}}\t\n\n\n\n@misc{c,t={3}}\n%end"
    formatted = "@misc{a,\n  t = {1}\n}  % one\n%% two\n@misc{b,\n  t = {2}\n}\n\n@misc{c,\n  t = {3}\n}\n%end"
    assert format_bibtex(text) == formatted
