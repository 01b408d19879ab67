"""Addresses of this machine, which alone may be asked without a certificate."""

from __future__ import annotations

from urllib.parse import urlsplit

_HOSTS = ("127.0.0.1", "::1", "localhost")


def is_plain_loopback(url: str) -> bool:
    """Whether this is an `http` address of this machine, which no certificate could make safer."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in _HOSTS
