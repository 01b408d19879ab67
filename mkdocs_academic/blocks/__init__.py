"""Markdown of ours: the research pipeline and lists of publications, on pymdownx's Blocks; citation numbers.

Source: https://facelessuser.github.io/pymdown-extensions/extensions/blocks/api/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from . import citations
from .pipeline import DirectionBlock, PipelineBlock, PipelineData, PlaceFrontMatter, Render, RenderPipelines
from .publications import AskedLists, FindLevels, PublicationsBlock, RenderLists, RenderPublications


class AcademicBlocksExtension(BlocksExtension):  # type: ignore[misc]
    """`/// pipeline` with `//// direction | Title` blocks inside it, `/// publications`, and `{citations}`.

    Options: `pipeline`, the page's own data from its front matter, shown by an empty block or before the first
    heading; `render`, how the pipeline's partial is rendered; `publications`, how a list of publications is rendered:
    without it such a block stays text; `citations`, which number a `{citations …}` is.
    """

    def __init__(self, **settings: Any) -> None:
        # Not through Extension.config: it turns values into booleans by the type of their default.
        self.pipeline: Mapping[str, Any] = settings.get("pipeline") or {}
        self.render: Render = settings.get("render") or render_alone
        self.publications: RenderPublications | None = settings.get("publications")
        self.citations: citations.TextOf | None = settings.get("citations")
        super().__init__()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        citations.register(md, self.citations)
        data = PipelineData(self.pipeline)
        block_mgr.register(PipelineBlock, {"data": data})
        block_mgr.register(DirectionBlock, {})
        md.treeprocessors.register(PlaceFrontMatter(md, data), "academic_pipeline", 30)
        # After raw HTML has been put back (30): the partial gets the finished text.
        md.postprocessors.register(RenderPipelines(md, self.render), "academic_pipeline", 5)
        if self.publications is not None:
            lists = AskedLists()
            block_mgr.register(PublicationsBlock, {"lists": lists})
            md.treeprocessors.register(FindLevels(md, lists), "academic_publications", 3)  # when every heading is there
            md.postprocessors.register(RenderLists(md, lists, self.publications), "academic_publications", 4)


def render_alone(template_name: str, **values: object) -> str:
    """Render a fragment from this package's own templates: the extension without MkDocs."""
    from ..rendering import theme_fragments

    return theme_fragments().render(template_name, **values)


def makeExtension(**settings: Any) -> Extension:
    return AcademicBlocksExtension(**settings)
