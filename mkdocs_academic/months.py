"""The names of months in English and in a site's own language, as people write them before their news."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

ENGLISH = "en"
ORDINAL = r"(?:\.|º|er)?"
"""What may follow the number of a day."""
OF = r"(?:de\s|d['’])?"
"""What may stand before a month or a year that follows another part of its date."""
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def month_number(word: str, language: str = ENGLISH) -> int:
    """Return the month that a word names, a season's first one, 0 for any other word.

    Arguments:
        language: The code of a language beside English, such as `pt-BR`.
    """
    word = word.casefold().rstrip(".")
    number = months_of(language).get(word) or _SEASONS.get(word, 0)
    return number or (_SHORT.index(word[:3]) + 1 if word[:3] in _SHORT else 0)


@cache
def months_of(language: str) -> Mapping[str, int]:
    """Return the numbers of the months by their names, long and short, in small letters and without a full stop.

    Empty for English, for a language that is not known and for one that counts its months.

    Source: Unicode CLDR, by Babel, which Material brings along
    """
    if re.split("[-_]", language)[0] in ("", ENGLISH):
        return MappingProxyType({})
    from babel import Locale, UnknownLocaleError  # reading a language takes time

    try:
        by_context = Locale.parse(language.replace("_", "-"), sep="-").months
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    widths = (by_context[context][width] for context in ("format", "stand-alone") for width in ("wide", "abbreviated"))
    named = ((name.casefold().rstrip("."), number) for width in widths for number, name in width.items())
    months = {name: number for name, number in named if re.fullmatch(r"[^\W\d_]{3,}", name)}
    return MappingProxyType(months if len(set(months.values())) == 12 else {})
