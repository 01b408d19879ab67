"""Which publications a list shows, in which groups and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeVar, get_args

from ..errors import Place, Problem, Report, did_you_mean
from .fields import CATEGORIES
from .names import Owner, fold
from .records import Publication

GroupBy = Literal["year", "type", "topic", "none"]
Order = Literal["newest", "oldest", "title", "citations"]
Layout = Literal["cards", "lines"]
_Choice = TypeVar("_Choice", bound=str)

_YEARS = re.compile(r"(\d{1,4})?\s*(-|–|\.\.)?\s*(\d{1,4})?")


class Query(NamedTuple):
    """What a list asks for, as its author wrote it and as it is understood.

    Arguments:
        file: Only entries of the file of this name, with or without its ending.
        keys: Only these citation keys, in this order.
        types: Categories, or types of entries.
        years: Pairs of the first and the last year.
        topics: Topics or keywords; a publication about any of them is shown.
        people: Names, each in any spelling; a publication by any of them is shown.
        limit: At most so many, the first of the order; None for all.
    """

    selected: bool = False
    file: str = ""
    keys: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    people: tuple[str, ...] = ()
    limit: int | None = None
    group: GroupBy = "none"
    order: Order = "newest"
    layout: Layout = "cards"
    has_filter: bool = False


class Group(NamedTuple):
    """Publications below one heading; `title` is empty where the list is not grouped."""

    title: str
    publications: tuple[Publication, ...]


def read_query(options: Mapping[str, object], *, place: Place, report: Report) -> Query:
    """Return what the `options` of a list ask for; what is not understood is reported and left out.

    A list that is no choice (neither `selected`, `keys` nor `limit`) is grouped by year and has a filter, unless the
    options say otherwise.

    Arguments:
        options: By name: texts, numbers, truth values, or lists of texts.
    """
    read = _Options(options, place, report)
    keys, limit, selected = read.words("keys"), read.number("limit"), read.truth("selected")
    is_whole = not (keys or limit is not None or selected)
    query = Query(
        selected=selected,
        file=" ".join(read.words("file")),
        keys=keys,
        topics=read.words("topic"),
        types=tuple(word.lower().removeprefix("@") for word in read.words("type")),
        years=read.years("year"),
        people=read.words("person", separator=";"),
        limit=limit,
        group=read.choice("group", get_args(GroupBy), "year" if is_whole else "none"),
        order=read.choice("order", get_args(Order), "newest"),
        layout=read.choice("layout", get_args(Layout), "cards"),
        has_filter=read.truth("filter", default=is_whole),
    )
    read.report_unknown()
    return query


def select(
    publications: Iterable[Publication], query: Query, *, citations: Mapping[str, int] | None = None
) -> tuple[Group, ...]:
    """Return the publications that `query` asks for, in its groups and order; groups that are empty are left out.

    Arguments:
        publications: The newest first.
        citations: The number of citations by citation key, for the order by it.
    """
    found = [publication for publication in publications if _is_asked(publication, query)]
    found = _ordered(found, query, citations or {})
    if query.limit is not None:
        found = found[: query.limit]
    return tuple(_groups(found, query))


def _is_asked(publication: Publication, query: Query) -> bool:
    return all(
        (
            not query.selected or publication.is_selected,
            not query.file or _names_file(query.file, publication.entry.place.file),
            not query.keys or not keys_of(publication).isdisjoint(query.keys),
            not query.topics or not _folded(query.topics).isdisjoint(_folded(_subjects(publication))),
            not query.types or not {publication.category, publication.entry.entry_type}.isdisjoint(query.types),
            not query.years or any(first <= (publication.year or -1) <= last for first, last in query.years),
            not query.people or _is_by(publication, query.people),
        )
    )


def keys_of(publication: Publication) -> set[str]:
    """Return the citation keys that ask for a publication: its own, and those of the versions it was merged with."""
    return {publication.citation_key, *(version.citation_key for version in publication.versions)}


def _names_file(name: str, path: str) -> bool:
    return path == name or path.endswith(f"/{name}") or path.rpartition("/")[2].removesuffix(".bib") == name


def _folded(words: Iterable[str]) -> set[str]:
    return {word.casefold() for word in words}


def _subjects(publication: Publication) -> tuple[str, ...]:
    return publication.topics + publication.keywords


def _is_by(publication: Publication, people: Sequence[str]) -> bool:
    """Whether one of `people` wrote or edited it; a word alone is a family name."""
    asked = Owner(people)
    families = {fold(name) for name in people if " " not in name and "," not in name}
    names = [author.name for author in (*publication.authors, *publication.editors)]
    return any(asked.is_owner(name) or fold(name.family) in families for name in names)


def _ordered(found: list[Publication], query: Query, citations: Mapping[str, int]) -> list[Publication]:
    if query.keys:
        ranks = {key: rank for rank, key in reversed(list(enumerate(query.keys)))}
        return sorted(found, key=lambda one: min(ranks[key] for key in keys_of(one) if key in ranks))
    if query.order == "oldest":
        dated = [publication for publication in found if publication.date]
        return [*reversed(dated), *(publication for publication in found if not publication.date)]
    if query.order == "title":
        return sorted(found, key=lambda publication: publication.title.plain.casefold())
    if query.order == "citations":
        return sorted(found, key=lambda publication: -citations.get(publication.citation_key, 0))
    return found


def _groups(found: Sequence[Publication], query: Query) -> Iterable[Group]:
    if query.group == "none":
        return [Group("", tuple(found))] if found else []
    if query.group == "topic":
        return _topic_groups(found)
    if query.group == "type":
        return _sorted_groups(found, _category_rank, _category_title)
    sign = 1 if query.order == "oldest" else -1

    def year_rank(publication: Publication) -> tuple[int, int]:
        return int(publication.year is None), sign * (publication.year or 0)

    return _sorted_groups(found, year_rank, lambda publication: str(publication.year or "Undated"))


def _sorted_groups(
    found: Sequence[Publication],
    rank: Callable[[Publication], tuple[int, int]],
    title: Callable[[Publication], str],
) -> list[Group]:
    groups = [tuple(publications) for _, publications in groupby(sorted(found, key=rank), rank)]
    return [Group(title(publications[0]), publications) for publications in groups]


def _category_rank(publication: Publication) -> tuple[int, int]:
    return list(CATEGORIES).index(publication.category), 0


def _category_title(publication: Publication) -> str:
    return CATEGORIES[publication.category]


def _topic_groups(found: Sequence[Publication]) -> list[Group]:
    """Return a group for each topic by its name; a publication of two topics stands in both, one of none at the end."""
    by_topic: dict[str, list[Publication]] = {}
    names: dict[str, str] = {}
    for publication in found:
        for topic in dict.fromkeys(topic.casefold() for topic in publication.topics):
            by_topic.setdefault(topic, []).append(publication)
        for topic in publication.topics:
            names.setdefault(topic.casefold(), topic)
    groups = [Group(names[topic], tuple(by_topic[topic])) for topic in sorted(by_topic)]
    others = tuple(publication for publication in found if not publication.topics)
    return [*groups, *([Group("Other", others)] if others else [])]


class _Options:
    """The options of one list, read one by one; what was asked for is known, all others are reported."""

    def __init__(self, options: Mapping[str, object], place: Place, report: Report) -> None:
        self._options = {str(name).lower().replace("-", "_"): value for name, value in options.items()}
        self._place = place
        self._report = report
        self._known: set[str] = set()

    def _take(self, name: str) -> object:
        self._known.add(name)
        return self._options.get(name)

    def words(self, name: str, separator: str = ",") -> tuple[str, ...]:
        written = self._take(name)
        values = written if isinstance(written, list | tuple) else [] if written is None else [written]
        parts = (part for value in values for part in str(value).split(separator))
        return tuple(part.strip() for part in parts if part.strip())

    def truth(self, name: str, *, default: bool = False) -> bool:
        written = self._take(name)
        if written is None:
            return default
        said = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if (truth := said.get(str(written).lower())) is None:
            self._warn(f"{name} {written!r} is neither true nor false; it is ignored")
        return default if truth is None else truth

    def number(self, name: str) -> int | None:
        written = self._take(name)
        if written is None:
            return None
        if not re.fullmatch(r"\d{1,6}", str(written).strip()) or int(str(written)) == 0:
            self._warn(f"{name} {written!r} is no number above 0; it is ignored")
            return None
        return int(str(written))

    def choice(self, name: str, known: tuple[_Choice, ...], default: _Choice) -> _Choice:
        written = self._take(name)
        if written is None:
            return default
        found = next((choice for choice in known if choice == str(written).lower()), None)
        if found is None:
            self._warn(f"{name} {written!r} is not known; it is ignored. Write {_listed(known)}")
        return found or default

    def years(self, name: str) -> tuple[tuple[int, int], ...]:
        found = []
        for word in self.words(name):
            match = _YEARS.fullmatch(word)
            if match is None or not (match[1] or match[3]):
                message = (
                    f"{name} {word!r} is no year and no range of years; it is ignored. Write '2020' or '2018-2020'"
                )
                self._warn(message)
                continue
            first = int(match[1] or 0)
            last = int(match[3] or 9999) if match[2] else first
            found.append((first, last))
        return tuple(found)

    def report_unknown(self) -> None:
        for name in self._options:
            if name not in self._known:
                self._warn(f"a list of publications has no option {name!r}; it is ignored", name)

    def _warn(self, message: str, misspelt: str = "") -> None:
        hint = did_you_mean(misspelt, self._known) if misspelt else ""
        self._report(Problem(self._place, f"{message}.{hint}"))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words[:-1]) + f" or '{words[-1]}'"
