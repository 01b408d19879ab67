"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Replace what a file holds, or a symbolic link leads to, at once; its permissions stay.

    Raises:
        OSError: It cannot be written; then it is as it was.
    """
    write_all_whole({path: content})


def write_all_whole(contents: Mapping[Path, bytes]) -> None:
    """Replace what several files hold: none of them, unless all of them can be written.

    Raises:
        OSError: One cannot be written; then all are as they were.
    """
    unfinished: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            target = path.resolve()
            unfinished[target] = _unfinished(target, content)
        for target, written in unfinished.items():
            written.replace(target)
    except BaseException:
        for written in unfinished.values():
            written.unlink(missing_ok=True)
        raise


def _unfinished(target: Path, content: bytes) -> Path:
    """Return a file beside the target that holds the content and has its permissions."""
    handle, name = tempfile.mkstemp(prefix=".mkdocs-academic-", dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, unfinished)
        else:
            unfinished.chmod(0o666 & ~_umask())
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def _umask() -> int:
    """Return what new files are not allowed; there is no other way to ask than to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
