"""Liquid for the pages of one build, with what `site` says of the other pages."""

from __future__ import annotations

from pathlib import Path

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..addresses import clean_url
from ..errors import Report
from ..jekyll.collections import SiteVariables, SourcePage
from ..jekyll.liquid import Liquid
from ..jekyll.redirects import destination
from ..site import Site
from .content import KRAMDOWN
from .settings import docs_prefix
from .sources import page_files, read_source


def read_liquid(config: MkDocsConfig, site: Site, files: Files, report: Report) -> Liquid:
    pages = page_files(files)

    def read() -> list[SourcePage]:
        return [page for page in map(_page, pages) if not page.meta.get("draft")]

    variables = SiteVariables(site.jekyll, [file.src_uri for file in pages], read, _markdownify)
    return Liquid(
        Path(config.docs_dir), variables, report=report, markdownify=_markdownify, place_prefix=docs_prefix(config)
    )


def _page(file: File) -> SourcePage:
    source = read_source(file)
    permalink = source.meta.get("permalink")
    has_own_address = isinstance(permalink, str) and destination(permalink)
    url = f"/{permalink.lstrip('/')}" if has_own_address else "/" + clean_url(file.url)  # type: ignore[union-attr]
    return SourcePage(file.src_uri, url, source.meta, source.body)


def _markdownify(text: str) -> str:
    return markdown.markdown(text, extensions=[KRAMDOWN])
