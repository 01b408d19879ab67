"""The mirrors of a file of citation numbers: which addresses may be asked for it, and in which order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from ..web.loopback import is_plain_loopback
from .address import stats_url

MIRRORS = ("raw.githubusercontent.com", "cdn.jsdelivr.net", "fastly.jsdelivr.net")
"""Hosts that have the files of every public repository."""

_CDN = ".jsdelivr.net"
_USER = re.compile(r"[^/@]*@")
_MOST_SHOWN = 100  # characters
_NAME = re.compile(r"\{([^{}]*)\}")
_NEVER_IN_AN_ADDRESS = re.compile(r'[\s\\{}<>"|^`\x00-\x1f\x7f]')


class _File(NamedTuple):
    repository: str
    branch: str
    file: str


_SAMPLE = _File("owner/name", "main", "gs_data.json")


def mirror_urls(
    repository: str,
    *,
    use_cdn: bool,
    branch: str,
    file: str,
    host: str = "",
    mirrors: Sequence[str] | None = None,
    site_url: str = "",
) -> tuple[str, ...]:
    """Return the addresses of a file of citation numbers: the selected one, then each mirror's, without repeats.

    What `faults` names is left out.

    Arguments:
        repository, use_cdn, branch, file, host: As for `stats_url`.
        mirrors: Each a host, which has its files where raw.githubusercontent.com has them if it is none of jsDelivr's,
            or a whole address with `{repository}`, `{branch}` and `{file}` in it; None for `MIRRORS`.
        site_url: Of the site as it is published, whose own copy comes last unless `mirrors` are given; "" for none.
    """
    wanted = _File(repository, branch, file)
    urls = [stats_url(repository, use_cdn=use_cdn, branch=branch, file=file, host=host)]
    urls += [_mirror_url(mirror.strip(), wanted) for mirror in _or_ours(mirrors) if not _mirror_fault(mirror)]
    if mirrors is None and site_url:
        urls.append(f"{site_url.rstrip('/')}/{quote(file)}")
    return tuple(dict.fromkeys(url for url in urls if not _address_fault(url)))


def faults(host: str, mirrors: Sequence[str] | None) -> tuple[str, ...]:
    """Return what is wrong with these two settings, a sentence each: "scholar.mirrors: 'ftp://e.org' is not https."."""
    found = [("host", host, _address_fault(stats_url("owner/name", use_cdn=False, host=host)))]
    found += [("mirrors", mirror, _mirror_fault(mirror)) for mirror in _or_ours(mirrors)]
    return tuple(f"scholar.{setting}: {_shown(written)!r} {fault}." for setting, written, fault in found if fault)


def _shown(written: str) -> str:
    """Return what the author wrote, without a password: the lines of a build are public where CI runs it."""
    return _USER.sub("...@", written)[:_MOST_SHOWN]


def _or_ours(mirrors: Sequence[str] | None) -> Sequence[str]:
    return MIRRORS if mirrors is None else mirrors


def _mirror_fault(mirror: str) -> str:
    """Return what is wrong, without a full stop ("is not https"); "" where nothing is."""
    mirror = mirror.strip()
    start, _, path = mirror.rpartition("://")[2].partition("/")
    unknown = sorted(set(_NAME.findall(mirror)) - set(_File._fields))
    if not mirror:
        return "is empty"
    if unknown:
        return f"has {{{unknown[0]}}} in it, where only {{repository}}, {{branch}} and {{file}} are filled in"
    if "{" in start:
        return "has braces in the name of its host, where nothing is filled in"
    if path and "://" not in mirror:
        return "is neither the name of a host nor an address that starts with https://"
    return _address_fault(_mirror_url(mirror, _SAMPLE))


def _mirror_url(mirror: str, wanted: _File) -> str:
    scheme, _, rest = mirror.rpartition("://")
    host, _, path = rest.partition("/")
    if path or not host or scheme not in ("", "http", "https"):
        values = wanted._asdict()
        return _NAME.sub(lambda name: quote(values[name[1]], safe="/"), mirror)
    is_cdn = f".{host.lower()}".endswith(_CDN)
    return stats_url(wanted.repository, use_cdn=is_cdn, branch=wanted.branch, file=wanted.file, host=mirror)


def _address_fault(url: str) -> str:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        named = False
    if not named or _NEVER_IN_AN_ADDRESS.search(url):
        return "is no address"
    if "@" in parts.netloc:
        return "has a name or a password before its host"
    if parts.scheme != "https" and not is_plain_loopback(url):
        return "is not https"
    return ""
