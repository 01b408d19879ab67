"""Which addresses are asked for citation numbers, and in which order."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.scholar.address import stats_url
from mkdocs_academic.scholar.mirrors import MIRRORS, faults, mirror_urls

RAW = "https://raw.githubusercontent.com/a/a.github.io/google-scholar-stats/gs_data.json"
CDN = "https://cdn.jsdelivr.net/gh/a/a.github.io@google-scholar-stats/gs_data.json"
FASTLY = "https://fastly.jsdelivr.net/gh/a/a.github.io@google-scholar-stats/gs_data.json"


def urls(*mirrors: str, use_cdn: bool = False, host: str = "") -> tuple[str, ...]:
    return mirror_urls(
        "a/a.github.io",
        use_cdn=use_cdn,
        branch="google-scholar-stats",
        file="gs_data.json",
        host=host,
        mirrors=mirrors,
    )


def test_the_selected_address_comes_first_and_none_twice() -> None:
    assert urls(*MIRRORS) == (RAW, CDN, FASTLY)
    assert urls(*MIRRORS, use_cdn=True) == (CDN, RAW, FASTLY)
    assert urls(*MIRRORS, use_cdn=True, host="fastly.jsdelivr.net") == (FASTLY, RAW, CDN)
    own = "https://mirror.example.org/a/a.github.io/google-scholar-stats/gs_data.json"
    assert urls(*MIRRORS, host="mirror.example.org") == (own, RAW, CDN, FASTLY)


def test_the_authors_mirrors_take_the_place_of_the_others_in_their_order() -> None:
    assert urls() == (RAW,)
    ours = mirror_urls("a/a.github.io", use_cdn=False, branch="google-scholar-stats", file="gs_data.json")
    assert ours == urls(*MIRRORS)
    assert urls("fastly.jsdelivr.net", "cdn.jsdelivr.net") == (RAW, FASTLY, CDN)


@pytest.mark.parametrize(
    ("mirror", "url"),
    [
        ("gcore.jsdelivr.net", "https://gcore.jsdelivr.net/gh/a/a.github.io@google-scholar-stats/gs_data.json"),
        (" https://CDN.jsDelivr.net/ ", "https://CDN.jsDelivr.net/gh/a/a.github.io@google-scholar-stats/gs_data.json"),
        ("notjsdelivr.net", "https://notjsdelivr.net/a/a.github.io/google-scholar-stats/gs_data.json"),
        ("raw.example.org:8443", "https://raw.example.org:8443/a/a.github.io/google-scholar-stats/gs_data.json"),
        ("https://raw.example.org", "https://raw.example.org/a/a.github.io/google-scholar-stats/gs_data.json"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/a/a.github.io/google-scholar-stats/gs_data.json"),
        ("http://[::1]:8000/", "http://[::1]:8000/a/a.github.io/google-scholar-stats/gs_data.json"),
        ("https://e.org/{repository}/raw/{branch}/{file}", "https://e.org/a/a.github.io/raw/google-scholar-stats/gs_data.json"),
        ("https://e.org/?at={branch}&of={file}", "https://e.org/?at=google-scholar-stats&of=gs_data.json"),
        ("https://e.org/numbers.json", "https://e.org/numbers.json"),
        ("http://localhost:1/{file}", "http://localhost:1/gs_data.json"),
    ],
)  # fmt: skip
def test_a_mirror_is_a_host_or_a_whole_address(mirror: str, url: str) -> None:
    assert faults("", [mirror]) == ()
    assert urls(mirror) == (RAW, url)


def test_what_is_filled_in_is_encoded() -> None:
    filled = mirror_urls(
        "a/b", use_cdn=False, branch="data/x y", file="f{file}?#.json", mirrors=["https://e.org/{branch}/{file}"]
    )
    assert filled == (
        "https://raw.githubusercontent.com/a/b/data/x%20y/f%7Bfile%7D%3F%23.json",
        "https://e.org/data/x%20y/f%7Bfile%7D%3F%23.json",
    )


@pytest.mark.parametrize(
    ("mirror", "fault"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("https://", "is no address"),
        ("a b.example.org", "is no address"),
        ("https://e.org/a b", "is no address"),
        ("https://[e.org/x", "is no address"),
        ("e.org:port", "is no address"),
        ("https://e.org:99999/{file}", "is no address"),
        ("https://e.org/{file", "is no address"),
        ("https:///{file}", "is no address"),
        ("e.org\\evil.example.org", "is no address"),
        ("ftp://e.org/{file}", "is not https"),
        ("ftp://e.org", "is not https"),
        ("file:///etc/passwd", "is no address"),
        ("http://e.org/{file}", "is not https"),
        ("http://127.0.0.1.e.org/{file}", "is not https"),
        ("javascript:alert(1)", "is no address"),
        ("e.org/{file}", "is neither the name of a host nor an address that starts with https://"),
        ("https://{repository}/{file}", "has braces in the name of its host, where nothing is filled in"),
        (
            "https://e.org/{user}/{file}",
            "has {user} in it, where only {repository}, {branch} and {file} are filled in",
        ),
    ],
)
def test_a_mirror_that_is_none_is_told_and_left_out(mirror: str, fault: str) -> None:
    assert faults("", [mirror, "cdn.jsdelivr.net"]) == (f"scholar.mirrors: {mirror!r} {fault}.",)
    assert urls(mirror, "cdn.jsdelivr.net") == (RAW, CDN)


@pytest.mark.parametrize(
    ("host", "fault"),
    [
        ("", ""),
        ("https://mirror.example.org/raw/", ""),
        ("http://localhost:8000", ""),
        ("a b", "is no address"),
        ("e.org:port", "is no address"),
    ],
)
def test_a_host_that_is_none_is_told_and_its_mirrors_are_asked(host: str, fault: str) -> None:
    assert faults(host, []) == ((f"scholar.host: {host!r} {fault}.",) if fault else ())
    assert (len(urls("cdn.jsdelivr.net", host=host)) == 1) == bool(fault)


@pytest.mark.parametrize("written", ["https://ada:secret@e.org/{file}", "ada:secret@e.org", "https://secret@e.org"])
def test_a_password_is_refused_and_not_repeated(written: str) -> None:
    (of_mirror,), (of_host,) = faults("", [written]), faults(written.removesuffix("/{file}"), [])
    for line in (of_mirror, of_host):
        assert "has a name or a password before its host." in line
        assert "secret" not in line
    assert urls(written, host=written.removesuffix("/{file}")) == ()


def test_every_fault_is_told_at_once() -> None:
    assert len(faults("a b", ["", "ftp://e.org", "cdn.jsdelivr.net", "e.org/x"])) == 4
    assert faults("", None) == ()


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        (" http://localhost/ ", "http://localhost"),
        ("http://example.org", "https://example.org"),
        ("http://127.0.0.1.example.org", "https://127.0.0.1.example.org"),
        ("http://127.0.0.1@example.org", "https://127.0.0.1@example.org"),
        ("127.0.0.1:8000", "https://127.0.0.1:8000"),
    ],
)
def test_only_this_machine_is_asked_without_encryption(host: str, origin: str) -> None:
    assert stats_url("a/b", use_cdn=False, host=host) == f"{origin}/a/b/google-scholar-stats/gs_data_shieldsio.json"


@given(st.lists(st.text(max_size=12) | st.text("{}file:/@[].htps ", max_size=20), max_size=4), st.text(max_size=12))
def test_whatever_is_written_only_addresses_come_of_it(mirrors: list[str], host: str) -> None:
    for url in urls(*mirrors, host=host):
        parts = urlsplit(url)
        assert parts.scheme == "https" or parts.hostname in ("127.0.0.1", "::1", "localhost")
        assert parts.hostname
        assert "@" not in parts.netloc
        assert not any(character.isspace() for character in url)


def test_the_sites_own_copy_comes_last_unless_mirrors_are_given() -> None:
    def urls(mirrors: list[str] | None, site_url: str) -> tuple[str, ...]:
        return mirror_urls("a/b", use_cdn=False, branch="s", file="my data.json", mirrors=mirrors, site_url=site_url)

    assert urls(None, "https://ada.example/home/")[-1] == "https://ada.example/home/my%20data.json"
    assert urls(None, "")[-1] == urls(None, "http://ada.example/")[-1] == urls(None, "nonsense")[-1]
    assert urls(None, "")[-1].startswith("https://fastly.jsdelivr.net/")
    assert len(urls([], "https://ada.example/")) == 1
