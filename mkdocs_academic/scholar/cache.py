"""Copies of what was fetched, and the memory of what could not be."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ..kept import keep, read_kept

MAX_BODY = 10_000_000

_SHOWABLE = re.compile(r"[ -~]{0,300}")


class Validator(NamedTuple):
    """What an address wants to be told when it is asked whether something has changed; "" for nothing.

    Source: RFC 9110 section 8.8
    """

    etag: str = ""
    last_modified: str = ""


class Copy(NamedTuple):
    """The last good answer.

    Arguments:
        url: The address that gave it.
        fetched_at: When it was given, or said to be unchanged; in UTC.
        validators: By the addresses that gave these very bytes; of any other address, its validator says nothing.
    """

    body: bytes
    url: str
    fetched_at: datetime
    validators: Mapping[str, Validator] = MappingProxyType({})


class Missing(NamedTuple):
    """Addresses that all failed.

    Arguments:
        failures: One line for each address.
        is_absent: Whether all of them said that there is nothing, so that asking again soon is of no use.
    """

    urls: tuple[str, ...]
    failed_at: datetime
    failures: tuple[str, ...]
    is_absent: bool


class Cache:
    """Keeps a copy, or the memory of a failure, for whatever is fetched; `selected` is its name, wherever it is.

    What cannot be read, was damaged or comes from elsewhere counts as not there. What cannot be written is told, and
    costs a request at the next build.

    Arguments:
        folder: Made when something is kept; the files in it are named by the SHA-256 of that name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read_copy(self, selected: str) -> Copy | None:
        try:
            head, body = read_kept(self._path(selected, "copy"), selected, max_body=MAX_BODY)
            return Copy(body, _text(head, "url"), _moment(head), _validators(head))
        except (OSError, ValueError, OverflowError, RecursionError):
            return None

    def read_missing(self, selected: str) -> Missing | None:
        try:
            head, _ = read_kept(self._path(selected, "missing"), selected, max_body=0)
            return Missing(_texts(head, "urls"), _moment(head), _texts(head, "failures"), head.get("is_absent") is True)
        except (OSError, ValueError, OverflowError, RecursionError):
            return None

    def keep_copy(self, selected: str, copy: Copy) -> str:
        """Put the copy in the place of the one before, and forget a failure; return why it is not kept, "" if it is."""
        if len(copy.body) > MAX_BODY:
            return f"it is larger than {MAX_BODY // 1_000_000} MB"
        validators = {url: list(validator) for url, validator in copy.validators.items() if _is_of_use(validator)}
        head = {"url": copy.url, "at": copy.fetched_at.isoformat(), "validators": validators}
        reason = keep(self._path(selected, "copy"), selected, head, copy.body)
        with contextlib.suppress(OSError, ValueError):  # it is not read where the copy is fresh
            self._path(selected, "missing").unlink(missing_ok=True)
        return reason

    def keep_missing(self, selected: str, missing: Missing) -> str:
        """Remember that nothing was to be had; return why it is not remembered, "" if it is."""
        head = {**missing._asdict(), "at": missing.failed_at.isoformat()}
        del head["failed_at"]
        return keep(self._path(selected, "missing"), selected, head)

    def _path(self, selected: str, kind: str) -> Path:
        return self._folder / f"{hashlib.sha256(_bytes(selected)).hexdigest()}.{kind}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(head: Mapping[str, object], name: str) -> str:
    value = head.get(name)
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError(f"no {name}")
    return value


def _texts(head: Mapping[str, object], name: str) -> tuple[str, ...]:
    values = head.get(name)
    if not isinstance(values, list):
        raise ValueError(f"no {name}")
    return tuple(value for value in values if isinstance(value, str) and value.isprintable())


def _moment(head: Mapping[str, object]) -> datetime:
    moment = datetime.fromisoformat(_text(head, "at"))
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC)


def _validators(head: Mapping[str, object]) -> Mapping[str, Validator]:
    written = head.get("validators")
    if not isinstance(written, dict):
        raise ValueError("no validators")
    return {url: validator for url, values in written.items() if _is_of_use(validator := _validator(values))}


def _validator(values: object) -> Validator:
    match values:
        case [str(etag), str(last_modified)]:
            return Validator(etag, last_modified)
    return Validator()


def _is_of_use(validator: Validator) -> bool:
    """Whether it may stand in a request: a broken one would make each later request fail."""
    return any(validator) and all(_SHOWABLE.fullmatch(text) for text in validator)
