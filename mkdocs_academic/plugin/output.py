"""The last look at a finished page: what no template and no Markdown extension can know of all that stands in it."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ..config import AcademicConfig
from ..errors import Place, Report
from ..markup import replace_spans, tags_named
from .images import Images
from .known_pictures import KnownPictures


class Output:
    """Completes the pages of one build before they are written."""

    def __init__(
        self, config: MkDocsConfig, settings: AcademicConfig, known_pictures: KnownPictures, report: Report
    ) -> None:
        self._images = Images(config, settings.images, known_pictures, report)

    def read_files(self, files: Files) -> None:
        """Take the site's files; by now every page has its content."""
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        self._images.read_files(files, pages)

    def finished(self, html: str, page_url: str | None, place_of: Callable[[str], Place]) -> str:
        """Return a page's whole HTML as it is written.

        Arguments:
            page_url: What its addresses are relative to; None for a template, whose addresses are the host's.
            place_of: Gives the place where the page's source has a text.
        """
        if not self._images.may_be_in(html):
            return html
        found = list(tags_named(html, self._images.tag_names))
        return replace_spans(html, self._images.edits(html, found, page_url, place_of))

    def write_files(self) -> None:
        """Write what is known only when every page is written."""
        self._images.finish()
