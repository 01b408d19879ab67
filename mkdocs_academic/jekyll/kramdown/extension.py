"""The extension itself: which processors it brings, which it replaces, and when."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension

from mkdocs_academic.jekyll.kramdown.abbreviations import AbbreviationProcessor, AbbreviationTreeprocessor
from mkdocs_academic.jekyll.kramdown.addresses import AddressTreeprocessor
from mkdocs_academic.jekyll.kramdown.attributes import AttributeLists, AttributesTreeprocessor
from mkdocs_academic.jekyll.kramdown.blocks import (
    AttributesProcessor,
    EndOfBlockProcessor,
    HeadingProcessor,
    QuoteProcessor,
    RuleProcessor,
    SplitProcessor,
)
from mkdocs_academic.jekyll.kramdown.definitions import DefinitionListProcessor
from mkdocs_academic.jekyll.kramdown.emphasis import EmphasisProcessor
from mkdocs_academic.jekyll.kramdown.fences import FencePreprocessor
from mkdocs_academic.jekyll.kramdown.footnotes import (
    FootnoteDefinitionProcessor,
    FootnoteReferenceProcessor,
    Footnotes,
    FootnoteTextTreeprocessor,
    FootnoteTreeprocessor,
)
from mkdocs_academic.jekyll.kramdown.headings import HeadingIdTreeprocessor
from mkdocs_academic.jekyll.kramdown.inline import InlineTreeprocessor
from mkdocs_academic.jekyll.kramdown.inline_html import InlineHtmlTreeprocessor, InlineTagProcessor
from mkdocs_academic.jekyll.kramdown.links import ImageProcessor, LinkProcessor, NamedReferenceProcessor
from mkdocs_academic.jekyll.kramdown.lists import ListProcessor
from mkdocs_academic.jekyll.kramdown.mathematics import FormulaProcessor, MathTreeprocessor
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
    SpanAttributesProcessor,
    SpanTreeprocessor,
)
from mkdocs_academic.jekyll.kramdown.tables import CellStyleTreeprocessor, TableProcessor
from mkdocs_academic.jekyll.kramdown.typography import TypographyTreeprocessor
from mkdocs_academic.jekyll.kramdown.verbatim import VerbatimProcessor

if TYPE_CHECKING:
    from markdown import Markdown

_log = logging.getLogger("mkdocs_academic")

# kramdown escapes more characters than Python-Markdown.
_ESCAPED_CHARS = "|\"'$=~<:"


class KramdownExtension(Extension):
    r"""Reads Markdown as kramdown's GFM parser does.

    Options:
        report: Called with the line, counted from 1, and the message of each repair to the page's HTML.
            Default: a warning of the logger `mkdocs_academic`.
        rewrite: Called with the address of each link and image; returns the one to write. Default: as it is.
        dollar_math: Whether `$x$`, `\\(x\\)` and `\\[x\\]` are mathematics too. kramdown knows `$$x$$` only; the others
            are read by the MathJax script that a Jekyll site has in its pages, or has not. Default: False.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "report": [_warn, "Called with the line and the message of each repair"],
            "rewrite": [str, "Called with the address of each link and image; returns the one to write"],
            "dollar_math": [False, "Whether `$x$` is mathematics too"],
        }
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
        lists = AttributeLists()
        md.block_level_elements.append(TAG)
        source = SourcePreprocessor(md)
        report: Report = self.getConfig("report")
        md.preprocessors.register(source, "academic-source", 1000)
        html = HtmlPreprocessor(md, pieces, lists, source, report)
        md.preprocessors.register(html, "html_block", 20)
        md.preprocessors.register(FencePreprocessor(md), "academic-fences", 25.5)
        self._replace_block_processors(md, pieces, lists)
        self._replace_inline_patterns(md, pieces)
        self._register_treeprocessors(md, pieces, lists, html)
        if "footnote" not in md.parser.blockprocessors:  # else the site lists an extension for them, with its options
            self._register_footnotes(md)
        if "abbr" not in md.parser.blockprocessors:
            titles: dict[str, str] = {}
            md.parser.blockprocessors.register(AbbreviationProcessor(md.parser, titles), "abbr", 82)
            md.treeprocessors.register(AbbreviationTreeprocessor(md, titles), "abbr", 7)
        if self._sets_formulas(md):
            formulas = MathTreeprocessor(md, pieces, lists, source, report, has_dollars=self.getConfig("dollar_math"))
            md.treeprocessors.register(formulas, "academic-math", 25)
        md.postprocessors.register(PiecePostprocessor(md, pieces), "academic-pieces", 31)
        md.postprocessors.register(InlinePostprocessor(md, pieces), "academic-inline", 29)

    def _load_needed(self, md: Markdown) -> None:
        if "table" not in md.parser.blockprocessors:
            md.registerExtensions(["tables"], {})
        if "fenced_code_block" not in md.preprocessors:
            settings = {"pymdownx.highlight": {"use_pygments": False}}
            md.registerExtensions(["pymdownx.highlight", "pymdownx.superfences"], settings)
        if "toc" not in md.treeprocessors:
            md.registerExtensions(["toc"], {"toc": {"marker": ""}})
        md.ESCAPED_CHARS.extend(character for character in _ESCAPED_CHARS if character not in md.ESCAPED_CHARS)

    def _sets_formulas(self, md: Markdown) -> bool:
        """Tell whether formulas are for us to set, not for an extension that the site lists."""
        return "arithmatex-block" not in md.parser.blockprocessors and "arithmatex-inline" not in md.inlinePatterns

    def _replace_block_processors(self, md: Markdown, pieces: Pieces, lists: AttributeLists) -> None:
        parser, registry = md.parser, md.parser.blockprocessors
        for name in ("defindent", "indent", "olist", "ulist", "setextheader"):
            registry.deregister(name, strict=False)
        registry.register(SplitProcessor(parser), "academic-split", 200)
        if type(registry["reference"]) is ReferenceProcessor:
            registry.register(NamedReferenceProcessor(parser), "reference", 15)
        registry.register(PieceProcessor(parser, pieces), "academic-piece", 84)
        if self._sets_formulas(md):
            registry.register(FormulaProcessor(parser), "academic-formula", 79.9)
        registry.register(TableProcessor(parser), "academic-table", 76)
        registry.register(HeadingProcessor(parser), "hashheader", 70)
        registry.register(RuleProcessor(parser), "hr", 50)
        registry.register(AttributesProcessor(parser, lists), "academic-attributes", 45)
        registry.register(EndOfBlockProcessor(parser), "academic-end-of-block", 44)
        registry.register(DefinitionListProcessor(parser), "deflist", 77)
        registry.register(ListProcessor(parser, lists, "task-list" not in md.treeprocessors), "ulist", 30)
        if not type(registry["quote"]).__module__.startswith("pymdownx"):
            registry.register(QuoteProcessor(parser), "quote", 20)

    def _register_footnotes(self, md: Markdown) -> None:
        footnotes = Footnotes()
        md.parser.blockprocessors.register(FootnoteDefinitionProcessor(md.parser, footnotes), "footnote", 83)
        md.inlinePatterns.register(FootnoteReferenceProcessor(md, footnotes), "footnote", 175)
        md.treeprocessors.register(FootnoteTextTreeprocessor(md, footnotes), "footnote", 50)
        md.treeprocessors.register(FootnoteTreeprocessor(md, footnotes), "academic-footnotes", 19)

    def _replace_inline_patterns(self, md: Markdown, pieces: Pieces) -> None:
        registry = md.inlinePatterns
        for name in ("em_strong", "em_strong2", "linebreak"):
            registry.deregister(name, strict=False)
        if "delimiter" in registry and hasattr(registry["delimiter"], "remove"):
            for mark in "*_":
                registry["delimiter"].remove(mark)
        registry.register(VerbatimProcessor(md, pieces, registry["backtick"]), "backtick", 190)
        for name in ("reference", "image_reference", "short_reference", "short_image_ref"):
            registry.deregister(name, strict=False)
        registry.register(LinkProcessor(md, pieces), "link", 170)
        registry.register(ImageProcessor(md, pieces), "image_link", 150)
        registry.register(BreakProcessor(md), "academic-break", 187)
        registry.register(SpanAttributesProcessor(md), "academic-attributes", 186)
        registry.register(InlineTagProcessor(md), "html", 90)
        registry.register(EmphasisProcessor(md), "academic-emphasis", float("-inf"))

    def _register_treeprocessors(
        self, md: Markdown, pieces: Pieces, lists: AttributeLists, html: HtmlPreprocessor
    ) -> None:
        registry = md.treeprocessors
        registry.deregister("smarty", strict=False)
        registry.register(TogetherTreeprocessor(md), "academic-together", 45)
        registry.register(CodeTreeprocessor(md, pieces), "academic-code", 40)
        registry.register(AttributesTreeprocessor(md, lists), "academic-attributes", 26)
        registry.register(InlineTreeprocessor(md), "inline", 20)
        registry.register(SpanTreeprocessor(md, lists), "academic-spans", 19.995)
        registry.register(InlineHtmlTreeprocessor(md, html.report_repairs), "academic-inline-html", 19.994)
        if (rewrite := self.getConfig("rewrite")) is not str:
            registry.register(AddressTreeprocessor(md, rewrite), "academic-addresses", 19)
        registry.register(CellStyleTreeprocessor(md), "academic-cells", 18)
        registry.register(TypographyTreeprocessor(md, pieces), "academic-typography", 6.05)
        registry.register(HeadingIdTreeprocessor(md, pieces), "academic-heading-ids", 5.5)


def _warn(line: int, message: str) -> None:
    _log.warning("line %d: %s", line, message)


def makeExtension(**settings: Any) -> KramdownExtension:
    """Return the extension: Python-Markdown's way to find it by its module's name."""
    return KramdownExtension(**settings)
