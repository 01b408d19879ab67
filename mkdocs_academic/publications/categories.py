"""Which kind of publication an entry is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from .fields import Fields

BY_TYPE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("article", "suppperiodical", "review", "journal", "magazine", "newspaper"), "journal"),
        **dict.fromkeys(("inproceedings", "conference", "paper"), "conference"),
        **dict.fromkeys(("workshop", "inworkshop"), "workshop"),
        **dict.fromkeys(("preprint", "eprint", "workingpaper", "submitted", "manuscript"), "preprint"),
        **dict.fromkeys(
            ("book", "mvbook", "booklet", "collection", "mvcollection", "reference", "mvreference"), "book"
        ),
        **dict.fromkeys(("proceedings", "mvproceedings", "periodical", "ebook"), "book"),
        **dict.fromkeys(("inbook", "incollection", "bookinbook", "suppbook", "suppcollection", "chapter"), "chapter"),
        "inreference": "chapter",
        **dict.fromkeys(("thesis", "phdthesis", "mastersthesis", "mathesis", "bachelorsthesis", "bathesis"), "thesis"),
        **dict.fromkeys(("report", "techreport", "whitepaper", "manual", "standard"), "report"),
        **dict.fromkeys(("dataset", "data"), "dataset"),
        **dict.fromkeys(("software", "softwareversion", "softwaremodule", "codefragment", "code"), "software"),
        **dict.fromkeys(("patent", "patents"), "patent"),
        **dict.fromkeys(("talk", "presentation", "lecture", "conferencetalk", "poster"), "talk"),
    }
)
_SERVER = re.compile(r"(?i)\W{0,9}(?:[a-z]{0,8}rxiv|(?-i:CoRR)|(?:osf\W)?preprints?|ssrn|research square)\b")
_WORKSHOP = re.compile(r"(?i)\bworkshops?\b")
# What people call a journal though papers are presented there; "Journal of Physics: Conference Series" is one.
_CONFERENCE = re.compile(
    r"(?i)^(?!.*\b(?:journal|transactions|letters|magazine|series|review)\b)(?:.*\b(?:conference|symposium|workshops?)\b"
    r"|advances in neural information|neural information processing"
    r"|(?-i:AAAI|ACL|AISTATS|CHI|COLM|COLT|CoRL|CVPR|EACL|ECCV|EMNLP|ICASSP|ICCV|ICLR|ICML|ICRA|IJCAI|INTERSPEECH"
    r"|Interspeech|IROS|KDD|MICCAI|NAACL|NIPS|NeurIPS|SIGGRAPH|SIGIR|UAI|WACV|WWW)\b\W{0,2}(?:[’'\d ]{0,5}|\(.*\))$)"
)
# DOIs that servers for preprints give; bioRxiv's are those of its publisher, which prints journals too.
_SERVERS_BY_DOI = (
    ("bioRxiv", re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}(?:v\d+)?")),
    ("Research Square", re.compile(r"10\.21203/rs\..+")),
    ("Authorea", re.compile(r"10\.22541/au\..+")),
    ("Preprints.org", re.compile(r"10\.20944/preprints.+")),
    ("ChemRxiv", re.compile(r"(?i)10\.26434/chemrxiv.+")),
    ("TechRxiv", re.compile(r"(?i)10\.36227/techrxiv.+")),
    ("EarthArXiv", re.compile(r"(?i)10\.31223/.+")),
    ("SSRN", re.compile(r"(?i)10\.2139/ssrn.+")),
)
_PRINTED = ("booktitle", "journal", "eventtitle", "series", "organization", "publisher")
_SERVERS = ("arxiv", "osf", "hal")
"""Identifiers that an unpublished paper has; a published one may have them too."""


def category_of(fields: Fields, identifiers: Mapping[str, str]) -> str:
    """Return the key in `CATEGORIES`: by the type of the entry, else by its fields."""
    entry_type = fields.entry.entry_type
    category = BY_TYPE.get(entry_type) or _by_fields(fields, identifiers)
    if category == "other" and entry_type.endswith("thesis"):
        return "thesis"
    if category == "journal" and _is_on_server(fields, identifiers):
        return "preprint"
    if category == "journal" and _CONFERENCE.search(fields["journal"][:300]):
        category = "conference"
    if category == "conference" and not any(map(fields.__contains__, _PRINTED)) and _is_on_server(fields, identifiers):
        return "preprint"
    if category == "conference" and _WORKSHOP.search((fields["booktitle"] or fields["journal"])[:500]):
        return "workshop"
    return category


def is_server(journal: str) -> bool:
    """Whether what is given as the journal is a server for preprints, as in "arXiv preprint" and "CoRR"."""
    return bool(_SERVER.match(journal[:200]))


def _is_on_server(fields: Fields, identifiers: Mapping[str, str]) -> bool:
    journal = fields["journal"]
    return is_server(journal) if journal else _has_server(fields, identifiers) or "eprint" in fields


def _has_server(fields: Fields, identifiers: Mapping[str, str]) -> bool:
    return any(key in identifiers for key in _SERVERS) or bool(server_of_doi(fields, identifiers))


def server_of_doi(fields: Fields, identifiers: Mapping[str, str]) -> str:
    """Return the name of the server for preprints that gave the DOI, "" where none did."""
    doi = identifiers.get("doi", "")
    name = next((name for name, pattern in _SERVERS_BY_DOI if pattern.fullmatch(doi)), "") if doi else ""
    return "medRxiv" if name == "bioRxiv" and "medrxiv" in fields["url"].lower() else name


def _by_fields(fields: Fields, identifiers: Mapping[str, str]) -> str:
    if fields["journal"]:
        return "journal"
    if fields["booktitle"]:
        return "conference"
    if fields.entry.entry_type == "unpublished":  # biblatex: with an event, it is a talk
        return "talk" if "eventtitle" in fields else "preprint"
    is_preprint = "eprint" in fields or _has_server(fields, identifiers) or is_server(fields["howpublished"])
    return "preprint" if is_preprint or is_server(fields["publisher"]) else "other"
