"""Marks on a page's HTML that the style sheet needs: rows of links, lists of dates."""

from __future__ import annotations

import html as html_text
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from .markup import Edit, Tag, attribute_edits
from .months import ENGLISH, OF, ORDINAL, months_of


def line_marks(html: str, found: Sequence[Tag], language: str = ENGLISH) -> list[Edit]:
    """Return the edits that put classes on lines that CSS alone cannot tell from others, given the tags of `html`.

    No text is added or removed.

    - `acad-links`: a paragraph of nothing but short links, `Paper | Code | Video`; it is shown as a row of pills.
    - `acad-dated`: a list whose items all begin with a date; `--acad-date` is the width of the longest in `ch`.

    In both the punctuation between the parts becomes a `<span class="acad-sep">`.

    Arguments:
        language: The code of a language, beside English, that months are written in.
    """
    return [*_link_lines(html, found), *_dated_lists(html, found, language)]


_SEPARATORS = re.compile(r"(?:[\s|/·•,;\[\]()–-]|&nbsp;)*")
_LINK_TEXT_MAX = 28
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _link_lines(html: str, found: Sequence[Tag]) -> Iterator[Edit]:
    paragraph: list[Tag] = []
    follows_title = False  # the first paragraph of a paper box is its title, one link or more
    is_first = False
    for tag in found:
        if tag.name == "p" and not tag.is_end:
            paragraph = [tag]
        elif paragraph:
            paragraph.append(tag)
            if tag.name == "p":
                yield from _link_line(html, paragraph, 1 if follows_title else 2)
                paragraph, follows_title, is_first = [], follows_title or is_first, False
        elif tag.name in _HEADINGS:
            follows_title = is_first = False
        elif "paper-box-text" in tag.source:
            follows_title, is_first = False, True


def _link_line(html: str, paragraph: Sequence[Tag], least: int) -> Iterator[Edit]:
    """Yield the edits of one paragraph, given as all its tags; none unless it is `least` or more links and counts."""
    parts, separators, depth = 0, [], 0
    for tag, following in pairwise(paragraph):
        text = html[tag.end : following.start]
        if tag.name == "a" or "show_paper_citations" in tag.source:
            depth, parts = (0, parts) if tag.is_end else (1, parts + 1)
        elif tag.name == "span" and tag.is_end:
            depth = 0
        elif tag.name not in ("p", "strong", "b", "em", "span", "svg", "path"):
            return
        if (depth and len(text) > _LINK_TEXT_MAX) or not (depth or _SEPARATORS.fullmatch(text)):
            return
        if not depth and text.strip():
            separators.append((tag.end, following.start, f'<span class="acad-sep">{text}</span>'))
    if parts >= least and "acad-links" not in paragraph[0].source:
        yield from attribute_edits(paragraph[0], {"class": _with_class(paragraph[0], "acad-links")})
        yield from separators


_ENGLISH_MONTH = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter"
)


@cache
def _dated(language: str) -> re.Pattern[str]:
    """Return what a list item with a date begins with, its months in English or in `language`."""
    names = sorted(months_of(language), key=len, reverse=True)
    local = rf"|(?i:{'|'.join(names)})" if names else ""
    of = OF if names else ""
    month = rf"(?:{_ENGLISH_MONTH}{local})\.?"
    day = (
        r"(?:(?:19|20)\d\d(?:\s?[年년](?:\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?)?"
        r"|[./-]\d{1,2}(?!\d)(?:[./-]\d{1,2}(?!\d))?)?(?![\d%])"
        rf"|(?:\d{{1,2}}{ORDINAL}\s{of})?{month}\s(?:\d{{1,2}},?\s)?{of}(?:19|20)\d\d"
        r"|(?:\d{1,2}\.\s?)?\d{1,2}[./](?:19|20)\d\d)"
    )
    until = rf"(?:{day}|[Pp]resent|[Nn]ow|至今|今)"
    date = rf"{day}(?:\s?(?:[-–—~～至]|to|&ndash;)\s?{until})?(?:\s?\((?:[Pp]resent|[Nn]ow)\))?"
    return re.compile(
        rf"\s*(?:<p>\s*)?(?:<(?P<tag>em|strong|b|i)>)?(?P<date>(?:(?P<square>\[)|(?P<round>\())?{date}"
        r"(?(square)\])(?(round)\)))"
        r"(?P<inside>[:：,，]?)(?(tag)</(?P=tag)>)(?P<sep>(?:\s|&nbsp;|\u00a0)*[:：,，|–—-]?(?:\s|&nbsp;|\u00a0)+|[:：，])"
    )


_MARKED = re.compile(
    r"\s*(?:<p>\s*)?<(?P<tag>\w+) class=\"acad-date\">(?P<date>[^<]*)</(?P=tag)><span class=\"acad-sep\">[^<]*</span>"
)
_DATE_WIDTH_MAX = 26
_DATE_WIDTH_LONG = 11


def _dated_lists(html: str, found: Sequence[Tag], language: str) -> Iterator[Edit]:
    """Yield the edits of every list whose items all begin with a date."""
    dated_item = _dated(language)
    open_lists: list[tuple[Tag, list[re.Match[str] | None]]] = []
    for tag in found:
        if tag.name in ("ul", "ol") and not tag.is_end:
            open_lists.append((tag, []))
        elif tag.name == "li" and not tag.is_end and open_lists:
            open_lists[-1][1].append(dated_item.match(html, tag.end))
        elif tag.name in ("ul", "ol") and open_lists:
            start, items = open_lists.pop()
            dated = [item for item in items if item]
            if start.name == "ul" and dated and len(dated) == len(items):
                yield from _dated_list(start, dated)


def dated_start(html: str, language: str = ENGLISH) -> re.Match[str] | None:
    """Match the date that an item of a list begins with, and what parts it from the text, marked or not yet."""
    return _MARKED.match(html) or _dated(language).match(html)


def _dated_list(start: Tag, items: Sequence[re.Match[str]]) -> Iterator[Edit]:
    width = max(_width(html_text.unescape(item["date"])) for item in items)
    if width > _DATE_WIDTH_MAX:
        return
    classes = "acad-dated acad-dated--long" if width > _DATE_WIDTH_LONG else "acad-dated"
    style = f"--acad-date: {width}ch; {start.attributes.get('style', '')}".removesuffix("; ")
    yield from attribute_edits(start, {"class": _with_class(start, classes), "style": style})
    for item in items:
        name = item["tag"] or "span"
        date = f'<{name} class="acad-date">{item["date"]}</{name}>'
        first = item.start("tag") - 1 if item["tag"] else item.start("date")
        yield first, item.end(), f'{date}<span class="acad-sep">{item["inside"]}{item["sep"]}</span>'


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _with_class(tag: Tag, name: str) -> str:
    """Return the classes of the start tag `tag` with one more."""
    return f"{tag.attributes.get('class', '')} {name}".strip()
