"""Reading BibTeX files: every entry that can be told apart, and every problem with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from ...errors import Place, Problem, Report
from ..records import Entry
from .blocks import STRING_TYPE, Block, Field, Lines
from .inheritance import inherit
from .splitting import split
from .values import Abbreviations

_MOST_CHARACTERS = 20_000_000  # an entry takes about 1,000
_NO_PUBLICATIONS = frozenset({"xdata", "set", "control", "ieeetranbstctl"})
# An entry type at the beginning of a line without a brace behind it: whoever wrote it meant an entry.
_NO_ENTRY = re.compile(
    r"^[ \t]*+@[ \t]*+(article|book|inbook|incollection|inproceedings|conference|proceedings|phdthesis|mastersthesis"
    r"|thesis|techreport|report|misc|online|unpublished|manual|booklet|dataset|software|patent)\b(?!\s*+[{(])",
    re.MULTILINE | re.IGNORECASE,
)
_BYTE_ORDER_MARK = "\ufeff"


class BibFile(NamedTuple):
    """A file as text, its line ends `\\n`; `name` is its place in messages, relative to the project."""

    name: str
    text: str


def bib_file(name: str, text: str) -> BibFile:
    """Return a text as it is on disk for reading: without a byte order mark, its line ends `\\n`."""
    return BibFile(name, text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n"))


def read_entries(files: Sequence[BibFile], *, report: Report) -> list[Entry]:
    """Return the publications of the files in their order, those without a key as `unnamed-1`, `unnamed-2`.

    Of entries with the same key the first is kept; those with another title are kept too, as `key-2`, `key-3`. Keys
    that differ by case are two keys, as for biber; BibTeX takes them as one, so that they are reported. Entries from
    which others inherit are publications too, unless their type says that they are none (`xdata`, `set`).
    """
    reader = _Reader(report)
    for file in files:
        reader.read(file)
    entries = inherit(reader.all_entries(), report=report)
    return [entry for entry in entries if entry.entry_type not in _NO_PUBLICATIONS]


class _Reader:
    """The entries by key, and the abbreviations, of the files so far."""

    def __init__(self, report: Report) -> None:
        self.entries: dict[str, Entry] = {}
        self._report = report
        self._abbreviations = Abbreviations()
        self._folded: dict[str, Entry] = {}
        self._names: dict[str, str] = {}
        self._others: dict[str, list[str]] = {}
        self._unnamed = 0

    def read(self, file: BibFile) -> None:
        if len(file.text) > _MOST_CHARACTERS:
            message = f"is larger than {_MOST_CHARACTERS // 1_000_000} MB; not read. Split it into several files."
            self._report(Problem(Place(file.name), message))
            return
        blocks = split(file.text)
        for place, message in _no_entries(file, blocks):
            self._report(Problem(place, message))
        for block in blocks:
            if block.is_commented:
                message = f"{_called(block)} is commented out with '%'; it is not read."
                self._report(Problem(Place(file.name, block.line), message, "info"))
            elif block.block_type == STRING_TYPE:
                self._define(file, block)
            else:
                self._add(file, block)

    def _define(self, file: BibFile, block: Block) -> None:
        self._report_faults(file, block)
        for field in block.fields:
            text = self._text(field, lambda message: self._report(Problem(Place(file.name, block.line), message)))
            self._abbreviations.define(field.name, text)

    def _add(self, file: BibFile, block: Block) -> None:
        self._report_faults(file, block)
        place = Place(file.name, block.line)
        if not block.fields:
            lost = "" if block.key else "; it is left out"
            self._report(Problem(place, f"{_called(block)} has no fields{lost}. Add some, or delete it."))
            if not block.key:
                return
        key = block.key or self._new_key(block, place)
        fields, lines = self._fields(file, block)
        entry = Entry(
            entry_type=block.block_type,
            citation_key=key,
            fields=MappingProxyType(fields),
            lines=MappingProxyType(lines),
            place=place,
            source=file.text[block.start : block.end],
        )
        if key not in self.entries:
            self._report_case(entry)
            self.entries[key] = entry
        elif _title(entry) in ("", _title(self.entries[key])):
            self._report_duplicate(entry, self.entries[key])
        else:
            self._keep_beside(entry)

    def _keep_beside(self, entry: Entry) -> None:
        """Keep another work with a key that is taken already: some people call all their talks `talk`."""
        others = self._others.setdefault(entry.citation_key, [])
        others.append(f"{entry.citation_key}\n{len(others)}")  # no key that is written holds a line end
        self.entries[others[-1]] = entry

    def all_entries(self) -> list[Entry]:
        """Return the entries in their order, each with a key of its own, and report the keys that several have."""
        keys: dict[str, str] = {}
        for key, others in self._others.items():
            free = (new for number in count(2) if (new := f"{key}-{number}") not in self.entries)
            keys.update(zip(others, free, strict=False))
            last = f" to '{keys[others[-1]]}'" if len(others) > 1 else ""
            message = f"entry '{key}' is in {self.entries[key].place} already, with another title; listed as"
            message = f"{message} '{keys[others[0]]}'{last}. Give each a key of its own."
            self._report(Problem(self.entries[others[0]].place, message))
        return [entry._replace(citation_key=keys[key]) if key in keys else entry for key, entry in self.entries.items()]

    def _new_key(self, block: Block, place: Place) -> str:
        self._unnamed += 1
        while (key := f"unnamed-{self._unnamed}") in self.entries:
            self._unnamed += 1
        self._report(Problem(place, f"entry has no key; called '{key}'. Write one behind '@{block.block_type}{{'."))
        return key

    def _fields(self, file: BibFile, block: Block) -> tuple[dict[str, str], dict[str, int]]:
        fields: dict[str, str] = {}
        lines: dict[str, int] = {}

        def warn(message: str) -> None:
            self._report(Problem(Place(file.name, field.line), f"{_called(block)}: {message}"))

        for field in block.fields:
            name = self._names.get(field.name) or self._names.setdefault(field.name, intern(field.name.lower()))
            text = field.literal if field.literal is not None else self._text(field, warn)
            if name not in fields:
                fields[name] = text
                lines[name] = field.line
            elif fields[name] != text:
                warn(f"field '{name}' is here a second time; the first, in line {lines[name]}, is kept. Delete one.")
        return fields, lines

    def _text(self, field: Field, warn: Callable[[str], None]) -> str:
        if field.literal is not None:
            return field.literal
        return self._abbreviations.expand(field.value, lambda message: warn(f"field '{field.name}' {message}"))

    def _report_faults(self, file: BibFile, block: Block) -> None:
        for fault in block.faults:
            self._report(Problem(Place(file.name, fault.line), f"{_called(block)} {fault.message}"))

    def _report_case(self, entry: Entry) -> None:
        first = self._folded.setdefault(entry.citation_key.lower(), entry)
        if first is not entry:
            message = (
                f"entry '{entry.citation_key}' differs from '{first.citation_key}' ({first.place}) by case alone; "
                "BibTeX takes the two as one. Rename one."
            )
            self._report(Problem(entry.place, message, "info"))

    def _report_duplicate(self, entry: Entry, first: Entry) -> None:
        message = f"entry '{entry.citation_key}' is in {first.place} already"
        if (entry.entry_type, _folded(entry.fields)) == (first.entry_type, _folded(first.fields)):
            self._report(Problem(entry.place, f"{message}, with the same fields. Delete one.", "info"))
        else:
            self._report(Problem(entry.place, f"{message}; this one is left out. Rename or delete one."))


def _folded(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in fields.items()}


def _title(entry: Entry) -> str:
    """Return the title without what changes nothing of it: case, braces, signs."""
    return "".join(filter(str.isalnum, entry.fields.get("title", "").lower()))


def _called(block: Block) -> str:
    if block.block_type == STRING_TYPE:
        return "'@string'"
    return f"entry '{block.key[:60]}'" if block.key else f"'@{block.block_type[:60]}' without a key"


def _no_entries(file: BibFile, blocks: Sequence[Block]) -> Iterator[tuple[Place, str]]:
    starts = [0, *(block.end for block in blocks)]
    ends = [*(block.start for block in blocks), len(file.text)]
    stretches = [(start, end) for start, end in zip(starts, ends, strict=True) if file.text.find("@", start, end) >= 0]
    found = [match for start, end in stretches for match in _NO_ENTRY.finditer(file.text, start, end)]
    lines = Lines(file.text) if found else None
    for match in found:
        message = f"'@{match[1]}' begins no entry: no brace follows. Write '@{match[1]}{{key,'."
        yield Place(file.name, lines.at(match.start(1)) if lines else 0), message
