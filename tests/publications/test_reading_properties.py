"""No field can stop the reading or slip through it as markup, and none costs more than its length."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.publications.bibtex import BibFile
from mkdocs_academic.publications.docs_files import DocsFiles
from mkdocs_academic.publications.entries import EntryReader
from mkdocs_academic.publications.fields import ALIASES, CATEGORIES, READ_FIELDS
from mkdocs_academic.publications.merging import merge_versions
from mkdocs_academic.publications.names import Owner, People
from mkdocs_academic.publications.reading import read_bibliography
from mkdocs_academic.publications.records import Entry, Publication
from mkdocs_academic.publications.slugs import Slugs

FIELDS = sorted({*READ_FIELDS, *(alias for names in ALIASES.values() for alias in names), "slected", "crossref"})
TYPES = st.sampled_from(["article", "misc", "inproceedings", "phdthesis", "book", "unpublished", "gizmo", ""])
PIECES = st.sampled_from(
    [
        *("https://", "arXiv:", "1706.03762", "10.1000/x", "doi.org/", "{", "}", "\\", "\\url{", "<b>", "&", '"', "'"),
        *(
            "%",
            "2024",
            "-05",
            "/",
            "?",
            "~",
            "true",
            "none",
            " and ",
            ",",
            "x.pdf",
            "..",
            "jan",
            "é",
            "图",
            "\n",
            "\x00",
        ),
        *("javascript:", "978-3-16-148410-0", "(", ")", "[", "](", "**", "a", "b"),
    ]
)
VALUES = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=30))
HOSTILE = [
    *("1" * 20_000, "a/" * 10_000, "a-" * 10_000, "arxiv" * 4_000, "10.1000/" + "." * 20_000, "978-" * 5_000),
    *(" " * 20_000, "(" * 20_000, "A" * 20_000, "(A" * 10_000, "*" * 20_000, "[a](" * 5_000, "https://" * 2_500),
    *("https://a.b/" + "%" * 20_000, "\\url{" * 2_000, "{" * 20_000, "1-" * 10_000, "2024" * 5_000, ",;" * 10_000),
    *("AbCdEfGh" * 2_500, "www." * 5_000, "a." * 10_000, "arxiv:" + "\t" * 20_000, "- " * 10_000),
]

BIBLIOGRAPHY = "\n".join(
    f"@article{{key{n},\n  title = {{T{n} $x^2$ {{N}}}},\n  author = {{G{{\\'o}}del, K and Noether, E}},\n"
    f"  year = {{20{n:02}}},\n  selected = {{true}},\n  doi = {{10.1000/{n}}},\n  note = {{end{n}}}\n}}"
    for n in range(5)
)


def entry(key: str = "key", entry_type: str = "article", **fields: str) -> Entry:
    return Entry(entry_type, key, fields, dict.fromkeys(fields, 2), Place("papers.bib", 1), "")


def read(*entries: Entry) -> tuple[list[Publication], list[Problem]]:
    problems: list[Problem] = []
    reader = EntryReader(Owner([]), People(), DocsFiles(["x.pdf", "a/x.pdf", "b/y.png"]), problems.append)
    return [reader.read(found) for found in entries], problems


@settings(max_examples=150, deadline=None)
@given(TYPES, st.text(max_size=12), st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=12))
def test_any_entry_becomes_a_publication(entry_type: str, key: str, fields: dict[str, str]) -> None:
    (publication,), problems = read(entry(key, entry_type, **fields))
    assert publication.title or not key
    assert publication.category in CATEGORIES
    for link in publication.links:
        assert link.url.startswith(("http://", "https://")) or link.url in ("x.pdf", "a/x.pdf", "b/y.png")
        assert not set(link.url) & set("\"'<>\n\x00 ")
    for problem in problems:
        assert problem.message
        assert problem.place.file == "papers.bib"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=8), max_size=8))
def test_merging_loses_no_entry(many: list[dict[str, str]]) -> None:
    publications, problems = read(*(entry(f"key{place}", **fields) for place, fields in enumerate(many)))
    merged = merge_versions(publications, problems.append)
    left = [publication.citation_key for publication in merged.publications]
    gone = [version.citation_key for publication in merged.publications for version in publication.versions]
    assert sorted(left + gone) == sorted(publication.citation_key for publication in publications)
    assert sorted(version.citation_key for merge in merged.merges for version in merge.merged) == sorted(gone)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=10), max_size=20))
def test_slugs_are_safe_and_differ_by_more_than_case(keys: list[str]) -> None:
    slugs = Slugs()
    made = [slugs.make(key) for key in keys]
    assert len({slug.lower() for slug in made}) == len(made)
    for slug in made:
        assert slug.strip("_")
        assert slug.isascii()
        assert not set(slug) & set("/\\ ?#%:..<>\"'*|") - {"."}
        assert ".." not in slug


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: f"{value[:8]}".encode("unicode_escape").decode())
def test_a_long_value_costs_no_more_than_its_length(value: str) -> None:
    for name in sorted(READ_FIELDS - {"author", "editor"}):
        start = time.process_time()
        read(entry(**{name: value}))
        assert time.process_time() - start < 5, name


def test_entries_of_one_title_or_in_one_chain_are_merged_in_linear_time() -> None:
    def took(count: int) -> float:
        same = {"title": "Same Title", "eprint": "1706.03762", "archiveprefix": "arXiv", "author": "Noether, Emmy"}
        chain = [entry(f"c{n}", title=f"T{n}", year="2000", version_of=f"c{n + 1}") for n in range(count)]
        alike = [entry(f"a{n}", "misc", **{**same, "year": str(2000 + n % 900)}) for n in range(count)]
        papers = [entry(f"p{n}", title="Same", year="2000", journal="J", author=f"N{n}, E") for n in range(count)]
        drafts = [entry(f"d{n}", "preprint", title="Same", year="2000", author=f"M{n}, E") for n in range(count)]
        publications, problems = read(*chain, *alike, *papers, *drafts)
        start = time.process_time()
        merge_versions(publications, problems.append)
        return time.process_time() - start

    assert took(600) < 10 * took(120) + 0.5


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(BIBLIOGRAPHY)), st.text(alphabet='{}"@,=\\%$\n\x00é', max_size=3))
def test_a_file_that_is_cut_or_damaged_keeps_the_entries_before(place: int, damage: str) -> None:
    text = BIBLIOGRAPHY[:place] + damage
    problems: list[Problem] = []
    found = read_bibliography(
        [BibFile("papers.bib", text)],
        owner=Owner([]),
        people=People(),
        docs=DocsFiles([]),
        today=dt.date(2026, 1, 1),
        report=problems.append,
    )
    keys = {publication.citation_key for publication in found.publications}
    assert {f"key{n}" for n in range(5) if f"end{n}}}" in text} <= keys


def test_reading_does_not_ask_for_the_clock() -> None:
    (publication,), _ = read(entry(title="T", year="2000", visible_from="9999-12-31"))
    assert publication.visible_from == dt.date.max
