"""All checks in their order, and what they are given: from the files of the site, its addresses, and GitHub."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import click

from ...identifiers.pasted import google_scholar_id
from ...profile.text import as_text
from ...scholar.address import git_remote
from ...scholar.mirrors import faults, mirror_urls
from ...scholar.records import ScholarStats
from ...scholar.stats import MAX_BYTES
from ...web.session import ServiceError, Web
from ..site import FILE, Site
from ..site_papers import Listed, read_listed, read_pages
from .addresses import (
    Answered,
    ask_addresses,
    check_addresses,
    check_docs_file,
    check_own_copy,
    check_wrong,
    first_stats,
    parsed_answer,
)
from .findings import Finding
from .github import ask_github, check_states, failure_finding
from .numbers import check_age, check_author, check_kept
from .papers import check_listed, check_pages
from .repository import Written, check_repository, repository_of
from .workflows import Workflow, check_workflows, read_workflows

_AUTHOR = "googlescholar"
_OTHER_IDS = ("orcid", "openalex", "semanticscholar")
_OFFLINE = "not looked up, since nobody was asked"


def examine(site: Site, web: Web | None, github_url: str, today: date) -> Iterator[Finding]:
    """Yield what all checks find, as they find it.

    Arguments:
        web: None asks nobody.
        github_url: Where the API of GitHub is.
    """
    written = Written(site.repository, site.repo_url, git_remote(site.folder))
    author = as_text(site.author.get(_AUTHOR)) or ""
    repository = repository_of(written)
    numbers = _Numbers(site, repository, web)
    if not author and not any(written) and not numbers.are_in_docs:
        text = "neither 'repository' nor 'author.googlescholar' is set, so no page shows any"
        advice = f"To begin, set both below academic in {FILE}, then run 'mkdocs-academic doctor' again."
        yield Finding("note", "citation numbers", text, advice)
        return
    yield from check_repository(written, is_needed=not numbers.are_in_docs)
    yield from numbers.findings()
    yield from _check_stats(site, author, numbers.stats, today)
    yield from _check_papers(site, numbers.stats)
    workflows = read_workflows(site.folder)
    has_author = bool(google_scholar_id(author))
    yield from check_workflows(workflows, has_setting=has_author, has_numbers=numbers.stats is not None)
    yield from _check_github(workflows, repository, github_url, web)


class _Numbers:
    """The numbers that a build would show; `stats` is known once the findings are."""

    def __init__(self, site: Site, repository: str, web: Web | None) -> None:
        self._site = site
        self._repository = repository
        self._web = web
        self._file = _text(site, "file") or "gs_data.json"
        self._path = site.docs_dir / self._file
        self.are_in_docs = self._path.is_file()
        self.stats: ScholarStats | None = None

    def findings(self) -> Iterator[Finding]:
        for fault in faults(_text(self._site, "host"), _mirrors(self._site)):
            yield Finding("problem", "setting", fault.removesuffix("."), f"Correct it in {FILE}.")
        files = list(self._docs_files())
        is_at_hand = first_stats(files) is not None
        urls, own_urls = self._urls()
        answers = self._ask(urls[:1] if is_at_hand else urls)
        copies = self._ask(() if is_at_hand else own_urls)
        self.stats = first_stats([*files, *answers, *copies])
        yield from (check_docs_file(file, first_stats(answers)) for file in files)
        if _text(self._site, "fetch") == "never" and not is_at_hand:
            text = "scholar.fetch is 'never': a build asks nobody, and has its last copy at most"
            yield Finding("note", "setting", text, f"Take it away from {FILE}, or keep the file in the docs folder.")
        if self._repository and self._web is None:
            yield Finding("note", "address", _OFFLINE)
        yield from check_addresses(answers, is_needed=not is_at_hand)
        for copy in copies:
            yield from check_own_copy(copy)
        yield from check_wrong([*files, *answers, *copies])

    def _docs_files(self) -> Iterator[Answered]:
        """Yield what the file in the docs folder holds, if there is one."""
        if not self.are_in_docs:
            return
        place = f"{self._site.docs_dir.as_posix()}/{self._file}"
        try:
            with self._path.open("rb") as file:
                yield parsed_answer(place, file.read(MAX_BYTES + 1))
        except OSError as error:
            yield Answered(place, failure=f"cannot be read: {error.strerror}")

    def _urls(self) -> tuple[Sequence[str], Sequence[str]]:
        """Return the addresses of the branch, and that of the site's own copy if a build asks it."""
        if not self._repository:
            return (), ()
        urls_with = partial(
            mirror_urls,
            self._repository,
            use_cdn=self._site.use_cdn,
            branch=_text(self._site, "branch") or "google-scholar-stats",
            file=self._file,
            host=_text(self._site, "host"),
            mirrors=_mirrors(self._site),
        )
        urls = urls_with()
        return urls, urls_with(site_url=self._site.site_url)[len(urls) :]

    def _ask(self, urls: Sequence[str]) -> list[Answered]:
        return list(ask_addresses(urls, self._web)) if self._web else []


def _check_stats(site: Site, author: str, stats: ScholarStats | None, today: date) -> Iterator[Finding]:
    others = any(as_text(site.author.get(key)) for key in _OTHER_IDS)
    yield from check_author(author, others, stats)
    if stats is not None:
        yield from check_age(stats, today)
        yield from check_kept(stats)


def _check_papers(site: Site, stats: ScholarStats | None) -> Iterator[Finding]:
    listed: list[Listed] = []
    try:
        listed += read_listed(site)
    except click.ClickException as error:
        yield Finding("problem", "publications", error.message.removesuffix("."))
    try:
        yield from check_pages(read_pages(site), listed, stats)
    except click.ClickException as error:
        yield Finding("problem", "pages", error.message.removesuffix("."))
    yield from check_listed(listed, stats)


def _check_github(
    workflows: Sequence[Workflow], repository: str, github_url: str, web: Web | None
) -> Iterator[Finding]:
    if not workflows or not repository:
        return
    if web is None:
        yield Finding("note", "GitHub", _OFFLINE)
        return
    try:
        states = ask_github(github_url, repository, [workflow.path for workflow in workflows], web)
    except ServiceError as error:
        yield failure_finding(error)
        return
    yield from check_states(states, repository)


def _text(site: Site, name: str) -> str:
    value = site.scholar.get(name)
    return value.strip() if isinstance(value, str) else ""


def _mirrors(site: Site) -> list[str] | None:
    value = site.scholar.get("mirrors")
    return [str(mirror) for mirror in value] if isinstance(value, list) else None
