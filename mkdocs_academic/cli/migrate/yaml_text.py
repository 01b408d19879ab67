"""YAML as people write it: a comment above each part, list items indented, no aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml


class Section(NamedTuple):
    """Some keys of `mkdocs.yml` with the comment above them.

    Arguments:
        is_off: The keys too stand behind a `#`, for the author to take away.
    """

    comment: str
    values: Mapping[str, Any]
    is_off: bool = False


class PythonName(str):
    """The name of something in Python, which MkDocs resolves: `!!python/name:…`."""


class Verbatim(str):
    """YAML that is written already, to stand below its key."""


def yaml_text(section: Section) -> str:
    """Return a section as text, after an empty line."""
    comment = f"# {section.comment}\n" if section.comment else ""
    entries = "".join(_entry(key, value) for key, value in section.values.items())
    return "\n" + comment + (re.sub("^(?=.)", "# ", entries, flags=re.MULTILINE) if section.is_off else entries)


def nested(sections: Iterable[Section]) -> Verbatim:
    """Return sections that stand below a key, without empty lines between them."""
    return Verbatim("".join(yaml_text(section).removeprefix("\n") for section in sections).rstrip("\n"))


def _entry(key: str, value: object) -> str:
    if isinstance(value, Verbatim):
        inner = "\n".join(f"  {line}".rstrip() for line in value.split("\n"))
        return f"{key}:\n{inner}\n"
    return yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20)


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _python_name(dumper: yaml.SafeDumper, value: PythonName) -> yaml.ScalarNode:
    return dumper.represent_scalar(f"tag:yaml.org,2002:python/name:{value}", "")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(PythonName, _python_name)
