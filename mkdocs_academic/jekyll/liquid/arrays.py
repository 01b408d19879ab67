"""Filters that choose, group, sort and join the items of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cmp_to_key
from typing import Any

from liquid import RenderContext, Token, TokenStream, is_undefined
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.expression import Expression
from liquid.filter import flatten, with_context
from liquid.token import TOKEN_EXPRESSION

from .values import joined, json_text, ruby_text

_ANYTHING = object()
_NUMBER = re.compile(r"\s*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\s*")


def where(values: object, key: object, target: object = _ANYTHING) -> object:
    """Return the items whose property `key` is `target`, or has it among its items; compared as texts."""
    if not key or not _is_collection(values):
        return values
    return [item for item in _items(values) if _is(_property(item, key), target)]


def find(values: object, key: object, target: object = _ANYTHING) -> object:
    """Return the first item that `where` would return."""
    if not key or not _is_collection(values):
        return values
    return next((item for item in _items(values) if _is(_property(item, key), target)), None)


@with_context
def where_exp(values: object, name: str, expression: str, *, context: RenderContext) -> object:
    """Return the items for which the condition `expression` holds; in it they are called `name`."""
    if not _is_collection(values):
        return values
    condition = BooleanExpression.parse(context.env, _tokens(expression))
    return [item for item, holds in _evaluated(values, name, condition, context) if holds]


@with_context
def find_exp(values: object, name: str, expression: str, *, context: RenderContext) -> object:
    """Return the first item that `where_exp` would return."""
    if not _is_collection(values):
        return values
    condition = BooleanExpression.parse(context.env, _tokens(expression))
    return next((item for item, holds in _evaluated(values, name, condition, context) if holds), None)


def group_by(values: object, key: object) -> object:
    """Return groups of items with the same property `key`, as mappings of `name`, `items` and `size`."""
    if not _is_collection(values):
        return values
    return _groups((ruby_text(_property(item, key)), item) for item in _items(values))


@with_context
def group_by_exp(values: object, name: str, expression: str, *, context: RenderContext) -> object:
    """Return groups of items with the same value of `expression`; in it they are called `name`."""
    if not _is_collection(values):
        return values
    expression_of = FilteredExpression.parse(context.env, _tokens(expression))
    return _groups((value, item) for item, value in _evaluated(values, name, expression_of, context))


def sort(values: object, key: object = None, nils: object = "first") -> list[object]:
    """Return the items in order of themselves or of their property `key`; those without one "first" or "last"."""
    if nils not in ("first", "last"):
        raise ValueError(f"{nils!r} is no order of empty items. Write 'first' or 'last'")
    by_key = key is not None and not is_undefined(key)
    keyed = [(_sortable(_property(item, key)) if by_key else item, item) for item in _items(values)]
    empty = [item for value, item in keyed if _is_nil(value)]
    full = [(value, item) for value, item in keyed if not _is_nil(value)]
    in_order = cmp_to_key(_compare)
    found = [item for _, item in sorted(full, key=lambda pair: in_order(pair[0]))]
    return empty + found if nils == "first" else found + empty


def map_property(values: object, key: object) -> list[object]:
    return [_property(item, key) for item in flatten(_listed(values))]


def uniq(values: object, key: object = None) -> list[object]:
    found: dict[str, object] = {}
    for item in _listed(values):
        found.setdefault(json_text(item if key is None else _property(item, key)), item)
    return list(found.values())


def compact(values: object, key: object = None) -> list[object]:
    return [item for item in _listed(values) if not _is_nil(item if key is None else _property(item, key))]


def array_to_sentence_string(values: object, connector: object = "and") -> str:
    """Return "a", "a and b", "a, b, and c"."""
    items = [ruby_text(item) for item in _items(values)]
    if len(items) < 3:
        return joined(items, f" {ruby_text(connector)} ")
    return joined([*items[:-1], f"{ruby_text(connector)} {items[-1]}"], ", ")


def _is_collection(values: object) -> bool:
    return isinstance(values, list | tuple | range | Mapping) and not is_undefined(values)


def _items(values: object) -> list[Any]:
    """Return the items of a list, the values of a mapping, nothing of nil, and another value as a list of one."""
    if _is_nil(values):
        return []
    if isinstance(values, Mapping):
        return list(values.values())
    return list(values) if isinstance(values, list | tuple | range) else [values]


def _listed(values: object) -> list[Any]:
    """Return the items of a list, and a mapping as a list of one: what Liquid does where Jekyll takes its values."""
    return [values] if isinstance(values, Mapping) and not is_undefined(values) else _items(values)


def _is_nil(value: object) -> bool:
    return value is None or is_undefined(value)


def _property(item: object, key: object) -> object:
    """Return `item.a.b` for the key "a.b", nil where there is no such thing."""
    value: Any = item
    for name in ruby_text(key).split("."):
        value = value.get(name) if isinstance(value, Mapping) and not is_undefined(value) else None
    return value


def _is(value: object, target: object) -> bool:
    if target is _ANYTHING:
        return not _is_nil(value) and value is not False
    if _is_nil(target):
        return _is_nil(value)
    if isinstance(target, Expression):  # the words `empty` and `blank`
        return _is_nil(value) or value in ("", [], (), {})
    if isinstance(value, list | tuple):
        return any(ruby_text(item) == ruby_text(target) for item in value)
    return not _is_nil(value) and ruby_text(value) == ruby_text(target)


def _tokens(expression: str) -> TokenStream:
    text = ruby_text(expression)
    return TokenStream(tokenize(text, Token(TOKEN_EXPRESSION, text, 0, text)))


def _evaluated(
    values: object, name: str, expression: Expression, context: RenderContext
) -> Iterator[tuple[object, object]]:
    items = _items(values)
    context.raise_for_loop_limit(len(items))
    for item in items:
        with context.extend({ruby_text(name): item}):
            yield item, expression.evaluate(context)


def _groups(named: Iterator[tuple[object, object]]) -> list[dict[str, object]]:
    groups: dict[str, tuple[object, list[object]]] = {}
    for name, item in named:
        groups.setdefault(json_text(name), (name, []))[1].append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.values()]


def _sortable(value: object) -> object:
    """Return a text that is a number as one: "10" comes after "9"."""
    if isinstance(value, str) and len(value) < 300 and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


def _compare(one: Any, other: Any) -> int:
    """Return a negative number when `one` comes first; what cannot be compared is compared as texts."""
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return _compare(ruby_text(one), ruby_text(other))


def _changed(change: Callable[..., object]) -> Callable[..., object]:
    """Return a filter that changes a copy of a list, and leaves everything else as it is."""

    def call(values: object, *arguments: object) -> object:
        if not isinstance(values, list | tuple):
            return values
        return change(list(values), *arguments)

    return call


ARRAY_FILTERS: dict[str, Callable[..., object]] = {
    "array_to_sentence_string": array_to_sentence_string,
    "compact": compact,
    "find": find,
    "find_exp": find_exp,
    "group_by": group_by,
    "group_by_exp": group_by_exp,
    "join": lambda values, separator=" ": joined(_listed(values), ruby_text(separator)),
    "map": map_property,
    "pop": _changed(lambda values, count=1: values[: max(len(values) - int(count), 0)]),
    "push": _changed(lambda values, item: [*values, item]),
    "shift": _changed(lambda values, count=1: values[int(count) :]),
    "sort": sort,
    "uniq": uniq,
    "unshift": _changed(lambda values, item: [item, *values]),
    "where": where,
    "where_exp": where_exp,
}
