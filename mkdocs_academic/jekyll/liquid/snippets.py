"""The files that `include` and `include_relative` name: where they may lie, and what may be in them."""

from __future__ import annotations

import difflib
import os
import posixpath
import re
import stat
from functools import cached_property
from pathlib import Path

from ...errors import did_you_mean
from .limits import MAX_SNIPPET_BYTES
from .sourcemap import Source

INCLUDES_FOLDER = "_includes"

# The line after the first "---" tells front matter from a rule: a key, or the end of an empty block.
_FRONT_MATTER = re.compile(
    r"""\A---[ \t]*\n
        (?=(?:[ \t]*\#.*\n)*+ (?:["']?[\w-]++["']?[ \t]*:(?:\s|\Z) | (?:---|\.\.\.)[ \t]*(?:\n|\Z)))
        (?:(?!(?:---|\.\.\.)[ \t]*(?:\n|\Z)).*\n)*+
        (?:---|\.\.\.)[ \t]*(?:\n|\Z)""",
    re.VERBOSE,
)
_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
_MAX_LISTED_FILES = 5_000  # for a suggestion; a folder of more has no near name worth waiting for


class Refused(Exception):
    """A snippet that must not or cannot be used; the text says why and what next."""


class Missing(Refused):
    """No such file."""


class Snippets:
    """The snippets below one docs folder; their names are relative to it, with "/" between folders."""

    def __init__(self, docs_dir: Path) -> None:
        self._root = docs_dir.resolve()

    def locate(self, name: str, folder: str) -> str:
        """Return the src_uri of the file called `name`, seen from `folder`; it need not exist.

        Raises:
            Refused: It is outside the docs folder, or outside `_includes/` when `folder` is that.
            Missing: It is no name at all.
        """
        if not name.strip() or "\0" in name:
            raise Missing("the name is empty.")
        if "\\" in name:
            raise Refused("'\\' is no separator of folders. Write '/'.")
        if _ABSOLUTE.match(name):
            raise Refused("it is an absolute path. Name the file relative to the folder of the page.")
        src_uri = posixpath.normpath(posixpath.join(folder, name))
        if folder == INCLUDES_FOLDER and not src_uri.startswith(INCLUDES_FOLDER + "/"):
            raise Refused(f"it leaves the folder {INCLUDES_FOLDER}/. Use include_relative, or move the file there.")
        if src_uri.split("/")[0] == ".." or not self._is_inside(src_uri):
            raise Refused("it leaves the docs folder. Move the file into the docs folder.")
        return src_uri

    def exists(self, src_uri: str) -> bool:
        try:
            return stat.S_ISREG((self._root / src_uri).stat().st_mode)
        except OSError:
            return False

    def read(self, src_uri: str) -> Source:
        """Return the text of a file that `locate` found, without its front matter.

        Raises:
            Missing: There is no such file.
            Refused: It is no text in UTF-8, too large, or cannot be read.
        """
        try:
            data = _read_file(self._root / src_uri)
        except (FileNotFoundError, NotADirectoryError):
            raise Missing("no such file.") from None
        except OSError as error:
            raise Refused(f"it cannot be read ({error.strerror}). Check its name and permissions.") from error
        text = _decode(data)
        front_matter = _FRONT_MATTER.match(text)
        start = front_matter.end() if front_matter else 0
        return Source.of(text[start:], src_uri, text.count("\n", 0, start) + 1)

    def suggestion(self, name: str, folder: str) -> str:
        """Return " Did you mean 'x'?" for the existing file that is nearest to `name`, or nothing.

        A file of that very name in another folder is nearer than one with a similar path, then one with a similar name.
        """
        inside = INCLUDES_FOLDER + "/" if folder == INCLUDES_FOLDER else ""
        known = [posixpath.relpath(file, folder or ".") for file in self._files if file.startswith(inside)]
        base = posixpath.basename(name)
        paths: dict[str, list[str]] = {}
        for path in known:
            paths.setdefault(posixpath.basename(path).lower(), []).append(path)
        alike = [path for path in known if _are_alike(posixpath.basename(path), base)]
        if base.lower() not in paths and (near := did_you_mean(name, alike)):
            return near
        for file in difflib.get_close_matches(
            base.lower(), sorted({posixpath.basename(path).lower() for path in alike}), n=1
        ):
            path = min(paths[file], key=lambda path: (path.count("/"), path))
            return did_you_mean(path, [path])
        return ""

    def _is_inside(self, src_uri: str) -> bool:
        try:
            return (self._root / src_uri).resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):  # a circle of symbolic links
            return False

    @cached_property
    def _files(self) -> list[str]:
        found: list[str] = []
        for folder, folders, files in os.walk(self._root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += ((Path(folder) / name).relative_to(self._root).as_posix() for name in sorted(files))
            if len(found) > _MAX_LISTED_FILES:
                break
        return found[:_MAX_LISTED_FILES]


def _read_file(path: Path) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise Refused("it is a folder. Name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise Refused("it is no regular file.")
    with path.open("rb") as file:
        data = file.read(MAX_SNIPPET_BYTES + 1)
    if len(data) > MAX_SNIPPET_BYTES:
        raise Refused(f"it is larger than {MAX_SNIPPET_BYTES:,} bytes. Split it.")
    return data


def _decode(data: bytes) -> str:
    if b"\0" in data:
        raise Refused("it is a binary file. Only text can be included.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"it is not in UTF-8 (line {line}). Save it as UTF-8.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _are_alike(name: str, other: str) -> bool:
    """Whether two files' names are near without their endings: `news.md` and `index.md` share little but `.md`."""
    stem, other_stem = (posixpath.splitext(part.lower())[0] for part in (name, other))
    return difflib.SequenceMatcher(None, stem, other_stem).ratio() >= 0.5
