"""A mail address that readers can use and harvesters do not find, without a script."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup

from .text import encode

_ADDRESS = re.compile(r"""[^\s@<>()\[\],;:\\"]++@[\w-]+(?:\.[\w-]+)*\.[\w-]{2,}""")


def email_href(email: str) -> Markup:
    """Return a `mailto:` address, every character of it a reference; "" if `email` is no single address.

    Every other character of the local part is percent-encoded besides, which means the same address.

    Source: RFC 6068 section 2, RFC 3986 section 2.3
    """
    address = bare(email)
    if not _ADDRESS.fullmatch(address):
        return Markup("")
    local, _, domain = address.rpartition("@")
    return Markup(encode(f"mailto:{_percent(local)}@{quote(domain)}"))


def email_text(email: str) -> Markup:
    """Return what the author wrote as a mail address, every character of it a reference."""
    return Markup(encode(bare(email)))


def bare(email: str) -> str:
    return re.sub(r"^mailto:", "", email.strip(), flags=re.IGNORECASE)


def _percent(local: str) -> str:
    return "".join(
        quote(char, safe="") if index % 2 else "".join(f"%{byte:02X}" for byte in char.encode())
        for index, char in enumerate(local)
    )
