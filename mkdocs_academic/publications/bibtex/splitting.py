"""Splitting a file into its entries and strings: a library for what is well-formed, our own eyes for the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .blocks import COMMENT_TYPES, STRING_TYPE, Block, Field, Lines
from .damage import goes_on, scan
from .values import NAME, literal, split_value

if TYPE_CHECKING:
    import bibtexparser.model

_NAME = re.compile(NAME)
_PROGRAM = "bibtexparser"
_UNESCAPED_BRACE = re.compile(r"(?<!\\)[{}]")
_COMMENT_START = re.compile(r"@comment\s*+\{", re.IGNORECASE)


class _Found(NamedTuple):
    """A block of the library with its span; `block` is None where it is a comment or a preamble."""

    start: int
    end: int
    block: Block | None


def split(text: str) -> list[Block]:
    """Return the entries and strings of `text` in their order; what is damaged is recovered and has faults.

    What lies between the blocks is comment, preamble and junk.
    """
    lines = Lines(text)
    blocks: list[Block] = []
    done = 0
    for found in _well_formed(text, lines):
        if found.start < done:
            continue  # in a comment
        blocks += _recovered(text, done, found.start, lines)
        if found.block:
            blocks.append(found.block)
        done = found.end
    blocks += _recovered(text, done, len(text), lines)
    return _mark_commented(text, [block for block in blocks if block.fields or not _is_in_a_word(text, block.start)])


def _is_in_a_word(text: str, at: int) -> bool:
    """Tell whether the `@` belongs to an address in running text: `ada@example.org (home)`."""
    return at > 0 and text[at - 1].isalnum()


def _recovered(text: str, start: int, end: int, lines: Lines) -> Iterator[Block]:
    if text.find("@", start, end) >= 0:
        yield from (block for block in scan(text, start, end, lines) if block.block_type not in COMMENT_TYPES)


def _mark_commented(text: str, blocks: list[Block]) -> list[Block]:
    """Mark the blocks behind a `%`: BibTeX reads them, biber does not, and who writes it means a comment."""
    marked = []
    end = 0
    for block in blocks:
        line_start = max(end, text.rfind("\n", end, block.start) + 1)
        is_commented = text.startswith("%", line_start) or text[line_start : block.start].lstrip().startswith("%")
        marked.append(block._replace(is_commented=True) if is_commented else block)
        end = block.end
    return marked


def _well_formed(text: str, lines: Lines) -> Iterator[_Found]:
    """Yield what the library has understood, in order; comments that it has not, too, where they have an end."""
    from bibtexparser.model import Entry, ExplicitComment, ParsingFailedBlock, Preamble, String

    ends = _comment_ends(text)
    at = 0
    for parsed in _parse(text):
        raw = parsed.raw or ""
        start = text.find(raw, at) if raw else -1
        if start < 0:
            continue
        at = start + 1
        end, block = start + len(raw), None
        if isinstance(parsed, Entry):
            block = _entry(parsed, text, start, lines)
        elif isinstance(parsed, String):
            block = _string(parsed, start, lines)
        elif isinstance(parsed, ParsingFailedBlock) and start in ends:
            end = ends[start]
        elif not isinstance(parsed, ExplicitComment | Preamble):
            continue
        if block or not isinstance(parsed, Entry | String):
            yield _Found(start, end, block)
            at = max(at, start + len(raw))


def _parse(text: str) -> list[bibtexparser.model.Block]:
    """Return the library's blocks, none where it fails; it says nothing meanwhile, since we report ourselves."""
    import bibtexparser

    logger = logging.getLogger(_PROGRAM)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        return bibtexparser.parse_string(text, parse_stack=[]).blocks  # type: ignore[attr-defined]  # not in __all__
    except Exception:  # noqa: BLE001 - it promises nothing for damaged text; then we read all of it ourselves
        return []
    finally:
        logger.setLevel(level)


def _entry(parsed: bibtexparser.model.Entry, text: str, start: int, lines: Lines) -> Block | None:
    """Return the entry as a block; None where it is damaged: its fields ran into each other, or it ended early."""
    raw = parsed.raw or ""
    end = start + len(raw)
    has_lost_lines = "\\\n" in raw  # the library does not count a line that ends in a backslash
    if not parsed.entry_type or has_lost_lines or goes_on(text, end):
        return None
    line = lines.at(start)
    shift = line - (parsed.start_line or 0)
    fields = []
    for parsed_field in parsed.fields:
        name, value = parsed_field.key, parsed_field.value
        content = literal(value)
        if content is None and split_value(value) is None:
            return None
        if not (name.isidentifier() or _NAME.fullmatch(name)):
            return None
        fields.append(Field(name, value, content, parsed_field.start_line + shift))
    return Block(parsed.entry_type, parsed.key, tuple(fields), start, end, line)


def _string(parsed: bibtexparser.model.String, start: int, lines: Lines) -> Block | None:
    content = literal(parsed.value)
    if (content is None and split_value(parsed.value) is None) or not _NAME.fullmatch(parsed.key):
        return None
    line = lines.at(start)
    field = Field(parsed.key, parsed.value, content, line)
    return Block(STRING_TYPE, "", (field,), start, start + len(parsed.raw or ""), line)


def _comment_ends(text: str) -> dict[int, int]:
    """Return where the `@comment{` at each position ends, absent where it does not: entries in it are left out."""
    openings = {match.end() - 1: match.start() for match in _COMMENT_START.finditer(text)}
    if not openings:
        return {}
    ends = {}
    opened: list[int] = []
    for match in _UNESCAPED_BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened and (start := openings.get(opened.pop())) is not None:
            ends[start] = match.end()
    return ends
