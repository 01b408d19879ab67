"""Filters from text to text, and to numbers."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote, quote_plus

from ...markup import tags
from .emoji import emojify
from .limits import MAX_TEXT
from .sourcemap import TooLong

_CJK = r"\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
_CJK += r"\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PRETTY_SIGNS = "._~!$&'()+,;=@"
_DASHES_AND_DOTS = (("---", "—"), ("--", "–"), ("...", "…"))
_QUOTES = {'"': "“”", "'": "‘’"}
# A quote opens after nothing, a blank, or a sign that itself opens; it closes after everything else.
_OPENING_QUOTE = re.compile(r"""(?:(?<=[\s(\[{<—–“‘-])|\A)["'](?=\S)""")


def slugify(value: str, mode: str = "default") -> str:
    """Return `value` as Jekyll makes it part of an address; an unknown mode, as "none", only lowers the letters."""
    return cased_slug(value, mode).lower()


def cased_slug(value: str, mode: str = "default") -> str:
    """Return `value` as `slugify` does, its letters as they are."""
    if mode == "latin":
        letters = unicodedata.normalize("NFKD", value)
        value = "".join(letter for letter in letters if letter.isascii())
    match mode or "default":
        case "raw":
            slug = re.sub(r"\s+", "-", value)
        case "ascii":
            slug = re.sub(r"[^A-Za-z0-9]+", "-", value)
        case "default" | "latin":
            slug = _hyphenate(value, "")
        case "pretty":
            slug = _hyphenate(value, _PRETTY_SIGNS)
        case _:
            return value
    return slug.removeprefix("-").removesuffix("-")


def smartify(value: str) -> str:
    """Return `value` with typographic quotes, dashes and dots outside its HTML tags."""
    parts: list[str] = []
    end = 0
    for tag in tags(value):
        parts += (_smart(value[end : tag.start]), tag.source)
        end = tag.end
    return "".join((*parts, _smart(value[end:])))


def number_of_words(value: str, mode: str = "") -> int:
    """Return the number of words; in mode "cjk", or "auto" where there are such, each CJK character is one."""
    characters = len(re.findall(f"[{_CJK}]", value))
    if mode == "cjk" or (mode == "auto" and characters):
        return characters + len(re.findall(rf"[^{_CJK}\s]+", value))
    return len(value.split())


def escape_once(value: str) -> str:
    """Return `value` escaped, entities in it left as they are."""
    return re.sub(
        r"""["'<>]|&(?!(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9A-Fa-f]+);)""", lambda sign: _escape(sign[0]), value
    )


def split(value: str, separator: str = " ") -> list[str]:
    """Return Ruby's `split`: empty items at the end are dropped."""
    if separator == " ":
        return value.split()
    items = value.split(separator) if separator else list(value)
    while items and not items[-1]:
        items.pop()
    return items


def replace(value: str, old: str, new: str = "") -> str:
    if value.count(old) * len(new) > MAX_TEXT:
        raise TooLong
    return value.replace(old, new)


def xml_escape(value: str) -> str:
    """Return `value` escaped, without the characters that make a whole file no XML, such as a page break of a PDF."""
    value = _NOT_IN_XML.sub("", value)
    return html.escape(value, quote=False).replace('"', "&quot;")


def _escape(value: str) -> str:
    return html.escape(value).replace("&#x27;", "&#39;")


def _hyphenate(value: str, signs: str) -> str:
    """Replace everything but letters, their marks, digits and `signs` by hyphens."""
    kept = (
        letter if letter in signs or letter.isalpha() or unicodedata.category(letter) in _WORD_PARTS else " "
        for letter in value
    )
    return re.sub(" +", "-", "".join(kept))


_WORD_PARTS = ("Mn", "Mc", "Me", "Nd", "Nl")


def _smart(text: str) -> str:
    for plain, typographic in _DASHES_AND_DOTS:
        text = text.replace(plain, typographic)
    text = _OPENING_QUOTE.sub(lambda quote: _QUOTES[quote[0]][0], text)
    return text.replace('"', _QUOTES['"'][1]).replace("'", _QUOTES["'"][1])


TEXT_FILTERS: dict[str, Callable[..., object]] = {
    "cgi_escape": quote_plus,
    "emojify": emojify,
    "escape": _escape,
    "escape_once": escape_once,
    "normalize_whitespace": lambda value: " ".join(value.split()),
    "number_of_words": number_of_words,
    "replace": replace,
    "slugify": slugify,
    "smartify": smartify,
    "split": split,
    "strip_index": lambda value: re.sub(r"/index\.html?\Z", "/", value),
    "uri_escape": lambda value: quote(value, safe="!*'();:@&=+$,/?#[]-._~%"),
    "xml_escape": xml_escape,
}
