"""From one entry to one publication."""

from __future__ import annotations

import re
from types import MappingProxyType

from markupsafe import Markup, escape

from ..errors import Place, Problem, Report
from .authors import AuthorReader
from .categories import category_of
from .dates import read_date, read_visible_from
from .details import read_award, read_details, read_list, read_note
from .docs_files import DocsFiles
from .fields import Fields
from .flags import Spelling, read_flag
from .identifiers import read_identifiers
from .latex import TexReader
from .links import LinkReader
from .names import Owner, People
from .records import Entry, Publication, Text
from .slugs import Slugs
from .sources import public_bibtex
from .venues import read_badge, read_venue

_ANCHOR = re.compile(r"<a [^<>]*>|</a>")  # a title is a link already


class EntryReader:
    """Makes the publications of one read, and remembers what they have in common.

    Arguments:
        owner: Whose site it is.
        people: Who has a page.
        docs: The files that entries may name.
        report: Told of every field that cannot be used.
    """

    def __init__(self, owner: Owner, people: People, docs: DocsFiles, report: Report) -> None:
        self._report = report
        self._place = Place("")
        self._tex = TexReader(self._report_tex)
        self._authors = AuthorReader(owner, people, self._tex)
        self._links = LinkReader(docs, report)
        self._spelling = Spelling()
        self._slugs = Slugs()

    def read(self, entry: Entry) -> Publication:
        """Return the publication of `entry`; what is wrong in it is reported and left out."""
        self._place = entry.place
        fields = Fields(entry)
        self._spelling.check(entry, self._report)
        tex, report = self._tex, self._report
        dated = read_date(fields, report)
        identifiers = read_identifiers(fields, report)
        category = category_of(fields, identifiers)
        destinations = self._links.read(fields, identifiers, category)
        venue = read_venue(fields, category, identifiers, tex)
        authors = self._authors.read(fields)
        return Publication(
            entry=entry,
            slug=self._slugs.make(entry.citation_key),
            category=category,
            title=self._title(fields),
            authors=authors.authors,
            editors=self._authors.read(fields, "editor").authors,
            has_more_authors=authors.has_others,
            legend=authors.legend,
            date=dated.date,
            venue=venue,
            badge=read_badge(fields, category, venue, dated.date, tex),
            details=MappingProxyType(read_details(fields, dated.pubstate, identifiers.get("arxiv", ""), tex)),
            identifiers=MappingProxyType(identifiers),
            url=destinations.url,
            pdf=destinations.pdf,
            links=destinations.links,
            teaser=self._links.teaser(fields),
            abstract=tex.text(fields["abstract"], is_block=True) if "abstract" in fields else Text(),
            tldr=tex.text(fields["tldr"]) if "tldr" in fields else Text(),
            award=read_award(fields, tex),
            note=read_note(fields, tex),
            topics=read_list(fields, "topic", tex),
            keywords=read_list(fields, "keywords", tex),
            is_selected=read_flag(fields, "selected", report),
            scholar_id=tex.plain(fields["scholar_id"]) if "scholar_id" in fields else "",
            visible_from=read_visible_from(fields, report),
            bibtex=public_bibtex(entry),
        )

    def is_edited_by_owner(self, entry: Entry) -> bool:
        return any(editor.is_owner for editor in self._authors.read(Fields(entry), "editor").authors)

    def _title(self, fields: Fields) -> Text:
        title = self._tex.text(fields.titled("title", "subtitle") or fields.titled("booktitle", "booksubtitle"))
        if title:
            return (
                title if "<a " not in title.html else title._replace(html=Markup(_ANCHOR.sub("", title.html).strip()))
            )
        key = fields.entry.citation_key
        message = f"entry '{key}' has no 'title'; it is listed by its key. Add a 'title' field."
        self._report(Problem(fields.entry.place, message))
        return Text(key, escape(key))

    def _report_tex(self, message: str) -> None:
        self._report(Problem(self._place, message))
