"""A plugin that does what mkdocs-static-i18n does: one build for each language, all into one folder."""

from __future__ import annotations

from pathlib import PurePath

from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext


class Languages(BasePlugin):  # type: ignore[no-untyped-call]
    """`docs/en/` goes to the root of the site, `docs/zh/` to `zh/`; what is in no such folder belongs to both."""

    default_language = "en"
    build_languages = ("en", "zh")

    def __init__(self) -> None:
        self.current_language = "en"
        self._listed: dict[str, list[File]] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config.theme["language"] = self.current_language
        return config

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        theirs = [
            self._placed(file, config)
            for file in files
            # A page that is made of nothing stops the real plugin: it asks every file where its source is.
            if PurePath(file.abs_src_path).is_relative_to(config.docs_dir)  # type: ignore[arg-type]
            and file.src_uri.partition("/")[0] not in {"en", "zh"} - {self.current_language}
        ]
        kept = Files(theirs)
        self._listed[self.current_language] = list(kept.documentation_pages())
        return kept

    def _placed(self, file: File, config: MkDocsConfig) -> File:
        dest_uri = file.dest_uri.removeprefix("en/")
        placed = File(
            file.src_uri,
            config.docs_dir,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=dest_uri,
            inclusion=file.inclusion,
        )
        vars(placed)["alternates"] = {self.current_language: placed}
        return placed

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        nav.items = [page for page in nav.pages if isinstance(page, Page)]  # without the section of the language
        home = "./" if self.current_language == "en" else f"{self.current_language}/"
        nav.homepage = next(page for page in nav.pages if page.url in (home, "" if home == "./" else home))
        return nav

    @event_priority(50)
    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        context["i18n_alternates"] = self._listed  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name != "sitemap.xml":
            return output
        return "\n".join(file.url for files in self._listed.values() for file in files)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.current_language != "en":
            return
        clean, utils.clean_directory = utils.clean_directory, lambda directory: None
        try:
            self.current_language = "zh"
            build(config)
        finally:
            utils.clean_directory = clean
