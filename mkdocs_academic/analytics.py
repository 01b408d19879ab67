"""Services that count visits, and what a site's `extra.analytics` says of the one its author chose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from .errors import did_you_mean

Warn = Callable[[str], None]


class Analytics(NamedTuple):
    """The chosen service as `analytics.js` reads it; all is "" where nothing can be counted.

    Arguments:
        property: What the service calls this site.
        script: The address of the service's own script.
        host: Where the visits are told to, for a service that is not told by its script.
    """

    provider: str = ""
    property: str = ""
    script: str = ""
    host: str = ""


class Service(NamedTuple):
    """One row of the table.

    Arguments:
        names: What the service calls its name for a site.
        pattern: What that looks like.
        script: Below `host`, or a whole address.
        host: "" where each author has an own one.
    """

    title: str
    names: str
    pattern: str
    example: str
    script: str
    host: str = ""


_HEX = r"[0-9a-f]{32}"
SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        "google": Service(
            "Google Analytics",
            "measurement id",
            r"(?:G|GT|AW|DC)-[A-Z0-9]+",
            "G-ABCDEF1234",
            "gtag/js?id={property}",
            "https://www.googletagmanager.com",
        ),
        "plausible": Service(
            "Plausible", "domain", r"[\w.-]+(?:,[\w.-]+)*", "ada.example.org", "js/script.js", "https://plausible.io"
        ),
        "umami": Service(
            "Umami",
            "website id",
            r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            "01234567-89ab-cdef-0123-456789abcdef",
            "script.js",
            "https://cloud.umami.is",
        ),
        "matomo": Service("Matomo", "site id", r"\d+", "1", "matomo.js"),
        "baidu": Service(
            "Baidu Tongji", "site code", _HEX, "0123456789abcdef" * 2, "hm.js?{property}", "https://hm.baidu.com"
        ),
        "cloudflare": Service(
            "Cloudflare Web Analytics",
            "token",
            _HEX,
            "0123456789abcdef" * 2,
            "beacon.min.js",
            "https://static.cloudflareinsights.com",
        ),
    }
)


def read_analytics(written: Mapping[str, object], warn: Warn) -> Analytics:
    """Return the service that `written` chooses; one that cannot be used is told of, and counts nothing."""
    provider = written.get("provider")
    service = SERVICES.get(provider) if isinstance(provider, str) else None
    if service is None:
        near = did_you_mean(str(provider)[:40], SERVICES)
        known = ", ".join(SERVICES)
        warn(f"provider {_shown(provider)} is not known; no visit is counted.{near} Known are: {known}.")
        return Analytics()
    host, script = (_address(written, key, warn) for key in ("host", "src"))
    if host is None or script is None:
        return Analytics()
    host = host or service.host
    if not host and not script:
        warn(f"has no 'host'; no visit is counted. Write where your {service.title} is: 'host: https://…'.")
        return Analytics()
    name = _property(written, service, warn, is_needed=not (provider == "plausible" and script))
    if name is None:
        return Analytics()
    script = script or f"{host}/{service.script.format(property=quote(name))}"
    return Analytics(str(provider), name, script, host)


def _property(written: Mapping[str, object], service: Service, warn: Warn, *, is_needed: bool) -> str | None:
    value = written.get("property")
    name = "" if value is None or isinstance(value, bool) else str(value).strip()
    if re.fullmatch(service.pattern, name) or not (name or is_needed):
        return name
    how = f"Write the {service.names} of {service.title} like 'property: {service.example}'."
    if name.startswith("UA-"):
        warn(f"property {_shown(name)} is of the older Google Analytics, which ended in 2023. {how}")
    elif name:
        warn(f"property {_shown(name)} is no {service.names} of {service.title}; no visit is counted. {how}")
    else:
        warn(f"has no 'property'; no visit is counted. {how}")
    return None


def _address(written: Mapping[str, object], key: str, warn: Warn) -> str | None:
    """Return an address without a slash at its end, "" where none is written, None where it is no address."""
    value = written.get(key) or ""
    text = value.strip() if isinstance(value, str) else "\0"
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        is_web = False
    if not is_web or re.search(r"""[\s"'<>\\]""", text):
        warn(f"{key} {_shown(value)} is no http(s) address; no visit is counted. Write it like 'https://…'.")
        return None
    return text.rstrip("/")


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str | int) else type(value).__name__
    return text if len(text) <= 60 else f"{text[:57]}…'"
