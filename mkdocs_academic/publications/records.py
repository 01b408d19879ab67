"""What is known of one publication, from the BibTeX entry to what a page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup, escape

from ..characters import one_line
from ..errors import Place
from .person_names import Name as Name  # among the records that all modules import

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Entry(NamedTuple):
    """One entry of a BibTeX file, as its author wrote it.

    Arguments:
        entry_type: In lower case, without `@`: `article`.
        citation_key: As written.
        fields: LaTeX by field name in lower case; strings joined and abbreviations expanded, enclosing braces or
            quotes gone, white space as written. Fields that are inherited by `crossref` or `xdata` are among them.
        lines: The line of its file on which each field begins; fields that are inherited are not among them.
        place: The file and the line of the `@`.
        source: The text of the entry in its file, from `@` to its closing brace.
    """

    entry_type: str
    citation_key: str
    fields: Mapping[str, str]
    lines: Mapping[str, int]
    place: Place
    source: str

    def place_of(self, field: str) -> Place:
        """Return where `field` is written; the entry itself where it is not."""
        return Place(self.place.file, self.lines.get(field, self.place.line))


class Text(NamedTuple):
    """Text in two forms: plain characters for metadata, and HTML with its formulas and emphasis."""

    plain: str = ""
    html: Markup = Markup()

    def __bool__(self) -> bool:
        return bool(self.plain)


class Author(NamedTuple):
    """One author or editor of a publication.

    Arguments:
        marks: Signs behind the name: `*`, `†`; what they mean is in the publication's `legend`.
        url: The page of this person, "" where none is known; web address, or relative to the site's root.
    """

    name: Name
    marks: tuple[str, ...] = ()
    is_owner: bool = False
    url: str = ""


class PartialDate(NamedTuple):
    """A date of which the month and the day may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    def isoformat(self) -> str:
        """Return `2024`, `2024-05` or `2024-05-17`."""
        if not self.month and not self.day:
            return f"{self.year:04d}"
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


class Link(NamedTuple):
    """One link of a publication, shown as a small button.

    Arguments:
        key: What it leads to: `doi`, `arxiv`, `pdf`, `code`; templates and checks tell links apart by it.
        url: A web address, or a file of the docs folder relative to it.
        icon: A file of Material's `.icons` without its ending, such as `simple/arxiv`.
    """

    key: str
    title: str
    url: str
    icon: str = ""


class Teaser(NamedTuple):
    """The picture or the silent video beside a publication; `url` as in `Link`, the size in pixels, 0 where unknown."""

    url: str
    is_video: bool = False
    width: int = 0
    height: int = 0


class _Known(NamedTuple):
    """What is known of a publication.

    Arguments:
        slug: The last part of the address of its page, and its id in a list; unique among the publications.
        category: What lists group by: a key of `fields.CATEGORIES`.
        has_more_authors: The list ended in `and others`.
        legend: What each mark of its authors means, in the order of the marks.
        date: None where no year is known.
        venue: Where it was printed: journal, proceedings, publisher, school.
        badge: The short name of the venue, on the teaser.
        details: `volume`, `number`, `pages`, `publisher`, `series`, `edition`, `address`, `chapter`, `isbn`, `issn`,
            `institution`, `booktitle`, `journal`, `language`, …: plain text by the field's name, absent where empty.
            A range of pages is joined by an en dash.
        identifiers: Bare identifiers by `doi`, `arxiv`, `acl`, `openreview`, `pmid`, `pmcid`, `hal`, `dblp`,
            `semanticscholar`, `zenodo`, `osf`, `huggingface`, `isbn`.
        url: Where its title leads if it has no page on this site, "" where nowhere; as in `Link`.
        pdf: The publication itself, as in `Link`; "" where there is none.
        versions: The other forms of the same work that were merged into this one, such as its preprint.
        visible_from: Not shown before this day.
        bibtex: The entry as a reader may copy it, made once when it is read; `exports.public_source` gives it.
    """

    entry: Entry
    slug: str
    category: str
    title: Text
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    has_more_authors: bool = False
    legend: Mapping[str, str] = _NOTHING
    date: PartialDate | None = None
    venue: Text = Text()
    badge: str = ""
    details: Mapping[str, str] = _NOTHING
    identifiers: Mapping[str, str] = _NOTHING
    url: str = ""
    pdf: str = ""
    links: tuple[Link, ...] = ()
    teaser: Teaser | None = None
    abstract: Text = Text()
    tldr: Text = Text()
    award: Text = Text()
    note: Text = Text()
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    is_selected: bool = False
    scholar_id: str = ""
    versions: tuple[Publication, ...] = ()
    visible_from: dt.date | None = None
    bibtex: str = ""


class Publication(_Known):
    """One publication as the site shows it; what several outputs derive from it is derived once."""

    @property
    def citation_key(self) -> str:
        return self.entry.citation_key

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @cached_property
    def printable(self) -> Publication:
        """The same with every plain text as one line of characters that all formats can carry: see `one_line`."""
        cleaned = self._replace(
            title=_printable_text(self.title),
            venue=_printable_text(self.venue),
            abstract=_printable_text(self.abstract),
            tldr=_printable_text(self.tldr),
            award=_printable_text(self.award),
            note=_printable_text(self.note),
            authors=tuple([_printable_author(author) for author in self.authors]),
            editors=tuple([_printable_author(editor) for editor in self.editors]),
            details={name: one_line(text) for name, text in self.details.items()},
            identifiers={name: one_line(text) for name, text in self.identifiers.items()},
            url=one_line(self.url),
            keywords=tuple(filter(None, map(one_line, self.keywords))),
        )
        return self if cleaned == self else cleaned

    @property
    def pages(self) -> str:
        """The pages, or the number that an article of a journal without pages has instead."""
        return self.details.get("pages") or self.details.get("eid", "")

    @cached_property
    def page_span(self) -> tuple[str, str]:
        """The first and the last page; "" for the last where there is one page, or a list of pages."""
        first, _, last = self.pages.partition("–")
        return ("", "") if not first else (first.split(",")[0].strip(), last.strip() if "," not in first + last else "")

    @cached_property
    def container(self) -> Text:
        """The journal, the proceedings or the book that it stands in."""
        fields = ("journal", "booktitle") if self.category == "journal" else ("booktitle", "journal")
        name = self.details.get(fields[0]) or self.details.get(fields[1], "")
        return Text(name, escape(name)) if name and name != self.venue.plain else self.venue


class Merge(NamedTuple):
    """Entries that were found to be one work: `kept` is shown, the others became its versions; `reason` says why."""

    kept: Entry
    merged: tuple[Entry, ...]
    reason: str


class Bibliography(NamedTuple):
    """All publications of the files that are visible on the day of the build, the newest first."""

    publications: tuple[Publication, ...] = ()
    merges: tuple[Merge, ...] = ()
    hidden: tuple[Publication, ...] = ()


def _printable_text(text: Text) -> Text:
    line = one_line(text.plain)
    return text if line is text.plain else Text(line, text.html)


def _printable_author(author: Author) -> Author:
    name = author.name.printable
    return author if name is author.name else author._replace(name=name)
