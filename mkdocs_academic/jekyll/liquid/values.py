"""How Liquid values print: as Ruby prints them, never more than `MAX_TEXT` characters.

A value may hold another one many times over (YAML aliases, `push`), so that its text is far longer than itself: its
items are counted first, and its text is counted while it is written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from liquid import is_undefined

from .limits import MAX_ITEMS, MAX_TEXT
from .sourcemap import TooLong

_Leaf = Callable[[object], str]


@runtime_checkable
class Printed(Protocol):
    """A mapping that prints as something else than its keys and values: a page as its text."""

    def printed(self) -> str: ...


def text_of(value: object) -> str:
    """Return what `{{ value }}` prints: a list's items one after the other, a page's text, a mapping as Ruby code."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        items_in(value)
        return _bounded(_flat(value))
    return ruby_text(value)


def ruby_text(value: object) -> str:
    """Return Ruby's `to_s`: what filters that work on text make of other values."""
    if isinstance(value, str):
        return value
    if value is None or is_undefined(value):
        return ""
    if isinstance(value, list | tuple | Mapping):
        return value.printed() if isinstance(value, Printed) else inspect_text(value)
    return _scalar_text(value)


def inspect_text(value: object) -> str:
    """Return Ruby's `inspect`: `{"year"=>1936, "tags"=>["logic", nil]}`."""
    items_in(value, mappings=True)
    return _bounded(_structure(value, _inspect_leaf, _inspect_leaf, "=>", ", "))


def json_text(value: object) -> str:
    """Return `value` as JSON without spaces, letters beyond ASCII as they are."""
    items_in(value, mappings=True)
    return _bounded(_structure(value, _json_leaf, lambda key: _json_leaf(ruby_text(key)), ":", ","))


def joined(values: Sequence[object], separator: str) -> str:
    """Return the texts of `values`, and of the items of lists among them, with `separator` between them."""
    items_in(values)
    return _bounded(piece for text in _flat(values) for piece in (separator, text)).removeprefix(separator)


def items_in(value: object, *, mappings: bool = False) -> int:
    """Return how many items a list holds, those of the lists in it, and if asked of the `mappings`, counted too.

    Raises:
        TooLong: More than `MAX_ITEMS`.
    """
    count = 0
    unseen = [value]
    while unseen:
        found = unseen.pop()
        if mappings and isinstance(found, Mapping):
            unseen += found.values()
            count += len(found)
        elif isinstance(found, list | tuple):
            unseen += (item for item in found if isinstance(item, list | tuple | Mapping))
            count += len(found)
        if count > MAX_ITEMS:
            raise TooLong
    return count


def _bounded(pieces: Iterable[str]) -> str:
    found: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_TEXT:
            raise TooLong
        found.append(piece)
    return "".join(found)


def _flat(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from _flat(value)
        else:
            yield text_of(value)


def _structure(value: object, leaf: _Leaf, key_leaf: _Leaf, colon: str, comma: str) -> Iterator[str]:
    if isinstance(value, Mapping) and not is_undefined(value):
        yield "{"
        for index, (key, item) in enumerate(value.items()):
            yield (comma if index else "") + key_leaf(key) + colon
            yield from _structure(item, leaf, key_leaf, colon, comma)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for index, item in enumerate(value):
            yield comma if index else ""
            yield from _structure(item, leaf, key_leaf, colon, comma)
        yield "]"
    else:
        yield leaf(value)


def _scalar_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S ") + (value.strftime("%z") or "+0000")
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    return str(value)


def _inspect_leaf(value: object) -> str:
    if value is None or is_undefined(value):
        return "nil"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("#{", "\\#{")
    return _scalar_text(value)


def _json_leaf(value: object) -> str:
    if value is None or is_undefined(value):
        return "null"
    if isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, float):
        return json.dumps(value) if abs(value) != float("inf") and value == value else "null"
    return json.dumps(_scalar_text(value), ensure_ascii=False)
