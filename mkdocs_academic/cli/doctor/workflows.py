"""The workflow that collects the numbers, as its file says: is it there, when does it run, what is it told?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from .findings import Finding, Level

SECRET = "GOOGLE_SCHOLAR_ID"

_SUBJECT = "workflow"
_FOLDER = ".github/workflows"
_MOST_FILES = 100
_MAX_BYTES = 200_000
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
_OURS = re.compile(r"\bmkdocs-academic\s+scholar\b")
_OLD = "google_scholar_crawler"
_SECRET = re.compile(r"\bsecrets(?:\.|\[\s*['\"])([A-Za-z_]\w*)")
_PASSED = re.compile(rf"(?m)\b{SECRET}\b\s*[:=]")
_OTHERS = frozenset(("GITHUB_TOKEN", "SERPAPI_API_KEY", "OPENALEX_API_KEY", "S2_API_KEY"))
_TAKE = "take .github/workflows/citations.yml from a new site: mkdocs-academic new FOLDER"


class Workflow(NamedTuple):
    """A workflow that collects numbers.

    Arguments:
        path: From the top of the repository.
        fault: Why it is no YAML, "" where it is.
        is_old: Whether it runs the crawler of acad-homepage.
        secrets: The names of the secrets that it reads.
        passes_id: Whether what it runs gets the author's id.
    """

    path: str
    fault: str = ""
    is_old: bool = False
    is_scheduled: bool = True
    secrets: tuple[str, ...] = (SECRET,)
    passes_id: bool = True


def read_workflows(folder: Path) -> list[Workflow]:
    """Return the workflows of the repository around `folder` that collect numbers."""
    top = next((parent for parent in (folder, *folder.absolute().parents) if (parent / ".git").exists()), folder)
    found = sorted((top / _FOLDER).glob("*.y*ml"))[:_MOST_FILES]
    read = (_read(path, f"{_FOLDER}/{path.name}") for path in found if path.is_file())
    return [workflow for workflow in read if workflow]


def _read(path: Path, name: str) -> Workflow | None:
    try:
        with path.open("rb") as file:
            text = _COMMENT.sub("", file.read(_MAX_BYTES).decode(errors="replace"))
    except OSError:  # what cannot be read here may still run at GitHub, which is asked as well
        return None
    is_old = _OLD in text and not _OURS.search(text)
    if not is_old and not _OURS.search(text):
        return None
    secrets = tuple(dict.fromkeys(name.upper() for name in _SECRET.findall(text)))
    try:
        loaded = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return Workflow(name, f"line {mark.line + 1} is no YAML" if mark else "is no YAML", is_old)
    triggers = loaded.get("on") if isinstance(loaded, dict) else None
    is_scheduled = isinstance(triggers, dict) and bool(triggers.get("schedule"))
    return Workflow(name, "", is_old, is_scheduled, secrets, bool(_PASSED.search(text)))


def check_workflows(workflows: Sequence[Workflow], *, has_setting: bool, has_numbers: bool) -> Iterator[Finding]:
    """Say what the files of the workflows say.

    Arguments:
        has_setting: Whether the author's id stands in the settings, so that no secret is needed.
        has_numbers: Whether there are numbers without it.
    """
    if not workflows:
        level: Level = "note" if has_numbers else "problem"
        advice = f"{_TAKE[0].upper()}{_TAKE[1:]}."
        yield Finding(level, _SUBJECT, f"no file in {_FOLDER} runs 'mkdocs-academic scholar'", advice)
    are_both = len({workflow.is_old for workflow in workflows}) > 1
    for workflow in workflows:
        if workflow.fault:
            advice = f"Correct it, or {_TAKE}."
            yield Finding("problem", _SUBJECT, f"{workflow.path}: {workflow.fault}", advice)
            continue
        yield from _check_kind(workflow, are_both=are_both)
        yield from _check_schedule(workflow)
        yield from _check_secret(workflow, has_setting=has_setting and not workflow.is_old)


def _check_kind(workflow: Workflow, *, are_both: bool) -> Iterator[Finding]:
    if not workflow.is_old:
        yield Finding("ok", _SUBJECT, f"{workflow.path} runs 'mkdocs-academic scholar'")
    elif are_both:
        text = f"{workflow.path} runs the old crawler too, which replaces the branch and with it the newer numbers"
        yield Finding("problem", _SUBJECT, text, f"Delete {workflow.path} and the folder {_OLD}.")
    else:
        text = f"{workflow.path} runs the crawler of acad-homepage, which knows one source and no history"
        advice = f"To replace it, delete it and the folder {_OLD}, and {_TAKE}; the branch goes on from where it is."
        yield Finding("note", _SUBJECT, text, advice)


def _check_schedule(workflow: Workflow) -> Iterator[Finding]:
    if workflow.is_scheduled:
        yield Finding("ok", "schedule", f"{workflow.path} runs by itself")
    else:
        advice = 'Below its on: add schedule: [{cron: "37 4 * * *"}].'
        yield Finding("problem", "schedule", f"{workflow.path} has none, and runs only when it is started", advice)


def _check_secret(workflow: Workflow, *, has_setting: bool) -> Iterator[Finding]:
    name = workflow.path
    written = f"{SECRET}: ${{{{ secrets.{SECRET} }}}}"
    advice = f"Write {written} there, and name the secret so under Settings, Secrets and variables, Actions."
    if SECRET in workflow.secrets and workflow.passes_id:
        yield Finding("ok", "secret", f"{name} reads {SECRET}")
    elif SECRET in workflow.secrets:
        text = f"{name} reads {SECRET}, and passes it under another name"
        yield Finding("problem", "secret", text, f"Write {written} below env.")
    elif misspelt := _misspelt(workflow):
        yield Finding("problem", "secret", f"{name} reads {misspelt}, where {SECRET} is expected", advice)
    elif has_setting:
        yield Finding("ok", "secret", f"{name} needs none: author.googlescholar is set")
    else:
        yield Finding("problem", "secret", f"{name} does not read {SECRET}", advice)


def _misspelt(workflow: Workflow) -> str:
    import difflib

    others = [name for name in workflow.secrets if name not in _OTHERS]
    near = others if workflow.passes_id else difflib.get_close_matches(SECRET, others, n=1, cutoff=0.6)
    return near[0] if near else ""
