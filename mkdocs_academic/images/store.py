"""Pictures by what they hold: whoever asks again for the variants of an unchanged file waits for none."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from ..kept import keep, read_kept
from .headers import read_header
from .records import Header, Picture, Variant

VERSION = 1
"""Goes up when other variants come out of the same file."""

_MAX_BODY = 100_000_000
_SUFFIX = ".picture"
_KEPT_S = 30 * 86_400  # so long after its last use: a branch that is worked on again finds its own
_TOUCHED_S = 86_400


class Store:
    """The pictures of a site and their variants; several threads may ask at once.

    What was damaged is made anew. Where nothing can be kept, everything is made at each build.

    Arguments:
        folder: Where they are kept, None for nowhere.
        widths: Of the variants, in pixels.
        quality: Of the variants, 1 to 100.
    """

    def __init__(self, folder: Path | None, widths: Sequence[int], quality: int) -> None:
        self._folder = folder
        self._widths = tuple(sorted(set(widths)))
        self._quality = quality
        self.parameters = f"{VERSION} {quality} {self._widths}"
        self._used: set[str] = set()
        self._opening = Lock()

    def key_of(self, data: bytes) -> str:
        """Return what a file's variants are kept by: its content, and what decides how they come out."""
        return hashlib.sha256(self.parameters.encode() + hashlib.sha256(data).digest()).hexdigest()

    def picture(self, key: str, read: Callable[[], bytes]) -> Picture:
        """Return a picture by its key; `read` gives the file's bytes and is only called where it was not kept.

        Raises:
            OSError: From `read`.
        """
        self._used.add(key)
        if self._folder is None:
            return self._make(read())
        path = self._folder / f"{key}{_SUFFIX}"
        try:
            return _unpacked(*read_kept(path, key, max_body=_MAX_BODY))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            made = self._make(read())
            contents = b"".join(variant.content for variant in made.variants)
            keep(path, key, _head(made), contents)
            return made

    def _make(self, data: bytes) -> Picture:
        from .variants import Maker  # with it the library that decodes

        return Maker(self._widths, self._quality, self._opening).make(data, read_header(data))

    def forget_old(self) -> None:
        """Remove what no build of the last month has used."""
        if self._folder is None or not self._folder.is_dir():
            return
        now = time.time()
        for path in self._folder.glob(f"*{_SUFFIX}*"):  # those too that a build was writing when it was stopped
            with contextlib.suppress(OSError):  # another build may be faster
                age_s = now - path.stat().st_mtime
                if path.name.removesuffix(_SUFFIX) not in self._used:
                    if age_s > _KEPT_S:
                        path.unlink()
                elif age_s > _TOUCHED_S:
                    os.utime(path)


def _head(picture: Picture) -> Mapping[str, object]:
    sizes = [[variant.width, len(variant.content)] for variant in picture.variants]
    return {"header": list(picture.header), "variants": sizes, "problem": picture.problem}


def _unpacked(head: Mapping[str, object], body: bytes) -> Picture:
    """Return what `_head` and the contents were made of.

    Raises:
        ValueError: They are not.
    """
    match head:
        case {
            "header": [str(kind), int(width), int(height), bool(is_animated)],
            "variants": list(sizes),
            "problem": str(problem),
        }:
            variants = []
            position = 0
            for size in sizes:
                variant_width, length = map(int, size)
                variants.append(Variant(variant_width, body[position : position + length]))
                position += length
            if position == len(body):
                return Picture(Header(kind, width, height, is_animated), tuple(variants), problem)
    raise ValueError("of another form")
