"""The entries of the top bar: from Jekyll's `_data/navigation.yml`, or from a page's own sections."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..errors import Place, Problem, Report, did_you_mean

_MAIN = "main"
_MAX_DEPTH = 3
_MAX_ITEMS = 500  # YAML's aliases let a small file stand for millions
_FORM = "Write '- {title: News, url: /#news}'."
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
_SYMBOLS = ("So", "Sk", "Sm", "Mn", "Me", "Cf", "Co", "Cn")  # pictures, their modifiers and joiners, ones yet unnamed
_ALLOWED_SCHEMES = ("http:", "https:", "mailto:")


class NavItem(NamedTuple):
    """One entry; `url` is as its author wrote it (`/#-news`, `/cv/`, `https://…`) until the plugin resolves it."""

    title: str
    url: str
    target: str = ""
    children: tuple[NavItem, ...] = ()


def read_navigation(data: object, *, place: Place, report: Report) -> tuple[NavItem, ...]:
    """Return the entries of `data`, a list or a mapping with the list `main`; what is wrong with one is reported.

    An entry with `children` and no `url` leads where its first child does. The tutorial of Jekyll itself says `name`
    and `link` for title and url.

    Source: https://mmistakes.github.io/minimal-mistakes/docs/navigation/, https://jekyllrb.com/docs/step-by-step/06-data-files/
    """
    if isinstance(data, Mapping):
        if _MAIN not in data and data:
            nearest = did_you_mean(_MAIN, [str(key) for key in data])
            report(Problem(place, f"the navigation has no list {_MAIN!r}; none of it is shown.{nearest}"))
        data = data.get(_MAIN)
    if data is None:
        return ()
    if not isinstance(data, list):
        report(Problem(place, f"the navigation is no list; none of it is shown. {_FORM}"))
        return ()
    return _Reader(place, report).items(data)


def targets(items: Iterable[NavItem]) -> Iterator[NavItem]:
    """Yield every entry, each before its children."""
    for item in items:
        yield item
        yield from targets(item.children)


def section_items(headings: Iterable[tuple[str, str, int]]) -> tuple[NavItem, ...]:
    """Return an entry for each top-level section of a page.

    A first heading that is alone on its level is the page's title: the sections are those of the next level.

    Arguments:
        headings: Title, id and level of the page's headings in order; titles as in MkDocs' table of contents, where
            `&` is `&amp;`.
    """
    known = [heading for heading in headings if heading[1] and heading[0].strip()]
    if len(known) > 1 and all(level > known[0][2] for _, _, level in known[1:]):
        known = known[1:]
    top = min((level for _, _, level in known), default=0)
    return tuple(
        NavItem(_without_symbols(html.unescape(title)), f"#{fragment_id}")
        for title, fragment_id, level in known
        if level == top
    )


class _Reader:
    """Reads nested entries, counts them, and names each problem by its entry's position: 3, or 3.1 for a child."""

    def __init__(self, place: Place, report: Report) -> None:
        self._place = place
        self._report = report
        self._count = 0

    def items(self, entries: list[object], parent: str = "") -> tuple[NavItem, ...]:
        items: list[NavItem] = []
        for number, entry in enumerate(entries, start=1):
            position = f"{parent}.{number}" if parent else str(number)
            self._count += 1
            if self._count == _MAX_ITEMS + 1:
                self._warn(position, f"comes after {_MAX_ITEMS} others; left out with all that follow. Show fewer.")
            if self._count > _MAX_ITEMS:
                break
            item = self._item(entry, position)
            if item is not None:
                items.append(item)
        return tuple(items)

    def _item(self, entry: object, position: str) -> NavItem | None:
        if not isinstance(entry, Mapping):
            self._warn(position, f"is {'empty' if entry is None else 'no mapping'}; left out. {_FORM}")
            return None
        title = self._title(entry.get("title", entry.get("name")), position)
        children = self._children(entry.get("children"), position)
        written = entry.get("url", entry.get("link"))
        url = self._url(written, position, title) if written or not children else ""
        if children and not url:
            url = children[0].url
        return NavItem(title, url, self._target(entry.get("target"), position), children) if title and url else None

    def _title(self, written: object, position: str) -> str:
        title = "" if written is None or isinstance(written, list | dict) else _text(written)
        if not title:
            self._warn(position, f"has no 'title' that is text; left out. {_FORM}")
        return title

    def _url(self, written: object, position: str, title: str) -> str:
        is_text = isinstance(written, str | int) and not isinstance(written, bool)
        url = _address(_text(written)) if is_text else ""
        name = f"({title!r}) " if title else ""
        if not url:
            self._warn(position, f"{name}has no 'url' that is text; it leads nowhere. {_FORM}")
        elif _SCHEME.match(url) and not url.lower().startswith(_ALLOWED_SCHEMES):
            self._warn(position, f"{name}leads to {_shown(url)}, which is no address of a page. {_FORM}")
            return ""
        elif isinstance(written, str) and "\\" in written and url != written:
            message = f"{name}leads to {_shown(written)}, read as {_shown(url)}. Write '/', not '\\'."
            self._warn(position, message, "info")
        return url

    def _target(self, written: object, position: str) -> str:
        if written is None or isinstance(written, str):
            return _text(written or "")
        self._warn(position, "has a 'target' that is no text; opened in the same window. Write '_blank' or nothing.")
        return ""

    def _children(self, written: object, position: str) -> tuple[NavItem, ...]:
        if written in (None, [], ""):
            return ()
        if not isinstance(written, list):
            self._warn(position, f"has 'children' that are no list; they are left out. {_FORM}")
        elif position.count(".") + 1 >= _MAX_DEPTH:
            self._warn(position, f"has children on level {_MAX_DEPTH + 1}; they are left out. Write them one level up.")
        else:
            return self.items(written, position)
        return ()

    def _warn(self, position: str, message: str, level: Literal["warning", "info"] = "warning") -> None:
        self._report(Problem(self._place, f"navigation entry {position} {message}", level))


def _address(written: str) -> str:
    """Return `written` as a browser reads it: no blanks around, no line breaks, `\\` in the path as `/`.

    Source: https://url.spec.whatwg.org/#url-parsing
    """
    url = re.sub(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]", "", written)
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    return path.replace("\\", "/") + url[len(path) :]


def _text(value: object) -> str:
    """Return a scalar as text that can be written to a file, "" for a number too large for that."""
    try:
        return str(value).encode("utf-8", "replace").decode().strip()
    except ValueError:
        return ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…'"


def _without_symbols(title: str) -> str:
    """Return `title` without leading emoji, pictures of an icon font and other symbols; whole if it is nothing else."""
    title = title.strip()
    position = 0
    while position < len(title):
        if keycap := _KEYCAP.match(title, position):
            position = keycap.end()
        elif _is_symbol(title[position]):
            position += 1
        else:
            break
    return title[position:] or title


def _is_symbol(char: str) -> bool:
    return char.isspace() or (not char.isascii() and unicodedata.category(char) in _SYMBOLS)
