"""A page's way from Markdown to finished HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from .. import anchors
from ..addresses import Addresses, clean_url
from ..blocks import read_pipeline, report_leftovers
from ..config import AcademicConfig
from ..errors import Place, Problem, Report
from ..jekyll.repair import repair_html
from ..markup import rewrite_urls
from ..rendering import Fragments, inline_icons, mark_lines
from ..scholar import write_counts
from ..site import Site
from .sources import Lines, Sources

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
        self._add_extensions()

    def _add_extensions(self) -> None:
        """Register our Markdown extensions, switched off: each page that is written in them switches them on."""
        self._config.markdown_extensions += [KRAMDOWN, BLOCKS]
        self._kramdown: dict[str, Any] = {"active": False}
        self._blocks: dict[str, Any] = {"active": False, "render": self._render_fragment}
        self._config.mdx_configs[KRAMDOWN] = self._kramdown
        self._config.mdx_configs[BLOCKS] = self._blocks

    def expand(self, markdown: str, page: Page, sources: Sources) -> str:
        """Return the page's text with every section in its place, and switch on what it is written in."""
        src_uri = page.file.src_uri
        text, lines = sources.expanded(src_uri, markdown, page.meta)
        is_kramdown = sources.is_kramdown(src_uri, page.meta)
        if is_kramdown and self._settings.repair_html:
            text = repair_html(
                text,
                exists=lambda url: self.addresses.has_file(url, src_uri),
                report=lambda line, message: self._report(Problem(lines.place_of(line), message)),
            )
        self.pages[src_uri] = PageState(clean_url(page.url), text, lines, is_kramdown)
        self._switch_extensions(page, text, is_kramdown, lines)
        if page.meta.get("title") == "":
            self._give_title(page)
        return text

    def _switch_extensions(self, page: Page, text: str, is_kramdown: bool, lines: Lines) -> None:
        pipeline: Mapping[str, Any] = {}
        if page.meta.get("research_pipeline") is not None:
            pipeline = read_pipeline(page.meta["research_pipeline"], place=lines.place_of(0), report=self._report)
        self._kramdown["active"] = is_kramdown
        self._kramdown["report"] = lambda line, message: self._report(Problem(lines.place_of(line), message))
        self._blocks["active"] = bool(pipeline) or "/// pipeline" in text
        self._blocks["pipeline"] = pipeline

    def _give_title(self, page: Page) -> None:
        """Title a page as Jekyll does that says `title: ""`: by the site, unless the navigation names it."""
        del page.meta["title"]
        if "title" not in vars(page):
            page.title = self._config.site_name

    def _render_fragment(self, template_name: str, **values: object) -> str:
        if self._fragments is None:
            self._fragments = Fragments(self._config.theme.dirs)
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
        if self._blocks["active"]:
            report_leftovers(content, place=state.lines.place_of(0), report=self._report)
        self._kramdown["active"] = self._blocks["active"] = False  # the blog renders excerpts of its own later
        if state.is_kramdown:
            content = self._finish_kramdown(content, page)
        if self._site.scholar.stats is not None:
            place = state.lines.place_of(0)
            content = write_counts(content, self._site.scholar.stats, place=place, report=self._report)
        return content

    def _finish_kramdown(self, content: str, page: Page) -> str:
        demoted = anchors.demote_headings(content)
        if demoted is not content:
            _lower(page.toc.items)
        content = anchors.settle_ids(demoted)
        content = rewrite_urls(content, lambda url: self.addresses.repaired(url, page.file.url, page.file.src_uri))
        content = inline_icons(content, [f"{folder}/.icons" for folder in self._config.theme.dirs])
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
