"""The name of a person or an organisation, and the forms in which it is printed."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import NamedTuple

from ..characters import one_line

_CJK = re.compile("[々\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")


class _Parts(NamedTuple):
    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    is_literal: bool = False


class Name(_Parts):
    """The parts of a name in Unicode, "" where absent; an organisation has a family name alone.

    Its forms are made once each: one person stands in many lists of authors, tags and files.

    Source: https://docs.citationstyles.org/en/stable/specification.html#name, whose parts these are
    """

    @cached_property
    def text(self) -> str:
        """The name as it is read aloud: given name first, Chinese, Japanese and Korean names family name first."""
        family, given, particle, suffix, _ = self
        if not (family.isascii() or particle or suffix) and is_cjk(f"{family}{given}"):
            return f"{family}{given}"
        whole = " ".join(part for part in (given, particle, family) if part)
        return f"{whole}, {suffix}" if suffix else whole

    @cached_property
    def printable(self) -> Name:
        """The same with each part as one line of characters that all formats can carry: see `one_line`."""
        family, given, particle, suffix, is_literal = self
        cleaned = Name(one_line(family), one_line(given), one_line(particle), one_line(suffix), is_literal)
        return self if cleaned == self else cleaned

    @cached_property
    def inverted(self) -> str:
        """`van der Berg, Jan`; names that are said family name first, and those of organisations, as they are."""
        if self.is_literal or not self.given or self.text.startswith(self.family):
            return self.text
        family = " ".join(part for part in (self.particle, self.family, self.suffix) if part)
        return f"{family}, {self.given}"

    @cached_property
    def cited(self) -> str:
        """`A. M. Turing`; names that are said family name first, and those of organisations, as they are."""
        if self.is_literal or not self.given or (not self.family.isascii() and self.text.startswith(self.family)):
            return self.text
        parts = " ".join(part for part in (initials(self.given), self.particle, self.family) if part)
        return f"{parts}, {self.suffix}" if self.suffix else parts


def is_cjk(text: str) -> bool:
    """Whether `text` is written in Chinese, Japanese or Korean signs only, the repeating mark of 佐々木 among them."""
    return _CJK.fullmatch(text) is not None


def has_cjk(text: str) -> bool:
    return _CJK.search(text) is not None


def initials(given: str) -> str:
    """Return `A. M.` for `Alan Mathison` and `J.-P.` for `Jean-Pierre`; what has no capitals stays whole."""
    return " ".join(_initialled(word) for word in given.split())


def _initialled(word: str) -> str:
    if word.isupper() and 1 < len(word) <= 3:  # `AM`, as PubMed has it
        return " ".join(f"{letter}." for letter in word if letter.isalpha()) if word.isalpha() else word
    if "." in word[1:-1] and "-" not in word and word[0].isupper():  # `A.M.`
        return " ".join(_initial(f"{part}.") for part in word.split(".") if part)
    first, *rest = re.split("[-‐‑]", word)
    if first.istitle() and any(part.islower() for part in rest):  # `Chia-wen`
        return "-".join((_initial(first), *(f"{part[:1]}." for part in rest)))
    return "-".join(_initial(part) for part in (first, *rest))


def _initial(part: str) -> str:
    if not part[:1].isupper():
        return part
    end = 1
    while end < len(part) and unicodedata.combining(part[end]):
        end += 1
    return f"{part[:end]}."
