"""Asking services on the web: bounded in time, size, redirects and repeats; every failure is one line."""

from __future__ import annotations

import datetime as dt
import math
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from urllib.parse import urlencode, urljoin, urlsplit

from .. import __version__
from .loopback import is_plain_loopback

if TYPE_CHECKING:
    import requests
    from requests.adapters import HTTPAdapter

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_NOT_MODIFIED = 304
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
_KEPT_HEADERS = ("location", "retry-after", "etag", "last-modified")
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")  # one layer each: a chunk unpacks to a thousand times its size
_CHUNK = 16_384
_MOST_ERRORS = 3
_MOST_SHOWN = 100  # characters of an address in a message


class ServiceError(Exception):
    """A service gave no answer that can be used; the text says why, in one line without a full stop."""


class NotFound(ServiceError):
    """The service answered that it does not know what was asked for."""


class Refused(ServiceError):
    """The service answered, but not what was asked for; `status` is the answer's of HTTP."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Limits(NamedTuple):
    """What one question may cost; `total_s` counts everything, repeats and waiting too."""

    connect_s: float = 10
    read_s: float = 20
    total_s: float = 60
    wait_s: float = 20
    size: int = 10_000_000
    redirects: int = 3
    tries: int = 3


class Answer(NamedTuple):
    """What a service answers; the headers by their names in lower case, those of `_KEPT_HEADERS` only."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Question(NamedTuple):
    """One exchange: POST where there is a body."""

    url: str
    headers: Mapping[str, str]
    body: bytes | None
    deadline: float


class Web:
    """Asks for addresses, each at most as long and as often as `limits` say.

    A host that cannot be reached, was asked too often, or failed for three addresses is not asked again: so a list of
    a hundred identifiers takes no hundred time-outs. Nothing of the environment is used (no `.netrc`, no proxy but
    those given), no cookie is kept, and no address but `https` is asked; `http` at this machine itself
    is, for a service that was configured so.

    Arguments:
        mailto: An address that the services may write to if something goes wrong; "" for none.
        proxies: As in `requests`: `{"https": "http://proxy.example.org:3128"}`; hosts that the system excepts from
            its proxies are asked without.
        within_s: What all questions together may take, from the first one on.
    """

    def __init__(
        self,
        *,
        mailto: str = "",
        limits: Limits = Limits(),  # noqa: B008 (a constant)
        proxies: Mapping[str, str] = _NO_TEXTS,
        within_s: float = math.inf,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        contact = f" (mailto:{mailto})" if mailto else ""
        self._user_agent = f"mkdocs-academic/{__version__}{contact}"
        self._limits = limits
        self._proxies = dict(proxies)
        self._within_s = within_s
        self._end = math.inf
        self._clock = clock
        self._sleep = sleep
        self._adapters: dict[str, HTTPAdapter] = {}
        self._errors: dict[str, int] = {}
        self._given_up: dict[str, str] = {}

    def get(self, url: str, *, params: Mapping[str, str] = _NO_TEXTS, accept: str = "application/json") -> bytes:
        """Return what `url` answers; raises as `ask` does."""
        return self.ask(url, params=params, headers={"Accept": accept}).body

    def ask(
        self,
        url: str,
        *,
        params: Mapping[str, str] = _NO_TEXTS,
        headers: Mapping[str, str] = _NO_TEXTS,
        body: bytes | None = None,
    ) -> Answer:
        """Return the answer of `url`, whose status is 200, or 304 where the question has a condition.

        Arguments:
            headers: Further headers of the question, such as `If-None-Match`.
            body: Makes the question a POST.

        Raises:
            NotFound: The answer was 404 or 410.
            Refused: It had another status.
            ServiceError: There was no answer within the limits, or none of use.
        """
        origin = _origin(url)
        now = self._clock()
        if self._end == math.inf:
            self._end = now + self._within_s
        if now >= self._end:
            raise ServiceError(f"{_host(url)} was not asked: the time for all questions is over")
        deadline = min(now + self._limits.total_s, self._end)
        url = f"{url}?{urlencode(params)}" if params else url
        may_be_plain = is_plain_loopback(url)
        ours = {"User-Agent": self._user_agent, "Accept": "application/json"}
        for _ in range(self._limits.redirects + 1):
            _check_scheme(url, may_be_plain=may_be_plain)
            sent = {**ours, **headers} if _origin(url) == origin else ours  # a key is for its own service alone
            answer = self._persist(_Question(url, sent, body, deadline))
            if answer.status not in _REDIRECTS:
                return _useful(url, answer, has_condition=not _CONDITIONS.isdisjoint(sent))
            url = _joined(url, answer.headers.get("location", ""))
        raise ServiceError(f"{_host(url)} redirects more than {self._limits.redirects} times")

    def _persist(self, question: _Question) -> Answer:
        """Return the answer; where the service is busy, ask again when it says, or a little later each time."""
        url = question.url
        for attempt in range(1, self._limits.tries + 1):
            answer = self._exchange(question)
            if answer.status != 429 and answer.status < 500:
                return answer
            asked = _seconds(answer.headers.get("retry-after", ""))
            pause = 2.0 ** (attempt - 1) if asked is None else asked
            left = min(self._limits.wait_s, question.deadline - self._clock())
            if attempt == self._limits.tries or pause > left:
                self._refused(url, answer.status, f" and asks to wait for {asked:.0f} s" if asked else "")
            self._sleep(pause)
        raise AssertionError("there is at least one try")

    def _refused(self, url: str, status: int, more: str) -> NoReturn:
        if status == 429:
            self._give_up(url, f"was asked too often (429){more}")
        origin = _origin(url)
        self._errors[origin] = self._errors.get(origin, 0) + 1
        if self._errors[origin] == _MOST_ERRORS:
            self._give_up(url, f"has errors of its own ({status})")
        raise ServiceError(f"{_host(url)} has an error of its own ({status}){more}")

    def _exchange(self, question: _Question) -> Answer:
        """Ask once, in a thread: neither a look-up of a name nor the lines of a header can be timed otherwise."""
        import requests
        import urllib3

        url = question.url
        host = _host(url)
        if reason := self._given_up.get(_origin(url), ""):
            raise ServiceError(f"{host} is not asked again: it {reason}")
        remaining = question.deadline - self._clock()
        future: Future[Answer] = Future()
        threading.Thread(target=self._send, args=(question, future), daemon=True, name=f"asking {host}").start()
        try:
            return future.result(timeout=max(remaining, 0))
        except (TimeoutError, requests.Timeout):
            self._give_up(url, "did not answer in time")
        except requests.exceptions.ChunkedEncodingError:
            raise ServiceError(_broke_off(url)) from None
        except requests.exceptions.SSLError:
            self._give_up(url, "has no certificate that can be trusted")
        except requests.ConnectionError:
            self._give_up(url, "could not be reached")
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise ServiceError(f"{host} gave no answer that can be read ({type(error).__name__})") from error

    def _send(self, question: _Question, future: Future[Answer]) -> None:
        """Ask through an adapter: a session would read the whole body of a redirect, however long."""
        from urllib.request import proxy_bypass

        import requests

        try:
            method = "GET" if question.body is None else "POST"
            request = requests.Request(method, question.url, headers=dict(question.headers), data=question.body)
            timeout = (self._limits.connect_s, self._limits.read_s)
            adapter = self._adapter(_host(question.url))
            proxies = {} if proxy_bypass(_host(question.url)) else self._proxies
            with adapter.send(request.prepare(), stream=True, timeout=timeout, proxies=proxies) as response:
                body = self._read(response, question.deadline) if response.status_code == 200 else b""
                headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
                answer = Answer(response.status_code, headers, body)
            future.set_result(answer)
        except BaseException as error:  # noqa: BLE001 (raised again where the answer is waited for)
            future.set_exception(error)

    def _read(self, response: requests.Response, deadline: float) -> bytes:
        if response.headers.get("Content-Encoding", "").strip().lower() not in _CODINGS:
            raise ServiceError(f"{_host(response.url)} packs its answer in a way that was not asked for")
        parts: list[bytes] = []
        size = 0
        for part in response.iter_content(_CHUNK):
            size += len(part)
            if size > self._limits.size:
                raise ServiceError(f"{_host(response.url)} answers with more than {self._limits.size:,} bytes")
            if self._clock() > deadline:
                raise TimeoutError
            parts.append(part)
        promised = response.headers.get("Content-Length", "")
        if "Content-Encoding" not in response.headers and promised.isdigit() and size < int(promised[:12]):
            raise ServiceError(_broke_off(response.url))  # older releases of urllib3 do not say so
        return b"".join(parts)

    def _adapter(self, host: str) -> HTTPAdapter:
        if host not in self._adapters:
            from requests.adapters import HTTPAdapter

            self._adapters[host] = HTTPAdapter()
        return self._adapters[host]

    def _give_up(self, url: str, reason: str) -> NoReturn:
        self._given_up[_origin(url)] = reason
        raise ServiceError(f"{_host(url)} {reason}")


def _useful(url: str, answer: Answer, *, has_condition: bool) -> Answer:
    if answer.status == 200 or (answer.status == _NOT_MODIFIED and has_condition):
        return answer
    if answer.status in _GONE:
        raise NotFound(f"{_host(url)} does not know it ({answer.status})")
    raise Refused(f"{_host(url)} refuses the question ({answer.status})", answer.status)


def _broke_off(url: str) -> str:
    return f"{_host(url)} broke off in the middle of its answer"


def _check_scheme(url: str, *, may_be_plain: bool) -> None:
    if urlsplit(url).scheme != "https" and not (may_be_plain and is_plain_loopback(url)):
        raise ServiceError(f"{_host(url) or 'the service'} leads to an address that is not https")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _origin(url: str) -> str:
    """Return what tells one service from another: its host and its port.

    Raises:
        ServiceError: The address is none.
    """
    try:
        parts = urlsplit(url)
        return f"{parts.hostname or ''}:{parts.port or ''}"
    except ValueError as error:
        raise ServiceError(f"{url[:_MOST_SHOWN]!r} is no address") from error


def _joined(url: str, location: str) -> str:
    try:
        joined = urljoin(url, location)
        _origin(joined)
    except (ValueError, ServiceError) as error:
        raise ServiceError(f"{_host(url)} redirects to an address that is none") from error
    return joined


def _seconds(retry_after: str) -> float | None:
    """Return how long to wait; None where the header is absent or says nothing.

    Source: Retry-After, RFC 9110 section 10.2.3
    """
    retry_after = retry_after.strip()
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:  # it is optional: what cannot be read counts as absent
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max((moment - dt.datetime.now(dt.UTC)).total_seconds(), 0.0)
