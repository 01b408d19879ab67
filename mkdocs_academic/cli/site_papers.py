"""The papers that a site names: on its pages, and in its bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from ..errors import Place
from ..identifiers.pasted import arxiv_id, doi
from ..markup import tags
from ..scholar.counts import paper_ids
from ..scholar.records import Work, identified_work
from ..scholar.sources.values import author_pub_id_of
from .site import Site

_MAX_PAGE = 5_000_000  # bytes
_NAMED = re.compile(r"\{citations +of +([^{}\n]{1,300}?) *\}")


class OnPages(NamedTuple):
    """The papers on pages, each with the first file that names it.

    Arguments:
        ids: Those of `span.show_paper_citations`.
        named: Those of `{citations of …}`, by any of their names.
    """

    ids: Mapping[str, str]
    named: Mapping[str, str]


class Listed(NamedTuple):
    """A publication, and where its `scholar_id` is written if it has one."""

    work: Work
    place: Place
    citation_key: str = ""


def read_pages(site: Site) -> OnPages:
    """Return the papers that the files of the docs folder show numbers of.

    Raises:
        click.ClickException: A file cannot be read.
    """
    docs = site.docs_dir.as_posix()
    ids: dict[str, str] = {}
    named: dict[str, str] = {}
    for name in site.docs_files():
        if not name.endswith((".md", ".html")):
            continue
        text = _read(site.docs_dir / name)
        if "show_paper_citations" not in text and "{citations" not in text:
            continue
        text = _without_code(text, is_markdown=name.endswith(".md"))
        if "show_paper_citations" in text:
            for author_pub_id in paper_ids(tags(text)):
                ids.setdefault(author_pub_id, f"{docs}/{name}")
        if "{citations" in text:
            for written in _NAMED.findall(text):
                named.setdefault(written, f"{docs}/{name}")
    return OnPages(ids, named)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_PAGE).decode(errors="replace").replace("\r\n", "\n")
    except OSError as error:
        message = f"{path.as_posix()}: cannot be read: {error.strerror}. Give yourself the right to read it."
        raise click.ClickException(message) from error


def _without_code(text: str, *, is_markdown: bool) -> str:
    """Return a page without what only looks like a number on it: in comments, fenced code and code spans."""
    from ..jekyll.liquid.regions import regions

    kept: list[str] = []
    position = 0
    for region in regions(text):
        if is_markdown or region.is_comment:
            kept.append(text[position : max(region.start, 0)])
            position = region.end
    return " ".join([*kept, text[position:]])


def works_of(pages: OnPages) -> Iterator[Work]:
    """Yield the papers on pages as sources know them; a citation key says nothing to them."""
    yield from (Work(author_pub_id=name) for name in pages.ids)
    for name in pages.named:
        work = Work(doi=doi(name), arxiv=arxiv_id(name))
        if author_pub_id_of(name):
            yield Work(author_pub_id=name)
        elif work != Work():
            yield work


def read_listed(site: Site) -> Iterator[Listed]:
    """Yield the publications of the site; what is wrong with them is for `publications check` to say.

    Raises:
        click.ClickException: A file cannot be read.
    """
    if not site.files:
        return
    from .publications.checks import read_site_bibliography
    from .publications.files import read_bib_files

    bibliography = read_site_bibliography(read_bib_files(site.files, site.folder), site, lambda problem: None)
    for one in bibliography.publications:
        work = identified_work(one.title.plain, one.year, one.scholar_id, one.identifiers)
        yield Listed(work, one.entry.place_of("scholar_id"), one.citation_key)
