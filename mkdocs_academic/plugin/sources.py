"""The site's Markdown files before MkDocs renders them: pages, snippets, addresses, redirects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils.meta import get_data

from ..addresses import clean_url
from ..config import AUTO, AcademicConfig
from ..errors import Place, Problem, Report
from .settings import docs_prefix

if TYPE_CHECKING:
    from ..jekyll.liquid import Liquid, Rendered

# Without one of these in its text, a file is neither Liquid nor has an address of its own.
_MARKS = ("{%", "permalink", "redirect_from", "liquid")


class Source(NamedTuple):
    """One Markdown file as its author wrote it; `first_line` is where the body starts."""

    meta: Mapping[str, Any]
    body: str
    first_line: int
    url: str = ""


class Sources:
    """What the plugin knows of the docs folder's Markdown files."""

    def __init__(
        self, config: MkDocsConfig, settings: AcademicConfig, liquid: Callable[[Files], Liquid], report: Report
    ) -> None:
        self._config = config
        self._settings = settings
        self._make_liquid = liquid
        self._report = report
        self._prefix = docs_prefix(config)
        self._has_macros = "macros" in config.plugins
        self._sources: dict[str, Source] = {}
        self._rendered: dict[str, Rendered] = {}
        self._lists: set[str] = set()
        self.snippets: set[str] = set()

    def read(self, files: Files) -> None:
        """Read every Markdown file that may be ours, and find out which are snippets.

        Raises:
            AcademicError: A page cannot be expanded.
        """
        self._files = files
        self._lists = {file.src_uri for file in files if file.page and file.src_dir != self._config.docs_dir}
        for file in page_files(files):
            if file.src_uri in self._lists:  # the blog has written it, and a category's name is no Liquid
                continue
            text = _text(file)
            if self._settings.liquid is True or any(mark in text for mark in _MARKS):
                self._sources[file.src_uri] = _source(text)._replace(url=file.url)
        liquid = [uri for uri, source in self._sources.items() if self._liquid_applies(source.meta, source.body)]
        self._report_misspelt(set(self._sources) - set(liquid))
        if not liquid:
            return
        from ..jekyll.pages import expand_pages, pages_of

        pages, self.snippets = expand_pages(liquid, set(_nav_files(self._config.nav)), self._expand)
        self._rendered = pages_of(pages)
        for page in pages.values():
            for problem in page.problems:
                self._report(problem)

    def _report_misspelt(self, without_liquid: Collection[str]) -> None:
        """Name a misspelt `include_relative`: a page with no other Liquid would show it as text, and say nothing."""
        for src_uri in sorted(without_liquid):
            source = self._sources[src_uri]
            if "{%" not in source.body or source.meta.get("liquid") is False or self._settings.liquid is False:
                continue
            from ..jekyll.liquid.tags import misspelt_includes

            for name, line in misspelt_includes(source.body):
                message = f"'{name}' is no tag of Liquid and stays text. Did you mean 'include_relative'?"
                self._report(Problem(Place(self._prefix + src_uri, line + source.first_line - 1), message))

    @property
    def has_pages(self) -> bool:
        """Whether any file of the docs folder is written as Jekyll's pages are."""
        return bool(self._rendered) or any("permalink" in source.meta for source in self._sources.values())

    def is_kramdown(self, src_uri: str, meta: Mapping[str, Any]) -> bool:
        """Whether a page is written in kramdown's dialect: the setting decides, else Liquid or a permalink."""
        if self._settings.dialect != AUTO:
            return self._settings.dialect == "kramdown"
        return src_uri in self._rendered or "permalink" in meta

    def expanded(self, src_uri: str, body: str, meta: Mapping[str, Any]) -> tuple[str, Lines]:
        """Return a page's text with Liquid evaluated, and where its lines come from.

        Another plugin may have changed the body since, or made a page that is no file: it is expanded here.
        """
        if src_uri in self._lists:
            return body, Lines(self._prefix + src_uri, 1)
        source = self._sources.get(src_uri)
        rendered = self._rendered.get(src_uri)
        if source is None or source.body != body:
            source = Source(meta, body, source.first_line if source else 1)
            rendered = None
            if self._liquid_applies(meta, body):
                rendered = self._render(src_uri, source, self.liquid)
                self._rendered[src_uri] = rendered
        if rendered is None:
            return body, Lines(self._prefix + src_uri, source.first_line)
        if src_uri in self._sources:
            self._sources[src_uri] = source._replace(body="")  # no page asks for it again
        return rendered.text, Lines("", 0, rendered)

    def exclude(self, files: Files, *, folders: bool) -> None:
        """Keep snippets out of the published pages and, if `folders`, what lies below folders named `_…`."""
        for file in files:
            hidden = folders and any(part.startswith("_") for part in file.src_uri.split("/")[:-1])
            if file.src_uri in self.snippets or (hidden and not self._is_kept(file)):
                file.inclusion = InclusionLevel.EXCLUDED

    def set_addresses(self, files: Files) -> None:
        """Put pages at their permalinks."""
        if metas := self._metas_with("permalink"):
            from .permalinks import Permalinks

            Permalinks(self._config, files, metas, self._report).move_all()

    def add_redirects(self, files: Files) -> None:
        """Put small pages at the former addresses of pages."""
        if metas := self._metas_with("redirect_from"):
            from .permalinks import Permalinks

            Permalinks(self._config, files, metas, self._report).redirect_all()

    def _metas_with(self, key: str) -> dict[str, Mapping[str, Any]]:
        """Return the front matter of the pages that have a key."""
        uris = (uri for uri in self._sources if uri not in self.snippets)
        return {uri: meta for uri in uris if key in (meta := self._sources[uri].meta)}

    def _is_kept(self, file: File) -> bool:
        """Whether the site asks for a file below a `_…` folder: by its `nav`, or by `!` in `exclude_docs`."""
        if file.generated_by is not None or file.src_dir != self._config.docs_dir:
            return True
        patterns = self._config.exclude_docs.patterns if self._config.exclude_docs else ()
        asked = any(pattern.include is False and pattern.match_file(file.src_uri) for pattern in patterns)
        return asked or file.src_uri in _nav_files(self._config.nav)

    def _liquid_applies(self, meta: Mapping[str, Any], body: str) -> bool:
        for decision in (meta.get("liquid"), self._settings.liquid):
            if isinstance(decision, bool):
                return decision
        if "{%" not in body:
            return False
        from ..jekyll.liquid import uses_liquid

        return uses_liquid(body, foreign_jinja=self._has_macros)

    @cached_property
    def liquid(self) -> Liquid:
        return self._make_liquid(self._files)

    def _expand(self, src_uri: str, problems: list[Problem]) -> Rendered:
        return self._render(src_uri, self._sources[src_uri], self.liquid.reporting_to(problems.append))

    def _render(self, src_uri: str, source: Source, liquid: Liquid) -> Rendered:
        page = {"url": "/" + clean_url(source.url), **source.meta}
        return liquid.render(source.body, src_uri=src_uri, page=page, first_line=source.first_line)


class Lines(NamedTuple):
    """Where the lines of an expanded page come from; line 0 is the page's file."""

    file: str
    first_line: int = 1
    rendered: Rendered | None = None

    def place_of(self, line: int) -> Place:
        if self.rendered is not None:
            return self.rendered.place_of(line)
        return Place(self.file, line + self.first_line - 1 if line else 0)


class Written(NamedTuple):
    """The text that a page is made of, its snippets put in, and where its lines come from."""

    text: str
    lines: Lines

    def has(self, written: str) -> bool:
        return self._line(written) > 0

    def has_link(self, url: str) -> bool:
        """Whether an address is written as Markdown has it."""
        return any(self.has(f"{before}{url}") for before in ("](", "](<", "]: ", "]: <"))

    def place_of(self, written: str) -> Place:
        """Return where the page has a text; the page alone where it has not."""
        return self.lines.place_of(self._line(written))

    def place_of_link(self, link: str) -> Place:
        from ..anchors import find_fragment

        return self.lines.place_of(find_fragment(self.text, link))

    def _line(self, written: str) -> int:
        from ..anchors import find_line

        return find_line(self.text, written)


def _text(file: File) -> str:
    """Return the file's text, "" where it has none: MkDocs tells, if the file turns out to be a page."""
    try:
        return file.content_string
    except (OSError, ValueError):
        return ""


def page_files(files: Files) -> list[File]:
    """Return the files that become pages; the blog hides its posts until the navigation is made."""
    return [
        file
        for file in files.documentation_pages(inclusion=lambda _: True)
        if file.inclusion.is_included() or file.page
    ]


def read_source(file: File) -> Source:
    return _source(_text(file))


def _source(text: str) -> Source:
    body, meta = get_data(text)
    return Source(meta, body, text.count("\n") - body.count("\n") + 1)


def _nav_files(nav: object) -> Iterator[str]:
    """Yield the file names in the site's `nav` setting."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for item in nav:
            yield from _nav_files(item)
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _nav_files(item)
