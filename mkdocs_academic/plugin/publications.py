"""The publications of one build: read once, put into lists, on pages of their own and into files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..addresses import Addresses, clean_url, is_foreign
from ..config import PublicationsConfig
from ..errors import Place, Problem, Report
from ..site import Site, View
from .bibliography import ReadBibliographies, bib_paths, find_file
from .exports import ATOM, FOLDER, exports, replace_sources
from .fragments import PageFragments
from .theme import theme_dirs

if TYPE_CHECKING:
    from ..publications.records import Bibliography, Publication, Teaser
    from ..publications.showing import See, Shown
    from .publication_pages import PublicationPages

LIST = "partials/academic/publications.html"
PAGE = "partials/academic/publication_page.html"


class _OnPage(NamedTuple):
    """What the lists of one page have shown so far: nothing has an id twice, no icon is drawn twice."""

    ids: set[str]
    icons: set[str]


class Publications:
    """Made anew for each build; `known` outlives it, so that files that did not change are not read again."""

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
        config.watch += [str(path) for path in self._paths if str(path) not in config.watch]
        self._on_pages: dict[str, _OnPage] = {}
        self.addresses = Addresses({})
        self.pages: PublicationPages | None = None
        self.bibliography: Bibliography | None = None

    def read(self, files: Files) -> None:
        """Read the site's publications, and put their pages and the files to take away among `files`."""
        if not self._paths:
            return
        self._files = files
        self.bibliography = self._known.read(self._config, self._settings, self._site, files, self._paths, self._report)
        publications = self.bibliography.publications
        if self._settings.pages:
            from .publication_pages import PublicationPages

            self.pages = PublicationPages(publications, self._config, files, self._report)
        exported = exports(
            publications,
            title=f"{self._config.site_name}: {self._say('Publications')}",
            author=self._site.profile.name if self._site.profile else "",
            site_url=self._config.site_url or "",
            url_of=self._page_url,
        )
        replace_sources(self._paths, exported, self._config, files)

    def has_page(self, src_uri: str) -> bool:
        """Whether this is the generated page of a publication."""
        return self.pages is not None and self.pages.has(src_uri)

    def render_list(self, options: Mapping[str, Any], page: Page, place: Place, level: int) -> str:
        """Return a list of publications for a page.

        Arguments:
            options: What the list shows, as its author wrote it.
            place: Where the list is asked for.
            level: Of the headings of its groups.
        """
        if self.bibliography is None:
            message = "a list of publications is asked for, but the setting 'publications' names no BibTeX file."
            self._report(Problem(place, message))
            return ""
        from ..publications.selection import read_query, select

        query = read_query(options, place=place, report=self._report)
        groups = select(self.bibliography.publications, query, citations=self._citations)
        if not groups:
            self._report(Problem(place, "a list of publications is empty: none of them is what its options ask for."))
        on_page = self._on_pages.setdefault(page.file.src_uri, _OnPage(set(), set()))
        shown = [(group.title, [self._show(one, page, on_page.ids) for one in group.publications]) for group in groups]
        return self._render(
            LIST, page, [one for _, ones in shown for one in ones], groups=shown, query=query, level=level
        )

    def render_page(self, page: Page) -> str | None:
        """Return the content of a publication's page, None for any other page."""
        publication = self.pages.shown_on(page) if self.pages is not None else None
        if publication is None:
            return None
        from ..publications.citation import citation

        shown = self.show(publication, page)
        versions = [self.show(version, page) for version in publication.versions]
        reference = shown.formatted or citation(publication).html
        bibtex_url = self.see_from(page)(f"{FOLDER}{publication.slug}.bib")
        return self._render(
            PAGE, page, [shown], publication=shown, versions=versions, reference=reference, bibtex_url=bibtex_url
        )

    def add_to_view(self, view: View, page: Page, place: Place) -> View:
        """Return what a page's templates read, with what the page's publications add to it."""
        if self.bibliography is None:
            return view

        def publications(level: int = 3, **options: object) -> Markup:
            return Markup(self.render_list(options, page, place, level))

        is_own = self.pages is not None and self.pages.has(page.file.src_uri)
        head = self.pages.head(page) if is_own and self.pages is not None else self._feed(page)
        # What the site's own templates show is not known yet: they are rendered later.
        has_papers = page.file.src_uri in self._on_pages or self._config.theme.custom_dir is not None
        head += self._scripts(page)
        return view._replace(head=head, has_papers=has_papers, publications=publications)

    def _scripts(self, page: Page) -> Markup:
        """Return the scripts that draw badges, where the site lets other hosts into its visitors' browsers."""
        if not self._settings.badge_scripts or page.file.src_uri not in self._on_pages:
            return Markup()
        from ..publications.measures import MEASURES

        script = Markup('<script src="{}" async></script>')
        return Markup().join(script.format(MEASURES[key].script) for key in self._settings.badges)

    def _feed(self, page: Page) -> Markup:
        """Return the link to the feed of publications, for a page that lists some."""
        if page.file.src_uri not in self._on_pages or not self._config.site_url:
            return Markup()
        feed = '<link rel="alternate" type="application/atom+xml" href="{}" title="{}">'
        return Markup(feed).format(self.see_from(page)(ATOM), self._say("Publications"))

    def _render(self, template: str, page: Page, shown: list[Shown], **values: object) -> str:
        """Return a fragment that shows these publications."""
        from ..publications.showing import filter_of

        on_page = self._on_pages.setdefault(page.file.src_uri, _OnPage(set(), set()))
        icons = sorted({link.icon for one in shown for link in one.links if link.icon} - on_page.icons)
        on_page.icons.update(icons)
        return self._fragments.render(
            template, icons=self._icons(icons), filter=filter_of(shown), say=self._say, source=self._source, **values
        )

    def show(self, publication: Publication, page: Page, element_id: str = "") -> Shown:
        """Return what the templates show of a publication on a page."""
        from ..publications.measures import badges, with_measures
        from ..publications.showing import show

        page_url = self._page_url(publication)
        draws = self._settings.badge_scripts
        if not draws:
            publication = with_measures(publication, self._settings.badges)
        return show(
            publication._replace(teaser=self._sized(publication.teaser)),
            see=self.see_from(page),
            page_url="" if page_url == clean_url(page.url) else page_url,
            element_id=element_id,
            citations=self._citations.get(publication.citation_key),
            formatted=self._formatted.get(publication.citation_key),
            badges=badges(publication, self._settings.badges if draws else ()),
        )

    def see_from(self, page: Page) -> See:
        def see(url: str) -> str:
            return url if is_foreign(url) else self.addresses.seen_from(f"/{url.lstrip('/')}", page.url)

        return see

    def _show(self, publication: Publication, page: Page, ids: set[str]) -> Shown:
        element_id = "" if publication.slug in ids else publication.slug
        ids.add(publication.slug)
        return self.show(publication, page, element_id)

    def _page_url(self, publication: Publication) -> str:
        return self.pages.url_of(publication) if self.pages is not None else ""

    def _sized(self, teaser: Teaser | None) -> Teaser | None:
        """Return a teaser with the size of its picture, so that the page does not jump while it loads."""
        file = self._files.get_file_from_path(teaser.url) if teaser is not None else None
        if teaser is None or teaser.is_video or file is None or not file.abs_src_path:
            return teaser
        import imagesize

        width, height = map(int, imagesize.get(file.abs_src_path))
        return teaser._replace(width=width, height=height) if min(width, height) > 0 else teaser

    def _say(self, text: str) -> str:
        return str(self._settings.labels.get(text, text))

    @cached_property
    def _citations(self) -> Mapping[str, int]:
        """The number of citations by citation key, where the site has them."""
        stats = self._site.scholar.stats
        if stats is None or self.bibliography is None:
            return {}
        counts = (
            (one, _count(one.scholar_id, stats.author_id, stats.citations)) for one in self.bibliography.publications
        )
        return {one.citation_key: count for one, count in counts if count is not None}

    @property
    def _source(self) -> str:
        """Where the numbers of citations come from, and when."""
        stats = self._site.scholar.stats
        return f"Google Scholar, {stats.updated.isoformat()}" if stats and stats.updated else "Google Scholar"

    @cached_property
    def _formatted(self) -> Mapping[str, Markup]:
        """The references in the citation style of the site by citation key, where it has one."""
        if not self._settings.style or self.bibliography is None:
            return {}
        from ..publications.csl import CslStyle

        style = CslStyle(find_file(self._config, self._settings.style, "publications.style"))
        publications = self.bibliography.publications
        formatted = style.format(publications, report=self._report)
        return {one.citation_key: text for one, text in zip(publications, formatted, strict=True)}

    def _icons(self, names: Iterable[str]) -> list[Markup]:
        from ..icons import symbol

        dirs = [f"{folder}/.icons" for folder in theme_dirs(self._config)]
        return [Markup(symbol(name, dirs, f"acad-icon-{name.replace('/', '-')}")) for name in names]


def _count(scholar_id: str, author_id: str, citations: Mapping[str, int]) -> int | None:
    """Return the citations of a paper by its id, with or without the author's part before it."""
    return citations.get(scholar_id, citations.get(f"{author_id}:{scholar_id}")) if scholar_id else None
