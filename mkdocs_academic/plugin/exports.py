"""The publications as files to take away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

if TYPE_CHECKING:
    from ..publications.records import Publication

FOLDER = "publications/"
"""Where the pages of the publications are, and one BibTeX file for each."""
BIBTEX, CSL_JSON, RIS, ATOM = (f"publications.{ending}" for ending in ("bib", "json", "ris", "xml"))
"""All publications in one file, in each of four forms."""


def replace_sources(
    paths: Sequence[Path], exported: Iterator[tuple[str, str]], config: MkDocsConfig, files: Files
) -> None:
    """Put the exports among `files`, and take the BibTeX files that they come from away: they may hide entries."""
    sources = {str(path.resolve()) for path in paths}
    for file in list(files):
        if not file.is_documentation_page() and file.abs_src_path and str(Path(file.abs_src_path).resolve()) in sources:
            files.remove(file)
    for uri, content in exported:
        if files.get_file_from_path(uri) is None:  # a file of the author's own stays
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))


def exports(
    publications: Sequence[Publication],
    *,
    title: str,
    author: str,
    site_url: str,
    folder: str,
    url_of: Callable[[Publication], str],
) -> Iterator[tuple[str, str]]:
    """Yield each file's path and content; a feed only where the site has an address, since its own are absolute.

    Arguments:
        title: Of the feed.
        folder: Where the feed goes, which is in one language.
        url_of: A publication's page, relative to the site's root; "" where it has none.
    """
    from ..publications.exports import export_atom, export_bibtex, export_csl_json, export_ris

    yield BIBTEX, export_bibtex(publications)
    yield CSL_JSON, export_csl_json(publications)
    yield RIS, export_ris(publications)
    if site_url:
        feed = export_atom(
            publications,
            title=title,
            site_url=urljoin(site_url, folder),
            feed_url=urljoin(site_url, folder + ATOM),
            page_url_of=lambda one: urljoin(site_url, url_of(one)) if url_of(one) else "",
            updated=_newest(publications),
            author=author,
        )
        yield folder + ATOM, feed
    for one in publications:
        yield f"{FOLDER}{one.slug}.bib", export_bibtex([one])


def _newest(publications: Sequence[Publication]) -> dt.datetime:
    """Return the day of the newest publication: the same files make the same feed, whenever it is built."""
    dates = [one.date for one in publications if one.date]
    newest = max(dates, key=lambda date: (date.year, date.month or 0, date.day or 0), default=None)
    try:
        return dt.datetime(newest.year, newest.month or 1, newest.day or 1) if newest else dt.datetime(1970, 1, 1)
    except ValueError:  # no day of the calendar
        return dt.datetime(1970, 1, 1)
