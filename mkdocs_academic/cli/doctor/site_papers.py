"""The papers that a site names: on its pages, and in its bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...errors import Place
from ...scholar.records import Work, identified_work
from ..scholar.asking import page_ids
from ..site import Site

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
        OSError: A file cannot be read.
    """
    docs = site.docs_dir.as_posix()
    ids = {author_pub_id: f"{docs}/{name}" for author_pub_id, name in page_ids(site).items()}
    named: dict[str, str] = {}
    for name in site.docs_files():
        if name.endswith(".md"):
            text = (site.docs_dir / name).read_bytes()[:_MAX_PAGE].decode(errors="replace")
            for written in _NAMED.findall(text) if "{citations" in text else ():
                named.setdefault(written, f"{docs}/{name}")
    return OnPages(ids, named)


def read_listed(site: Site) -> Iterator[Listed]:
    """Yield the publications of the site; what is wrong with them is for `publications check` to say.

    Raises:
        click.ClickException: A file cannot be read.
    """
    if not site.files:
        return
    from ..publications.checks import read_site_bibliography
    from ..publications.files import read_bib_files

    bibliography = read_site_bibliography(read_bib_files(site.files, site.folder), site, lambda problem: None)
    for one in bibliography.publications:
        work = identified_work(one.title.plain, one.year, one.scholar_id, one.identifiers)
        yield Listed(work, one.entry.place_of("scholar_id"), one.citation_key)
