"""The author as a contact card, for address books and telephones.

Source: RFC 6350 (vCard 4.0), RFC 9554 (SOCIALPROFILE, PRONOUNS)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from ..characters import one_line
from .author import Profile
from .links import OWN, Link
from .mail import bare, email_href
from .networks import NETWORKS
from .text import has_mail_address, plain_text

_LONGEST_LINE = 75
_LONGEST_TITLE = 200


def contact_card(
    profile: Profile, *, name: str, site_url: str, avatar_url: str = "", card_url: str = "", has_email: bool = False
) -> str:
    """Return the profile as a file of one card.

    Arguments:
        name: Whose card it is if the profile has no name.
        site_url: Where the site is published, "" if that is not known; so are the other addresses.
        has_email: Whether the mail address is in it, where harvesters read it.
    """
    who = _who(profile, name, site_url, has_email)
    identity = (
        ("UID", f"{site_url}#person") if site_url else ("", ""),
        ("SOURCE", card_url),
        ("PHOTO", urljoin(site_url, avatar_url) if avatar_url else ""),
        ("PRONOUNS", _text(profile.pronouns)),
    )
    return _file((*who, *identity, *_links(profile.links, site_url)))


def short_card(profile: Profile, *, name: str, site_url: str, has_email: bool = False) -> str:
    """Return a card that a QR code can hold: who it is, and where more is to be found."""
    return _file(_who(profile, name, site_url, has_email))


def _file(lines: Iterable[tuple[str, str]]) -> str:
    written = (f"{name}:{value}" for name, value in lines if value)
    folded = map(_folded, ("BEGIN:VCARD", "VERSION:4.0", *written, "END:VCARD"))
    return "".join(f"{line}\r\n" for line in folded)


def _who(profile: Profile, name: str, site_url: str, has_email: bool) -> Iterator[tuple[str, str]]:
    yield "FN", _text(profile.name) or _text(name) or _text(site_url) or "?"  # no card is without one
    yield "NICKNAME", _text(profile.native_name)
    yield "TITLE", _text(_title(profile))
    yield "ORG", _text(profile.employer)
    yield "ADR", f";;;{location};;;" if (location := _text(profile.location)) else ""
    if has_email and email_href(profile.email):
        yield "EMAIL", _text(bare(profile.email))
    yield "URL", _uri(site_url)
    yield "URL", next((_uri(link.url) for link in profile.links if link.key == "orcid"), "")


def _title(profile: Profile) -> str:
    text = plain_text(str(profile.bio))
    return "" if has_mail_address(text) or len(text) > _LONGEST_TITLE else text


def _links(links: Iterable[Link], site_url: str) -> Iterator[tuple[str, str]]:
    for link in links:
        address = _uri(urljoin(site_url, link.url))
        if link.key == "orcid" or not address.startswith(("https://", "http://")) or address == site_url:
            continue
        if link.key == OWN or not NETWORKS[link.key].identifies:
            yield "URL", address
        else:
            yield f'SOCIALPROFILE;SERVICE-TYPE="{link.title}"', address


def _text(text: str) -> str:
    """Return text as a value may have it: RFC 6350, section 3.4."""
    return re.sub(r"[\\,;]", r"\\\g<0>", one_line(text))


def _uri(url: str) -> str:
    return re.sub(r"[\x00-\x20\x7f]", "", url)


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which ends within a character: section 3.2."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = "", 1  # the blank that a further piece begins with
        piece, size = piece + character, size + width
    return "\r\n ".join((*pieces, piece))
