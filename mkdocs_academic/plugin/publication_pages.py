"""A page for each publication, with what search engines and reference managers read in its head."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..addresses import clean_url, is_foreign
from ..errors import Problem, Report
from ..profile import PERSON_ID
from ..sharing.records import Paper
from .exports import FOLDER
from .languages import generated_page

if TYPE_CHECKING:
    from ..publications.records import Publication


class PublicationPages:
    """The pages of one build, which are generated: `files` gets them, outside the navigation."""

    def __init__(self, publications: Sequence[Publication], config: MkDocsConfig, files: Files, report: Report) -> None:
        self._config = config
        self._files = files
        self._report = report
        self._authors_own = {file.dest_uri: file for file in files if file.inclusion.is_included()}
        self._by_uri: dict[str, Publication] = {}
        self._urls: dict[str, str] = {}
        self._pdf_urls: dict[str, str] = {}
        for publication in publications:
            self._add(publication)

    def _add(self, publication: Publication) -> None:
        file = generated_page(self._config, f"{FOLDER}{publication.slug}.md", _source(publication))
        # Plugins that ask git for a page's days, or list pages in a feed, take it for granted that each has a source.
        project = Path(self._config.config_file_path or "mkdocs.yml").absolute().parent
        file.abs_src_path = str(project / publication.entry.place.file)
        uri = file.src_uri
        # By the address too: `KEY/index.md`, a page with such a `permalink`, an HTML file.
        own = self._files.get_file_from_path(uri) or self._authors_own.get(file.dest_uri)
        if own is None:
            self._files.append(file)
            self._by_uri[uri] = publication
        if own is None or own.inclusion.is_included():  # a draft leads nowhere
            self._urls[publication.slug] = (own or file).url

    def url_of(self, publication: Publication) -> str:
        """Return the address of a publication's page, from the site's root; a page of the author's own counts."""
        return self._urls.get(publication.slug, "")

    def has(self, src_uri: str) -> bool:
        return src_uri in self._by_uri

    def shown_on(self, page: Page) -> Publication:
        """Return the publication that this page is for."""
        return self._by_uri[page.file.src_uri]

    def by_uri(self, src_uri: str) -> Publication:
        return self._by_uri[src_uri]

    def head(self, page: Page) -> Markup:
        """Return what a publication's page says to reference managers, as HTML for its head."""
        from ..publications.metadata import dublin_core, highwire

        publication = self.shown_on(page)
        page_url = page.canonical_url or ""
        named = [
            *highwire(publication, page_url=page_url, pdf_url=self._pdf_url(publication)),
            *dublin_core(publication, page_url=page_url),
        ]
        lines = [f'<meta name="{escape(name)}" content="{escape(content)}">' for name, content in named]
        # As https://signposting.org/FAIR/ has it; Material takes every `alternate` for the page in another language.
        bib = escape(self._relative(page, f"{FOLDER}{publication.slug}.bib"))
        lines.append(f'<link rel="describedby" type="application/x-bibtex" href="{bib}" title="BibTeX">')
        return Markup("\n".join(lines))

    def paper(self, page: Page) -> Paper:
        """Return what a publication's page says of it to search engines and social networks."""
        from ..publications.metadata import article, json_ld

        publication = self.shown_on(page)
        image_url = self._absolute(publication.teaser.url) if publication.teaser else ""
        work = json_ld(
            publication,
            page_url=page.canonical_url or "",
            pdf_url=self._pdf_url(publication),
            image_url=image_url,
            person_id=f"{self._config.site_url}{PERSON_ID}" if self._config.site_url else "",
        )
        return Paper(image_url, tuple(article(publication)), work)

    def absolute_url_of(self, publication: Publication) -> str:
        """Return the address of a publication's page on the published site, "" where there is none."""
        url = self.url_of(publication)
        return urljoin(self._config.site_url, url) if self._config.site_url and url else ""

    def _pdf_url(self, publication: Publication) -> str:
        """Return the absolute address of the PDF if it is on this host and as Google Scholar asks for; else report."""
        if publication.slug not in self._pdf_urls:
            self._pdf_urls[publication.slug] = self._checked_pdf_url(publication)
        return self._pdf_urls[publication.slug]

    def _checked_pdf_url(self, publication: Publication) -> str:
        if not publication.pdf:
            return ""
        if is_foreign(publication.pdf):
            is_own = self._config.site_url and publication.pdf.startswith(urljoin(self._config.site_url, "/"))
            return publication.pdf if is_own else ""
        from ..publications.pdf import check_pdf

        file = self._files.get_file_from_path(publication.pdf)
        wrong = check_pdf(Path(file.abs_src_path)) if file is not None and file.abs_src_path else "is no file"
        if wrong:
            message = f"the PDF {publication.pdf!r} {wrong}; Google Scholar is not told of it. Replace it."
            self._report(Problem(publication.entry.place_of("pdf"), message))
        return "" if wrong else self._absolute(publication.pdf)

    def _absolute(self, url: str) -> str:
        """Return the address of a file of the docs folder on the published site, "" where that has none."""
        file = self._files.get_file_from_path(url)
        if is_foreign(url) or file is None:
            return url if is_foreign(url) else ""
        return urljoin(self._config.site_url, file.url) if self._config.site_url else ""

    def _relative(self, page: Page, uri: str) -> str:
        return "../" * clean_url(page.url).count("/") + uri


def _source(publication: Publication) -> str:
    """Return the Markdown of a page: its title and description, for MkDocs; its text is put in when it is rendered."""
    from ..characters import one_line
    from ..publications.metadata.open_graph import description

    # Themes print a title as HTML, and plugins for social cards both as an attribute's value.
    meta = {
        "title": html.escape(one_line(publication.title.plain)),
        "description": html.escape(description(publication)),
    }
    written = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items() if value]
    return "\n".join(["---", *written, "---", ""])
