"""Formatting a BibTeX file: the form of its well-formed entries, nothing else."""

from __future__ import annotations

import re

from .blocks import Block
from .splitting import split

_BLANKS_AND_COMMAS = re.compile(r"[\s,]++")


def format_bibtex(text: str) -> str:
    """Return `text` with one aligned field a line, types and names in lower case, a blank line between entries.

    Values stay to the byte, with their braces, quotes and `#`. So does all that is no well-formed entry: comments,
    preambles, strings, junk, and entries with anything wrong in them.
    """
    parts: list[str] = []
    done = 0
    for block in split(text):
        if not (block.is_entry and block.key and block.fields) or block.faults or block.is_commented:
            continue
        formatted = _formatted(block, text[block.end - 1])
        if _signs(formatted) != _signs(text[block.start : block.end]):
            continue  # there is more in it than its fields: a comment
        between = text[done : block.start]
        parts.append("\n\n" if parts and not between.strip(" \t\r\n") else between)
        parts.append(formatted)
        done = block.end
    return "".join([*parts, text[done:]])


def _signs(text: str) -> str:
    return _BLANKS_AND_COMMAS.sub("", text).lower()


def _formatted(block: Block, closing: str) -> str:
    names = [field.name.lower() for field in block.fields]
    width = max(map(len, names))
    opening = "{" if closing == "}" else "("
    lines = [f"  {name:<{width}} = {field.value}" for name, field in zip(names, block.fields, strict=True)]
    return ",\n".join([f"@{block.block_type}{opening}{block.key}", *lines]) + f"\n{closing}"
