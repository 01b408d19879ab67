"""Publications made by hand, for the tests of what is made of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from markupsafe import Markup, escape

from mkdocs_academic.errors import Place
from mkdocs_academic.publications.records import Author, Entry, Name, PartialDate, Publication, Text

CATEGORIES = (
    *("journal", "conference", "workshop", "preprint", "book", "chapter", "thesis", "report", "dataset", "software"),
    *("patent", "talk", "other"),
)
HOSTILE = "</script><b onclick='x'>&amp; \"quoted\" \x00\x07\x1b \ud800 \u202e\u200f ]]> \\ {\ufffe} \r\nER  - \r\n"


def plain(text: str) -> Text:
    return Text(text, Markup(escape(text)))


def author(written: str, **more: Any) -> Author:
    """Return the author of `Family, Given`, of `particle | Family, Given | Suffix`, or of `{Organisation}`."""
    if written.startswith("{"):
        return Author(Name(written.strip("{}"), is_literal=True), **more)
    particle, _, rest = written.rpartition("|") if written.count("|") == 1 else ("", "", written)
    family, _, given = rest.partition(",")
    return Author(Name(family.strip(), given.strip(), particle.strip()), **more)


def publication(
    title: str | Text = "", category: str = "journal", *authors: str, entry_type: str = "article", **more: Any
) -> Publication:
    fields = more.pop("fields", {"title": str(title)})
    key = more.pop("key", "key2020")
    year = more.pop("year", None)
    if year:
        more["date"] = PartialDate(*year) if isinstance(year, tuple) else PartialDate(year)
    if isinstance(more.get("venue"), str):
        more["venue"] = plain(more["venue"])
    return Publication(
        entry=Entry(entry_type, key, fields, {}, Place("publications.bib", 1), ""),
        slug=key,
        category=category,
        title=plain(title) if isinstance(title, str) else title,
        authors=more.pop("people", tuple(map(author, authors))),
        **more,
    )


TURING = publication(
    "On computable numbers, with an application to the Entscheidungsproblem",
    "journal",
    "Turing, Alan Mathison",
    key="turing1937",
    year=(1937, 1, 2),
    venue="Proceedings of the London Mathematical Society",
    details={"volume": "s2-42", "number": "1", "pages": "230–265", "issn": "0024-6115", "language": "english"},
    identifiers={"doi": "10.1112/plms/s2-42.1.230"},
    abstract=plain("The computable numbers may be described briefly.\n\nAs the real numbers."),
    keywords=("computability", "logic"),
)
PAPER = publication(
    Text("Attention is <all> you need?", Markup("Attention is &lt;all&gt; <em>you</em> need?")),
    "conference",
    "Vaswani, Ashish",
    "Shazeer, Noam",
    "van der | Berg, Jean-Pierre",
    key="vaswani2017",
    entry_type="inproceedings",
    year=(2017, 12),
    venue="Advances in Neural Information Processing Systems",
    details={
        "volume": "30",
        "pages": "5998–6008",
        "publisher": "Curran",
        "address": "Red Hook",
        "isbn": "978-1, 978-2",
    },
    editors=(author("Guyon, Isabelle"), author("von | Luxburg, Ulrike")),
    identifiers={"arxiv": "1706.03762"},
)
BOOK = publication(
    "The LaTeX Companion",
    "book",
    "Mittelbach, Frank",
    "王, 小明",
    key="mittelbach2004",
    entry_type="book",
    year=2004,
    venue="Addison-Wesley",
    details={
        "publisher": "Addison-Wesley",
        "edition": "2",
        "address": "Boston",
        "series": "Tools",
        "pagetotal": "1090",
    },
)
CHAPTER = publication(
    "Water",
    "chapter",
    "Müller, Jürgen",
    key="mueller2010",
    entry_type="incollection",
    year=2010,
    venue="Handbook",
    details={"booktitle": "Handbook", "pages": "7", "chapter": "3", "publisher": "Springer"},
)
THESIS = publication(
    "A thesis",
    "thesis",
    "Doe, Jane",
    key="doe2020",
    entry_type="phdthesis",
    year=2020,
    venue="PhD thesis, MIT",
    details={"institution": "MIT"},
)
REPORT = publication(
    "A report",
    "report",
    "{World Health Organization}",
    key="who2021",
    entry_type="techreport",
    year=2021,
    details={"institution": "WHO", "number": "TR-12"},
)
PREPRINT = publication(
    "A preprint",
    "preprint",
    "Smith, A. B.",
    key="smith2024",
    year=(2024, 5),
    identifiers={"arxiv": "2401.00001"},
    venue="arXiv",
    has_more_authors=True,
)
BARE = publication("Nothing but a title", "other", key="bare")
SAMPLES = (TURING, PAPER, BOOK, CHAPTER, THESIS, REPORT, PREPRINT, BARE)
WORST = publication(
    HOSTILE,
    "journal",
    people=(Author(Name(HOSTILE, HOSTILE, HOSTILE, HOSTILE), url="//["), Author(Name(HOSTILE, is_literal=True))),
    editors=(Author(Name("")),),
    key=HOSTILE,
    year=(-44, 13, 77),
    venue=HOSTILE,
    details=dict.fromkeys(("volume", "number", "pages", "issn", "isbn", "publisher", "language", "edition"), HOSTILE),
    identifiers={"doi": HOSTILE, "arxiv": HOSTILE},
    abstract=plain(HOSTILE),
    keywords=(HOSTILE, ""),
    url="https://[" + HOSTILE,
)

_texts = st.text(max_size=20)
publications = st.builds(
    lambda title, category, family, given, particle, details, year, doi: publication(
        title,
        category,
        people=tuple(Author(Name(family, given, particle)) for _ in range(len(title) % 4)),
        details={field: value for field, value in details.items() if value},
        identifiers={"doi": doi} if doi else {},
        year=year,
        venue=title,
        abstract=plain(title),
        keywords=(title,),
    ),
    _texts,
    st.sampled_from(CATEGORIES),
    _texts,
    _texts,
    _texts,
    st.fixed_dictionaries(dict.fromkeys(("volume", "number", "pages", "publisher", "series", "language"), _texts)),
    st.integers(0, 9999),
    _texts,
)
"""Any publication, of any characters."""
