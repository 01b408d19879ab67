"""Where the numbers answer: the selected address, and each mirror."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from ...scholar.records import ScholarStats
from ...scholar.stats import Parsed, StatsError, is_empty, parse_stats
from ...web.session import NotFound, Refused, ServiceError, Web
from .findings import Finding, Level

_LAG = timedelta(days=2)
_START = "Start the workflow on GitHub under Actions; see that the repository is public, and scholar.branch is right."


class Answered(NamedTuple):
    """What one address answered.

    Arguments:
        parsed: The numbers; None where there are none of use, and then `failure` says why.
        is_known: Whether the address itself said so; otherwise it could not be asked.
    """

    url: str
    parsed: Parsed | None = None
    failure: str = ""
    is_known: bool = True


def ask_addresses(urls: Iterable[str], web: Web) -> Iterator[Answered]:
    """Ask one address after the other."""
    for url in urls:
        try:
            yield parsed_answer(url, web.get(url, accept="application/json, */*"))
        except NotFound:
            yield Answered(url, failure="there is no such file (404)")
        except Refused as error:
            yield Answered(url, failure=str(error))
        except ServiceError as error:
            yield Answered(url, failure=str(error), is_known=False)


def parsed_answer(url: str, body: bytes) -> Answered:
    try:
        parsed = parse_stats(body)
    except StatsError as error:
        return Answered(url, failure=f"what it answers is of no use: {error}")
    if is_empty(parsed.stats):
        return Answered(url, failure="what it answers holds no citations")
    return Answered(url, parsed)


def first_stats(answers: Iterable[Answered]) -> ScholarStats | None:
    """Return the numbers that a build takes."""
    return next((answered.parsed.stats for answered in answers if answered.parsed), None)


def check_addresses(answers: Sequence[Answered], *, is_needed: bool) -> Iterator[Finding]:
    """Say of each address what it answers.

    Arguments:
        is_needed: Whether a build asks them; it does not where the docs folder has the file.
    """
    days = [one.parsed.stats.updated for one in answers if one.parsed and one.parsed.stats.updated]
    newest = max(days, default=None)
    is_served = bool(first_stats(answers))
    for position, one in enumerate(answers):
        subject = "mirror" if position else "address"
        if one.parsed is None and not is_needed:
            yield Finding("ok", subject, f"{one.url} is not needed, and does not answer: {one.failure}")
        elif one.parsed is None:
            level: Level = "note" if is_served or not one.is_known else "problem"
            yield Finding(
                level,
                subject,
                f"{one.url}: {one.failure}",
                _advice(one, is_served=is_served) if not position or is_served else "",
            )
        elif newest and one.parsed.stats.updated and newest - one.parsed.stats.updated > _LAG:
            text = f"{one.url} has the numbers of {one.parsed.stats.updated}, another address those of {newest}"
            yield Finding("note", subject, text, "Such networks catch up within a day or two.")
        else:
            yield Finding("ok", subject, f"{one.url} answers with {_summary(one.parsed.stats)}")


def check_own_copy(copy: Answered) -> Iterator[Finding]:
    """Say that the published site has numbers of its own; many sites have none, which is no fault."""
    if copy.parsed is not None:
        text = f"{copy.url} answers with {_summary(copy.parsed.stats)}"
        yield Finding("note", "own copy", text, "A build asks it last; it gets newer with the site alone.")


def check_docs_file(file: Answered, branch: ScholarStats | None) -> Finding:
    """Say what the file in the docs folder does: a build takes it before it asks anybody.

    Arguments:
        branch: The numbers of the selected address.
    """
    if file.parsed is None:
        advice = "Delete it, or run 'mkdocs-academic scholar' again."
        return Finding("problem", "docs folder", f"{file.url}: {file.failure}", advice)
    if branch is None:
        return Finding("ok", "docs folder", f"{file.url} is what pages show: {_summary(file.parsed.stats)}")
    days = branch.updated, file.parsed.stats.updated
    newer = f", which has newer ones of {days[0]}" if days[0] and days[1] and days[0] > days[1] else ""
    text = f"{file.url} is what pages show, not the numbers of the branch{newer}"
    return Finding("note", "docs folder", text, "To show those of the branch, delete the file.")


def check_wrong(answers: Iterable[Answered]) -> Iterator[Finding]:
    """Name what is no number in what a build takes."""
    first = next((one for one in answers if one.parsed), None)
    if first and first.parsed and first.parsed.wrong:
        text = f"{first.url}: what is no number of citations is left out: {first.parsed.wrong_named}"
        yield Finding("note", "numbers", text, "Run 'mkdocs-academic scholar' again.")


def _advice(one: Answered, *, is_served: bool) -> str:
    if is_served:
        return "A build takes the numbers from another address."
    return _START if one.is_known else "Look at your connection, and whether this host is blocked where you are."


def _summary(stats: ScholarStats) -> str:
    total = "" if stats.cited_by is None else f"{stats.cited_by:,} citations and "
    return f"{total}{len(stats.papers):,} papers"
