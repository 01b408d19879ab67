"""One build of the site: what the hooks share, in build order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from ..addresses import Addresses, clean_url, is_foreign
from ..config import AUTO, AcademicConfig
from ..errors import Place, Problem, Report
from .analytics import ChosenAnalytics
from .bibliography import ReadBibliographies
from .content import Content
from .fragments import PageFragments
from .languages import in_language, language_folder, list_for_sitemap
from .number_files import KnownNumbers, NumberFiles
from .numbers import CitationNumbers
from .offers import Offers
from .publications import Publications
from .settings import docs_prefix, project_path, read_site, settings_place
from .sharing import Sharing
from .sources import Lines, Sources, Written
from .theme import MATERIAL_THEMES, layer_theme, set_defaults, watch_overrides, with_sound_frame

if TYPE_CHECKING:
    from ..analytics import Analytics
    from ..jekyll.liquid import Liquid
    from ..site import View
    from .known_pictures import KnownPictures
    from .output import Output
    from .views import Views


class Build:
    """From `on_config` to `on_post_build`; a new one for each build."""

    nav: Navigation
    _chosen_analytics: Analytics | None

    def __init__(
        self,
        config: MkDocsConfig,
        settings: AcademicConfig,
        known: ReadBibliographies,
        known_numbers: KnownNumbers,
        known_pictures: KnownPictures,
        report: Report,
    ) -> None:
        self._config = config
        self._settings = settings
        self._report = report
        self._site = read_site(config, settings, report)
        self._sources = Sources(config, settings, self._read_liquid, report)
        fragments = PageFragments(config)
        self._publications = Publications(config, settings.publications, self._site, fragments, known, report)
        number_files = NumberFiles(config, settings, self._site, known_numbers, report)
        work_of = self._publications.work_of
        self._numbers = CitationNumbers(
            settings, self._site, number_files, fragments, settings_place(config), report, work_of
        )
        self._content = Content(config, settings, self._site, fragments, self._publications, self._numbers, report)
        self._sharing = Sharing(config, settings, self._site, report)
        self._analytics = ChosenAnalytics(config, report)
        self._offers = Offers(config, settings, self._site, report)
        self._views: Views | None = None
        self._is_used = False
        self._addresses = Addresses({})
        self._is_material = config.theme.name in MATERIAL_THEMES
        self._output = self._read_output(known_pictures)
        self._set_up_theme()

    def _read_output(self, known_pictures: KnownPictures) -> Output | None:
        """Return what completes finished pages, None where they are written as they are."""
        enabled = self._settings.images.enabled
        if not self._is_material or not (self._site.has_own_look if enabled == AUTO else enabled):
            return None
        from .output import Output

        look = self._site.has_own_look
        return Output(self._config, self._settings, known_pictures, self._report, has_own_look=look)

    def _set_up_theme(self) -> None:
        if not self._is_material:
            if self._site.has_own_look:
                message = (
                    f"the theme {self._config.theme.name!r} cannot show the profile and the top bar. "
                    "Set 'theme: {name: material}'."
                )
                self._report(Problem(settings_place(self._config), message))
            return
        watch_overrides(self._config)
        if self._site.has_own_look:
            set_defaults(self._config)

    def read_files(self, files: Files) -> None:
        self._sources.read(files)
        has_pages = self._sources.has_pages
        self._sources.exclude(files, folders=self._site.has_own_look or has_pages)
        self._sources.set_addresses(files)
        if self._settings.liquid is not False and (has_pages or self._settings.dialect == "kramdown"):
            from .templates import fill_templates

            fill_templates(files, self._config, lambda: self._sources.liquid, self._report)

    def add_publications(self, files: Files) -> None:
        """Put redirects, the publications' pages and their exports among `files`; by now each has its address."""
        self._sources.add_redirects(files)
        self._publications.read(files, self._numbers)
        urls = {file.src_uri: file.url for file in files if file.inclusion.is_included()}
        self._addresses = Addresses(urls, urlsplit(self._config.site_url or "").path)
        self._content.addresses = self._addresses
        self._publications.set_addresses(self._addresses)
        navigation = in_language(self._site.navigation, language_folder(self._config), self._addresses)
        self._site = self._site._replace(navigation=navigation)
        self._check_avatar()

    def _check_avatar(self) -> None:
        avatar = self._site.profile.avatar if self._site.profile is not None else ""
        if avatar and not is_foreign(avatar) and not self._addresses.has_file(avatar, "index.md"):
            message = (
                f"author.avatar {avatar!r} is no file of {docs_prefix(self._config)}. Put it there, or correct it."
            )
            self._report(Problem(settings_place(self._config), message))

    def _read_liquid(self, files: Files) -> Liquid:
        from .liquid import read_liquid

        return read_liquid(self._config, self._site, files, self._report)

    def expand(self, markdown: str, page: Page) -> str:
        return self._content.expand(markdown, page, self._sources)

    def finish(self, content: str, page: Page) -> str:
        return self._content.finish(content, page, is_home=page.is_homepage or page is self.nav.homepage)

    def prepare_theme(self, env: jinja2.Environment, files: Files) -> None:
        """Layer the templates and make what they read, if anything of ours is used."""
        if self._output is not None:
            self._output.read_files(files)
        self._is_used = self._site.has_own_look or self._content.is_used or self._publications.is_used
        self._is_used = self._is_used or self._numbers.needs_theme or self._analytics.needs_theme
        self._is_used = self._is_used or self._sharing.is_asked or self._offers.are_asked
        if not self._is_used:
            return
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        self._content.read_anchors(pages)
        home = self._home(pages)
        self._offers.prepare(self.nav, home, files, self._publications.line_of)
        if not self._is_material:
            return
        from .views import Views

        layer_theme(env, self._config, files)
        shows_card = self._offers.shows_card
        self._views = Views(
            self._config,
            self._settings,
            self._site,
            self.nav,
            self._addresses,
            env,
            self._report,
            shows_card=shows_card,
        )
        self._chosen_analytics = self._analytics.read()
        if self._site.has_own_look or self._content.is_kramdown(self.nav.homepage):
            self._views.fill_bar()
        self._views.share(pages)
        year_of = self._publications.year_of
        self._sharing.prepare(pages, home, files, self._addresses, self._files_of, year_of)

    def _home(self, pages: Iterable[Page]) -> Page | None:
        """Return the home page; MkDocs knows none where it stands in a section of the nav, or in none."""
        return self.nav.homepage or next((page for page in pages if not clean_url(page.url)), None)

    def _files_of(self, page: Page) -> Iterator[Path]:
        """Yield the files that a page is made of beside its own."""
        snippets = self._content.files_of(page.file.src_uri)
        yield from (Path(self._config.docs_dir, name) for name in snippets)
        yield from self._publications.files_of(page)

    def add_to_template(self, context: TemplateContext, template_name: str) -> TemplateContext:
        if self._views is not None and template_name.endswith(".html"):
            view = self._views.template(context["base_url"])
            view = view._replace(analytics=self._chosen_analytics)
            return _with(context, self._sharing.add_to_template(view, template_name))
        if template_name == "sitemap.xml":
            listed = self._sharing.listed(context["pages"])
            list_for_sitemap(context.get("i18n_alternates"), self._config, listed)
            return cast("TemplateContext", {**context, "pages": listed})
        return context

    def add_to_page(self, context: TemplateContext, page: Page) -> TemplateContext:
        if self._views is not None:
            place = Place(docs_prefix(self._config) + page.file.src_uri)
            view = self._publications.add_to_view(self._views.page(page, place), page, place)
            view = self._offers.add_to_view(view, page)._replace(analytics=self._chosen_analytics)
            view = view._replace(head=f"{view.head}{self._content.styles_of(page)}")
            view = self._numbers.add_to_view(view, page)
            paper, papers = self._publications.paper(page), self._publications.listed_on(page)
            return _with(context, self._sharing.add_to_view(view, page, place, paper, papers))
        return context

    def finish_page(self, html: str, page: Page) -> str:
        """Return a page's whole HTML as it is written."""
        html = self._with_sound_frame(html)
        if self._output is None:
            return html
        state = self._content.pages.get(page.file.src_uri)
        written = Written("", Lines(docs_prefix(self._config) + page.file.src_uri)) if state is None else state.written
        return self._output.finished(html, page.url, written)

    def finish_template(self, html: str, template_name: str) -> str:
        if not template_name.endswith(".html"):
            return html
        html = self._with_sound_frame(html)
        if self._output is None:
            return html
        return self._output.finished(html, None, Written("", Lines(settings_place(self._config).file)))

    def _with_sound_frame(self, html: str) -> str:
        return with_sound_frame(html) if self._views is not None else html

    def write_files(self) -> None:
        """Write what is known only when every page is written."""
        self._numbers.write_files(Path(self._config.site_dir))
        if self._output is not None:
            self._output.write_files()
        self._sharing.write_files(Path(self._config.site_dir))
        self._offers.write_files(Path(self._config.site_dir))

    def check_links(self) -> None:
        """Report links and entries of the navigation that lead to an id that does not exist."""
        if not self._is_used:
            return
        from ..checks import check_navigation

        self._content.check_links()
        nav_links = self._views.nav_links() if self._views is not None else ()
        for items, path in (
            (self._site.navigation, self._site.navigation_path),
            (nav_links, self._config.config_file_path or ""),
        ):
            place_of = partial(self._place_in, path)
            check_navigation(items, self._addresses, self._content.ids_of, place_of, self._report)

    def _place_in(self, path: str, url: str) -> Place:
        from ..anchors import find_line

        line = find_line(Path(path).read_text(encoding="utf-8"), url) if path else 0
        return Place(project_path(self._config, path or "mkdocs.yml"), line)


def _with(context: TemplateContext, view: View) -> TemplateContext:
    """Return `context` with the one name that our templates read."""
    return cast("TemplateContext", {**context, "academic": view})
