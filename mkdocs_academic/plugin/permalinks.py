"""Pages at their permalinks, and small pages at their former addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from ..addresses import clean_url
from ..errors import Place, Problem, Report
from ..jekyll.destinations import Destinations
from ..jekyll.front_matter import line_of_key
from ..jekyll.redirects import destination, redirect_pages
from .settings import docs_prefix


class Permalinks:
    """Moves the files of one build.

    Arguments:
        metas: The front matter of every page that has an address of its own, by its src_uri.
    """

    def __init__(
        self, config: MkDocsConfig, files: Files, metas: Mapping[str, Mapping[str, Any]], report: Report
    ) -> None:
        self._config = config
        self._files = files
        self._metas = metas
        self._report = report
        self._prefix = docs_prefix(config)
        self._taken = Destinations()

    def move_all(self) -> None:
        pages = {uri: file for uri in self._metas if (file := self._files.get_file_from_path(uri)) is not None}
        wanted = {uri: path for uri, file in pages.items() if (path := self._wanted(file))}
        self._taken = taken_by((file for file in self._files if file.src_uri not in wanted), self._prefix)
        for src_uri, path in wanted.items():
            self._move(pages[src_uri], path)

    def redirect_all(self) -> None:
        """Put small pages at the former addresses of those that the site still has."""
        self._taken = taken_by(self._files, self._prefix)
        for file in [file for file in self._files if file.src_uri in self._metas]:
            if former := self._metas[file.src_uri].get("redirect_from"):
                self._redirect(file, former)

    def _wanted(self, file: File) -> str:
        """Return the file that a page's permalink asks for, "" where the page is there anyway or cannot be."""
        permalink = self._metas[file.src_uri].get("permalink")
        if not isinstance(permalink, str):
            return ""
        path = destination(permalink)
        if not path or ":" in permalink:
            message = f"permalink {permalink!r} is no path of this site. Write it like '/cv/'."
            self._report(Problem(self._place(file, "permalink"), message))
            return ""
        is_home = path == "index.html" and file.src_uri == "index.md"
        return "" if path == file.dest_uri or is_home else path

    def _move(self, file: File, path: str) -> None:
        if conflict := self._taken.conflict(path):
            permalink = self._metas[file.src_uri]["permalink"]
            stays = f"the page stays at '/{clean_url(file.url)}'. Write another one."
            message = f"permalink {permalink!r} {conflict.why}; {stays}"
            self._report(Problem(self._place(file, "permalink"), message))
        else:
            file.dest_uri = path
            for derived in ("url", "abs_dest_path"):  # computed from dest_uri, and kept once asked for
                vars(file).pop(derived, None)
            if file.page is not None:  # the blog makes its posts before
                file.page.canonical_url = urljoin(self._config.site_url or "", file.url) or None
                file.page.abs_url = urlsplit(file.page.canonical_url or "").path or None
        self._taken.take(file.dest_uri, self._prefix + file.src_uri)

    def _redirect(self, file: File, former: object) -> None:
        place = self._place(file, "redirect_from")
        pages = redirect_pages(file.url, former, site_url=self._config.site_url or "", place=place, report=self._report)
        for address, html in pages.items():
            path = destination(address)
            if path == file.dest_uri:
                continue  # it would lead to itself
            if conflict := self._taken.conflict(path):
                message = f"redirect_from {address!r} {conflict.why}; it is left out."
                self._report(Problem(place, message))
                continue
            generated = File.generated(self._config, path, content=html, inclusion=InclusionLevel.NOT_IN_NAV)
            self._files.append(generated)
            self._taken.take(path, f"the redirect to {self._prefix}{file.src_uri}")

    def _place(self, file: File, key: str) -> Place:
        return Place(self._prefix + file.src_uri, line_of_key(file.content_string, key))


def taken_by(files: Iterable[File], prefix: str) -> Destinations:
    """Return where the files are that the site shows; `prefix` is the docs folder's name, for the owners."""
    taken = Destinations()
    for file in files:
        if file.inclusion.is_included() or file.page:
            taken.take(file.dest_uri, prefix + file.src_uri if file.generated_by is None else "another page or file")
    return taken
