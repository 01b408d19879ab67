"""The research pipeline as a Markdown block; its look is a template partial.

The block builds a tree of private elements, so that everything in it is ordinary Markdown to every other extension
(links are checked, images found, text typeset). When the page is serialized, the private elements become the values of
the partial `partials/academic/pipeline.html`, which a site can override.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from typing import Any

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from ..markup import tags

Render = Callable[..., str]
"""`render(template_name, **values)` returns the HTML of a fragment."""

TEMPLATE = "partials/academic/pipeline.html"
_HEADINGS = {f"h{level}" for level in range(1, 7)}


class PipelineBlock(Block):  # type: ignore[misc]
    """The block as a whole: `/// pipeline | Title`, its options the figure's."""

    NAME = "pipeline"
    ARGUMENT = None
    OPTIONS: dict[str, tuple[Any, Any]] = {"figure": ("", str), "alt": ("", str), "caption": ("", str)}  # noqa: RUF012

    def on_create(self, parent: etree.Element) -> etree.Element:
        element = etree.SubElement(parent, "academic-pipeline")
        _add_figure(element, {**self.options, "title": self.argument or ""})
        return element

    def on_markdown(self) -> str:
        return "block"

    def on_end(self, block: etree.Element) -> None:
        if len(block) == 0:
            self.config["data"].fill(block, self.md)


class DirectionBlock(Block):  # type: ignore[misc]
    """One direction of the pipeline: `//// direction | Title`, any Markdown inside."""

    NAME = "direction"
    ARGUMENT = True
    OPTIONS: dict[str, tuple[Any, Any]] = {"more": (None, None)}  # noqa: RUF012

    def on_validate(self, parent: etree.Element) -> bool:
        return parent.tag == "academic-pipeline"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return _add_direction(parent, self.argument, self.options["more"])

    def on_add(self, block: etree.Element) -> etree.Element:
        return block[-1]

    def on_markdown(self) -> str:
        return "block"


class PipelineData:
    """The front matter's pipeline, shown once: by an empty block, or before the first heading."""

    def __init__(self, pipeline: Mapping[str, Any]) -> None:
        self.pipeline = pipeline

    def fill(self, element: etree.Element, md: Markdown) -> None:
        _add_figure(element, self.pipeline)
        for direction in self.pipeline.get("directions", ()):
            text = _add_direction(element, direction["title"], direction["more"])[-1]
            md.parser.parseChunk(text, direction["text"])
        self.pipeline = {}


class PlaceFrontMatter(Treeprocessor):
    def __init__(self, md: Markdown, data: PipelineData) -> None:
        super().__init__(md)
        self.data = data

    def run(self, root: etree.Element) -> None:
        if not self.data.pipeline:
            return
        element = etree.Element("academic-pipeline")
        self.data.fill(element, self.md)
        first_heading = (index for index, child in enumerate(root) if child.tag in _HEADINGS)
        root.insert(next(first_heading, len(root)), element)


def _add_figure(parent: etree.Element, values: Mapping[str, Any]) -> None:
    if values.get("title"):
        etree.SubElement(parent, "academic-title").text = values["title"]
    if values.get("figure"):
        figure = etree.SubElement(parent, "academic-figure")
        etree.SubElement(figure, "img", {"src": values["figure"], "alt": values.get("alt") or ""})
    if values.get("caption"):
        etree.SubElement(parent, "academic-caption").text = values["caption"]


def _add_direction(parent: etree.Element, title: str, more: object) -> etree.Element:
    """Append a direction to `parent`; its last child takes the text."""
    direction = etree.SubElement(parent, "academic-direction")
    etree.SubElement(direction, "academic-title").text = title
    for link in more if isinstance(more, list) else [more]:
        if isinstance(link, Mapping) and link.get("url"):
            anchor = etree.SubElement(direction, "a", {"href": str(link["url"])})
            anchor.text = AtomicString(str(link.get("title") or link["url"]))
    etree.SubElement(direction, "academic-text")
    return direction


class RenderPipelines(Postprocessor):
    # The innermost first, so that a pipeline inside a direction is whole before its parent is rendered.
    INNERMOST = re.compile(
        r"<academic-pipeline\b[^>]*>((?:(?!<academic-pipeline\b).)*?)</academic-pipeline>", re.DOTALL
    )

    def __init__(self, md: Markdown, render: Render) -> None:
        super().__init__(md)
        self.render = render

    def run(self, text: str) -> str:
        found = 1
        while found:
            text, found = self.INNERMOST.subn(lambda match: self.render(TEMPLATE, **_values(match[1])), text)
        return text


def _values(inner: str) -> dict[str, Any]:
    """Return the partial's values from the serialized private elements; texts are finished HTML."""
    from markupsafe import Markup

    directions = re.findall(r"<academic-direction>(.*?)</academic-direction>", inner, re.DOTALL)
    head = inner.partition("<academic-direction>")[0]
    image = next((tag.attributes for tag in tags(head) if tag.name == "img"), {})
    return {
        "title": Markup(_inner(head, "academic-title")),
        "figure": image.get("src", ""),
        "alt": image.get("alt", ""),
        "caption": Markup(_inner(head, "academic-caption")),
        "directions": [
            {
                "title": Markup(_inner(direction, "academic-title")),
                "text": Markup(_inner(direction, "academic-text").strip()),
                "more": _more(direction.partition("<academic-text")[0]),
            }
            for direction in directions
        ],
    }


def _inner(text: str, name: str) -> str:
    match = re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
    return match[1] if match else ""


def _more(text: str) -> list[dict[str, str]]:
    links = re.finditer(r"<a\b[^>]*>(.*?)</a>", text.partition("</academic-title>")[2], re.DOTALL)
    return [{"title": html.unescape(link[1]), "url": next(tags(link[0])).attributes["href"]} for link in links]
