"""The pictures that authors choose to stand for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ..addresses import Addresses, is_foreign
from ..errors import Place, Problem, Report
from ..sharing.records import Picture
from .settings import settings_place


class Pictures:
    """Finds the pictures that the front matter, a publication or the settings name.

    Arguments:
        image: What the settings name.
    """

    def __init__(self, config: MkDocsConfig, image: str, files: Files, addresses: Addresses, report: Report) -> None:
        self._image = image
        self._place = settings_place(config)
        self._site_url = config.site_url or ""
        self._by_url = {file.url: file for file in files if file.inclusion.is_included()}
        self._addresses = addresses
        self._report = report
        self._sizes: dict[str, tuple[int, int]] = {}

    def of_page(self, page: Page, place: Place) -> Picture | None:
        """Return the picture that a page's front matter names; what is no picture of the site is reported."""
        for key, written, alt in _written(page.meta):
            found = self.find(written, page, alt)
            if found is not None:
                return found
            if key == "image" and self._site_url:
                message = f"image {written!r} is no file of the site; the page's card is another one. Correct it."
                self._report(Problem(place, message))
        return None

    def of_paper(self, image_url: str, title: str) -> Picture | None:
        """Return a publication's picture by its absolute address; None where there is none that networks show."""
        is_shown = image_url and not urlsplit(image_url).path.lower().endswith((".svg", ".svgz"))
        return self.find(image_url, alt=title) if is_shown else None

    def of_site(self, name: str) -> Picture | None:
        """Return the picture that the settings name for all pages."""
        return self._of_site._replace(alt=name) if self._of_site is not None else None

    @cached_property
    def _of_site(self) -> Picture | None:
        found = self.find(self._image)
        if found is None and self._site_url:
            message = f"sharing.image {self._image!r} is no file of the docs folder. Put it there, or correct it."
            self._report(Problem(self._place, message))
        return found

    def find(self, written: str, page: Page | None = None, alt: str = "") -> Picture | None:
        """Return a picture by its address, as written on a page or as seen from the site's root."""
        if is_foreign(written):
            is_web = written.startswith(("https://", "http://"))
            file = self._of_this_site(written)
            return Picture(written, alt, *self._size(file)) if is_web else None
        file = self.file(written, page)
        if file is None or not self._site_url:
            return None
        return Picture(urljoin(self._site_url, file.url), alt, *self._size(file))

    def file(self, written: str, page: Page | None = None) -> File | None:
        """Return the file that an address leads to."""
        url = self._addresses.seen_from(written, "").removeprefix("./")
        below = self._addresses.repaired(written, page.url, page.file.src_uri) if page is not None else ""
        beside = urljoin(page.url, below) if page is not None else ""
        return next((self._by_url[one] for one in (url, beside, f"images/{url}") if one in self._by_url), None)

    def _of_this_site(self, url: str) -> File | None:
        return self._by_url.get(url.removeprefix(self._site_url)) if self._site_url else None

    def _size(self, file: File | None) -> tuple[int, int]:
        """Return width and height, 0 where they cannot be told."""
        path = file.abs_src_path if file is not None else None
        if not path or path.lower().endswith((".svg", ".svgz")):
            return 0, 0
        if path not in self._sizes:
            self._sizes[path] = _read_size(Path(path))
        return self._sizes[path]


def _read_size(path: Path) -> tuple[int, int]:
    from ..images.headers import read_size

    try:
        return read_size(path)
    except OSError:
        return 0, 0


def _written(meta: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield the keys under which Jekyll's templates name a page's picture, the address and its description."""
    header = meta.get("header")
    inner: Mapping[str, object] = header if isinstance(header, Mapping) else {}
    named: list[tuple[str, object]] = [("image", meta.get("image")), ("og_image", meta.get("og_image"))]
    named += [(f"header.{key}", inner.get(key)) for key in ("og_image", "image", "teaser")]
    for key, value in named:
        alt: object = ""
        if isinstance(value, Mapping):  # jekyll-seo-tag's form
            alt = value.get("alt")
            value = value.get("path") or value.get("url")
        if isinstance(value, str) and value.strip():
            yield key, value.strip(), alt if isinstance(alt, str) else ""
