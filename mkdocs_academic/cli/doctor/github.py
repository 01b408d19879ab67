"""The workflow as GitHub knows it: is it enabled, and how did it end last?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ...web.answers import mappings_of, read_json, text_of
from ...web.session import NotFound, ServiceError, Web
from .findings import Finding

BASE_URL = "https://api.github.com"

_SUBJECT = "GitHub"
_ACCEPT = "application/vnd.github+json"
_MOST_WORKFLOWS = 3
_MOST_CHARACTERS = 100
_STATES = {
    "disabled_inactivity": "is switched off, since nothing happened in the repository for 60 days",
    "disabled_manually": "is switched off by hand",
    "disabled_fork": "is switched off, as in every fork",
    "deleted": "is deleted",
}
_GOOD = ("success", "neutral", "skipped")


class Run(NamedTuple):
    """The last run; `conclusion` is "" while it goes on."""

    conclusion: str
    day: date | None = None


class State(NamedTuple):
    """A workflow at GitHub; `state` is "" where GitHub has none of that path.

    Source: https://docs.github.com/en/rest/actions/workflows
    """

    path: str
    state: str = ""
    run: Run | None = None


def ask_github(base_url: str, repository: str, paths: Sequence[str], web: Web) -> list[State]:
    """Return what GitHub says of the workflows.

    Raises:
        ServiceError: It says nothing; `NotFound` where it does not know the repository.
    """
    base = f"{base_url}/repos/{repository}/actions"
    listed = read_json(web.get(f"{base}/workflows", params={"per_page": "100"}, accept=_ACCEPT))
    known = {text_of(item.get("path"), 300): item for item in mappings_of(listed.get("workflows"))}
    states = []
    for path in paths[:_MOST_WORKFLOWS]:
        item = known.get(path, {})
        number = item.get("id")
        run = _last_run(f"{base}/workflows/{number}/runs", web) if type(number) is int else None
        states.append(State(path, text_of(item.get("state"), _MOST_CHARACTERS), run))
    return states


def _last_run(url: str, web: Web) -> Run | None:
    answer = read_json(web.get(url, params={"per_page": "1"}, accept=_ACCEPT))
    run = next(mappings_of(answer.get("workflow_runs")), None)
    if run is None:
        return None
    try:
        day = date.fromisoformat(text_of(run.get("created_at"), 40)[:10])
    except ValueError:  # a run counts without its day
        day = None
    return Run(text_of(run.get("conclusion"), _MOST_CHARACTERS), day)


def check_states(states: Sequence[State], repository: str) -> Iterator[Finding]:
    """Say of each workflow whether it runs."""
    actions = f"https://github.com/{repository}/actions"
    for path, state, run in states:
        if not state:
            text = f"{path} is not there, or not on the default branch"
            yield Finding("problem", _SUBJECT, text, "Commit it and push.")
        elif state != "active":
            text = f"{path} {_STATES.get(state, f'is not active ({state})')}"
            yield Finding("problem", _SUBJECT, text, f"Open {actions}, choose it, and then 'Enable workflow'.")
        elif run is None:
            advice = f"Open {actions}, choose it, and then 'Run workflow'."
            yield Finding("problem", _SUBJECT, f"{path} is enabled and has never run", advice)
        else:
            yield _run_finding(path, run, actions)


def _run_finding(path: str, run: Run, actions: str) -> Finding:
    day = f" of {run.day}" if run.day else ""
    if not run.conclusion:
        return Finding("note", _SUBJECT, f"{path} is enabled; its run{day} has not ended yet", "Ask again later.")
    if run.conclusion in _GOOD:
        return Finding("ok", _SUBJECT, f"{path} is enabled; its last run{day} ended well")
    text = f"{path} is enabled; its last run{day} ended with '{run.conclusion}'"
    return Finding("problem", _SUBJECT, text, f"Read its log at {actions}.")


def failure_finding(error: ServiceError) -> Finding:
    """Say that GitHub says nothing: it answers sixty questions an hour, and none on private repositories."""
    text = f"the state of the workflow could not be looked up: {error}"
    if isinstance(error, NotFound):
        return Finding("note", _SUBJECT, text, "Is the repository private, or has it another name?")
    return Finding("note", _SUBJECT, text, "Ask again in an hour.")
