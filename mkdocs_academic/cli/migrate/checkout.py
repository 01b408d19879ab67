"""The old site as it lies on disk: its files, read and never changed, and nothing outside of it."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click

from ...errors import Place, Problem, Report

LARGEST_TEXT = 5_000_000
"""Bytes; a page or a data file beyond is copied as it is, or left out."""

_CLONE_TIMEOUT_S = 600
_GIT_TIMEOUT_S = 10
_GITHUB = re.compile(
    r"(?:(?:https?://)?(?:www\.)?github\.com/|git@github\.com:)?(?P<owner>[A-Za-z0-9][A-Za-z0-9-]*)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)
_SUBMODULE = re.compile(r"^[ \t]*path[ \t]*=[ \t]*(?P<path>\S.*?)[ \t]*$", re.MULTILINE)
# What a build or an editor leaves behind; never part of a site.
_NEVER = {".git", ".bundle", ".jekyll-cache", ".sass-cache", ".asset-cache", "_site", "node_modules", "__pycache__"}


class Checkout:
    """The files below `root` by their paths, with forward slashes."""

    def __init__(self, root: Path, report: Report) -> None:
        self.root = root.resolve()
        self.files = tuple(sorted(_walk(self.root, report)))
        self._known = frozenset(self.files)
        self._report_submodules(report)

    def _report_submodules(self, report: Report) -> None:
        """Name the folders that are repositories of their own and were not fetched: the old site published them."""
        written = self.text_of(".gitmodules") if self.has(".gitmodules") else ""
        for match in _SUBMODULE.finditer(written):
            if not self.below(match["path"]):
                line = written.count("\n", 0, match.start()) + 1
                message = f"the submodule '{match['path']}' is not there; nothing of it is taken over."
                advice = "Run 'git submodule update --init' in the old site, and migrate again."
                report(Problem(Place(".gitmodules", line), f"{message} {advice}"))

    def has(self, path: str) -> bool:
        return path in self._known

    def below(self, folder: str) -> list[str]:
        """Return the files below a folder."""
        return [path for path in self.files if path.startswith(folder.rstrip("/") + "/")]

    def bytes_of(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def size_of(self, path: str) -> int:
        return (self.root / path).stat().st_size

    def text_of(self, path: str) -> str:
        """Return a file's text, "" for one that is too large; one that is not in UTF-8 is read as Windows' Latin."""
        if self.size_of(path) > LARGEST_TEXT:
            return ""
        data = self.bytes_of(path)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def is_utf8(self, path: str) -> bool:
        try:
            self.bytes_of(path).decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def remote(self) -> str:
        """Return the address that the checkout was cloned from, "" where there is none."""
        return _git(self.root, "config", "--get", "remote.origin.url")


def open_checkout(source: str, scratch: Path, report: Report) -> Checkout:
    """Return the checkout that `source` names: a folder, or a repository on GitHub, which is cloned into `scratch`.

    Raises:
        click.ClickException: It is neither, or it cannot be cloned.
    """
    folder = Path(source)
    if folder.is_dir():
        return Checkout(folder, report)
    address = github_address(source)
    if folder.exists() or not address:
        message = (
            f"{source}: is no folder and no repository on GitHub. Give a checkout, or https://github.com/owner/name."
        )
        raise click.ClickException(message)
    click.echo(f"Cloning {address} ...", err=True)
    return Checkout(_clone(address, scratch / "source"), report)


def github_address(source: str) -> str:
    """Return the address to clone, "" where `source` names no repository of GitHub."""
    match = _GITHUB.fullmatch(source)
    if match is None or match["name"] in (".", ".."):
        return ""
    return f"https://github.com/{match['owner']}/{match['name']}.git"


def matches(path: str, patterns: object) -> bool:
    """Whether a path, or a folder above it, matches one of Jekyll's `exclude` or `include` patterns."""
    listed = [str(pattern) for pattern in patterns] if isinstance(patterns, list) else []
    parents = ["/".join(path.split("/")[:depth]) for depth in range(1, path.count("/") + 2)]
    return any(
        fnmatch.fnmatchcase(parent, pattern.strip("/"))
        for pattern in listed
        for parent in parents
        if pattern.strip("/")
    )


def _walk(root: Path, report: Report) -> Iterator[str]:
    for folder, folders, names in os.walk(root, followlinks=False):
        here = Path(folder)
        for name in [name for name in folders if (here / name).is_symlink()]:
            _report_link((here / name).relative_to(root).as_posix(), report)
        folders[:] = sorted(name for name in folders if name not in _NEVER and not (here / name).is_symlink())
        for name in names:
            path = here / name
            relative = path.relative_to(root).as_posix()
            if not _is_text(relative):
                shown = os.fsencode(relative).decode("utf-8", "replace")
                report(Problem(Place(shown), "has a name that is not in UTF-8 and stays behind. Rename it."))
            elif _is_inside(path, root):
                yield relative
            elif path.is_symlink():
                _report_link(relative, report)


def _is_text(path: str) -> bool:
    """Whether a path can be an address: Python keeps the bytes of a name in another encoding as lone surrogates."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_inside(path: Path, root: Path) -> bool:
    """Whether a path is a regular file whose real place is below `root`."""
    try:
        return path.resolve(strict=True).is_relative_to(root) and stat.S_ISREG(path.stat().st_mode)
    except (OSError, RuntimeError):
        return False


def _report_link(path: str, report: Report) -> None:
    report(Problem(Place(path), "is a symbolic link that is not followed. Copy what it leads to into its place."))


def _clone(address: str, folder: Path) -> Path:
    command = ["git", "-c", "protocol.ext.allow=never", "clone", "--quiet", "--depth", "1", "--", address, str(folder)]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_CLONE_TIMEOUT_S, env=environment, check=False
        )
    except FileNotFoundError:
        raise click.ClickException("git is not installed. Install it, or download the repository.") from None
    except subprocess.TimeoutExpired:
        message = f"{address}: not cloned within {_CLONE_TIMEOUT_S} s. Clone it yourself and give the folder."
        raise click.ClickException(message) from None
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["unknown reason"])[-1]
        raise click.ClickException(f"{address}: cannot be cloned: {reason} Check the address, or give a folder.")
    return folder


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, timeout=_GIT_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
