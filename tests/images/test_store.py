"""What is kept of pictures between builds."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pictures import photograph

from mkdocs_academic.images.records import Picture
from mkdocs_academic.images.store import Store

PHOTO = photograph(400, 200, quality=95)
MONTH_S = 31 * 86_400


def never() -> bytes:
    raise AssertionError("the file was read again")


def ask(store: Store, data: bytes = PHOTO, read: Callable[[], bytes] | None = None) -> Picture:
    return store.picture(store.key_of(data), read or (lambda: data))


def test_an_unchanged_picture_is_made_once(tmp_path: Path) -> None:
    made = ask(Store(tmp_path, [100, 200], 80))
    assert made.variants
    assert ask(Store(tmp_path, [200, 100, 100], 80), read=never) == made


def test_a_broken_picture_is_looked_at_once(tmp_path: Path) -> None:
    broken = PHOTO[:5000]
    assert ask(Store(tmp_path, [100], 80), broken).problem
    assert ask(Store(tmp_path, [100], 80), broken, never).problem


@pytest.mark.parametrize(("widths", "quality"), [([100], 80), ([100, 200], 70)])
def test_other_settings_make_other_variants(tmp_path: Path, widths: list[int], quality: int) -> None:
    ask(Store(tmp_path, [100, 200], 80))
    with pytest.raises(AssertionError):
        ask(Store(tmp_path, widths, quality), read=never)


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1], lambda data: b"", lambda data: data[:200] + b"x" + data[201:], lambda data: data + b"x"],
)
def test_what_was_damaged_is_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    made = ask(Store(tmp_path, [100], 80))
    (path,) = tmp_path.glob("*.picture")
    path.write_bytes(damage(path.read_bytes()))
    assert ask(Store(tmp_path, [100], 80)) == made
    assert ask(Store(tmp_path, [100], 80), read=never) == made


def test_a_copy_of_another_picture_is_not_taken(tmp_path: Path) -> None:
    store = Store(tmp_path, [100], 80)
    ask(store)
    (path,) = tmp_path.glob("*.picture")
    other = photograph(300, 300)
    path.rename(path.with_name(f"{store.key_of(other)}.picture"))
    assert ask(store, other).header.width == 300


def test_where_nothing_can_be_kept_pictures_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert ask(Store(tmp_path / "file", [100], 80)) == ask(Store(None, [100], 80))
    Store(tmp_path / "file", [100], 80).forget_old()
    Store(None, [100], 80).forget_old()


def test_what_no_build_used_for_a_month_goes(tmp_path: Path) -> None:
    store = Store(tmp_path, [100], 80)
    for data in (PHOTO, photograph(300, 300), photograph(200, 100)):
        ask(store, data)
    used, young, old = (tmp_path / f"{store.key_of(data)}.picture" for data in (PHOTO, photograph(300, 300), b""))
    unfinished = tmp_path / f".{old.name}-x1y2"
    old.touch()
    unfinished.touch()
    long_ago = time.time() - MONTH_S
    for path in (used, old, unfinished):
        os.utime(path, (long_ago, long_ago))
    later = Store(tmp_path, [100], 80)
    ask(later)
    later.forget_old()
    assert (used.exists(), young.exists(), old.exists(), unfinished.exists()) == (True, True, False, False)
    assert used.stat().st_mtime > long_ago + 86_400
