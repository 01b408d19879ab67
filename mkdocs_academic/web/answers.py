"""Answers of services are untrusted: read safely, types checked, lengths bounded."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from .session import ServiceError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_CHARACTERS = 2_000
MOST_ITEMS = 10_000

_TAG = re.compile(r"""</?(?:\w{1,20}:)?\w{1,20}(?:\s+[\w:.-]{1,40}=(?:"[^"<>]{0,300}"|'[^'<>]{0,300}'))*\s*/?>""")
_JOINERS = "\u200c\u200d"  # needed between letters of Persian and of Indian scripts
_NOTHING: Mapping[str, object] = MappingProxyType({})


def read_json(body: bytes) -> Mapping[str, object]:
    """Return the object that `body` holds.

    Raises:
        ServiceError: It holds no JSON, or something else.
    """
    answer = _parse(body)
    if not isinstance(answer, dict):
        raise ServiceError("the answer has an unknown form")
    return answer


def read_json_list(body: bytes) -> Sequence[object]:
    """Return the values of the list that `body` holds; raises as `read_json` does."""
    answer = _parse(body)
    if not isinstance(answer, list):
        raise ServiceError("the answer has an unknown form")
    return items_of(answer)


def _parse(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ServiceError("the answer is no JSON") from error


def read_xml(body: bytes) -> Element:
    """Return the root of an XML document that has no document type: so there is no entity to expand or to load.

    Raises:
        ServiceError: It holds no XML, or a document type.
    """
    from xml.etree import ElementTree

    class NoDoctype(ElementTree.TreeBuilder):
        """Told of the document type in whatever encoding it is written, before its declarations are read."""

        def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
            raise ServiceError("the answer has a document type, which none of these services writes")

    parser = ElementTree.XMLParser(target=NoDoctype())
    try:
        parser.feed(body)
        root: Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ServiceError("the answer is no XML") from error
    return root


def text_of(value: object, most: int = MOST_CHARACTERS) -> str:
    """Return a text or a whole number as one line without control characters; "" for everything else."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12:
        return str(value)
    if not isinstance(value, str):
        return ""
    text = value[: 4 * most].encode("utf-8", "replace").decode()
    text = "".join(char if char.isprintable() or char in _JOINERS else " " for char in text)
    return " ".join(text.split())[:most]


def markup_of(value: object, most: int = MOST_CHARACTERS) -> str:
    """Return the text of HTML, JATS or MathML as `text_of` does: tags gone, character references resolved."""
    return text_of(html.unescape(_TAG.sub("", text_of(value, 2 * most))), most)


def mapping_of(value: object) -> Mapping[str, object]:
    """Return a value that is an object, an empty one otherwise."""
    return value if isinstance(value, dict) else _NOTHING


def items_of(value: object) -> Sequence[object]:
    """Return the values of a list, none otherwise."""
    return value[:MOST_ITEMS] if isinstance(value, list) else ()


def mappings_of(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a list."""
    return (item for item in items_of(value) if isinstance(item, dict))


def dig(value: object, *keys: str) -> object:
    """Return what lies below the keys, None where nothing does; of a list its first item counts."""
    for key in keys:
        value = _first(value)
        value = value.get(key) if isinstance(value, dict) else None
    return _first(value)


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value


def number_of(value: object, least: int, most: int) -> int | None:
    """Return a whole number between two others; None otherwise."""
    if isinstance(value, str) and len(value) <= 4 and value.isascii() and value.isdigit():
        value = int(value)
    return value if type(value) is int and least <= value <= most else None


def year_of(value: object) -> int | None:
    return number_of(value, 1000, 2999)


def date_of(value: object) -> tuple[int | None, int | None]:
    """Return the year and the month of `2019`, `2019-05` or `2019-05-17T…`; None for what is absent."""
    text = text_of(value, 40)
    year = year_of(text[:4]) if text[4:5] in ("", "-") else None
    return year, number_of(text[5:7], 1, 12) if year else None
