"""What a line of Markdown starts: kramdown's block starts with the GFM parser's rules.

Source: `LAZY_END`, `LIST_START` and `PARAGRAPH_END_GFM` in kramdown's parser.
"""

from __future__ import annotations

import re

from markdown.util import ETX, STX

from mkdocs_academic.jekyll.kramdown.pieces import STASH_LINE, TOKEN_LINE

ATTACHED = f"{STX}academic-attached{ETX}"
"""Stands before a line cut off from the lines above it, where it matters that no blank line was between."""

FOLLOWED = f"{STX}academic-followed{ETX}"
"""Stands before attribute lists that belong to no line above them, where a line follows at once."""

HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<text>\S.*)")
SETEXT_UNDERLINE = re.compile(r"(?P<level>[-=])[-=]*[ ]*")
RULE = re.compile(r"[ ]{0,3}(?P<mark>[*_-])(?:[ ]*(?P=mark)){2,}[ ]*")
BULLET = re.compile(r"(?P<marker>[ ]{0,3}[-+*])(?=[ ])")
NUMBER = re.compile(r"(?P<marker>[ ]{0,3}\d{1,9}\.)(?=[ ])")
QUOTE = re.compile(r"^[ ]{0,3}>[ ]?")
ATTRIBUTES = re.compile(r"[ ]{0,3}\{:(?![:/])(?P<list>(?:\\\}|[^}\n])+)\}[ ]*")
DEFINITION = re.compile(r"[ ]{0,3}\{:(?P<name>\w[\w-]*):(?P<list>(?:\\\}|[^}\n])+)\}[ ]*")
FOOTNOTE = re.compile(r"[ ]{0,3}\[\^(?P<name>[^\[\]\n]+)\]:[ ]*?(?P<text>(?:[ ]{0,3}[^ ].*)?)[ ]*")
"""The blanks before its text are kept: the lines of a list are aligned with them."""
ABBREVIATION = re.compile(r"[ ]{0,3}\*\[(?P<name>.+?)\]:(?P<title>.*)")
MEANING = re.compile(r"(?P<marker>[ ]{0,3}:)(?=[ ])")
"""What a term means, in a definition list."""
END_OF_BLOCK = re.compile(r"\^[ ]*")
ENDS_OF_BLOCK = re.compile(r"(?:\^[ ]*(?:\n|\Z))+")
SITE_BLOCK = re.compile(r"/{3,}(?!/)|(?:!!!|\?\?\?\+?|===[+!]?)[ ]")
"""Where a block of Material's own syntax starts or ends."""

SHOWS_NOTHING = re.compile(r"[ ]{0,3}\*?\[[^\]]+\]:|\^[ ]*$")
"""Definitions of links, abbreviations and footnotes, and the mark that ends a block."""
_INTERRUPTING_STARTS = frozenset(f"# -+*_>{{[^/!?={STX}0123456789")


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
        or FOOTNOTE.match(line)
        or ABBREVIATION.match(line)
        or ends_lazy_text(line)
        or QUOTE.match(line)
        or is_list_start(line)
        or RULE.fullmatch(line)
    )


def is_term(line: str) -> bool:
    """Tell whether a line that begins a block may be the first term of a definition list: it begins nothing else."""
    return not (interrupts_paragraph(line) or line.startswith("    "))


def unmarked(line: str) -> str:
    """Return the first line of attribute lists as it was written."""
    return line.removeprefix(ATTACHED).removeprefix(FOLLOWED)


def is_attributes(line: str) -> bool:
    """Tell whether the line is an attribute list or the definition of one, whatever it belongs to."""
    return "{:" in line and ATTRIBUTES.fullmatch(unmarked(line)) is not None


def formula_length(lines: list[str], start: int = 0) -> int:
    """Return how many lines the block of mathematics takes that begins on a line, 0 where none does."""
    if not lines[start].lstrip().startswith("$$"):
        return 0
    for number in range(start, len(lines)):
        before, mark, rest = (lines[number].lstrip()[2:] if number == start else lines[number]).partition("$$")
        if mark:
            ends_block = number + 1 == len(lines) or _ends_formula(lines[number + 1])
            is_formula = ends_block and not rest.strip() and (number > start or before.strip())
            return number + 1 - start if is_formula else 0
    return 0


def _ends_formula(line: str) -> bool:
    """Tell whether a line below a block of mathematics is the end of the block; any text makes it a paragraph."""
    return bool(not line.strip() or ATTRIBUTES.fullmatch(line) or END_OF_BLOCK.fullmatch(line))
