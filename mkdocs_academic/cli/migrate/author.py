"""The author in the old site's settings, under the keys of every known template, as the plugin's `author`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...errors import Place, Problem, Report
from ...profile import read_profile
from ...profile.networks import KEYS, squash
from .checkout import Checkout
from .old_config import OldConfig, read_yaml
from .old_page import OldPage

SOCIALS = "_data/socials.yml"

_FIELDS = ("name", "avatar", "pronouns", "bio", "location", "employer", "email")
# al-folio and minimal-light name a network and what the value is: `github_username`, `google_scholar`, `github_link`.
_KIND_OF_VALUE = re.compile(r"_(?:user_?name|user_?id|id|url|profile|number|handle|link)$")
_OWN_NAMES = {
    "work": "uri",
    "scholar": "googlescholar",
    "google_scholar": "googlescholar",
    "semanticscholar": "semantic",
}
# Settings of _config.yml that are not about a network although their names end like one.
_NO_NETWORK = {"url", "uri", "website", "rss", "feed", "repository"}
_AVATAR_FOLDERS = ("", "images/", "assets/img/", "assets/images/", "img/")
_TITLES = {"cv": "CV", "cv_pdf": "CV", "quora": "Quora", "blogger": "Blogger", "academia_edu": "Academia.edu"}


@dataclass
class _Found:
    """The author's fields and links as they are found; the first value of a key counts."""

    values: dict[str, Any] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)

    def set(self, key: str, value: object) -> None:
        if value not in (None, "", [], {}, False) and not self.values.get(key):
            self.values[key] = value


def read_author(checkout: Checkout, config: OldConfig, home: OldPage | None, unmapped: Report) -> dict[str, Any]:
    """Return the settings' `author`, only with what the profile shows; the rest goes to `unmapped`."""
    found = _Found()
    _read_mapping(found, config, unmapped)
    _read_names(found, config)
    socials = read_yaml(checkout, SOCIALS, unmapped) if checkout.has(SOCIALS) else (None, {})
    if isinstance(socials[0], dict):
        for key, value in socials[0].items():
            place = Place(SOCIALS, socials[1].get(str(key), 0))
            _read_social(found, str(key), value, place, unmapped, is_all_socials=True)
    for key, value in config.values.items():
        _read_social(found, str(key), value, config.place(str(key)), unmapped)
    _read_home(found, home)
    if found.values:
        found.set("name", config.text("title"))
    _settle_avatar(found, checkout)
    if found.links:
        found.values["links"] = found.links
    return _shown_only(found.values, config, unmapped)


def _read_mapping(found: _Found, config: OldConfig, unmapped: Report) -> None:
    """Read `author:` of acad-homepage, academicpages and Minimal Mistakes."""
    author = config.values.get("author")
    if isinstance(author, str):
        found.set("name", author)
    for key, value in config.mapping("author").items():
        name = squash(str(key))
        if value in (None, "", [], {}):
            continue
        if name in KEYS or name in _FIELDS or name in {squash(known) for known in ("native_name", "location_url")}:
            found.set(str(key), value)
        elif name == "links" and isinstance(value, list):
            _read_links(found, [item for item in value if isinstance(item, dict) and item.get("url")])
        elif isinstance(value, str) and value.startswith(("http://", "https://")):
            found.links.append({"title": str(key).replace("_", " ").title(), "url": value})
        else:
            message = f"author.{key} has no place in the profile. Put it into 'bio', or into 'links' as an address."
            unmapped(Problem(config.place(f"author.{key}"), message))


def _read_links(found: _Found, items: Iterable[Mapping[str, Any]]) -> None:
    """Read the list of Minimal Mistakes, in which the mail address is a link."""
    for item in items:
        if str(item["url"]).startswith("mailto:") and "email" not in found.values:
            found.set("email", str(item["url"]).removeprefix("mailto:").partition("?")[0])
        else:
            found.links.append(_link(item))


def _link(item: Mapping[str, Any]) -> dict[str, str]:
    return {"title": str(item.get("label") or item.get("title") or item["url"]), "url": str(item["url"])}


def _read_names(found: _Found, config: OldConfig) -> None:
    """Read the plain settings: al-folio's three names, minimal-light's position."""
    parts = [config.text(key) for key in ("first_name", "middle_name", "last_name")]
    full = " ".join(part for part in parts if part)
    found.set("name", full or config.text("name"))
    for key, ours in (("avatar", "avatar"), ("position", "bio"), ("affiliation", "employer"), ("email", "email")):
        found.set(ours, config.text(key))
    found.set("employer_url", config.text("affiliation_link"))
    found.set("location", config.text("location"))


def _read_social(
    found: _Found, key: str, value: object, place: Place, unmapped: Report, *, is_all_socials: bool = False
) -> None:
    """Read one network as al-folio or minimal-light name it."""
    if value in (None, "", [], {}) or isinstance(value, bool):
        return
    name = _KIND_OF_VALUE.sub("", key)
    known = _OWN_NAMES.get(name) or KEYS.get(squash(name))
    is_network = is_all_socials or name != key or key in _OWN_NAMES
    if isinstance(value, dict):
        if is_all_socials and isinstance(value.get("url"), str):
            found.links.append({"title": str(value.get("title") or key), "url": value["url"]})
        elif is_all_socials:
            unmapped(Problem(place, f"'{key}' has no place in the profile. Put an address into author.links."))
    elif key == "email":
        found.set("email", value)
    elif known and is_network and (is_all_socials or squash(name) not in _NO_NETWORK):
        found.set(known, _handle(known, str(value)))
    elif name in _TITLES and (is_all_socials or name != key):
        found.links.append({"title": _TITLES[name], "url": _rooted(str(value))})
    elif is_all_socials:
        unmapped(Problem(place, f"'{key}' has no place in the profile. Put its address into author.links."))


def _handle(network: str, value: str) -> str:
    if network == "mastodon" and "/@" in value and "://" not in value:
        return f"https://{value}"
    if network == "youtube" and "://" not in value and not value.startswith(("@", "UC")):
        return f"@{value}"
    return value


def _rooted(address: str) -> str:
    return address if "://" in address or address.startswith("/") else "/" + address.removeprefix("./")


def _read_home(found: _Found, home: OldPage | None) -> None:
    """Read what al-folio's about page says of its author."""
    if home is None:
        return
    profile = home.meta.get("profile")
    if isinstance(profile, dict):
        found.set("avatar", profile.get("image"))
    if home.meta.get("layout") == "about":
        found.set("bio", home.meta.get("subtitle") or home.meta.get("description"))


def _settle_avatar(found: _Found, checkout: Checkout) -> None:
    """Name the portrait by its place below the site's root: templates look for it in a folder of their own."""
    avatar = found.values.get("avatar")
    if not isinstance(avatar, str) or "://" in avatar:
        return
    path = posixpath.normpath(avatar.lstrip("/")) if avatar.strip("/.") else ""
    for folder in _AVATAR_FOLDERS:
        if checkout.has(folder + path):
            found.values["avatar"] = folder + path
            return


def _shown_only(values: dict[str, Any], config: OldConfig, unmapped: Report) -> dict[str, Any]:
    """Return the values without those that the profile would refuse: each is named once, here."""
    author = {key: value for key, value in values.items() if value not in (None, "", [])}
    problems: list[Problem] = []
    read_profile(author, place=Place(config.file), report=problems.append)
    for problem in problems:
        key = next((key for key in author if f"author.{key} " in problem.message), "")
        place = config.place(f"author.{key}")
        unmapped(Problem(place if place.line else config.place(key), problem.message, problem.level))
        author.pop(key, None)
    return author
