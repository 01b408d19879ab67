"""The filters of Jekyll, and those of python-liquid made safe and exact where they differ from Ruby's.

Source: https://jekyllrb.com/docs/liquid/filters/, Jekyll 4.4 (lib/jekyll/filters.rb), Liquid 4.0 (standardfilters.rb)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import wraps
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from liquid import is_undefined
from liquid.exceptions import FilterArgumentError, LiquidError, ResourceLimitError
from liquid.filter import with_context

from .arrays import ARRAY_FILTERS
from .dates import read_date, strftime
from .limits import MAX_DIGITS, MAX_ITEMS, MAX_TEXT, WORK_OF_AN_ITEM
from .nodes import PageContext
from .sourcemap import TooLong
from .texts import TEXT_FILTERS
from .values import inspect_text, items_in, json_text, ruby_text

Filter = Callable[..., object]

# Ruby calls `to_s` on what these get; python-liquid prints Python's None and True.
_STANDARD_TEXT_FILTERS = {
    *("append", "base64_decode", "base64_encode", "base64_url_safe_decode", "base64_url_safe_encode", "capitalize"),
    *("downcase", "lstrip", "newline_to_br", "prepend", "remove", "remove_first", "remove_last", "replace_first"),
    *("replace_last", "rstrip", "squish", "strip", "strip_html", "strip_newlines", "truncate", "truncatewords"),
    *("upcase", "url_decode", "url_encode"),
}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_URL_SIGNS = "/%:@!$&'()*+,;=~-._?#[]"


def jekyll_filters(
    standard: Mapping[str, Filter], site: Mapping[str, object], markdownify: Callable[[str], str]
) -> dict[str, Filter]:
    """Return all filters by name: `standard` are python-liquid's own."""
    filters = dict(standard)
    for name in standard.keys() & _STANDARD_TEXT_FILTERS:  # older releases of python-liquid lack a few
        filters[name] = _with_texts(standard[name])
    filters |= {name: _with_texts(function) for name, function in TEXT_FILTERS.items()}
    filters |= ARRAY_FILTERS
    filters |= _date_filters(site) | _address_filters(site)
    filters |= {
        "inspect": lambda value: TEXT_FILTERS["xml_escape"](inspect_text(value)),
        "jsonify": json_text,
        "markdownify": lambda value: markdownify(ruby_text(value)),
        "to_integer": to_integer,
    }
    return {name: _guarded(name, function) for name, function in filters.items()}


def to_integer(value: object) -> int:
    """Return Ruby's `to_i`: the whole number at the start, 0 when there is none."""
    if isinstance(value, int | float):
        return int(value)
    digits = re.match(r"\s*([+-]?[0-9]+)", ruby_text(value))
    return int(digits[1]) if digits else 0


def _with_texts(function: Filter) -> Filter:
    """Let `function` have texts where it would get nil, booleans, dates or lists."""

    @wraps(function)
    def call(value: object, *arguments: object, **keywords: object) -> object:
        return function(ruby_text(value), *map(_text_or_number, arguments), **keywords)

    return call


def _text_or_number(argument: object) -> object:
    is_number = isinstance(argument, int | float) and not isinstance(argument, bool)
    return argument if is_number else ruby_text(argument)


def _guarded(name: str, function: Filter) -> Filter:
    """Bound what `function` takes and gives, and turn what it raises into an error that names it."""
    wants_context = getattr(function, "with_context", False)

    @with_context
    @wraps(function)
    def call(value: object, *arguments: object, context: PageContext, **keywords: object) -> object:
        context.rendering.spend(sum(_weight(given) for given in (value, *arguments)))
        if wants_context:
            keywords["context"] = context
        try:
            result = function(value, *arguments, **keywords)
        except ResourceLimitError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, LiquidError) as error:
            reason = str(error.message if isinstance(error, LiquidError) else error).removeprefix(f"{name}: ")
            raise FilterArgumentError(f"the filter {name!r} fails: {reason}", token=None) from error
        if isinstance(result, str) and len(result) > MAX_TEXT:
            raise TooLong
        if isinstance(result, int) and result.bit_length() > 3 * MAX_DIGITS:
            raise FilterArgumentError(f"the filter {name!r} fails: its number has too many digits", token=None)
        return result

    return call


def _weight(value: object) -> int:
    """Return what it takes to work with `value`, in characters; refuse what is too long."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list | tuple):
        return items_in(value) * WORK_OF_AN_ITEM
    if isinstance(value, range):
        items = value.stop - value.start
        if items > MAX_ITEMS:
            raise TooLong
        return items * WORK_OF_AN_ITEM
    return WORK_OF_AN_ITEM


def _date_filters(site: Mapping[str, object]) -> dict[str, Filter]:
    def date(value: object, pattern: object = None) -> object:
        time = read_date(value, site.get("time"))
        written = ruby_text(pattern)
        return strftime(time, written) if time and written else value

    def format_with(write: Callable[..., str]) -> Filter:
        def call(value: object, *arguments: object) -> object:
            if not ruby_text(value):
                return value
            time = read_date(value, site.get("time"))
            if time is None:
                raise ValueError(f"{ruby_text(value)!r} is no date")
            return write(time, *arguments)

        return call

    return {
        "date": date,
        "date_to_string": format_with(lambda time, *style: _day(time, "%b", *style)),
        "date_to_long_string": format_with(lambda time, *style: _day(time, "%B", *style)),
        "date_to_xmlschema": format_with(lambda time: strftime(time, "%Y-%m-%dT%H:%M:%S%:z")),
        "date_to_rfc822": format_with(lambda time: strftime(time, "%a, %d %b %Y %H:%M:%S %z")),
    }


def _day(time: dt.datetime, month: str, kind: object = None, style: object = None) -> str:
    """Return "27 Jan 2011", of the kind "ordinal" "27th Jan 2011", in US style "Jan 27th, 2011"."""
    if kind != "ordinal":
        return strftime(time, f"%d {month} %Y")
    ending = "th" if 11 <= time.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(time.day % 10, "th")
    return strftime(time, f"{month} %-d{ending}, %Y" if style == "US" else f"%-d{ending} {month} %Y")


def _address_filters(site: Mapping[str, object]) -> dict[str, Filter]:
    def relative_url(value: object) -> object:
        address = ruby_text(value)
        if value is None or is_undefined(value) or _ABSOLUTE.match(address):
            return value
        base = ruby_text(site.get("baseurl")).rstrip("/")
        return _normal("".join(f"/{part.removeprefix('/')}" if part else "" for part in (base, address)))

    def absolute_url(value: object) -> object:
        relative = relative_url(value)
        origin = ruby_text(site.get("url"))
        if not isinstance(relative, str) or not origin or _ABSOLUTE.match(relative):
            return relative
        return _normal(origin + relative)

    return {"relative_url": relative_url, "absolute_url": absolute_url}


def _normal(address: str) -> str:
    """Return `address` with its signs percent-encoded, without "." and ".." folders, the host in lower case."""
    parts = urlsplit(quote(address, safe=_URL_SIGNS))
    path = urljoin("/", parts.path) if parts.path.startswith("/") else parts.path
    return urlunsplit(parts._replace(netloc=parts.netloc.lower(), path=path))
