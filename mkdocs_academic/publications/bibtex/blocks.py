"""What a BibTeX file is made of, before anything in it is expanded or inherited."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

COMMENT_TYPES = frozenset({"comment", "preamble"})
STRING_TYPE = "string"


class Field(NamedTuple):
    """One field of an entry.

    Arguments:
        name: As written.
        value: As written, with its braces, quotes and `#`.
        literal: What the value says where it is one text or number; None where abbreviations or `#` are in it.
    """

    name: str
    value: str
    literal: str | None
    line: int


class Fault(NamedTuple):
    """What is wrong with the form of an entry; the message continues "entry 'turing1936' "."""

    line: int
    message: str


class Block(NamedTuple):
    """An entry or a `@string`, which is a block without key and with one field.

    Arguments:
        block_type: In lower case, without `@`.
        start: Where the `@` stands in the file's text.
        end: Behind the closing brace, or behind what could be read.
        is_commented: Only blanks and a `%` stand before its `@` on the line.
        faults: Empty where the whole block is well-formed.
    """

    block_type: str
    key: str
    fields: tuple[Field, ...]
    start: int
    end: int
    line: int
    is_commented: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def is_entry(self) -> bool:
        return self.block_type != STRING_TYPE and self.block_type not in COMMENT_TYPES


class Lines:
    """The lines of a text by position."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, position: int) -> int:
        """Return the line of the character at `position`, the first line is 1."""
        return bisect_left(self._ends, position) + 1
