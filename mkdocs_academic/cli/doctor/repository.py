"""Which repository has the numbers: the setting, `repo_url`, and what git says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...scholar.address import repository_from
from .findings import Finding

_SUBJECT = "repository"
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")
_PLACEHOLDERS = frozenset(
    ("your-name/your-name.github.io", "owner/name", "user/repo", "username/username.github.io", "username/reponame")
)
_TEMPLATE_OWNER = "rayeren"
_NOWHERE = "is set nowhere, and there is no git remote on GitHub"
_ADVICE = "Set repository below academic in mkdocs.yml to owner/name, for example ada/ada.github.io."


class Written(NamedTuple):
    """Where a repository is named; "" where it is not.

    Arguments:
        setting: `repository` of the plugin, as written.
        remote: The address of the git remote.
    """

    setting: str = ""
    repo_url: str = ""
    remote: str = ""


def repository_of(written: Written) -> str:
    """Return the `owner/name` that a build uses; "" where there is none that could have numbers."""
    name = _named(written)
    return "" if name.lower() in _PLACEHOLDERS else name


def check_repository(written: Written, *, is_needed: bool = True) -> Iterator[Finding]:
    """Say whose repository is asked, and what speaks against it.

    Arguments:
        is_needed: Whether a build has no numbers without one.
    """
    name = _named(written)
    remote, setting = repository_from(written.remote), written.setting
    if setting and not name:
        address = repository_from(setting)
        text = f"{setting[:100]!r} is no repository of GitHub"
        advice = f"Write repository: {address} in mkdocs.yml." if address else _ADVICE
        yield Finding("problem", _SUBJECT, text, advice)
    elif not name and not is_needed:
        yield Finding("note", _SUBJECT, _NOWHERE, "That is fine as long as the docs folder has the numbers.")
    elif not name:
        yield Finding("problem", _SUBJECT, _NOWHERE, _ADVICE)
    elif name.lower() in _PLACEHOLDERS:
        advice = f"Write repository: {remote} in mkdocs.yml." if remote else _ADVICE
        yield Finding("problem", _SUBJECT, f"{name} is a placeholder", advice)
    elif name.lower().startswith(f"{_TEMPLATE_OWNER}/") and name.lower() != remote.lower():
        yield Finding("problem", _SUBJECT, f"{name} is the template's, and has its author's numbers", _ADVICE)
    elif remote and remote.lower() != name.lower():
        advice = "That is fine if the numbers are kept there; otherwise correct repository in mkdocs.yml."
        yield Finding("note", _SUBJECT, f"{name}, while the git remote is {remote}", advice)
    else:
        yield Finding("ok", _SUBJECT, f"{name}, {_origin(written)}")


def _named(written: Written) -> str:
    name = written.setting or repository_from(written.repo_url) or repository_from(written.remote)
    return name if _NAME.fullmatch(name) else ""


def _origin(written: Written) -> str:
    if written.setting:
        return "as set in mkdocs.yml"
    return "from repo_url" if repository_from(written.repo_url) else "from the git remote"
