"""What `defaults` of the old site's `_config.yml` says of a file's front matter.

Source: https://jekyllrb.com/docs/configuration/front-matter-defaults/, `frontmatter_defaults.rb` of Jekyll 4.3
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}
_GLOB = re.compile(
    r"(?P<deep>\*\*/)|(?P<any>\*+)|(?P<one>\?)|(?P<set>\[[^\]/]+\])|(?P<choice>\{[^{}/]*\})|(?P<sign>.)", re.DOTALL
)


class _Set(NamedTuple):
    """One entry of the list; `kind` is None for every type of page."""

    path: str
    kind: str | None
    values: Mapping[str, Any]

    @property
    def rank(self) -> tuple[int, bool]:
        """The longer path counts more, then the one with a type; the later of equals."""
        return len(self.path.removeprefix("/")), self.kind is not None

    def applies(self, path: str, kind: str) -> bool:
        if self.kind not in (None, kind):
            return False
        if "*" in self.path:
            return _finds(self.path, path)
        return path.startswith(self.path)


class Defaults:
    """The list `defaults`; entries that are no scope with values are passed over, as Jekyll does."""

    def __init__(self, entries: Iterable[object], collections_dir: str = "") -> None:
        self._base = f"{collections_dir}/" if collections_dir else ""
        self._sets = [found for entry in entries if (found := self._read(entry)) is not None]

    def of(self, path: str, kind: str) -> dict[str, Any]:
        """Return the keys and values for a file of the type `kind`: "pages", "drafts", or a collection's label."""
        inner = path.removeprefix(self._base)
        merged: dict[str, Any] = {}
        highest = (-1, False)
        for entry in self._sets:
            if not entry.applies(inner, kind):
                continue
            if entry.rank >= highest:
                merged, highest = merge(merged, entry.values), entry.rank
            else:  # below all that were read so far, whatever their ranks
                merged = merge(entry.values, merged)
        return merged

    def _read(self, entry: object) -> _Set | None:
        if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict):
            return None
        scope = entry.get("scope")
        scope = scope if isinstance(scope, dict) else {}
        path = scope.get("path")
        kind = scope.get("type")
        values = {str(key): value for key, value in entry["values"].items()}
        written = path.removeprefix(self._base) if isinstance(path, str) else ""
        return _Set(written, None if "type" not in scope else _OLD_TYPES.get(str(kind), str(kind)), values)


def merge(low: Mapping[str, Any], high: Mapping[str, Any]) -> dict[str, Any]:
    """Return both, where they differ as `high` has it; mappings are merged in turn, and None says nothing."""
    merged = dict(low)
    for key, value in high.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = merge(merged[key], value)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged


def _finds(pattern: str, path: str) -> bool:
    """Whether Ruby's `Dir.glob` finds a path, or a folder above it, by `pattern`.

    All positions up to which the pattern may have come are followed at once: no pattern takes long.
    """
    positions = {0}
    for token in _GLOB.finditer(pattern.rstrip("/")):
        positions = {end for position in positions for end in _ends(token, path, position)}
    return any(path[position : position + 1] in ("", "/") for position in positions)


def _ends(token: re.Match[str], path: str, position: int) -> Iterator[int]:
    """Yield where one part of a pattern may end in a path, if it begins at `position`."""
    segment = path.find("/", position) if "/" in path[position:] else len(path)
    if token["deep"]:
        yield position
        while path[position : position + 1] not in ("", ".", "/") and (position := path.find("/", position) + 1):
            yield position
    elif token["any"]:
        yield from range(position, segment + 1)
    elif token["choice"]:
        choices = set(token["choice"][1:-1].split(","))
        yield from (position + len(choice) for choice in choices if path.startswith(choice, position))
    elif token["sign"]:
        if path.startswith(token["sign"], position):
            yield position + 1
    elif position < segment and (token["one"] or _is_in(token["set"], path[position])):
        yield position + 1


def _is_in(letters: str, letter: str) -> bool:
    try:
        return re.match(letters, letter) is not None
    except re.error:  # a set such as "[z-a]", which no letter is in
        return False
