"""Citation numbers into the page, where acad-homepage's script would put them in the visitor's browser."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..errors import Place, Problem, Report, did_you_mean
from ..markup import Edit, Tag, attribute_edits
from .numbers import DRAWN, SHOWN, Numbers, tooltip
from .records import Count

Draw = Callable[[str], str]
"""`draw("chart")` returns one of `DRAWN` as HTML, "" where there is nothing to draw."""

PlaceOf = Callable[[str], Place]
"""`place_of(written)` returns where a page has a text."""

OURS = "acad-citations"
"""The class of the elements that `{citations …}` leaves in a page."""

UNKNOWN = "–"

_TOTAL = "total_cit"
_PAPER = "show_paper_citations"
_IN_LIST = "acad-paper__citations"
_SAMPLE_AUTHOR = "DhtAFkwAAAAJ"  # acad-homepage's example papers are left standing in real sites
_MAX_SUGGESTIONS = 10  # the nearest of many ids takes time to find
_MOST_COMPARED = 2_000
_VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


class Element(NamedTuple):
    """An element that waits for a number: its start tag, and where its contents and it itself end."""

    tag: Tag
    content_end: int
    end: int


def count_elements(tags_of_page: Iterable[Tag]) -> list[Element]:
    """Return the outermost elements of a page that wait for a number, in order.

    They are `span#total_cit`, `span.show_paper_citations` with an id in `data` or `data-paper`, and our own. One that
    is not closed inside the element it stands in has no end, and is not among them.

    Source: `_includes/fetch_google_scholar_stats.html` of acad-homepage
    """
    found: list[Element] = []
    stack: list[Tag] = []
    depth: Counter[str] = Counter()
    for tag in tags_of_page:
        if tag.is_end:
            while depth[tag.name]:
                opened = stack.pop()
                depth[opened.name] -= 1
                if opened.name == tag.name:
                    _close(opened, tag, found)
                    break
        elif tag.is_self_closing and _is_ours(tag):
            found.append(Element(tag, tag.end, tag.end))
        elif not tag.is_self_closing and tag.name not in _VOID:
            stack.append(tag)
            depth[tag.name] += 1
    return found


def count_edits(
    elements: Iterable[Element],
    numbers: Numbers | None,
    *,
    draw: Draw = lambda show: "",
    report: Report | None = None,
    place_of: PlaceOf = lambda written: Place("page"),
) -> list[Edit]:
    """Return the edits that fill a page's elements.

    Their contents are replaced, source and day are added as a tooltip. The span of a paper that is not known stays as
    written: `report` is told of each such id once.

    Arguments:
        numbers: None where there are none: spans stay as written, ours say so.
        place_of: Says where the page has a text, the page alone for "".
    """
    filling = _Filling(numbers, draw)
    edits = [edit for element in elements for edit in filling.edits(element)]
    if report is not None:
        for problem in filling.problems(place_of):
            report(problem)
    return edits


def text_of(show: str, numbers: Numbers | None) -> str:
    """Return the number that `{citations SHOW}` asks for; the same as written where it is not understood."""
    if show in DRAWN:
        return ""
    if not _is_number(show):
        return _written(show)
    count = _count(show, numbers)
    return UNKNOWN if count is None or numbers is None else numbers.wording.number(count.value)


class _Filling:
    """Fills one page; what cannot be filled is told once."""

    def __init__(self, numbers: Numbers | None, draw: Draw) -> None:
        self._numbers = numbers
        self._draw = draw
        self._unknown: dict[str, None] = {}
        self._misspelt: dict[str, None] = {}
        self._absent: dict[str, None] = {}

    def edits(self, element: Element) -> Iterator[Edit]:
        attributes = element.tag.attributes
        if OURS in attributes.get("class", "").split():
            yield from self._ours(element, attributes.get("data-show", ""))
        elif self._numbers is None:
            return
        elif attributes.get("id") == _TOTAL:
            if (total := self._numbers.stats.figures.get("cited_by")) is not None:
                yield from _fill(element, self._numbers.wording.number(total.value), total)
        else:
            name = _paper_id(element.tag)
            count = self._numbers.ids.get(name)
            if count is None:
                self._unknown[name] = None
            else:
                yield from _fill(element, self._numbers.wording.paper(count.value), count)

    def _ours(self, element: Element, show: str) -> Iterator[Edit]:
        if show in DRAWN:
            yield element.tag.start, element.end, self._draw(show) or self._nothing(show)
        elif not _is_number(show):
            self._misspelt[show] = None
        elif (count := _count(show, self._numbers)) is None or self._numbers is None:
            yield element.tag.end, element.content_end, self._nothing(show)
        else:
            yield from _fill(element, self._numbers.wording.number(count.value), count)

    def _nothing(self, show: str) -> str:
        self._absent[show] = None
        return UNKNOWN

    def problems(self, place_of: PlaceOf) -> Iterator[Problem]:
        for position, author_pub_id in enumerate(self._unknown):
            yield Problem(place_of(author_pub_id), self._unknown_message(position, author_pub_id), "info")
        for show in self._misspelt:
            known = [*SHOWN, *DRAWN, "of"]
            message = f"'{_written(show)}' is not understood and stays as written."
            hint = " Name a paper." if show == "of" else did_you_mean(show, [name for name in known if name])
            yield Problem(place_of(_written(show)), message + hint)
        if self._absent and self._numbers is None:
            shown = f"the page shows {UNKNOWN!r} in place of {len(self._absent)} citation numbers"
            yield Problem(place_of(""), f"{shown}, since none are known. Run 'mkdocs-academic doctor'.", "info")
            return
        for show in self._absent:
            why = "needs two days of history" if show == "trend" else "has no number yet"
            message = f"'{_written(show)}' {why}; the page shows {UNKNOWN!r}. Run 'mkdocs-academic doctor'."
            yield Problem(place_of(_written(show)), message, "info")

    def _unknown_message(self, position: int, author_pub_id: str) -> str:
        name = f"paper {author_pub_id!r}"
        author_id = self._numbers.stats.author_id if self._numbers else ""
        ids = self._numbers.ids if self._numbers else {}
        if not author_pub_id:
            return "a span.show_paper_citations has no 'data'; it stays as written. Write the paper's id there."
        if is_sample(author_pub_id) and author_id != _SAMPLE_AUTHOR:
            return f"{name} is the template's sample; it stays as written. Write the id of a paper of yours."
        nearest = nearest_id(author_pub_id, ids) if position < _MAX_SUGGESTIONS and len(ids) <= _MOST_COMPARED else ""
        return f"{name} is not among the {len(ids)} papers with numbers; it stays as written.{nearest}"


def _is_number(show: str) -> bool:
    return show in SHOWN or bool(show.startswith("of ") and show[3:].strip())


def _count(show: str, numbers: Numbers | None) -> Count | None:
    """Return what `{citations SHOW}` asks for, None where it is not known."""
    if numbers is None:
        return None
    return numbers.stats.figures.get(SHOWN[show]) if show in SHOWN else numbers.named(show[3:].strip())


def _written(show: str) -> str:
    return f"{{citations {show}}}" if show else "{citations}"


def is_sample(author_pub_id: str) -> bool:
    """Whether an id is one of the papers that acad-homepage shows as examples."""
    return author_pub_id.startswith(f"{_SAMPLE_AUTHOR}:")


def nearest_id(author_pub_id: str, ids: Iterable[str]) -> str:
    """Return " Did you mean …?" with the nearest of the ids, or nothing.

    The papers' own parts alone are compared: the author's part before them is the same, which makes all ids near.
    """
    papers = {known.rpartition(":")[2]: known for known in ids}
    paper = author_pub_id.rpartition(":")[2]
    return f" Did you mean {papers[paper]!r}?" if paper in papers else did_you_mean(paper, papers)


def paper_ids(found: Iterable[Tag]) -> list[str]:
    """Return the ids of the papers whose numbers a page shows, in order, each once."""
    spans = (_paper_id(tag) for tag in found if not tag.is_end and _is_paper(tag))
    return list(dict.fromkeys(name for name in spans if name))


def _paper_id(span: Tag) -> str:
    """Return the id of the paper that a span waits for: in `data`, which HTML does not know, or in `data-paper`."""
    attributes = span.attributes
    return (attributes.get("data-paper") or attributes.get("data", "")).strip()


def _close(opened: Tag, end: Tag, found: list[Element]) -> None:
    if _is_ours(opened):
        while found and found[-1].tag.start > opened.start:
            found.pop()
        found.append(Element(opened, end.start, end.end))


def _is_ours(tag: Tag) -> bool:
    if OURS in tag.source and tag.name in ("span", "div"):
        return OURS in tag.attributes.get("class", "").split()
    if tag.name != "span":
        return False
    return (_TOTAL in tag.source and tag.attributes.get("id") == _TOTAL) or _is_paper(tag)


def _is_paper(tag: Tag) -> bool:
    """Whether a span waits for the number of a paper; those in lists of publications have theirs."""
    if tag.name != "span" or _PAPER not in tag.source or _IN_LIST in tag.source:
        return False
    return _PAPER in tag.attributes.get("class", "").split()


def _fill(element: Element, text: str, count: Count) -> Iterator[Edit]:
    """Yield the edits that put the new contents in, and their origin as a tooltip unless the author wrote one."""
    tag, text = element.tag, html.escape(text, quote=False)
    if tag.is_self_closing:
        tag = tag._replace(source=tag.source[:-2].rstrip() + ">")
        yield tag.start + len(tag.source) - 1, element.content_end, f">{text}</{tag.name}>"
    else:
        yield tag.end, element.content_end, text
    if text and "title" not in tag.attributes:
        yield from attribute_edits(tag, {"title": tooltip(count)})
