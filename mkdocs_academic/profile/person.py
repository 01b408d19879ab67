"""The author as structured data, which search engines and reading tools understand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from .author import Profile
from .links import OWN, Link
from .networks import NETWORKS
from .text import has_mail_address, plain_text

PERSON_ID = "#person"
"""The fragment that names the author in structured data, behind the site's address: the papers' pages name them so."""


def person(profile: Profile, *, site_url: str, avatar_url: str = "") -> dict[str, Any]:
    """Return `profile` as a Person of schema.org, without the mail address.

    Arguments:
        site_url: Where the site is published, "" if that is not known.
        avatar_url: Where the portrait is: absolute, or relative to `site_url`.

    Source: https://schema.org/Person
    """
    avatar = avatar_url or profile.avatar.lstrip("/")  # a rooted address counts from the site's root
    image = urljoin(site_url, avatar) if avatar else ""
    orcid = next((link.url for link in profile.links if link.key == "orcid"), "")
    data = {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": f"{site_url}{PERSON_ID}" if site_url else "",
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
