"""The citation numbers of one build in its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..config import AcademicConfig
from ..errors import Place, Report
from ..site import View
from .fragments import PageFragments
from .number_files import NumberFiles

if TYPE_CHECKING:
    from ..markup import Edit, Tag
    from ..scholar.numbers import Numbers, Wording
    from ..scholar.records import Work

_MARKS = ("total_cit", "show_paper_citations", "acad-citations", "img.shields.io/endpoint")


class CitationNumbers:
    """Made anew for each build.

    Arguments:
        work_of: Finds a publication of the site by its citation key.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        settings: AcademicConfig,
        files: NumberFiles,
        fragments: PageFragments,
        report: Report,
        work_of: Callable[[str], Work | None],
    ) -> None:
        self._config = config
        self._settings = settings
        self._files = files
        self._fragments = fragments
        self._report = report
        self._work_of = work_of
        self._pages: set[str] = set()

    @cached_property
    def numbers(self) -> Numbers | None:
        """None where there are none."""
        stats = self._files.stats
        if stats is None:
            return None
        from ..scholar.numbers import Numbers

        return Numbers(stats, self.wording, self._work_of)

    @cached_property
    def wording(self) -> Wording:
        from ..scholar.numbers import Wording

        settings = self._settings.scholar
        return Wording(settings.text, settings.thousands, settings.show_zero)

    def for_lists(self, *, have_ids: bool) -> Numbers | None:
        """Return the numbers for lists of publications.

        Nothing is fetched for a site that has no profile of Google Scholar and no paper with an id of one: it may
        never have heard of citation numbers.
        """
        is_asked = have_ids or bool(self._settings.author.get("googlescholar")) or self._files.is_at_hand
        return self.numbers if is_asked else None

    def may_be_in(self, content: str) -> bool:
        """Whether a page may show numbers; most pages do not, and import nothing for them."""
        return any(mark in content for mark in _MARKS)

    def edits(self, content: str, found: Sequence[Tag], page: Page, place: Place) -> list[Edit]:
        """Return the edits that put the numbers into a page's HTML; nobody is asked for a page that shows none."""
        if not self.may_be_in(content):
            return []
        from ..scholar.counts import count_edits, count_elements

        edits = []
        if elements := count_elements(found):
            self._pages.add(page.file.src_uri)
            draw = partial(self._draw, page)
            edits += count_edits(elements, self.numbers, draw=draw, place=place, report=self._report)
        return edits

    def _draw(self, page: Page, show: str) -> str:
        return ""

    @property
    def is_used(self) -> bool:
        return bool(self._pages)

    def add_badges(self, files: Files) -> None:
        """Put the badges that pages show among `files`."""

    def add_to_view(self, view: View, page: Page, place: Place) -> View:
        """Return what a page's templates read, with the page's citation numbers."""
        return view
