"""Lists of publications on the pages of one build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..errors import Place, Problem, Report, did_you_mean
from ..publications.selection import Query, keys_of, read_query, select
from ..publications.showing import Shown, filter_of
from .fragments import PageFragments
from .shown_publications import ShownPublications
from .theme import theme_dirs

if TYPE_CHECKING:
    from ..publications.records import Bibliography, Publication

LIST = "partials/academic/publications.html"


class _OnPage(NamedTuple):
    """What the lists of one page have shown so far: nothing has an id twice, no icon is drawn twice."""

    ids: set[str]
    icons: set[str]
    papers: dict[str, Publication]


class PublicationLists:
    """Renders lists, and knows which pages have some."""

    def __init__(
        self,
        config: MkDocsConfig,
        bibliography: Bibliography,
        shown: ShownPublications,
        fragments: PageFragments,
        report: Report,
    ) -> None:
        self._config = config
        self._bibliography = bibliography
        self._shown = shown
        self._fragments = fragments
        self._report = report
        self._on_pages: dict[str, _OnPage] = {}
        self._symbols: dict[str, Markup] = {}

    def are_on(self, page: Page) -> bool:
        """Whether the page shows a publication."""
        return page.file.src_uri in self._on_pages

    def papers_on(self, page: Page) -> Collection[Publication]:
        """Return the publications that the page's lists show, in their order."""
        return self._on_pages[page.file.src_uri].papers.values() if self.are_on(page) else ()

    def render(self, options: Mapping[str, Any], page: Page, place: Place, level: int) -> str:
        """Return a list for a page; see `Publications.render_list`."""
        query = read_query(options, place=place, report=self._report)
        self._report_unknown_keys(query.keys, place)
        groups = self._groups(query, lambda one: self._show(one, page))
        if not groups and self._bibliography.publications:  # a new site may have none yet
            self._report(Problem(place, "a list of publications is empty: none of them is what its options ask for."))
        shown = [one for _, ones in groups for one in ones]
        chips = filter_of(shown) if query.has_filter else None
        return self.fragment(LIST, page, shown, groups=groups, query=query, level=level, filter=chips)

    def render_excerpt(self, options: Mapping[str, Any], level: int) -> str:
        """Return a list for any page that quotes another one; see `Publications.render_excerpt`."""
        query = read_query(options, place=Place(""), report=_ignore)._replace(has_filter=False)
        groups = self._groups(query, self._quoted)
        return self._fragments.render(LIST, say=self._shown.say, icons=(), groups=groups, query=query, level=level)

    def fragment(self, template: str, page: Page, shown: list[Shown], **values: object) -> str:
        """Return a fragment that shows these publications on a page, with the icons that it has not drawn yet."""
        on_page = self._on(page)
        icons = sorted({link.icon for one in shown for link in one.links if link.icon} - on_page.icons)
        on_page.icons.update(icons)
        symbols = [self._symbol(name) for name in icons]
        return self._fragments.render(template, say=self._shown.say, icons=symbols, **values)

    def _groups(self, query: Query, show: Callable[[Publication], Shown]) -> list[tuple[str, list[Shown]]]:
        """Return what a list shows, below the titles of its groups."""
        groups = select(self._bibliography.publications, query, citations=self._shown.citations)
        return [(group.title, [show(one) for one in group.publications]) for group in groups]

    def _show(self, publication: Publication, page: Page) -> Shown:
        ids = self._on(page).ids
        self._on(page).papers.setdefault(publication.slug, publication)
        element_id = "" if publication.slug in ids else publication.slug
        ids.add(publication.slug)
        return self._shown.show(publication, page, element_id)

    def _quoted(self, publication: Publication) -> Shown:
        shown = self._shown.show(publication, None)
        return shown._replace(links=tuple([link._replace(icon="") for link in shown.links]))

    def _on(self, page: Page) -> _OnPage:
        return self._on_pages.setdefault(page.file.src_uri, _OnPage(set(), set(), {}))

    def _report_unknown_keys(self, keys: Iterable[str], place: Place) -> None:
        for key in keys:
            if key not in self._keys:
                message = f"a list of publications asks for '{key}', which is no entry; it is left out."
                self._report(Problem(place, message + did_you_mean(key, self._keys)))

    @cached_property
    def _keys(self) -> Set[str]:
        """The keys that lists may ask for; that an entry is hidden today is no mistake of the list."""
        publications, _, hidden = self._bibliography
        return {key for publication in (*publications, *hidden) for key in keys_of(publication)}

    def _symbol(self, name: str) -> Markup:
        """Return the drawing of an icon, which is read once for all pages."""
        if name not in self._symbols:
            from ..icons import symbol

            dirs = [f"{folder}/.icons" for folder in theme_dirs(self._config)]
            self._symbols[name] = Markup(symbol(name, dirs, f"acad-icon-{name.replace('/', '-')}"))
        return self._symbols[name]


def _ignore(problem: Problem) -> None:
    """Take the place of a report where all has been said."""
