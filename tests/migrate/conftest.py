"""Runs the command as a user does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from little_sites import Files, write_files
from migration import Migrate, Migrated

from mkdocs_academic.cli import main


@pytest.fixture
def migrate(tmp_path: Path) -> Migrate:
    """Write an old site, or take a folder, and migrate it to `new`."""

    def run(source: Mapping[str, str | bytes] | Path | str, *options: str, dest: Path | None = None) -> Migrated:
        if isinstance(source, Mapping):
            files: Files = source
            source = tmp_path / "old"
            write_files(source, files)
        target = dest if dest is not None else tmp_path / "new"
        result = CliRunner().invoke(main, ["migrate", str(source), str(target), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return Migrated(Path(source), target, result.exit_code, result.output)

    return run
