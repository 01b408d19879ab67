"""What the check finds in a bibliography, and what it leaves alone."""

from __future__ import annotations

import datetime as dt

import pytest

from mkdocs_academic.errors import Problem
from mkdocs_academic.publications.bibtex import BibFile
from mkdocs_academic.publications.checking import check_publications, preprints_to_ask, published_meanwhile
from mkdocs_academic.publications.docs_files import DocsFiles
from mkdocs_academic.publications.names import Owner, People
from mkdocs_academic.publications.providers.work import FoundWork
from mkdocs_academic.publications.reading import read_bibliography
from mkdocs_academic.publications.records import Bibliography

ADA = Owner(["Ada Lovelace"])
NOBODY = Owner([])
COMMON = "title = {On Engines}, author = {Lovelace, Ada}, year = 1843"
PREPRINT = f"@misc{{pre, {COMMON}, eprint = {{2301.00001}}, archiveprefix = {{arXiv}}}}"


def read(text: str, owner: Owner = NOBODY) -> Bibliography:
    return read_bibliography(
        [BibFile("p.bib", text)],
        owner=owner,
        people=People(),
        docs=DocsFiles([]),
        today=dt.date(2026, 1, 1),
        report=lambda problem: None,
    )


def found(text: str, owner: Owner = NOBODY) -> list[str]:
    return [shown(problem) for problem in sorted(check_publications(read(text, owner), owner=owner))]


def shown(problem: Problem) -> str:
    return f"{problem.place.line} {problem.level}: {problem.message}"


def test_a_sound_bibliography_has_no_problem() -> None:
    text = f"""@article{{a, {COMMON}, journal = {{J}}, doi = {{10.1234/a}}, url = {{https://example.org/}}}}
        @inproceedings{{b, title = {{Other}}, author = {{Lovelace, Ada}}, year = 1844, booktitle = {{P}}}}
        {PREPRINT}
        @phdthesis{{t, title = {{T}}, author = {{Lovelace, Ada}}, year = 1840, school = {{S}}}}"""
    assert found(text, ADA) == []


# Fields


@pytest.mark.parametrize(
    ("entry_type", "missing"),
    [
        ("article", ["'author'", "'journal'"]),
        ("book", ["'author' or 'editor'"]),
        ("inbook", ["'author' or 'editor'", "'booktitle' or 'chapter' or 'pages'"]),
        ("incollection", ["'author'", "'booktitle' or 'eventtitle'"]),
        ("inproceedings", ["'author'", "'booktitle' or 'eventtitle'"]),
        ("phdthesis", ["'author'", "'institution'"]),
        ("techreport", ["'author'", "'institution'"]),
        ("patent", ["'author'", "'number'"]),
        ("online", ["'url' or 'doi' or 'eprint' or 'arxiv'"]),
        ("proceedings", []),
        ("manual", []),
    ],
)
def test_fields_that_a_type_requires_are_missed(entry_type: str, missing: list[str]) -> None:
    expected = [
        f"1 warning: entry 'a' has no {names}, which '@{entry_type}' requires. Add it, or correct the entry type."
        for names in missing
    ]
    assert found(f"@{entry_type}{{a, title = {{On Engines}}, year = 1843}}") == sorted(expected)


@pytest.mark.parametrize(
    "entry",
    [
        "@article{a, title = {T}, author = {A}, journaltitle = {J}, date = {1843-05}}",
        "@thesis{a, title = {T}, author = {A}, institution = {I}, date = {1843}}",
        "@phdthesis{a, title = {T}, author = {A}, school = {S}, year = 1843}",
        "@book{a, title = {T}, editor = {A}, year = 1843}",
        "@article{a, title = {T}, author = {A}, year = 2023, eprint = {2301.00001}, archiveprefix = {arXiv}}",
    ],
)
def test_names_of_biblatex_and_preprints_are_as_good(entry: str) -> None:
    assert found(entry) == []


def test_an_entry_without_any_author_is_noted() -> None:
    assert found("@misc{a, title = {T}, year = 1843}") == ["1 info: entry 'a' has no 'author'. Add one if it has any."]


def test_an_address_that_is_none_is_named() -> None:
    assert found(f"@misc{{a, {COMMON},\n url = {{example dot org}}}}") == [
        "2 warning: url 'example dot org' of entry 'a' is no http(s) address; not linked. Write it like 'https://…'."
    ]


def test_capitals_are_noted() -> None:
    text = "@misc{a, title = {ON COMPUTABLE NUMBERS}, year = 1936,\n author = {TURING, Alan}}"
    assert found(text) == [
        "1 info: the title of entry 'a' is all in capitals. Write it as it is printed in the text.",
        "2 info: the name 'Alan TURING' of entry 'a' is in capitals. Write it as people do.",
    ]
    assert found("@misc{a, title = {BERT}, year = 2018, author = {{OPENAI} and Ng, A. and 王, 小明}}") == []


# One work twice


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("doi = {10.1234/A}", "DOI and title"),
        ("note = {}", "title, authors and year"),
        ("eprint = {2301.00001}, archiveprefix = {arXiv}", "arXiv identifier"),
    ],
)
def test_one_work_twice_is_found(more: str, reason: str) -> None:
    text = f"@article{{a, {COMMON}, journal = {{J}}, {more}}}\n@article{{b, {COMMON}, journal = {{J}}, {more}}}"
    assert found(text) == [
        f"2 warning: entry 'b' is 'a' (p.bib:1) again: the same {reason}. Delete one, or write version_of = {{none}}."
    ]


def test_one_preprint_twice_is_found_under_another_title() -> None:
    text = f"{PREPRINT}\n{PREPRINT.replace('pre,', 'again,').replace('On Engines', 'Engines')}"
    assert [line.partition(" again")[0] for line in found(text)] == ["2 warning: entry 'again' is 'pre' (p.bib:1)"]


@pytest.mark.parametrize(
    "second",
    [
        PREPRINT,
        f"@inproceedings{{b, {COMMON}, booktitle = {{P}}}}",
        f"@article{{b, {COMMON.replace('1843', '1850')}, journal = {{J}}}}",
        f"@article{{b, {COMMON.replace('Ada', 'Augusta').replace('Lovelace', 'King')}, journal = {{J}}}}",
        f"@article{{b, {COMMON}, journal = {{J}}, version_of = {{none}}}}",
        f"@article{{b, {COMMON}, journal = {{J}}, doi = {{10.1234/other}}}}",
    ],
)
def test_works_that_resemble_are_left_alone(second: str) -> None:
    assert found(f"@article{{a, {COMMON}, journal = {{J}}}}\n{second}") == []


def test_three_of_one_are_two_too_many() -> None:
    text = "\n".join(f"@article{{k{number}, {COMMON}, journal = {{J}}}}" for number in range(3))
    assert [line.partition(":")[0] for line in found(text)] == ["2 warning", "3 warning"]


# The owner


def test_an_entry_of_others_is_noted() -> None:
    text = f"@misc{{a, {COMMON}}}\n@misc{{b, title = {{T}}, year = 1900,\n author = {{Somebody Else}}}}"
    assert found(text, ADA) == ["3 info: entry 'b' does not name the site's author. Correct a name if it should."]
    assert found(text, NOBODY) == []


def test_an_author_that_is_nowhere_is_noted_once() -> None:
    text = (
        "@misc{a, title = {T}, year = 1900, author = {Somebody Else}}\n@misc{b, title = {U}, year = 1900, author = {X}}"
    )
    assert found(text, ADA) == [
        "1 info: none of the entries has the site's author among its authors. Look at author.name in mkdocs.yml."
    ]


# Preprints


def test_a_preprint_with_the_doi_of_a_publication_is_found() -> None:
    text = PREPRINT.replace("archiveprefix", "doi = {10.1145/1}, archiveprefix")
    text = text.replace("10.1145/1", "10.1145/3292500.3330701")
    assert found(text) == [
        "1 warning: entry 'pre' is a preprint with the DOI '10.1145/3292500.3330701' of a publication. "
        "Give it the type and the venue of the publication."
    ]


@pytest.mark.parametrize("doi", ["10.48550/arXiv.2301.00001", "10.5281/zenodo.3233118", "10.31234/osf.io/ezcuj"])
def test_a_doi_of_a_server_is_no_publication(doi: str) -> None:
    assert found(PREPRINT.replace("archiveprefix", f"doi = {{{doi}}}, archiveprefix")) == []


def published(text: str, *works: FoundWork) -> list[str]:
    return [shown(problem) for problem in published_meanwhile(read(text), works)]


def test_what_became_of_a_preprint_is_told() -> None:
    of_arxiv = FoundWork("T", identifiers={"arxiv": "2301.00001"}, published_doi="10.1038/s1")
    of_openalex = FoundWork("T", identifiers={"arxiv": "2301.00001", "doi": "10.1038/s1"})
    of_nothing = FoundWork("T", identifiers={"arxiv": "2301.00001", "doi": "10.48550/arxiv.2301.00001"})
    expected = [
        "1 warning: entry 'pre' is a preprint that was published as '10.1038/s1'. "
        "Run: mkdocs-academic publications add 10.1038/s1"
    ]
    assert published(PREPRINT, of_arxiv) == expected
    assert published(PREPRINT, of_nothing, of_openalex) == expected
    assert published(PREPRINT, of_nothing) == []
    assert published(PREPRINT, of_arxiv._replace(identifiers={"arxiv": "2301.00002"})) == []


def test_a_note_of_the_authors_at_arxiv_is_told() -> None:
    work = FoundWork("T", identifiers={"arxiv": "2301.00001"}, published_in="Nature 1 (2024) 2")
    assert published(PREPRINT, work) == [
        "1 info: entry 'pre' is a preprint that appeared in 'Nature 1 (2024) 2', as arXiv notes. "
        "Give it the type and the fields of it."
    ]


def test_a_preprint_beside_its_publication_of_another_title_should_be_joined() -> None:
    text = f"{PREPRINT}\n@article{{pub, {COMMON.replace('On', 'Other')}, journal = {{J}}, doi = {{10.1038/S1}}}}"
    work = FoundWork("T", identifiers={"arxiv": "2301.00001"}, published_doi="10.1038/s1")
    assert published(text, work) == [
        "1 warning: entry 'pre' is the preprint of 'pub' (p.bib:2). Write version_of = {pub}."
    ]


def test_a_merged_preprint_is_not_asked_for() -> None:
    assert preprints_to_ask(read(PREPRINT)) == [{"arxiv": "2301.00001"}]
    assert preprints_to_ask(read(f"{PREPRINT}\n@article{{pub, {COMMON}, journal = {{J}}}}")) == []


# Bad stuff


@pytest.mark.parametrize(
    "text", ["", "@", "@article{", "@article{a,}", "@misc{,title={}}", "\x00", "@misc{a, doi = {}}"]
)
def test_broken_entries_are_checked_too(text: str) -> None:
    assert isinstance(found(text, ADA), list)


def test_many_entries_of_one_title_take_linear_time() -> None:
    text = "\n".join(f"@article{{k{number}, {COMMON}, journal = {{J}}}}" for number in range(1_000))
    assert len(found(text)) == 999
