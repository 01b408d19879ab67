"""MkDocs' hooks in build order: unpack its objects, call the rooms with plain values, put the results back."""

from __future__ import annotations

from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from ..config import AcademicConfig
from ..errors import AcademicError, Problem
from .bibliography import ReadBibliographies
from .build import Build
from .known_pictures import KnownPictures
from .number_files import KnownNumbers

log = get_plugin_logger(__name__)


class AcademicPlugin(BasePlugin[AcademicConfig]):
    """The plugin `academic`. Its state is one `Build`, replaced whole at each build; what is known outlives it."""

    def __init__(self) -> None:
        self._known = ReadBibliographies()
        self._known_numbers = KnownNumbers()
        self._known_pictures = KnownPictures()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Begin anew; MkDocs keeps a plugin that has this between the builds of `mkdocs serve`."""
        self._known_numbers = KnownNumbers()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        try:
            self._build = Build(config, self.config, self._known, self._known_numbers, self._known_pictures, report)
        except AcademicError as error:
            raise PluginError(str(error)) from error
        return config

    # After the plugins that add pages (blog: -50), so that their sources are seen too.
    @event_priority(-75)
    def _read_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        try:
            self._build.read_files(files)
        except AcademicError as error:
            raise PluginError(str(error)) from error
        return files

    # After the plugin for translations (i18n: -100), which needs every file to be in the docs folder and says where
    # each page of a language goes.
    @event_priority(-110)
    def _add_publications(self, files: Files, *, config: MkDocsConfig) -> Files:
        try:
            self._build.add_publications(files)
        except AcademicError as error:
            raise PluginError(str(error)) from error
        return files

    on_files = CombinedEvent(_read_files, _add_publications)

    # After the plugins that make a nav of their own (awesome-pages, i18n: -100).
    @event_priority(-110)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._build.nav = nav
        return nav

    # First of all plugins: they see one text, with every section in its place.
    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        try:
            return self._build.expand(markdown, page)
        except AcademicError as error:
            raise PluginError(str(error)) from error

    # First again: the page's HTML is whole before another plugin changes it.
    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self._build.finish(html, page)

    # Before any other plugin renders a template; by now every page's headings are known.
    @event_priority(100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        self._build.prepare_theme(env, files)
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        return self._build.add_to_template(context, template_name)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        return self._build.add_to_page(context, page)

    # After the plugins that put something into finished pages, such as pictures.
    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._build.finish_template(output_content, template_name)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._build.finish_page(output, page)

    # Every page is written, so every id is known.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._build.write_files()
        self._build.check_links()


def report(problem: Problem) -> None:
    """Log a problem; a warning fails `--strict`."""
    getattr(log, problem.level)(str(problem))
