"""A list of publications as a Markdown block: `/// publications`, its options what the list shows.

The block leaves an empty element; the list takes its place in the finished page, so that no other extension reads
what comes from BibTeX as Markdown.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from typing import Any

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks.block import Block

RenderPublications = Callable[[Mapping[str, Any], int, int, bool], str]
"""`render(options, number, level, has_text)` returns the HTML of the page's list `number`, from 0.

Its headings are `h{level}`; `has_text`: the block holds text, which stands behind the list.
"""

OPTIONS = ("selected", "file", "keys", "topic", "type", "year", "person", "limit", "group", "order", "layout", "filter")
"""What a list may be asked; a block with any other option stays text, which the plugin reports."""

_TAG = "academic-publications"
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_DEFAULT_LEVEL = 2  # below the page's title


class AskedLists:
    """The lists that a page asks for, in order: their options, and how deep the headings of their groups are."""

    def __init__(self) -> None:
        self.options: list[Mapping[str, Any]] = []
        self.levels: dict[int, int] = {}


class PublicationsBlock(Block):  # type: ignore[misc]
    """The block; what its options may be is told where they are understood, with the line of the page."""

    NAME = "publications"
    ARGUMENT = None
    OPTIONS: dict[str, tuple[Any, Any]] = dict.fromkeys(OPTIONS, (None, None))

    def on_create(self, parent: etree.Element) -> etree.Element:
        asked: AskedLists = self.config["lists"]
        asked.options.append({name: self.options[name] for name in OPTIONS if self.options[name] is not None})
        return etree.SubElement(parent, _TAG, {"number": str(len(asked.options) - 1)})

    def on_markdown(self) -> str:
        return "block"


class FindLevels(Treeprocessor):
    """Notes of each list how deep its headings are: one below the heading that it stands under."""

    def __init__(self, md: Markdown, lists: AskedLists) -> None:
        super().__init__(md)
        self.lists = lists

    def run(self, root: etree.Element) -> None:
        level = _DEFAULT_LEVEL
        for element in root.iter():
            if element.tag in _LEVELS:
                level = min(_LEVELS[element.tag] + 1, 6)
            elif element.tag == _TAG:
                self.lists.levels[int(element.get("number", ""))] = level


class RenderLists(Postprocessor):
    """Puts the lists into their places."""

    PLACE = re.compile(rf'<{_TAG} number="(\d+)">(?P<end>\s*</{_TAG}>)?|</{_TAG}>')

    def __init__(self, md: Markdown, lists: AskedLists, render: RenderPublications) -> None:
        super().__init__(md)
        self.lists = lists
        self.render = render

    def run(self, text: str) -> str:
        return self.PLACE.sub(lambda match: self._list(match[1], not match["end"]), text)

    def _list(self, written: str | None, has_text: bool) -> str:
        """Return the list of a number; nothing for an end tag, and for a tag of the author's own."""
        number = int(written or -1)
        if not 0 <= number < len(self.lists.options):
            return ""
        level = self.lists.levels.get(number, _DEFAULT_LEVEL)
        return self.render(self.lists.options[number], number, level, has_text)
