"""Copies of citation numbers: each whole or not there, whatever crashes and whoever else writes."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_academic.scholar.cache import MAX_BODY, Cache, Copy, Missing, Validator

URL = "https://raw.githubusercontent.com/a/b/google-scholar-stats/gs_data.json"
MIRROR = "https://cdn.jsdelivr.net/gh/a/b@google-scholar-stats/gs_data.json"
NOW = datetime(2026, 11, 28, 12, 30, 15, 5, tzinfo=UTC)
OLD = Copy(b'{"citedby": 1}\n\x00\xff', MIRROR, NOW - timedelta(days=3), {MIRROR: Validator('W/"1"')})
NEW = Copy(b'{"citedby": 2}', URL, NOW, {URL: Validator('"2"', "Sat, 28 Nov 2026 12:00:00 GMT")})
MISSING = Missing((URL, MIRROR), NOW, ("a does not know it (404)", "b hangs"), is_absent=True)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def file_of(folder: Path, kind: str = "copy") -> Path:
    return folder / "cache" / f"{hashlib.sha256(URL.encode()).hexdigest()}.{kind}"


def packed(head: object, body: bytes = b"{}") -> bytes:
    """Return a file that is not damaged, whatever it says."""
    content = json.dumps(head).encode() + b"\n" + body
    return b"mkdocs-academic 1 " + hashlib.sha256(content).hexdigest().encode() + b"\n" + content


# What is kept


def test_a_copy_comes_back_as_it_was_kept(cache: Cache) -> None:
    assert cache.read_copy(URL) is None
    assert cache.keep_copy(URL, OLD) == ""
    assert cache.read_copy(URL) == OLD
    assert cache.keep_copy(URL, NEW) == ""
    assert cache.read_copy(URL) == NEW


def test_a_failure_comes_back_as_it_was_kept_and_a_copy_ends_it(cache: Cache) -> None:
    assert cache.read_missing(URL) is None
    assert cache.keep_missing(URL, MISSING) == ""
    assert cache.read_missing(URL) == MISSING
    assert cache.keep_copy(URL, NEW) == ""
    assert cache.read_missing(URL) is None


def test_a_failure_leaves_the_copy(cache: Cache) -> None:
    cache.keep_copy(URL, OLD)
    cache.keep_missing(URL, MISSING)
    assert cache.read_copy(URL) == OLD


def test_each_selected_address_has_a_copy_of_its_own(cache: Cache) -> None:
    cache.keep_copy(URL, NEW)
    assert cache.read_copy(MIRROR) is None
    cache.keep_copy(MIRROR, OLD)
    assert (cache.read_copy(URL), cache.read_copy(MIRROR)) == (NEW, OLD)


def test_moments_come_back_in_utc(cache: Cache) -> None:
    cache.keep_copy(URL, NEW._replace(fetched_at=NEW.fetched_at.astimezone(timezone(timedelta(hours=5)))))
    copy = cache.read_copy(URL)
    assert copy is not None
    assert (copy.fetched_at, copy.fetched_at.utcoffset()) == (NOW, timedelta(0))


@pytest.mark.parametrize("etag", ["", "\x00", '"a"\r\nX-Key: b', '"ä"', '"' + "a" * 1_000 + '"'])
def test_a_validator_that_no_request_can_hold_is_left_out(cache: Cache, etag: str) -> None:
    cache.keep_copy(URL, NEW._replace(validators={URL: Validator(etag), MIRROR: Validator('"2"')}))
    copy = cache.read_copy(URL)
    assert copy is not None
    assert copy.validators == {MIRROR: Validator('"2"')}


# Crashes


def full(*_args: object, **_more: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(*_args: object, **_more: object) -> NoReturn:
    raise KeyboardInterrupt


def half_written(fail: Callable[[], NoReturn]) -> Callable[..., Any]:
    """Return an `os.fdopen` whose files take half of what is written, then fail."""
    fdopen = os.fdopen

    def opened(*args: Any) -> Any:
        file = fdopen(*args, buffering=0)

        class Half:
            def __enter__(self) -> Half:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, content: bytes) -> None:
                file.write(content[: len(content) // 2])
                fail()

        return Half()

    return opened


@pytest.mark.parametrize("fail", [full, interrupted])
@pytest.mark.parametrize("step", ["mkstemp", "write", "fsync", "replace"])
def test_a_failure_at_any_step_of_writing_leaves_the_old_copy(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fail: Callable[[], NoReturn]
) -> None:
    cache.keep_copy(URL, OLD)
    with monkeypatch.context() as patched:
        match step:
            case "mkstemp":
                patched.setattr(tempfile, "mkstemp", fail)
            case "write":
                patched.setattr(os, "fdopen", half_written(fail))
            case _:
                patched.setattr(os, step, fail)
        if fail is full:
            assert cache.keep_copy(URL, NEW) == "No space left on device"
        else:
            with pytest.raises(KeyboardInterrupt):
                cache.keep_copy(URL, NEW)
    assert cache.read_copy(URL) == OLD
    assert list((tmp_path / "cache").iterdir()) == [file_of(tmp_path)]
    assert cache.keep_copy(URL, NEW) == ""
    assert cache.read_copy(URL) == NEW


PROCESS = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from mkdocs_academic.scholar.cache import Cache, Copy
folder, url, number, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
{before}
for turn in range(times):
    body = bytes([number]) * (50_000 * number + turn)
    reason = Cache(folder).keep_copy(url, Copy(body, "https://example.org/%d" % number, datetime.now(UTC)))
    assert not reason, reason
"""
DEATHS = {
    "when half is written": "fdopen = os.fdopen\ndef die(*args):\n    file = fdopen(*args)\n"
    "    file.write(b'mkdocs-academic 1 abc')\n    file.flush()\n    os._exit(9)\nos.fdopen = die",
    "before all is on the disk": "os.fsync = lambda _: os._exit(9)",
    "before it is put in place": "os.replace = lambda *_: os._exit(9)",
    "after it is put in place": "put = os.replace\nos.replace = lambda *args: (put(*args), os._exit(9))",
}


def writing(folder: Path, number: int, times: int = 1, before: str = "") -> subprocess.Popen[bytes]:
    program = PROCESS.format(before=before)
    return subprocess.Popen([sys.executable, "-c", program, str(folder / "cache"), URL, str(number), str(times)])


@pytest.mark.parametrize("death", DEATHS)
def test_a_process_that_dies_while_it_writes_leaves_a_whole_copy(cache: Cache, tmp_path: Path, death: str) -> None:
    cache.keep_copy(URL, OLD)
    assert writing(tmp_path, 2, before=DEATHS[death]).wait(60) == 9
    copy = cache.read_copy(URL)
    assert copy is not None
    assert copy.body == (b"\x02" * 100_000 if death.startswith("after") else OLD.body)
    assert cache.keep_copy(URL, NEW) == ""
    assert cache.read_copy(URL) == NEW


def test_processes_that_write_at_once_never_leave_a_mixture(cache: Cache, tmp_path: Path) -> None:
    assert cache.keep_copy(URL, Copy(b"\x01", "https://example.org/1", NOW)) == ""
    processes = [writing(tmp_path, number, times=40) for number in (1, 2, 3)]
    seen = set()
    while any(process.poll() is None for process in processes):
        copy = cache.read_copy(URL)
        assert copy is not None
        assert copy.url == f"https://example.org/{copy.body[0]}"
        assert copy.body == copy.body[:1] * len(copy.body)
        seen.add(copy.body[0])
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert len(seen) > 1
    assert list((tmp_path / "cache").iterdir()) == [file_of(tmp_path)]


# Bad stuff


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_copy_is_none(cache: Cache, tmp_path: Path, data: st.DataObject) -> None:
    cache.keep_copy(URL, NEW)
    whole = file_of(tmp_path).read_bytes()
    start = data.draw(st.integers(0, len(whole)), label="start")
    end = data.draw(st.integers(start, len(whole)), label="end")
    damaged = whole[:start] + data.draw(st.binary(max_size=5), label="instead") + whole[end:]
    file_of(tmp_path).write_bytes(damaged)
    assert cache.read_copy(URL) == (NEW if damaged == whole else None)


GOOD_HEAD: Mapping[str, object] = {"selected": URL, "url": URL, "at": NOW.isoformat(), "validators": {}}


def test_the_head_that_the_hostile_ones_differ_from_is_good(cache: Cache, tmp_path: Path) -> None:
    file_of(tmp_path).parent.mkdir()
    file_of(tmp_path).write_bytes(packed(GOOD_HEAD))
    assert cache.read_copy(URL) == Copy(b"{}", URL, NOW)


@pytest.mark.parametrize(
    "head",
    [
        *(None, [], "text", {}, 7),
        {**GOOD_HEAD, "selected": MIRROR},
        {**GOOD_HEAD, "url": None},
        {**GOOD_HEAD, "url": "https://example.org/\x1b[2J"},
        {**GOOD_HEAD, "url": "https://example.org/\ud800"},
        *({**GOOD_HEAD, "at": at} for at in (None, 0, "", "soon", "2026-11-28", "2026-11-28T12:00:00", "9" * 5_000)),
        *({**GOOD_HEAD, "at": at} for at in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59")),
        {**GOOD_HEAD, "validators": None},
        {**GOOD_HEAD, "url": "https://example.org/" + "a" * 200_000},
    ],
    ids=lambda head: str(head)[-30:],
)
def test_a_copy_that_says_something_else_is_none(cache: Cache, tmp_path: Path, head: object) -> None:
    file_of(tmp_path).parent.mkdir()
    file_of(tmp_path).write_bytes(packed(head))
    assert cache.read_copy(URL) is None


@pytest.mark.parametrize("values", [None, 7, "ab", ["a"], ["a", 7], ["a", "b", "c"], {"etag": "a"}, ["", ""]])
def test_a_validator_that_is_none_is_left_out(cache: Cache, tmp_path: Path, values: object) -> None:
    file_of(tmp_path).parent.mkdir()
    file_of(tmp_path).write_bytes(packed({**GOOD_HEAD, "validators": {URL: values}}))
    assert cache.read_copy(URL) == Copy(b"{}", URL, NOW)


@pytest.mark.parametrize(
    "change", [{"urls": None}, {"urls": "text"}, {"failures": 7}, {"at": "soon"}, {"selected": ""}]
)
def test_a_failure_that_says_something_else_is_none(cache: Cache, tmp_path: Path, change: dict[str, object]) -> None:
    good = {"selected": URL, "urls": [URL, 7], "at": NOW.isoformat(), "failures": ["a", "b\n", None], "is_absent": 1}
    file_of(tmp_path).parent.mkdir()
    file_of(tmp_path, "missing").write_bytes(packed(good, b""))
    assert cache.read_missing(URL) == Missing((URL,), NOW, ("a",), is_absent=False)
    file_of(tmp_path, "missing").write_bytes(packed({**good, **change}, b""))
    assert cache.read_missing(URL) is None


def test_a_copy_of_another_form_is_none(cache: Cache, tmp_path: Path) -> None:
    cache.keep_copy(URL, NEW)
    whole = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(whole.replace(b"mkdocs-academic 1 ", b"mkdocs-academic 2 ", 1))
    assert cache.read_copy(URL) is None


def test_what_is_too_large_is_neither_kept_nor_read(cache: Cache, tmp_path: Path) -> None:
    assert cache.keep_copy(URL, NEW._replace(body=b" " * (MAX_BODY + 1))) == "it is larger than 10 MB"
    assert not (tmp_path / "cache").exists()
    file_of(tmp_path).parent.mkdir()
    with file_of(tmp_path).open("wb") as file:
        file.truncate(50_000_000_000)
    assert cache.read_copy(URL) is None


def test_a_pipe_and_a_device_in_the_place_of_a_copy_are_not_read(cache: Cache, tmp_path: Path) -> None:
    file_of(tmp_path).parent.mkdir()
    os.mkfifo(file_of(tmp_path))
    assert cache.read_copy(URL) is None
    file_of(tmp_path).unlink()
    file_of(tmp_path).symlink_to("/dev/zero")
    assert cache.read_copy(URL) is None
    assert cache.keep_copy(URL, NEW) == ""
    assert cache.read_copy(URL) == NEW


def test_a_folder_in_the_place_of_a_copy_is_told(cache: Cache, tmp_path: Path) -> None:
    file_of(tmp_path).mkdir(parents=True)
    assert cache.read_copy(URL) is None
    assert cache.keep_copy(URL, NEW) == "Is a directory"
    assert list((tmp_path / "cache").iterdir()) == [file_of(tmp_path)]


@pytest.mark.parametrize("inside", ["", "cache"])
def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_text("mine")
    cache = Cache(tmp_path / "file" / inside)
    assert cache.read_copy(URL) is None
    assert cache.keep_copy(URL, NEW) in ("File exists", "Not a directory")
    assert cache.keep_missing(URL, MISSING) in ("File exists", "Not a directory")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_cannot_be_is_told() -> None:
    cache = Cache(Path("a\0b"))
    assert cache.read_copy(URL) is None
    assert cache.keep_copy(URL, NEW) == "it cannot be written"
