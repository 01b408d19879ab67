"""The research pipeline as a Markdown block, on pymdownx's Blocks; its look is a template partial.

The block builds a tree of private elements, so that everything in it is ordinary Markdown to every other extension
(links are checked, images found, text typeset). When the page is serialized, the private elements become the values of
the partial `partials/academic/pipeline.html`, which a site can override.

Source: https://facelessuser.github.io/pymdown-extensions/extensions/blocks/api/
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from .markup import tags

Render = Callable[..., str]
"""`render(template_name, **values)` returns the HTML of a fragment."""

TEMPLATE = "partials/academic/pipeline.html"
_HEADINGS = {f"h{level}" for level in range(1, 7)}


class AcademicBlocksExtension(BlocksExtension):  # type: ignore[misc]
    """`/// pipeline` with `//// direction | Title` blocks inside it.

    Options: `pipeline`, the page's own data from its front matter, shown by an empty block or before the first
    heading; `render`, how the partial is rendered.
    """

    def __init__(self, **settings: Any) -> None:
        # Not through Extension.config: it turns values into booleans by the type of their default.
        self.pipeline: Mapping[str, Any] = settings.get("pipeline") or {}
        self.render: Render = settings.get("render") or render_alone
        super().__init__()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        data = _PipelineData(self.pipeline)
        block_mgr.register(PipelineBlock, {"data": data})
        block_mgr.register(DirectionBlock, {})
        md.treeprocessors.register(_PlaceFrontMatter(md, data), "academic_pipeline", 30)
        # After raw HTML has been put back (30): the partial gets the finished text.
        md.postprocessors.register(_RenderPipelines(md, self.render), "academic_pipeline", 5)


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


class _PipelineData:
    """The front matter's pipeline, shown once: by an empty block, or before the first heading."""

    def __init__(self, pipeline: Mapping[str, Any]) -> None:
        self.pipeline = pipeline

    def fill(self, element: etree.Element, md: Markdown) -> None:
        _add_figure(element, self.pipeline)
        for direction in self.pipeline.get("directions", ()):
            text = _add_direction(element, direction["title"], direction["more"])[-1]
            md.parser.parseChunk(text, direction["text"])
        self.pipeline = {}


class _PlaceFrontMatter(Treeprocessor):
    def __init__(self, md: Markdown, data: _PipelineData) -> None:
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


class _RenderPipelines(Postprocessor):
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


def render_alone(template_name: str, **values: object) -> str:
    """Render a fragment from this package's own templates: the extension without MkDocs."""
    from .rendering import theme_fragments

    return theme_fragments().render(template_name, **values)


def makeExtension(**settings: Any) -> Extension:
    return AcademicBlocksExtension(**settings)
