"""Where the citation numbers of a build come from: the docs folder, the cache, the repository's branch, its mirrors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.defaults import MkDocsConfig

from ..config import AcademicConfig
from ..errors import AcademicError, Place, Problem, Report
from ..site import Site
from .settings import docs_prefix, project_path, settings_place
from .theme import CACHE

if TYPE_CHECKING:
    from ..scholar.fetching import Fetched
    from ..scholar.history import Row
    from ..scholar.records import ScholarStats
    from ..scholar.stats import Parsed
    from ..web.session import Web

_DEFAULT_FILE = "gs_data.json"
_PLACE = Place("scholar")


class KnownNumbers:
    """What was fetched since `mkdocs serve` began: nothing is asked for twice, whatever the answer was."""

    def __init__(self) -> None:
        self._fetched: dict[tuple[str, ...], Fetched | str] = {}

    def get(self, urls: tuple[str, ...], fetch: Callable[[], Fetched | str]) -> Fetched | str:
        """Return what the addresses answered, or why none did."""
        if urls not in self._fetched:
            self._fetched[urls] = fetch()
        return self._fetched[urls]


class NumberFiles:
    """The files with the numbers of one build; each is read or fetched when it is first asked for.

    Raises:
        AcademicError: The setting names no file that there could be.
    """

    def __init__(
        self, config: MkDocsConfig, settings: AcademicConfig, site: Site, known: KnownNumbers, report: Report
    ) -> None:
        self._config = config
        self._settings = settings
        self._site = site
        self._known = known
        self._report = report
        if settings.scholar.file != _DEFAULT_FILE:
            self._check_name(settings.scholar.file)
        self._path = Path(config.docs_dir, settings.scholar.file)
        self._parsed: tuple[bytes, Parsed] | None = None

    def _check_name(self, name: str) -> None:
        from ..scholar.address import is_data_file

        if not is_data_file(name):
            message = f"scholar.file {name!r}: is no .json file inside a folder. Write {_DEFAULT_FILE}."
            raise AcademicError(settings_place(self._config), message)

    @property
    def is_at_hand(self) -> bool:
        """Whether the docs folder has the numbers, so that nobody needs to be asked."""
        return self._path.is_file()

    @cached_property
    def stats(self) -> ScholarStats | None:
        return (self._read_stats() if self.is_at_hand else None) or self._fetch_stats()

    @cached_property
    def history(self) -> tuple[Row, ...]:
        from ..scholar.history import NAME, read_history

        path = self._path.with_name(NAME)
        if path.is_file():
            return self._read_history(path)
        if self.is_at_hand:
            return ()
        folder, slash, _ = self._settings.scholar.file.rpartition("/")
        fetched = self._ask(folder + slash + NAME, _why_no_history)
        return () if fetched is None or isinstance(fetched, str) else read_history(fetched.body)

    def _read_history(self, path: Path) -> tuple[Row, ...]:
        from ..scholar.history import MAX_BYTES, read_history

        try:
            with path.open("rb") as file:
                return read_history(file.read(MAX_BYTES))
        except OSError as error:
            message = f"cannot be read: {error.strerror}; no trend is drawn. Give yourself the right to read it."
            self._report(Problem(Place(project_path(self._config, str(path))), message))
            return ()

    def publish(self, site_dir: Path) -> None:
        """Put a copy of what was fetched into the site, which is then the last of its own mirrors."""
        path = site_dir / self._settings.scholar.file
        if self._parsed is not None and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._parsed[0])

    @cached_property
    def urls(self) -> tuple[str, ...]:
        """The addresses of the numbers, in the order in which they are asked."""
        return self._urls(self._settings.scholar.file)

    def _read_stats(self) -> ScholarStats | None:
        from ..scholar.stats import read_stats

        place = Place(docs_prefix(self._config) + self._settings.scholar.file)
        stats = read_stats(self._path, place=place, report=self._report)
        if stats is not None:
            self._check_owner(stats, place, "warning")
        return stats

    def _check_owner(self, stats: ScholarStats, place: Place, level: Literal["warning", "info"]) -> None:
        """Say that the numbers are someone else's: a wrong `repository`, or the template's sample."""
        from ..identifiers.pasted import google_scholar_id

        own = google_scholar_id(str(self._settings.author.get("googlescholar") or ""))
        if own and stats.author_id and own != stats.author_id:
            message = f"these are the numbers of {stats.author_id}, and author.googlescholar is {own}."
            self._report(Problem(place, f"{message} Run 'mkdocs-academic doctor'.", level))

    def _fetch_stats(self) -> ScholarStats | None:
        fetched = self._ask(self._settings.scholar.file, self._why_no_stats)
        if fetched is None:
            return None
        self._report_faults()
        if isinstance(fetched, str):
            message = f"{fetched}; pages show no citation numbers. Run 'mkdocs-academic doctor'."
            self._report(Problem(_PLACE, message, "info"))
            return None
        parsed = self._parse(fetched.body)
        for message in _messages(fetched, parsed.wrong_named):
            self._report(Problem(_PLACE, message, "info"))
        self._check_owner(parsed.stats, _PLACE, "info")
        return parsed.stats

    def _ask(self, file: str, why_useless: Callable[[bytes], str]) -> Fetched | str | None:
        """Return a file of the branch, or why there is none; None where there is no branch to ask."""
        urls = self._urls(file)
        if not urls:
            return None
        key = (*urls, self._settings.scholar.fetch)
        return self._known.get(key, partial(self._fetch, urls, file, why_useless))

    def _urls(self, file: str) -> tuple[str, ...]:
        repository = str(self._site.jekyll["repository"] or "")
        if not repository:
            return ()
        from ..scholar.mirrors import mirror_urls
        from ..web.loopback import is_plain_loopback

        settings = self._settings.scholar
        site_url = self._config.site_url or ""
        return mirror_urls(
            repository,
            use_cdn=self._settings.google_scholar_stats_use_cdn,
            branch=settings.branch,
            file=file,
            host=settings.host,
            mirrors=settings.mirrors,
            site_url="" if is_plain_loopback(site_url) else site_url,  # `mkdocs serve`, which would ask itself
        )

    def _report_faults(self) -> None:
        from ..scholar.mirrors import faults

        for fault in faults(self._settings.scholar.host, self._settings.scholar.mirrors):
            self._report(Problem(settings_place(self._config), fault))

    def _fetch(self, urls: tuple[str, ...], file: str, why_useless: Callable[[bytes], str]) -> Fetched | str:
        from ..scholar.fetching import FetchError, fetch

        settings = self._settings.scholar
        project = Path(self._config.config_file_path or "mkdocs.yml").absolute().parent
        try:
            return fetch(
                urls,
                name=f"{self._site.jekyll['repository']}@{settings.branch}/{file}",
                cache_dir=project / CACHE,
                max_age=dt.timedelta(hours=float(settings.max_age_hours)),
                web=None if settings.fetch == "never" else self._web,
                is_usable=why_useless,
                why_worse=self._why_worse,
                now=dt.datetime.now(dt.UTC),
            )
        except FetchError as error:
            return str(error)

    @cached_property
    def _web(self) -> Web:
        """One session for all files of a build, so that its seconds pass once; it leaves each mirror its share."""
        from urllib.request import getproxies

        from ..scholar.stats import MAX_BYTES
        from ..web.session import Limits, Web

        seconds = float(self._settings.scholar.timeout_s)
        share = seconds / max(2, len(self.urls))
        limits = Limits(connect_s=min(share, 3), read_s=share, total_s=share, tries=1, size=MAX_BYTES)
        return Web(limits=limits, within_s=seconds, proxies=getproxies())

    def _parse(self, body: bytes) -> Parsed:
        """Return the numbers of a file, which is asked for to see whether it is of use, and once more to be used.

        Raises:
            StatsError: It is no such file.
        """
        if self._parsed is None or self._parsed[0] is not body:
            from ..scholar.stats import parse_stats

            self._parsed = body, parse_stats(body)
        return self._parsed[1]

    def _why_no_stats(self, body: bytes) -> str:
        """Return why an answer holds no numbers, "" where it does."""
        from ..scholar.stats import StatsError, is_empty

        try:
            return "it holds no citations" if is_empty(self._parse(body).stats) else ""
        except StatsError as error:
            return str(error)

    def _why_worse(self, new: bytes, copy: bytes, is_mirror: bool) -> str:
        """Return why an answer must not take the place of the copy; asked of histories too, whose last days tell."""
        from ..scholar.history import read_history
        from ..scholar.stats import StatsError

        try:
            was, now = self._parse(copy), self._parse(new)
        except StatsError:
            days = [max((row.day for row in read_history(body)), default=None) for body in (copy, new)]
        else:
            days = [was.stats.updated, now.stats.updated]
            if now.wrong and not was.wrong:
                return f"holds what is no number of citations: {now.wrong_named}"
        is_older = is_mirror and days[0] is not None and days[1] is not None and days[1] < days[0]
        return "holds older numbers than the last" if is_older else ""


def _why_no_history(body: bytes) -> str:
    from ..scholar.history import read_history

    return "" if read_history(body) else "it holds no history"


def _messages(fetched: Fetched, wrong: str) -> Iterator[str]:
    """Yield what the author should know of numbers that were fetched."""
    if fetched.how == "stale":
        age = dt.datetime.now(dt.UTC) - fetched.fetched_at
        yield f"{'; '.join(fetched.failures)}; using the copy of {_age(age)} ago."
    elif fetched.failures:
        yield f"{'; '.join(fetched.failures)}; the numbers are from {fetched.url}."
    if fetched.not_kept:
        yield f"the numbers cannot be kept in {CACHE} ({fetched.not_kept}); the next build asks again."
    if wrong:
        yield f"left out what is no number of citations: {wrong}. Run 'mkdocs-academic scholar' again."


def _age(age: dt.timedelta) -> str:
    for seconds, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = int(age.total_seconds() // seconds)
        if count > 0:
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "a moment"
