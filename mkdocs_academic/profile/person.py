"""The author as structured data, which search engines and reading tools understand."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from .author import Profile
from .links import OWN, Link
from .networks import NETWORKS
from .text import has_mail_address, plain_text

_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}


def person(profile: Profile, *, site_url: str, avatar_url: str = "") -> dict[str, Any]:
    """Return `profile` as a Person of schema.org, without the mail address.

    Arguments:
        site_url: Where the site is published, "" if that is not known.
        avatar_url: Where the portrait is: absolute, or relative to `site_url`.

    Source: https://schema.org/Person
    """
    image = urljoin(site_url, avatar_url or profile.avatar)
    orcid = next((link.url for link in profile.links if link.key == "orcid"), "")
    data = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": profile.name,
        "alternateName": profile.native_name,
        "description": _description(profile),
        "affiliation": _named("Organization", profile.employer, profile.employer_url),
        "address": profile.location,
        "image": image if image.startswith(("https://", "http://")) else "",
        "url": site_url,
        "identifier": {"@type": "PropertyValue", "propertyID": "ORCID", "value": orcid} if orcid else "",
        "sameAs": [
            link.url for link in profile.links if _identifies(link) and link.url.strip("/") != site_url.strip("/")
        ],
    }
    return {key: value for key, value in data.items() if value}


def json_ld(data: dict[str, Any]) -> Markup:
    """Return `data` as JSON that may stand in a `<script>` element, the same bytes for the same data."""
    text = json.dumps(data, ensure_ascii=False)
    return Markup(re.sub("[<>&\u2028\u2029]", lambda match: _ESCAPES[match[0]], text))


def _identifies(link: Link) -> bool:
    """A link of the author's own list may lead anywhere: it does not say who the author is."""
    return link.key != OWN and NETWORKS[link.key].identifies


def _named(kind: str, name: str, url: str) -> dict[str, str]:
    if not name:
        return {}
    return {"@type": kind, "name": name, **({"url": url} if url else {})}


def _description(profile: Profile) -> str:
    text = plain_text(str(profile.bio))
    return "" if has_mail_address(text) or (profile.email and profile.email in text) else text
