"""What is written in an include tag, and around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from liquid import Environment, RenderContext, Token, TokenStream
from liquid.builtin.expressions import FilteredExpression, parse_primitive, tokenize
from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression
from liquid.token import TOKEN_EXPRESSION

from .preparation import bracketed
from .sourcemap import Source
from .values import text_of

_NAME = re.compile(r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>(?:\{\{.*?\}\}|\S)+))""", re.DOTALL)
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PARAMETER = re.compile(
    r"""[\s,]*(?P<key>[\w-]+)\s*=\s*
        (?:"(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^'\\]|\\.)*)' | (?P<variable>[\w.-]+(?:\[[^\]]*\][\w.-]*)*))
        (?=[\s,]|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_LIQUID_TAG = re.compile(r"\{%.*?%\}")
_LINE_HEAD = re.compile(r"[ \t]*+(?P<marks>(?:(?:[-*+:]|\d{1,9}[.)])[ \t]++|>[ \t]*+)*+)")
_NEAR = 200  # characters of the line looked at on each side of the tag


class Directive(NamedTuple):
    """The file's name, in parts, and the parameters; None when none are given."""

    name: tuple[str | Expression, ...]
    parameters: dict[str, str | Expression] | None

    def name_in(self, context: RenderContext) -> str:
        return text_in(self.name, context)

    def parameters_in(self, context: RenderContext) -> dict[str, object] | None:
        if self.parameters is None:
            return None
        return {
            key: value if isinstance(value, str) else value.evaluate(context) for key, value in self.parameters.items()
        }


class Surroundings(NamedTuple):
    """How a snippet fits into its line.

    `continuation` stands before its further lines, to keep them in the list item or quotation of the first one;
    `is_followed`: more text stands on the line of the tag.
    """

    continuation: str
    is_followed: bool


def read_directive(env: Environment, token: Token) -> Directive:
    """Return what the expression of an include tag says: `file.md a="x" b=page.title`.

    Raises:
        LiquidSyntaxError: It says nothing that can be understood.
    """
    name = _NAME.match(token.value)
    if name is None:
        raise LiquidSyntaxError("the name of a file is missing", token=token)
    kind = name.lastgroup or "bare"
    written = name[kind].rstrip(",") if kind == "bare" else name[kind]
    return Directive(tuple(text_parts(env, token, written, name.start(kind))), read_parameters(env, token, name.end()))


def read_surroundings(source: Source, offset: int) -> Surroundings:
    """Return how the tag at `offset` stands in its line; other tags there print nothing that counts."""
    line_start, line_end = source.line_span(offset)
    tag_start = max(source.rfind("{%", line_start, offset), line_start)
    tag_end = source.find("%}", offset) + len("%}")
    is_followed = bool(_LIQUID_TAG.sub("", source[tag_end : min(line_end, tag_end + _NEAR)]).strip())
    if tag_start - line_start > _NEAR:
        return Surroundings("", is_followed)
    head = _LIQUID_TAG.sub("", source[line_start:tag_start])
    match = _LINE_HEAD.fullmatch(head)
    if match is None or not (match["marks"] or source.is_held(line_start)):
        return Surroundings("", is_followed)
    return Surroundings(re.sub(r"[^\s>]", " ", head), is_followed)


def text_in(parts: Sequence[str | Expression], context: RenderContext) -> str:
    """Return what the parts print, joined."""
    return "".join(part if isinstance(part, str) else text_of(part.evaluate(context)) for part in parts)


def text_parts(env: Environment, token: Token, name: str, start: int = 0) -> Iterator[str | Expression]:
    """Yield a text of the tag's expression, and what stands in double braces in it, in turn."""
    end = 0
    for match in _VARIABLE.finditer(name):
        yield name[end : match.start()]
        inner = _part_of(token, match[1], start + match.start(1))
        yield FilteredExpression.parse(env, TokenStream(tokenize(inner.value, inner)))
        end = match.end()
    yield name[end:]


def read_parameters(env: Environment, token: Token, start: int = 0) -> dict[str, str | Expression] | None:
    """Return the parameters in a tag's expression from `start` on; None when there are none.

    Raises:
        LiquidSyntaxError: What stands there is no parameter.
    """
    rest = token.value.rstrip(", \t\n")
    if start >= len(rest):
        return None
    found: dict[str, str | Expression] = {}
    while start < len(rest):
        match = _PARAMETER.match(rest, start)
        if match is None:
            message = f'{rest[start:].strip()!r} is no parameter; write key="value" or key=variable'
            raise LiquidSyntaxError(message, token=token)
        found[match["key"]] = _value(env, token, match)
        start = match.end()
    return found


def _value(env: Environment, token: Token, match: re.Match[str]) -> str | Expression:
    for group, quote in (("double", '"'), ("single", "'")):
        if match[group] is not None:
            return match[group].replace(f"\\{quote}", quote)
    inner = _part_of(token, match["variable"], match.start("variable"))
    tokens = TokenStream(tokenize(inner.value, inner))
    value = parse_primitive(env, tokens)
    tokens.expect_eos()
    return value


def _part_of(token: Token, text: str, start: int) -> Token:
    return Token(TOKEN_EXPRESSION, bracketed(text), token.start_index + start, token.source)
