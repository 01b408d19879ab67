"""Every field that is read from an entry, by the one name that the room uses, and the kinds of publications.

Source: BibTeX's and biblatex's manuals for the standard fields; al-folio, academicpages and HugoBlox for the aliases
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..errors import Place
from .records import Entry

CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "journal": "Journal articles",
        "conference": "Conference papers",
        "workshop": "Workshop papers",
        "preprint": "Preprints",
        "book": "Books",
        "chapter": "Book chapters",
        "thesis": "Theses",
        "report": "Reports",
        "dataset": "Datasets",
        "software": "Software",
        "patent": "Patents",
        "talk": "Talks",
        "other": "Other",
    }
)
"""The kinds of publications with the titles of their lists, in the order of these lists."""

OWN_FIELDS = (
    *("selected", "teaser", "tldr", "award", "code", "project", "slides", "poster", "video", "dataset", "model"),
    *("demo", "blog", "pdf", "note", "topic", "scholar_id", "visible_from", "version_of", "legend", "badge"),
    *("supplement", "html"),
)
"""Fields that only sites know: no program writes them, so a name that is nearly one of them is a slip."""

_STANDARD_FIELDS = (
    *("abstract", "addendum", "address", "author", "booksubtitle", "booktitle", "chapter", "date", "day", "edition"),
    *("editor", "eid", "eventtitle", "howpublished", "institution", "isbn", "issn", "journal", "keywords", "language"),
    *("month", "number", "organization", "pages", "pagetotal", "primaryclass", "publisher", "pubstate", "series"),
    *("shortjournal", "subtitle", "title", "type", "url", "version", "volume", "volumes", "year"),
    *("acl", "archiveprefix", "arxiv", "biburl", "doi", "eprint", "hal", "huggingface", "inspire", "openreview"),
    *("osf", "pmcid", "pmid", "semanticscholar", "zenodo"),
    *("additional_info", "altmetric", "award_name", "dimensions"),
)

ALIASES: Mapping[str, tuple[str, ...]] = {
    "address": ("location",),
    "acl": ("acl_id", "acl_anthology", "aclanthology"),
    "archiveprefix": ("eprinttype",),
    "arxiv": ("arxivid", "arxiv_id"),
    "badge": ("abbr",),
    "blog": ("blogpost", "blog_post", "url_blog"),
    "code": ("url_code", "codeurl", "codeurl1", "code_url", "github", "repository"),
    "dataset": ("data", "url_dataset", "url_data", "dataurl", "data_url"),
    "demo": ("url_demo", "demourl", "demo_url"),
    "doi": ("url_doi",),
    "eid": ("articleno", "article-number", "article_number"),
    "eventtitle": ("conference", "event"),
    "hal": ("hal_id", "halid"),
    "html": ("url_html",),
    "huggingface": ("hf", "hugging_face"),
    "inspire": ("inspirehep", "inspirehep_id", "inspire_id"),
    "institution": ("school",),
    "journal": ("journaltitle", "fjournal"),
    "keywords": ("keyword",),
    "language": ("langid",),
    "model": ("models", "url_model", "checkpoint", "checkpoints"),
    "number": ("issue",),
    "openreview": ("openreview_id", "openreviewid"),
    "pages": ("page",),
    "pagetotal": ("numpages",),
    "pdf": ("url_pdf", "pdfurl", "pdf_url", "paperurl"),
    "pmcid": ("pmc",),
    "pmid": ("pubmed", "pubmedid", "pubmed_id"),
    "poster": ("url_poster", "posterurl", "poster_url"),
    "primaryclass": ("eprintclass",),
    "project": ("website", "url_project", "projecturl", "project_url", "projectpage", "project_page", "webpage"),
    "scholar_id": ("google_scholar_id", "googlescholar_id"),
    "semanticscholar": ("s2id", "s2_id", "semantic_scholar", "semanticscholar_id", "s2"),
    "shortjournal": ("shortjournaltitle", "journalabbrev", "journal-abbrev"),
    "slides": ("slide", "url_slides", "slidesurl", "slides_url", "presentation"),
    "supplement": ("supp", "supplementary", "supplemental", "suppl", "supplementary_material"),
    "teaser": ("preview", "thumbnail", "teaser_image"),
    "topic": ("topics",),
    "url": ("ee", "link"),
    "version_of": ("versionof",),
    "video": ("url_video", "talk", "recording", "videourl", "video_url"),
    "visible_from": ("visiblefrom",),
}

# Written by reference managers and libraries, and not shown: near to a name of ours by accident only.
FOREIGN_FIELDS = frozenset(
    (
        *("abbreviation", "adsnote", "adsurl", "annotation", "annote", "author+an", "bibsource", "bibtex_show"),
        *("bookauthor", "bookpagination", "booktitleaddon", "citation-subset", "coden", "collaboration", "comment"),
        *("contents", "copyright", "creationdate", "crossref", "date-added", "date-modified", "descriptor"),
        *("editora", "editorb", "editorc", "editortype", "entryset", "entrysubtype", "execute", "file", "foreword"),
        *("gender", "groups", "hyphenation", "ids", "indextitle", "intro", "introduction", "issue_date", "issuetitle"),
        *("journalsubtitle", "key", "label", "lccn", "library", "mainsubtitle", "maintitle", "mendeley-groups"),
        *("mendeley-tags", "modificationdate", "mrclass", "mrnumber", "nameaddon", "notes", "options", "origdate"),
        *("origlanguage", "origtitle", "owner", "pagination", "part", "place", "posted", "posted-at", "presort"),
        *("priority", "protocol", "publicationstatus", "qualityassured", "ranking", "readstatus", "related"),
        *("relevance", "reportnumber", "reprinttitle", "review", "rights", "shortauthor", "shorteditor"),
        *("shorthand", "shortseries", "shorttitle", "slaccitation", "sortkey", "sortname", "sorttitle", "sortyear"),
        *("source", "status", "subject", "tag", "tags", "timestamp", "titleaddon", "translator", "urldate", "usage"),
        *("username", "venue", "xdata", "xref", "zblnumber"),
    )
)

READ_FIELDS = frozenset((*OWN_FIELDS, *_STANDARD_FIELDS))
"""The names by which `Fields` gives values."""

_NAMES: Mapping[str, str] = {
    **{alias: name for name, aliases in ALIASES.items() for alias in aliases},
    **{name: name for name in READ_FIELDS},
}


def is_known(field: str) -> bool:
    """Whether `field` is read, under this name or as an alias, or is known to be another program's."""
    return field in _NAMES or field in FOREIGN_FIELDS or field.startswith(("bdsk-", "mendeley-", "citeulike-"))


class Fields(dict[str, str]):
    """The values of one entry by the names of `READ_FIELDS`, whichever alias its author chose; still LaTeX.

    Where a field is written under several names, its own name counts, then the first. One that is absent is "".
    """

    __slots__ = ("_written", "entry")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._written: dict[str, str] = {}
        for written, value in entry.fields.items():
            name = _NAMES.get(written)
            if name and (name == written or name not in self) and (value := value.strip()):
                self[name] = value
                self._written[name] = written

    def __missing__(self, name: str) -> str:
        return ""

    def titled(self, title: str, subtitle: str) -> str:
        """Return a title with its subtitle."""
        first, second = self[title], self[subtitle]
        return f"{first}{'' if first[-1:] in '?!:' else ':'} {second}" if first and second else first or second

    def written(self, name: str) -> str:
        """Return the name under which the author wrote the field: for messages."""
        return self._written.get(name, name)

    def place(self, name: str) -> Place:
        return self.entry.place_of(self.written(name))

    def is_inherited(self, name: str) -> bool:
        """Whether the value is another entry's: what identifies a whole volume does not identify its papers."""
        return name in self and self._written[name] not in self.entry.lines
