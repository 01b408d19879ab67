"""Fetching the citation numbers: from the first address that has them, else the last good copy, however old."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

from ..web.session import NotFound, ServiceError
from .cache import Cache, Copy, Missing, Validator

if TYPE_CHECKING:
    from ..web.session import Answer, Web

RETRY_AFTER = timedelta(minutes=5)
ABSENT_FOR = timedelta(hours=1)
"""For so long nobody is asked for what all addresses say is not there: a new site gets its first numbers soon."""

_ACCEPT = "application/json, text/plain;q=0.9, */*;q=0.1"
_MAX_REASON = 200  # characters

IsUsable = Callable[[bytes], str]
"""Returns why an answer is of no use, without a full stop; "" where it is."""
WhyWorse = Callable[[bytes, bytes, bool], str]
"""`why_worse(new, copy, is_mirror)` returns why an answer must not take the place of the copy, "" where it may."""


class Fetched(NamedTuple):
    """The bytes, and how they were come by.

    Arguments:
        url: The address that gave them.
        fetched_at: When it gave them, or said that they are unchanged; in UTC.
        how: "fetched" and "unchanged" were asked for now; a "fresh" copy is young enough not to ask, a "stale" one is
            the last that was good.
        failures: One line without a full stop for each address that failed; one that nothing may be fetched.
        not_kept: Why no copy could be kept, so that the next build asks again; "" where it was.
    """

    body: bytes
    url: str
    fetched_at: datetime
    how: Literal["fetched", "unchanged", "fresh", "stale"]
    failures: tuple[str, ...] = ()
    not_kept: str = ""


class FetchError(Exception):
    """Nothing was to be had, and there is no copy; the text is one line without a full stop.

    Arguments:
        not_kept: Why the failure could not be remembered, so that the next build asks again; "" where it was.
    """

    def __init__(self, failures: Sequence[str], not_kept: str = "") -> None:
        super().__init__("; ".join(failures))
        self.failures = tuple(failures)
        self.not_kept = not_kept


def fetch(
    urls: Sequence[str],
    *,
    cache_dir: Path,
    max_age: timedelta,
    web: Web | None,
    is_usable: IsUsable,
    now: datetime,
    retry_after: timedelta = RETRY_AFTER,
    name: str = "",
    why_worse: WhyWorse = lambda new, copy, is_mirror: "",
) -> Fetched:
    """Return what the first of `urls` that answers well has; the copy while it is younger than `max_age`, or at last.

    Arguments:
        urls: The selected address, then its mirrors in order.
        cache_dir: Where copies are kept; need not be there yet.
        web: Its limits are those of the whole; None where nothing may be asked.
        is_usable: Asked of copies too.
        now: With a time zone.
        retry_after: For so long after all addresses failed, none is asked again; for `ABSENT_FOR` where all of them
            said that there is nothing.
        name: Of what is fetched, wherever it is: the copy belongs to it; by default the first address.
        why_worse: Asked of an answer and the copy, if there is one.

    Raises:
        FetchError: No address answered well, and there is no copy.

    Source: stale-if-error, RFC 5861 section 4
    """
    if not urls:
        raise FetchError(["no address is known"])
    cache, name = Cache(cache_dir), name or urls[0]
    copy = cache.read_copy(name)
    if copy is not None and is_usable(copy.body):
        copy = None
    if copy is not None and _lasts(copy.fetched_at, max_age, now):
        return Fetched(copy.body, copy.url, copy.fetched_at, "fresh")
    if web is None:
        return _last_good(copy, ["nothing may be fetched" if copy else "nothing may be fetched, and there is no copy"])
    missing = cache.read_missing(name)
    if missing is not None and missing.urls == tuple(urls):  # another list of mirrors deserves a try
        wait = min(max_age, ABSENT_FOR) if missing.is_absent else retry_after
        if _lasts(missing.failed_at, wait, now):
            return _last_good(copy, missing.failures)
    return _fetch(urls, copy, _Asking(web, cache, name, is_usable, why_worse, now))


class _Asking(NamedTuple):
    """What does not differ from one address to the next."""

    web: Web
    cache: Cache
    name: str
    is_usable: IsUsable
    why_worse: WhyWorse
    now: datetime


def _fetch(urls: Sequence[str], copy: Copy | None, asking: _Asking) -> Fetched:
    failures: list[str] = []
    is_absent = True
    for url in urls:
        try:
            how, new = _ask(url, copy, asking)
            if copy and (reason := asking.why_worse(new.body, copy.body, url != urls[0])):
                raise ServiceError(f"{urlsplit(url).hostname} {' '.join(reason.split())[:_MAX_REASON]}")
        except ServiceError as error:
            failures.append(str(error))
            is_absent = is_absent and isinstance(error, NotFound)
            continue
        not_kept = asking.cache.keep_copy(asking.name, new)
        return Fetched(new.body, new.url, new.fetched_at, how, tuple(failures), not_kept)
    missing = Missing(tuple(urls), asking.now, tuple(failures), is_absent)
    return _last_good(copy, failures, asking.cache.keep_missing(asking.name, missing))


def _ask(url: str, copy: Copy | None, asking: _Asking) -> tuple[Literal["fetched", "unchanged"], Copy]:
    """Return what `url` has now.

    Raises:
        ServiceError: It gives no answer, or none of use.
    """
    condition = _condition(copy.validators.get(url)) if copy else {}
    answer = asking.web.ask(url, headers={"Accept": _ACCEPT, **condition})
    if copy is not None and answer.status == 304:
        validators = {**copy.validators, **_validators(url, answer)}
        return "unchanged", Copy(copy.body, url, asking.now, validators)
    if reason := asking.is_usable(answer.body):
        shown = " ".join(reason.split())[:_MAX_REASON]
        raise ServiceError(f"{urlsplit(url).hostname} answered with what is of no use ({shown})")
    same = copy.validators if copy and copy.body == answer.body else {}
    return "fetched", Copy(answer.body, url, asking.now, {**same, **_validators(url, answer)})


def _condition(validator: Validator | None) -> Mapping[str, str]:
    """Return the header that asks for changes only; a date counts where there is no better."""
    match validator:
        case None:
            return {}
        case Validator(etag="", last_modified=last_modified):
            return {"If-Modified-Since": last_modified}
        case Validator(etag=etag):
            return {"If-None-Match": etag}


def _validators(url: str, answer: Answer) -> Mapping[str, Validator]:
    validator = Validator(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
    return {url: validator} if any(validator) else {}


def _last_good(copy: Copy | None, failures: Sequence[str], not_kept: str = "") -> Fetched:
    if copy is None:
        raise FetchError(failures, not_kept)
    return Fetched(copy.body, copy.url, copy.fetched_at, "stale", tuple(failures), not_kept)


def _lasts(since: datetime, age: timedelta, now: datetime) -> bool:
    """Whether less than `age` has passed; what comes from the future, by a clock that was wrong, is over."""
    return timedelta(0) <= now - since < age
