"""Addresses as HTML wants them: no blank, no sign that has to be written as a number."""

from __future__ import annotations

import re
from urllib.parse import quote

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = ("http", "https")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#\\]*")
_GAP = re.compile(r"\{\{|\{%|\$\{|<%")
_FORBIDDEN = re.compile(r"""[ "<>\[\]^`{|}]""")


def encoded(url: str) -> str:
    """Return `url` so that it is valid and leads where a browser finds it to lead.

    What is no address of the web, such as `mailto:` or `data:`, stays as it is, and so do the gaps of a template that a
    script fills, `{{ link }}`, and a backslash: browsers take it for a slash, others for itself.

    Source: WHATWG URL, 4.3 (what is valid) and 4.4 (what browsers make of the rest).
    """
    scheme = _SCHEME.match(url)
    if (scheme is not None and scheme[1].lower() not in _WEB) or _GAP.search(url):
        return url
    url = url.strip(" \t\n\r\f")
    if not _FORBIDDEN.search(url):
        return url
    host = _HOST.match(url)
    start = host.end() if host else 0
    return url[:start] + _FORBIDDEN.sub(lambda match: quote(match[0]), url[start:])
