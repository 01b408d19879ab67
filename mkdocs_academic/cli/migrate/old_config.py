"""The old site's `_config.yml`, with the line of every key for messages, and its defaults for pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from ...errors import Place, Problem, Report
from ...jekyll.front_matter import MOST_VALUES, has_half_character, is_huge
from .checkout import Checkout

NAMES = ("_config.yml", "_config.yaml")


class OldConfig:
    """Jekyll's settings; empty where the site has none."""

    def __init__(self, file: str, values: Mapping[str, Any], lines: Mapping[str, int]) -> None:
        self.file = file
        self.values = values
        self._lines = lines

    def text(self, *keys: str) -> str:
        """Return the first of these settings that is text or a number, "" where none is."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return " ".join(str(value).split())
        return ""

    def mapping(self, key: str) -> Mapping[str, Any]:
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}

    def items(self, key: str) -> list[Any]:
        """Return a setting that is a list; a text counts as one of its own."""
        value = self.values.get(key)
        return value if isinstance(value, list) else [value] if isinstance(value, str) else []

    def place(self, key: str) -> Place:
        """Return where a key stands: `author.orcid`, `title`."""
        return Place(self.file, self._lines.get(key, 0))


def read_config(checkout: Checkout, report: Report) -> OldConfig:
    """Return the settings of the checkout; a file that is no YAML is reported, and counts as empty."""
    file = next((name for name in NAMES if checkout.has(name)), "")
    if not file:
        return OldConfig(NAMES[0], {}, {})
    values, lines = read_yaml(checkout, file, report)
    return OldConfig(file, values if isinstance(values, dict) else {}, lines)


def read_yaml(checkout: Checkout, file: str, report: Report) -> tuple[Any, Mapping[str, int]]:
    """Return a file's value, None for one that is no YAML, and the lines of its keys: `author`, `author.orcid`."""
    text = checkout.text_of(file)
    try:
        value = yaml.safe_load(text)
        if is_huge(value):
            what = f"stands for more than {MOST_VALUES:,} values"
        elif has_half_character(text, value):
            what = "has half a character, such as '\\ud83d'"
        else:
            return value, dict(_key_lines(yaml.compose(text, Loader=yaml.SafeLoader), "", 0))
        report(Problem(Place(file), f"{what}. Nothing of the file is taken over."))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        report(Problem(Place(file, line), f"not valid YAML: {error.problem}. Nothing of the file is taken over."))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        report(Problem(Place(file), f"cannot be read: {error}. Nothing of the file is taken over."))
    return None, {}


def _key_lines(node: yaml.Node | None, prefix: str, depth: int) -> list[tuple[str, int]]:
    if not isinstance(node, yaml.MappingNode) or depth > 1:
        return []
    found: list[tuple[str, int]] = []
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            found.append((prefix + key.value, key.start_mark.line + 1))
            found += _key_lines(value, f"{prefix}{key.value}.", depth + 1)
    return found
