"""Fetching citation numbers: whatever fails, the last good ones come back, in bounded time and with few requests."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from fake_services import (
    FakeServices,
    Reply,
    answer,
    cut_off,
    drip,
    drip_headers,
    endless,
    fake_services,
    garbage,
    hang,
    redirect,
)

from mkdocs_academic.scholar.cache import Cache, Copy, Missing, Validator
from mkdocs_academic.scholar.fetching import ABSENT_FOR, Fetched, FetchError, WhyWorse, fetch
from mkdocs_academic.web.session import Limits, Web

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
MAX_AGE = timedelta(hours=6)
LONG_AGO = NOW - timedelta(days=400)
LIMITS = Limits(tries=1, size=100_000)
SELF_SIGNED = Path(__file__).with_name("self_signed.pem")
CAPTCHA = "<html><title>Sorry</title><form id='captcha-form'>Our systems have detected unusual traffic</form></html>"


def numbers(cited_by: int) -> bytes:
    return json.dumps({"citedby": cited_by}).encode()


def reason_against(body: bytes) -> str:
    """Stand in for the reading of the numbers."""
    try:
        data = json.loads(body)
    except ValueError:
        return "line 1 is no JSON"
    return "" if isinstance(data, dict) and "citedby" in data else "there are no numbers\nin it"


class Chain(NamedTuple):
    """Three services in the order in which they are asked, and a cache."""

    services: tuple[FakeServices, FakeServices, FakeServices]
    cache_dir: Path

    @property
    def cache(self) -> Cache:
        return Cache(self.cache_dir)

    @property
    def urls(self) -> list[str]:
        return [f"{service.url}/gs_data.json" for service in self.services]

    @property
    def asked(self) -> list[int]:
        return [len(service.asked) for service in self.services]

    def fetch(
        self,
        urls: Sequence[str] = (),
        *,
        now: datetime = NOW,
        web: Web | None = None,
        max_age: timedelta = MAX_AGE,
        is_usable: Callable[[bytes], str] = reason_against,
        name: str = "",
        why_worse: WhyWorse = lambda new, copy, is_mirror: "",
    ) -> Fetched:
        """Fetch as a build does: each with a session of its own."""
        return fetch(
            urls or self.urls,
            cache_dir=self.cache_dir,
            max_age=max_age,
            web=web or Web(limits=LIMITS),
            is_usable=is_usable,
            name=name,
            why_worse=why_worse,
            now=now,
        )

    def reply(self, *replies: Reply) -> None:
        for service, reply in zip(self.services, replies, strict=True):
            service.on("/", reply)

    def keep(self, url: str = "", fetched_at: datetime = LONG_AGO) -> Copy:
        copy = Copy(numbers(1), url or self.urls[0], fetched_at, {url or self.urls[0]: Validator('"1"')})
        assert self.cache.keep_copy(url or self.urls[0], copy) == ""
        return copy


def good(cited_by: int, **headers: str) -> Reply:
    return answer(numbers(cited_by), ETag=f'"{cited_by}"', **headers)


def unchanged(etag: str, otherwise: Reply) -> Reply:
    """Answer 304 to who has this version, as servers do."""

    def reply(handler: object) -> None:
        held = handler.headers.get("If-None-Match")  # type: ignore[attr-defined]
        (answer("", 304) if held == etag else otherwise)(handler)  # type: ignore[arg-type]

    return reply


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Chain]:
    with ExitStack() as stack:
        first, second, third = (stack.enter_context(fake_services()) for _ in range(3))
        yield Chain((first, second, third), tmp_path / "cache")


# What is asked, and when


def test_the_selected_address_is_asked_first_and_alone_where_it_answers(chain: Chain) -> None:
    chain.reply(good(5), good(6), good(7))
    assert chain.fetch() == Fetched(numbers(5), chain.urls[0], NOW, "fetched")
    assert chain.asked == [1, 0, 0]


def test_a_fresh_copy_makes_no_request(chain: Chain) -> None:
    chain.reply(good(5), good(6), good(7))
    chain.fetch()
    for later in (timedelta(0), MAX_AGE - timedelta(seconds=1)):
        assert chain.fetch(now=NOW + later) == Fetched(numbers(5), chain.urls[0], NOW, "fresh")
    assert chain.asked == [1, 0, 0]


def test_a_stale_copy_is_asked_about_with_its_validator_and_is_fresh_again_where_nothing_is_new(chain: Chain) -> None:
    chain.reply(unchanged('"5"', good(5)), good(6), good(7))
    chain.fetch()
    later = NOW + MAX_AGE
    assert chain.fetch(now=later) == Fetched(numbers(5), chain.urls[0], later, "unchanged")
    assert chain.fetch(now=later + timedelta(hours=1)).how == "fresh"
    first, second = chain.services[0].asked
    assert "If-None-Match" not in first.headers
    assert second.headers["If-None-Match"] == '"5"'


def test_a_new_version_takes_the_place_of_the_copy_with_its_validator(chain: Chain) -> None:
    chain.services[0].on("/", good(5), unchanged('"6"', good(6)))
    bodies = [chain.fetch(now=NOW + MAX_AGE * turn).body for turn in range(3)]
    assert bodies == [numbers(5), numbers(6), numbers(6)]
    assert [asked.headers.get("If-None-Match") for asked in chain.services[0].asked] == [None, '"5"', '"6"']


def test_the_date_of_a_version_counts_where_there_is_no_etag(chain: Chain) -> None:
    day = "Sat, 28 Nov 2026 08:00:00 GMT"
    chain.services[0].on("/", answer(numbers(5), Last_Modified=day), answer("", 304))
    chain.fetch()
    assert chain.fetch(now=NOW + MAX_AGE).how == "unchanged"
    assert chain.services[0].asked[1].headers["If-Modified-Since"] == day
    assert "If-None-Match" not in chain.services[0].asked[1].headers


def test_a_validator_is_told_to_the_address_that_gave_it_alone(chain: Chain) -> None:
    chain.reply(answer("", 500), unchanged('"6"', good(6)), good(7))
    chain.fetch()
    assert chain.fetch(now=NOW + MAX_AGE).how == "unchanged"
    assert "If-None-Match" not in chain.services[0].asked[1].headers
    assert chain.services[1].asked[1].headers["If-None-Match"] == '"6"'


def test_a_validator_of_other_bytes_is_forgotten(chain: Chain) -> None:
    chain.services[0].on("/", good(5), answer("", 500), unchanged('"5"', good(5)))
    chain.services[1].on("/", good(4))
    bodies = [chain.fetch(now=NOW + MAX_AGE * turn).body for turn in range(3)]
    assert bodies == [numbers(5), numbers(4), numbers(5)]
    assert "If-None-Match" not in chain.services[0].asked[2].headers


def test_a_mirror_with_the_same_bytes_leaves_the_validator_of_the_first_in_force(chain: Chain) -> None:
    chain.services[0].on("/", good(5), answer("", 500), unchanged('"5"', good(6)))
    chain.services[1].on("/", answer(numbers(5), ETag='"other"'))
    assert [chain.fetch(now=NOW + MAX_AGE * turn).how for turn in range(3)] == ["fetched", "fetched", "unchanged"]


def test_a_hostile_validator_is_not_repeated(chain: Chain) -> None:
    chain.services[0].on("/", answer(numbers(5), ETag='"' + "\xe9" * 9 + '"'), good(6))
    chain.fetch()
    assert chain.fetch(now=NOW + MAX_AGE).body == numbers(6)
    assert "If-None-Match" not in chain.services[0].asked[1].headers


def test_nothing_new_for_who_has_nothing_is_a_failure(chain: Chain) -> None:
    chain.reply(answer("", 304), good(6), good(7))
    assert chain.fetch().failures == ("127.0.0.1 refuses the question (304)",)


def test_a_copy_of_another_selected_address_is_not_taken(chain: Chain) -> None:
    chain.keep(fetched_at=NOW)
    chain.services[1].on("/", good(6))
    assert chain.fetch(chain.urls[1:]).body == numbers(6)


def test_a_copy_from_the_future_is_stale(chain: Chain) -> None:
    chain.keep(fetched_at=NOW + timedelta(seconds=1))
    chain.reply(good(5), good(6), good(7))
    assert chain.fetch().how == "fetched"


@pytest.mark.parametrize(("age", "how"), [(timedelta(0), "fresh"), (timedelta(days=4_000), "stale")])
def test_where_fetching_is_forbidden_the_copy_counts_however_old(chain: Chain, age: timedelta, how: str) -> None:
    copy = chain.keep(fetched_at=NOW - age)
    fetched = fetch(chain.urls, cache_dir=chain.cache_dir, max_age=MAX_AGE, web=None, is_usable=reason_against, now=NOW)
    said = () if how == "fresh" else ("nothing may be fetched",)
    assert fetched == Fetched(copy.body, copy.url, copy.fetched_at, how, said)
    assert chain.asked == [0, 0, 0]


def test_where_fetching_is_forbidden_and_there_is_no_copy_that_is_said(chain: Chain) -> None:
    with pytest.raises(FetchError, match="nothing may be fetched, and there is no copy"):
        fetch(chain.urls, cache_dir=chain.cache_dir, max_age=MAX_AGE, web=None, is_usable=reason_against, now=NOW)
    assert chain.asked == [0, 0, 0]


def test_without_an_address_that_is_said(chain: Chain) -> None:
    with pytest.raises(FetchError, match="no address is known"):
        fetch([], cache_dir=chain.cache_dir, max_age=MAX_AGE, web=Web(), is_usable=reason_against, now=NOW)


def fewer(new: bytes, copy: bytes, is_mirror: bool) -> str:
    """Stand in for the comparison of the days that two files say."""
    is_fewer = json.loads(new)["citedby"] < json.loads(copy)["citedby"]
    return "holds older numbers than the last" if is_fewer and is_mirror else ""


def test_a_mirror_that_lags_behind_does_not_take_the_place_of_the_copy(chain: Chain) -> None:
    chain.services[0].on("/", good(5), answer("", 500))
    chain.services[1].on("/", good(4))
    chain.services[2].on("/", answer(numbers(5)), good(4), good(6))
    assert chain.fetch(why_worse=fewer).body == numbers(5)
    fetched = [chain.fetch(now=NOW + MAX_AGE * turn, why_worse=fewer) for turn in (1, 2, 3)]
    assert [(one.how, one.body) for one in fetched] == [
        ("fetched", numbers(5)),
        ("stale", numbers(5)),
        ("fetched", numbers(6)),
    ]
    assert fetched[0].failures[1] == "127.0.0.1 holds older numbers than the last"


def test_the_selected_address_may_go_back(chain: Chain) -> None:
    chain.services[0].on("/", good(5), good(4))
    assert chain.fetch(why_worse=fewer).body == numbers(5)
    assert chain.fetch(now=NOW + MAX_AGE, why_worse=fewer).body == numbers(4)


def test_an_answer_that_is_worse_than_the_copy_is_a_failure_at_the_selected_address_too(chain: Chain) -> None:
    chain.keep()
    chain.reply(good(4), good(6), good(7))
    fetched = chain.fetch(why_worse=lambda new, copy, is_mirror: "" if is_mirror else "is\nworse")
    assert (fetched.body, fetched.failures) == (numbers(6), ("127.0.0.1 is worse",))


def test_a_copy_belongs_to_what_was_fetched_wherever_it_is(chain: Chain) -> None:
    chain.reply(good(5), answer("", 500), answer("", 500))
    chain.fetch(name="a/b")
    elsewhere = chain.fetch(chain.urls[1:], name="a/b", now=NOW + MAX_AGE)
    assert (elsewhere.how, elsewhere.body) == ("stale", numbers(5))
    with pytest.raises(FetchError):
        chain.fetch(chain.urls[1:], name="a/c", now=NOW + MAX_AGE)


def test_where_there_is_no_copy_a_mirror_that_lags_is_welcome(chain: Chain) -> None:
    chain.reply(answer("", 500), good(4), good(5))
    assert chain.fetch(why_worse=lambda *_: "is worse").body == numbers(4)


def test_a_copy_that_is_of_no_use_is_neither_shown_nor_asked_about(chain: Chain) -> None:
    chain.cache.keep_copy(chain.urls[0], Copy(b"{}", chain.urls[0], NOW, {chain.urls[0]: Validator('"0"')}))
    chain.reply(good(5), good(6), good(7))
    assert chain.fetch().how == "fetched"
    assert "If-None-Match" not in chain.services[0].asked[0].headers


def test_what_cannot_be_kept_is_shown_all_the_same(chain: Chain, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    barred = chain._replace(cache_dir=tmp_path / "file")
    chain.reply(good(5), good(6), good(7))
    assert barred.fetch() == Fetched(numbers(5), chain.urls[0], NOW, "fetched", not_kept="File exists")
    chain.reply(*[answer("", 500)] * 3)
    with pytest.raises(FetchError) as caught:
        barred.fetch()
    assert caught.value.not_kept == "File exists"


# Failures that are remembered


def test_after_a_failure_nothing_is_asked_for_some_minutes(chain: Chain) -> None:
    copy = chain.keep()
    chain.reply(*[answer("", 500)] * 3)
    failed = chain.fetch()
    assert chain.fetch(now=NOW + timedelta(minutes=4, seconds=59)) == failed
    assert (failed.how, failed.body, len(failed.failures)) == ("stale", copy.body, 3)
    assert chain.asked == [1, 1, 1]
    chain.reply(*[good(5)] * 3)
    assert chain.fetch(now=NOW + timedelta(minutes=5)).body == numbers(5)
    assert chain.fetch(now=NOW + MAX_AGE * 2).how == "fetched"


def test_without_a_copy_too_a_failure_is_remembered(chain: Chain) -> None:
    chain.reply(*[answer("", 500)] * 3)
    messages = []
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            chain.fetch()
        messages.append(str(caught.value))
    assert messages == ["; ".join(["127.0.0.1 has an error of its own (500)"] * 3)] * 2
    assert chain.asked == [1, 1, 1]


def test_where_all_say_that_there_is_nothing_they_are_left_alone_for_an_hour(chain: Chain) -> None:
    chain.keep()
    chain.reply(*[answer("", 404)] * 3)
    for later in (timedelta(0), ABSENT_FOR - timedelta(seconds=1)):
        assert chain.fetch(now=NOW + later).failures == ("127.0.0.1 does not know it (404)",) * 3
    assert chain.asked == [1, 1, 1]
    chain.fetch(now=NOW + ABSENT_FOR)
    assert chain.asked == [2, 2, 2]


def test_where_one_does_not_say_that_there_is_nothing_all_are_asked_again_soon(chain: Chain) -> None:
    chain.reply(answer("", 404), answer("", 403), answer("", 404))
    for later, asked in ((0, 1), (4, 1), (5, 2)):
        with pytest.raises(FetchError):
            chain.fetch(now=NOW + timedelta(minutes=later))
        assert chain.asked == [asked] * 3


def test_other_mirrors_are_asked_in_spite_of_a_failure(chain: Chain) -> None:
    chain.reply(*[answer("", 404)] * 2, good(7))
    with pytest.raises(FetchError):
        chain.fetch(chain.urls[:2])
    assert chain.fetch().body == numbers(7)


def test_a_failure_from_the_future_is_none(chain: Chain) -> None:
    chain.cache.keep_missing(chain.urls[0], Missing(tuple(chain.urls), NOW + MAX_AGE, ("a hangs",), is_absent=False))
    chain.reply(good(5), good(6), good(7))
    assert chain.fetch().body == numbers(5)


def test_a_failure_does_not_make_a_fresh_copy_stale(chain: Chain) -> None:
    chain.keep(fetched_at=NOW)
    chain.cache.keep_missing(chain.urls[0], Missing(tuple(chain.urls), NOW, ("a hangs",), is_absent=False))
    assert chain.fetch().how == "fresh"


# Each failure at each step of the chain


class Failing(NamedTuple):
    """An address that fails, and the words that say so."""

    url: Callable[[FakeServices], str]
    message: str


def replying(reply: Reply, message: str) -> Failing:
    def url(service: FakeServices) -> str:
        service.on("/", reply)
        return f"{service.url}/gs_data.json"

    return Failing(url, message)


def unheard(service: FakeServices) -> str:
    """Return an address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/gs_data.json"


def unknown(service: FakeServices) -> str:
    """Return an address whose name nobody knows."""
    return f"https://unknown-{service.url.rpartition(':')[2]}.example.org/gs_data.json"


def unresolved(service: FakeServices) -> str:
    """Return an address whose name is looked up for longer than anyone waits."""
    return unknown(service).replace("unknown", "unresolved")


FAILURES = {
    "forbidden": replying(answer(CAPTCHA, 403), r"refuses the question \(403\)"),
    "captcha": replying(answer(CAPTCHA), r"answered with what is of no use \(line 1 is no JSON\)"),
    "absent": replying(answer("", 404), r"does not know it \(404\)"),
    "too often": replying(answer("", 429), r"was asked too often \(429\)"),
    "wait": replying(answer("", 429, Retry_After="1"), r"was asked too often \(429\) and asks to wait for 1 s"),
    "wait for ever": replying(answer("", 429, Retry_After="9" * 99), r"was asked too often \(429\) and asks to wait"),
    "error": replying(answer("", 500), r"has an error of its own \(500\)"),
    "cut off": replying(cut_off, "broke off in the middle of its answer"),
    "no HTTP": replying(garbage, "could not be reached|gave no answer that can be read"),
    "garbage": replying(answer(b"\x00\xff\x13\x1b[2J"), r"answered with what is of no use \(line 1 is no JSON\)"),
    "empty": replying(answer("{}"), r"answered with what is of no use \(there are no numbers in it\)"),
    "endless": replying(endless, "answers with more than 100,000 bytes"),
    "redirect loop": replying(redirect("/gs_data.json"), "redirects more than 3 times"),
    "redirect to http": replying(redirect("http://example.org/"), "leads to an address that is not https"),
    "broken gzip": replying(answer(b"no gzip", Content_Encoding="gzip"), "gave no answer that can be read"),
    "nobody listens": Failing(unheard, "could not be reached"),
    "unknown name": Failing(unknown, "could not be reached"),
}
SLOW = {
    "hang": replying(hang, "did not answer in time"),
    "drip": replying(drip, "did not answer in time"),
    "slow headers": replying(drip_headers, "did not answer in time"),
    "name that hangs": Failing(unresolved, "did not answer in time"),
}
STEPS = ("first", "second", "third", "all", "all without a copy")


@pytest.fixture
def broken_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look names up as a broken network does."""
    getaddrinfo = socket.getaddrinfo
    over = threading.Event()

    def look_up(host: str, *more: object) -> object:
        if host.startswith("unresolved"):
            over.wait(20)
        if host.endswith(".example.org"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return getaddrinfo(host, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield
    over.set()


def check_step(chain: Chain, failing: Failing, step: str, limits: Limits) -> None:
    """Let the address at `step` fail, those before it too; those after it answer well."""
    error = replying(answer("", 500), r"has an error of its own \(500\)")
    failures = {
        "first": [failing],
        "second": [error, failing],
        "third": [error, error, failing],
        "all": [failing] * 3,
        "all without a copy": [failing] * 3,
    }[step]
    chain.reply(good(5), good(6), good(7))
    bad = [one.url(service) for one, service in zip(failures, chain.services, strict=False)]
    urls = [*bad, *chain.urls[len(bad) :]]
    copy = None if "without" in step else chain.keep(urls[0])
    started = time.monotonic()
    try:
        fetched = chain.fetch(urls, web=Web(limits=limits, sleep=never))
        said, body = fetched.failures, fetched.body
    except FetchError as caught:
        said, body = tuple(str(caught).split("; ")), b""
    assert time.monotonic() - started < 5
    left = chain.urls[len(bad) :]
    assert body == (numbers(5 + len(bad)) if left else copy.body if copy else b"")
    assert len(said) == len(failures)
    for one, line in zip(failures, said, strict=True):
        assert re.search(one.message, line)
        assert line.isprintable()
    assert all(service.asked == [] for service in chain.services[len(bad) + 1 :])
    assert chain.cache.read_copy(urls[0]) == (
        Copy(body, left[0], NOW, {left[0]: Validator(f'"{5 + len(bad)}"')}) if left else copy
    )


def never(seconds: float) -> None:
    raise AssertionError("a build does not wait for a service that is busy")


@pytest.mark.usefixtures("broken_names")
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_leads_to_the_next_address_and_at_last_to_the_copy(chain: Chain, failure: str, step: str) -> None:
    check_step(chain, FAILURES[failure], step, LIMITS)


@pytest.mark.parametrize("step", STEPS)
def test_a_certificate_that_nobody_vouches_for_is_a_failure(chain: Chain, step: str) -> None:
    with fake_services(SELF_SIGNED) as forged:
        forged.on("/", good(666))
        failing = Failing(lambda service: f"{forged.url}/{service.url[-5:]}", "no certificate that can be trusted")
        check_step(chain, failing, step, LIMITS)
        assert forged.asked == []


@pytest.mark.usefixtures("broken_names")
@pytest.mark.parametrize("failure", SLOW)
def test_a_slow_address_is_left_in_time(tmp_path: Path, failure: str) -> None:
    """The steps are taken at once: each waits for what is slow."""

    def check(step: str) -> None:
        seconds = 0.3 if step.startswith("all") else 1.0
        limits = Limits(connect_s=seconds, read_s=seconds, total_s=seconds, tries=1)
        with ExitStack() as stack:
            first, second, third = (stack.enter_context(fake_services()) for _ in range(3))
            check_step(Chain((first, second, third), tmp_path / step), SLOW[failure], step, limits)

    with ThreadPoolExecutor(len(STEPS)) as pool:
        list(pool.map(check, STEPS))


def test_all_addresses_together_have_one_limit(chain: Chain) -> None:
    copy = chain.keep()
    chain.reply(hang, hang, hang)
    fetched = chain.fetch(web=Web(limits=LIMITS, within_s=0.3))
    assert (fetched.body, fetched.how) == (copy.body, "stale")
    late = "127.0.0.1 was not asked: the time for all questions is over"
    assert fetched.failures == ("127.0.0.1 did not answer in time", late, late)
    assert chain.asked[1:] == [0, 0]


def test_a_reason_against_an_answer_is_one_short_line(chain: Chain) -> None:
    chain.reply(*[good(5)] * 3)
    with pytest.raises(FetchError) as caught:
        chain.fetch(is_usable=lambda body: "no\n\n\tuse " * 1_000)
    assert all(
        line.startswith("127.0.0.1 answered with what is of no use (no use no") for line in caught.value.failures
    )
    assert max(map(len, caught.value.failures)) < 300
