"""Identifiers as people paste them, brought into the one form that services understand."""

from __future__ import annotations

import re
from typing import NamedTuple

from .kinds import IDENTIFIERS, identify_address

ARXIV_PREFIX = "10.48550/arxiv."

_MOST_CHARACTERS = 400
# Whose DOIs say nothing of a publication: servers for preprints, and archives.
_SERVERS = (
    *("10.48550/", "10.1101/", "10.64898/", "10.2139/ssrn", "10.26434/", "10.20944/", "10.21203/", "10.36227/"),
    *("10.22541/", "10.33774/", "10.14293/", "10.13140/", "10.5281/", "10.6084/", "10.17605/", "10.312", "10.31730/"),
)
_ORCID = re.compile(r"(?:(?:https?://)?orcid\.org/|orcid:\s*)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX])/?", re.IGNORECASE)
_OPENALEX = re.compile(r"(?:(?:https?://)?(?:api\.)?openalex\.org/(?:authors/|people/)?)?(A\d{4,12})/?", re.IGNORECASE)
_DBLP = re.compile(
    r"(?:(?:https?://)?dblp\.(?:org|uni-trier\.de)/)?(?:pid/)?([a-z0-9]{1,4}/[\w-]{1,60})(?:\.\w+)?/?", re.I
)
_S2 = re.compile(r"(?:(?:https?://)?(?:www\.)?semanticscholar\.org/author/(?:[^/\s]{1,200}/)?)?(\d{1,12})/?", re.I)
_GOOGLE_SCHOLAR = re.compile(r"(?:user=)?([\w-]{12})(?:&\S*)?", re.ASCII)
_GOOGLE_SCHOLAR_ADDRESS = re.compile(
    r"scholar\.google\.[a-z.]{2,6}/citations\?(?:[^#\s]*&)?user=([\w-]{12})(?![\w-])", re.A | re.I
)


class Identifier(NamedTuple):
    """An identifier in its bare form; `scheme` is `doi`, `arxiv` or `orcid`."""

    scheme: str
    value: str


def read_identifier(written: str) -> Identifier | None:
    """Return what someone gave to look up: a DOI, an arXiv id or an ORCID iD, bare or as an address."""
    for scheme, read in (("orcid", orcid_id), ("arxiv", arxiv_id), ("doi", doi)):
        if value := read(written):
            if scheme == "doi" and (of_arxiv := arxiv_of_doi(value)):
                return Identifier("arxiv", of_arxiv)
            return Identifier(scheme, value)
    return None


def doi(written: str) -> str:
    """Return a DOI in lower case, which is how two of them compare; "" for anything else."""
    return _read("doi", written).lower()


def arxiv_id(written: str) -> str:
    """Return an arXiv identifier without its version, an old one without its subject class; "" for anything else."""
    archive, _, number = _read("arxiv", written).rpartition("/")
    return f"{archive.lower().partition('.')[0]}/{number}" if archive else number


def _read(kind: str, written: str) -> str:
    text = written.strip()[:_MOST_CHARACTERS]
    address = text if "://" in text else f"https://{text}"
    return IDENTIFIERS[kind].read(text) or identify_address(address).get(kind, "")


def arxiv_of_doi(bare: str) -> str:
    """Return the arXiv identifier in a DOI that arXiv gave itself; "" for other DOIs."""
    return arxiv_id(bare[len(ARXIV_PREFIX) :]) if bare.startswith(ARXIV_PREFIX) else ""


def is_server_doi(bare: str) -> bool:
    """Whether a DOI was given by a server for preprints or by an archive, and so names no publication."""
    return bare.startswith(_SERVERS)


def orcid_id(written: str) -> str:
    """Return an ORCID iD with its hyphens; "" where it is none, or its check digit is wrong.

    Source: https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier
    """
    found = _ORCID.fullmatch(written.strip()[:100])
    if not found:
        return ""
    digits = found[1].replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        return ""
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def openalex_id(written: str) -> str:
    """Return an author's id of OpenAlex, or an ORCID iD, which it understands as well; "" for anything else."""
    found = _OPENALEX.fullmatch(written.strip()[:200])
    return found[1].upper() if found else orcid_id(written)


def dblp_pid(written: str) -> str:
    """Return a person's id of DBLP, such as `h/GeoffreyEHinton`; "" for anything else."""
    found = _DBLP.fullmatch(written.strip()[:200])
    return found[1] if found else ""


def semantic_scholar_id(written: str) -> str:
    """Return an author's number of Semantic Scholar; "" for anything else."""
    found = _S2.fullmatch(written.strip()[:300])
    return found[1] if found else ""


def google_scholar_id(written: str) -> str:
    """Return an author's id of Google Scholar, bare or from the address of a profile; "" for anything else."""
    text = written.strip()[:_MOST_CHARACTERS]
    found = _GOOGLE_SCHOLAR.fullmatch(text) or _GOOGLE_SCHOLAR_ADDRESS.search(text)
    return found[1] if found else ""
