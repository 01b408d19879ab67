"""Where the files of the site are, seen from a page: links written for the root of a host work under any base path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urljoin

_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_TAIL = re.compile(r"[?#].*", re.DOTALL)


class Addresses:
    """The site's files by source (`cv.md`) and by every address that Jekyll would answer (`cv/`, `cv.html`, `cv`).

    Arguments:
        urls: The url of each file by its src_uri, both relative to their roots, as MkDocs has them: `cv.md` -> `cv/`.
        base: The path that the site is published under, which authors may have written out: `/project/`.
    """

    def __init__(self, urls: Mapping[str, str], base: str = "/") -> None:
        self._base = base.strip("/") + "/"
        self._by_source = {source: clean_url(url) for source, url in urls.items()}
        self._by_address: dict[str, str] = {}
        for url in self._by_source.values():
            for address in _addresses(unquote(url)):
                self._by_address.setdefault(address, url)

    def find(self, path: str) -> str | None:
        """Return the url of the file that `path`, relative to the site's root, stands for."""
        return self._by_address.get(path) if path in self._by_address else self._by_source.get(path)

    def seen_from(self, url: str, page_url: str) -> str:
        """Return `url`, written as seen from the site's root, as seen from the page at `page_url`.

        An address of another host stays as it is; so does what is no address of the site, but for its base.
        """
        if not url or is_foreign(url):
            return url
        path, tail = split_tail(url)
        target = self._target(path)
        if target == clean_url(page_url) and tail.startswith("#"):
            return tail
        return relative(target, page_url) + tail

    def _target(self, path: str) -> str:
        below_root = posixpath.normpath(unquote(path)).lstrip("/") if path.strip("/.") else ""
        if path.endswith("/") and below_root:
            below_root += "/"
        for candidate in (below_root, below_root.removeprefix(self._base)):
            if (found := self.find(candidate)) is not None:
                return found
        return path.lstrip("/").removeprefix(self._base)

    def repaired(self, url: str, page_url: str, page_source: str) -> str:
        """Return `url`, as a page's raw HTML has it, so that it leads where its author meant.

        A rooted address is counted from the site's root; a relative one from the page's url where a file is there,
        else from the page's source, as Markdown's links are.
        """
        if not url or url[0] in "#?" or is_foreign(url):
            return url
        if url.startswith("/"):
            return self.seen_from(url, page_url)
        path, tail = split_tail(url)
        # A browser goes no higher than the root of the host, which need not be the site's.
        leaves = posixpath.normpath(posixpath.join(posixpath.dirname(page_url), unquote(path))).startswith("../")
        if not leaves and urljoin(clean_url(page_url), unquote(path)) in self._by_address:
            return url
        target = self._by_source.get(_source(path, page_source))
        return url if target is None else relative(target, page_url) + tail

    def rooted(self, url: str, page_url: str, page_source: str) -> str:
        """Return `url`, as a page's Markdown has it, counted from the site's root where only Jekyll knows it.

        MkDocs takes Markdown's links for paths of source files, and warns of every other: `about.html`, `../talks/`.
        """
        path, tail = split_tail(url)
        if not path or path.startswith("/") or is_foreign(url) or self.has_file(url, page_source):
            return url
        target = self._by_address.get(urljoin(clean_url(page_url), unquote(path)))
        return url if target is None else f"/{target}{tail}"

    def has_file(self, url: str, page_source: str) -> bool:
        """Whether the site has the file that a page's Markdown addresses by `url`."""
        return not is_foreign(url) and _source(split_tail(url)[0], page_source) in self._by_source


def relative(target: str, page_url: str) -> str:
    """Return the url `target` as seen from `page_url`, both relative to the site's root; "./" for the page itself."""
    start = posixpath.dirname(clean_url(page_url))
    written = posixpath.relpath(target or ".", start or ".")
    return written + "/" if target.endswith("/") or not target else written


def absolute(url: str, base: str) -> str:
    """Return `url` as `base` sees it, on its own; as it stands where it is no address."""
    try:
        return urljoin(base, url)
    except ValueError:  # an IPv6 address that is none
        return url


def is_foreign(url: str) -> bool:
    """Whether `url` names a scheme or a host, and so cannot lead into the site."""
    return bool(_FOREIGN.match(url))


def split_tail(url: str) -> tuple[str, str]:
    """Split `url` into its path and the rest: `cv/?a#b` into `cv/` and `?a#b`."""
    match = _TAIL.search(url)
    return (url[: match.start()], match[0]) if match else (url, "")


def _source(path: str, page_source: str) -> str:
    if path.startswith("/"):
        return posixpath.normpath(unquote(path)).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page_source), unquote(path)))


def clean_url(url: str) -> str:
    """Return `url`, relative to the site's root, with the root itself as "" (MkDocs says "./")."""
    return "" if url in (".", "./") else url


def _addresses(url: str) -> Iterable[str]:
    yield url
    stem, is_page = re.subn(r"(?:(?:^|(?<=/))index)?\.html$|/$", "", url)
    if is_page or not url:
        stem = stem.rstrip("/")
        yield from (stem, stem + "/" if stem else "", posixpath.join(stem, "index.html"))
        if stem:
            yield stem + ".html"
