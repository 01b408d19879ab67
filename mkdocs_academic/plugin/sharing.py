"""How the pages of one build are found and shared: what goes into their heads, and the files for that."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ..addresses import Addresses, clean_url
from ..config import AUTO, AcademicConfig
from ..errors import Place, Report
from ..sharing.records import PageFacts, Paper, Picture, SiteFacts
from ..site import Site, View
from .hidden import is_unlisted, robots_of
from .theme import theme_language

if TYPE_CHECKING:
    from .cards import Cards
    from .owner import Owner
    from .page_texts import PageTexts
    from .pictures import Pictures

_ERROR_PAGE = "404.html"


class Sharing:
    """Made anew for each build; `prepare` comes when every page is read, and before the first is written."""

    _texts: PageTexts
    _pictures: Pictures
    _cards: Cards | None

    def __init__(self, config: MkDocsConfig, settings: AcademicConfig, site: Site, report: Report) -> None:
        self._config = config
        self._accent = settings.look.accent or ""
        self._settings = settings.sharing
        self._site = site
        self._report = report
        self._is_prepared = False
        self._has_icons = False
        self._days: Mapping[str, str] = {}
        self._person: Mapping[str, Any] = {}

    @property
    def is_asked(self) -> bool:
        """Whether the site asks for this in so many words, whatever else it uses."""
        return self._settings.enabled is True

    @property
    def is_on(self) -> bool:
        return self.is_asked or (self._settings.enabled == AUTO and self._site.has_own_look)

    def prepare(
        self,
        pages: Sequence[Page],
        home: Page | None,
        files: Files,
        addresses: Addresses,
        files_of: Callable[[Page], Iterable[Path]],
        year_of: Callable[[Page], str],
    ) -> None:
        """Find out what is said of every page.

        Arguments:
            files_of: Returns the files that a page is made of beside its own.
            year_of: Returns the year of the publication that a page is for.
        """
        if not self.is_on:
            return
        from .page_texts import PageTexts
        from .pictures import Pictures

        self._is_prepared = True
        self._person = self._site_person()
        self._texts = PageTexts(self._config, pages, home, self._person, year_of)
        self._pictures = Pictures(self._config, self._settings.image, files, addresses, self._report)
        if self._settings.dates:
            from .page_days import set_days

            self._days = set_days(pages, self._config, files_of)
        if self._settings.icons:
            self._add_icons(files)
        self._cards = self._make_cards()

    def add_to_view(
        self, view: View, page: Page, place: Place, paper: Paper | None, papers: tuple[tuple[str, str], ...]
    ) -> View:
        """Return what a page's templates read, with all that its head says of it.

        Arguments:
            paper: What the page says of the publication that it is for; None for any other page.
            papers: The publications that it lists.
        """
        if not self._is_prepared or not self._settings.metadata:
            return view._replace(head=f"{view.head}{self._least(view, page, paper)}", **self._look)
        facts = self._facts(page, place, paper, papers)
        # Material prints it as it is, and so do other plugins.
        page.meta["description"] = escape(facts.description)
        person = view.owner if view.is_home and view.owner else self._person
        head = f"{view.head}{self._head(self._site_facts(person), facts)}"
        return view._replace(head=head, title=self._texts.title(page), **self._look)

    def add_to_template(self, view: View, template_name: str) -> View:
        if self._is_prepared and self._settings.metadata and template_name == _ERROR_PAGE:
            view = view._replace(title=f"404 - {self._config.site_name}")
        return view._replace(**self._look)

    def write_files(self, site_dir: Path) -> None:
        """Write what nothing else has written: the cards of the pages, and a `robots.txt`."""
        if not self._is_prepared:
            return
        if self._cards is not None:
            self._cards.write(site_dir)
        robots = site_dir / "robots.txt"
        if self._settings.robots and not robots.exists():
            from ..sharing.robots import robots_txt

            robots.write_text(robots_txt(self._config.site_url or ""), encoding="utf-8")

    @property
    def _look(self) -> dict[str, Any]:
        """What the heads of all pages have of the site's look."""
        return {"has_icons": self._has_icons, "theme_colours": self._theme_colours}

    @cached_property
    def _theme_colours(self) -> Mapping[str, str]:
        if not self._is_prepared or not self._site.has_own_look:
            return {}
        from ..sharing.colours import GROUND, schemes

        media = {"default": "(prefers-color-scheme: light)", "slate": "(prefers-color-scheme: dark)"}
        found = schemes(self._config.theme.get("palette"))
        return {media[scheme] if len(found) > 1 else "": GROUND[scheme] for scheme in found}

    def _least(self, view: View, page: Page, paper: Paper | None) -> Markup:
        """Return what the head says of the person and of publications on a site that leaves the rest to Material."""
        owner = view.owner if view.is_home else {}
        if paper is None and not owner:
            return Markup()
        title = Markup(str(page.title or "")).striptags()
        description = html.unescape(str(page.meta.get("description") or ""))
        facts = PageFacts(page.canonical_url or "", title, description, is_home=view.is_home)
        if paper is not None:
            picture = Picture(paper.image_url) if paper.image_url else None
            facts = facts._replace(picture=picture, work=paper.work, properties=paper.properties)
        site = SiteFacts("", self._config.site_name, person=owner)
        return self._head(site, facts, has_card=paper is not None)

    def _head(self, site: SiteFacts, page: PageFacts, *, has_card: bool = True) -> Markup:
        from .heads import head

        return head(site, page, has_card=has_card, is_drawn_elsewhere=self._is_drawn_elsewhere)

    def _facts(self, page: Page, place: Place, paper: Paper | None, papers: tuple[tuple[str, str], ...]) -> PageFacts:
        from ..sharing.days import WRITTEN, written_day

        url = clean_url(page.url)
        site_url = self._config.site_url or ""
        crumbs = [(title, urljoin(site_url, above)) for title, above in self._texts.crumbs(url)] if site_url else []
        return PageFacts(
            page.canonical_url or "",
            self._texts.heading(page),
            self._texts.description(page),
            is_home=page is self._texts.home,
            published=written_day(page.meta, WRITTEN) if _is_post(page) else "",
            modified=self._days.get(page.file.src_uri, ""),
            picture=self._picture(page, place, paper),
            crumbs=tuple(crumbs),
            papers=papers,
            work=paper.work if paper is not None else {},
            properties=paper.properties if paper is not None else (),
            robots=robots_of(page.meta),
        )

    def listed(self, files: Iterable[File]) -> list[File]:
        """Return the pages that the sitemap names: all but those whose front matter forbids it."""
        is_on = self._is_prepared and self._settings.metadata
        return [file for file in files if not (is_on and file.page is not None and is_unlisted(file.page.meta))]

    def _picture(self, page: Page, place: Place, paper: Paper | None) -> Picture | None:
        """Return the picture for a page: one that was chosen for it, else one that is drawn."""
        title = self._texts.heading(page)
        image_url = paper.image_url if paper is not None else ""
        if chosen := self._pictures.of_page(page, place) or self._pictures.of_paper(image_url, title):
            return chosen
        if self._settings.image:
            return self._pictures.of_site(self._texts.name)
        if self._cards is None:
            return None
        has_own = self._settings.card == "pages" and page is not self._texts.home
        return self._cards.page(title) if has_own else self._cards.site()

    def _site_facts(self, person: Mapping[str, Any]) -> SiteFacts:
        config = self._config
        language = theme_language(config)
        return SiteFacts(config.site_url or "", config.site_name, config.site_description or "", language, person)

    def _site_person(self) -> Mapping[str, Any]:
        if self._site.profile is None:
            return {}
        from ..profile import person

        return person(self._site.profile, site_url=self._config.site_url or "")

    @cached_property
    def _is_drawn_elsewhere(self) -> bool:
        """Whether Material's own plugin draws the cards, and writes their tags into every page."""
        plugins = self._config.plugins
        social = plugins.get("material/social") or plugins.get("social")
        return social is not None and all(social.config.get(key, True) for key in ("enabled", "cards"))

    def _make_cards(self) -> Cards | None:
        settings = self._settings
        is_asked = settings.card is not False and settings.metadata and not settings.image
        if not is_asked or not self._config.site_url or self._is_drawn_elsewhere:
            return None
        from .cards import Cards

        return Cards(self._config, self._owner, self._report)

    def _add_icons(self, files: Files) -> None:
        from .site_icons import add_icons, own_favicon

        if own := own_favicon(self._config, files):
            self._config.theme["favicon"] = own
        elif self._owner.initials:
            self._has_icons = add_icons(self._config, files, self._owner)

    @cached_property
    def _owner(self) -> Owner:
        from .owner import Owner
        from .page_texts import role_of

        return Owner(
            self._config,
            self._pictures,
            self._report,
            name=self._texts.name,
            role=role_of(self._person),
            avatar=self._site.profile.avatar if self._site.profile is not None else "",
            font=self._settings.font,
            chosen_accent=self._accent,
        )


def _is_post(page: Page) -> bool:
    """Whether a page is an article of its day: Material's blog has written it, or its template says so."""
    return "date" in page.meta and (type(page).__name__ == "Post" or str(page.meta.get("layout")) == "post")
