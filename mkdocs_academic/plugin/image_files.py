"""The pictures of a build: found by their address, made smaller in the background, written into the site."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

from mkdocs.structure.files import File, Files

from ..addresses import clean_url, is_foreign, split_tail
from ..images import CLEANABLE
from ..images.records import Header
from ..images.store import Store
from .known_pictures import KnownPictures

FOLDER = "assets/academic/images/"
_MOVING = (".mp4", ".webm")
_ENDINGS = (*CLEANABLE, ".gif", ".svg", ".bmp", ".tif", ".tiff", *_MOVING)
_NO_WORD = re.compile(r"[^A-Za-z0-9]+")
_MOST_THREADS = 3  # each may hold a decoded photograph
_SVG_HEAD = 65_536
PATIENCE_S = 2.0


class Known(NamedTuple):
    """What pages need to know of a file.

    Arguments:
        sources: Where in the site its smaller forms are, and how wide they are.
        is_shape: Whether the size is only a shape.
        length: Of the file, in bytes.
    """

    header: Header
    sources: tuple[tuple[str, int], ...] = ()
    problem: str = ""
    is_shape: bool = False
    length: int = 0


class ImageFiles:
    """The picture files of one build.

    Arguments:
        base: The path that the site is published under, with slashes around it.
        tell_wait: Called once if pages wait so long for pictures that their author may wonder.
    """

    def __init__(
        self,
        files: Files,
        store: Store,
        keys: KnownPictures,
        site_dir: Path,
        base: str,
        tell_wait: Callable[[], None],
    ) -> None:
        self._files = files
        self._store = store
        self._keys = keys
        self._site_dir = site_dir
        self._base = base
        self._tell_wait = tell_wait
        self._has_told = False
        self._asked: dict[str, Future[Known]] = {}

    def find(self, url: str, page_url: str | None) -> File | None:
        """Return the file of the site that `url` leads to from a page; from no page, it counts from the host's root."""
        if not url or is_foreign(url):
            return None
        path = unquote(split_tail(url)[0])
        if path.startswith("/"):
            below = path.removeprefix(self._base)
            return self._by_path.get(below.lstrip("/")) or self._by_path.get(path.lstrip("/"))
        return self._by_path.get(_below(page_url or "", path))

    def missing(self, url: str, page_url: str) -> str:
        """Return where in the site a file should be that is not there, "" for one that is.

        What is written for the root of the host may be another site's, and so may what lies above this one.
        """
        path = unquote(split_tail(url)[0])
        if not path or is_foreign(url) or path.startswith("/"):
            return ""
        target = _below(page_url, path)
        return "" if target in self.published or target.startswith("../") else target

    @cached_property
    def published(self) -> frozenset[str]:
        """Where in the site its files are."""
        return frozenset(file.dest_uri for file in self._files if file.inclusion.is_included())

    @cached_property
    def _by_path(self) -> dict[str, File]:
        """The pictures by where they are in the site, those of the theme and of overrides too."""
        return {
            file.dest_uri: file
            for file in self._files
            if file.inclusion.is_included() and file.dest_uri.lower().endswith(_ENDINGS)
        }

    def ask(self, files: Iterable[File]) -> None:
        """Begin to make what the pages will need of these files."""
        for file in files:
            if file.dest_uri not in self._asked:
                self._asked[file.dest_uri] = self._pool.submit(self._read, file)

    def known(self, file: File) -> Known:
        """Return what is known of a file, as soon as it is."""
        self.ask((file,))
        future = self._asked[file.dest_uri]
        if not future.done() and not self._has_told and time.monotonic() > self._began + PATIENCE_S:
            self._has_told = True
            self._tell_wait()
        return future.result()

    @cached_property
    def _began(self) -> float:
        """When a page first waited for a picture."""
        return time.monotonic()

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1), "academic-images")

    def _read(self, file: File) -> Known:
        try:
            if file.dest_uri.lower().endswith(_MOVING):
                return _read_video(file)
            if file.dest_uri.lower().endswith(".svg"):
                return _read_drawing(file)
            return self._read_picture(file)
        except OSError as error:
            return Known(Header("", 0, 0), problem=f"cannot be read ({error.strerror or error})")

    def _read_picture(self, file: File) -> Known:
        path = Path(file.abs_src_path) if file.abs_src_path else None
        store = self._store
        key = self._keys.key(path, store.parameters, store.key_of) if path else store.key_of(file.content_bytes)
        picture = store.picture(key, lambda: file.content_bytes)
        sources = []
        for variant in picture.variants:
            uri = f"{FOLDER}{_stem(file)}-{key[:10]}-{variant.width}.webp" if variant.content else file.dest_uri
            sources.append((uri, variant.width))
            if variant.content:
                target = self._site_dir / uri
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(variant.content)
        length = path.stat().st_size if path else 0
        return Known(picture.header, tuple(sources), picture.problem, length=length)

    def finish(self, own: Iterable[File]) -> None:
        """Take out of the published files what is private, and forget what no build uses any more."""
        if "_pool" in vars(self):
            self._pool.shutdown()
        for file in own:
            _clean(self._site_dir / file.dest_uri)
        self._store.forget_old()


def _below(page_url: str, path: str) -> str:
    """Return where in the site a path leads to that is written on a page."""
    return normpath(f"{dirname(clean_url(page_url))}/{path}").lstrip("/")


def _read_video(file: File) -> Known:
    from ..images.videos import read_size

    if not file.abs_src_path:
        return Known(Header("", 0, 0))
    with Path(file.abs_src_path).open("rb") as opened:
        return Known(Header("video", *read_size(opened)))


def _read_drawing(file: File) -> Known:
    from ..images.svg import read_drawing

    if file.abs_src_path:
        with Path(file.abs_src_path).open("rb") as opened:
            head = opened.read(_SVG_HEAD)
    else:
        head = file.content_bytes[:_SVG_HEAD]
    header, is_size = read_drawing(head)
    return Known(header, is_shape=not is_size)


def _stem(file: File) -> str:
    return _NO_WORD.sub("-", PurePosixPath(file.dest_uri).stem)[:60].strip("-") or "picture"


def _clean(path: Path) -> None:
    """Take out of a published file what is private; what cannot be read or written stays as MkDocs copied it."""
    from ..images.headers import may_be_private, without_private

    try:
        with path.open("rb") as file:
            head = file.read(131_072)
            file.seek(-2, os.SEEK_END)
            tail = file.read(2)
        if may_be_private(head, tail):
            data = path.read_bytes()
            cleaned = without_private(data)
            if cleaned is not data:
                path.write_bytes(cleaned)
    except OSError:
        return
