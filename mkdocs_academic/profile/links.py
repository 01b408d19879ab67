"""The links beside the page: networks by their keys, then the author's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from .networks import NETWORKS, Network
from .text import Warn, as_text, plain_text, shown, type_name

OWN = "link"
"""The key of a link from the author's own list."""

_DEFAULT_ICON = "material/link"
_ICON = re.compile(r"[\w-]+(?:/[\w.-]*[\w-])+")
_OF_THE_SITE = re.compile(r"/(?![/\\])")  # a browser reads a second slash, and a backslash, as a host
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_HOST_AND_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d]{2,}(?::\d+)?(?:[/?#].*)?", re.DOTALL)
_ORCID = re.compile(r"orcid\.org/(my-orcid\?orcid=)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b", re.IGNORECASE)


class Link(NamedTuple):
    """One link; `url` is an http(s) address, `icon` a file below Material's `.icons/` without its suffix."""

    key: str
    title: str
    url: str
    icon: str


def network_links(values: Mapping[str, str], warn: Warn) -> Iterator[Link]:
    """Yield the links of `values`, what was written by network's key, in the table's order, each address once."""
    seen: set[str] = set()
    for network in NETWORKS.values():
        written = values.get(network.key, "")
        if not written or network.closed:
            continue
        url = network_address(network, written)
        if not url:
            what = (
                f"neither an http(s) address nor a user name of {network.title}"
                if network.forms
                else "no http(s) address"
            )
            warn(f"author.{network.key} {shown(written)} is {what}; left out. Write it like '{network.example}'.")
        elif url not in seen:
            seen.add(url)
            shown_url = _checked_orcid(url, warn) if network.key == "orcid" else url
            yield Link(network.key, network.title, shown_url, network.icon)


def listed_links(items: object, warn: Warn) -> Iterator[Link]:
    """Yield the links of the author's own list, in its order; what is wrong with an item is told by its position."""
    if not isinstance(items, list):
        if items not in (None, "", {}):
            warn(f"author.links is {type_name(items)}, not a list; left out. Write '- {{title: …, url: https://…}}'.")
        return
    for position, item in enumerate(items, start=1):
        where = f"author.links item {position}"
        if not isinstance(item, Mapping):
            warn(f"{where} is {type_name(item)}, not a mapping; left out. Write '{{title: …, url: https://…}}'.")
        elif link := _listed_link(item, where, warn):
            yield link


def network_address(network: Network, written: str) -> str:
    """Return the http(s) address that an author's value stands for, "" if it is neither an address nor a user name."""
    if "://" not in written:
        address, parts = network.address_of(written)
        if address:
            return address.format(*(quote(part, safe="/") for part in _normal(network, parts)))
    if _SCHEME.match(written) or written.startswith("//") or "/" in written or not network.forms:
        return web_address(written)
    return web_address(written) if written.lower().endswith(network.domain) else ""


def web_address(written: str) -> str:
    """Return an http(s) address, "https" where the scheme is left out; "" for anything else (`javascript:`, `a/b`)."""
    written = re.sub(r"[\t\n\r]", "", written)  # as a browser does
    if written.startswith("//"):
        written = f"https:{written}"
    elif not _SCHEME.match(written) and _HOST_AND_PATH.fullmatch(written):
        written = f"https://{written}"
    try:
        parts = urlsplit(written)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        return ""
    return re.sub(r"""[\s"<>\\^`{|}]""", lambda match: quote(match[0]), written) if is_web else ""


def orcid_is_valid(orcid: str) -> bool:
    """Whether the last character of `0000-0000-0000-000X` is its check character, ISO 7064 MOD 11-2.

    Source: https://support.orcid.org/hc/en-us/articles/360006897674
    """
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return orcid[-1].upper() == ("X" if check == 10 else str(check))


def _listed_link(item: Mapping[object, object], where: str, warn: Warn) -> Link | None:
    title = plain_text(as_text(item.get("title") or item.get("label")) or "")
    written = as_text(item.get("url"))
    if not title or not written:
        warn(f"{where} has no {'title' if not title else 'url'} that is text; left out. Add it.")
        return None
    url = written if _OF_THE_SITE.match(written) else web_address(written)
    if not url:
        warn(
            f"{where} ({shown(title)}): {shown(written)} is no http(s) address and no path of the site; left out. "
            "Write it like 'https://…' or '/files/cv.pdf'."
        )
        return None
    return Link(OWN, title, url, _icon(item.get("icon"), f"{where} ({shown(title)})", warn))


def _icon(written: object, where: str, warn: Warn) -> str:
    if not written:
        return _DEFAULT_ICON
    icon = as_text(written) or ""
    if _ICON.fullmatch(icon.removesuffix(".svg")):
        return icon.removesuffix(".svg")
    warn(f"{where}: icon {shown(written)} is no icon's name; '{_DEFAULT_ICON}' is shown. See Material's icon search.")
    return _DEFAULT_ICON


def _normal(network: Network, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.upper() for part in parts) if network.key == "orcid" else parts


def _checked_orcid(url: str, warn: Warn) -> str:
    """Return `url`; in place of the address that an author sees when signed in, the one that everybody can open."""
    found = _ORCID.search(url)
    if found is None:
        return url
    if not orcid_is_valid(found[2]):
        warn(f"author.orcid {found[2]!r} is no ORCID iD (its check digit is wrong); shown as written. Compare it.")
    return f"https://orcid.org/{found[2].upper()}" if found[1] else url
