"""A page's description and title, from what it holds."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..markup import Tag, tags
from ..texts import cut_at_word

MAX_DESCRIPTION = 160
"""Characters of a description that is made here; search results print about as many."""
MAX_TITLE = 70
"""Characters of the home page's title, up to which the role stands in it."""

_LEAST_TEXT = 30  # what is shorter is a date, a label or a line of links; letters of Chinese count twice
_MOST_HTML = 50_000  # a page whose text does not begin before has none worth to quote
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "source", "link", "meta", "embed", "track", "area", "col"})
# What stands beside a page's text: no sentence of it says what the page is about.
_ASIDE = frozenset(
    {
        *("aside", "blockquote", "button", "details", "dialog", "figure", "footer", "form", "header", "nav", "pre"),
        *("script", "style", "svg", "table", "template", "video", "audio", "select", "textarea", "title"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
_ASIDE_CLASSES = (
    *("admonition", "headerlink", "footnote", "acad-hidden", "acad-paper", "acad-pipeline", "acad-filter"),
    *("highlight", "paper-box", "notice", "badge", "tabbed-set", "grid"),
)
_PARAGRAPHS = frozenset({"p"})
_LISTS = frozenset({"ul", "ol", "dl"})
_ITEMS = frozenset({"li", "dd"})


def first_text(content: str) -> str:
    """Return the first paragraph of a page's HTML that says something, else its first such item of a list, as text."""
    content = content[:_MOST_HTML]
    for names in (_PARAGRAPHS, _ITEMS):
        for block in _blocks(content, names):
            if _says_something(block):
                return cut_at_word(block.text, MAX_DESCRIPTION)
    return ""


def home_title(site_name: str, name: str, roles: Sequence[str]) -> str:
    """Return what a search result says of the home page: who it is of, and the first of the roles that is short enough.

    Arguments:
        name: The author's, "" on a site without one.
        roles: What the author is, from the most to the least telling.
    """
    if name and name.casefold() not in site_name.casefold():
        return f"{name} - {site_name}"
    titles = [f"{site_name} - {role}" for role in roles if name and role]
    return next((title for title in titles if len(title) <= MAX_TITLE), site_name)


def page_titles(titles: Sequence[tuple[str, str]], site_name: str) -> list[str]:
    """Return the titles of the pages other than the home page, as Material prints them.

    Where several pages have one title, that of the section is put behind it.

    Arguments:
        titles: Of each page, with that of the section that it is in, "" without one.
    """
    count = Counter(title for title, _ in titles)
    parts = [
        (title, section if count[title] > 1 and section != title else "", "" if title == site_name else site_name)
        for title, section in titles
    ]
    return [" - ".join(filter(None, three)) for three in parts]


class _Block(NamedTuple):
    """The text of a block, and how many of its characters are links."""

    text: str
    linked: int


def _says_something(block: _Block) -> bool:
    weight = sum(2 if char >= "\u2e80" else 1 for char in block.text)
    return weight >= _LEAST_TEXT and block.linked * 2 <= len(block.text)


def _blocks(content: str, names: frozenset[str]) -> Iterator[_Block]:
    """Yield the text of the elements of these names, in order."""
    parts: list[str] = []
    is_open, linked, link_starts = False, 0, 0
    for text, tag in _pieces(content):
        if is_open:
            parts.append(text)
        if tag.name == "br":
            parts.append(" ")
        elif tag.name == "a":
            linked += len(_text(parts[link_starts:])) if tag.is_end else 0
            link_starts = len(parts)
        elif tag.name in names or tag.name in _PARAGRAPHS | _LISTS:
            if block := _text(parts):
                yield _Block(block, linked)
            parts, linked, link_starts = [], 0, 0
            if tag.name in names:
                is_open = not tag.is_end
            elif tag.name in _LISTS:  # what follows a list within an item is no part of its text
                is_open = False


def _pieces(content: str) -> Iterator[tuple[str, Tag]]:
    """Yield each tag of the text with what stands before it, and nothing of what stands aside."""
    aside, depth, position = "", 0, 0
    for tag in tags(content):
        if depth:
            depth += (-1 if tag.is_end else 1) if tag.name == aside else 0
        elif not tag.is_end and not tag.is_self_closing and tag.name not in _VOID and _is_aside(tag):
            yield content[position : tag.start], tag
            aside, depth = tag.name, 1
        else:
            yield content[position : tag.start], tag
        position = tag.end


def _is_aside(tag: Tag) -> bool:
    if tag.name in _ASIDE:
        return True
    classes = tag.attributes.get("class", "") if tag.may_have("class") else ""
    return any(name in classes for name in _ASIDE_CLASSES)


def _text(parts: Sequence[str]) -> str:
    return " ".join(html.unescape("".join(parts)).split())
