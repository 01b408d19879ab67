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
    if category == "conference" and _WORKSHOP.search((fields["booktitle"] or fields["journal"])[:500]):
        return "workshop"
    return category


def is_server(journal: str) -> bool:
    """Whether what is given as the journal is a server for preprints, as in "arXiv preprint" and "CoRR"."""
    return bool(_SERVER.match(journal[:200]))


def _is_on_server(fields: Fields, identifiers: Mapping[str, str]) -> bool:
    journal = fields["journal"]
    return is_server(journal) if journal else any(key in identifiers for key in _SERVERS) or "eprint" in fields


def _by_fields(fields: Fields, identifiers: Mapping[str, str]) -> str:
    if fields["journal"]:
        return "journal"
    if fields["booktitle"]:
        return "conference"
    if fields.entry.entry_type == "unpublished":  # biblatex: with an event, it is a talk
        return "talk" if "eventtitle" in fields else "preprint"
    is_preprint = "eprint" in fields or any(key in identifiers for key in _SERVERS) or is_server(fields["howpublished"])
    return "preprint" if is_preprint or is_server(fields["publisher"]) else "other"
