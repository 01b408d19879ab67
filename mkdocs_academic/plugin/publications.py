"""The publications of one build: read once, put into lists, on pages of their own and into files to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..addresses import Addresses
from ..config import PublicationsConfig
from ..errors import Place, Problem, Report, did_you_mean
from ..site import Site, View
from .bibliography import ReadBibliographies, bib_paths, find_file
from .fragments import PageFragments
from .settings import project_path
from .theme import theme_dirs

if TYPE_CHECKING:
    from ..publications.records import Bibliography, Publication
    from ..publications.selection import Query
    from ..publications.showing import Shown
    from .publication_pages import PublicationPages
    from .shown_publications import ShownPublications

LIST = "partials/academic/publications.html"
PAGE = "partials/academic/publication_page.html"
_LEVELS, _DEFAULT_LEVEL = range(1, 7), 3  # of headings, for the lists that templates ask for


class _OnPage(NamedTuple):
    """What the lists of one page have shown so far: nothing has an id twice, no icon is drawn twice."""

    ids: set[str]
    icons: set[str]


class Publications:
    """Made anew for each build; `known` outlives it, so that files that did not change are not read again."""

    _pages: PublicationPages
    _shown: ShownPublications

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
        self._on_pages: dict[str, _OnPage] = {}
        self._symbols: dict[str, Markup] = {}
        self._bibliography: Bibliography | None = None

    def read(self, files: Files) -> None:
        """Read the site's publications, and put their pages and the files to take away among `files`.

        Raises:
            AcademicError: The citation style cannot be used.
        """
        if not self._paths:
            return
        from .exports import exports, replace_sources
        from .publication_pages import PublicationPages
        from .shown_publications import ShownPublications

        self._bibliography = self._known.read(
            self._config, self._settings, self._site, files, self._paths, self._report
        )
        publications = self._bibliography.publications
        self._pages = PublicationPages(publications if self._settings.pages else (), self._config, files, self._report)
        formatted = self._format(publications)
        stats = self._site.scholar.stats
        self._shown = ShownPublications(
            self._bibliography, self._settings, stats, files, self._pages, formatted, self._config.site_url or ""
        )
        exported = exports(
            publications,
            title=f"{self._config.site_name}: {self._say('Publications')}",
            author=self._site.profile.name if self._site.profile else "",
            site_url=self._config.site_url or "",
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
        from ..publications.selection import read_query
        from ..publications.showing import filter_of

        query = read_query(options, place=place, report=self._report)
        self._report_unknown_keys(query.keys, place)
        groups = self._groups(query, lambda one: self._show(one, page))
        if not groups and self._bibliography.publications:  # a new site may have none yet
            self._report(Problem(place, "a list of publications is empty: none of them is what its options ask for."))
        shown = [one for _, ones in groups for one in ones]
        chips = filter_of(shown) if query.has_filter else None
        return self._render(LIST, page, shown, groups=groups, query=query, level=level, filter=chips)

    def render_excerpt(self, options: Mapping[str, Any], level: int) -> str:
        """Return a list for any page that quotes the one it stands on: without ids and icons, and with full addresses.

        What is wrong with it was said when its own page was rendered.
        """
        if self._bibliography is None:
            return ""
        from ..publications.selection import read_query

        query = read_query(options, place=Place(""), report=_ignore)._replace(has_filter=False)
        groups = self._groups(query, self._quoted)
        return self._fragments.render(
            LIST, say=self._say, source=self._shown.source, icons=(), groups=groups, query=query, level=level
        )

    def _groups(self, query: Query, show: Callable[[Publication], Shown]) -> list[tuple[str, list[Shown]]]:
        """Return what a list shows, below the titles of its groups."""
        from ..publications.selection import select

        publications = self._bibliography.publications if self._bibliography else ()
        groups = select(publications, query, citations=self._shown.citations)
        return [(group.title, [show(one) for one in group.publications]) for group in groups]

    def _quoted(self, publication: Publication) -> Shown:
        shown = self._shown.show(publication, None)
        return shown._replace(links=tuple([link._replace(icon="") for link in shown.links]))

    def _report_unknown_keys(self, keys: Iterable[str], place: Place) -> None:
        for key in keys:
            if key not in self._keys:
                message = f"a list of publications asks for '{key}', which is no entry; it is left out."
                self._report(Problem(place, message + did_you_mean(key, self._keys)))

    @cached_property
    def _keys(self) -> Set[str]:
        """The keys that lists may ask for; that an entry is hidden today is no mistake of the list."""
        from ..publications.records import Bibliography
        from ..publications.selection import keys_of

        publications, _, hidden = self._bibliography or Bibliography()
        return {key for publication in (*publications, *hidden) for key in keys_of(publication)}

    def render_page(self, page: Page) -> str | None:
        """Return the content of a publication's page, None for any other page."""
        if not self.has_page(page.file.src_uri):
            return None
        publication = self._pages.shown_on(page)
        from ..publications.citation import citation
        from .exports import FOLDER

        shown = self._shown.show(publication, page)
        versions = [self._shown.show(version, page) for version in publication.versions]
        reference = shown.formatted or citation(publication).html
        bibtex_url = self._shown.see_from(page)(f"{FOLDER}{publication.slug}.bib")
        return self._render(
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
        has_papers = page.file.src_uri in self._on_pages or is_open
        head += self._scripts(page)
        return view._replace(head=head, has_papers=has_papers, has_publications=True, publications=publications)

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
        from .exports import ATOM

        feed = '<link rel="alternate" type="application/atom+xml" href="{}" title="{}">'
        return Markup(feed).format(self._shown.see_from(page)(ATOM), self._say("Publications"))

    def _render(self, template: str, page: Page, shown: list[Shown], **values: object) -> str:
        """Return a fragment that shows these publications."""
        on_page = self._on_pages.setdefault(page.file.src_uri, _OnPage(set(), set()))
        icons = sorted({link.icon for one in shown for link in one.links if link.icon} - on_page.icons)
        on_page.icons.update(icons)
        symbols = [self._symbol(name) for name in icons]
        return self._fragments.render(template, say=self._say, source=self._shown.source, icons=symbols, **values)

    def _show(self, publication: Publication, page: Page) -> Shown:
        ids = self._on_pages.setdefault(page.file.src_uri, _OnPage(set(), set())).ids
        element_id = "" if publication.slug in ids else publication.slug
        ids.add(publication.slug)
        return self._shown.show(publication, page, element_id)

    def _say(self, text: str) -> str:
        label = self._settings.labels.get(text)
        return text if label is None else str(label)

    def _symbol(self, name: str) -> Markup:
        """Return the drawing of an icon, which is read once for all pages."""
        if name not in self._symbols:
            from ..icons import symbol

            dirs = [f"{folder}/.icons" for folder in theme_dirs(self._config)]
            self._symbols[name] = Markup(symbol(name, dirs, f"acad-icon-{name.replace('/', '-')}"))
        return self._symbols[name]


def _ignore(problem: Problem) -> None:
    """Take the place of a report where all has been said."""
