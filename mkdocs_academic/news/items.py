"""The items of news on a page."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..characters import one_line
from ..marks import dated_start
from ..markup import Tag, tags_named
from ..months import ENGLISH
from .dates import NewsDate, read_date

_LISTS = ("ul", "ol")
_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", *_LISTS, "li", "tr")
_HEADING = re.compile(r"h[1-6]")
_BREAK = re.compile(r"</?(?:p|br|li|ul|ol|div|details|summary|table|tr|td|th)\b[^>]*>")
_TAG = re.compile(r"""<a [^>]*class="headerlink"[^>]*>[^<]*</a>|<!--.*?-->|<[^>]*>""", re.DOTALL)
# A row of a table whose first cell is a date: al-folio's list of news.
_ROW = re.compile(r"\s*<t[hd][^>]*>(?P<date>[^<]{4,40})</t[hd]>\s*<td[^>]*>(?P<text>.*)</td>\s*", re.DOTALL)
# Headings of news, without blanks, signs and capitals.
_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        news mynews recentnews latestnews newsandupdates newsupdates updates recentupdates whatsnew announcements
        新闻 新闻动态 动态 最新动态 近期动态 近期新闻 最新消息 消息 近况 新聞 動態 最新動態
        お知らせ ニュース 新着情報 뉴스 소식
        nachrichten neuigkeiten aktuelles neues actualités nouvelles noticias novedades notícias novidades notizie
        nieuws nyheter новости
        """,
    )
)


class Item(NamedTuple):
    """One piece of news; `html` is what follows its date."""

    date: NewsDate
    html: str

    @property
    def text(self) -> str:
        return plain(self.html)


class News(NamedTuple):
    """The items below a heading, in the order of the page."""

    title: str
    heading_id: str
    items: tuple[Item, ...]


def read_news(html: str, heading: str = "", language: str = ENGLISH) -> News | None:
    """Return the news of a page: the dated items of lists below the first heading that says so and has any.

    Arguments:
        heading: The text or the id of the heading; by default the usual words for news in several languages.
        language: The code of a language, beside English, that months are written in.
    """
    names = frozenset({_squash(heading)}) if heading else _NAMES
    found = list(tags_named(html, _TAGS))
    for index, tag in enumerate(found):
        if tag.is_end or not _HEADING.fullmatch(tag.name):
            continue
        end = next((later for later in found[index:] if later.is_end and later.name == tag.name), tag)
        title, heading_id = plain(html[tag.end : end.start]), tag.attributes.get("id", "")
        if names & {_squash(title), _squash(heading_id)}:
            items = tuple(_items(html, _section(found[index + 1 :], tag.name), language))
            if items:
                return News(title, heading_id, items)
    return None


def plain(html: str) -> str:
    """Return text without its tags, and without the sign at a heading that leads to itself."""
    return one_line(html_text.unescape(_TAG.sub("", _BREAK.sub(" ", html))))


def _squash(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _section(found: Sequence[Tag], name: str) -> Sequence[Tag]:
    """Return the tags up to the next heading of the same level or a higher one."""
    ends = (
        index for index, tag in enumerate(found) if not tag.is_end and _HEADING.fullmatch(tag.name) and tag.name <= name
    )
    return found[: next(ends, len(found))]


def _items(html: str, found: Sequence[Tag], language: str) -> Iterator[Item]:
    """Yield the items of lists and the rows of tables that begin with a date."""
    depth, start = 0, -1
    for tag in found:
        if tag.name in _LISTS:
            if tag.is_end and depth == 1 and start >= 0:
                yield from _list_item(html[start : tag.start], language)
                start = -1
            depth = max(0, depth + (-1 if tag.is_end else 1))
        elif tag.name == "li" and depth == 1:
            if start >= 0:
                yield from _list_item(html[start : tag.start], language)
            start = -1 if tag.is_end else tag.end
        elif tag.name == "tr" and depth == 0:
            if start >= 0:
                yield from _row(html[start : tag.start], language)
            start = -1 if tag.is_end else tag.end


def _list_item(html: str, language: str) -> Iterator[Item]:
    match = dated_start(html, language)
    date = read_date(html_text.unescape(match["date"]), language) if match else None
    if match and date:
        is_paragraph = "<p>" in match[0]
        yield Item(date, ("<p>" if is_paragraph else "") + html[match.end() :].strip())


def _row(row: str, language: str) -> Iterator[Item]:
    match = _ROW.fullmatch(row)
    date = read_date(html_text.unescape(match["date"]), language) if match else None
    if match and date:
        yield Item(date, match["text"].strip())
