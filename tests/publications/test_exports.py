"""The files beside a list: BibTeX, CSL-JSON, RIS and Atom."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
import xml.etree.ElementTree as etree
from typing import Any

import pytest
from atom_feeds import ATOM, check_feed
from hypothesis import given
from publication_samples import (
    BARE,
    HOSTILE,
    PREPRINT,
    REPORT,
    SAMPLES,
    THESIS,
    TURING,
    WORST,
    author,
    publication,
    publications,
)

from mkdocs_academic.publications.bibtex import BibFile, read_entries
from mkdocs_academic.publications.csl_json import to_csl_json
from mkdocs_academic.publications.exports import export_atom, export_bibtex, export_csl_json, export_ris, public_source
from mkdocs_academic.publications.records import PartialDate, Publication

MOMENT = dt.datetime(2026, 3, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))

# Of https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json (1.0.2): what we write of it.
CSL_TYPES = {
    *("article", "article-journal", "paper-conference", "book", "chapter", "thesis", "report", "dataset", "software"),
    *("patent", "speech", "document"),
}
CSL_STRINGS = {
    *("title", "container-title", "collection-title", "event-title", "publisher", "publisher-place", "genre", "page"),
    *("volume", "issue", "number", "edition", "chapter-number", "collection-number", "number-of-pages", "version"),
    *("DOI", "PMID", "PMCID", "ISBN", "ISSN", "URL", "abstract", "language", "keyword", "note"),
}
CSL_NAME_PARTS = {"family", "given", "non-dropping-particle", "suffix", "literal"}


def check_csl_item(item: dict[str, Any]) -> None:
    assert isinstance(item["id"], str)
    assert item["type"] in CSL_TYPES
    assert set(item) <= CSL_STRINGS | {"id", "type", "author", "editor", "issued"}
    assert all(isinstance(item[name], str) for name in CSL_STRINGS & set(item))
    for name in (*item.get("author", ()), *item.get("editor", ())):
        assert set(name) <= CSL_NAME_PARTS
        assert all(isinstance(part, str) for part in name.values())
    if "issued" in item:
        assert list(item["issued"]) == ["date-parts"]
        (parts,) = item["issued"]["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


def read_ris(text: str) -> list[list[tuple[str, str]]]:
    """Return the records, as the tags and the values of their lines."""
    records: list[list[tuple[str, str]]] = []
    for line in text.split("\r\n"):
        if not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        if match[1] == "TY":
            records.append([])
        records[-1].append((match[1], match[2]))
    assert all(record[0][0] == "TY" and record[-1] == ("ER", "") for record in records)
    return records


def feed(*listed: Publication, **more: Any) -> etree.Element:
    settings: dict[str, Any] = {
        "title": "Papers & more",
        "site_url": "https://turing.example.org/",
        "feed_url": "https://turing.example.org/publications.xml",
        "page_url_of": lambda shown: f"https://turing.example.org/publications/{shown.slug}/",
        "updated": MOMENT,
        "author": "Alan Turing",
        **more,
    }
    text = export_atom(listed, **settings)
    assert text == export_atom(listed, **settings)
    return etree.fromstring(text.encode())


# CSL-JSON


def test_an_article_is_written_in_full() -> None:
    assert to_csl_json(TURING) == {
        "id": "turing1937",
        "type": "article-journal",
        "author": [{"family": "Turing", "given": "Alan Mathison"}],
        "issued": {"date-parts": [[1937, 1, 2]]},
        "title": "On computable numbers, with an application to the Entscheidungsproblem",
        "page": "230-265",
        "volume": "s2-42",
        "ISSN": "0024-6115",
        "DOI": "10.1112/plms/s2-42.1.230",
        "URL": "https://doi.org/10.1112/plms/s2-42.1.230",
        "abstract": "The computable numbers may be described briefly. As the real numbers.",
        "language": "en",
        "keyword": "computability, logic",
        "container-title": "Proceedings of the London Mathematical Society",
        "issue": "1",
    }


@pytest.mark.parametrize("shown", SAMPLES)
def test_items_follow_the_schema(shown: Publication) -> None:
    check_csl_item(to_csl_json(shown))


def test_names_keep_their_parts() -> None:
    shown = publication("T", "book", "van der | Berg, Jan", editors=(author("{WHO}"),), has_more_authors=True)
    item = to_csl_json(shown)
    assert item["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "others"},
    ]
    assert item["editor"] == [{"literal": "WHO"}]


def test_theses_reports_and_preprints_name_who_issued_them() -> None:
    items = [to_csl_json(shown) for shown in (THESIS, REPORT, PREPRINT)]
    assert [(item["publisher"], item.get("number"), item.get("genre")) for item in items] == [
        ("MIT", None, "PhD thesis"),
        ("WHO", "TR-12", "Technical report"),
        ("arXiv", "arXiv:2401.00001", None),
    ]


# RIS


def test_an_article_is_read_back_from_ris() -> None:
    (record,) = read_ris(export_ris([TURING]))
    assert record == [
        ("TY", "JOUR"),
        ("ID", "turing1937"),
        ("AU", "Turing, Alan Mathison"),
        ("TI", "On computable numbers, with an application to the Entscheidungsproblem"),
        ("T2", "Proceedings of the London Mathematical Society"),
        ("JO", "Proceedings of the London Mathematical Society"),
        ("PY", "1937"),
        ("DA", "1937/01/02/"),
        ("VL", "s2-42"),
        ("IS", "1"),
        ("SP", "230"),
        ("EP", "265"),
        ("SN", "0024-6115"),
        ("DO", "10.1112/plms/s2-42.1.230"),
        ("UR", "https://doi.org/10.1112/plms/s2-42.1.230"),
        ("LA", "en"),
        ("AB", "The computable numbers may be described briefly. As the real numbers."),
        ("KW", "computability"),
        ("KW", "logic"),
        ("ER", ""),
    ]


def test_every_sample_is_one_record() -> None:
    records = read_ris(export_ris(SAMPLES))
    assert [record[0][1] for record in records] == [*("JOUR", "CPAPER", "BOOK", "CHAP", "THES", "RPRT", "UNPB", "GEN")]
    assert ("AU", "others") in records[6]
    assert ("DA", "2024/05//") in records[6]
    assert export_ris([]) == ""


# BibTeX


def test_bibtex_is_clean_and_reads_back() -> None:
    fields = {
        "author": "Turing, Alan*",
        "title": "{On} computable numbers",
        "year": "1937",
        "selected": "true",
        "pdf": "turing.pdf",
        "abstract": "Long.",
        "bibtex_show": "true",
    }
    shown = publication("T", key="turing1937", fields=fields)
    text = export_bibtex([shown, BARE])
    problems: list[object] = []
    entries = read_entries([BibFile("publications.bib", text)], report=problems.append)
    assert problems == []
    assert [entry.citation_key for entry in entries] == ["turing1937", "bare"]
    assert dict(entries[0].fields) == {"author": "Turing, Alan", "title": "{On} computable numbers", "year": "1937"}
    assert export_bibtex([shown]).rstrip("\n") == public_source(shown)
    assert export_bibtex([]) == ""


# Atom


def test_a_feed_has_what_the_standard_requires() -> None:
    root = feed(*SAMPLES)
    check_feed(root)
    assert root.findtext(f"{ATOM}title") == "Papers & more"
    assert root.findtext(f"{ATOM}updated") == "2026-03-01T10:00:00Z"
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == "https://turing.example.org/publications/turing1937/"
    assert entry.findtext(f"{ATOM}published") == entry.findtext(f"{ATOM}updated") == "1937-01-02T00:00:00Z"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Alan Mathison Turing"
    assert (entry.findtext(f"{ATOM}summary") or "").startswith("The computable numbers")
    assert [category.get("term") for category in entry.iter(f"{ATOM}category")] == ["computability", "logic"]


def test_entries_without_a_page_or_a_date_are_valid_too() -> None:
    root = feed(
        BARE, TURING, BARE._replace(slug="x", date=PartialDate(2023, 2, 30)), page_url_of=lambda _: "", author=""
    )
    check_feed(root)
    entries = list(root.iter(f"{ATOM}entry"))
    assert entries[0].findtext(f"{ATOM}id") == "https://turing.example.org/publications.xml#bare"
    assert {entry.findtext(f"{ATOM}updated") for entry in (entries[0], entries[2])} == {"2026-03-01T10:00:00Z"}


# Bad input


def test_hostile_values_stay_in_their_place() -> None:
    (item,) = json.loads(export_csl_json([WORST]).encode())
    check_csl_item(item)
    (record,) = read_ris(export_ris([WORST]).encode().decode())
    assert [tag for tag, _ in record].count("ER") == 1
    root = feed(WORST, title=HOSTILE, author=HOSTILE, page_url_of=lambda _: HOSTILE, feed_url=HOSTILE, site_url=HOSTILE)
    check_feed(root)
    public_source(WORST._replace(entry=WORST.entry._replace(fields={"title": HOSTILE}))).encode()


@given(publications)
def test_any_publication_can_be_exported(shown: Publication) -> None:
    (item,) = json.loads(export_csl_json([shown]).encode())
    check_csl_item(item)
    assert len(read_ris(export_ris([shown]))) == 1
    check_feed(feed(shown))
    assert item == to_csl_json(shown)


def test_exports_take_linear_time() -> None:
    many = [publication("<&>" * 30_000, "journal", *["A, B"] * 3_000, key=str(number)) for number in range(3)]
    start = time.process_time()
    export_csl_json(many)
    export_ris(many)
    feed(*many)
    assert time.process_time() - start < 5
