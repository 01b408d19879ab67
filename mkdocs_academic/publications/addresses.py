"""Web addresses as people write them into BibTeX, made safe for a link."""

from __future__ import annotations

import re
from urllib.parse import quote

from .latex import plain_url

_SAFE = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#](?:[A-Za-z0-9\-._~/?#@!$&()*+,;=:]|%[0-9A-Fa-f]{2})*)?"
)
_PARTS = re.compile(r"(?i)(https?)://([^/?#]+)(.*)", re.DOTALL)
_SECOND = re.compile(r"(?i)[\s,;]https?://")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9a-fA-F:.]+\](?::\d{1,5})?")
_KEPT = "-._~/?#@!$&()*+,;=:%"  # RFC 3986, but for quotes and brackets

_ANCHOR = re.compile(r"(?i)<a\s[^<>]{0,200}?\bhref=[\"']?(https?://[^\s\"'<>]+)")

_MAX_LENGTH = 4000


def written_address(value: str) -> str:
    r"""Return the address or the name of a file that `value` holds, without its LaTeX or HTML: `\url{…}`, `\_`."""
    if "href=" in value and (anchor := _ANCHOR.search(value)):
        return plain_url(anchor[1])
    text = plain_url(value)
    return text.strip("<>{} ") if text[:1] in "<{" else text


def web_url(text: str) -> str:
    """Return `text` as an http(s) address that is safe in any attribute, "" where it is none."""
    if _SAFE.fullmatch(text):
        return text
    match = _PARTS.fullmatch(text[:_MAX_LENGTH].strip())
    if (
        not match
        or len(text) > _MAX_LENGTH
        or any(char.isspace() for char in match[2])
        or not _HOST.fullmatch(match[2])
    ):
        return ""
    scheme, host, rest = match.groups()
    if (rest and rest[0] not in "/?#") or _SECOND.search(rest):
        return ""
    rest = quote("".join(rest.split()), safe=_KEPT, errors="replace")
    return f"{scheme.lower()}://{host}{_STRAY_PERCENT.sub('%25', rest)}"


def has_scheme(text: str) -> bool:
    """Whether `text` is an address of any kind, rather than the name of a file."""
    return bool(re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", text[:40]))
