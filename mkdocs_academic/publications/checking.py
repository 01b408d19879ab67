"""What an author should mend in a bibliography, beyond what reading it reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..errors import Problem
from ..identifiers.pasted import is_server_doi
from ..identifiers.titles import title_key
from .addresses import web_url, written_address
from .fields import Fields
from .names import Owner
from .providers.work import FoundWork
from .records import Bibliography, Name, Publication

_AUTHOR, _AUTHOR_OR_EDITOR, _BOOK = ("author",), ("author", "editor"), ("booktitle", "eventtitle")
_THESIS = (_AUTHOR, ("institution",))
_REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "article": (_AUTHOR, ("journal",)),
        "book": (_AUTHOR_OR_EDITOR,),
        "collection": (("editor",),),
        "inbook": (_AUTHOR_OR_EDITOR, ("booktitle", "chapter", "pages")),
        "incollection": (_AUTHOR, _BOOK),
        "inproceedings": (_AUTHOR, _BOOK),
        "conference": (_AUTHOR, _BOOK),
        **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), _THESIS),
        **dict.fromkeys(("techreport", "report"), _THESIS),
        "unpublished": (_AUTHOR,),
        "patent": (_AUTHOR, ("number",)),
        "online": (("url", "doi", "eprint", "arxiv"),),
        **dict.fromkeys(("proceedings", "manual", "booklet", "periodical"), ()),
    }
)
"""Of each entry type the fields, or one of several, that both BibTeX and biblatex require; without title and year."""

_PREPRINT = "preprint"
_LONG = 12


def check_publications(bibliography: Bibliography, *, owner: Owner) -> list[Problem]:
    """Return the problems of all entries, those of merged versions and hidden ones too, in no order.

    Arguments:
        owner: Whose name should be among the authors; not checked without one.
    """
    entries = list(_all_entries(bibliography))
    problems = [*_duplicates(entries), *_published(bibliography.publications)]
    for publication in entries:
        problems += _missing_fields(publication)
        problems += _bad_address(publication)
        problems += _capitals(publication)
    if owner:
        problems += _without_owner(entries)
    return problems


def published_meanwhile(bibliography: Bibliography, works: Iterable[FoundWork]) -> list[Problem]:
    """Return the preprints of which services know the publication.

    Arguments:
        works: What services say of the preprints, and of the author's other works, in any order.
    """
    places = {
        publication.identifiers["doi"].lower(): publication
        for publication in bibliography.publications
        if "doi" in publication.identifiers
    }
    known = _publications_by_preprint(works)
    problems = []
    for preprint in _preprints(bibliography.publications):
        found = [known[key] for key in _preprint_keys(preprint.identifiers) if key in known]
        dois = [doi for work in found if (doi := _published_doi(work)) and doi != _doi(preprint)]
        if dois:
            problems.append(_became(preprint, dois[0], places.get(dois[0])))
        elif found and not _published_doi(found[0]):
            message = f"{_called(preprint)} is a preprint that appeared in '{found[0].published_in}', as arXiv notes."
            problems.append(Problem(preprint.entry.place, f"{message} Give it the type and the fields of it.", "info"))
    return problems


def preprints_to_ask(bibliography: Bibliography) -> list[dict[str, str]]:
    """Return the `doi` and `arxiv` of the preprints of which the bibliography knows no publication."""
    found = [dict(_preprint_keys(preprint.identifiers)) for preprint in _preprints(bibliography.publications)]
    return [keys for keys in found if keys]


def _all_entries(bibliography: Bibliography) -> Iterator[Publication]:
    for publication in (*bibliography.publications, *bibliography.hidden):
        yield publication
        yield from publication.versions


def _called(publication: Publication) -> str:
    return f"entry '{publication.citation_key}'"


def _doi(publication: Publication) -> str:
    return publication.identifiers.get("doi", "").lower()


# One work twice


def _duplicates(entries: Sequence[Publication]) -> Iterator[Problem]:
    """Yield the entries that say what an earlier one of the same kind says.

    A preprint and its publication are no duplicates, and what `version_of` keeps apart is none.
    """
    first: dict[tuple[str, ...], Publication] = {}
    for publication in sorted(entries, key=lambda publication: publication.entry.place):
        if Fields(publication.entry)["version_of"]:
            continue
        keys = dict(_sameness(publication))
        same = next((first[key] for key in keys if key in first), None)
        for key in keys:
            first.setdefault(key, publication)
        if same is not None and same.entry is not publication.entry:
            reason = next(keys[key] for key in keys if first[key] is same)
            message = f"{_called(publication)} is '{same.citation_key}' ({same.entry.place}) again: the same {reason}."
            yield Problem(publication.entry.place, f"{message} Delete one, or write version_of = {{none}}.")


def _sameness(publication: Publication) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what two entries share if they are one work, with its name for the message."""
    is_preprint = publication.category == _PREPRINT
    title = title_key(publication.title.plain)
    arxiv = _own_identifier(publication, "arxiv")
    doi = _own_identifier(publication, "doi")
    if arxiv:
        yield ("arxiv", arxiv, "" if is_preprint else title, publication.category), "arXiv identifier"
    if doi and title:
        yield ("doi", doi, title, str(is_preprint)), "DOI and title"
    if title and publication.authors and not (doi or arxiv):
        families = sorted(author.name.family.casefold() for author in publication.authors)
        yield ("title", title, publication.category, str(publication.year), *families), "title, authors and year"


def _own_identifier(publication: Publication, key: str) -> str:
    """Return an identifier of the entry itself; one that came from a merged version is that version's."""
    value = publication.identifiers.get(key, "")
    theirs = {version.identifiers.get(key) for version in publication.versions}
    return "" if value in theirs and key == "arxiv" and publication.category != _PREPRINT else value.lower()


# Preprints


def _preprints(publications: Iterable[Publication]) -> Iterator[Publication]:
    """Yield the preprints of which no publication is known; of merged ones the publication is."""
    return (publication for publication in publications if publication.category == _PREPRINT)


def _published(publications: Sequence[Publication]) -> Iterator[Problem]:
    for preprint in _preprints(publications):
        doi = _doi(preprint)
        if doi and not is_server_doi(doi):
            message = f"{_called(preprint)} is a preprint with the DOI '{doi}' of a publication."
            yield Problem(
                Fields(preprint.entry).place("doi"), f"{message} Give it the type and the venue of the publication."
            )


def _publications_by_preprint(works: Iterable[FoundWork]) -> dict[tuple[str, str], FoundWork]:
    """Return the works that are published by the identifiers of their preprints."""
    known: dict[tuple[str, str], FoundWork] = {}
    for work in works:
        if _published_doi(work) or work.published_in:
            for key in _preprint_keys(work.identifiers):
                if key not in known or not _published_doi(known[key]):
                    known[key] = work
    return known


def _preprint_keys(identifiers: Mapping[str, str]) -> list[tuple[str, str]]:
    doi, arxiv = identifiers.get("doi", "").lower(), identifiers.get("arxiv", "").lower()
    keys = [("arxiv", arxiv), ("doi", doi if is_server_doi(doi) else "")]
    return [key for key in keys if key[1]]


def _published_doi(work: FoundWork) -> str:
    doi = work.published_doi or work.identifiers.get("doi", "")
    return "" if is_server_doi(doi) else doi


def _became(preprint: Publication, doi: str, published: Publication | None) -> Problem:
    if published is not None:
        message = f"{_called(preprint)} is the preprint of '{published.citation_key}' ({published.entry.place})."
        return Problem(preprint.entry.place, f"{message} Write version_of = {{{published.citation_key}}}.")
    message = f"{_called(preprint)} is a preprint that was published as '{doi}'."
    return Problem(preprint.entry.place, f"{message} Run: mkdocs-academic publications add {doi}")


# One entry


def _missing_fields(publication: Publication) -> Iterator[Problem]:
    fields = Fields(publication.entry)
    entry_type = publication.entry.entry_type
    for names in _REQUIRED.get(entry_type, ()):
        if any(name in fields for name in names) or (names == ("journal",) and publication.category == _PREPRINT):
            continue
        wanted = " or ".join(f"'{name}'" for name in names)
        message = f"{_called(publication)} has no {wanted}, which '@{entry_type}' requires."
        yield Problem(publication.entry.place, f"{message} Add it, or correct the entry type.")
    if entry_type not in _REQUIRED and not any(name in fields for name in _AUTHOR_OR_EDITOR):
        yield Problem(
            publication.entry.place, f"{_called(publication)} has no 'author'. Add one if it has any.", "info"
        )


def _bad_address(publication: Publication) -> Iterator[Problem]:
    fields = Fields(publication.entry)
    written = written_address(fields["url"])
    if written and not web_url(written):
        message = f"url '{written[:80]}' of {_called(publication)} is no http(s) address; not linked."
        yield Problem(fields.place("url"), f"{message} Write it like 'https://…'.")


def _capitals(publication: Publication) -> Iterator[Problem]:
    title = publication.title.plain
    if title.isupper() and " " in title and len(title_key(title)) >= _LONG:
        message = f"the title of {_called(publication)} is all in capitals. Write it as it is printed in the text."
        yield Problem(Fields(publication.entry).place("title"), message, "info")
    people = (author.name for author in publication.authors)
    if shouted := next((name for name in people if _is_shouted(name)), None):
        message = f"the name '{shouted.text}' of {_called(publication)} is in capitals. Write it as people do."
        yield Problem(Fields(publication.entry).place("author"), message, "info")


def _is_shouted(name: Name) -> bool:
    return not name.is_literal and bool(name.given) and name.family.isupper() and len(name.family) > 3


def _without_owner(entries: Sequence[Publication]) -> Iterator[Problem]:
    """Yield the entries whose authors are all others; if that is so of all, the name is what is wrong."""
    others = [entry for entry in entries if not any(person.is_owner for person in (*entry.authors, *entry.editors))]
    if others and len(others) == len(entries):
        message = "none of the entries has the site's author among its authors. Look at author.name in mkdocs.yml."
        yield Problem(others[0].entry.place, message, "info")
        return
    for publication in others:
        if publication.authors and not publication.has_more_authors:
            message = f"{_called(publication)} does not name the site's author. Correct a name if it should."
            yield Problem(Fields(publication.entry).place("author"), message, "info")
