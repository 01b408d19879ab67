"""Values of a small YAML or JSON file with the lines that they stand on, each wrong one reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ...errors import Place, Problem, Report, did_you_mean
from ...web.answers import text_of

if TYPE_CHECKING:
    from yaml import Node

_MOST_BYTES = 500_000  # to read more would take minutes
_MOST_PROBLEMS = 50
_MOST_ITEMS = 5_000
_MOST_KEYS = 200
_NULL = "tag:yaml.org,2002:null"


class NodeReader:
    """Reads values as they are written: YAML itself takes an arXiv id for a decimal number.

    Nothing is followed deeper than it is asked for, so that aliases cost nothing.

    Arguments:
        file: The file's name in problems.
    """

    def __init__(self, file: str, report: Report) -> None:
        self._file = file
        self._report = report
        self._problems = 0

    def root(self, path: Path) -> Node | None:
        import yaml

        try:
            node = yaml.compose(_text_in(path), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self._say(f"not valid YAML: {text_of(error.problem, 200)}. The file is not read.", line)
            return None
        except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
            self._say(f"cannot be read: {_reason(error)}. The file is left out.")
            return None
        if node is None:
            self._say("holds no numbers yet.", level="info")
        return node

    def scalar(self, node: Node, name: str, most: int) -> str:
        import yaml

        if isinstance(node, yaml.ScalarNode):
            return text_of(node.value, most)
        self.warn(node, f"{name} is {_kind(node)}, not a single value; left out.")
        return ""

    def fields(self, node: Node, known: Sequence[str], whose: str) -> Mapping[str, Node]:
        fields: dict[str, Node] = {}
        for key, value in self.pairs(node, whose):
            if key not in known:
                self.warn(value, self._unknown(key, known))
            elif key in fields:
                self.warn(value, f"'{key}' is written twice; the first one counts. Take one away.")
            else:
                fields[key] = value
        return fields

    def _unknown(self, key: str, known: Sequence[str]) -> str:
        if self._problems >= _MOST_PROBLEMS:  # nobody reads it, and the nearest word takes time to find
            return ""
        return f"'{text_of(key, 60)}' is not known here; left out.{did_you_mean(key, known)}"

    def pairs(self, node: Node, whose: str) -> Iterator[tuple[str, Node]]:
        """Yield keys and values of a mapping; a key without a value is one that the author has left empty."""
        import yaml

        if not isinstance(node, yaml.MappingNode):
            self.warn(node, f"{whose} is {_kind(node)}, no list of keys with values; it is left out.")
            return
        for key, value in node.value[:_MOST_KEYS]:
            if value.tag != _NULL:
                yield (key.value[:60] if isinstance(key, yaml.ScalarNode) else _kind(key)), value
        if len(node.value) > _MOST_KEYS:
            self.warn(node, f"{whose} has more than {_MOST_KEYS} keys; the rest is left out.")

    def items(self, node: Node | None, name: str) -> Sequence[Node]:
        import yaml

        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.warn(node, f"{name} is {_kind(node)}, no list; left out. Write a '-' before each of them.")
            return []
        if len(node.value) > _MOST_ITEMS:
            self.warn(node, f"{name} has more than {_MOST_ITEMS:,} entries; the rest is left out.")
        found: list[Node] = node.value[:_MOST_ITEMS]
        return found

    def warn(self, node: Node, message: str) -> None:
        self._problems += 1
        if self._problems <= _MOST_PROBLEMS:
            self._say(message, node.start_mark.line + 1)
        elif self._problems == _MOST_PROBLEMS + 1:
            self._say(f"has more than {_MOST_PROBLEMS} problems; the others are not listed.")

    def _say(self, message: str, line: int = 0, level: Literal["warning", "info"] = "warning") -> None:
        self._report(Problem(Place(self._file, line), message, level))


def _text_in(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(f"it is larger than {_MOST_BYTES:,} bytes")
    text = content.decode("utf-8-sig")
    return text.replace("\t", " ") if path.suffix.lower() == ".json" else text  # JSON may be indented by tabs


def _kind(node: Node) -> str:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a single value"


def _reason(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return "it is not UTF-8"
        case RecursionError():
            return "it is nested too deeply"
        case OSError():
            return error.strerror or "it is not readable"
    return text_of(str(error), 200)
