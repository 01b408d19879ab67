"""The last look at a finished page: what no template and no Markdown extension can know of all that stands in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..config import AcademicConfig
from ..errors import Report
from ..images import CLEANABLE
from ..markup import replace_spans, tags_named

if TYPE_CHECKING:
    from .images import Images
    from .known_pictures import KnownPictures
    from .sources import Written


class Output:
    """Completes the pages of one build before they are written, and the files that they show."""

    def __init__(
        self,
        config: MkDocsConfig,
        settings: AcademicConfig,
        known_pictures: KnownPictures,
        report: Report,
        *,
        has_own_look: bool,
    ) -> None:
        self._config = config
        self._settings = settings
        self._known_pictures = known_pictures
        self._has_own_look = has_own_look
        self._report = report
        self._files = Files([])

    def read_files(self, files: Files) -> None:
        """Take the site's files; by now every page has its content."""
        self._files = files
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        with_images = [page for page in pages if "<img" in (page.content or "")]
        if with_images:
            self._images.foresee(with_images)

    @cached_property
    def _images(self) -> Images:
        """The pictures of the pages, once there is one: what reads them takes longer to import than a page to build."""
        from .images import Images

        known, look = self._known_pictures, self._has_own_look
        return Images(self._config, self._settings.images, self._files, known, self._report, has_own_look=look)

    def finished(self, html: str, page_url: str | None, written: Written) -> str:
        """Return a page's whole HTML as it is written.

        Arguments:
            page_url: What its addresses are relative to; None for a template, whose addresses are the host's.
            written: What the page is made of.
        """
        if not any(start in html for start in ("<img", "<video", "<IMG")):
            return html
        found = list(tags_named(html, self._images.tag_names))
        return replace_spans(html, self._images.edits(html, found, page_url, written))

    def write_files(self) -> None:
        """Write what is known only when every page is written."""
        own = [file for file in self._files if self._is_own(file) and file.dest_uri.lower().endswith(CLEANABLE)]
        if own or "_images" in vars(self):
            self._images.finish(own)

    def _is_own(self, file: File) -> bool:
        """Whether a published file is the author's, and not the theme's."""
        theme = self._config.theme
        return file.inclusion.is_included() and (file.src_dir not in theme.dirs or file.src_dir == theme.custom_dir)
