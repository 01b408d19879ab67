"""Where on a page a picture stands, and so how wide it is shown: what `sizes` tells the browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..markup import Tag

NAMES = ("article", "div", "figure", "picture", "img", "video")
"""The tags that `find_images` reads."""

PlaceName = Literal["", "text", "wide", "teaser", "page", "page teaser", "portrait"]
"""`text` is as wide as lines are read well, `wide` the whole width of a page without bars at its sides."""

_PORTRAIT = "acad-profile__avatar"
_PORTRAIT_SIZES = ((125.0, 202), (100.0, 185), (60.0, 168), (0.0, 80))  # academic.css: 8.4 and 4 of Material's rem
_WIDE = {
    **{"text": (45.0, 690), "page": (45.0, 690), "wide": (77.0, 1200)},
    **{"teaser": (39.0, 350), "page teaser": (39.0, 480)},
}
"""From how many em a place is so many pixels wide; below, it is as wide as the page."""
_MARGINS = 32  # pixels beside the text on a telephone
# Three pixels of the screen for each of the page show no more than two: a third of the width is not asked for.
_DENSE = "(max-width: 44.98em) and (min-resolution: 2.5dppx)"
_DENSE_SHARE = 2 / 3
_STYLE_WIDTH = re.compile(r"(?:^|[;\s])(?:max-)?width\s*:\s*(\d+(?:\.\d+)?)(px|em|rem|%)")
_ATTRIBUTE_WIDTH = re.compile(r"\s*(\d{1,5})(px|%)?\s*", re.ASCII)
_IN_PIXELS = {"px": 1.0, "em": 17.5, "rem": 20.0}


class Found(NamedTuple):
    """An `img` or a `video` of a page.

    Arguments:
        place: "" outside the text, where other style sheets say how large a picture is.
        is_in_picture: Whether it stands in a `picture` of the author's.
        text_start: Where the text begins that it stands in.
    """

    tag: Tag
    place: PlaceName
    is_in_picture: bool
    text_start: int


class _Open(NamedTuple):
    name: str
    place: PlaceName
    is_in_picture: bool
    text_start: int
    is_in_box: bool = False


def find_images(found: Iterable[Tag], *, has_short_lines: bool = True) -> Iterator[Found]:
    """Yield the pictures and videos among the tags of a page, which are those of `NAMES`.

    Arguments:
        has_short_lines: Whether a style sheet keeps the lines of the text short, and so what stands in them.
    """
    opened = [_Open("", "", False, 0)]
    count: Counter[str] = Counter()
    hidden_bars = 0
    for tag in found:
        if tag.name in ("img", "video"):
            if not tag.is_end:
                inner = opened[-1]
                is_wide = hidden_bars == 2 and inner.place == "text" and (inner.is_in_box or not has_short_lines)
                place = "portrait" if _PORTRAIT in tag.source else "wide" if is_wide else inner.place
                yield Found(tag, place, inner.is_in_picture, inner.text_start)
        elif not tag.is_end:
            hidden_bars += "md-sidebar--" in tag.source and "hidden" in tag.attributes
            opened.append(_inside(tag, opened[-1]))
            count[tag.name] += 1
        elif count[tag.name]:
            while (closed := opened.pop()).name != tag.name:
                count[closed.name] -= 1
            count[tag.name] -= 1


def _inside(tag: Tag, outer: _Open) -> _Open:
    classes = tag.attributes.get("class", "").split() if "class" in tag.source else ()
    place, text_start = outer.place, outer.text_start
    if not place and "md-typeset" in classes:
        place, text_start = "text", tag.end
    elif place == "text" and "acad-paper--page" in classes:
        place = "page"
    elif place in ("text", "page") and "paper-box-image" in classes:
        place = "teaser" if place == "text" else "page teaser"
    is_in_box = outer.is_in_box or (bool(outer.place) and tag.name in ("div", "figure"))
    return _Open(tag.name, place, outer.is_in_picture or tag.name == "picture", text_start, is_in_box)


def shown_width(place: PlaceName, written: Mapping[str, str], width: int) -> int:
    """Return about how many pixels of a wide window a picture takes that is `width` pixels wide itself."""
    if place == "portrait":
        return _PORTRAIT_SIZES[1][1]
    widest = _WIDE[place][1] if place else width
    own = _own_width(written)
    if own is None:
        return widest if "teaser" in place else min(width, widest)
    return round(own[0] * widest / 100) if own[1] == "%" else round(min(own[0] * _IN_PIXELS[own[1]], widest))


def sizes(place: PlaceName, written: Mapping[str, str], width: int, height: int) -> str:
    """Return the attribute `sizes` of a picture of this size, by its place and its own attributes.

    Source: https://html.spec.whatwg.org/multipage/images.html#sizes-attributes; there an em is the reader's own, 16 px.
    """
    if place == "portrait":
        wider = max(1.0, width / height)  # the circle shows the middle of it
        return ", ".join(f"(min-width: {em:g}em) {px * wider:.0f}px" for em, px in _PORTRAIT_SIZES[:-1]) + (
            f", {_PORTRAIT_SIZES[-1][1] * wider:.0f}px"
        )
    own = _own_width(written)
    has_share = own is not None and own[1] == "%"
    # A box that is as wide as what it holds takes this for the picture's own width, and shows a share of it.
    is_share_of_box = has_share and "teaser" not in place
    wide = shown_width(place, {} if is_share_of_box else written, width)
    share = min(own[0], 100) / 100 if own is not None and has_share and not is_share_of_box else 1.0
    from_em = _WIDE[place][0]
    if "teaser" not in place:
        if wide <= 320 - _MARGINS:
            return f"{wide}px"
        from_em = min(from_em, (wide + _MARGINS) / 16)
    dense = "" if is_share_of_box else f"{_DENSE} {_of_window(share * _DENSE_SHARE)}, "
    return f"(min-width: {from_em:g}em) {wide}px, {dense}{_of_window(share)}"


def _of_window(share: float) -> str:
    return f"calc({share * 100:.3g}vw - {share * _MARGINS:.0f}px)"


def _own_width(written: Mapping[str, str]) -> tuple[float, str] | None:
    """Return the width that the author gave a picture, and its unit."""
    match = _STYLE_WIDTH.search(written.get("style", "").lower())
    if match:
        return float(match[1]), match[2]
    match = _ATTRIBUTE_WIDTH.fullmatch(written.get("width", ""))
    return (float(match[1]), match[2] or "px") if match else None
