"""Publications as the templates show them on a page: with their numbers, in the site's citation style."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..addresses import Addresses, clean_url, is_foreign
from ..config import PublicationsConfig
from ..texts import own_word

if TYPE_CHECKING:
    from ..publications.records import Bibliography, Publication, Teaser
    from ..publications.showing import Citations, See, Shown
    from ..scholar.records import Paper, Work
    from .numbers import CitationNumbers
    from .publication_pages import PublicationPages


class ShownPublications:
    """What is the same wherever a publication of one build is shown.

    Arguments:
        formatted: The references in the site's citation style by citation key, where it has one.
    """

    def __init__(
        self,
        bibliography: Bibliography,
        settings: PublicationsConfig,
        numbers: CitationNumbers,
        files: Files,
        pages: PublicationPages,
        formatted: Mapping[str, Markup],
        site_url: str,
    ) -> None:
        self._bibliography = bibliography
        self._settings = settings
        self._numbers = numbers
        self._files = files
        self._pages = pages
        self._formatted = formatted
        self._site_url = site_url
        self._sizes: dict[str, tuple[int, int]] = {}
        self.addresses = Addresses({})

    def show(self, publication: Publication, page: Page | None, element_id: str = "") -> Shown:
        """Return what the templates show of a publication on a page, with None on any page."""
        from ..publications.measures import badges, with_measures
        from ..publications.showing import show

        page_url = self._pages.url_of(publication)
        draws = self._settings.badge_scripts
        if not draws:
            publication = with_measures(publication, self._settings.badges)
        return show(
            publication._replace(teaser=self._sized(publication.teaser)),
            see=self.see_from(page),
            page_url="" if page is not None and page_url == clean_url(page.url) else page_url,
            element_id=element_id,
            citations=self._citations_of(publication),
            formatted=self._formatted.get(publication.citation_key),
            badges=badges(publication, self._settings.badges if draws else ()),
        )

    def see_from(self, page: Page | None) -> See:
        """Return what gives an address of the site as a page, or with None any page, reaches it, all others as is."""

        def see(url: str) -> str:
            if is_foreign(url):
                return url
            file = self._files.get_file_from_path(url)  # its name may have a sign that ends an address's path
            target = f"/{file.url if file is not None else url.lstrip('/')}"
            if page is None:
                return urljoin(self._site_url or "/", self.addresses.seen_from(target, ""))
            return self.addresses.seen_from(target, page.url)

        return see

    def say(self, text: str) -> str:
        """Return the site's own word for one that lists print."""
        return own_word(self._settings.labels, text)

    def _sized(self, teaser: Teaser | None) -> Teaser | None:
        """Return a teaser with the size of its picture, so that the page does not jump while it loads."""
        if teaser is None or teaser.is_video:
            return teaser
        if teaser.url not in self._sizes:
            self._sizes[teaser.url] = self._size(teaser.url)
        width, height = self._sizes[teaser.url]
        return teaser._replace(width=width, height=height)

    def _size(self, url: str) -> tuple[int, int]:
        """Return the width and the height of a picture of the docs folder, 0 where they are unknown."""
        file = self._files.get_file_from_path(url)
        if file is None or not file.abs_src_path:
            return 0, 0
        from ..images.headers import read_size

        try:
            return read_size(Path(file.abs_src_path))
        except OSError:  # the browser shows what it can
            return 0, 0

    def _citations_of(self, publication: Publication) -> Citations | None:
        from ..publications.showing import Citations
        from ..scholar.numbers import tooltip

        paper = self._papers.get(publication.citation_key)
        if paper is None or not paper.citations.value:
            return None
        self._numbers.note_shown()
        number = self._numbers.wording.number(paper.citations.value)
        return Citations(number, tooltip(paper.citations), paper.work.author_pub_id or publication.scholar_id)

    @cached_property
    def citations(self) -> Mapping[str, int]:
        """The number of citations by citation key, where the site has them."""
        return {key: paper.citations.value for key, paper in self._papers.items()}

    @cached_property
    def _papers(self) -> Mapping[str, Paper]:
        """What citation numbers know of the publications, by citation key."""
        publications = self._bibliography.publications
        numbers = self._numbers.for_lists(have_ids=any(one.scholar_id for one in publications))
        if numbers is None:
            return {}
        found = ((one.citation_key, numbers.paper_of(work_of(one))) for one in publications)
        return {key: paper for key, paper in found if paper is not None}


def work_of(publication: Publication) -> Work:
    """Return a publication as citation numbers know it."""
    from ..scholar.records import identified_work

    return identified_work(publication.title.plain, publication.year, publication.scholar_id, publication.identifiers)
