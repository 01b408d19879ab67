"""Attribute lists `{: #id .class key="value" reference}`, and their definitions `{:reference: .class}`.

A list may use a definition that stands further down, so that lists of blocks wait on their elements until the whole
document is read.

Source: kramdown's `parser/kramdown/extensions.rb`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from mkdocs_academic.jekyll.kramdown.pieces import INLINE_TOKEN, STASH, STASH_LINE, TAG, Pieces, Raw
from mkdocs_academic.jekyll.kramdown.tags import START_TAG, with_attributes

if TYPE_CHECKING:
    from markdown import Markdown

_PART = re.compile(
    r"""(?:^|(?<=\s))(?:
        (?P<key>[A-Za-z0-9_][A-Za-z0-9_:-]*)=(?P<mark>["'])(?P<value>(?:\\.|(?!(?P=mark))[^\\])*)(?P=mark)
      | (?P<names>(?:[#.][^\s.#]+)+)
      | (?P<reference>\w[\w-]*)
    )(?=\s|$)""",
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(r"([#.])([^\s.#]+)")
_ESCAPED = re.compile(r"\\([}\"'])")
ITEM_LIST = re.compile(r"\s*\{:(?!\w[\w-]*:|[:/])((?:\\\}|[^}])+)\}\s*")
"""A list at the start of an item, a term or a definition."""

# Its further lines are neither indented as code nor begin a block.
_OVER_LINES = re.compile(r"\{:(?![:/])[^{}\n]*(?:\n[ ]{0,3}(?=[.\w]|#\w)(?!\d+\.[ ])[^{}\n]+)*+(?:\n[ ]{0,3})?\}")

_MARKS = frozenset({"toc", "footnotes"})
"""References that mean something by themselves."""
_MOST_REFERENCES = 100


class AttributeLists:
    """The definitions of one document, and what lists mean by them."""

    def __init__(self) -> None:
        self.definitions: dict[str, list[str]] = {}
        self.waiting: dict[etree.Element, list[str]] = {}
        """The lists of each block, not kept in its attributes: highlighting of code clears them."""

    def clear(self) -> None:
        self.definitions.clear()
        self.waiting.clear()

    def wait(self, element: etree.Element, source: str) -> None:
        """Keep a list of a block until all definitions are known."""
        self.waiting.setdefault(element, []).append(source)

    def define(self, name: str, source: str) -> None:
        self.definitions.setdefault(name, []).append(source)

    def read(self, source: str) -> dict[str, str]:
        """Return the attributes of a list without its braces, what it refers to first.

        `{:toc}` and `{:footnotes}` are keys without a value. A definition counts once, and at most a hundred do.
        """
        own, references = _parse(source)
        attributes: dict[str, str] = {}
        self._add(attributes, references, set())
        _update(attributes, own)
        return attributes

    def _add(self, attributes: dict[str, str], references: list[str], seen: set[str]) -> None:
        for name in references:
            if name in _MARKS:
                attributes[name] = ""
            if name in seen or name not in self.definitions or len(seen) >= _MOST_REFERENCES:
                continue
            seen.add(name)
            own, inner = _parse(" ".join(self.definitions[name]))
            self._add(attributes, inner, seen)
            _update(attributes, own)


def join_lists(text: str, pieces: Pieces) -> str:
    """Return the text with each attribute list on one line, as all that reads it expects.

    A token stands where a line ended: it is that end again in what turns out to be code or text.
    """

    def join(found: re.Match[str]) -> str:
        return re.sub(r"\n", lambda end: pieces.store_inline(Raw(end[0])), found[0])

    return _OVER_LINES.sub(join, text) if "{:" in text else text


def _parse(source: str) -> tuple[dict[str, str], list[str]]:
    """Return a list's own attributes, and the names of what it refers to."""
    attributes: dict[str, str] = {}
    references: list[str] = []
    for match in _PART.finditer(INLINE_TOKEN.sub(" ", source)):
        if match["key"]:
            attributes[match["key"]] = _ESCAPED.sub(r"\1", match["value"])
        elif match["names"]:
            for sign, name in _NAME.findall(match["names"]):
                if sign == "#":
                    attributes["id"] = name
                else:
                    attributes["class"] = f"{attributes.get('class', '')} {name}".lstrip()
        else:
            references.append(match["reference"])
    return attributes, references


def _update(attributes: dict[str, str], others: dict[str, str]) -> None:
    for name, value in others.items():
        is_more = name == "class" and attributes.get("class")
        attributes[name] = f"{attributes[name]} {value}" if is_more else value


def apply_attributes(element: etree.Element, attributes: dict[str, str]) -> None:
    """Set the attributes on the element; classes are added to those it has."""
    for name, value in attributes.items():
        if name == "class" and element.get("class"):
            element.set("class", f"{element.get('class')} {value}")
        else:
            element.set(name, value)


def add_to_html(source: str, attributes: dict[str, str]) -> str:
    """Return HTML with the attributes in its first tag, unless it begins otherwise."""
    tag = START_TAG.match(source)
    shown = {name: value for name, value in attributes.items() if name not in _MARKS}
    return with_attributes(tag, shown) + source[tag.end() :] if tag and shown else source


class AttributesTreeprocessor(Treeprocessor):
    """Applies the lists of blocks, now that every definition is known."""

    def __init__(self, md: Markdown, lists: AttributeLists) -> None:
        super().__init__(md)
        self.markdown = md
        self.lists = lists

    def run(self, root: etree.Element) -> None:
        for element in root.iter("dt"):
            self._take_list(element)
        for element in root.iter("dd"):
            self._take_list(element)
        for element, sources in self.lists.waiting.items():
            self._apply(element, self.lists.read(" ".join(sources)))

    def _take_list(self, element: etree.Element) -> None:
        """Take the list at the start of a term or a definition."""
        holder = element[0] if len(element) and element[0].tag == "p" and not (element.text or "").strip() else element
        if match := ITEM_LIST.match(holder.text or ""):
            self.lists.wait(element, match[1])
            holder.text = (holder.text or "")[match.end() :]

    def _apply(self, element: etree.Element, attributes: dict[str, str]) -> None:
        stashed = STASH.search(element.text or "") if _holds_html(element) else None
        if stashed is None:
            if element.tag != TAG:
                apply_attributes(element, attributes)
            return
        stash = self.markdown.htmlStash.rawHtmlBlocks
        stash[int(stashed[1])] = add_to_html(str(stash[int(stashed[1])]), attributes)


def _holds_html(element: etree.Element) -> bool:
    return element.tag == TAG or (element.tag == "p" and STASH_LINE.fullmatch(element.text or "") is not None)
