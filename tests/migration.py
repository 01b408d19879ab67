"""What the migration tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from mkdocs_academic.cli.migrate.defects import read_settings


class Migrated(NamedTuple):
    """What the command said and wrote."""

    source: Path
    dest: Path
    code: int
    report: str

    @property
    def files(self) -> set[str]:
        return {path.relative_to(self.dest).as_posix() for path in self.dest.rglob("*") if path.is_file()}

    @property
    def contents(self) -> dict[str, str | bytes]:
        """The site as `build_site` takes it."""
        return {name: (self.dest / name).read_bytes() for name in self.files}

    def text(self, name: str) -> str:
        return (self.dest / name).read_text(encoding="utf-8")

    @property
    def settings(self) -> dict[str, Any]:
        return read_settings(self.text("mkdocs.yml"))

    @property
    def academic(self) -> dict[str, Any]:
        settings: dict[str, Any] = next(item["academic"] for item in self.settings["plugins"] if "academic" in item)
        return settings

    def meta(self, name: str) -> dict[str, Any]:
        meta: dict[str, Any] = yaml.safe_load(self.text(name).split("---")[1])
        return meta


Migrate = Callable[..., Migrated]

HOME = {"index.md": "---\ntitle: Home\n---\nHello\n"}
"""The least that a site has."""
