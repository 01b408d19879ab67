"""The letters that stand for a name."""

from __future__ import annotations

import re
import unicodedata

_TITLES = frozenset({"dr", "prof", "professor", "sir"})
_DOTTED_TITLES = frozenset({"ing", "dipl", "mag", "mr", "mrs", "ms", "phil", "habil", "assoc", "asst"})
_DEGREES = frozenset({"jr", "sr", "phd", "msc", "bsc", "dphil"})
_CAPITAL_DEGREES = frozenset({"II", "III", "IV", "MD", "MA", "BA", "FRS", "MBA", "OBE"})  # "Ma" is a name
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
_MOST = 200  # characters of a name that are looked at


def initials(name: str) -> str:
    """Return the first letters of the first and the last name; "" where the name has no letter.

    In a script without capitals one letter stands for the name, which in Chinese, Japanese and Korean is the family
    name's. Titles count for nothing, nor does what is in parentheses or follows the name ("PhD").
    """
    name = unicodedata.normalize("NFC", name[:_MOST])
    main = without_asides(name)
    words = _words(main if _letters(main) else name)
    if words and words[0][0].lower() == words[0][0].upper():
        return words[0][0]
    named = [word for word in words if word[0].isupper() or not word[0].islower()] or words  # without "van", "de"
    letters = [_upper(word[0]) for word in (named[:1] + named[-1:] if len(named) > 1 else named)]
    return "".join(letters)


def without_asides(name: str) -> str:
    """Return a name without what is in parentheses, where names are often repeated in another script."""
    return " ".join(_ASIDE.sub(" ", name).split())


def _words(name: str) -> list[str]:
    family, comma, given = name.partition(",")
    rest = _names(given)
    words = _names(family)
    return [*rest, *words] if comma and rest else words


def _names(text: str) -> list[str]:
    """Return the words of a name from their first letter on, but for titles and degrees."""
    words = text.replace("-", " -").split()
    is_shouted = text.isupper()
    return [
        letters
        for word in words
        if not word.startswith("-")  # the second half of "Jean-Luc"
        and (letters := _letters(word))
        and not _is_title(word, is_shouted=is_shouted)
    ]


def _is_title(word: str, *, is_shouted: bool) -> bool:
    bare = re.sub(r"\W", "", word)
    if bare in _CAPITAL_DEGREES and not is_shouted:
        return True
    lower = bare.lower()
    return lower in _TITLES | _DEGREES or (lower in _DOTTED_TITLES and word.endswith("."))


def _letters(text: str) -> str:
    """Return `text` from its first letter on."""
    start = next((at for at, char in enumerate(text) if unicodedata.category(char)[0] == "L"), len(text))
    return text[start:]


def _upper(letter: str) -> str:
    upper = letter.upper()
    return upper if len(upper) == 1 else letter
