"""The numbers themselves: how old they are, whose, and which newer ones were not taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...identifiers.pasted import google_scholar_id
from ...scholar.counts import is_sample
from ...scholar.numbers import tooltip
from ...scholar.records import FIGURES, Count, ScholarStats
from .findings import Finding, shortened

_OLD = timedelta(days=14)
_START = "Start the workflow on GitHub under Actions and read its log, or run 'mkdocs-academic scholar' here."
_OTHER_SOURCE = "Run 'mkdocs-academic scholar' where Google Scholar answers, or add the secret SERPAPI_API_KEY."
_SETTING = "author.googlescholar"


def check_age(stats: ScholarStats, today: date) -> Iterator[Finding]:
    """Say how old the numbers are, all of them and those that stayed behind."""
    if stats.updated is None:
        yield Finding("note", "age", "the numbers do not say of which day they are", _START)
    elif stats.updated > today + timedelta(days=1):
        text = f"the numbers are of {stats.updated}, which is yet to come"
        yield Finding("note", "age", text, "Look at the clock of the machine that asked for them.")
    elif today - stats.updated > _OLD:
        yield Finding("problem", "age", f"the numbers are of {_ago(stats.updated, today)}", _START)
    else:
        yield Finding("ok", "age", f"the numbers are of {_ago(stats.updated, today)}")
        yield from _left_behind(stats, today)


def _left_behind(stats: ScholarStats, today: date) -> Iterator[Finding]:
    for name, key in FIGURES.items():
        count = stats.figures.get(name)
        if count is not None and count.day is not None and today - count.day > _OLD:
            text = f"'{key}' is of {_ago(count.day, today)} ({count.source}), while other numbers are newer"
            yield Finding("problem", "age", text, _OTHER_SOURCE)
    old = [paper for paper in stats.papers if (day := paper.citations.day) is not None and today - day > _OLD]
    if old:
        oldest = min(old, key=lambda paper: paper.citations.day or today)
        name = oldest.work.title or oldest.work.author_pub_id or oldest.work.doi
        text = f"{len(old)} of {len(stats.papers)} papers have older numbers, the oldest is '{name[:80]}'"
        yield Finding("note", "age", f"{text} of {oldest.citations.day}", "No source counted them since.")


def check_author(written: str, other_ids: bool, stats: ScholarStats | None) -> Iterator[Finding]:
    """Say whose numbers are wanted, and whose they are.

    Arguments:
        written: The setting.
        other_ids: Whether the settings have an id of another source.
    """
    author_id = google_scholar_id(written)
    known = stats.author_id if stats else ""
    correct = f"Correct the secret GOOGLE_SCHOLAR_ID or {_SETTING}, and start the workflow."
    if written and not author_id:
        text = f"{_SETTING} {written[:80]!r} is no id of Google Scholar"
        yield Finding("problem", "author", text, "Write the address of your profile there.")
    elif author_id and _is_template_author(author_id):
        text = f"{_SETTING} is the template's sample {author_id}"
        yield Finding("problem", "author", text, "Write the address of your own profile there.")
    elif known and _is_template_author(known):
        text = f"the numbers are those of the template's author {known}"
        yield Finding("problem", "author", text, "Put your own id into the secret GOOGLE_SCHOLAR_ID.")
    elif author_id and known and author_id != known:
        yield Finding("problem", "author", f"the numbers are those of {known}, {_SETTING} is {author_id}", correct)
    elif not author_id and not other_ids:
        text = f"{_SETTING} is not set"
        advice = "Write the address of your profile there; author.orcid or author.openalex help other sources."
        yield Finding("note", "author", text, advice)
    else:
        yield Finding("ok", "author", author_id or known or "asked for by an id of another source")


def _is_template_author(author_id: str) -> bool:
    return is_sample(f"{author_id}:")


def check_kept(stats: ScholarStats) -> list[Finding]:
    """Name the numbers that are shown because a newer one was worse."""
    found = [
        _kept(f"'{FIGURES[name]}'", stats.figures[name], beside)
        for name, beside in stats.beside.items()
        if name in stats.figures
    ]
    for paper in stats.papers:
        if paper.beside is not None:
            name = paper.work.title or paper.work.author_pub_id or paper.work.doi
            found.append(_kept(f"'{name[:80]}'", paper.citations, paper.beside))
    return shortened(found)


def _kept(name: str, shown: Count, beside: Count) -> Finding:
    newer = f"a newer {beside.value:,} ({tooltip(beside)}) was not taken"
    text = f"{name} stays {shown.value:,} ({tooltip(shown)}): {newer}"
    return Finding("note", "kept", text, "If the newer one is right: mkdocs-academic scholar --accept-worse.")


def _ago(day: date, today: date) -> str:
    days = max((today - day).days, 0)
    ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"{day}, {ago}"
