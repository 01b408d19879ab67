"""Reading the `author` of the settings, under the keys of acad-homepage and academicpages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from ..errors import Place, Problem, Report, did_you_mean
from .links import Link, listed_links, network_links, web_address
from .mail import email_href, email_text
from .networks import KEYS, NETWORKS, squash
from .text import Warn, as_text, inline_html, line_breaks_only, plain_text, shown, type_name

_FIELDS = (
    *("name", "native_name", "pronouns", "avatar", "bio", "email"),
    *("location", "location_url", "employer", "employer_url"),
)
_LINKS = "links"
_KEYS = MappingProxyType({**KEYS, **{squash(field): field for field in (*_FIELDS, _LINKS)}})


class Profile(NamedTuple):
    """The author as the page shows them: plain text that the template escapes, but for `Markup`; "" when absent.

    Arguments:
        avatar: An address as written: relative to the site's root, rooted, or absolute.
        bio: HTML with inline tags only.
        email: As written; only `email_href` and `email_text` may reach a page.
        description: The site's.
        name_html: The name with its line breaks.
    """

    name: str
    native_name: str
    pronouns: str
    avatar: str
    bio: Markup
    location: str
    employer: str
    email: str
    links: tuple[Link, ...]
    description: str
    name_html: Markup = Markup()
    location_url: str = ""
    employer_url: str = ""

    @property
    def email_href(self) -> Markup:
        return email_href(self.email)

    @property
    def email_text(self) -> Markup:
        return email_text(self.email)


def read_profile(author: Mapping[str, object], *, place: Place, report: Report, description: str = "") -> Profile:
    """Return the profile of `author`; whatever in it cannot be shown is reported and left out.

    Arguments:
        author: The settings' `author`, or a page's after `merge`: keys in any spelling, values of any YAML type.
        place: The file that `author` was written in.
        description: The site's description, shown with the profile.
    """

    def warn(message: str) -> None:
        report(Problem(place, message))

    values = _texts(author, warn)
    for network in NETWORKS.values():
        if network.closed and values.get(network.key):
            message = f"author.{network.key} is not shown: {network.title} was closed in {network.closed}."
            report(Problem(place, message, "info"))
    bio = inline_html(values.get("bio", ""))
    text = {field: plain_text(values.get(field, "")) for field in _FIELDS}
    return Profile(
        name=text["name"],
        native_name=text["native_name"],
        pronouns=text["pronouns"],
        avatar=values.get("avatar", ""),
        bio=bio,
        location=text["location"],
        employer=text["employer"],
        email=values.get("email", ""),
        links=(*network_links(values, warn), *listed_links(_list_of(author), warn)),
        description="" if plain_text(description) == plain_text(str(bio)) else description,  # templates fill in both
        name_html=line_breaks_only(values.get("name", "")),
        location_url=_address("location_url", values, warn),
        employer_url=_address("employer_url", values, warn),
    )


def merge(author: Mapping[str, object], override: Mapping[str, object]) -> dict[str, object]:
    """Return `author` with the parts that `override` names replaced; an empty part hides the author's own.

    A key counts as named in any of its spellings; the `links` list is replaced whole.
    """
    named = {_known(key) or key for key in override}
    return {**{key: value for key, value in author.items() if (_known(key) or key) not in named}, **override}


def _texts(author: Mapping[str, object], warn: Warn) -> dict[str, str]:
    """Return the values that are text by their keys in the one spelling; of two spellings the first with a value."""
    texts: dict[str, str] = {}
    for written, value in author.items():
        key = _known(written)
        if value in (None, "", [], {}) or key == _LINKS:
            continue
        if key is None:
            nearest = did_you_mean(squash(str(as_text(written))), (*_FIELDS, _LINKS, *NETWORKS, *KEYS))
            warn(f"author key {shown(written)} is not known; not shown.{nearest or ' Put other links under links.'}")
        elif (text := as_text(value)) is None:
            warn(f"author.{key} is {type_name(value)}, not text; left out. Write text, in quotes where in doubt.")
        elif text and not texts.get(key):
            texts[key] = text
    return texts


def _known(key: object) -> str | None:
    return _KEYS.get(squash(key)) if isinstance(key, str) else None


def _list_of(author: Mapping[str, object]) -> object:
    return next((value for key, value in author.items() if _known(key) == _LINKS), None)


def _address(key: str, values: Mapping[str, str], warn: Warn) -> str:
    url = web_address(values.get(key, ""))
    if not url and values.get(key):
        warn(f"author.{key} {shown(values[key])} is no http(s) address; left out. Write it like 'https://…'.")
    return url
