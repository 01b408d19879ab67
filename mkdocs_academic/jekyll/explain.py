"""What python-liquid's errors mean to the author: which file and line, what is wrong, what next."""

from __future__ import annotations

from liquid import Environment, Token
from liquid.exceptions import (
    BlockNestingError,
    ContextDepthError,
    LiquidError,
    LiquidInterrupt,
    LiquidSyntaxError,
    LocalNamespaceLimitError,
    LoopIterationLimitError,
)
from liquid.token import TOKEN_TAG

from ..errors import AcademicError, Place, did_you_mean
from .limits import MAX_ITERATIONS, MAX_TEXT, MAX_VARIABLES_BYTES
from .sourcemap import Source, TooLong

Failure = LiquidError | LiquidInterrupt | TooLong | RecursionError
"""Everything that ends a run of Liquid."""

_AS_IT_IS = (
    "To show Liquid code as it is, wrap it in {% raw %} … {% endraw %}, or set `liquid: false` in the front matter."
)
_INNER_TAGS = ("else", "elsif", "when")
_INSTEAD = {
    "highlight": " Use a fenced code block.",
    "link": " Write a link to the page's file.",
    "post_url": " Write a link to the page's file.",
    "render": " Use include.",
}
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
    place = next((place for place in places if place), Place(place_prefix + source.src_uri, source.first_line))
    if isinstance(failure, LiquidSyntaxError):
        if failure.token is None or failure.token.start_index < 0:
            return _explain_end(failure, source, env, place)
        return AcademicError(place, f"{_syntax_message(failure, failure.token, env)} {_AS_IT_IS}")
    return AcademicError(place, _message(failure))


def _message(failure: Failure) -> str:
    match failure:
        case LoopIterationLimitError():
            return f"the loops of this page take more than {MAX_ITERATIONS:,} turns. Shorten them."
        case LocalNamespaceLimitError():
            return f"the variables of this page hold more than {MAX_VARIABLES_BYTES:,} bytes. Shorten them."
        case TooLong():
            return f"the text grows beyond {MAX_TEXT:,} characters. Shorten the loops and includes that write it."
        case ContextDepthError() | BlockNestingError() | RecursionError():
            return _NESTED
        case LiquidInterrupt():
            return f"{{% {failure} %}} stands outside a loop. Put it between {{% for %}} and {{% endfor %}}."
        case LiquidError() if isinstance(failure.__cause__, RecursionError):
            return _NESTED
    return f"Liquid stops here: {_text(failure)}. {_AS_IT_IS}"


def _syntax_message(error: LiquidSyntaxError, token: Token, env: Environment) -> str:
    name = token.value
    if token.kind != TOKEN_TAG or name in env.tags:
        return f"Liquid cannot read this: {_text(error)}."
    if name == "raw":
        return "{% raw %} is never closed. Add {% endraw %}."
    if name in _INNER_TAGS or name.removeprefix("end") in (*env.tags, "raw"):
        return f"{{% {name} %}} does not belong to the block that is open here."
    known = [tag for tag in env.tags if tag.isidentifier()] + ["raw", "else", "elsif", "when"]
    return f"Liquid has no tag {name!r}.{_INSTEAD.get(name) or did_you_mean(name, known)}"


def _explain_end(error: LiquidSyntaxError, source: Source, env: Environment, place: Place) -> AcademicError:
    """Explain an error at the end of the text: almost always a block that is not closed."""
    open_tags: list[Token] = []
    for token in env.tokenizer()(source):
        if token.kind == TOKEN_TAG and (tag := env.tags.get(token.value)) and tag.block:
            open_tags.append(token)
        elif token.kind == TOKEN_TAG and open_tags and token.value == env.tags[open_tags[-1].value].end:
            open_tags.pop()
    if not open_tags:
        return AcademicError(place, f"Liquid cannot read this: {_text(error)}. {_AS_IT_IS}")
    name = open_tags[-1].value
    opening = Place(place.file, source.line_at(open_tags[-1].start_index))
    return AcademicError(opening, f"{{% {name} %}} is never closed. Add {{% end{name} %}}. {_AS_IT_IS}")


def _text(error: Failure) -> str:
    return str(error.message if isinstance(error, LiquidError) else error).rstrip(".")
