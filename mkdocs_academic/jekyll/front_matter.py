"""The YAML block at the start of a page: read as Jekyll reads it, and changed without touching its other lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

# Jekyll's `YAML_FRONT_MATTER_REGEXP`: the block may be empty.
_BLOCK = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?P<end>^(?:---|\.\.\.)[ \t]*$(?:\r?\n)?)", re.DOTALL | re.MULTILINE
)
_END_OF_LINE = "\n"
_END_OF_SCALAR = "...\n"  # what YAML ends a lone value with
MOST_VALUES = 100_000
"""Of one YAML text, each alias counted with all that it stands for."""

MOST_CHARACTERS = 500_000
"""Of one front matter; to read more would take minutes."""

_HALF = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")
_TRAILING_COMMENTS = re.compile(r"(?:\s|^[ \t]*#[^\n]*(?:\n|\Z))*\Z", re.MULTILINE)


class FrontMatter(NamedTuple):
    """A file in two parts; `problem` says why the block is no mapping, "" where it is one.

    Arguments:
        meta: The keys and their values.
        yaml: The lines between the two marks.
        body: What follows the block.
        problem_line: The line of the file that `problem` is about, from 1.
    """

    meta: dict[str, Any]
    yaml: str
    body: str
    problem: str = ""
    problem_line: int = 1

    @property
    def first_line(self) -> int:
        """The line of the file at which the body starts, from 1."""
        return self.yaml.count("\n") + 3


def read_front_matter(text: str) -> FrontMatter | None:
    """Return the parts of a file, None if it has no front matter: Jekyll then publishes it as it is."""
    match = _BLOCK.match(text)
    if match is None:
        return None
    source = match["yaml"].replace("\r\n", "\n")
    body = text[match.end() :]
    if len(source) > MOST_CHARACTERS:
        return FrontMatter({}, source, body, f"the front matter is longer than {MOST_CHARACTERS:,} characters")
    try:
        meta = yaml.safe_load(source)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return FrontMatter({}, source, body, f"the front matter is not valid YAML: {error.problem}", line)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter({}, source, body, f"the front matter cannot be read: {error}")
    if is_huge(meta):
        return FrontMatter({}, source, body, f"the front matter stands for more than {MOST_VALUES:,} values")
    if has_half_character(source, meta):
        return FrontMatter({}, source, body, "the front matter has half a character, such as '\\ud83d'")
    if meta is not None and not isinstance(meta, dict):
        return FrontMatter({}, source, body, "the front matter is no mapping of keys and values")
    return FrontMatter({str(key): value for key, value in (meta or {}).items()}, source, body)


def is_huge(value: object) -> bool:
    """Whether a value of YAML stands for more than any author writes: aliases let a few lines stand for millions."""
    count = 0
    pending = [value]
    while pending and count <= MOST_VALUES:
        found = pending.pop()
        if isinstance(found, dict | list):
            count += len(found)
            pending += found.values() if isinstance(found, dict) else found
    return count > MOST_VALUES


def has_half_character(source: str, value: object) -> bool:
    """Whether a text in a value of YAML cannot be written to a file: `"\\ud83d"`, which Ruby does not read either."""
    pending = [value] if _HALF.search(source) else []
    while pending:
        found = pending.pop()
        if isinstance(found, dict):
            pending += [*found.keys(), *found.values()]
        elif isinstance(found, list | tuple | set):
            pending += found
        elif isinstance(found, str) and not found.isascii() and found != found.encode(errors="replace").decode():
            return True
    return False


def line_of_key(text: str, key: str) -> int:
    """Return the line of a file, from 1, at which a key of its front matter stands, 0 where it has none."""
    block = _BLOCK.match(text)
    found = re.search(rf"^{re.escape(key)}[ \t]*:", block["yaml"], re.MULTILINE) if block else None
    return text.count("\n", 0, block.start("yaml") + found.start()) + 1 if block and found else 0


def with_keys(source: str, changes: Mapping[str, object]) -> str:
    """Return the lines of a front matter with the keys set to these values: in place where they stand, else at the end.

    Arguments:
        source: A mapping in YAML's block form, as `FrontMatter.yaml` has it.
        changes: The new values: texts, numbers, dates, lists of them. None takes the key away.
    """
    written = _edited(source, changes)
    if written is not None and _is_yaml(written):
        return written
    kept = {**(yaml.safe_load(source) or {}), **changes}
    whole = {key: value for key, value in kept.items() if value is not None or key not in changes}
    return _dump(whole, default_flow_style=False)


def _is_yaml(source: str) -> bool:
    """Whether every name that a value is meant by is there: that of a value that was replaced is gone."""
    try:
        yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    return True


def _edited(source: str, changes: Mapping[str, object]) -> str | None:
    """Return the changed lines, None where a value stands elsewhere and is only named at its key."""
    node = yaml.compose(source, Loader=yaml.SafeLoader) if source.strip() else None
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    edits: list[tuple[int, int, str]] = []
    missing = dict(changes)
    for key, value in entries:
        if key.value not in missing:
            continue
        start, end = key.start_mark.index, value.end_mark.index
        if end < start:
            return None
        comments = _TRAILING_COMMENTS.search(source, key.end_mark.index, end)
        end = comments.start() if comments and value.end_mark.line > value.start_mark.line else end
        edits.append((start, end, _written(key.value, missing.pop(key.value))))
    for start, end, written in reversed(edits):
        source = source[:start] + written + source[end:]
    added = [_written(key, value) for key, value in missing.items() if value is not None]
    if added and source and not source.endswith("\n"):
        source += "\n"
    return source + "".join(f"{line}\n" for line in added)


def join(source: str, body: str) -> str:
    """Return the file; without a block where that would be empty, since MkDocs does not know an empty one."""
    if not source.strip():
        return body
    return f"---\n{source.rstrip(' ' + _END_OF_LINE)}\n---\n{body}"


def _written(key: str, value: object) -> str:
    if value is None:
        return ""
    return f"{_scalar(key)}: {_scalar(value)}"  # a key such as "on" is a word in quotation marks only


def _scalar(value: object) -> str:
    dumped = _dump(value, default_flow_style=True)
    return dumped.removesuffix(_END_OF_SCALAR).rstrip(" " + _END_OF_LINE)


def _dump(value: object, *, default_flow_style: bool) -> str:
    dumped: str = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=default_flow_style, width=2**20, sort_keys=False
    )
    return dumped
