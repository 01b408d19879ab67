"""The papers that pages and the bibliography name: is there a number for each?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...errors import did_you_mean
from ...scholar.counts import is_sample, nearest_id
from ...scholar.numbers import Numbers
from ...scholar.records import ScholarStats, Work
from ..site_papers import Listed, OnPages
from .findings import MOST_NAMED, Finding, shortened

_SAMPLE = "is the template's sample"


def check_pages(pages: OnPages, listed: Iterable[Listed], stats: ScholarStats | None) -> list[Finding]:
    """Name the papers on pages that have no number.

    Arguments:
        listed: The bibliography, by whose keys a page may name a paper.
    """
    keys = {one.citation_key: one.work for one in listed}
    numbers = Numbers(stats, by_key=keys.get) if stats else None
    found = [*_span_findings(pages.ids, numbers), *_named_findings(pages.named, numbers, keys)]
    count = len(pages.ids) + len(pages.named)
    if not found and count and numbers:
        text = "the paper on the pages has" if count == 1 else f"all {count} papers on the pages have"
        found.append(Finding("ok", "pages", f"{text} a number"))
    return shortened(found)


def _span_findings(ids: Mapping[str, str], numbers: Numbers | None) -> Iterator[Finding]:
    for position, (author_pub_id, file) in enumerate(ids.items()):
        name = f"{file}: paper {author_pub_id[:80]!r}"
        if is_sample(author_pub_id):
            yield Finding("problem", "pages", f"{name} {_SAMPLE}", "Write the id of a paper of yours there.")
        elif numbers is not None and author_pub_id not in numbers.ids:
            yield Finding("problem", "pages", f"{name} has no number", _advice(author_pub_id, numbers, position))


def _named_findings(named: Mapping[str, str], numbers: Numbers | None, keys: Mapping[str, Work]) -> Iterator[Finding]:
    for position, (name, file) in enumerate(named.items()):
        text = f"{file}: '{{citations of {name[:80]}}}'"
        if is_sample(name):
            yield Finding("problem", "pages", f"{text} {_SAMPLE}", "Write the id of a paper of yours there.")
        elif numbers is not None and name not in keys and numbers.named(name) is None:
            meant = did_you_mean(name, keys) if position < MOST_NAMED else ""
            advice = meant.strip() or _advice(name, numbers, position)
            yield Finding("problem", "pages", f"{text} names no paper with a number", advice)
        elif numbers is not None and numbers.named(name) is None:
            yield Finding("note", "pages", f"{text} has no number yet", "No source that was asked counts it.")


def check_listed(listed: Sequence[Listed], stats: ScholarStats | None) -> list[Finding]:
    """Name the `scholar_id`s of the bibliography that have no number."""
    numbers = Numbers(stats) if stats else None
    listed = [one for one in listed if one.work.author_pub_id]
    found = list(_listed_findings(listed, numbers))
    if not found and listed and numbers:
        text = "the scholar_id is" if len(listed) == 1 else f"all {len(listed)} scholar_ids are"
        found.append(Finding("ok", "publications", f"{text} among the numbers"))
    return shortened(found)


def _listed_findings(listed: Iterable[Listed], numbers: Numbers | None) -> Iterator[Finding]:
    for position, (work, place, _) in enumerate(listed):
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
