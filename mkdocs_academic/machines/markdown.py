"""HTML as Markdown: the text of a page without what only lays it out.

Source: https://spec.commonmark.org/0.31.2/, tables as in https://github.github.com/gfm/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..characters import one_line
from .formulas import formula, is_formula
from .inline import Inline, Link, escape, has_class, is_left_out, is_summary
from .tree import BLOCKS, Element, read_tree

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OF_LINE = {f"acad-paper__{part}" for part in ("title", "authors", "venue")}
_BEGINS_BLOCK = re.compile(r"(?=#|[-+](?: |$)|>|=+$|-+$|(\d{1,9})[.)](?: |$))")


def to_blocks(html: str, link: Link) -> list[str]:
    """Return the blocks of an HTML text as Markdown: paragraphs, headings, whole lists.

    Arguments:
        link: An address that it returns "" for is no link.
    """
    return _Writer(Inline(link)).blocks(read_tree(html))


class _Writer(NamedTuple):
    inline: Inline

    def blocks(self, parent: Element) -> list[str]:
        """Return the blocks in an element; what stands between its block elements is paragraphs."""
        found: list[str] = []
        run: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, str) or not _is_block(child):
                run.append(child)
                continue
            found += self._paragraph(run)
            run = []
            found += self._block(child)
        return found + self._paragraph(run)

    def _paragraph(self, nodes: Iterable[Element | str]) -> list[str]:
        text = self.inline.line(nodes)
        if match := _BEGINS_BLOCK.match(text):
            end = match.end(1) if match[1] else 0
            text = f"{text[:end]}\\{text[end:]}"
        return [text] if text else []

    def _block(self, element: Element) -> list[str]:
        if is_left_out(element):
            return []
        name = element.name
        if has_class(element, "acad-paper--page"):  # its teaser has the venue once more
            element = Element(name, {}, [one for one in element.elements() if not has_class(one, "paper-box-image")])
        elif has_class(element, "acad-paper"):
            return self._paper(element)
        elif has_class(element, "highlight"):
            _say_language(element)
        elif is_formula(element):
            return self._math(element)
        elif has_class(element, "tabbed-set"):
            return self._tabs(element)
        elif has_class(element, "admonition-title"):
            return _label(element)
        if name in _HEADINGS:
            text = self.inline.line(element.children).replace("  \n", " ")
            return [f"{'#' * int(name[1])} {text}"] if text else []
        if name in _OWN:
            return _OWN[name](self, element)
        return self.blocks(element)

    def _paper(self, element: Element) -> list[str]:
        """Return a publication of a list as an item; its BibTeX, and what its own page says, are not said again."""
        box = next((one for one in element.all("div") if has_class(one, "paper-box-text")), element)
        line, end, has_page = "", "", False
        blocks: list[str] = []
        for child in box.elements():
            of_line = _OF_LINE & set(child.attributes.get("class", "").split())
            if of_line and (text := self.inline.line(child.children)):
                line += f"{'' if end in '.?!' else '.'} {text}" if line else text
                end = child.text.strip()[-1:]
                has_page = has_page or bool("acad-paper__title" in of_line and list(child.all("a")))
            elif child.name != "details" or not (has_page or _summary(child) == "BibTeX"):
                blocks += self._block(child)
        blocks = [line, *blocks] if line else blocks
        return [_item("-", blocks)] if blocks else []

    def _list(self, element: Element) -> list[str]:
        number = int(start) if (start := element.attributes.get("start", "")).isdecimal() and len(start) < 9 else 1
        items: list[str] = []
        for child in element.children:
            if isinstance(child, str) and not child.strip():
                continue
            blocks = self.blocks(child if isinstance(child, Element) else Element("", {}, [child]))
            if blocks:
                mark = f"{number + len(items)}." if element.name == "ol" else "-"
                items.append(_item(mark, blocks))
        between = "\n\n" if any("\n\n" in item for item in items) else "\n"
        return [between.join(items)] if items else []

    def _definitions(self, element: Element) -> list[str]:
        lines: list[str] = []
        for child in _within(element, "dt", "dd"):
            blocks = self.blocks(child)
            if child.name == "dt" and blocks:
                lines.append(" ".join(blocks))
            elif blocks:
                lines.append(_item(":", blocks))
        return ["\n".join(lines)] if lines else []

    def _table(self, element: Element) -> list[str]:
        rows = [[self._cell(cell) for cell in _within(row, "td", "th")] for row in _within(element, "tr")]
        rows = [row for row in rows if any(row)]
        if not rows:
            return []
        if max(map(len, rows)) == 1:
            return [row[0] for row in rows]
        width = max(map(len, rows))
        head = any(True for _ in element.all("th"))
        if not head:
            rows.insert(0, [""] * width)
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        captions = [self.inline.line(one.children) for one in element.elements() if one.name == "caption"]
        return [*filter(None, captions), "\n".join((lines[0], "|" + " --- |" * width, *lines[1:]))]

    def _cell(self, cell: Element) -> str:
        return " ".join(self.inline.line(cell.children).split()).replace("|", r"\|")

    def _quote(self, element: Element) -> list[str]:
        text = "\n\n".join(self.blocks(element))
        return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))] if text else []

    def _code_block(self, element: Element) -> list[str]:
        text = element.text.strip("\n")
        if not text.strip():
            return []
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return [f"{fence}{_language(element)}\n{text}\n{fence}"]

    def _details(self, element: Element) -> list[str]:
        summary = next(filter(is_summary, element.elements()), None)
        title = _label(summary) if summary else []
        inside = Element("", {}, [child for child in element.children if child is not summary])
        blocks = self.blocks(inside)
        return [*title, *blocks] if blocks else []

    def _tabs(self, element: Element) -> list[str]:
        """Return the tabs of Material one after the other, each below its label."""
        parts = list(element.elements())
        labels = [label for part in parts for label in part.elements() if label.name == "label"]
        tabs = [tab for part in parts if has_class(part, "tabbed-content") for tab in part.elements()]
        if len(labels) != len(tabs):
            return self.blocks(Element("", {}, element.children))
        return [block for label, tab in zip(labels, tabs, strict=True) for block in (*_label(label), *self.blocks(tab))]

    def _rule(self, _element: Element) -> list[str]:
        return ["---"]

    def _math(self, element: Element) -> list[str]:
        return [formula(element)]


_OWN: dict[str, Callable[[_Writer, Element], list[str]]] = {
    **dict.fromkeys(("ul", "ol"), _Writer._list),
    "dl": _Writer._definitions,
    "table": _Writer._table,
    "blockquote": _Writer._quote,
    "pre": _Writer._code_block,
    "details": _Writer._details,
    "hr": _Writer._rule,
    "math": _Writer._math,
}


def _is_block(element: Element) -> bool:
    if element.name == "details":
        return "acad-paper__folded" not in element.attributes.get("class", "")
    return element.name in BLOCKS or (element.name == "math" and element.attributes.get("display") == "block")


def _label(element: Element) -> list[str]:
    text = escape(one_line(element.text))
    return [f"**{text}**"] if text else []


def _summary(details: Element) -> str:
    return next((one.text.strip() for one in details.elements() if one.name == "summary"), "")


def _within(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of these names, but none inside another of them or inside a table of its own."""
    for child in element.elements():
        if child.name in names:
            yield child
        elif child.name != "table":
            yield from _within(child, *names)


def _item(mark: str, blocks: list[str]) -> str:
    """Return an item of a list: what follows its first block is indented; a list follows without a blank line."""
    indent = " " * (len(mark) + 1)
    text = blocks[0]
    for block in blocks[1:]:
        is_list = re.match(r"- |\d+\. ", block) and "\n\n" not in block
        text += ("\n" if is_list else "\n\n") + block
    return f"{mark} " + re.sub(r"\n(?=[^\n])", f"\n{indent}", text)


def _say_language(block: Element) -> None:
    """Give the code in a block of Pygments' the name of its language, which stands on what surrounds it."""
    for code in block.all("pre"):
        code.attributes = {**code.attributes, "class": block.attributes.get("class", "")}


def _language(element: Element) -> str:
    for one in (element, *element.all("code")):
        if found := re.search(r"\blanguage-([\w+#-]{1,20})", one.attributes.get("class", "")):
            return found[1]
    return ""
