"""Fields that entries take over from others: `xdata`, and `crossref` with what it renames on the way.

A parent says something about the volume, its child about one work in it. So what belongs to one work alone (its
identifiers, files and links) is not taken over, though BibTeX would: a paper is not found under the DOI of its volume.

Source: biblatex manual, appendix B (inheritance setup), and section 2.4.1.1 (cross-referencing in BibTeX)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from ...errors import Problem, Report
from ..fields import SITE_FIELDS
from ..records import Entry

_MOST_GENERATIONS = 8
_MOST_CHARACTERS = 50_000_000  # of all inherited fields together
_FIELD_COST = 100

_NEVER = frozenset(
    [
        *("crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "label", "options", "presort"),
        *("related", "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro", "sortkey"),
        *("shorttitle", "sorttitle", "indextitle", "indexsorttitle"),
        *("abstract", "annotation", "annote", "archiveprefix", "bibsource", "biburl", "doi", "eprint", "eprintclass"),
        *("eprinttype", "file", "hal_id", "keywords", "note", "openreview", "pages", "pdf", "pmcid", "pmid"),
        *("primaryclass", "timestamp", "url", "urldate"),
        *SITE_FIELDS,
    ]
)
_TITLES = ("title", "subtitle", "titleaddon")


def _prefixed(prefix: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({title: (f"{prefix}{title}",) for title in _TITLES})


_IN_BOOK = frozenset({"inbook", "bookinbook", "suppbook"})
_IN_VOLUME = _IN_BOOK | {"incollection", "inreference", "suppcollection", "inproceedings", "conference"}
_VOLUMES = frozenset({"book", "collection", "reference", "proceedings"})
# One thing under two names: the parent's is not taken over where the child has its own under the other.
_SAME = (
    ("journal", "journaltitle"),
    ("date", "year"),
    ("date", "month"),
    ("address", "location"),
    ("school", "institution"),
)
_OTHER_NAMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        name: frozenset({one if other == name else other for one, other in _SAME if name in (one, other)})
        for pair in _SAME
        for name in pair
    }
)


def inherit(entries: Sequence[Entry], *, report: Report) -> list[Entry]:
    """Return the entries with the fields of their parents; fields of their own come first and stay as they are."""
    return _Family(entries, report).entries()


class _Family:
    """The entries of one read by their keys, and those that have inherited already."""

    def __init__(self, entries: Sequence[Entry], report: Report) -> None:
        self._given = entries
        self._report = report
        self._by_key = {entry.citation_key.lower(): entry for entry in reversed(entries)}
        self._by_key |= {entry.citation_key: entry for entry in entries}
        self._done: dict[str, Entry] = {}
        self._left = _MOST_CHARACTERS

    def entries(self) -> list[Entry]:
        return [self._complete(entry, ()) if _has_parent(entry) else entry for entry in self._given]

    def _complete(self, entry: Entry, children: tuple[str, ...]) -> Entry:
        key = entry.citation_key
        if key in self._done or not _has_parent(entry):
            return self._done.get(key, entry)
        fields = dict(entry.fields)
        for field, parent in self._parents(entry, (*children, key)):
            complete = self._complete(parent, (*children, key))
            given = complete.fields.items() if field == "xdata" else _inherited(complete, entry.entry_type)
            self._take_over(entry, fields, given)
        self._done[key] = entry._replace(fields=MappingProxyType(fields))
        return self._done[key]

    def _parents(self, entry: Entry, family: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
        for field in ("xdata", "crossref"):
            for key in filter(None, map(str.strip, entry.fields.get(field, "").split(","))):
                parent = self._by_key.get(key) or self._by_key.get(key.lower())
                if parent is None:
                    level: Literal["warning", "info"] = "info" if _stands_alone(entry) else "warning"
                    message = f"names {key!r}, which is no entry; nothing is inherited. Correct it."
                    self._warn(entry, field, message, level)
                elif parent.citation_key in family:
                    self._warn(entry, field, f"leads by {key!r} back to itself; nothing is inherited. Cut the circle.")
                elif len(family) > _MOST_GENERATIONS:
                    self._warn(entry, field, f"is more than {_MOST_GENERATIONS} steps deep. Shorten the chain.")
                else:
                    yield field, parent

    def _take_over(self, entry: Entry, fields: dict[str, str], given: Iterable[tuple[str, str]]) -> None:
        known = frozenset(fields)
        for name, value in given:
            if name in fields or name in ("xdata", "crossref", "ids"):
                continue
            if not known.isdisjoint(_OTHER_NAMES.get(name, ())):
                continue
            self._left -= len(value) + _FIELD_COST
            if self._left < 0:
                self._warn(entry, "crossref", "would inherit too much; fields are left out. Write them out.")
                return
            fields[name] = value

    def _warn(self, entry: Entry, field: str, message: str, level: Literal["warning", "info"] = "warning") -> None:
        place = entry.place_of(field)
        self._report(Problem(place, f"'{field}' of entry '{entry.citation_key}' {message}", level))


def _stands_alone(entry: Entry) -> bool:
    """Whether an entry says where it was printed by itself, as DBLP's do, whose volumes nobody keeps."""
    return "year" in entry.fields and ("booktitle" in entry.fields or "journal" in entry.fields)


def _has_parent(entry: Entry) -> bool:
    return "crossref" in entry.fields or "xdata" in entry.fields


def _inherited(parent: Entry, child_type: str) -> Iterator[tuple[str, str]]:
    """Yield what `crossref` takes over from `parent`, under the names that it has in the child."""
    renamed = _renamed(parent.entry_type, child_type)
    for name, value in parent.fields.items():
        if name in renamed:
            yield from ((new, value) for new in renamed[name])
        elif name not in _NEVER and name not in _TITLES:
            yield name, value


def _renamed(parent_type: str, child_type: str) -> dict[str, tuple[str, ...]]:
    renamed: dict[str, tuple[str, ...]] = {}
    if parent_type.startswith("mv"):
        renamed |= _prefixed("main")
    elif parent_type in _VOLUMES or child_type in _IN_VOLUME:
        renamed |= _prefixed("book")
    elif parent_type == "periodical":
        renamed |= _prefixed("journal")
    if parent_type in ("book", "mvbook") and child_type in _IN_BOOK:
        renamed["author"] = ("author", "bookauthor")
    return renamed
