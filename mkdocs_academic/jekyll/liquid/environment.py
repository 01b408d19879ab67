"""python-liquid, set up as Jekyll sets up Ruby's Liquid. It is imported when the first page uses Liquid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from liquid import Environment, Mode
from liquid.exceptions import LiquidError

from ...errors import Report
from .explain import explain
from .filters import jekyll_filters
from .include import IncludeRelativeTag, IncludeTag
from .limits import MAX_SCOPES, MAX_TEXT, MAX_VARIABLES_BYTES
from .nodes import PageContext, PrintingEchoTag, PrintTag, Rendering, Template, TextNode, TextTag
from .preparation import prepared
from .publications import BibliographyTag, PublicationsTag
from .snippets import Snippets
from .sourcemap import Output, Rendered, Source, rendered
from .tags import TAGS

# The names under which python-liquid keeps what reads text and {{ … }}.
_PSEUDO_TAGS = {"content", "output", "illegal"}
# python-liquid's own variables: the clock stays out of the pages, and Jekyll has none of that name.
_NO_CLOCK = {"now": None, "today": None}


class _JekyllEnvironment(Environment):
    context_depth_limit = MAX_SCOPES
    local_namespace_limit = MAX_VARIABLES_BYTES


class Engine:
    """Liquid for the pages of one docs folder; each snippet is parsed once."""

    def __init__(
        self, docs_dir: Path, site: Mapping[str, object], *, markdownify: Callable[[str], str], place_prefix: str
    ) -> None:
        self._site = site
        self._place_prefix = place_prefix
        self._snippets = Snippets(docs_dir)
        self._parsed: dict[str, Template] = {}
        self.env = _JekyllEnvironment(tolerance=Mode.STRICT, strict_filters=False)
        self._add_tags()
        self.env.filters.update(jekyll_filters(self.env.filters, site, markdownify))
        self._empty = self.env.from_string("")  # python-liquid's contexts belong to a template

    def render(
        self, text: str, *, src_uri: str, page: Mapping[str, object], first_line: int, report: Report
    ) -> Rendered:
        """Return the text with Liquid evaluated; see `Liquid.render`."""
        source = prepared(Source.of(text, src_uri, first_line), self._place_prefix)
        output = Output(MAX_TEXT)
        rendering = Rendering(src_uri, report, self._place_prefix, [src_uri])
        variables = {**_NO_CLOCK, "site": self._site, "page": {"path": src_uri, "content": text, **page}}
        context = PageContext(self._empty, globals=variables)
        context.rendering = rendering
        self._parse(source).run(context, output)
        return rendered(source, output, tuple(rendering.files_read), self._place_prefix)

    def _load(self, src_uri: str) -> Template:
        if src_uri not in self._parsed:
            self._parsed[src_uri] = self._parse(prepared(self._snippets.read(src_uri), self._place_prefix))
        return self._parsed[src_uri]

    def _parse(self, text: Source) -> Template:
        try:
            nodes = self.env.from_string(text).nodes
        except LiquidError as error:
            raise explain(error, text, self.env, self._place_prefix) from error
        if nodes and isinstance(nodes[-1], TextNode) and nodes[-1].offset == len(text) - 1:
            nodes.pop()  # the newline that was added
        return Template(text, nodes)

    def _add_tags(self) -> None:
        for tag in (TextTag, PrintTag, PrintingEchoTag, PublicationsTag, BibliographyTag):
            self.env.add_tag(tag)
        for include in (IncludeTag, IncludeRelativeTag):
            self.env.tags[include.name] = include(self.env, self._snippets, self._load)
        for name in set(self.env.tags) - TAGS - _PSEUDO_TAGS:
            del self.env.tags[name]
