"""What python-liquid's templates are made of here: nodes that note where they print, and a context that counts.

Source: https://jg-rp.github.io/liquid/ ("Custom tags", "Resource limits").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TextIO

from liquid import RenderContext, Token, TokenStream
from liquid.ast import Node
from liquid.builtin.content import ContentNode, Literal
from liquid.builtin.expressions import FilteredExpression, Nil, tokenize
from liquid.builtin.output import Output as OutputTag
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.echo_tag import EchoTag
from liquid.exceptions import LiquidError, LiquidInterrupt, LoopIterationLimitError
from liquid.token import TOKEN_EXPRESSION, TOKEN_OUTPUT

from ...errors import Problem, Report, did_you_mean
from .explain import TooMuchWork, explain, place_of
from .limits import MAX_ITERATIONS, MAX_TEXT, MAX_WORK
from .sourcemap import Output, Source, TooLong
from .values import text_of


@dataclass
class Rendering:
    """One run over one page: what it has read and done so far."""

    page_uri: str
    report: Report
    place_prefix: str
    chain: list[str]
    files_read: dict[str, None] = field(default_factory=dict)
    includes: int = 0
    iterations: int = 0
    work: int = 0
    unknown_filters: set[tuple[str, int]] = field(default_factory=set)

    def spend(self, work: int) -> None:
        """Count `work`, in characters.

        Raises:
            TooMuchWork: It is more than a page may ask for.
        """
        self.work += work
        if self.work > MAX_WORK:
            raise TooMuchWork("", token=None)


class PageContext(RenderContext):
    """The variables of one page, and its `Rendering`."""

    rendering: Rendering

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Count the turns of all loops of the page; python-liquid counts those of one nest of loops only."""
        self.rendering.iterations += length
        if self.rendering.iterations > MAX_ITERATIONS:
            raise LoopIterationLimitError("", token=None)

    def assign(self, key: str, val: object) -> None:
        if isinstance(val, str):
            self.rendering.spend(len(val))
        super().assign(key, val)

    def get_buffer(self, buf: TextIO | None = None) -> Output:
        return Output(MAX_TEXT)

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """Return the filter; one that does not exist leaves its value as it is, as in Jekyll, but with a warning."""
        place = place_of(token, self.rendering.place_prefix) if token is not None else None
        if name not in self.env.filters and place and (name, place.line) not in self.rendering.unknown_filters:
            self.rendering.unknown_filters.add((name, place.line))
            message = f"unknown filter {name!r} leaves its value unchanged.{did_you_mean(name, self.env.filters)}"
            self.rendering.report(Problem(place, message))
        return super().filter(name, token)


class Template(NamedTuple):
    """A file that has been read and parsed."""

    source: Source
    nodes: list[Node]

    def run(self, context: PageContext, buffer: TextIO) -> None:
        """Write the text to `buffer`.

        Raises:
            AcademicError: It cannot be run to its end.
            LiquidInterrupt: `break` or `continue` in a snippet, outside a loop of its own; one around it may take it.
        """
        for node in self.nodes:
            try:
                node.render(context, buffer)
            except (LiquidError, LiquidInterrupt, TooLong, RecursionError) as error:
                if isinstance(error, LiquidInterrupt) and len(context.rendering.chain) > 1:
                    raise
                raise explain(error, self.source, context.env, context.rendering.place_prefix, node.token) from error


class TextNode(ContentNode):
    """Text outside tags."""

    __slots__ = ("offset",)

    def __init__(self, token: Token, text: str) -> None:
        super().__init__(token, text)
        start = token.start_index
        if token.source.startswith("{%", start):  # the token of a raw block starts at {% raw %}
            start = token.source.index("%}", start) + len("%}")
        self.offset = token.source.index(text, start)  # "-%}" before the text has taken blanks off it

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        if isinstance(buffer, Output) and isinstance(self.token.source, Source):
            return buffer.copy(self.text, self.token.source, self.offset)
        return buffer.write(self.text)


class TextTag(Literal):
    """Reads text outside tags."""

    node_class = TextNode


class PrintNode(OutputNode):
    """`{{ … }}` and `{% echo … %}`."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        text = text_of(self.expression.evaluate(context))
        if isinstance(buffer, Output) and isinstance(self.token.source, Source):
            buffer.mark(self.token.source, self.token.start_index)
        return buffer.write(text)


class PrintTag(OutputTag):
    """Reads `{{ … }}`; an empty one prints nothing, as in Ruby."""

    node_class = PrintNode

    def parse(self, stream: TokenStream) -> PrintNode:
        token = stream.eat(TOKEN_OUTPUT)
        expression = stream.expect(TOKEN_EXPRESSION)
        if not expression.value.strip():
            return PrintNode(token, Nil(expression))
        tokens = TokenStream(tokenize(expression.value, expression))
        return PrintNode(token, FilteredExpression.parse(self.env, tokens))


class PrintingEchoTag(EchoTag):
    """Reads `{% echo … %}`."""

    node_class = PrintNode  # type: ignore[assignment]
