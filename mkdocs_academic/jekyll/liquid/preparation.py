"""What a text needs before python-liquid reads it: refusal of what would take hours, and Ruby's way with words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import AcademicError, Place
from ...markup import replace_spans
from .limits import MAX_TAG
from .sourcemap import Source

_OPENING = re.compile(r"\{%-?\s*+(?P<name>raw|doc)\s*+-?%\}|\{%|\{\{")
_CLOSING = {
    "{%": re.compile(r"%\}"),
    "{{": re.compile(r"\}\}"),
    "raw": re.compile(r"\{%-?\s*+endraw\s*+-?%\}"),
    "doc": re.compile(r"\{%-?\s*+enddoc\s*+-?%\}"),
}
_INCLUDE = re.compile(r"\{%-?\s*include")
# python-liquid's keywords, which it does not take as the name of a property; Ruby's Liquid does.
_KEYWORD_PROPERTY = re.compile(
    r""""[^"]*" | '[^']*' | (?<=[\w\]])\.
        (?P<name>and|as|blank|cols|contains|continue|else|empty|false|for|if|in|limit|nil|not|null|offset|or|required
                |reversed|true|with)
        (?![\w-])""",
    re.VERBOSE,
)
# Ruby's Liquid ignores filters behind the list of a loop: `{% for name in names | sort %}`.
_FILTERED_LOOP = re.compile(
    r"""(\{%-?\s*(?:for|tablerow)\s+[\w-]+\s+in\s+(?:"[^"]*"|'[^']*'|[^\s|"']+)\s*)
        \| (?:"[^"]*"|'[^']*'|[^"'%])* (?=-?%\})""",
    re.VERBOSE,
)
# Ruby's Liquid does not read parentheses in a condition: `(a or b) and c` is `a or b and c`. A range has dots.
_CONDITION = re.compile(r"\{%-?\s*(?:if|elsif|unless)\s")
_PARENTHESIS = re.compile(r""""[^"]*" | '[^']*' | (?P<range>\([^()"']*\.\.[^()"']*\)) | (?P<sign>[()])""", re.VERBOSE)


def prepared(source: Source, place_prefix: str) -> Source:
    """Return `source` as python-liquid can read it; its lines stay where they are, and one newline is added.

    python-liquid takes a last newline for a text of its own, and strips it if "-%}" stands anywhere before it.

    Raises:
        AcademicError: A tag is too long, or a raw block does not end.
    """
    changes = [
        (start, end, new)
        for start, end in _tags(source, place_prefix)
        if not _INCLUDE.match(source, start) and (new := _as_in_ruby(source[start:end])) != source[start:end]
    ]
    text = replace_spans(source, changes) if changes else source
    return Source.of(text + "\n", source.src_uri, source.first_line)


def _as_in_ruby(tag: str) -> str:
    if _CONDITION.match(tag):
        tag = _PARENTHESIS.sub(lambda match: " " if match["sign"] else match[0], tag)
    return bracketed(_FILTERED_LOOP.sub(r"\1", tag))


def bracketed(expression: str) -> str:
    """Return `expression` with `a.limit`, where the property is one of python-liquid's keywords, as `a["limit"]`."""
    return _KEYWORD_PROPERTY.sub(lambda match: f'["{match["name"]}"]' if match["name"] else match[0], expression)


def _tags(source: Source, place_prefix: str) -> Iterator[tuple[int, int]]:
    """Yield where the tags and outputs of `source` start and end, without raw blocks.

    Many raw blocks or outputs without an end, and a long expression, take python-liquid quadratic time.
    """
    end = 0
    while opening := _OPENING.search(source, end):
        start, name = opening.start(), opening["name"]
        closing = _CLOSING[name or opening[0]].search(source, opening.end())
        end = closing.end() if closing else len(source)
        place = Place(place_prefix + source.src_uri, source.line_at(start))
        if name and not closing:
            raise AcademicError(place, f"{{% {name} %}} is never closed. Add {{% end{name} %}}.")
        if not name and end - start > MAX_TAG:
            message = f"a tag is longer than {MAX_TAG:,} characters. Close it, or take it apart."
            raise AcademicError(place, message)
        if not name:
            yield start, end
