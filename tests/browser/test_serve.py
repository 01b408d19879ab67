"""`mkdocs serve` as a writer uses it: the page stays open, files are edited, the page follows."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from little_sites import SiteBuilder
from playwright.sync_api import Page, expect
from programs import Server, serving

from .conftest import Visit

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Writer:
    """Somebody who edits a site's files while `mkdocs serve` runs."""

    folder: Path
    server: Server

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} must stand once in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def writer(build_site: SiteBuilder, free_port: int) -> Iterator[Writer]:
    folder = build_site.write("homepage")
    with serving(sys.executable, folder, free_port) as server:
        yield Writer(folder, server)


def shows(page: Page, text: str) -> None:
    """The open page comes to show `text`, without anybody reloading it."""
    expect(page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=PATIENCE_MS)


def test_every_kind_of_edit_shows_without_a_restart(writer: Writer, visit: Visit) -> None:
    page = visit(writer.server.url)
    shows(page, "A first line of news.")

    writer.edit("docs/includes/news.md", "A first line of news.", "A line edited in a snippet.")
    shows(page, "A line edited in a snippet.")

    writer.edit("docs/_data/navigation.yml", "title: News", "title: Fresh News")
    shows(page, "Fresh News")

    writer.edit("mkdocs.yml", "  name: Mary Muster", "  name: Mary Edited")
    shows(page, "Mary Edited")

    writer.edit("mkdocs.yml", "site_name: Mary Muster", "site_name: Edited Site")
    expect(page).to_have_title(re.compile("Edited Site"), timeout=PATIENCE_MS)

    override = '{% extends "base.html" %}\n'
    block = "{% block content %}<p>Said by an override.</p>{{ super() }}{% endblock %}"
    writer.edit("overrides/main.html", override, override + block)
    shows(page, "Said by an override.")


def test_an_edit_of_the_bibtex_file_shows_in_lists_and_pages(
    build_site: SiteBuilder, free_port: int, visit: Visit
) -> None:
    entry = "@article{a, author = {Turing, Alan}, title = {First Title}, journal = {Mind}, year = {1950}}\n"
    files = {"docs/index.md": "# Papers\n\n/// publications\n///\n", "papers.bib": entry}
    folder = build_site.write(files, academic={"publications": "papers.bib"})
    with serving(sys.executable, folder, free_port) as server:
        writer = Writer(folder, server)
        page = visit(server.url)
        shows(page, "First Title")
        writer.edit("papers.bib", "First Title", "Second Title")
        shows(page, "Second Title")
        page.goto(f"{server.url}publications/a/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Second Title")
        page.close()  # before the server goes, which it asks for news


def test_a_new_snippet_is_watched_as_soon_as_a_page_includes_it(writer: Writer, visit: Visit) -> None:
    page = visit(writer.server.url)
    (writer.folder / "docs/includes/talks.md").write_text("# Talks\n\nA talk in a new snippet.\n", encoding="utf-8")
    writer.edit("docs/index.md", "# 💬 Invited Talks", "{% include_relative includes/talks.md %}\n\n# 💬 Invited Talks")
    shows(page, "A talk in a new snippet.")
    writer.edit("docs/includes/talks.md", "A talk in a new snippet.", "The same talk, edited.")
    shows(page, "The same talk, edited.")


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("{% if %}{% endfi %}", r"docs/includes/news\.md:3\b"),
        ("{% include_relative includes/news.md %}", r"docs/includes/news\.md:3: include loop"),
    ],
    ids=["Liquid syntax", "include loop"],
)
def test_a_broken_edit_is_named_and_the_server_goes_on(writer: Writer, visit: Visit, broken: str, error: str) -> None:
    page = visit(writer.server.url)
    shows(page, "A first line of news.")

    before = len(writer.server.said())
    line = "- *2024.02*: &nbsp;🎉🎉 A first line of news."
    writer.edit("docs/includes/news.md", line, broken)
    said = writer.server.wait_for(error, after=before)
    assert "Traceback" not in said
    assert writer.server.process.poll() is None

    writer.edit("docs/includes/news.md", broken, "- A line after the mend.")
    shows(page, "A line after the mend.")


def test_a_broken_data_file_is_named_and_the_server_goes_on(writer: Writer, visit: Visit) -> None:
    page = visit(writer.server.url)
    before = len(writer.server.said())
    writer.edit("docs/_data/navigation.yml", "  - title: About Me", "  - title: [About Me")
    said = writer.server.wait_for(r"docs/_data/navigation\.yml:\d+", after=before)
    assert "Traceback" not in said

    writer.edit("docs/_data/navigation.yml", "  - title: [About Me", "  - title: All About Me")
    shows(page, "All About Me")
