"""The publications of one build: read once, put into lists, on pages of their own and into files to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..addresses import Addresses
from ..config import PublicationsConfig
from ..errors import Place, Problem, Report
from ..site import Site, View
from .bibliography import ReadBibliographies, bib_paths, find_file
from .fragments import PageFragments
from .languages import language_folder
from .settings import project_path

if TYPE_CHECKING:
    from pathlib import Path

    from ..publications.records import Bibliography, Publication
    from ..scholar.records import Work
    from ..sharing.records import Paper
    from .numbers import CitationNumbers
    from .publication_lists import PublicationLists
    from .publication_pages import PublicationPages
    from .shown_publications import ShownPublications

PAGE = "partials/academic/publication_page.html"
_MOST_NAMES = 10
# What mkdocs-git-revision-date-localized-plugin says of a page that no commit has: the moment of the build.
_DAYS = ("git_revision_date_localized", "git_creation_date_localized")
_LEVELS, _DEFAULT_LEVEL = range(1, 7), 3  # of headings, for the lists that templates ask for


class Publications:
    """Made anew for each build; `known` outlives it, so that files that did not change are not read again."""

    _pages: PublicationPages
    _shown: ShownPublications
    _lists: PublicationLists

    def __init__(
        self,
        config: MkDocsConfig,
        settings: PublicationsConfig,
        site: Site,
        fragments: PageFragments,
        known: ReadBibliographies,
        report: Report,
    ) -> None:
        self._config = config
        self._settings = settings
        self._site = site
        self._fragments = fragments
        self._known = known
        self._report = report
        self._paths = bib_paths(config, settings)
        self._style = find_file(config, settings.style, "publications.style") if settings.style else None
        read = [*self._paths, *([self._style] if self._style else [])]
        config.watch += [str(path) for path in read if str(path) not in config.watch]
        self._bibliography: Bibliography | None = None

    def read(self, files: Files, numbers: CitationNumbers) -> None:
        """Read the site's publications, and put their pages and the files to take away among `files`.

        Raises:
            AcademicError: The citation style cannot be used.
        """
        if not self._paths:
            return
        from .exports import exports, replace_sources
        from .publication_lists import PublicationLists
        from .publication_pages import PublicationPages
        from .shown_publications import ShownPublications

        self._bibliography = self._known.read(
            self._config, self._settings, self._site, files, self._paths, self._report
        )
        publications = self._bibliography.publications
        self._pages = PublicationPages(publications if self._settings.pages else (), self._config, files, self._report)
        formatted = self._format(publications)
        self._shown = ShownPublications(
            self._bibliography, self._settings, numbers, files, self._pages, formatted, self._config.site_url or ""
        )
        self._lists = PublicationLists(self._config, self._bibliography, self._shown, self._fragments, self._report)
        exported = exports(
            publications,
            title=f"{self._config.site_name}: {self._shown.say('Publications')}",
            author=self._site.profile.name if self._site.profile else "",
            site_url=self._config.site_url or "",
            folder=language_folder(self._config),
            url_of=self._pages.url_of,
        )
        replace_sources(self._paths, exported, self._config, files)

    def _format(self, publications: Sequence[Publication]) -> dict[str, Markup]:
        if self._style is None:
            return {}
        place = Place(project_path(self._config, str(self._style)))
        return self._known.format(publications, self._style, place, self._report)

    @property
    def is_used(self) -> bool:
        """Whether the site has publications, which its own templates may show, whether or not a page does."""
        return self._bibliography is not None

    def set_addresses(self, addresses: Addresses) -> None:
        if self._bibliography is not None:
            self._shown.addresses = addresses

    def has_page(self, src_uri: str) -> bool:
        """Whether this is the generated page of a publication."""
        return self._bibliography is not None and self._pages.has(src_uri)

    def line_of(self, src_uri: str) -> str | None:
        """Return who wrote the publication that this page is for, where and when; None for any other page."""
        if not self.has_page(src_uri):
            return None
        publication = self._pages.by_uri(src_uri).printable
        names = [author.name.text for author in publication.authors[:_MOST_NAMES]]
        more = publication.has_more_authors or len(publication.authors) > _MOST_NAMES
        parts = (*names, "et al." if more else "", publication.venue.plain, str(publication.year or ""))
        return ", ".join(filter(None, parts))

    def year_of(self, page: Page) -> str:
        """Return the year of the publication that this page is for, "" where none is known and for any other page."""
        if not self.has_page(page.file.src_uri):
            return ""
        return str(self._pages.by_uri(page.file.src_uri).year or "")

    def work_of(self, name: str) -> Work | None:
        """Return a publication as citation numbers know it, by its key, its DOI or its arXiv identifier."""
        if self._bibliography is None:
            return None
        from ..identifiers.pasted import arxiv_id, doi

        return self._works.get(name) or self._works.get(doi(name)) or self._works.get(arxiv_id(name))

    @cached_property
    def _works(self) -> Mapping[str, Work]:
        """The publications by all names that a page may give them; of two with one name the first."""
        from ..publications.selection import keys_of
        from .shown_publications import work_of

        found: dict[str, Work] = {}
        for one in self._bibliography.publications if self._bibliography is not None else ():
            work = work_of(one)
            for name in (*keys_of(one), work.doi, work.arxiv):
                found.setdefault(name, work)
        found.pop("", None)
        return found

    def render_list(self, options: Mapping[str, Any], page: Page, place: Place, level: int) -> str:
        """Return a list of publications for a page.

        Arguments:
            options: What the list shows, as its author wrote it.
            place: Where the list is asked for.
            level: Of the headings of its groups.
        """
        if self._bibliography is None:
            message = "a list of publications is asked for, but the setting 'publications' names no BibTeX file."
            self._report(Problem(place, message))
            return ""
        return self._lists.render(options, page, place, level)

    def render_excerpt(self, options: Mapping[str, Any], level: int) -> str:
        """Return a list for any page that quotes the one it stands on: without ids and icons, and with full addresses.

        What is wrong with it was said when its own page was rendered.
        """
        return self._lists.render_excerpt(options, level) if self._bibliography is not None else ""

    def render_page(self, page: Page) -> str | None:
        """Return the content of a publication's page, None for any other page."""
        if not self.has_page(page.file.src_uri):
            return None
        for key in _DAYS:
            page.meta.pop(key, None)
        publication = self._pages.shown_on(page)
        from ..publications.citation import citation
        from .exports import FOLDER

        shown = self._shown.show(publication, page)
        versions = [self._shown.show(version, page) for version in publication.versions]
        reference = shown.formatted or citation(publication).html
        bibtex_url = self._shown.see_from(page)(f"{FOLDER}{publication.slug}.bib")
        return self._lists.fragment(
            PAGE, page, [shown], publication=shown, versions=versions, reference=reference, bibtex_url=bibtex_url
        )

    def add_to_view(self, view: View, page: Page, place: Place) -> View:
        """Return what a page's templates read, with what the page's publications add to it."""
        if self._bibliography is None:
            return view

        def publications(level: int = _DEFAULT_LEVEL, **options: object) -> Markup:
            if level not in _LEVELS:
                message = f"level {level!r} of a list of publications is no number from 1 to 6; it is ignored."
                self._report(Problem(place, message))
                level = _DEFAULT_LEVEL
            return Markup(self.render_list(options, page, place, level))

        head = self._pages.head(page) if self.has_page(page.file.src_uri) else self._feed(page)
        # What the site's own templates and the blog's excerpts show is not known yet: they are rendered later.
        is_open = self._config.theme.custom_dir is not None or "material/blog" in self._config.plugins
        has_papers = self._lists.are_on(page) or is_open
        head += self._scripts(page)
        return view._replace(head=head, has_papers=has_papers, has_publications=True, publications=publications)

    def paper(self, page: Page) -> Paper | None:
        """Return what a publication's page says of it; None for any other page."""
        return self._pages.paper(page) if self.has_page(page.file.src_uri) else None

    def listed_on(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Return the publications that the page lists, by title and absolute address, "" where one has no page."""
        if self._bibliography is None or self.has_page(page.file.src_uri):
            return ()
        return tuple((one.title.plain, self._pages.absolute_url_of(one)) for one in self._lists.papers_on(page))

    def files_of(self, page: Page) -> Sequence[Path]:
        """Return the files that a page's lists are made of."""
        is_made_of = self._bibliography is not None and self._lists.are_on(page)
        return self._paths if is_made_of else ()

    def _scripts(self, page: Page) -> Markup:
        """Return the scripts that draw badges, where the site lets other hosts into its visitors' browsers."""
        if not self._settings.badge_scripts or not self._lists.are_on(page):
            return Markup()
        from ..publications.measures import MEASURES

        script = Markup('<script src="{}" async></script>')
        return Markup().join(script.format(MEASURES[key].script) for key in self._settings.badges)

    def _feed(self, page: Page) -> Markup:
        """Return the link to the feed of publications, for a page that lists some."""
        if not self._lists.are_on(page) or not self._config.site_url:
            return Markup()
        from .exports import ATOM

        feed = '<link rel="alternate" type="application/atom+xml" href="{}" title="{}">'
        return Markup(feed).format(
            self._shown.see_from(page)(language_folder(self._config) + ATOM), self._shown.say("Publications")
        )
