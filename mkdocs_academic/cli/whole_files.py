"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Replace what a file holds, or a symbolic link leads to, at once; its permissions stay.

    Raises:
        OSError: It cannot be written; then it is as it was.
    """
    target = path.resolve()
    handle, unfinished = tempfile.mkstemp(prefix=".mkdocs-academic-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, unfinished)
        else:
            Path(unfinished).chmod(0o666 & ~_umask())
        Path(unfinished).replace(target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return what new files are not allowed; there is no other way to ask than to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
