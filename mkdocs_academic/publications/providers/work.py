"""A work that a service knows, and how it becomes an entry of a BibTeX file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from ..bibtex.writing import write_entry
from .latex_text import escape_latex, protect_case

MOST_AUTHORS = 5_000

_NOTHING: Mapping[str, str] = MappingProxyType({})
_VENUES = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_VENUES |= {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution", "misc": "howpublished"}
_VERBATIM = ("doi", "url", "eprint", "isbn", "issn", "pmid")
_SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "das", "de", "der", "des", "die", "do", "does", "for", "from", "how"),
        *("in", "is", "la", "le", "les", "of", "on", "or", "the", "to"),
    )
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


class Person(NamedTuple):
    """A name as a service gives it; `family` is the whole name where the service does not take it apart."""

    family: str
    given: str = ""
    suffix: str = ""
    is_organization: bool = False


class FoundWork(NamedTuple):
    """A work as one service describes it: plain Unicode on one line, "" for what the service does not say.

    Arguments:
        entry_type: Of BibTeX, in lower case.
        venue: The journal, the proceedings, the book, the school: what the entry type calls for.
        identifiers: Bare identifiers by `doi`, `arxiv`, `isbn`, …, as in `records.Publication`.
        details: Further fields by their names in BibTeX: `volume`, `pages`, `publisher`.
        is_tex: The title is written in TeX, as arXiv has it: its formulas stay formulas.
        published_doi: The DOI of what this preprint became.
        published_in: Where it appeared, as arXiv's authors note it.
    """

    title: str
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    has_more_authors: bool = False
    year: int | None = None
    month: int | None = None
    venue: str = ""
    entry_type: str = "misc"
    identifiers: Mapping[str, str] = _NOTHING
    details: Mapping[str, str] = _NOTHING
    url: str = ""
    is_tex: bool = False
    published_doi: str = ""
    published_in: str = ""

    def to_bibtex(self, key: str) -> str:
        """Return the work as one entry of BibTeX with the citation key `key`."""
        return write_entry(self.entry_type, key, bibtex_fields(self))


class Listing(NamedTuple):
    """The works that a service lists for an author; `unusable` counts those it gives no title for."""

    works: tuple[FoundWork, ...]
    unusable: int = 0


class WorkProvider(Protocol):
    """A service that knows works by an identifier.

    `find` raises NotFound where the service does not know it, ServiceError where it does not answer well.
    """

    title: str

    def find(self, identifier: str) -> FoundWork: ...


class AuthorProvider(Protocol):
    """A service that lists the works of an author. `works_of` raises as `WorkProvider.find` does."""

    title: str

    def works_of(self, author_id: str) -> Listing: ...


def listing(found: list[FoundWork]) -> Listing:
    """Return the works that have a title, and how many have none."""
    works = tuple(work for work in found if work.title)
    return Listing(works, len(found) - len(works))


def bibtex_fields(work: FoundWork) -> dict[str, str]:
    """Return the fields of a work in LaTeX, in the order in which people write them."""
    title = escape_latex(work.title, keep_math=work.is_tex)
    fields = {
        "author": _names(work.authors, work.has_more_authors),
        "editor": _names(work.editors, False),
        "title": protect_case(title),
        _VENUES.get(work.entry_type, "publisher"): escape_latex(work.venue),
        "year": str(work.year or ""),
        "month": str(work.month or ""),
    }
    fields |= {
        name: _value(name, value) for name, value in work.details.items() if name not in fields or not fields[name]
    }
    ids = work.identifiers
    fields |= {name: ids.get(name, "") for name in ("doi", "isbn", "pmid")}
    if ids.get("arxiv"):
        fields |= {"eprint": ids["arxiv"], "archiveprefix": "arXiv", "primaryclass": ids.get("arxiv_class", "")}
    if not ids.get("doi") and not ids.get("arxiv"):
        fields["url"] = work.url
    return {name: _value(name, value) if name in _VERBATIM else value for name, value in fields.items() if value}


def citation_key(work: FoundWork, taken: Collection[str]) -> str:
    """Return a key such as `turing1937computable` that is not among `taken`, whose letters are in lower case."""
    family = work.authors[0] if work.authors else Person("")
    name = _ascii(family.family if family.given or family.is_organization else family.family.rpartition(" ")[2])
    words = (_ascii(word) for word in re.findall(r"[^\W_]+", re.sub(r"\$[^$]*\$", " ", work.title)))
    word = next((word for word in words if len(word) > 1 and word not in _SMALL_WORDS), "")
    key = f"{name[:30]}{work.year or ''}{word[:30]}" or "work"
    unique, number = key, 1
    while unique in taken:
        number += 1
        unique = f"{key}-{number}"
    return unique


def _ascii(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in text if char.isascii() and char.isalnum())


def _value(name: str, value: str) -> str:
    if name not in _VERBATIM:
        return escape_latex(value).replace("–", "--") if name == "pages" else escape_latex(value)
    return re.sub(r"[\s{}\\]", lambda found: f"%{ord(found[0]):02X}", value)  # these are never part of one


def _names(people: tuple[Person, ...], has_more: bool) -> str:
    names = [_name(person) for person in people]
    return " and ".join([*names, "others"] if has_more and names else names)


def _name(person: Person) -> str:
    """Return a name in BibTeX's form, in braces where its words would be read as something else."""
    family = escape_latex(person.family)
    if person.is_organization:
        return f"{{{family}}}"
    parts = [family, escape_latex(person.suffix), escape_latex(person.given)]
    if person.given:
        return ", ".join(_unbroken(part) for part in parts if part)
    return _unbroken(family)


def _unbroken(part: str) -> str:
    words = part.casefold().split()
    return f"{{{part}}}" if "," in part or "and" in words or words == ["others"] else part
