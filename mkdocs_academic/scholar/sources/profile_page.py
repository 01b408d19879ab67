"""Google Scholar's page of an author, read by the names that its elements have."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from ...markup import Tag, tags
from ...web.answers import text_of, year_of
from ..records import MAX_COUNT
from .values import address_of, author_pub_id_of

_NAME, _FIGURE, _MORE = "gsc_prf_in", "gsc_rsb_std", "gsc_bpf_more"
_CHART, _YEAR, _BAR, _BAR_NUMBER = "gsc_md_hist_b", "gsc_g_t", "gsc_g_a", "gsc_g_al"
_ROW, _TITLE, _COUNT, _PUBLISHED = "gsc_a_tr", "gsc_a_at", "gsc_a_ac", "gsc_a_h"
_WITH_TEXT = frozenset((_NAME, _FIGURE, _YEAR, _BAR_NUMBER, _TITLE, _COUNT, _PUBLISHED))
_ALONE = frozenset((_MORE, _CHART, _BAR, _ROW))

_PAPER = re.compile(r"citation_for_view=([\w-]+:[\w-]+)", re.ASCII)
_LEVEL = re.compile(r"z-index:\s*(\d{1,3})\b")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ORIGIN = "https://scholar.google.com"


class Row(NamedTuple):
    """A paper; None where the page has no number that can be read."""

    author_pub_id: str
    title: str
    year: int | None
    citations: int | None
    cited_by_url: str


class ProfilePage(NamedTuple):
    """What one page of a profile says.

    Arguments:
        figures: Citations, h-index and i10-index, each of all years and of the last five; None for what is no number.
        has_chart: There are citations per year; `per_year` is empty where they cannot be read.
        has_more: Whether more papers follow; None where the page does not say.
    """

    name: str
    figures: tuple[int | None, ...]
    has_chart: bool
    per_year: Mapping[int, int]
    rows: tuple[Row, ...]
    has_more: bool | None


class _Parts:
    """What the elements of a page say, as they come."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.figures: list[str] = []
        self.years: list[str] = []
        self.bars: list[tuple[int | None, str]] = []
        self.rows: list[dict[str, str]] = []
        self.charts = 0
        self.level: int | None = None
        self.has_more: bool | None = None

    def take(self, kind: str, tag: Tag, text: str) -> None:
        match kind:
            case "gsc_prf_in":
                self.names.append(text)
            case "gsc_rsb_std":
                self.figures.append(text)
            case "gsc_bpf_more":
                self.has_more = "disabled" not in tag.attributes
            case "gsc_a_tr":
                self.rows.append({})
            case _ if kind in (_TITLE, _COUNT, _PUBLISHED):
                self._take_of_row(kind, tag, text)
            case _:
                self._take_of_chart(kind, tag, text)

    def _take_of_row(self, kind: str, tag: Tag, text: str) -> None:
        if self.rows and kind not in self.rows[-1]:
            attributes = tag.attributes
            self.rows[-1][kind] = text
            self.rows[-1][f"{kind} href"] = attributes.get("data-href") or attributes.get("href", "")

    def _take_of_chart(self, kind: str, tag: Tag, text: str) -> None:
        if kind == _CHART:
            self.charts += 1
        elif self.charts > 1:  # the same again, for another width of the screen
            return
        elif kind == _YEAR:
            self.years.append(text)
        elif kind == _BAR:
            level = _LEVEL.search(tag.attributes.get("style", ""))
            self.level = int(level[1]) if level else None
        else:
            self.bars.append((self.level, text))


def read_profile_page(page: str) -> ProfilePage | None:
    """Return what the page says, None where it is no profile: it lacks the name or the table of figures.

    Source: the names of the elements as the page of 2026 has them, which other readers of it agree on
    """
    parts = _Parts()
    for kind, tag, text in _elements(page):
        parts.take(kind, tag, text)
    figures = tuple(_number(text) for text in parts.figures)
    if not parts.names or len(figures) != 6 or figures[0] is None:
        return None
    return ProfilePage(
        name=parts.names[0],
        figures=figures,
        has_chart=bool(parts.years or parts.bars),
        per_year=_per_year(parts.years, parts.bars),
        rows=tuple(_row(row) for row in parts.rows),
        has_more=parts.has_more,
    )


def _elements(page: str) -> Iterator[tuple[str, Tag, str]]:
    """Yield the elements that have one of our names, with the text in them: in one pass, however they are nested."""
    opened: tuple[str, Tag] | None = None
    texts: list[str] = []
    position = 0
    for tag in tags(page):
        if opened:
            texts.append(page[position : tag.start])
            position = tag.end
        kind = _kind(tag)
        if opened and (kind in _WITH_TEXT or (tag.is_end and tag.name == opened[1].name)):
            yield *opened, _text(texts)
            opened = None
        if kind in _ALONE:
            yield kind, tag, ""
        elif kind:
            opened, texts, position = (kind, tag), [], tag.end


def _kind(tag: Tag) -> str:
    if tag.is_end or "gsc_" not in tag.source:
        return ""
    attributes = tag.attributes
    names = (attributes.get("id", ""), *attributes.get("class", "").split())
    return next((name for name in names if name in _WITH_TEXT or name in _ALONE), "")


def _text(texts: Sequence[str]) -> str:
    return text_of(html.unescape(_COMMENT.sub("", "".join(texts))))


def _number(text: str) -> int | None:
    """Return a number as the page writes it: thousands may be grouped, a star says that papers were merged."""
    digits = text.removesuffix("*").strip().replace(",", "")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 else -1
    return number if 0 <= number <= MAX_COUNT else None


def _per_year(years: Sequence[str], bars: Sequence[tuple[int | None, str]]) -> Mapping[int, int]:
    """Return the citations by year; empty where one of them cannot be told.

    A year without citations has no bar. A bar's level says which year it belongs to, counted from the last one: later
    bars lie below earlier ones.
    """
    known = [year for year in map(year_of, years) if year is not None]
    counts = dict.fromkeys(known, 0)
    if len(counts) < len(years) or known != sorted(known):
        return MappingProxyType({})
    has_all = len(bars) == len(years)
    found: dict[int, int] = {}
    for position, (level, text) in enumerate(bars):
        place = len(years) - level if level is not None else position if has_all else -1
        number = _number(text)
        if number is None or not 0 <= place < len(years) or known[place] in found:
            return MappingProxyType({})
        found[known[place]] = number
    return MappingProxyType({**counts, **found})


def _row(row: Mapping[str, str]) -> Row:
    paper = _PAPER.search(unquote(row.get(f"{_TITLE} href", "")))
    count = row.get(_COUNT)
    return Row(
        author_pub_id=author_pub_id_of(paper[1]) if paper else "",
        title=row.get(_TITLE, ""),
        year=year_of(row.get(_PUBLISHED)),
        citations=0 if count == "" else _number(count or ""),
        cited_by_url=_address(row.get(f"{_COUNT} href", "")),
    )


def _address(href: str) -> str:
    try:
        return address_of(urljoin(_ORIGIN, href)) if href else ""
    except ValueError:  # no address at all
        return ""
