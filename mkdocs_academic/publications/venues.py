"""Where a publication appeared, in full and as the badge on its teaser."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from .categories import is_server, server_of_doi
from .fields import Fields
from .latex import TexReader
from .records import PartialDate, Text

_THESES = {
    "phdthesis": "PhD thesis",
    "phd": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "thesis": "Thesis",
}
_SERVERS = {"arxiv": "arXiv", "osf": "OSF", "hal": "HAL", "zenodo": "Zenodo"}
_WHERE = ("journal", "booktitle", "institution", "organization", "publisher", "howpublished", "eventtitle")
_WHERE_OF = {
    "conference": ("booktitle", "eventtitle", "journal", "organization"),
    "workshop": ("booktitle", "eventtitle", "journal", "organization"),
    "chapter": ("booktitle", "publisher"),
    "book": ("publisher", "institution"),
    "talk": ("eventtitle", "howpublished"),
}
# An acronym has two capitals at least: NeurIPS, CVPR, SIGGRAPH, but not "Long".
_ACRONYM = r"(?=[A-Za-z]{0,12}[A-Z][A-Za-z0-9&+/@-]{0,12}[A-Z])[A-Za-z][A-Za-z0-9&+/@-]{1,14}(?:\s?[’'‘]?\s?\d{2,4})?"
_IN_PARENTHESES = re.compile(rf"\(({_ACRONYM})\)")
_ALONE = re.compile(_ACRONYM)
_LEADING = re.compile(rf"({_ACRONYM})(?::| [-–] )")
_SERIES_OF_BOOKS = {
    "LNCS",
    "LNAI",
    "LNBIP",
    "LNEE",
    "LIPIcs",
    "CCIS",
    "IFIP",
    "AISC",
    "PMLR",
    "JMLR",
    "OASIcs",
    "EPTCS",
    "GTM",
}
_ENDS_IN_YEAR = re.compile(r"\d{2}$")
_SHORT = 14  # characters that a badge has room for, beside the year


def thesis_kind(fields: Fields, reader: TexReader) -> str:
    """Return "PhD thesis" and the like: the entry's `type`, where it has none its entry type."""
    written = reader.plain(fields["type"])
    return _THESES.get(written.lower(), written) or _THESES.get(fields.entry.entry_type, "Thesis")


def read_venue(fields: Fields, category: str, identifiers: Mapping[str, str], reader: TexReader) -> Text:
    """Return where the publication was printed: journal, proceedings, school, publisher or server."""
    if category == "preprint" and (server := _server(fields, identifiers)):
        return reader.text(server)
    if category == "thesis":
        school = fields["institution"] or fields["publisher"]
        kind = thesis_kind(fields, reader)
        return _after(kind, reader.text(school)) if school else reader.text(kind)
    name = next((name for name in (*_WHERE_OF.get(category, ()), *_WHERE) if name in fields), "")
    if name and not fields[name].lstrip("{ ").startswith(("http", "\\url")):
        return reader.text(fields.titled(name, "booksubtitle") if name == "booktitle" else fields[name])
    server = _server(fields, identifiers)
    return reader.text(server) if server else Text()


def _server(fields: Fields, identifiers: Mapping[str, str]) -> str:
    """Return the name of the server that holds a preprint; as LaTeX."""
    journal = fields["journal"] or fields["howpublished"] or fields["publisher"]
    is_named = is_server(journal) and "arxiv:" not in journal.lower() and "abs/" not in journal.lower()
    if "arxiv" in identifiers and (not journal or is_server(journal)):
        return "arXiv"
    if is_named:
        return journal
    server = next((name for key, name in _SERVERS.items() if key in identifiers), "")
    return server or server_of_doi(fields, identifiers)


def _after(start: str, text: Text) -> Text:
    return Text(f"{start}, {text.plain}", Markup("{}, {}").format(start, text.html))


def read_badge(fields: Fields, category: str, venue: Text, date: PartialDate | None, reader: TexReader) -> str:
    """Return the short name of the venue with the year, "" where the entry has none that is short.

    What the author wrote as `badge` (or al-folio's `abbr`) stands as it is. Else the short name of the journal, the
    acronym that the series or the event is, or that stands in parentheses in the title of the proceedings.
    """
    if badge := reader.plain(fields["badge"]):
        return badge
    short = _short_name(fields, category, venue, reader)
    if not short or not date or _ENDS_IN_YEAR.search(short):
        return short
    return f"{short} {date.year:d}"


def _short_name(fields: Fields, category: str, venue: Text, reader: TexReader) -> str:
    if short := reader.plain(fields["shortjournal"]):
        return short if len(short) <= 2 * _SHORT else ""
    for name in ("series", "eventtitle", "booktitle"):
        value = reader.plain(fields[name])[:300] if name in fields else ""
        if value and (acronym := _acronym(value)):
            return acronym
    if category == "thesis":
        kind = thesis_kind(fields, reader)
        return kind if len(kind) <= 2 * _SHORT else ""
    return venue.plain if 0 < len(venue.plain) <= _SHORT else ""


def _acronym(value: str) -> str:
    if _ALONE.fullmatch(value):
        return value if value.split()[0] not in _SERIES_OF_BOOKS else ""
    found = _LEADING.match(value) or ("(" in value and _IN_PARENTHESES.search(value))
    return found[1] if found else ""
