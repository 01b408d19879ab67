"""The kinds of identifiers: what they look like, where they lead, and which of them an address names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, unquote

MAX_LENGTH = 500
_SAFE = re.compile(r"[A-Za-z0-9/:;()._-]*")


class Identifier(NamedTuple):
    """One kind of identifier.

    Arguments:
        pattern: All that the identifier may be; group 1 is what is kept.
        url: The address it leads to, the identifier in place of `{}`.
        icon: As in `Link`.
        example: One of them, for messages.
        normalise: Applied to what is kept; "" says that it is none after all.
    """

    title: str
    pattern: re.Pattern[str]
    url: str
    icon: str
    example: str
    normalise: Callable[[str], str] = str

    def read(self, text: str) -> str:
        """Return the bare identifier, "" where `text` is none."""
        match = self.pattern.fullmatch(text[:MAX_LENGTH])
        return self.normalise(match[1]) if match else ""

    def address(self, identifier: str) -> str:
        return self.url.format(identifier if _SAFE.fullmatch(identifier) else quote(identifier, safe="/:;()._-"))


def _isbn(text: str) -> str:
    """Return the first ISBN of `text` whose check digit is right, without its hyphens.

    Source: https://www.isbn-international.org/content/isbn-users-manual, section 4
    """
    parts = re.split(r"[,;/()]| and ", text)
    for part in (*parts, *text.split(), text[:13]):  # Zotero parts several by spaces, others by nothing
        digits = re.sub(r"[^0-9Xx]", "", re.sub(r"(?i)^\s*isbn(?:-?1[03])?:?", "", part)).upper()
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if len(digits) == 13 and digits.isdigit():
            is_right = sum(value * (3 if place % 2 else 1) for place, value in enumerate(values)) % 10 == 0
        else:
            is_sound = len(digits) == 10 and "X" not in digits[:9]
            is_right = is_sound and sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
        if is_right:
            return digits
    return ""


def _corpus(text: str) -> str:
    return re.sub(r"(?i)^corpusid:", "CorpusID:", text) if ":" in text else text.lower()


ARXIV_ID = r"\d{4}\.\d{4,5}|[A-Za-z-]{2,10}(?:\.[A-Za-z]{2})?/\d{7}"

IDENTIFIERS: Mapping[str, Identifier] = MappingProxyType(
    {
        "doi": Identifier(
            title="DOI",
            pattern=re.compile(
                r"(?i)(?:doi[:\s]\s*)?(10(?:\.\d{4,9}(?:\.\d+)*/[^\s\"]*[^\s\".,;]|/[a-z0-9]{3,9}))[.,;]*"
            ),
            url="https://doi.org/{}",
            icon="simple/doi",
            example="10.1145/3292500.3330701",
        ),
        "arxiv": Identifier(
            title="arXiv",
            pattern=re.compile(rf"(?i)(?:arxiv[:.]?\s*)?(?:abs/)?({ARXIV_ID})(?:v\d+)?(?:\.pdf)?(?:\s*\[[\w.-]+\])?"),
            url="https://arxiv.org/abs/{}",
            icon="simple/arxiv",
            example="1706.03762",
        ),
        "acl": Identifier(
            title="ACL Anthology",
            pattern=re.compile(r"([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+(?:-[a-z0-9_]+)?\.\d+)(?:\.pdf)?/?"),
            url="https://aclanthology.org/{}/",
            icon="material/book-open-page-variant-outline",
            example="P19-1001",
        ),
        "openreview": Identifier(
            title="OpenReview",
            pattern=re.compile(r"([A-Za-z0-9_-]{5,30})"),
            url="https://openreview.net/forum?id={}",
            icon="material/forum-outline",
            example="rJXMpikCZ",
        ),
        "pmid": Identifier(
            title="PubMed",
            pattern=re.compile(r"(?i)(?:pmid:?\s*)?(\d{1,9})"),
            url="https://pubmed.ncbi.nlm.nih.gov/{}/",
            icon="simple/pubmed",
            example="31452104",
        ),
        "pmcid": Identifier(
            title="PubMed Central",
            pattern=re.compile(r"(?i)(?:pmcid:?\s*)?((?:pmc)?\d{1,9})(?:\.\d+)?"),
            url="https://pmc.ncbi.nlm.nih.gov/articles/{}/",
            icon="simple/pubmed",
            example="PMC3531190",
            normalise=lambda text: "PMC" + text.upper().removeprefix("PMC"),
        ),
        "hal": Identifier(
            title="HAL",
            pattern=re.compile(r"(?i)([a-z][a-z0-9_]{1,20}-\d{5,9})(?:v\d+)?"),
            url="https://hal.science/{}",
            icon="simple/hal",
            example="hal-01234567",
            normalise=str.lower,
        ),
        "dblp": Identifier(
            title="DBLP",
            pattern=re.compile(r"(?:DBLP:)?([a-z]+/[\w-]+/[\w.+-]+?)(?:\.(?:bib|html|xml))?"),
            url="https://dblp.org/rec/{}",
            icon="simple/dblp",
            example="conf/nips/VaswaniSPUJGKP17",
        ),
        "semanticscholar": Identifier(
            title="Semantic Scholar",
            pattern=re.compile(r"(?i)([0-9a-f]{40}|corpusid:\d{1,12})"),
            url="https://api.semanticscholar.org/{}",
            icon="simple/semanticscholar",
            example="CorpusID:13756489",
            normalise=_corpus,
        ),
        "zenodo": Identifier(
            title="Zenodo",
            pattern=re.compile(r"(?i)(?:10\.5281/)?(?:zenodo\.)?(\d{3,12})"),
            url="https://zenodo.org/records/{}",
            icon="simple/zenodo",
            example="3233118",
        ),
        "osf": Identifier(
            title="OSF",
            pattern=re.compile(r"(?i)(?:10\.\d{5}/)?(?:osf\.io/)?([a-z0-9]{5,8}(?:_v\d+)?)/?"),
            url="https://osf.io/{}",
            icon="simple/osf",
            example="ezcuj",
            normalise=str.lower,
        ),
        "huggingface": Identifier(
            title="Hugging Face",
            pattern=re.compile(r"(papers/\d{4}\.\d{4,5}|(?:datasets/|spaces/)?(?!papers/)[\w.-]{1,96}/[\w.-]{1,96})/?"),
            url="https://huggingface.co/{}",
            icon="simple/huggingface",
            example="papers/1706.03762",
        ),
        "inspire": Identifier(
            title="INSPIRE",
            pattern=re.compile(r"(\d{1,9})"),
            url="https://inspirehep.net/literature/{}",
            icon="simple/inspire",
            example="451647",
        ),
        "isbn": Identifier(
            title="ISBN",
            pattern=re.compile(r"(.+)", re.DOTALL),
            url="https://search.worldcat.org/search?q=bn:{}",
            icon="material/barcode",
            example="978-3-16-148410-0",
            normalise=_isbn,
        ),
    }
)
"""The kinds of identifiers in the order of their links."""

# Publishers whose pages are called by their DOI, and what may stand behind it.
_PUBLISHERS = (
    *("acm.org", "acs.org", "aps.org", "biorxiv.org", "frontiersin.org", "medrxiv.org", "mit.edu", "pnas.org"),
    *("sagepub.com", "science.org", "springer.com", "tandfonline.com", "wiley.com"),
)
_DOI_OF_PAGE = (
    r"(?<!/book)/(10\.\d{4,9}/[^?#]+?)(?:v\d{1,2})?(?:\.(?:full|abstract|pdf))*"
    r"(?:/(?:abstract|e?pdf|full|html))?/?(?:[?#]|$)"
)
_HOST_END = re.compile(r"[/?#:]")
# What an address of the last two labels of a host names: a kind, and where in the address its identifier stands.
_HOSTS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    host: tuple((key, re.compile(pattern)) for key, pattern in patterns)
    for host, patterns in {
        "doi.org": [("doi", r"/(10\.[^?#]+)")],
        "arxiv.org": [("arxiv", r"(?i)/(?:abs|pdf|html|format)/([^?#]+)")],
        "aclanthology.org": [("acl", r"/([^/?#]+)")],
        "aclweb.org": [("acl", r"/anthology/(?:papers/\w/\w+/)?([^/?#]+)")],
        "openreview.net": [("openreview", r"[?&]id=([^&#]+)")],
        "nih.gov": [("pmcid", r"/(PMC\d+)"), ("pmid", r"pubmed[^/]*/(\d+)")],
        "hal.science": [("hal", r"/([^/?#]+)")],
        "archives-ouvertes.fr": [("hal", r"/([^/?#]+)")],
        "inria.fr": [("hal", r"^hal\.inria\.fr/([^/?#]+)")],
        "dblp.org": [("dblp", r"/rec/(?:bibtex/|html/)?([^?#]+)")],
        "uni-trier.de": [("dblp", r"/rec/(?:bibtex/|html/)?([^?#]+)")],
        "semanticscholar.org": [("semanticscholar", r"(?i)/(corpusid:\d+|[0-9a-f]{40})")],
        "zenodo.org": [("zenodo", r"(?:/records?/|/zenodo\.)(\d+)")],
        "osf.io": [("osf", r"/(?:preprints/(?:\w+/)?)?([^/?#]+)")],
        "huggingface.co": [("huggingface", r"/((?:papers|datasets/[^/?#]+|spaces/[^/?#]+|[^/?#]+)/[^/?#]+)")],
        **{publisher: [("doi", _DOI_OF_PAGE)] for publisher in _PUBLISHERS},
        "inspirehep.net": [("inspire", r"/(?:literature|record)/(\d+)")],
    }.items()
}
# What a DOI of this prefix names besides.
_DOIS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "10.48550": ("arxiv", re.compile(r"(?i)10\.48550/arxiv\.(.+)")),
    "10.18653": ("acl", re.compile(r"(?i)10\.18653/v1/(.+)")),
    "10.3115": ("acl", re.compile(r"(?i)10\.3115/v1/(.+)")),
    "10.5281": ("zenodo", re.compile(r"(?i)10\.5281/zenodo\.(\d+)")),
    "10.31219": ("osf", re.compile(r"(?i)10\.31219/osf\.io/(.+)")),
    "10.31234": ("osf", re.compile(r"(?i)10\.31234/osf\.io/(.+)")),
    "10.31235": ("osf", re.compile(r"(?i)10\.31235/osf\.io/(.+)")),
    "10.17605": ("osf", re.compile(r"(?i)10\.17605/osf\.io/(.+)")),
}
_NOT_A_WORK = {"blog", "docs", "learn", "collections", "organizations", "posts", "search", "meetings"}
"""What stands in the place of an identifier at huggingface.co and osf.io."""


def identify_address(url: str) -> dict[str, str]:
    """Return the identifiers that a web address names by their kinds."""
    scheme, _, rest = url[:MAX_LENGTH].partition("://")
    if not rest or scheme.lower() not in ("http", "https"):
        return {}
    host = _HOST_END.split(rest, maxsplit=1)[0].lower()
    found = {}
    for key, pattern in _HOSTS.get(".".join(host.split(".")[-2:]), ()):
        match = pattern.search(rest)
        identifier = IDENTIFIERS[key].read(unquote(match[1]).strip("/ ")) if match else ""
        if identifier and identifier.partition("/")[0] not in _NOT_A_WORK:
            found[key] = identifier
    return {**identify_doi(found.get("doi", "")), **found}


def identify_doi(doi: str) -> dict[str, str]:
    """Return what a DOI names besides: `10.48550/arXiv.1706.03762` an arXiv identifier."""
    key, pattern = _DOIS.get(doi.partition("/")[0], ("", None))
    match = pattern.fullmatch(doi) if pattern else None
    identifier = IDENTIFIERS[key].read(match[1]) if match else ""
    return {key: identifier} if identifier else {}
