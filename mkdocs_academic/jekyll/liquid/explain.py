"""What python-liquid's errors mean to the author: which file and line, what is wrong, what next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from liquid import Environment, Token, TokenStream
from liquid.exceptions import (
    LiquidError,
    LiquidInterrupt,
    LiquidSyntaxError,
    LocalNamespaceLimitError,
    LoopIterationLimitError,
    ResourceLimitError,
)
from liquid.token import TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG

from ...errors import AcademicError, Place, did_you_mean
from .limits import MAX_ITEMS, MAX_ITERATIONS, MAX_TEXT, MAX_VARIABLES_BYTES
from .sourcemap import Source, TooLong


class TooMuchWork(ResourceLimitError):
    """Filters and variables have moved more text than any real page does."""


Failure = LiquidError | LiquidInterrupt | TooLong | RecursionError
"""Everything that ends a run of Liquid."""

_AS_IT_IS = (
    "To show Liquid code as it is, wrap it in {% raw %} … {% endraw %}, or set `liquid: false` in the front matter."
)
_INNER_TAGS = ("else", "elsif", "when")
_AROUND = {
    "elsif": "{%% if true %%}%s{%% endif %%}",
    "when": "{%% case true %%}%s{%% endcase %%}",
}
_INSTEAD = {
    "highlight": " Use a fenced code block.",
    "link": " Write a link to the page's file.",
    "post_url": " Write a link to the page's file.",
    "render": " Use include.",
}
# python-liquid's words for what it expected and found, and the author's.
_PLAIN = (
    ("a primitive expression", "a value"),
    ("end of expression", "the end"),
    ("missing expression", "it is empty"),
)
_NESTED = "blocks, loops and includes are nested too deeply. Take some of them apart."


def place_of(token: Token, place_prefix: str) -> Place | None:
    """Return where `token` stands, None for the end of a text or a token made at run time."""
    if isinstance(token.source, Source) and token.start_index >= 0:
        return Place(place_prefix + token.source.src_uri, token.source.line_at(token.start_index))
    return None


def explain(
    failure: Failure, source: Source, env: Environment, place_prefix: str, token: Token | None = None
) -> AcademicError:
    """Return the error to raise for `failure` while `source` was read or run; `token` is about where that was."""
    tokens = (getattr(failure, "token", None), token)
    places = (place_of(token, place_prefix) for token in tokens if token is not None)
    place = next((place for place in places if place), None)
    if place is not None:
        return AcademicError(place, _message(failure, env))
    first = Place(place_prefix + source.src_uri, source.first_line)
    if isinstance(failure, LiquidError):
        return _explain_unplaced(failure, source, env, first)
    return AcademicError(first, _message(failure, env))


def _message(failure: Failure, env: Environment) -> str:
    match failure:
        case LiquidSyntaxError():
            return f"{_syntax_message(failure, env)} {_AS_IT_IS}"
        case LoopIterationLimitError():
            return f"the loops of this page take more than {MAX_ITERATIONS:,} turns. Shorten them."
        case LocalNamespaceLimitError():
            return f"the variables of this page hold more than {MAX_VARIABLES_BYTES:,} bytes. Shorten them."
        case TooMuchWork():
            return "the filters and variables of this page move too much text. Take its loops apart."
        case TooLong():
            limits = f"{MAX_TEXT:,} characters or {MAX_ITEMS:,} items"
            return f"the text or a value grows beyond {limits}. Shorten the loops and includes that write it."
        case ResourceLimitError() | RecursionError():  # of python-liquid: blocks or scopes
            return _NESTED
        case LiquidInterrupt():
            return f"{{% {failure} %}} stands outside a loop. Put it between {{% for %}} and {{% endfor %}}."
        case LiquidError() if isinstance(failure.__cause__, RecursionError):
            return _NESTED
    return f"Liquid stops here: {_text(failure)}. Check the values and filters in this line."


def _syntax_message(error: LiquidSyntaxError, env: Environment) -> str:
    name = error.token.value if error.token and error.token.kind == TOKEN_TAG else ""
    if name == "comment":
        return "{% comment %} is never closed. Add {% endcomment %}."
    if not name or name in env.tags:
        return f"Liquid cannot read this: {_text(error)}."
    if name in _INNER_TAGS or name.removeprefix("end") in (*env.tags, "raw"):
        return f"{{% {name} %}} does not belong to the block that is open here."
    known = [tag for tag in env.tags if tag.isidentifier()] + ["raw", "else", "elsif", "when"]
    return f"Liquid has no tag {name!r}.{_INSTEAD.get(name) or did_you_mean(name, known)}"


def _explain_unplaced(error: LiquidError, source: Source, env: Environment, first: Place) -> AcademicError:
    """Explain an error at the end of a tag or of the text, which python-liquid gives no place; else use `first`."""
    tokens = list(env.tokenizer()(source))
    broken = next((token for token, statement in _statements(tokens, env) if _fails(statement, error, env)), None)
    opening = _never_closed(tokens, env) if broken is None else None
    if opening is not None:
        message = f"{{% {opening.value} %}} is never closed. Add {{% end{opening.value} %}}. {_AS_IT_IS}"
        return AcademicError(Place(first.file, source.line_at(opening.start_index)), message)
    line = source.line_at(broken.start_index) if broken else first.line
    return AcademicError(Place(first.file, line), _message(error, env))


def _statements(tokens: list[Token], env: Environment) -> Iterator[tuple[Token, str]]:
    """Yield each tag and output with a text in which it stands alone."""
    for token, following in pairwise([*tokens, TokenStream.eof]):
        expression = following.value if following.kind == TOKEN_EXPRESSION else ""
        if token.kind == TOKEN_OUTPUT:
            yield token, f"{{{{ {expression} }}}}"
        elif token.kind == TOKEN_TAG and token.value in _AROUND:
            yield token, _AROUND[token.value] % f"{{% {token.value} {expression} %}}"
        elif token.kind == TOKEN_TAG and (tag := env.tags.get(token.value)) and token.value != "comment":
            yield token, f"{{% {token.value} {expression} %}}" + (f"{{% {tag.end} %}}" if tag.block else "")


def _fails(statement: str, error: LiquidError, env: Environment) -> bool:
    try:
        env.from_string(Source.of(statement, ""))
    except LiquidError as found:
        return _text(found) == _text(error)
    return False


def _never_closed(tokens: list[Token], env: Environment) -> Token | None:
    """Return the innermost block tag that has no end."""
    open_tags: list[Token] = []
    for token in tokens:
        if token.kind == TOKEN_TAG and (tag := env.tags.get(token.value)) and tag.block:
            open_tags.append(token)
        elif token.kind == TOKEN_TAG and open_tags and token.value == env.tags[open_tags[-1].value].end:
            open_tags.pop()
    return open_tags[-1] if open_tags else None


def _text(error: Failure) -> str:
    text = str(error.message if isinstance(error, LiquidError) else error).rstrip(".")
    for term, plain in _PLAIN:
        text = text.replace(term, plain)
    return text
