"""Small pages at a page's former addresses: Jekyll's `redirect_from`."""

from __future__ import annotations

import html
import posixpath
from urllib.parse import quote

from ..addresses import is_foreign, relative
from ..errors import Place, Problem, Report

_LONGEST_NAME = 250  # bytes of a file's or folder's name that every disk takes
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Redirecting…</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={href}">
<p>This page is now at <a href="{href}">{canonical}</a>.
</html>
"""


def redirect_pages(page_url: str, addresses: object, *, site_url: str, place: Place, report: Report) -> dict[str, str]:
    """Return the files that lead from `addresses` to the page at `page_url`: their HTML by the address.

    `/about/` is the file `about/index.html`; `/about.html` is itself. What is no address of this site is reported.

    Source: https://github.com/jekyll/jekyll-redirect-from
    """
    written = addresses if isinstance(addresses, list) else [addresses]
    pages: dict[str, str] = {}
    paths: set[str] = set()
    for address in written:
        path = destination(address)
        if not path:
            report(Problem(place, f"redirect_from {address!r} is no path of this site. Write it like '/about/'."))
        elif path not in paths:
            paths.add(path)
            target = relative(page_url, quote(path))
            canonical = site_url.rstrip("/") + "/" + page_url.removeprefix("./") if site_url else target
            pages[str(address)] = _PAGE.format(canonical=html.escape(canonical), href=html.escape(target))
    return pages


def redirect_page(address: str, target: str) -> str:
    """Return the HTML at `address` that leads to `target`, of this site or another: Jekyll's `redirect_to`."""
    path = quote(destination(address))
    href = target if is_foreign(target) else relative(target.lstrip("/"), path)
    return _PAGE.format(canonical=html.escape(href), href=html.escape(href))


def destination(address: object) -> str:
    """Return the file of the site that answers at `address`, "" for what is no path of the site.

    `/v1.0/` is a folder in spite of its dot. What is no text, as front matter may have it, is no path.
    """
    if not isinstance(address, str):
        return ""
    path = posixpath.normpath("/" + address).lstrip("/")
    if "://" in address or ".." in address.split("/") or not address.strip() or "\x00" in address:
        return ""
    if any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in path.split("/")):
        return ""
    is_file = posixpath.splitext(path)[1] and not address.endswith("/")
    return path if is_file else posixpath.join(path, "index.html").lstrip("/")
