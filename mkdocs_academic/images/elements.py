"""How a picture stands in a page: its size, its smaller forms, and when it is loaded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..markup import Edit, Tag, attribute_edits
from .heights import has_height, style_has_height, style_has_width
from .places import Found, shown_width, sizes

_PERCENT = re.compile(r"\s*\d{1,3}(?:\.\d+)?%\s*")
_KEPT_BY_VIDEOS = ("src", "class", "id", "style", "title", "width", "height")


class Seen(NamedTuple):
    """A picture of the site as a page reaches it.

    Arguments:
        width: In pixels; 0 where unknown.
        sources: Address and width of each smaller form.
        is_shape: Whether the size is only a shape: a drawing that does not say how large it is to be.
    """

    width: int = 0
    height: int = 0
    sources: Sequence[tuple[str, int]] = ()
    is_shape: bool = False


class Turn(NamedTuple):
    """When a picture is loaded: at once near the top of a page, before others if it is the largest thing there."""

    is_near: bool = False
    is_urgent: bool = False


def image_edits(found: Found, seen: Seen, turn: Turn, with_height: frozenset[str]) -> Iterator[Edit]:
    """Yield the edits that complete an `img` of the text or the portrait; what its author wrote stays as it is.

    Arguments:
        with_height: Classes of pictures that a style sheet gives a height.
    """
    tag = found.tag
    written = tag.attributes
    values = {**_size(found, seen, written, with_height), **_loading(found, turn)}
    yield from attribute_edits(
        tag, {key: value for key, value in values.items() if key == "style" or key not in written}
    )
    if seen.sources and not found.is_in_picture and "srcset" not in written:
        # As if there were no `picture` nor `source`: authors lay out what stands around the `img`.
        srcset = ", ".join(f"{html.escape(url)} {width}w" for url, width in seen.sources)
        wanted = sizes(found.place, written, seen.width, seen.height)
        source = f'<source type="image/webp" srcset="{srcset}" sizes="{wanted}" style="display:none">'
        yield tag.start, tag.start, f'<picture style="display:contents">{source}'
        yield tag.end, tag.end, "</picture>"


def is_large(found: Found, seen: Seen) -> bool:
    """Whether a picture is more than an icon in a line of text."""
    written = found.tag.attributes
    return found.place in ("text", "page", "wide") and shown_width(found.place, written, seen.width or 1_000) > 100


def video(tag: Tag, width: int, height: int) -> str:
    """Return a video in place of an `img` that leads to one: silent, and still until the reader starts it."""
    written = tag.attributes
    values = {name: written[name] for name in _KEPT_BY_VIDEOS if name in written}
    if width and not {"width", "height"} & written.keys():
        values |= {"width": str(width), "height": str(height)}
    if written.get("alt"):
        values["aria-label"] = written["alt"]
    attributes = " ".join(f'{name}="{html.escape(value)}"' for name, value in values.items())
    return f'<video {attributes} controls loop muted playsinline preload="metadata"></video>'


def video_edits(tag: Tag, width: int, height: int) -> Iterator[Edit]:
    """Yield the edits that give a video its size, so that the page does not jump."""
    written = tag.attributes
    if width and not {"width", "height"} & written.keys() and not style_has_height(written.get("style", "")):
        yield from attribute_edits(tag, {"width": str(width), "height": str(height)})


def _size(found: Found, seen: Seen, written: Mapping[str, str], with_height: frozenset[str]) -> dict[str, str]:
    """Return `width` and `height` as they keep the picture's shape, whatever the author said of its size."""
    if not seen.width or not seen.height or has_height(written, with_height):
        return {}
    style = written.get("style", "")
    if _PERCENT.fullmatch(written.get("width", "")) and "height" not in written and not style_has_height(style):
        shape = f"aspect-ratio: auto {seen.width} / {seen.height}"  # attributes say it in pixels only
        return {"style": _before(style) + shape}
    own = {name: _number(written[name]) for name in ("width", "height") if name in written}
    if len(own) == 2 or not all(own.values()):
        return {}
    if "width" in own:
        return {"height": str(max(1, round(own["width"] * seen.height / seen.width)))}
    if "height" in own:
        return {"width": str(max(1, round(own["height"] * seen.width / seen.height)))}
    if seen.is_shape and not style_has_width(style) and "teaser" not in found.place:
        return {}
    size = {"width": str(seen.width), "height": str(seen.height)}
    if style_has_height(style) and not style_has_width(style):
        size["style"] = f"{_before(style)}width: auto"
    return size


def _before(style: str) -> str:
    """Return a style as it stands before another declaration."""
    return f"{style.rstrip().rstrip(';')}; " if style.strip() else ""


def _loading(found: Found, turn: Turn) -> dict[str, str]:
    values = {} if turn.is_near or found.place == "portrait" else {"loading": "lazy"}
    if turn.is_urgent:
        values["fetchpriority"] = "high"
    return {**values, "decoding": "async"}


def _number(text: str) -> int:
    """Return a size in pixels, 0 for what is none."""
    text = text.strip().removesuffix("px")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else 0
