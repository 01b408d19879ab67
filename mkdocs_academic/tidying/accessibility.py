"""What a page says to nobody who does not see it; only its author knows the words that are missing.

Source: WCAG 2.2, 1.1.1, 1.3.1, 2.4.3, 2.4.4 and 4.1.2, as axe-core and Lighthouse look for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..markup import Tag
from .elements import HEADINGS
from .records import Finding, short

_NAMES = ("aria-label", "aria-labelledby", "title")
_TABINDEX = re.compile(r"""(?i)tabindex\s*=\s*["']?\s*\+?0*[1-9]""")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INVISIBLE = re.compile(r"<[^>]*>|&nbsp;|&#160;|\s")
_PLAIN = re.compile(r"\w[\w ,:]*")
_OF_TAGS = re.compile(r"\bid=\"[^\"]*:\d+-\d+/")  # where Material's plugin for tags will put its headings
_LONGEST_HEADING = 1_000
_OF_CODE = "__codelineno"  # pymdownx marks lines of code with links that nobody sees


Speaks = Callable[[Tag], bool]
"""Whether an image gets its text elsewhere."""


def unreadable(html: str, found: Sequence[Tag], speaks: Speaks) -> Iterator[Finding]:
    """Yield images without a text, links, buttons and frames without a name, and headings that leave out a level."""
    for tag in found:
        if tag.name == "img" and not speaks(tag):
            yield from _image(tag)
        elif tag.name == "iframe" and not tag.is_end and not _has_name(tag):
            message = "a frame has no 'title': nobody hears what it holds. Write title=\"what it shows\"."
            yield Finding("frame", tag, message, is_repaired=False)
    if _TABINDEX.search(html):
        yield from _early(found)
    yield from _nameless(html, found, speaks)
    yield from _leaps(html, found)


def _early(found: Sequence[Tag]) -> Iterator[Finding]:
    for tag in found:
        if not tag.is_end and tag.attributes.get("tabindex", "").strip(" +0").isdecimal():
            message = "a 'tabindex' above 0 puts an element before all others for the keyboard. Write 0, or none."
            yield Finding("tabindex", tag, message, is_repaired=False)


def _image(tag: Tag) -> Iterator[Finding]:
    attributes = tag.attributes
    source = attributes.get("src", "").strip()
    if not source and "srcset" not in attributes:
        message = "an image has no 'src' and shows nothing. Write the address of its file, or take it away."
        yield Finding("source", tag, message, is_repaired=False)
    elif "alt" not in attributes and not _has_name(tag) and not _is_silent(attributes):
        what = 'who does not see it learns nothing of it. Write alt="what it shows", or alt="" for decoration.'
        yield Finding("image", tag, f"the image '{short(source)}' has no 'alt': {what}", is_repaired=False)


def _has_name(tag: Tag) -> bool:
    attributes = tag.attributes
    return any(attributes.get(name, "").strip() for name in _NAMES)


def _is_silent(attributes: dict[str, str]) -> bool:
    """Whether an element is for nobody's ears: decoration, or hidden until a script shows it."""
    return (
        attributes.get("aria-hidden") == "true"
        or attributes.get("role") in ("presentation", "none")
        or "hidden" in attributes
        or bool(_HIDES.search(attributes.get("style", "")))
    )


class _Named(NamedTuple):
    """A link or button that is open, and where what it holds begins among the tags."""

    tag: Tag
    position: int


def _nameless(html: str, found: Sequence[Tag], speaks: Speaks) -> Iterator[Finding]:
    opened: _Named | None = None
    for index, tag in enumerate(found):
        if tag.name not in ("a", "button"):
            continue
        if not tag.is_end:
            opened = _Named(tag, index)
        elif opened is not None and tag.name == opened.tag.name:
            inside = found[opened.position + 1 : index]
            if not _says_something(html, opened.tag, tag, inside) and not any(map(speaks, inside)):
                yield _nameless_finding(opened.tag)
            opened = None


def _says_something(html: str, start: Tag, end: Tag, inside: Sequence[Tag]) -> bool:
    """Whether a link or button has a name, needs none, or has an image whose missing text is told already."""
    if _INVISIBLE.sub("", html[start.end : end.start]):
        return True
    attributes = start.attributes
    if start.name == "a" and ("href" not in attributes or attributes["href"].startswith(f"#{_OF_CODE}")):
        return True  # a target
    if _has_name(start) or _is_silent(attributes):
        return True
    images = (tag.attributes.get("alt") for tag in inside if tag.name == "img")
    return any(alt is None or alt.strip() for alt in images) or any(map(_has_name, inside))


def _nameless_finding(tag: Tag) -> Finding:
    what = "a button" if tag.name == "button" else f"the link to '{short(tag.attributes['href'])}'"
    message = f'{what} has no text: nobody hears what it is for. Write some into it, or aria-label="where it leads".'
    return Finding("label", tag, message, is_repaired=False)


def _leaps(html: str, found: Sequence[Tag]) -> Iterator[Finding]:
    headings = [tag for tag in found if not tag.is_end and tag.name in HEADINGS and not _OF_TAGS.search(tag.source)]
    is_lowered = sum(tag.name == "h1" for tag in headings) > 1  # of several titles, each becomes a section
    level = 1
    for tag in headings:
        own = int(tag.name[1]) + is_lowered
        if own > level + 1:
            title = short(_INVISIBLE.sub(" ", _content(html, tag)))
            leap = f"the heading '{title}' is {own - level} levels below the one before it"
            message = f"{leap}, which a screen reader tells as a gap. Take away {own - level - 1} of its '#'."
            plain = _PLAIN.search(title)
            yield Finding("heading", tag, message, is_repaired=False, written=plain[0] if plain else "")
        level = own


def _content(html: str, heading: Tag) -> str:
    """Return what a heading holds, or the beginning of it."""
    begin = html[heading.end : heading.end + _LONGEST_HEADING]
    return begin.partition(f"</{heading.name}")[0]
