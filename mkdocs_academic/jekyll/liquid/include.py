"""Jekyll's tags `include` and `include_relative`: a snippet's text in the place of the tag.

Where Jekyll's build dies of a missing file, ours goes on with a warning; an include inside an HTML comment prints
nothing; a snippet inside a list item stays inside it.

Source: https://jekyllrb.com/docs/includes/
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TextIO, cast

from liquid import Environment, RenderContext, Token, TokenStream
from liquid.ast import Node
from liquid.exceptions import LiquidSyntaxError
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG

from ...errors import AcademicError, Place, Problem
from .directive import Directive, Surroundings, read_directive, read_surroundings
from .limits import MAX_DEPTH, MAX_INCLUDES
from .nodes import PageContext, Rendering, Template
from .snippets import INCLUDES_FOLDER, Missing, Refused, Snippets
from .sourcemap import Output, Source


class IncludeTag(Tag):
    """Reads `{% include file.html key="value" %}`; the file is in `_includes/`."""

    name = "include"
    block = False

    def __init__(self, env: Environment, snippets: Snippets, load: Callable[[str], Template]) -> None:
        super().__init__(env)
        self.snippets = snippets
        self.load = load

    def folder(self, rendering: Rendering) -> str:
        """Return the folder that names are relative to."""
        return INCLUDES_FOLDER

    def parse(self, stream: TokenStream) -> Node:
        token = stream.eat(TOKEN_TAG)
        if stream.current.kind != TOKEN_EXPRESSION:
            raise LiquidSyntaxError(f"{self.name} needs the name of a file", token=token)
        return IncludeNode(self, token, read_directive(self.env, stream.current))


class IncludeRelativeTag(IncludeTag):
    """Reads `{% include_relative file.md key="value" %}`; the file is relative to the page, also inside a snippet."""

    name = "include_relative"

    def folder(self, rendering: Rendering) -> str:
        return posixpath.dirname(rendering.page_uri)


class IncludeNode(Node):
    """One such tag in a file."""

    __slots__ = ("_directive", "_source", "_surroundings", "_tag")

    def __init__(self, tag: IncludeTag, token: Token, directive: Directive) -> None:
        super().__init__(token)
        self.blank = False
        self._tag = tag
        self._directive = directive
        self._source = cast(Source, token.source)
        self._surroundings: Surroundings = read_surroundings(self._source, token.start_index)

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        context = cast(PageContext, context)
        rendering = context.rendering
        name = self._directive.name_in(context)
        if self._source.is_commented(self.token.start_index):
            self._note(name, rendering)
            return 0
        template = self._template(name, rendering)
        if template is not None:
            self._insert(template, context, buffer)
        return 0

    def _note(self, name: str, rendering: Rendering) -> None:
        """Remember a snippet that prints nothing: it is no page all the same."""
        try:
            src_uri = self._tag.snippets.locate(name, self._tag.folder(rendering))
            if not self._tag.snippets.exists(src_uri):
                raise Missing("no such file.")
            rendering.files_read[src_uri] = None
        except Refused as refusal:
            message = f"cannot include {name!r}, inside an HTML comment: {refusal}"
            rendering.report(Problem(self._place(rendering), message, level="debug"))

    def _template(self, name: str, rendering: Rendering) -> Template | None:
        """Return the parsed snippet; None when there is no such file, which is reported."""
        folder = self._tag.folder(rendering)
        try:
            src_uri = self._tag.snippets.locate(name, folder)
            self._check(src_uri, rendering)
            template = self._tag.load(src_uri)
        except Missing as missing:
            looked_in = posixpath.join(rendering.place_prefix, folder).rstrip("/") or "."
            suggestion = self._tag.snippets.suggestion(name, folder)
            message = f"cannot include {name!r}: {missing} Looked in {looked_in}/.{suggestion}"
            rendering.report(Problem(self._place(rendering), message))
            return None
        except Refused as refusal:
            raise AcademicError(self._place(rendering), f"cannot include {name!r}: {refusal}") from refusal
        rendering.files_read[src_uri] = None
        return template

    def _check(self, src_uri: str, rendering: Rendering) -> None:
        chain = " -> ".join([*rendering.chain, src_uri])
        if src_uri in rendering.chain:
            raise AcademicError(self._place(rendering), f"include loop: {chain}. Remove one of these includes.")
        if len(rendering.chain) > MAX_DEPTH:
            message = f"snippets are nested deeper than {MAX_DEPTH}: {chain}. Include some of them in the page itself."
            raise AcademicError(self._place(rendering), message)
        rendering.includes += 1
        if rendering.includes > MAX_INCLUDES:
            message = f"the page includes more than {MAX_INCLUDES:,} snippets. Shorten the loop that includes them."
            raise AcademicError(self._place(rendering), message)

    def _insert(self, template: Template, context: PageContext, buffer: TextIO) -> None:
        output = cast(Output, buffer)  # a block with an include in it is never blank, so it is written for good
        start = output.length
        parameters = self._directive.parameters_in(context)
        scope = {} if parameters is None else {"include": parameters}
        context.rendering.chain.append(template.source.src_uri)
        try:
            with context.extend(scope), output.indented(self._surroundings.continuation):
                template.run(context, output)
        finally:
            context.rendering.chain.pop()
        self._end(output, start)

    def _end(self, output: Output, start: int) -> None:
        if ">" in self._surroundings.continuation or self._surroundings.is_followed:
            output.strip_newlines(start, of_several_lines=">" in self._surroundings.continuation)
        output.mark(self._source, self.token.start_index)

    def _place(self, rendering: Rendering) -> Place:
        return Place(rendering.place_prefix + self._source.src_uri, self._source.line_at(self.token.start_index))
