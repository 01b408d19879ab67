"""What a line of Markdown starts: kramdown's block starts with the GFM parser's rules.

Source: `LAZY_END`, `LIST_START` and `PARAGRAPH_END_GFM` in kramdown's parser.
"""

from __future__ import annotations

import re

from markdown.util import ETX, STX

from mkdocs_academic.jekyll.kramdown.pieces import STASH_LINE, TOKEN_LINE

ATTACHED = f"{STX}academic-attached{ETX}"
"""Stands before a line cut off from the lines above it, where it matters that no blank line was between."""

HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<text>\S.*)")
SETEXT_UNDERLINE = re.compile(r"(?P<level>[-=])[-=]*[ ]*")
RULE = re.compile(r"[ ]{0,3}(?P<mark>[*_-])(?:[ ]*(?P=mark)){2,}[ ]*")
BULLET = re.compile(r"(?P<marker>[ ]{0,3}[-+*])(?=[ ])")
NUMBER = re.compile(r"(?P<marker>[ ]{0,3}\d{1,9}\.)(?=[ ])")
QUOTE = re.compile(r"^[ ]{0,3}>[ ]?")
ATTRIBUTES = re.compile(r"[ ]{0,3}\{:(?![:/])(?P<list>(?:\\\}|[^}\n])+)\}[ ]*")
END_OF_BLOCK = re.compile(r"\^[ ]*")
ENDS_OF_BLOCK = re.compile(r"(?:\^[ ]*(?:\n|\Z))+")
SITE_BLOCK = re.compile(r"/{3,}(?!/)|(?:!!!|\?\?\?\+?|===[+!]?)[ ]")
"""Where a block of Material's own syntax starts or ends."""

_INTERRUPTING_STARTS = frozenset(f"# -+*_>{{^/!?={STX}0123456789")


def is_piece(line: str) -> bool:
    """Tell whether the line stands for HTML or fenced code that was taken out of the text."""
    return STX in line and bool(TOKEN_LINE.fullmatch(line) or STASH_LINE.fullmatch(line))


def is_list_start(line: str) -> bool:
    return bool(BULLET.match(line) or NUMBER.match(line)) and not RULE.fullmatch(line)


def ends_lazy_text(line: str) -> bool:
    """Tell whether the line ends a quotation or an item's text that it would otherwise continue."""
    return bool(is_piece(line) or ATTRIBUTES.fullmatch(line) or END_OF_BLOCK.fullmatch(line) or SITE_BLOCK.match(line))


def interrupts_paragraph(line: str) -> bool:
    if line[:1] not in _INTERRUPTING_STARTS:
        return False
    return bool(
        HEADING.fullmatch(line)
        or ends_lazy_text(line)
        or QUOTE.match(line)
        or is_list_start(line)
        or RULE.fullmatch(line)
    )


def split_block(block: str) -> list[str]:
    """Split lines without a blank one between them at every line that starts a block of its own.

    A list keeps all that follows it: where it ends is for the list to say. So do attributes for the next block.
    """
    lines = block.split("\n")
    parts: list[list[str]] = []
    formula = formula_length(lines)
    if formula:
        parts.append(lines[:formula])
    for number, line in enumerate(lines[formula:], formula):
        if not parts or _starts_part(parts[-1], line):
            is_attributes = ATTRIBUTES.fullmatch(line) is not None
            if is_list_start(line) or (is_attributes and not parts):
                parts.append(lines[number:])
                break
            parts.append([ATTACHED + line if is_attributes else line])
        else:
            parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def formula_length(lines: list[str]) -> int:
    """Return how many lines the block of mathematics takes that the lines start with."""
    first = lines[0].strip()
    if not first.startswith("$$"):
        return 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.endswith("$$") and (number > 1 or len(text) > 3):
            return number if "$$" not in text[2:-2] else 0
    return 0


def _starts_part(part: list[str], line: str) -> bool:
    first = part[0]
    if formula_length(part):
        return True
    if END_OF_BLOCK.fullmatch(first):
        return not END_OF_BLOCK.fullmatch(line)
    if STX in line and TOKEN_LINE.fullmatch(line) and TOKEN_LINE.fullmatch(first):
        return False
    if is_piece(first) or (len(part) == 1 and (HEADING.fullmatch(first) or _is_single(first))):
        return True
    if QUOTE.match(first):
        return ends_lazy_text(line)
    if len(part) == 1 and SETEXT_UNDERLINE.fullmatch(line):
        return False
    if len(part) == 2 and SETEXT_UNDERLINE.fullmatch(part[1]) and not QUOTE.match(first):
        return True
    return interrupts_paragraph(line)


def _is_single(line: str) -> bool:
    """Tell whether a line that a part starts with is a block by itself."""
    return bool(RULE.fullmatch(line) or ATTRIBUTES.fullmatch(line.removeprefix(ATTACHED)))
