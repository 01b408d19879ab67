"""What a site offers beside its pages: twins in Markdown, `llms.txt`, a feed of its news, a contact card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..config import AUTO, AcademicConfig
from ..errors import Report
from ..site import Site, View
from .languages import language_folder

if TYPE_CHECKING:
    from .machines import Machines
    from .news import NewsFeed


class Offers:
    """The offers of one build; `prepare` once every page's HTML is known."""

    def __init__(self, config: MkDocsConfig, settings: AcademicConfig, site: Site, report: Report) -> None:
        self._config = config
        self._settings = settings
        self._site = site
        self._report = report
        self._machines: Machines | None = None
        self._news: NewsFeed | None = None
        self._files: Files | None = None

    @property
    def are_asked(self) -> bool:
        """Whether the settings ask for what there is by default on a site with an own look only."""
        machines = self._settings.machines
        return True in (machines.markdown, machines.llms, self._settings.news.feed)

    @property
    def shows_card(self) -> bool:
        return self._has_card and self._settings.contact.show

    @property
    def _has_card(self) -> bool:
        return self._site.profile is not None and self._settings.contact.card is not False

    def prepare(
        self, nav: Navigation, home: Page | None, files: Files, paper_line: Callable[[str], str | None]
    ) -> None:
        """Find what there is to offer, and put the files that are no page's own among `files`.

        Arguments:
            paper_line: Returns a line about the publication that the page of a src_uri is for, None for any other.
        """
        self._files = files
        machines = self._settings.machines
        has_twins, has_llms = self._is_on(machines.markdown), self._is_on(machines.llms)
        if self._is_on(self._settings.news.feed):
            from .news import NewsFeed

            pages = (file.page for file in files.documentation_pages() if file.page is not None)
            published = (page for page in pages if page.file.inclusion.is_included())
            written = [page for page in published if paper_line(page.file.src_uri) is None]
            self._news = NewsFeed(self._config, self._settings.news, written, home, self._report)
        if has_twins or has_llms:
            from .machines import Machines

            self._machines = Machines(
                self._config, self._site.profile, nav, home, files, paper_line, has_twins=has_twins, has_llms=has_llms
            )
        for uri, text in self._texts():
            if text and files.get_file_from_path(uri) is None:  # a file of the author's own stays
                files.append(File.generated(self._config, uri, content=text, inclusion=InclusionLevel.INCLUDED))

    def _is_on(self, setting: object) -> bool:
        return setting is True or (setting == AUTO and self._site.has_own_look)

    def _texts(self) -> Iterator[tuple[str, str]]:
        from .contact import CARD, QR, card_file, card_qr

        profile = self._site.profile
        if self._news is not None:
            yield self._news.uri, self._news.text(profile.name if profile is not None else "")
        if profile is not None and self._has_card:
            yield CARD, card_file(self._config, self._settings.contact, profile)
            if self._settings.contact.show:
                yield QR, card_qr(self._config, self._settings.contact, profile)

    def add_to_view(self, view: View, page: Page) -> View:
        """Return what a page's templates read, with links to what there is of it for others than readers."""
        head = [one.head(page) for one in (self._news, self._machines) if one is not None]
        return view._replace(head="\n".join(filter(None, (view.head, *head))))

    def write_files(self, site_dir: Path) -> None:
        if self._machines is not None and self._files is not None:
            others = [one for one in self._named() if self._files.get_file_from_path(one[1])]
            self._machines.write(site_dir, others)

    def _named(self) -> Iterator[tuple[str, str, str]]:
        """Yield the title, the path and a note of each file that `llms.txt` names if it is there."""
        from .contact import CARD
        from .exports import ATOM, BIBTEX
        from .news import FEED

        folder = language_folder(self._config)
        yield "Publications as BibTeX", BIBTEX, "all of them"
        yield "Feed of publications", folder + ATOM, "Atom"
        yield "Feed of news", folder + FEED, "Atom"
        yield "Contact card", CARD, "vCard"
