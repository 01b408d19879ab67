"""The pages of co-authors, from a small YAML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ...errors import Place, Problem, Report
from ..latex import TexReader
from ..records import Name
from .matching import Spelling, may_be_one, spelling
from .reading import read_names

_WEB = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)
_OF_SITE = re.compile(r"(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:)[^\s<>\"\\@]+")
Warn = Callable[[str], None]

_FORM = "Write 'Alonzo Church: https://…', or a list of entries with 'name' and 'url'."


class Person(NamedTuple):
    """Somebody whose page is known, by every name that is used."""

    names: tuple[Name, ...]
    url: str


class People:
    """The pages of people by their names."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._by_family: dict[str, list[tuple[Spelling, str]]] = {}
        self._by_whole: dict[str, set[str]] = {}
        self._known: dict[Name, str] = {}
        for person in people:
            for name in person.names:
                self._add(spelling(name), person.url)

    def url_of(self, name: Name) -> str:
        """Return the address of the page of whoever has this name, "" where none or more than one may be meant.

        The same spelling counts before one that is only compatible.
        """
        if not self._by_whole and not self._by_family:
            return ""
        if (known := self._known.get(name)) is None:
            known = self._known[name] = self._find(spelling(name))
        return known

    def _add(self, own: Spelling, url: str) -> None:
        for family in own.families:
            self._by_family.setdefault(family, []).append((own, url))
        for whole in own.wholes:
            self._by_whole.setdefault(whole, set()).add(url)

    def _find(self, found: Spelling) -> str:
        urls = {url for whole in found.wholes for url in self._by_whole.get(whole, ())}
        if not urls:
            near = [pair for family in found.families for pair in self._by_family.get(family, ())]
            urls = {url for own, url in near if may_be_one(found, own)}
        return urls.pop() if len(urls) == 1 else ""


def read_people(data: object, *, place: Place, report: Report) -> People:
    """Return the people of a YAML file; whatever in it cannot be read is reported and left out.

    Three forms are read: addresses by name (`Alonzo Church: https://…`, or a mapping with `url` and `names`), a list
    of mappings with `name`, `url` and `names`, and al-folio's `coauthors.yml`, with a list of `firstname` and `url` by
    last name.

    Arguments:
        data: What YAML makes of the file; None where it is empty.
    """

    def warn(message: str) -> None:
        report(Problem(place, message))

    reader = TexReader()
    return People(person for row in _rows(data, warn) if (person := _person(row, reader, warn)))


class _Row(NamedTuple):
    shown: str
    names: list[str]
    url: object


def _rows(data: object, warn: Warn) -> Iterator[_Row]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _keyed(str(key), value, warn)
    elif isinstance(data, list):
        for item in data:
            yield from _listed(item, warn)
    elif data is not None:
        warn(f"co-authors are {_kind(data)}, not names with addresses; none is linked. {_FORM}")


def _keyed(key: str, value: object, warn: Warn) -> Iterator[_Row]:
    """Yield the people of one key: a name in full, or a last name with al-folio's list."""
    if isinstance(value, str) or value is None:
        yield _Row(key, [key], value)
    elif isinstance(value, Mapping):
        yield _Row(key, [key, *_texts(value.get("names"), key, warn)], value.get("url"))
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, Mapping) and "firstname" in item:
                given = _texts(item["firstname"], key, warn)
                yield _Row(key, [f"{{{key}}}, {name}" for name in given], item.get("url"))
            else:
                warn(f"co-author '{key}' has an entry without 'firstname'; not linked. {_FORM}")
    else:
        warn(f"co-author '{key}' is {_kind(value)}, not an address; not linked. {_FORM}")


def _listed(item: object, warn: Warn) -> Iterator[_Row]:
    name = item.get("name") if isinstance(item, Mapping) else None
    if isinstance(item, Mapping) and isinstance(name, str) and name.strip():
        yield _Row(name, [name, *_texts(item.get("names"), name, warn)], item.get("url"))
    else:
        warn(f"a co-author is {_kind(item)} without a 'name'; not linked. {_FORM}")


def _person(row: _Row, reader: TexReader, warn: Warn) -> Person | None:
    url = row.url.strip() if isinstance(row.url, str) else ""
    if not (_WEB.fullmatch(url) or _OF_SITE.fullmatch(url)):
        written = f"'{url}'" if url else "empty" if row.url in (None, "") else _kind(row.url)
        warn(f"the 'url' of co-author '{row.shown}' is {written}; not linked. Write an address like 'https://…'.")
        return None
    return Person(tuple(marked.name for name in row.names for marked in read_names(name, reader).names), url)


def _texts(value: object, name: str, warn: Warn) -> list[str]:
    """Return a text or a list of texts as a list."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    texts = [item.strip() for item in items if isinstance(item, str) and item.strip()]
    if len(texts) < len(items):
        warn(f"co-author '{name}' has a name that is no text; left out. Write names in quotes where in doubt.")
    return texts


def _kind(value: object) -> str:
    kinds = {dict: "a mapping", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return next((kind for known, kind in kinds.items() if isinstance(value, known)), f"of type {type(value).__name__}")
