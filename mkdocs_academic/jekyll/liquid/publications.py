"""The tags that place a list of publications: ours, and jekyll-scholar's. Both print a `/// publications` block.

Source: https://github.com/inukshuk/jekyll-scholar#bibliographies for the options of `bibliography`
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO, cast

from liquid import RenderContext, Token, TokenStream
from liquid.ast import Node
from liquid.expression import Expression
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG

from ...errors import Place, Problem
from .directive import Surroundings, read_parameters, read_surroundings, text_in, text_parts
from .nodes import PageContext
from .sourcemap import Output, Source
from .values import text_of


class _ListTag(Tag):
    block = False

    def parse(self, stream: TokenStream) -> Node:
        token = stream.eat(TOKEN_TAG)
        return self.node(token, stream.current if stream.current.kind == TOKEN_EXPRESSION else None)

    def node(self, token: Token, expression: Token | None) -> Node:
        """Return what prints the list; `expression` is what stands behind the tag's name, None for nothing."""
        raise NotImplementedError


class PublicationsTag(_ListTag):
    """Reads `{% publications selected=true group="year" %}`; the options are those of the block."""

    name = "publications"

    def node(self, token: Token, expression: Token | None) -> Node:
        return _PublicationsNode(token, read_parameters(self.env, expression) or {} if expression else {})


class BibliographyTag(_ListTag):
    """Reads jekyll-scholar's `{% bibliography --file papers --query @article[year>=2020] --group_by year %}`."""

    name = "bibliography"

    def node(self, token: Token, expression: Token | None) -> Node:
        parts = text_parts(self.env, expression, expression.value) if expression else ()
        return _BibliographyNode(token, list(parts))


class _ListNode(Node):
    __slots__ = ("_source", "_surroundings")

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.blank = False
        self._source = cast(Source, token.source)
        self._surroundings: Surroundings = read_surroundings(self._source, token.start_index)

    def options(self, context: PageContext) -> Mapping[str, str]:
        """Return the options of the block by their names."""
        raise NotImplementedError

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        context = cast(PageContext, context)
        options = "".join(
            f"    {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in self.options(context).items()
        )
        output = cast(Output, buffer)
        output.mark(self._source, self.token.start_index)
        with output.indented(self._surroundings.continuation):
            output.write(f"\n\n/// publications\n{options}///\n\n")
        output.mark(self._source, self.token.start_index)
        return 1

    def warn(self, message: str, context: PageContext) -> None:
        rendering = context.rendering
        line = self._source.line_at(self.token.start_index)
        rendering.report(Problem(Place(rendering.place_prefix + self._source.src_uri, line), message))


class _PublicationsNode(_ListNode):
    __slots__ = ("_parameters",)

    def __init__(self, token: Token, parameters: Mapping[str, str | Expression]) -> None:
        super().__init__(token)
        self._parameters = parameters

    def options(self, context: PageContext) -> Mapping[str, str]:
        return {
            name: value if isinstance(value, str) else text_of(value.evaluate(context))
            for name, value in self._parameters.items()
        }


# jekyll-scholar's options and ours; "" where a list of ours has no use for one.
_OPTIONS = {
    **dict.fromkeys(("-f", "--file"), "file"),
    **dict.fromkeys(("-q", "--query"), "query"),
    **dict.fromkeys(("-g", "--group_by"), "group"),
    **dict.fromkeys(("-m", "--max"), "limit"),
    **dict.fromkeys(("-s", "--sort_by"), "sort"),
    **dict.fromkeys(("-o", "--order"), "order"),
    **dict.fromkeys(("-t", "--template", "-T", "--bibliography_template", "-S", "--style", "-l", "--locale"), ""),
    **dict.fromkeys(("-p", "--prefix", "-i", "--bibliography_list_tag", "--bibliography_list_attributes"), ""),
}
_ALONE = frozenset({"-c", "--cited", "-C", "--cited_in_order", "-r", "--remove_duplicates"})
_WORDS = re.compile(r"""(--?[\w-]+)[= ]\s*("[^"]*"|'[^']*'|(?:@[^-]|[^-\s]).*?)(?=\s+--?[A-Za-z]|\s*\Z)|(--?[\w-]+)""")
_QUERY = re.compile(r"@(?P<type>\*|[\w-]+)?(?:\[(?P<condition>[^\]]*)\])?\*?")
_CONDITION = re.compile(r"\s*(?P<field>\w+)\s*(?P<sign>>=|<=|\^=|~=|=)\s*(?P<value>[^&|,]+?)\s*")
_FIELDS = {
    "selected": "selected",
    "year": "year",
    "topic": "topic",
    "keywords": "topic",
    "author": "person",
    "key": "keys",
}


class _BibliographyNode(_ListNode):
    __slots__ = ("_parts",)

    def __init__(self, token: Token, parts: Sequence[str | Expression]) -> None:
        super().__init__(token)
        self._parts = parts

    def options(self, context: PageContext) -> Mapping[str, str]:
        written = text_in(self._parts, context)
        return dict(self._read(written, context))

    def _read(self, written: str, context: PageContext) -> Iterator[tuple[str, str]]:
        for match in _WORDS.finditer(written):
            option, value = match[1] or match[3], (match[2] or "").strip("\"' ")
            name = _OPTIONS.get(option)
            if name is None and option not in _ALONE:
                self.warn(f"'bibliography' has the option '{option}', which is not known; it is ignored.", context)
            elif name == "query":
                yield from self._query(value, context)
            elif name == "sort":
                if value == "title":
                    yield "order", "title"
            elif name == "order":
                if value.startswith("asc"):
                    yield "order", "oldest"
            elif name == "file":
                yield name, value.removesuffix(".bib")
            elif name and value:
                yield name, value

    def _query(self, query: str, context: PageContext) -> Iterator[tuple[str, str]]:
        """Yield the options for a query of BibTeX-Ruby, of which the conditions on single fields are understood."""
        match = _QUERY.fullmatch(query)
        conditions = (match["condition"] or "").replace("&&", "&").split("&") if match else [query]
        if match and match["type"] not in (None, "*"):
            yield "type", match["type"]
        asked: dict[str, str] = {}
        for condition in conditions:
            found = _CONDITION.fullmatch(condition)
            name = _FIELDS.get(found["field"].lower()) if found else None
            if found and name == "year":
                asked[name] = _years(asked.get(name, "-"), found["sign"], found["value"])
            elif found and name and name not in asked:
                asked[name] = found["value"]
            elif condition.strip():
                message = f"the query '{condition.strip()}' of 'bibliography' is not understood; it is ignored."
                self.warn(f"{message} Use '{{% publications %}}' with options.", context)
        yield from asked.items()


def _years(years: str, sign: str, year: str) -> str:
    """Return the range `years` with one more bound: `2018-` and `<=`, `2020` give `2018-2020`."""
    first, _, last = years.partition("-")
    return {">=": f"{year}-{last}", "<=": f"{first}-{year}"}.get(sign, year)
