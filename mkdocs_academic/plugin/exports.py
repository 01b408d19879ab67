"""The publications as files to take away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def export_files(
    publications: Sequence[Publication], paths: Sequence[Path], config: MkDocsConfig, files: Files
) -> None:
    """Put the exports among `files`; the BibTeX files that they come from are not published: they may hide entries.

    Arguments:
        paths: Those BibTeX files.
    """
    sources = {str(path.resolve()) for path in paths}
    for file in list(files):
        if file.abs_src_path and str(Path(file.abs_src_path).resolve()) in sources:
            files.remove(file)
    for uri, content in _exports(publications, config):
        if files.get_file_from_path(uri) is None:  # a file of the author's own stays
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))


def _exports(publications: Sequence[Publication], config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    from ..publications.exports import export_atom, export_bibtex, export_csl_json, export_ris

    yield BIBTEX, export_bibtex(publications)
    yield CSL_JSON, export_csl_json(publications)
    yield RIS, export_ris(publications)
    site_url = config.site_url or ""
    if site_url:  # a feed's addresses are absolute
        yield (
            ATOM,
            export_atom(
                publications,
                title=f"{config.site_name}: Publications",
                site_url=site_url,
                feed_url=urljoin(site_url, ATOM),
                page_url_of=lambda one: urljoin(site_url, f"{FOLDER}{one.slug}/"),
            ),
        )
    for one in publications:
        yield f"{FOLDER}{one.slug}.bib", export_bibtex([one])
