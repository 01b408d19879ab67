"""The identifiers of a publication, from whatever field they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem, Report
from ..identifiers.kinds import ARXIV_ID, IDENTIFIERS, MAX_LENGTH, Identifier, identify_address, identify_doi
from .addresses import web_url, written_address
from .fields import Fields

_ARCHIVES = {"": "arxiv", "arxiv": "arxiv", "pubmed": "pmid", "hal": "hal", "osf": "osf", "zenodo": "zenodo"}
_ADDRESSES = ("url", "html", "biburl", "pdf", "doi")
_MENTIONS = ("journal", "note", "howpublished", "volume", "series", "booktitle", "number")
_NUMBER_ALONE = re.compile(r"\d{7}")
_ISSN = re.compile(r"(?i)\s*(?:issn:?\s*)?\d{4}-\d{3}[\dX](?![\d-])")
_ARXIV_MENTION = re.compile(
    rf"(?i)(?:arxiv\W{{0,3}}(?:preprint\W{{0,3}})?(?:arxiv\W{{0,3}})?(?:abs/)?|\babs/)({ARXIV_ID})(?!\d)"
)


def read_identifiers(fields: Fields, report: Report) -> dict[str, str]:
    """Return the bare identifiers of an entry by their kinds; what is malformed is reported and left out."""
    found = dict(_declared(fields, report))
    for more in (_eprint(fields, report), identify_doi(found.get("doi", "")), *_elsewhere(fields)):
        found = {**more, **found} if more else found
    if "arxiv" not in found and (mentioned := _mentioned(fields)):
        found["arxiv"] = mentioned
    return {key: found[key] for key in IDENTIFIERS if key in found} if len(found) > 1 else found


def _declared(fields: Fields, report: Report) -> Iterator[tuple[str, str]]:
    for key in fields:
        kind = IDENTIFIERS.get(key)
        if kind is None or (fields.is_inherited(key) and key != "isbn"):
            continue
        text = written_address(fields[key])
        if identifier := kind.read(text) or identify_address(text).get(key):
            yield key, identifier
        elif not identify_address(text) and not fields.is_inherited(key):
            _report_malformed(fields, key, kind, report)


def _eprint(fields: Fields, report: Report) -> dict[str, str]:
    """Read `eprint`; without `archiveprefix` it counts where it looks like arXiv's."""
    archive = fields["archiveprefix"].strip("{} ").lower()
    kind = _ARCHIVES.get(archive)
    if "eprint" not in fields or fields.is_inherited("eprint") or kind is None:
        return {}
    text = written_address(fields["eprint"])
    if kind == "arxiv" and _NUMBER_ALONE.fullmatch(text) and fields["primaryclass"]:
        text = f"{fields['primaryclass'].strip('{} ')}/{text}"  # Mendeley, arXiv's numbers of before 2007
    if identifier := IDENTIFIERS[kind].read(text) or identify_address(text).get(kind):
        return {kind: identifier}
    if archive and "arxiv" not in fields:
        _report_malformed(fields, "eprint", IDENTIFIERS[kind], report)
    return {}


def _elsewhere(fields: Fields) -> Iterator[dict[str, str]]:
    for name in _ADDRESSES:
        if "://" in fields.get(name, "") and not fields.is_inherited(name):
            yield identify_address(written_address(fields[name]))
    key = fields.entry.citation_key
    if key.startswith("DBLP:") and (identifier := IDENTIFIERS["dblp"].read(key)):
        yield {"dblp": identifier}


def _mentioned(fields: Fields) -> str:
    """Return the arXiv identifier in "arXiv preprint arXiv:1706.03762" or "CoRR abs/1706.03762", "" without one."""
    for name in _MENTIONS:
        value = fields.get(name, "")[:MAX_LENGTH]
        if ("abs/" in value or "arxiv" in value.lower()) and (match := _ARXIV_MENTION.search(value)):
            return match[1]
    return ""


def _report_malformed(fields: Fields, name: str, kind: Identifier, report: Report) -> None:
    if kind.title == "ISBN" and _ISSN.match(fields[name]):
        message = f"isbn '{fields[name][:60]}' of entry '{fields.entry.citation_key}' is an ISSN; not used."
        report(Problem(fields.place(name), f"{message} Call the field 'issn'.", "info"))
        return
    if web_url(written_address(fields[name])) and name in ("arxiv", "doi"):
        message = (
            f"{fields.written(name)} '{fields[name][:60]}' of entry '{fields.entry.citation_key}' is no {kind.title};"
        )
        report(Problem(fields.place(name), f"{message} linked as a page. Call the field 'url'.", "info"))
        return
    why = "is no ISBN, or its check digit is wrong" if kind.title == "ISBN" else f"does not look like {kind.title}"
    message = f"{fields.written(name)} '{fields[name][:60]}' of entry '{fields.entry.citation_key}' {why}; not used."
    report(Problem(fields.place(name), f"{message} Write it like '{kind.example}'."))
