"""Little sites, built in this process as `mkdocs build` builds them."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

SITES = Path(__file__).resolve().parent / "sites"

Files = Mapping[str, str | bytes]
Settings = Mapping[str, object]


@dataclass(frozen=True)
class LogLine:
    """One line of the build's log."""

    level: str
    text: str

    def __str__(self) -> str:
        return f"{self.level}: {self.text}"


@dataclass(frozen=True)
class BuiltSite:
    """A built site: what a visitor gets, and what the author was told."""

    folder: Path
    log: tuple[LogLine, ...]

    @property
    def site_dir(self) -> Path:
        return self.folder / "site"

    @property
    def files(self) -> set[str]:
        """Every published file, relative to the site's folder, with forward slashes."""
        return {path.relative_to(self.site_dir).as_posix() for path in self.site_dir.rglob("*") if path.is_file()}

    def page(self, uri: str = "") -> str:
        """Return the HTML of a published file; `about/` means `about/index.html`, nothing the home page."""
        path = f"{uri}index.html" if uri == "" or uri.endswith("/") else uri
        return (self.site_dir / path).read_text(encoding="utf-8")


class SiteBuilder:
    """Builds little sites below a folder and checks what their builds log.

    Every method takes as `source` the name of a folder of `tests/sites` or the files themselves by their path in the
    project; where that holds no `mkdocs.yml`, `academic` are the plugin's settings and `config` further keys of it.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._count = 0

    def __call__(
        self,
        source: str | Files,
        *,
        academic: Settings | None = None,
        config: Settings | None = None,
        expect: Sequence[str] = (),
        level: int = logging.WARNING,
    ) -> BuiltSite:
        """Build a site; fail the test on a warning that it did not expect, and on an expected one that did not come.

        Arguments:
            expect: Regular expressions; each must match a warning, and each warning must match one.
            level: Lines below this level are left out of the result's log.
        """
        __tracebackhide__ = True
        folder = self.write(source, academic=academic, config=config)
        with collected_log(level) as log:
            build(folder)
        _check_log(log, expect)
        return BuiltSite(folder, tuple(log))

    def fails(self, source: str | Files, *, academic: Settings | None = None, config: Settings | None = None) -> str:
        """Build a site that cannot be built; return what the author is told. An end with a traceback fails the test."""
        from mkdocs.exceptions import Abort, ConfigurationError

        folder = self.write(source, academic=academic, config=config)
        with collected_log(logging.WARNING) as log, pytest.raises((Abort, ConfigurationError)) as stopped:
            build(folder)
        return "\n".join([*(line.text for line in log), str(stopped.value)])

    def write(self, source: str | Files, *, academic: Settings | None = None, config: Settings | None = None) -> Path:
        """Lay a site's source into a folder of its own without building it; return that folder."""
        self._count += 1
        folder = self._scratch / f"site{self._count}"
        if isinstance(source, str):
            shutil.copytree(SITES / source, folder)
        else:
            write_files(folder, source)
        if not (folder / "mkdocs.yml").exists():
            write_files(folder, {"mkdocs.yml": default_config(academic, config)})
        elif academic is not None or config is not None:
            raise ValueError("this site brings its own mkdocs.yml: set its settings there")
        return folder


def write_files(folder: Path, files: Files) -> None:
    """Write `files` (text as UTF-8, or bytes) below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def default_config(academic: Settings | None = None, config: Settings | None = None) -> str:
    """Return the `mkdocs.yml` of a site that has only this plugin; no web font, so that no page asks for one."""
    settings = {
        "site_name": "Alan Turing",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "plugins": [{"academic": dict(academic or {})}],
        **(config or {}),
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def build(folder: Path) -> None:
    """Do what `mkdocs build` does in `folder`."""
    from mkdocs.commands import build
    from mkdocs.config import load_config

    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build.build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def collected_log(level: int) -> Iterator[list[LogLine]]:
    """Collect what MkDocs and its plugins log from `level` on: all their loggers hang below `mkdocs`."""
    lines: list[LogLine] = []
    logger = logging.getLogger("mkdocs")
    handler = _Collector(lines)
    previous_level = logger.level
    logger.setLevel(level)
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
        logger.setLevel(previous_level)


class _Collector(logging.Handler):
    def __init__(self, lines: list[LogLine]) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(LogLine(record.levelname, record.getMessage()))


def _check_log(log: Sequence[LogLine], expect: Sequence[str]) -> None:
    __tracebackhide__ = True
    serious = [line for line in log if line.level in {"WARNING", "ERROR", "CRITICAL"}]
    unexpected = [str(line) for line in serious if not any(re.search(pattern, line.text) for pattern in expect)]
    if unexpected:
        pytest.fail("the build said what the test did not expect:\n" + "\n".join(unexpected), pytrace=False)
    missing = [pattern for pattern in expect if not any(re.search(pattern, line.text) for line in serious)]
    if missing:
        said = "\n".join(map(str, serious)) or "nothing"
        pytest.fail(f"the build did not say {missing}; it said:\n{said}", pytrace=False)
