"""Files of the docs folder, found as entries name them."""

from __future__ import annotations

import pytest

from mkdocs_academic.publications.docs_files import DocsFiles

DOCS = DocsFiles(
    ["index.md", "papers/list.bib", "papers/a.pdf", "assets/pdf/b.pdf", "assets/pdf/a.pdf", "x/Photo 1.PNG", "é.pdf"]
)


@pytest.mark.parametrize(
    ("name", "near", "found"),
    [
        ("papers/a.pdf", "", "papers/a.pdf"),
        ("/papers/a.pdf", "", "papers/a.pdf"),
        ("a.pdf", "papers", "papers/a.pdf"),
        ("./a.pdf", "papers", "papers/a.pdf"),
        ("../assets/pdf/a.pdf", "papers", "assets/pdf/a.pdf"),
        ("a.pdf", "", ""),
        ("pdf/a.pdf", "", "assets/pdf/a.pdf"),
        ("b.pdf", "papers", "assets/pdf/b.pdf"),
        ("df/b.pdf", "", ""),
        ("photo 1.png", "", "x/Photo 1.PNG"),
        ("Photo%201.PNG", "", "x/Photo 1.PNG"),
        ("É.pdf", "", "é.pdf"),
        ("../../index.md", "papers", ""),
        ("", "", ""),
        ("..", "papers", ""),
        ("/", "", ""),
        (".", "", ""),
        ("papers", "", ""),
    ],
)
def test_a_file_is_found_by_its_path_or_by_a_name_that_only_it_has(name: str, near: str, found: str) -> None:
    assert DOCS.find(name, near=near) == found


def test_the_folder_of_the_bibliography_is_told_from_its_path_in_the_project() -> None:
    assert DOCS.folder_of("docs/papers/list.bib") == "papers"
    assert DOCS.folder_of("content/docs/papers/list.bib") == "papers"
    assert DOCS.folder_of("other.bib") == ""


def test_a_hostile_name_costs_no_more_than_its_length() -> None:
    for name in ("/" * 100_000, "../" * 30_000, "%2e" * 30_000, "a/" * 50_000):
        assert DOCS.find(name, near="papers") == ""
        assert DOCS.pdf_of(name) == ""
