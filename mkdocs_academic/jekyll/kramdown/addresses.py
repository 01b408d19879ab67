"""The addresses of links and images, for whoever knows where they lead."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown

_ATTRIBUTES = {"a": "href", "img": "src"}


class AddressTreeprocessor(Treeprocessor):
    """Rewrites addresses before MkDocs looks at them, which it does last of all."""

    def __init__(self, md: Markdown, rewrite: Callable[[str], str]) -> None:
        super().__init__(md)
        self._rewrite = rewrite

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            name = _ATTRIBUTES.get(str(element.tag))
            if name and (address := element.get(name)):
                element.set(name, self._rewrite(address))
