"""The extension itself: which processors it brings, which it replaces, and when."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListIndentProcessor

from mkdocs_academic.jekyll.kramdown.blocks import (
    AttributesProcessor,
    EndOfBlockProcessor,
    FormulaProcessor,
    HeadingProcessor,
    QuoteProcessor,
    RuleProcessor,
    SplitProcessor,
)
from mkdocs_academic.jekyll.kramdown.emphasis import EmphasisProcessor
from mkdocs_academic.jekyll.kramdown.headings import HeadingIdTreeprocessor
from mkdocs_academic.jekyll.kramdown.inline_html import InlineHtmlTreeprocessor, InlineTagProcessor
from mkdocs_academic.jekyll.kramdown.links import ImageProcessor, LinkProcessor
from mkdocs_academic.jekyll.kramdown.lists import ListProcessor
from mkdocs_academic.jekyll.kramdown.piece_processors import (
    CodeTreeprocessor,
    InlinePostprocessor,
    PiecePostprocessor,
    PieceProcessor,
    TogetherTreeprocessor,
)
from mkdocs_academic.jekyll.kramdown.pieces import TAG, Pieces
from mkdocs_academic.jekyll.kramdown.preprocessors import HtmlPreprocessor, Report, SourcePreprocessor
from mkdocs_academic.jekyll.kramdown.spans import (
    BreakProcessor,
    ExtensionProcessor,
    MathProcessor,
    SpanAttributesProcessor,
    SpanTreeprocessor,
)
from mkdocs_academic.jekyll.kramdown.tables import CellStyleTreeprocessor, HeadlessTableProcessor
from mkdocs_academic.jekyll.kramdown.typography import TypographyTreeprocessor
from mkdocs_academic.jekyll.kramdown.verbatim import VerbatimProcessor

if TYPE_CHECKING:
    from markdown import Markdown

_log = logging.getLogger("mkdocs_academic")

# What kramdown has and Python-Markdown has in an extension, by the name under which each registers itself.
_NEEDED = {
    "table": "tables",
    "footnote": "footnotes",
    "deflist": "def_list",
    "abbr": "abbr",
}
# kramdown escapes more characters than Python-Markdown.
_ESCAPED_CHARS = "|\"'$=~<:"


class KramdownExtension(Extension):
    """Reads Markdown as kramdown's GFM parser does.

    Options:
        report: Called with the line, counted from 1, and the message of each repair to the page's HTML.
            Default: a warning of the logger `mkdocs_academic`.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {"report": [_warn, "Called with the line and the message of each repair"]}
        super().__init__(**settings)
        self._is_in_place = False

    def extendMarkdown(self, md: Markdown) -> None:
        self._markdown = md
        self._is_in_place = False
        md.registerExtension(self)

    def reset(self) -> None:
        """Put the processors in place: called after all extensions are loaded, and between pages."""
        if self._is_in_place:
            return
        self._is_in_place = True
        md = self._markdown
        self._load_needed(md)
        pieces = Pieces()
        md.block_level_elements.append(TAG)
        html = self._replace_preprocessors(md, pieces)
        self._replace_block_processors(md, pieces)
        self._replace_inline_patterns(md)
        self._register_treeprocessors(md, pieces, html)
        md.postprocessors.register(PiecePostprocessor(md, pieces), "academic-pieces", 31)
        md.postprocessors.register(InlinePostprocessor(md, pieces), "academic-inline", 29)

    def _load_needed(self, md: Markdown) -> None:
        for registered, extension in _NEEDED.items():
            if registered not in md.parser.blockprocessors:
                md.registerExtensions([extension], {})
        if "fenced_code_block" not in md.preprocessors:
            settings = {"pymdownx.highlight": {"use_pygments": False}}
            md.registerExtensions(["pymdownx.highlight", "pymdownx.superfences"], settings)
        if "toc" not in md.treeprocessors:
            md.registerExtensions(["toc"], {"toc": {"marker": ""}})
        md.ESCAPED_CHARS.extend(character for character in _ESCAPED_CHARS if character not in md.ESCAPED_CHARS)

    def _replace_preprocessors(self, md: Markdown, pieces: Pieces) -> HtmlPreprocessor:
        report: Report = self.getConfig("report")
        source = SourcePreprocessor(md)
        html = HtmlPreprocessor(md, pieces, source, report)
        md.preprocessors.register(source, "academic-source", 1000)
        md.preprocessors.register(html, "html_block", 20)
        return html

    def _replace_block_processors(self, md: Markdown, pieces: Pieces) -> None:
        parser, registry = md.parser, md.parser.blockprocessors
        for name in ("indent", "olist", "ulist", "setextheader"):
            registry.deregister(name, strict=False)
        if type(registry["defindent"]) is DefListIndentProcessor:
            registry.register(_DefinitionIndentProcessor(parser), "defindent", 85)
        registry.register(SplitProcessor(parser), "academic-split", 200)
        if type(registry["reference"]) is ReferenceProcessor:
            registry.register(_NamedReferenceProcessor(parser), "reference", 15)
        registry.register(PieceProcessor(parser, pieces), "academic-piece", 84)
        if "arithmatex-block" not in registry:
            registry.register(FormulaProcessor(parser), "academic-formula", 79.9)
        registry.register(HeadlessTableProcessor(parser), "academic-table", 76)
        registry.register(HeadingProcessor(parser), "hashheader", 70)
        registry.register(RuleProcessor(parser), "hr", 50)
        registry.register(AttributesProcessor(parser), "academic-attributes", 45)
        registry.register(EndOfBlockProcessor(parser), "academic-end-of-block", 44)
        registry.register(ListProcessor(parser, "task-list" not in md.treeprocessors), "ulist", 30)
        if not type(registry["quote"]).__module__.startswith("pymdownx"):
            registry.register(QuoteProcessor(parser), "quote", 20)

    def _replace_inline_patterns(self, md: Markdown) -> None:
        registry = md.inlinePatterns
        for name in ("em_strong", "em_strong2", "linebreak"):
            registry.deregister(name, strict=False)
        if "delimiter" in registry and hasattr(registry["delimiter"], "remove"):
            for mark in "*_":
                registry["delimiter"].remove(mark)
        registry.register(VerbatimProcessor(md, registry["backtick"]), "backtick", 190)
        for name in ("reference", "image_reference", "short_reference", "short_image_ref"):
            registry.deregister(name, strict=False)
        registry.register(LinkProcessor(md), "link", 170)
        registry.register(ImageProcessor(md), "image_link", 150)
        registry.register(MathProcessor(md), "academic-math", 189.95)
        registry.register(ExtensionProcessor(md), "academic-extension", 188)
        registry.register(BreakProcessor(md), "academic-break", 187)
        registry.register(SpanAttributesProcessor(md), "academic-attributes", 186)
        registry.register(InlineTagProcessor(md), "html", 90)
        registry.register(EmphasisProcessor(md), "academic-emphasis", float("-inf"))

    def _register_treeprocessors(self, md: Markdown, pieces: Pieces, html: HtmlPreprocessor) -> None:
        registry = md.treeprocessors
        registry.deregister("smarty", strict=False)
        registry.register(TogetherTreeprocessor(md), "academic-together", 60)
        registry.register(CodeTreeprocessor(md, pieces), "academic-code", 40)
        registry.register(SpanTreeprocessor(md), "academic-spans", 19.995)
        registry.register(InlineHtmlTreeprocessor(md, html.report_repairs), "academic-inline-html", 19.994)
        registry.register(CellStyleTreeprocessor(md), "academic-cells", 18)
        registry.register(TypographyTreeprocessor(md), "academic-typography", 6.05)
        registry.register(HeadingIdTreeprocessor(md), "academic-heading-ids", 5.5)


class _DefinitionIndentProcessor(DefListIndentProcessor):
    """Indented children of definitions only: lists see to their own."""

    ITEM_TYPES = ["dd"]  # noqa: RUF012 - the base class has it so
    LIST_TYPES = ["dl"]  # noqa: RUF012


class _NamedReferenceProcessor(ReferenceProcessor):
    """Reference definitions; without a name, `[]: text` is text."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"([^\[\]]*)", r"([^\[\]]+)", 1), re.MULTILINE)


def _warn(line: int, message: str) -> None:
    _log.warning("line %d: %s", line, message)


def makeExtension(**settings: Any) -> KramdownExtension:
    """Return the extension: Python-Markdown's way to find it by its module's name."""
    return KramdownExtension(**settings)
