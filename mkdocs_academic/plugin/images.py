"""The pictures of every page: their size, smaller forms of them, and when they are loaded."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from posixpath import basename
from urllib.parse import quote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ..addresses import relative, split_tail
from ..config import ImagesConfig
from ..errors import Place, Problem, Report
from ..images.elements import Seen, Turn, image_edits, is_large, video, video_edits
from ..images.heights import with_height
from ..images.places import NAMES, Found, find_images
from ..images.store import Store
from ..markup import Edit, Tag, tags_named
from .image_files import ImageFiles, Known
from .known_pictures import KnownPictures
from .settings import docs_prefix
from .sources import Written
from .theme import cache_folder

NEAR_TOP = 800
"""So many characters of text before a picture fill a telephone's first screen below the profile."""

_TAG = re.compile(r"<[^<>]*>")
_STYLE = re.compile(r"<style\b[^<>]*>(.*?)(?:</style|\Z)", re.DOTALL | re.IGNORECASE)
_LARGE_MOVING = 1_000_000


class Images:
    """The pictures of one build."""

    tag_names = NAMES

    def __init__(
        self,
        config: MkDocsConfig,
        settings: ImagesConfig,
        files: Files,
        known: KnownPictures,
        report: Report,
        *,
        has_own_look: bool,
    ) -> None:
        self._config = config
        self._settings = settings
        self._known_pictures = known
        self._has_own_look = has_own_look
        self._report = report
        self._reported: set[str] = set()
        self._mkdocs_files = files
        self._base = f"/{urlsplit(config.site_url or '').path.strip('/')}/".replace("//", "/")

    def foresee(self, pages: Iterable[Page]) -> None:
        """Begin with the pictures of these pages, while MkDocs renders their templates."""
        for page in pages:
            for tag in tags_named(page.content or "", ("img",)):
                file = self._files.find(tag.attributes.get("src", ""), page.url)
                self._files.ask(() if file is None else (file,))

    @cached_property
    def _files(self) -> ImageFiles:
        cache = cache_folder(self._config)
        folder = cache / "images" if cache is not None else None
        store = Store(folder, [int(width) for width in self._settings.widths], int(self._settings.quality))
        site_dir, known = Path(self._config.site_dir), self._known_pictures
        return ImageFiles(self._mkdocs_files, store, known, site_dir, self._base, self._tell_wait)

    def _tell_wait(self) -> None:
        message = "pictures are made smaller. It takes its time once: later builds find them in '.cache'."
        self._report(Problem(Place(docs_prefix(self._config)), message, "info"))

    def edits(self, html: str, found: Sequence[Tag], page_url: str | None, written: Written) -> list[Edit]:
        """Return the edits that complete the pictures of a page, given its tags of `tag_names`."""
        images = [image for image in find_images(found, has_short_lines=self._has_own_look) if image.place]
        files = [self._files.find(image.tag.attributes.get("src", ""), page_url) for image in images]
        self._files.ask(file for file in files if file is not None)  # all before one is waited for
        if page_url is not None:
            missing = (image.tag for image, file in zip(images, files, strict=True) if file is None)
            self._report_missing(missing, page_url, written)
        has_portrait = any(image.place == "portrait" for image in images)
        heights = self._heights | (with_height("\n".join(_STYLE.findall(html))) if "<style" in html else frozenset())
        first: Found | None = None
        edits: list[Edit] = []
        for image, file in zip(images, files, strict=True):
            known = self._known(file, written)
            seen = Seen() if known is None else _seen(known, page_url, self._base)
            is_candidate = image.tag.name == "img" and (not seen.width or (first is None and is_large(image, seen)))
            is_near = is_candidate and _is_near_top(html, image)
            if is_candidate and seen.width:
                first = image
            edits += self._edits(image, seen, Turn(is_near, is_near and first is image and not has_portrait), heights)
        return edits

    def _edits(self, image: Found, seen: Seen, turn: Turn, heights: frozenset[str]) -> Iterator[Edit]:
        src = image.tag.attributes.get("src", "")
        is_video = split_tail(src)[0].lower().endswith((".mp4", ".webm"))
        if image.tag.name == "video":
            yield from video_edits(image.tag, seen.width, seen.height)
        elif is_video and not image.is_in_picture:
            yield image.tag.start, image.tag.end, video(image.tag, seen.width, seen.height)
        elif src and not src.lower().startswith("data:"):
            yield from image_edits(image, seen, turn, heights)

    def _known(self, file: File | None, written: Written) -> Known | None:
        if file is None:
            return None
        known = self._files.known(file)
        if file.dest_uri not in self._reported:
            self._reported.add(file.dest_uri)
            for problem in _problems(file, known, partial(written.place_of, basename(file.src_uri))):
                self._report(problem)
        return known

    def _report_missing(self, images: Iterable[Tag], page_url: str, written: Written) -> None:
        """Name the pictures in the author's HTML that are not there; those in Markdown are named by MkDocs."""
        level = self._config.validation.links.not_found
        for src in dict.fromkeys(tag.attributes.get("src", "") for tag in images):
            path, name = self._files.missing(src, page_url), basename(split_tail(src)[0])
            if level < logging.INFO or not path or not written.has(name) or written.has_link(src):
                continue
            same = sorted(uri for uri in self._files.published if basename(uri).casefold() == basename(path).casefold())
            hint = f" Did you mean {same[0]!r}?" if same else ""
            message = f"picture {path!r} is no file of the site.{hint} Correct it."
            self._report(Problem(written.place_of(name), message, "warning" if level >= logging.WARNING else "info"))

    @cached_property
    def _heights(self) -> frozenset[str]:
        """What the site's own style sheets give a height."""
        names: set[str] = set()
        for path in self._config.extra_css:
            file = self._mkdocs_files.get_file_from_path(str(path))
            if file is not None:
                names |= with_height(file.content_bytes.decode("utf-8", "replace"))
        return frozenset(names)

    def finish(self, own: Iterable[File]) -> None:
        """Do what is left when every page is written; `own` are the published pictures of the author."""
        self._files.finish(own)


def _seen(known: Known, page_url: str | None, base: str) -> Seen:
    """Return a picture as a page reaches it; from no page, by the path that the site is published under."""
    addresses = [(quote(uri), width) for uri, width in known.sources]
    sources = [(base + url if page_url is None else relative(url, page_url), width) for url, width in addresses]
    return Seen(known.header.width, known.header.height, sources, known.is_shape)


def _is_near_top(html: str, image: Found) -> bool:
    if image.tag.start - image.text_start > 20 * NEAR_TOP:
        return False
    text = _TAG.sub("", html[image.text_start : image.tag.start])
    return len(" ".join(text.split())) <= NEAR_TOP


def _problems(file: File, known: Known, place: Callable[[], Place]) -> Iterator[Problem]:
    name = repr(file.src_uri)
    if known.problem:
        yield Problem(place(), f"picture {name} {known.problem}; it is shown as it is. Save it anew.")
    elif known.header.kind == "heic":
        yield Problem(place(), f"picture {name} is HEIC, which only Safari shows. Save it as JPEG.")
    elif known.header.is_animated and known.length > _LARGE_MOVING:
        message = f"picture {name} moves and takes {known.length / 1e6:.1f} MB. A video ('.mp4') takes far less."
        yield Problem(place(), message, "info")
