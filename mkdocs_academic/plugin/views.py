"""What the theme's templates read of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from ..addresses import Addresses, clean_url
from ..config import AcademicConfig
from ..errors import Place, Report
from ..jekyll.navigation import NavItem, section_items
from ..markup import rewrite_urls
from ..profile import Profile, json_ld, merge, person, read_profile
from ..site import Site, View, map_items


class Views:
    """Makes the `academic` of each template; made when every page's headings are known."""

    def __init__(
        self,
        config: MkDocsConfig,
        settings: AcademicConfig,
        site: Site,
        nav: Navigation,
        addresses: Addresses,
        report: Report,
    ) -> None:
        self._config = config
        self._settings = settings
        self._site = site
        self._addresses = addresses
        self._report = report
        self._home_url = clean_url(nav.homepage.url) if nav.homepage else ""
        self._bar = self._fill_bar(nav)

    def _fill_bar(self, nav: Navigation) -> tuple[NavItem, ...]:
        """Return the top bar: the author's own or the home page's sections, then what else is in the `nav`."""
        bar = self._site.navigation
        if not bar and nav.homepage is not None:
            bar = section_items(_headings(nav.homepage.toc))
        shown = {self._addresses.seen_from(item.url, "").partition("#")[0] for item in bar}
        others = (item for item in nav.items if item is not nav.homepage)
        return (*bar, *(item for item in _nav_items(others) if item.url.lstrip("/") not in shown))

    def page(self, page: Page, place: Place) -> View:
        """Return what the templates of one page read."""

        def see(url: str) -> str:
            return self._addresses.seen_from(url, page.url)

        return self._view(see, self._profile(page, place), current=clean_url(page.url))

    def template(self, base_url: str) -> View:
        """Return what a template that is no page reads (404.html): addresses count from the host's root."""

        def see(url: str) -> str:
            return urljoin(base_url.rstrip("/") + "/", self._addresses.seen_from(url, ""))

        return self._view(see, self._site.profile if self._settings.author_profile else None, current=None)

    def _view(self, see: Callable[[str], str], profile: Profile | None, current: str | None) -> View:
        def see_item(item: NavItem) -> NavItem:
            return replace(item, url=see(item.url), is_current=item.url == f"/{current}")

        is_home = current == self._home_url
        return View(
            site=self._site.jekyll,
            scholar=self._site.scholar,
            profile=profile and _seen_profile(profile, see),
            avatar=see(profile.avatar) if profile is not None and profile.avatar else "",
            home=see("/" + self._home_url),
            is_home=is_home,
            navigation=map_items(self._bar, see_item),
            person=self._person(profile) if is_home and profile is not None else "",
        )

    def _profile(self, page: Page, place: Place) -> Profile | None:
        """Return the page's profile; what is wrong with the settings was reported with the settings."""
        if not page.meta.get("author_profile", self._settings.author_profile):
            return None
        override = page.meta.get("author")
        if not isinstance(override, Mapping):
            return self._site.profile
        author = merge(self._site.author, override)
        known: list[str] = []
        self._read_profile(self._site.author, place, lambda problem: known.append(problem.message))
        return self._read_profile(
            author, place, lambda problem: None if problem.message in known else self._report(problem)
        )

    def _read_profile(self, author: Mapping[str, object], place: Place, report: Report) -> Profile:
        return read_profile(author, place=place, report=report, description=self._config.site_description or "")

    def _person(self, profile: Profile) -> str:
        site_url = self._config.site_url or ""
        avatar = urljoin(site_url, profile.avatar.lstrip("/")) if site_url and profile.avatar else ""
        return json_ld(person(profile, site_url=site_url, avatar_url=avatar))


def _seen_profile(profile: Profile, see: Callable[[str], str]) -> Profile:
    links = tuple(replace(link, url=see(link.url)) for link in profile.links)
    return replace(profile, links=links, bio=Markup(rewrite_urls(profile.bio, see)))


def _headings(toc: Iterable[AnchorLink]) -> Iterator[tuple[str, str, int]]:
    for item in toc:
        yield item.title, item.id, item.level
        yield from _headings(item.children)


def _nav_items(items: Iterable[StructureItem]) -> Iterator[NavItem]:
    """Yield the pages, sections and links of MkDocs' `nav` as items of the bar."""
    for item in items:
        if isinstance(item, Page):
            yield NavItem(str(item.title or item.file.name), "/" + clean_url(item.url))
        elif isinstance(item, Link):
            yield NavItem(item.title, item.url)
        elif isinstance(item, Section):
            children = tuple(_nav_items(item.children))
            if children:
                yield NavItem(item.title, children[0].url, children=children)
