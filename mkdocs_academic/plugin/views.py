"""What the theme's templates read of a page."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from ..addresses import Addresses, clean_url, is_foreign
from ..config import AcademicConfig
from ..errors import Place, Report
from ..jekyll.navigation import NavItem, section_items, targets
from ..markup import rewrite_urls
from ..profile import Profile, merge, person, read_profile
from ..site import CardLinks, Site, View, map_items
from ..texts import own_word
from .contact import CARD, QR
from .look import Look
from .settings import settings_place
from .theme import has_own_partials

MOST_PAGES_IN_BAR = 8
"""More pages of the `nav` than this beside the sections go into one menu of the bar."""
_BAR = "<!--academic.bar-->"  # where the bar goes into a header that pages share


class Views:
    """Makes the `academic` of each template; made when every page's headings are known.

    What is the same on all pages of one depth is rendered once for them: with a hundred pages in the navigation, to
    render it on each would take most of the build.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        settings: AcademicConfig,
        site: Site,
        nav: Navigation,
        addresses: Addresses,
        env: jinja2.Environment,
        report: Report,
        *,
        shows_card: bool,
    ) -> None:
        self._config = config
        self._settings = settings
        self._site = site
        self._nav = nav
        self._addresses = addresses
        self._env = env
        self._shows_card = shows_card
        self._report = report
        self._home_url = clean_url(nav.homepage.url) if nav.homepage else ""
        self._look = Look(settings.look, addresses, settings_place(config), report)
        self._shared: dict[tuple[str, bool], Shared] = {}
        # What a site's own partials read is not known, and plugins for translations set `alternate` for each page.
        self._shares_all = not has_own_partials(config) and not config.extra.get("alternate")
        self.bar: tuple[NavItem, ...] = ()

    def share(self, pages: Iterable[Page]) -> None:
        """Render what pages have in common, before MkDocs begins to mark the one it renders as active."""
        for url in {clean_url(page.url) for page in pages}:
            self._share("../" * url.count("/"), url == self._home_url)

    def fill_bar(self) -> None:
        """Fill the top bar: the author's own or the home page's sections, then what else is in the `nav`."""
        bar = self._site.navigation
        if not bar and self._nav.homepage is not None:
            sections = section_items(_headings(self._nav.homepage.toc))
            bar = map_items(sections, lambda item: item._replace(url=f"/{self._home_url}{item.url.lstrip('/')}"))
        shown = {self._addresses.seen_from(item.url, "").partition("#")[0] for item in bar}
        others = _nav_items(item for item in self._nav.items if item is not self._nav.homepage)
        more = tuple(item for item in others if item.url.lstrip("/") not in shown)
        if len(more) > MOST_PAGES_IN_BAR:
            more = (NavItem("Pages", more[0].url, children=more),)
        self.bar = (*bar, *more)

    def nav_links(self) -> tuple[NavItem, ...]:
        """Return the links of MkDocs' `nav` to an id, which MkDocs does not check."""
        return tuple(item for item in targets(_nav_items(self._nav.items)) if "#" in item.url)

    def page(self, page: Page, place: Place) -> View:
        """Return what the templates of one page read."""
        url = clean_url(page.url)
        base = "../" * url.count("/")
        profile = self._profile(page, place)
        author = page.meta.get("author")
        if isinstance(author, Mapping):  # Material prints it in the page's head
            page.meta["author"] = escape(str(author.get("name") or self._site.author.get("name") or ""))
        return self._view(base, url == self._home_url, profile, current=base + url)

    def template(self, base_url: str) -> View:
        """Return what a template that is no page reads (404.html): addresses count from the host's root."""
        profile = self._site.profile if self._settings.author_profile else None
        return self._view(base_url.rstrip("/") + "/", False, profile, current=None)

    def _share(self, base: str, is_home: bool) -> Shared:
        """Return what pages have in common that reach the site's root by `base`."""
        if (base, is_home) not in self._shared:

            def see(url: str) -> str:
                if is_home:
                    return self._addresses.seen_from(url, self._home_url)
                seen = self._addresses.seen_from(url, "\0")
                local = not is_foreign(seen) and not seen.startswith("#")
                return base + seen.removeprefix("./") if local and base else seen

            navigation = map_items(self.bar, lambda item: item._replace(url=see(item.url)))
            shared = Shared(
                see=see,
                is_home=is_home,
                home=see("/" + self._home_url),
                look=self._look.head(base),
                navigation=navigation,
                bar=self._render("navigation.html", base, navigation=navigation) if navigation else "",
                site_nav=self._render("site_nav.html", base),
            )
            if self._shares_all and (navigation or self._site.profile is not None):
                shared = shared._replace(header=self._render("header.html", base, home=shared.home, bar=_BAR))
            self._shared[base, is_home] = self._with_profile(shared, self._site.profile, base)
        return self._shared[base, is_home]

    def _with_profile(self, shared: Shared, profile: Profile | None, base: str) -> Shared:
        """Return `shared` with `profile` as its pages show it."""
        if profile is None:
            return shared._replace(profile=None, avatar="", card=None, sidebar="", owner={})
        seen = _seen_profile(profile, shared.see)
        avatar = shared.see(profile.avatar) if profile.avatar else ""
        shows_card = self._shows_card and profile is self._site.profile
        say = partial(own_word, self._settings.contact.labels)
        card = CardLinks(base + CARD, base + QR, say) if shows_card else None
        values = {"profile": seen, "avatar": avatar, "card": card}
        sidebar = self._render("profile.html", base, **values) if self._shares_all else ""
        owner = person(profile, site_url=self._config.site_url or "")
        return shared._replace(profile=seen, avatar=avatar, card=card, sidebar=sidebar, owner=owner)

    def _render(self, name: str, base: str, **values: object) -> str:
        """Render a partial that is no page's own, so that its addresses begin with `base`."""
        template = self._env.get_template(f"partials/academic/{name}")
        return template.render(self._globals, base_url=base.rstrip("/") or ".", academic=values)

    @cached_property
    def _globals(self) -> dict[str, object]:
        """What Material's page template sets for the partials that it includes."""
        context = {"config": self._config, "nav": self._nav, "page": None}
        lang = self._env.get_template("partials/language.html").make_module(context)
        return {**context, "lang": lang, "features": self._config.theme.get("features") or []}

    def _view(self, base: str, is_home: bool, profile: Profile | None, *, current: str | None) -> View:
        """Return the view of a page that reaches the site's root by `base`."""
        shared = self._share(base, is_home)
        if profile is not self._site.profile:
            shared = self._with_profile(shared, profile, base)
        bar = _mark_current(shared.bar, current)
        return View(
            site=self._site.jekyll,
            scholar=self._site.scholar,
            look=shared.look,
            profile=shared.profile,
            avatar=shared.avatar,
            home=shared.home,
            is_home=shared.is_home,
            navigation=shared.navigation,
            header=shared.header.replace(_BAR, bar),
            bar=bar,
            sidebar=shared.sidebar,
            site_nav=_mark_current(shared.site_nav, current),
            owner=shared.owner,
            card=shared.card,
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


class Shared(NamedTuple):
    """What all pages of one depth have in common; `see` gives an address as these pages reach it.

    `header` and `sidebar` are empty where each page has to render them itself.
    """

    see: Callable[[str], str]
    is_home: bool
    home: str
    look: str
    navigation: tuple[NavItem, ...]
    bar: str
    site_nav: str
    header: str = ""
    profile: Profile | None = None
    avatar: str = ""
    card: CardLinks | None = None
    sidebar: str = ""
    owner: Mapping[str, Any] = {}


def _mark_current(rendered: str, current: str | None) -> str:
    """Return a rendered navigation with the link that leads to the current page marked as such."""
    if current is None:
        return rendered
    address = html.escape(current or ".")
    for written in (f'href="{address}"', f'href="./{address}"'):  # MkDocs writes the root as "./."
        before, href, after = rendered.partition(written)
        if href:
            return f'{before}{href} aria-current="page"{after}'
    return rendered


def _seen_profile(profile: Profile, see: Callable[[str], str]) -> Profile:
    links = tuple(link._replace(url=see(link.url)) for link in profile.links)
    return profile._replace(links=links, bio=Markup(rewrite_urls(profile.bio, see)))


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
