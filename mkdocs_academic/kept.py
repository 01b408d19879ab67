"""Files of a cache: each is whole or not there, whatever crashes and whoever writes at the same time.

Such a file is a line with the SHA-256 of all that follows, a line of JSON, and the bytes that are kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

_MAX_HEAD = 100_000
_MAGIC = b"mkdocs-academic 1 "  # the number changes with the form


def keep(path: Path, name: str, head: Mapping[str, object], body: bytes = b"") -> str:
    """Put a file in the place of the one before; return why it is not kept, "" if it is.

    Arguments:
        name: Whose copy it is, for the file's own name may be a digest.
    """
    try:
        _write(path, _packed({"selected": name, **head}, body))
    except (OSError, ValueError) as error:
        return (error.strerror if isinstance(error, OSError) else "") or "it cannot be written"
    return ""


def read_kept(path: Path, name: str, *, max_body: int) -> tuple[Mapping[str, object], bytes]:
    """Return the head and the body of a file.

    Raises:
        OSError: There is none.
        ValueError: It is not as it was written, or belongs to another name.
        RecursionError: Its head is no JSON that we wrote.
    """
    if not path.is_file():  # a pipe would never end
        raise ValueError("no file")
    with path.open("rb") as file:
        first = file.readline(200)
        content = file.read(_MAX_HEAD + max_body + 1)
    if first != _MAGIC + _digest(content) + b"\n":
        raise ValueError("damaged")
    line, _, body = content.partition(b"\n")
    head = json.loads(line) if len(line) <= _MAX_HEAD else None
    if not isinstance(head, dict) or head.get("selected") != name:
        raise ValueError("of something else")
    return head, body


def _packed(head: Mapping[str, object], body: bytes) -> bytes:
    """Return a file: a line with the SHA-256 of all that follows, a line of JSON, the body."""
    content = json.dumps(head, sort_keys=True).encode() + b"\n" + body
    return _MAGIC + _digest(content) + b"\n" + content


def _write(path: Path, content: bytes) -> None:
    """Replace the file at once; whatever happens, it is then as it was or as it should be.

    Raises:
        OSError: It is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)  # noqa: PTH105 (the one call that everything hangs on)
    except BaseException:
        with contextlib.suppress(OSError):  # the reason why it failed is the one to tell
            Path(unfinished).unlink()
        raise


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
