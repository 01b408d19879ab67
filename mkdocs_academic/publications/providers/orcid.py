"""ORCID: the works that an author has on their own record."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ...identifiers.pasted import arxiv_id, arxiv_of_doi, doi
from ...web.answers import dig, items_of, mapping_of, mappings_of, markup_of, number_of, read_json, text_of, year_of
from ...web.session import NotFound, Web
from .work import MOST_AUTHORS, FoundWork, Listing, Person, listing

BASE_URL = "https://pub.orcid.org"

_TYPES = MappingProxyType(
    {
        "journal-article": "article",
        "magazine-article": "article",
        "newspaper-article": "article",
        "conference-paper": "inproceedings",
        "conference-abstract": "inproceedings",
        "book": "book",
        "edited-book": "book",
        "book-chapter": "incollection",
        "dissertation": "phdthesis",
        "dissertation-thesis": "phdthesis",
        "report": "techreport",
        "working-paper": "techreport",
    }
)
_AT_ONCE = 100  # the most that one question for whole works may name
_OTHER_ROLES = ("editor", "chair-or-translator", "translator", "support-staff")


class Orcid:
    """The public API; it needs no account.

    Source: https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/ and
    https://github.com/ORCID/orcid-model/tree/master/src/main/resources/record_3.0
    """

    title = "ORCID"

    def __init__(self, web: Web, base_url: str = BASE_URL) -> None:
        self._web = web
        self._base_url = base_url

    def works_of(self, author_id: str) -> Listing:
        """Return the works on the record of an ORCID iD; raises as `AuthorProvider.works_of` says.

        Of several descriptions of a work the first is the one that its owner prefers. The list names no authors,
        so every work is asked for whole, a hundred at once.
        """
        url = f"{self._base_url}/v3.0/{author_id}/works"
        groups = mappings_of(read_json(self._web.get(url)).get("group"))
        chosen = [summary for group in groups if (summary := mapping_of(dig(group, "work-summary")))]
        whole = self._whole(url, [text_of(summary.get("put-code"), 20) for summary in chosen])
        works = [_work(whole.get(text_of(summary.get("put-code"), 20), summary)) for summary in chosen]
        return listing(works)

    def _whole(self, url: str, codes: list[str]) -> dict[str, Mapping[str, object]]:
        codes = [code for code in codes if code.isdigit()]
        found: dict[str, Mapping[str, object]] = {}
        for start in range(0, len(codes), _AT_ONCE):
            try:
                answer = read_json(self._web.get(f"{url}/{','.join(codes[start : start + _AT_ONCE])}"))
            except NotFound:  # the record changed meanwhile; its list is what there is
                continue
            works = (mapping_of(item.get("work")) for item in mappings_of(answer.get("bulk")))
            found |= {text_of(work.get("put-code"), 20): work for work in works}
        return found


def _work(work: Mapping[str, object]) -> FoundWork:
    title, subtitle = (markup_of(dig(work, "title", part, "value")) for part in ("title", "subtitle"))
    entry_type = _TYPES.get(text_of(work.get("type")).lower().replace("_", "-"), "misc")
    year = year_of(dig(work, "publication-date", "year", "value"))
    contributors = items_of(mapping_of(work.get("contributors")).get("contributor"))
    return FoundWork(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=_people(contributors),
        has_more_authors=len(contributors) > MOST_AUTHORS,
        year=year,
        month=number_of(dig(work, "publication-date", "month", "value"), 1, 12) if year else None,
        venue=markup_of(dig(work, "journal-title", "value")),
        entry_type=entry_type,
        identifiers=_identifiers(work),
        url=text_of(dig(work, "url", "value"), 500),
    )


def _people(contributors: object) -> tuple[Person, ...]:
    people = []
    for item in list(mappings_of(contributors))[:MOST_AUTHORS]:
        role = text_of(dig(item, "contributor-attributes", "contributor-role")).lower().replace("_", "-")
        name = markup_of(dig(item, "credit-name", "value"), 300)
        if name and role not in _OTHER_ROLES:
            family, _, given = (part.strip() for part in name.partition(","))
            people.append(Person(family or given, given if family else ""))
    return tuple(people)


def _identifiers(work: Mapping[str, object]) -> dict[str, str]:
    """Return the identifiers of the work itself; those of its book or its journal are none of its own."""
    found: dict[str, str] = {}
    for item in mappings_of(mapping_of(work.get("external-ids")).get("external-id")):
        if text_of(item.get("external-id-relationship")).lower().replace("_", "-") in ("part-of", "version-of"):
            continue
        kind = text_of(item.get("external-id-type")).lower()
        value = text_of(dig(item, "external-id-normalized", "value") or item.get("external-id-value"), 400)
        read = {"doi": doi, "arxiv": arxiv_id, "isbn": _bare, "pmid": _bare}.get(kind)
        if read and (bare := read(value)):
            found.setdefault(kind, bare)
    if arxiv := arxiv_of_doi(found.get("doi", "")):
        found = {**{kind: value for kind, value in found.items() if kind != "doi"}, "arxiv": arxiv}
    return found


def _bare(value: str) -> str:
    return value.rstrip("/").rpartition("/")[2]
