"""A page's way from Markdown to finished HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..addresses import Addresses, clean_url
from ..config import AcademicConfig
from ..errors import Problem, Report
from ..site import Site
from .fragments import PageFragments
from .numbers import CitationNumbers
from .publications import Publications
from .sources import Lines, Sources, Written
from .theme import MATERIAL_THEMES, theme_dirs, theme_language

if TYPE_CHECKING:
    from ..anchors import Anchors
    from ..markup import Edit, Tag
    from .own_html import OwnHtml

_TITLE_WITH_FORMULA = re.compile(r"<h1(?:(?!</h1>).)*?<math", re.DOTALL)
_BLOCK = re.compile(r"^(?:[ \t>]|[-*+:] |\d{1,9}[.)] )*/{3,} *(?:pipeline\b|(publications)\b)", re.MULTILINE)
KRAMDOWN = "mkdocs_academic.jekyll.kramdown"
BLOCKS = "mkdocs_academic.blocks"


@dataclass
class PageState:
    """What is kept of a page until its links can be checked."""

    url: str
    text: str
    lines: Lines
    is_kramdown: bool
    anchors: Anchors | None = None
    styles: Sequence[str] = ()
    is_finished: bool = False

    @property
    def written(self) -> Written:
        return Written(self.text, self.lines)


class Content:
    """Renders the pages of one build; `pages` holds what became of each, by its src_uri."""

    def __init__(
        self,
        config: MkDocsConfig,
        settings: AcademicConfig,
        site: Site,
        fragments: PageFragments,
        publications: Publications,
        numbers: CitationNumbers,
        report: Report,
    ) -> None:
        self._config = config
        self._settings = settings
        self._site = site
        self._fragments = fragments
        self._publications = publications
        self._numbers = numbers
        self._report = report
        self.pages: dict[str, PageState] = {}
        self.ids_of: dict[str, frozenset[str]] = {}
        self.addresses = Addresses({})

    def expand(self, markdown: str, page: Page, sources: Sources) -> str:
        """Return the page's text with every section in its place, and switch on what it is written in."""
        src_uri = page.file.src_uri
        if self._publications.has_page(src_uri):
            self._set_extensions([])
            return ""
        text, lines = sources.expanded(src_uri, markdown, page.meta)
        is_kramdown = sources.is_kramdown(src_uri, page.meta)
        state = PageState(clean_url(page.url), text, lines, is_kramdown)
        if is_kramdown and self._settings.repair_html:
            from ..jekyll.repair import repair_html

            exists = partial(self.addresses.has_file, page_source=src_uri)
            state.text = repair_html(text, exists=exists, report=partial(self._report_line, state))
        self.pages[src_uri] = state
        self._choose_extensions(page, state)
        title = page.meta.get("title")
        if title == "":
            self._give_title(page)
        elif is_kramdown and isinstance(title, str) and "<" in title:
            from ..profile.text import plain_text

            page.meta["title"] = plain_text(title)  # templates of Jekyll print it as HTML, Material in <title> too
        if is_kramdown and page.meta.get("excerpt"):
            page.meta.setdefault("description", str(page.meta["excerpt"]))
        return state.text

    def _choose_extensions(self, page: Page, state: PageState) -> None:
        """Set the Markdown extensions that MkDocs reads the page with: ours come last, and only where it needs them."""
        ours = []
        if state.is_kramdown:
            ours.append(KRAMDOWN)
            rewrite = partial(self.addresses.rooted, page_url=page.file.url, page_source=page.file.src_uri)
            self._config.mdx_configs[KRAMDOWN] = {
                "report": partial(self._report_line, state),
                "rewrite": rewrite,
                "dollar_math": True,  # Jekyll's templates for academic pages typeset it with a script
            }
        data = page.meta.get("research_pipeline")
        if data is not None or "{citations" in state.text or _BLOCK.search(state.text):
            ours.append(BLOCKS)
            self._config.mdx_configs[BLOCKS] = {
                "pipeline": self._pipeline(data, state),
                "render": self._fragments.render,
                "publications": partial(self._render_list, page, state),
                "citations": self._numbers.text,
            }
        self._set_extensions(ours)

    def _set_extensions(self, ours: list[str]) -> None:
        others = [name for name in self._config.markdown_extensions if name not in (KRAMDOWN, BLOCKS)]
        self._config.markdown_extensions = others + ours

    def _render_list(
        self, page: Page, state: PageState, options: Mapping[str, Any], number: int, level: int, has_text: bool
    ) -> str:
        if state.is_finished:  # the blog's excerpts
            return self._publications.render_excerpt(options, level)
        lines = [state.text.count("\n", 0, match.start()) + 1 for match in _BLOCK.finditer(state.text) if match[1]]
        place = state.lines.place_of(lines[number] if number < len(lines) else 0)
        if has_text:
            message = (
                "a 'publications' block holds text, which stands behind its list. Indent its options by four spaces."
            )
            self._report(Problem(place, f"{message} Close it with '///'."))
        return self._publications.render_list(options, page, place, level)

    def _pipeline(self, data: object, state: PageState) -> Mapping[str, Any]:
        if data is None:
            return {}
        from ..pipeline import read_pipeline

        return read_pipeline(data, place=state.lines.place_of(0), report=self._report)

    def _report_line(self, state: PageState, line: int, message: str) -> None:
        if not state.is_finished:  # the blog reads its posts again, for every list that they stand in
            self._report(Problem(state.lines.place_of(line), message))

    def _give_title(self, page: Page) -> None:
        """Title a page as Jekyll does that says `title: ""`: by the site, unless the navigation names it."""
        del page.meta["title"]
        if "title" not in vars(page):
            page.title = self._config.site_name

    def _title_with_formulas(self, content: str, page: Page) -> None:
        """Title a page whose heading has formulas by their TeX, not by the letters of their markup run together."""
        is_named = "title" in page.meta or "title" in vars(page)
        if not is_named and _TITLE_WITH_FORMULA.match(content) and page.toc.items:
            page.title = page.toc.items[0].title

    @property
    def is_used(self) -> bool:
        """Whether any page is written in what only we understand."""
        return any(page.is_kramdown for page in self.pages.values()) or self._fragments.is_used

    def is_kramdown(self, page: Page | None) -> bool:
        return page is not None and page.file.src_uri in self.pages and self.pages[page.file.src_uri].is_kramdown

    def finish(self, content: str, page: Page, *, is_home: bool) -> str:
        """Return the page's HTML with settled ids, addresses, icons and counts."""
        is_unknown = is_home and not page.is_homepage  # MkDocs knows only the home page of the whole site
        if is_unknown and "title" not in page.meta and page.title == "Index":
            page.title = self._config.site_name
        if (written := self._publications.render_page(page)) is not None:
            return written
        state = self.pages.get(page.file.src_uri)
        if state is None:
            return content
        if BLOCKS in self._config.markdown_extensions:
            from ..blocks.leftovers import report_leftovers

            report_leftovers(content, place=state.lines.place_of(0), report=self._report)
        state.is_finished = True
        self._set_extensions([])  # what is rendered later, such as the blog's excerpts, is read without ours
        if state.is_kramdown:
            from .finish import finish_kramdown

            dirs = theme_dirs(self._config)
            if "<math" in content:
                self._title_with_formulas(content, page)
            own_html, language = self._own_html(state), theme_language(self._config)
            counts = partial(self._count_edits, page, state)
            content, state.anchors = finish_kramdown(
                content, page, is_home, self.addresses, dirs, self._site, own_html, counts, language
            )
            state.styles = own_html.styles
        elif self._site.has_own_look or self._numbers.may_be_in(content):
            content = self._finish_other(content, page, state)
        return content

    def _finish_other(self, content: str, page: Page, state: PageState) -> str:
        """Return the HTML of a page in Python-Markdown's dialect, repaired where the site has our look."""
        from ..markup import replace_spans, tags

        found = list(tags(content))
        if self._site.has_own_look:
            own_html = self._own_html(state)
            content, found = own_html.tidied(content, found)
            state.styles = own_html.styles
        return replace_spans(content, self._count_edits(page, state, content, found))

    def _own_html(self, state: PageState) -> OwnHtml:
        from .own_html import OwnHtml

        takes_styles = self._config.theme.name in MATERIAL_THEMES
        repairs = self._settings.repair_html
        speaks = self._numbers.is_badge
        return OwnHtml(state.written, speaks, self._report, repairs=repairs, takes_styles=takes_styles)

    def files_of(self, src_uri: str) -> tuple[str, ...]:
        """Return the snippets that a page is made of, relative to the docs folder."""
        state = self.pages.get(src_uri)
        return state.lines.rendered.files_read if state is not None and state.lines.rendered is not None else ()

    def _count_edits(self, page: Page, state: PageState, content: str, found: Sequence[Tag]) -> list[Edit]:
        return self._numbers.edits(content, found, page, state.written.place_of)

    def styles_of(self, page: Page) -> str:
        """Return the style elements of a page's text, for its head."""
        state = self.pages.get(page.file.src_uri)
        return "\n".join(state.styles) if state is not None else ""

    def read_anchors(self, pages: Iterable[Page]) -> None:
        """Read the ids and fragment links of the finished pages."""
        from ..anchors import read_anchors
        from ..markup import tags

        for page in pages:
            state = self.pages.get(page.file.src_uri)
            if state is None or page.content is None:
                continue
            state.anchors = state.anchors or read_anchors(tags(page.content))
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= state.anchors.ids  # so that MkDocs' own check knows the clean ids
            self.ids_of[state.url] = state.anchors.ids

    def check_links(self) -> None:
        """Report the links of every page to ids that no page has."""
        from ..anchors import check_links

        for page in self.pages.values():
            links = page.anchors.fragment_links if page.anchors else ()
            check_links(page.url, links, self.ids_of, place_of=page.written.place_of_link, report=self._report)
