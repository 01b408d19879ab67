"""Formatting a BibTeX file: the form of its well-formed entries, nothing else."""

from __future__ import annotations

from .blocks import Block
from .splitting import split


def format_bibtex(text: str) -> str:
    """Return `text` with one aligned field a line, types and names in lower case, a blank line between entries.

    Values stay to the byte, with their braces, quotes and `#`. So does all that is no well-formed entry: comments,
    preambles, strings, junk, and entries with anything wrong in them.
    """
    parts: list[str] = []
    done = 0
    for block in split(text):
        if not (block.is_entry and block.fields) or block.faults or block.is_commented:
            continue
        between = text[done : block.start]
        parts.append("\n\n" if parts and not between.strip(" \t\r\n") else between)
        parts.append(_formatted(block, text[block.end - 1]))
        done = block.end
    return "".join([*parts, text[done:]])


def _formatted(block: Block, closing: str) -> str:
    names = [field.name.lower() for field in block.fields]
    width = max(map(len, names))
    opening = "{" if closing == "}" else "("
    lines = [f"  {name:<{width}} = {field.value}" for name, field in zip(names, block.fields, strict=True)]
    return ",\n".join([f"@{block.block_type}{opening}{block.key}", *lines]) + f"\n{closing}"
