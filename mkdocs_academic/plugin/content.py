"""A page's way from Markdown to finished HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from .. import anchors
from ..addresses import Addresses, clean_url
from ..config import AcademicConfig
from ..errors import Place, Problem, Report
from ..jekyll.repair import repair_html
from ..markup import replace_spans, tags, url_edits
from ..rendering import Fragments, inline_icons, mark_lines
from ..site import Site
from .sources import Lines, Sources
from .theme import theme_dirs

KRAMDOWN = "mkdocs_academic.jekyll.kramdown"
BLOCKS = "mkdocs_academic.blocks"


@dataclass
class PageState:
    """What is kept of a page until its links can be checked."""

    url: str
    text: str
    lines: Lines
    is_kramdown: bool
    anchors: anchors.Anchors = field(default_factory=lambda: anchors.Anchors(frozenset(), ()))

    def place_of_link(self, link: str) -> Place:
        return self.lines.place_of(anchors.find_fragment(self.text, link))


class Content:
    """Renders the pages of one build; `pages` holds what became of each, by its src_uri."""

    def __init__(self, config: MkDocsConfig, settings: AcademicConfig, site: Site, report: Report) -> None:
        self._config = config
        self._settings = settings
        self._site = site
        self._report = report
        self._fragments: Fragments | None = None
        self.pages: dict[str, PageState] = {}
        self.ids_of: dict[str, frozenset[str]] = {}
        self.addresses = Addresses({})

    def expand(self, markdown: str, page: Page, sources: Sources) -> str:
        """Return the page's text with every section in its place, and switch on what it is written in."""
        src_uri = page.file.src_uri
        text, lines = sources.expanded(src_uri, markdown, page.meta)
        is_kramdown = sources.is_kramdown(src_uri, page.meta)
        state = PageState(clean_url(page.url), text, lines, is_kramdown)
        if is_kramdown and self._settings.repair_html:
            exists = partial(self.addresses.has_file, page_source=src_uri)
            state.text = repair_html(text, exists=exists, report=partial(self._report_line, state))
        self.pages[src_uri] = state
        self._choose_extensions(page, state)
        if page.meta.get("title") == "":
            self._give_title(page)
        return state.text

    def _choose_extensions(self, page: Page, state: PageState) -> None:
        """Set the Markdown extensions that MkDocs reads the page with: ours come last, and only where it needs them."""
        extensions = [name for name in self._config.markdown_extensions if name not in (KRAMDOWN, BLOCKS)]
        if state.is_kramdown:
            extensions.append(KRAMDOWN)
            self._config.mdx_configs[KRAMDOWN] = {"report": partial(self._report_line, state)}
        data = page.meta.get("research_pipeline")
        if data is not None or "/// pipeline" in state.text:
            extensions.append(BLOCKS)
            self._config.mdx_configs[BLOCKS] = {"pipeline": self._pipeline(data, state), "render": self._render}
        self._config.markdown_extensions = extensions

    def _pipeline(self, data: object, state: PageState) -> Mapping[str, Any]:
        if data is None:
            return {}
        from ..pipeline import read_pipeline

        return read_pipeline(data, place=state.lines.place_of(0), report=self._report)

    def _report_line(self, state: PageState, line: int, message: str) -> None:
        self._report(Problem(state.lines.place_of(line), message))

    def _give_title(self, page: Page) -> None:
        """Title a page as Jekyll does that says `title: ""`: by the site, unless the navigation names it."""
        del page.meta["title"]
        if "title" not in vars(page):
            page.title = self._config.site_name

    def _render(self, template_name: str, **values: object) -> str:
        if self._fragments is None:
            self._fragments = Fragments(theme_dirs(self._config))
        return self._fragments.render(template_name, **values)

    @property
    def is_used(self) -> bool:
        """Whether any page is written in what only we understand."""
        return any(page.is_kramdown for page in self.pages.values()) or self._fragments is not None

    def finish(self, content: str, page: Page) -> str:
        """Return the page's HTML with settled ids, addresses, icons and counts."""
        state = self.pages.get(page.file.src_uri)
        if state is None:
            return content
        place = state.lines.place_of(0)
        if BLOCKS in self._config.markdown_extensions:
            from ..pipeline import report_leftovers

            report_leftovers(content, place=place, report=self._report)
        if state.is_kramdown:
            content = self._finish_kramdown(content, page)
        if self._site.scholar.stats is not None:
            from ..scholar import write_counts

            content = write_counts(content, self._site.scholar.stats, place=place, report=self._report)
        return content

    def _finish_kramdown(self, content: str, page: Page) -> str:
        found = list(tags(content))
        demotions = anchors.demotions(found)
        if demotions:
            _lower(page.toc.items)
        addresses = url_edits(found, lambda url: self.addresses.repaired(url, page.file.url, page.file.src_uri))
        content = replace_spans(content, [*demotions, *anchors.id_edits(found), *addresses])
        content = inline_icons(content, [f"{folder}/.icons" for folder in theme_dirs(self._config)])
        content = mark_lines(content)
        if "<h1" not in content:
            content = f'<h1 class="acad-hidden" data-academic-ui>{self._page_title(page)}</h1>\n{content}'
        return content

    def _page_title(self, page: Page) -> str:
        if page.is_homepage and self._site.profile is not None and self._site.profile.name:
            return html.escape(self._site.profile.name)
        return html.escape(str(page.title or self._config.site_name))

    def read_anchors(self, pages: Iterable[Page]) -> None:
        """Read the ids and fragment links of the finished pages."""
        for page in pages:
            state = self.pages.get(page.file.src_uri)
            if state is None or page.content is None:
                continue
            state.anchors = anchors.read_anchors(page.content)
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= state.anchors.ids  # so that MkDocs' own check knows the clean ids
            self.ids_of[clean_url(page.url)] = state.anchors.ids

    def check_links(self) -> None:
        """Report the links of every page to ids that no page has."""
        for page in self.pages.values():
            links = page.anchors.fragment_links
            anchors.check_links(page.url, links, self.ids_of, place_of=page.place_of_link, report=self._report)


def _lower(items: list[AnchorLink]) -> None:
    for item in items:
        item.level += 1
        _lower(item.children)
