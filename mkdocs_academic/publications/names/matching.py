"""When two spellings may be the name of one person."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ..person_names import is_cjk
from ..records import Name

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n", "ß": "ss"}
)
_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_ACCENTS = re.compile("[\u0300-\u036f]+")
_PUNCTUATION = re.compile("[\\s!-/:-@\\[-`{-~\xa0-\xbf\u2000-\u206f\u3000-\u3004\u3008-\u3020・\uff00-\uff0f]+")
_MOST_INITIALS = 3


class Spelling(NamedTuple):
    """A name, made comparable.

    Arguments:
        families: The folded forms of the family name: with and without particle, `ö` as `o` and as `oe`.
        given: The folded words of the given name.
        initials: The same, where the given name may be initials without dots: "AM".
        wholes: The whole name in both orders; empty where the given name is initials or absent though needed.
    """

    families: frozenset[str]
    given: tuple[str, ...]
    initials: tuple[str, ...]
    wholes: frozenset[str]


def fold(text: str) -> str:
    """Return `text` in small letters without accents, spaces, dots and hyphens: "Łukasz-J." is "lukaszj"."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return unicodedata.normalize("NFC", _PUNCTUATION.sub("", _ACCENTS.sub("", text)))


def spelling(name: Name) -> Spelling:
    """Return the forms in which `name` is compared."""
    family, full_family = name.family, f"{name.particle} {name.family}"
    families = frozenset(form for text in (family, full_family) for form in _forms(text) if form)
    words = re.split(r"[\s.\-‐‑–·・]+", name.given)
    given = tuple(form for word in words if (form := fold(word)))
    letters = name.given.strip()
    is_short = letters.isalpha() and letters.isupper() and 1 < len(letters) <= _MOST_INITIALS
    initials = tuple(fold(letters)) if is_short else given
    is_complete = any(len(word) > 1 or is_cjk(word) for word in given[:1]) or not given
    wholes = {f"{fold(name.given)}{form}" for form in families} | {f"{form}{fold(name.given)}" for form in families}
    return Spelling(families, given, initials, frozenset(wholes) if is_complete else frozenset())


def may_be_one(first: Spelling, second: Spelling) -> bool:
    """Whether two names may be those of one person: equal as a whole in any order, or with compatible given names.

    "A. M.", "AM", "Alan" and "Alan Mathison" are compatible; "B." and "Alan" are not, nor is no given name at all.
    """
    if first.wholes & second.wholes:
        return True
    if not first.families & second.families or not first.given or not second.given:
        return False
    return any(
        _compatible(one, two) for one in {first.given, first.initials} for two in {second.given, second.initials}
    )


def _forms(text: str) -> tuple[str, str]:
    return fold(text), fold(unicodedata.normalize("NFC", text).casefold().translate(_EXPANDED))


def _compatible(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if "".join(first) == "".join(second):
        return True
    return all(_same_word(one, two) for one, two in zip(first, second, strict=False))


def _same_word(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0] and not is_cjk(one[0]))
