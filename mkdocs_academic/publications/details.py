"""What an entry says besides its title, authors, date and links: bibliographic details and short texts."""

from __future__ import annotations

import re

from .categories import is_server
from .fields import Fields
from .latex import TexReader
from .records import Text

_DETAILS = frozenset(
    (
        *("volume", "number", "pages", "publisher", "series", "edition", "address", "chapter", "isbn", "issn", "eid"),
        *("institution", "booktitle", "journal", "shortjournal", "language", "organization", "eventtitle", "type"),
        *("howpublished", "pagetotal", "version", "volumes", "primaryclass"),
    )
)
_MAY_REPEAT_ARXIV = ("journal", "volume", "number")
_RANGE = re.compile(r"(?<=\w)[ \t]*[-‐‑‒–—]+[ \t]*(?=\w)")
# Pages that are none: JVI-00755, 1475-6765.70025, N32-006.
_NUMBER_OF_ARTICLE = re.compile(r"[A-Za-z]{2,}-\d+|\d+-\d+\.\d[\w.]*|[A-Za-z]+\d+-0\d*")
_PLAIN_RANGE = re.compile(r"([A-Za-z0-9]+)-{1,2}([A-Za-z0-9]+)")
_ARXIV_ALONE = re.compile(
    r"(?i)\W*(?:arxiv\W{0,3})?(?:preprint\W{0,3})?arxiv\W{0,3}[\w./-]{8,20}\W*(?:\[[\w.-]+\])?\W*"
)
_SEPARATORS = re.compile(r"[,;\n]")
_LINK = re.compile(r"\[([^\[\]()]{1,200})\]\((https?://[^\s()]{1,500})\)")
_STRONG = re.compile(r"\*\*([^*]{1,300})\*\*")
_EMPHASIS = re.compile(r"\*([^*]{1,300})\*")


def read_details(fields: Fields, pubstate: str, arxiv: str, reader: TexReader) -> dict[str, str]:
    """Return plain text by the names of `Publication.details`.

    Arguments:
        pubstate: How far what has no date is.
        arxiv: The arXiv identifier; journal, volume and number that only repeat it are no details.
    """
    details = {
        name: text
        for name in fields
        if name in _DETAILS
        and (text := _pages(fields[name], reader) if name == "pages" else reader.plain(_value(fields, name)))
    }
    if arxiv:
        for name in _MAY_REPEAT_ARXIV:
            if name in details and (arxiv in details[name] or (name == "journal" and is_server(details[name]))):
                del details[name]
    if pubstate:
        details["pubstate"] = pubstate
    return details


def _value(fields: Fields, name: str) -> str:
    return fields.titled("booktitle", "booksubtitle") if name == "booktitle" else fields[name]


def _pages(written: str, reader: TexReader) -> str:
    """Return a range of pages joined by an en dash, one that begins and ends on the same page as this page."""
    if (not written[:1].isdigit() or "." in written) and _NUMBER_OF_ARTICLE.fullmatch(written):
        return written
    plain = _PLAIN_RANGE.fullmatch(written)
    joined = f"{plain[1]}–{plain[2]}" if plain else _RANGE.sub("–", reader.plain(written))
    first, _, last = joined.partition("–")
    return first if first == last else joined


def read_note(fields: Fields, reader: TexReader) -> Text:
    """Return the notes of an entry as one; an arXiv identifier alone is a link already."""
    written = [fields["note"], fields["addendum"], _from_markdown(fields["additional_info"]).lstrip(".,; ")]
    if "award_name" in fields:  # al-folio: `award` is then the long text to the short name
        written.append(_from_markdown(fields["award"]))
    notes = [note for note in written if note and not _ARXIV_ALONE.fullmatch(note)]
    return reader.text(" ".join(_ended(note) for note in notes[:-1]) + " " + notes[-1]) if notes else Text()


def read_award(fields: Fields, reader: TexReader) -> Text:
    award = fields["award_name"] or _from_markdown(fields["award"])
    return reader.text(award) if award else Text()


def read_list(fields: Fields, name: str, reader: TexReader) -> tuple[str, ...]:
    """Return the parts of a field that commas or semicolons part, each once."""
    value = fields[name]
    return (
        tuple(dict.fromkeys(text for part in _SEPARATORS.split(value) if (text := reader.plain(part)))) if value else ()
    )


def _ended(note: str) -> str:
    return note if note[-1] in ".!?" else f"{note}."


def _from_markdown(text: str) -> str:
    """Return the LaTeX of al-folio's fields that are Markdown: links, strong and emphasis."""
    if "*" not in text and "](" not in text:
        return text
    text = _LINK.sub(r"\\href{\2}{\1}", text)
    return _EMPHASIS.sub(r"\\emph{\1}", _STRONG.sub(r"\\textbf{\1}", text))
