"""The papers that pages and the bibliography name: is there a number for each?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...errors import Place
from ...scholar.counts import is_sample, nearest_id
from ...scholar.numbers import Numbers
from ...scholar.records import ScholarStats, Work
from .findings import MOST_NAMED, Finding, shortened

_SAMPLE = "is the template's sample"


class Listed(NamedTuple):
    """A publication with an id of Google Scholar, and where that id is written."""

    work: Work
    place: Place


def check_page_ids(ids: Mapping[str, str], stats: ScholarStats | None) -> list[Finding]:
    """Name the ids on pages that have no number.

    Arguments:
        ids: The ids, each with the file that names it.
    """
    numbers = Numbers(stats) if stats else None
    found = list(_page_findings(ids, numbers))
    if not found and ids and numbers:
        text = "the paper on the pages has" if len(ids) == 1 else f"all {len(ids)} papers on the pages have"
        found.append(Finding("ok", "pages", f"{text} a number"))
    return shortened(found)


def _page_findings(ids: Mapping[str, str], numbers: Numbers | None) -> Iterator[Finding]:
    for position, (author_pub_id, file) in enumerate(ids.items()):
        name = f"{file}: paper {author_pub_id[:80]!r}"
        if is_sample(author_pub_id):
            yield Finding("problem", "pages", f"{name} {_SAMPLE}", "Write the id of a paper of yours there.")
        elif numbers is not None and author_pub_id not in numbers.ids:
            yield Finding("problem", "pages", f"{name} has no number", _advice(author_pub_id, numbers, position))


def check_listed(listed: Sequence[Listed], stats: ScholarStats | None) -> list[Finding]:
    """Name the `scholar_id`s of the bibliography that have no number."""
    numbers = Numbers(stats) if stats else None
    found = list(_listed_findings(listed, numbers))
    if not found and listed and numbers:
        text = "the scholar_id is" if len(listed) == 1 else f"all {len(listed)} scholar_ids are"
        found.append(Finding("ok", "publications", f"{text} among the numbers"))
    return shortened(found)


def _listed_findings(listed: Iterable[Listed], numbers: Numbers | None) -> Iterator[Finding]:
    for position, (work, place) in enumerate(listed):
        name = f"{place}: scholar_id {work.author_pub_id[:80]!r}"
        if is_sample(work.author_pub_id):
            yield Finding("problem", "publications", f"{name} {_SAMPLE}", "Write the id of your paper there.")
        elif numbers is not None and (whole := numbers.whole_id(work.author_pub_id)) not in numbers.ids:
            advice = _advice(whole, numbers, position)
            if numbers.of(work) is None:
                yield Finding("problem", "publications", f"{name} has no number", advice)
            else:
                text = f"{name} is not among the numbers; the paper's is found by its DOI or title"
                yield Finding("note", "publications", text, advice)


def _advice(author_pub_id: str, numbers: Numbers, position: int) -> str:
    nearest = nearest_id(author_pub_id, numbers.ids) if position < MOST_NAMED else ""
    return (
        nearest.strip() or "Copy it from the address of the paper's page on Google Scholar, after citation_for_view=."
    )
