"""Asking services: every failure of theirs is one line, in bounded time, and nothing is asked that should not be."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

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

from mkdocs_academic.web.session import Limits, NotFound, ServiceError, Web

LIMITS = Limits(size=100_000)
IMPATIENT = Limits(connect_s=0.3, read_s=0.3, total_s=0.5)


@pytest.fixture
def services() -> Iterator[FakeServices]:
    with fake_services() as services:
        yield services


def patient_web(pauses: list[float] | None = None) -> Web:
    """A session that waits for nothing, and says how long it would have."""
    return Web(limits=LIMITS, sleep=(pauses if pauses is not None else []).append)


def failure(services: FakeServices, reply: Reply, web: Web | None = None) -> str:
    services.on("/", reply)
    with pytest.raises(ServiceError) as caught:
        (web or Web(limits=LIMITS, sleep=lambda seconds: None)).get(f"{services.url}/works")
    message = str(caught.value)
    assert "\n" not in message
    return message.replace("127.0.0.1 ", "")


# What is asked


def test_the_answer_is_what_the_service_sent(services: FakeServices) -> None:
    services.on("/works", answer("{}"))
    web = Web(mailto="ada@example.org")
    assert web.get(f"{services.url}/works", params={"filter": "a:b c"}, accept="text/x") == b"{}"
    (asked,) = services.asked
    assert asked.path == "/works?filter=a:b+c"
    assert asked.headers["Accept"] == "text/x"
    assert asked.headers["User-Agent"].startswith("mkdocs-academic/")
    assert asked.headers["User-Agent"].endswith(" (mailto:ada@example.org)")


def test_no_password_and_no_proxy_of_the_environment_is_used(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("default login ada password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    services.on("/", answer("{}"))
    Web(limits=LIMITS).get(f"{services.url}/works")
    assert "Authorization" not in services.asked[0].headers


def test_a_proxy_that_is_given_is_used(services: FakeServices) -> None:
    services.on("http://localhost/", answer("by proxy"))
    assert Web(limits=LIMITS, proxies={"http": services.url}).get("http://localhost/works") == b"by proxy"


def test_a_host_that_the_system_excepts_is_asked_without_the_proxy(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    services.on("/works", answer("directly"))
    assert Web(limits=LIMITS, proxies={"http": "http://127.0.0.1:9"}).get(f"{services.url}/works") == b"directly"


@pytest.mark.parametrize("url", ["http://example.org/works", "ftp://example.org/", "file:///etc/passwd", "nonsense"])
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(ServiceError, match="not https"):
        Web().get(url)


@pytest.mark.parametrize("url", ["https://[nonsense/", "https://127.0.0.1:port/", "https://127.0.0.1:99999/"])
def test_what_is_no_address_is_named(url: str) -> None:
    with pytest.raises(ServiceError) as caught:
        Web().get(url)
    assert str(caught.value) == f"{url!r} is no address"


def test_nothing_new_is_an_answer_to_a_question_with_a_condition_only(services: FakeServices) -> None:
    services.on("/", answer("", 304, ETag='"2"'))
    unchanged = Web(limits=LIMITS).ask(f"{services.url}/works", headers={"If-None-Match": '"1"'})
    assert (unchanged.status, unchanged.headers["etag"], unchanged.body) == (304, '"2"', b"")
    assert failure(services, answer("", 304)) == "refuses the question (304)"


# Redirects


def test_redirects_are_followed(services: FakeServices) -> None:
    services.on("/old", redirect("/older", 301))
    services.on("/older", redirect(f"{services.url}/new", 308))
    services.on("/new", answer("here"))
    assert Web(limits=LIMITS).get(f"{services.url}/old") == b"here"


def test_a_redirect_loop_ends(services: FakeServices) -> None:
    assert failure(services, redirect("/works")) == "redirects more than 3 times"
    assert len(services.asked) == 4


def test_a_key_and_a_condition_are_for_their_own_service_alone(services: FakeServices) -> None:
    ours = {"X-Key": "secret", "If-None-Match": '"1"'}
    with fake_services() as other:
        services.on("/", redirect(f"{other.url}/works"))
        other.on("/", answer("", 304))
        with pytest.raises(ServiceError, match=r"refuses the question \(304\)"):
            Web(limits=LIMITS).ask(f"{services.url}/works", headers=ours)
        assert ours.items() <= services.asked[0].headers.items()
        assert not ours.keys() & other.asked[0].headers.keys()


@pytest.mark.parametrize("location", ["http://example.org/", "ftp://127.0.0.1/", "file:///etc/passwd", ""])
def test_a_redirect_elsewhere_than_https_is_refused(services: FakeServices, location: str) -> None:
    message = failure(services, redirect(location))
    assert message in ("example.org leads to an address that is not https", "redirects more than 3 times") or (
        message.endswith("leads to an address that is not https")
    )


def test_a_redirect_to_no_address_is_named(services: FakeServices) -> None:
    assert failure(services, redirect("http://[nonsense/")) == "redirects to an address that is none"


def test_the_body_of_a_redirect_is_not_read(services: FakeServices) -> None:
    services.on("/old", lambda handler: endless(handler, 302, "/new"))
    services.on("/new", answer("here"))
    start = time.monotonic()
    assert Web(limits=LIMITS).get(f"{services.url}/old") == b"here"
    assert time.monotonic() - start < 5


# Refusals


@pytest.mark.parametrize("status", [404, 410])
def test_what_a_service_does_not_know_is_told_from_failures(services: FakeServices, status: int) -> None:
    services.on("/", answer("", status))
    with pytest.raises(NotFound, match=f"does not know it \\({status}\\)"):
        Web(limits=LIMITS).get(f"{services.url}/works")


@pytest.mark.parametrize("status", [204, 400, 401, 403, 418])
def test_other_answers_are_refusals(services: FakeServices, status: int) -> None:
    assert failure(services, answer("", status)) == f"refuses the question ({status})"


def test_a_busy_service_is_asked_again_a_little_later_each_time(services: FakeServices) -> None:
    pauses: list[float] = []
    services.on("/", answer("", 429), answer("", 503), answer("at last"))
    assert patient_web(pauses).get(f"{services.url}/works") == b"at last"
    assert pauses == [1, 2]


def test_the_service_says_when_to_ask_again(services: FakeServices) -> None:
    pauses: list[float] = []
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=9), usegmt=True)
    services.on("/", answer("", 429, Retry_After="7"), answer("", 503, Retry_After=later), answer("at last"))
    assert patient_web(pauses).get(f"{services.url}/works") == b"at last"
    assert pauses[0] == 7
    assert 5 < pauses[1] <= 9


@pytest.mark.parametrize("written", ["soon", "-5", "", "1e9", "Wed, 99 Nov 2026 00:00:00 GMT", "٣"])
def test_an_unreadable_time_to_wait_counts_as_none(services: FakeServices, written: str) -> None:
    pauses: list[float] = []
    services.on("/", answer("", 503, Retry_After=written.encode().decode("latin-1")), answer("at last"))
    assert patient_web(pauses).get(f"{services.url}/works") == b"at last"
    assert pauses == [1]


def test_nobody_waits_for_an_hour(services: FakeServices) -> None:
    pauses: list[float] = []
    message = failure(services, answer("", 429, Retry_After="3600"), patient_web(pauses))
    assert message == "was asked too often (429) and asks to wait for 3600 s"
    assert pauses == []


@pytest.mark.parametrize(
    ("status", "message"), [(500, "has an error of its own (500)"), (429, "was asked too often (429)")]
)
def test_a_service_that_stays_busy_is_left_alone(services: FakeServices, status: int, message: str) -> None:
    assert failure(services, answer("", status), patient_web()) == message
    assert len(services.asked) == 3


def test_a_service_that_was_asked_too_often_is_not_asked_again(services: FakeServices) -> None:
    web = patient_web()
    failure(services, answer("", 429), web)
    asked = len(services.asked)
    assert failure(services, answer("{}"), web) == "is not asked again: it was asked too often (429)"
    assert len(services.asked) == asked


def test_a_service_that_fails_for_three_addresses_is_not_asked_again(services: FakeServices) -> None:
    web = patient_web()
    failures = [failure(services, answer("", 500), web) for _ in range(4)]
    assert failures[:2] == ["has an error of its own (500)"] * 2
    assert failures[2:] == ["has errors of its own (500)", "is not asked again: it has errors of its own (500)"]


def test_two_services_of_one_host_fail_on_their_own(services: FakeServices) -> None:
    web = patient_web()
    failure(services, answer("", 429), web)
    with fake_services() as other:
        other.on("/", answer("here"))
        assert web.get(f"{other.url}/works") == b"here"


# Bad stuff


@pytest.mark.parametrize("reply", [hang, drip, drip_headers])
def test_a_slow_service_is_left_in_time_and_not_asked_again(services: FakeServices, reply: Reply) -> None:
    web = Web(limits=IMPATIENT)
    start = time.monotonic()
    assert failure(services, reply, web) == "did not answer in time"
    assert time.monotonic() - start < 5
    assert failure(services, answer("{}"), web) == "is not asked again: it did not answer in time"


def test_a_service_that_is_not_there_is_not_asked_again(free_port: int) -> None:
    web = Web(limits=LIMITS)
    for message in ("127.0.0.1 could not be reached", "127.0.0.1 is not asked again: it could not be reached"):
        with pytest.raises(ServiceError) as caught:
            web.get(f"http://127.0.0.1:{free_port}/")
        assert str(caught.value) == message


def test_a_name_that_is_looked_up_for_ever_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: over.wait(20))
    with pytest.raises(ServiceError, match=r"example\.org did not answer in time"):
        Web(limits=IMPATIENT).get("https://example.org/")
    assert not over.is_set()
    over.set()


def test_a_question_that_is_given_up_does_not_keep_python_from_ending() -> None:
    program = (
        "import socket, time\n"
        "from mkdocs_academic.web.session import Limits, ServiceError, Web\n"
        "socket.getaddrinfo = lambda *_: time.sleep(600)\n"
        "try:\n    Web(limits=Limits(total_s=0.1)).get('https://example.org/')\n"
        "except ServiceError as error:\n    print(error)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert (ended.stdout, ended.stderr) == ("example.org did not answer in time\n", "")


def test_an_answer_that_breaks_off_is_none(services: FakeServices) -> None:
    assert failure(services, cut_off) == "broke off in the middle of its answer"


def test_an_endless_answer_is_left(services: FakeServices) -> None:
    assert failure(services, endless) == "answers with more than 100,000 bytes"


def test_what_unpacks_to_too_much_is_left(services: FakeServices) -> None:
    assert failure(services, answer(gzip.compress(b" " * 20_000_000), Content_Encoding="gzip")).endswith(
        "100,000 bytes"
    )


def test_what_is_packed_more_than_once_is_left(services: FakeServices) -> None:
    twice = gzip.compress(gzip.compress(b" " * 1_000))
    packed = answer(twice, Content_Encoding="gzip, gzip")
    assert failure(services, packed) == "packs its answer in a way that was not asked for"


def test_what_is_no_http_is_named(services: FakeServices) -> None:
    assert failure(services, garbage) in ("could not be reached", "gave no answer that can be read (InvalidHeader)")


def test_broken_compression_is_named(services: FakeServices) -> None:
    message = failure(services, answer(b"no gzip at all", Content_Encoding="gzip"))
    assert message == "gave no answer that can be read (ContentDecodingError)"
