r"""Mathematics in text: `$$x$$`, on its own a block, and for sites that have it `$x$`, `\\(x\\)` and `\\[x\\]`.

kramdown knows two dollar signs only. One is read by the MathJax script of a Jekyll template, by the rules of its
configuration; here by those of pandoc's `tex_math_dollars`, which leave amounts of money alone.

Source: kramdown's `parser/kramdown/math.rb`; pandoc's manual, "Math".
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from mkdocs_academic.formulas import FormulaError, set_formula
from mkdocs_academic.jekyll.kramdown.attributes import AttributeLists, add_to_html
from mkdocs_academic.jekyll.kramdown.formula_finder import FormulaFinder
from mkdocs_academic.jekyll.kramdown.lines import ATTACHED, ATTRIBUTES, formula_length
from mkdocs_academic.jekyll.kramdown.pieces import Formula, Pieces

if TYPE_CHECKING:
    from markdown import Markdown

    from mkdocs_academic.jekyll.kramdown.preprocessors import Report, SourcePreprocessor

BLOCK_TAG = "academic-formula"
BLOCK_CLASS = "arithmatex"
"""What Material's style sheet scrolls where a formula is wider than the page."""
SOURCE_CLASS = "acad-tex"

_SHOWN_IN_MESSAGES = 40


class FormulaProcessor(BlockProcessor):
    r"""`$$` around lines of mathematics, blank ones among them; `\$$x$$` is a formula in a paragraph of its own."""

    IN_PARAGRAPH = re.compile(r"[ ]{0,3}\\(\$\$(?:(?!\$\$).)*\$\$[ \t]*(?:\n.*)?)", re.DOTALL)

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.lstrip(" ").startswith(("$$", "\\$$"))

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        if escaped := self.IN_PARAGRAPH.fullmatch(blocks[0]):
            blocks.pop(0)
            etree.SubElement(parent, "p").text = escaped[1]
            return True
        return self._take_formula(parent, blocks)

    def _take_formula(self, parent: etree.Element, blocks: list[str]) -> bool:
        for count, block in enumerate(blocks, 1):
            first_line = count == 1 and block.lstrip(" ")[2:]
            if "$$" not in (first_line or block):
                continue
            lines = "\n\n".join(blocks[:count]).split("\n")
            length = formula_length(lines)
            if not length:
                return False
            tex = "\n".join(lines[:length]).strip()[2:-2].strip()
            etree.SubElement(parent, BLOCK_TAG).text = AtomicString(tex)
            rest = "\n".join(lines[length:])
            is_attached = ATTRIBUTES.fullmatch(lines[length]) is not None if rest else False
            blocks[:count] = [ATTACHED + rest if is_attached else rest] if rest else []
            return True
        return False


class MathTreeprocessor(Treeprocessor):
    """Puts MathML into the place of every formula, before anything else is read in the text around it."""

    def __init__(
        self,
        md: Markdown,
        pieces: Pieces,
        lists: AttributeLists,
        source: SourcePreprocessor,
        report: Report,
        *,
        has_dollars: bool,
    ) -> None:
        super().__init__(md)
        self.pieces = pieces
        self.lists = lists
        self.source = source
        self.report = report
        self.has_dollars = has_dollars
        self.known: dict[tuple[str, bool], str] = {}
        self.lines: dict[str, int] = {}

    def run(self, root: etree.Element) -> None:
        self.known.clear()
        self.lines.clear()
        for element in root.iter():
            if element.tag == BLOCK_TAG:
                self._set_block(element)
            elif _has_mark(element.text):
                element.text = self._set_text(element.text or "")
            if _has_mark(element.tail):
                element.tail = self._set_text(element.tail or "")

    def _set_block(self, element: etree.Element) -> None:
        tex = self.pieces.restore(element.text or "")
        markup = self._markup(tex, is_block=True)
        is_set = markup.startswith("<math")
        element.tag = "div" if is_set else "pre"
        element.text = None
        if is_set:
            element.set("class", f"{BLOCK_CLASS} {element.get('class', '')}".rstrip())
        holder = etree.SubElement(element, "p") if is_set else element  # for the margins of a paragraph
        holder.text = AtomicString(self.pieces.store_inline(Formula(markup, tex, f"$${tex}$$")))

    def _set_text(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for span in FormulaFinder(text, self.has_dollars).find():
            tex = self.pieces.restore(span.tex.strip())
            if STX in tex or not tex:
                continue
            markup = add_to_html(self._markup(tex, is_block=False), self.lists.read(span.attributes))
            written = self.pieces.restore(text[span.start : span.end])
            parts += (text[position : span.start], self.pieces.store_inline(Formula(markup, tex, written)))
            position = span.end
        return "".join((*parts, text[position:]))

    def _markup(self, tex: str, *, is_block: bool) -> str:
        """Return the markup of a formula, and report once what cannot be set."""
        key = tex, is_block
        if key not in self.known:
            try:
                self.known[key] = set_formula(tex, is_block=is_block)
            except FormulaError as error:
                mark = "$$" if is_block else "$"
                self.known[key] = (
                    f'<code class="{SOURCE_CLASS}">{html.escape(f"{mark}{tex}{mark}", quote=False)}</code>'
                )
                self._report(tex, error)
        return self.known[key]

    def _report(self, tex: str, error: FormulaError) -> None:
        shown = " ".join(tex.split())
        shown = shown if len(shown) <= _SHOWN_IN_MESSAGES else f"{shown[:_SHOWN_IN_MESSAGES]}…"
        self.report(
            self._line_of(tex),
            f"the formula '{shown}' {error}; its source is shown instead."
            " Write it in other words, or let MathJax set it: list 'pymdownx.arithmatex' in markdown_extensions",
        )

    def _line_of(self, tex: str) -> int:
        """Return the first line of the page on which that formula stands, as far as its text says."""
        if not self.lines:
            for number, line in enumerate(self.source.lines, 1):
                for part in (line, *re.split(r"\$+|\\\\[(\[\])]", line)):
                    self.lines.setdefault(part.strip(), number)
        first = re.split(r"\$|\\\\[(\[\])]", tex.partition("\n")[0])[0]
        return self.lines.get(first.strip(), 1)


def _has_mark(text: str | None) -> bool:
    return text is not None and ("$" in text or "\\\\" in text) and not isinstance(text, AtomicString)
