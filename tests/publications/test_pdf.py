"""Whether a file is a PDF that Google Scholar would read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_academic.publications.pdf import check_pdf


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7\n", ""),
        (b"\x00" * 1000 + b"%PDF-1.4", ""),
        (b"\x00" * 1024 + b"%PDF-1.4", "is no PDF: it does not begin with '%PDF-'"),
        (b"", "is no PDF: it does not begin with '%PDF-'"),
        (b"<!DOCTYPE html>", "is no PDF: it does not begin with '%PDF-'"),
        (b"%PDF-" + b"x" * 5_300_000, "has 5.3 MB; Google Scholar reads up to 5 MB"),
    ],
)
def test_a_pdf_has_its_header_and_a_bounded_size(content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    assert check_pdf(path) == fault


def test_a_file_that_is_not_there_or_none_is_named_as_such(tmp_path: Path) -> None:
    assert check_pdf(tmp_path / "missing.pdf") == "does not exist"
    assert check_pdf(tmp_path).startswith("cannot be read (")
    assert check_pdf(tmp_path / "null\x00byte.pdf").startswith("cannot be read (")
