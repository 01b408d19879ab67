"""The citation numbers of one build in its pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.structure.pages import Page

from ..config import AcademicConfig
from ..errors import Place, Problem, Report
from ..site import Site, View
from ..texts import own_word
from .badges import Badges, root_of
from .fragments import PageFragments
from .number_files import NumberFiles

if TYPE_CHECKING:
    from ..markup import Edit, Tag
    from ..scholar.counts import PlaceOf
    from ..scholar.numbers import Numbers, Wording
    from ..scholar.records import Work

STYLE = "assets/academic/citations.css"
_MARKS = ("total_cit", "show_paper_citations", "acad-citations", "img.shields.io/endpoint")


class CitationNumbers:
    """Made anew for each build.

    Arguments:
        work_of: Finds a publication of the site by its citation key.
    """

    def __init__(
        self,
        settings: AcademicConfig,
        site: Site,
        files: NumberFiles,
        fragments: PageFragments,
        settings_place: Place,
        report: Report,
        work_of: Callable[[str], Work | None],
    ) -> None:
        self._settings = settings
        self._files = files
        self._fragments = fragments
        self._settings_place = settings_place
        self._report = report
        self._work_of = work_of
        self._badges = Badges(settings, str(site.jekyll["repository"] or ""), self.say)
        self._drawn: dict[str, int] = {}
        self._are_shown = False

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
        if "{count}" not in settings.text:
            message = (
                f"scholar.text {settings.text!r} has no {{count}}, so no number of a paper is shown. Write it there."
            )
            self._report(Problem(self._settings_place, message))
        return Wording(settings.text, settings.thousands, settings.show_zero)

    def for_lists(self, *, have_ids: bool) -> Numbers | None:
        """Return the numbers for lists of publications.

        Nothing is fetched for a site that has no profile of Google Scholar and no paper with an id of one: it may
        never have heard of citation numbers.
        """
        is_asked = have_ids or bool(self._settings.author.get("googlescholar")) or self._files.is_at_hand
        return self.numbers if is_asked else None

    def note_shown(self) -> None:
        """Remember that a list of publications shows numbers."""
        self._are_shown = True

    def may_be_in(self, content: str) -> bool:
        """Whether a page may show numbers; most pages do not, and import nothing for them."""
        return any(mark in content for mark in _MARKS)

    def text(self, show: str) -> str:
        """Return the number that `{citations SHOW}` asks for, for who quotes a page before it is finished."""
        from ..scholar.counts import text_of

        return text_of(show, self.numbers)

    def is_badge(self, tag: Tag) -> bool:
        """Whether a tag is shields.io's image of this site's numbers, which `edits` gives a text."""
        return self._badges.is_ours(tag)

    def edits(self, content: str, found: Sequence[Tag], page: Page, place_of: PlaceOf) -> list[Edit]:
        """Return the edits that put the numbers into a page's HTML; nobody is asked for a page that shows none."""
        if not self.may_be_in(content):
            return []
        from ..scholar.counts import count_edits, count_elements

        edits = self._badges.edits(found, page, lambda: self.numbers)
        if elements := count_elements(found):
            self._are_shown = True
            draw = partial(self.draw, page)
            edits += count_edits(elements, self.numbers, draw=draw, place_of=place_of, report=self._report)
        return edits

    def draw(self, page: Page, show: str) -> str:
        """Return a chart, a trend or a badge as HTML for a page, "" where there is nothing to draw."""
        numbers = self.numbers
        if numbers is None:
            return ""
        if show == "badge":
            return self._badges.image(page, numbers)
        count = self._drawn.get(page.file.src_uri, 0) + 1
        values = self._drawing(show, numbers, f"acad-{show}-{count}")
        if values is None:
            return ""
        self._drawn[page.file.src_uri] = count
        return self._fragments.render(f"partials/academic/citations_{show}.html", **{show: values})

    def _drawing(self, show: str, numbers: Numbers, element_id: str) -> object:
        """Return what the partial of a drawing shows, None where there are no numbers for it."""
        stats, group = numbers.stats, numbers.wording.number
        if show == "trend":
            from ..scholar.trend import trend

            source = self._files.history[-1].source if self._files.history else ""
            # What another source counted is another number, which would make the line fall and rise.
            days = ((row.day, row.cited_by) for row in self._files.history if row.source in (source, ""))
            return trend(days, say=self.say, group=group, source=source, element_id=element_id)
        from ..scholar.chart import chart

        origin = stats.per_year_from
        if origin is None:
            return None
        return chart(
            stats.per_year,
            say=self.say,
            group=group,
            source=origin.source,
            updated=origin.day,
            element_id=element_id,
        )

    @property
    def needs_theme(self) -> bool:
        """Whether a page shows what only our templates bring: a drawing, or the script for newer numbers."""
        return bool(self._drawn) or self._are_refreshed

    @property
    def _are_refreshed(self) -> bool:
        return self._settings.scholar.refresh and self._are_shown

    def say(self, text: str) -> str:
        """Return the site's own word for one of ours."""
        return own_word(self._settings.scholar.labels, text)

    def write_files(self, site_dir: Path) -> None:
        """Write the badges that pages show, and a copy of numbers that were fetched, into the built site."""
        self._badges.write(site_dir)
        if "numbers" in vars(self) and self.numbers is not None:  # some page has asked for them
            self._files.publish(site_dir)

    def add_to_view(self, view: View, page: Page) -> View:
        """Return what a page's templates read, with the page's citation numbers."""
        return view._replace(
            citations=partial(self._for_template, page),
            has_drawings=page.file.src_uri in self._drawn,
            refresh=self._refresh if self._are_refreshed else "",
        )

    def _for_template(self, page: Page, show: str = "") -> Markup:
        """Return a number or a drawing for a site's own template, which is rendered when the page's head is written."""
        from ..scholar.numbers import DRAWN

        if show not in DRAWN:
            return Markup.escape(self.text(show))
        drawing = self.draw(page, show)
        if not drawing or show == "badge":
            return Markup(drawing)
        return Markup('<link rel="stylesheet" href="{}">').format(root_of(page) + STYLE) + Markup(drawing)

    @cached_property
    def _refresh(self) -> Markup:
        """The attributes of the script that asks for newer numbers in the visitor's browser."""
        numbers = self.numbers
        updated = numbers.stats.updated if numbers is not None else None
        return Markup(' data-urls="{}" data-updated="{}" data-text="{}" data-thousands="{}" data-zero="{}"').format(
            json.dumps(self._files.urls),
            updated.isoformat() if updated is not None else "",
            self.wording.text,
            self.wording.thousands,
            str(self.wording.shows_zero).lower(),
        )
