"""Writing entries as BibTeX that every program reads, whether it counts braces behind a backslash or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ..records import Entry


class FieldNames(frozenset[str]):
    """Names of fields in lower case; `mendeley-*` among them stands for all that begin alike."""

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        return tuple(name[:-1] for name in self if name.endswith("*"))


PRIVATE_FIELDS = FieldNames(
    [
        *("abstract", "annotation", "annote", "annotate", "bibsource", "biburl", "bdsk-*", "citeulike-*", "comment"),
        *("creationdate", "date-added", "date-modified", "entrysubtype", "file", "groups", "interhash", "intrahash"),
        *("jabref-*", "keywords", "localfile", "mendeley-*", "modificationdate", "opte", "optannote", "owner"),
        *("posted-at", "priority", "printed", "qualityassured", "ranking", "rating", "readstatus", "relevance"),
        *("review", "search", "sentelink", "shorttitle", "sortkey", "timestamp", "__markedentry", "file-*", "zotero-*"),
    ]
)
"""What reference managers note for themselves, and what is too long for a citation."""

_REFERENCES = frozenset({"crossref", "xdata", "xref", "ids"})
_NOT_IN_NAMES = re.compile(r"[\s\"#%'(),={}@\\]+")
_NOT_IN_KEYS = re.compile(r"[\s\"(),={}\\]+")
_NOT_IN_TYPES = re.compile(r"^[^A-Za-z]+|[^A-Za-z0-9_-]+")
_TOKEN = re.compile(r"(\\\\)(?=[{}])|\\[{}]|[{}]")
_BEFORE_BLOCK = re.compile(r"(?<!\s)\s++(?=@)")
_BLANKS = re.compile(r"[ \t\r\n]+")
# Braces that match, none of them behind a backslash: nearly all values that have any, but for those nested deeper.
_IS_BALANCED = re.compile(
    r"(?:[^{}\\]++|\\[^{}\\]|\{(?:[^{}\\]++|\\[^{}\\]|\{(?:[^{}\\]++|\\[^{}\\])*+\})*+\})*+", re.DOTALL
)


def write_entry(entry_type: str, key: str, fields: Mapping[str, str]) -> str:
    """Return the entry as BibTeX, from `@` to its closing brace, one aligned field a line.

    A brace without a partner is left out, one behind a backslash becomes `\\lbrace` or `\\rbrace`; so no value can end
    its entry. Signs that cannot be in a name or a key are left out; a key without others becomes `entry`.
    """
    named = fields
    if not all(map(str.isidentifier, fields)):
        named = {name: value for written, value in fields.items() if (name := _NOT_IN_NAMES.sub("", written))}
    width = max(map(len, named), default=0)
    lines = [f"@{_NOT_IN_TYPES.sub('', entry_type).lower() or 'misc'}{{{_NOT_IN_KEYS.sub('', key) or 'entry'}"]
    for name, value in named.items():
        is_simple = not any(map(value.__contains__, "{}@\\"))
        lines.append(f"  {name.ljust(width)} = {{{value if is_simple else _balanced(value)}}}")
    return ",\n".join(lines) + "\n}"


def clean_source(entry: Entry, *, hidden: frozenset[str] = PRIVATE_FIELDS) -> str:
    """Return the entry as a reader may copy it: it stands alone, and says nothing that is its author's own business.

    Abbreviations are written out, inherited fields are among the others, references to other entries are gone.

    Arguments:
        hidden: The fields to leave out, as in `FieldNames`.
    """
    left_out = hidden if isinstance(hidden, FieldNames) else FieldNames(hidden)
    beginnings = left_out.beginnings
    shown: dict[str, str] = {}
    for name, value in entry.fields.items():
        if name in left_out or name in _REFERENCES or name.startswith(beginnings):
            continue
        is_one_line = value.isprintable() and "  " not in value and value[:1] != " " != value[-1:]
        if text := value if is_one_line else _BLANKS.sub(" ", value).strip(" "):
            shown[name] = text
    written = write_entry(entry.entry_type, entry.citation_key, shown)
    return written if written.isascii() else written.encode(errors="replace").decode()  # no half of a surrogate pair


def _balanced(value: str) -> str:
    """Return the value with braces that match, whether those behind a backslash count or not."""
    if ("{" in value or "}" in value) and not _IS_BALANCED.fullmatch(value):
        value = _TOKEN.sub(
            lambda match: "\\\\ " if match[1] else match[0], value
        )  # `\\\\}`: some read an escaped brace
        braces = list(_TOKEN.finditer(value))
        plain = [brace for brace in braces if len(brace[0]) == 1]
        if not (_match(braces) and _match(plain)):
            value = _without_strays(value, braces)
    if "@" in value:
        value = _BEFORE_BLOCK.sub(" ", value)
    return f"{value} " if value.endswith("\\") else value  # else it would escape the brace that closes the value


def _match(braces: Iterable[re.Match[str]]) -> bool:
    depth = 0
    for brace in braces:
        depth += 1 if brace[0][-1] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _without_strays(value: str, braces: Sequence[re.Match[str]]) -> str:
    strays = _strays(braces)
    parts, end = [], 0
    for brace in braces:
        if brace.start() in strays:
            parts += [value[end : brace.start()], {r"\{": r"\lbrace{}", r"\}": r"\rbrace{}"}.get(brace[0], "")]
            end = brace.end()
    return "".join([*parts, value[end:]])


def _strays(braces: Iterable[re.Match[str]]) -> set[int]:
    """Return where the braces stand that have no partner of their kind."""
    strays: set[int] = set()
    opened: list[re.Match[str]] = []
    for brace in braces:
        if brace[0][-1] == "{":
            opened.append(brace)
        elif opened and len(opened[-1][0]) == len(brace[0]):
            opened.pop()
        else:
            strays.add(brace.start())
    return strays | {brace.start() for brace in opened}
