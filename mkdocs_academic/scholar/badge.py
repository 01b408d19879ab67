"""A badge as an SVG file of its own, in the look of shields.io."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

from .badge_colours import read_colour
from .badge_drawing import STYLES, Part, boxes, bubble
from .frame import one_line

_MOST_LETTERS = 80
_MOST_QUERY = 4000
_COLOUR, _LABEL_COLOUR, _STYLE = "007ec6", "555", "flat"


def badge_svg(
    label: str,
    message: str,
    *,
    colour: str = _COLOUR,
    label_colour: str = _LABEL_COLOUR,
    style: str = _STYLE,
    logo: str = "",
    title: str = "",
) -> str:
    """Return the badge as an SVG document.

    Arguments:
        colour: Of the message: a name of shields.io or hex digits; what is neither is the default.
        style: One of `STYLES`; an unknown one is the default. "social" has colours of its own.
        logo: "Google Scholar" for a mortarboard; there is no other.
        title: What it says to who cannot see it; the label and the message by default.
    """
    style = style if style in STYLES else _STYLE
    label, message = one_line(label, _MOST_LETTERS), one_line(message, _MOST_LETTERS)
    said = one_line(title) or ": ".join(filter(None, (label, message)))
    look, is_social, is_big = STYLES[style], style == "social", style == "for-the-badge"
    grounds = read_colour(label_colour) or read_colour(_LABEL_COLOUR), read_colour(colour) or read_colour(_COLOUR)
    if is_big:
        label, message = label.upper(), message.upper()
    elif is_social:
        label, grounds = label[:1].upper() + label[1:], ("#fcfcfc", "#fafafa")
    left = Part(label, look, grounds[0], is_strong=is_social, has_logo=_is_known(logo))
    right = Part(message, look, grounds[1], is_strong=is_social or is_big)
    return (bubble if is_social else boxes)(left, right, look, said)


class BadgeQuery(NamedTuple):
    """What the address of a badge asks for; what it leaves open is as `badge_svg` has it.

    Arguments:
        prefix: What stands before the message.
    """

    label: str = ""
    colour: str = _COLOUR
    label_colour: str = _LABEL_COLOUR
    style: str = _STYLE
    logo: str = ""
    prefix: str = ""


def read_badge_query(query: str) -> BadgeQuery:
    """Return what an address of img.shields.io, or its query, asks for; what is unknown there is left out.

    Source: https://shields.io/badges/endpoint-badge
    """
    query = query[:_MOST_QUERY]
    pairs = parse_qsl((query.partition("?")[2] or query).replace("&amp;", "&"), errors="replace")
    asked = {key: one_line(value, _MOST_LETTERS) for key, value in reversed(pairs)}  # the first of a name counts
    style = asked.get("style", "").lower()
    read = {
        "label": asked.get("label", ""),
        "colour": read_colour(asked.get("color", "")).removeprefix("#"),
        "label_colour": read_colour(asked.get("labelColor", "")).removeprefix("#"),
        "style": style if style in STYLES else "",
        "logo": asked.get("logo", "") if _is_known(asked.get("logo", "")) else "",
        "prefix": asked.get("prefix", ""),
    }
    return BadgeQuery(**{name: value for name, value in read.items() if value})


def _is_known(logo: str) -> bool:
    return logo.lower().replace(" ", "").replace("-", "") == "googlescholar"
