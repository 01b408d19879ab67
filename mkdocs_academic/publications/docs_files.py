"""The files of the docs folder, as entries name them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]")


class DocsFiles:
    """Finds a file of the docs folder by its path or, as al-folio does in `assets/pdf/`, by its name alone.

    Arguments:
        paths: The files, relative to the docs folder, with forward slashes.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            self._by_name.setdefault(posixpath.basename(path).casefold(), []).append(path)

    def find(self, name: str, *, near: str = "", folders: Sequence[str] = ()) -> str:
        """Return the path of the file that `name` means, "" where there is none or several.

        Arguments:
            name: A path from the docs folder, with or without a slash before it, or from `near`; or a part of a path
                from its end, such as the file's name, if only one file ends in it.
            near: A folder of the docs folder.
            folders: Other folders of it, tried after `near`.
        """
        for candidate in dict.fromkeys((name, unquote(name))):
            rooted = posixpath.normpath(candidate.strip().lstrip("/"))
            beside = posixpath.normpath(posixpath.join(near, candidate.strip()))
            known = (posixpath.normpath(posixpath.join(folder, candidate.strip().lstrip("/"))) for folder in folders)
            if found := next((path for path in (rooted, beside, *known) if path in self._paths), ""):
                return found
            if len(ends := self.ending_in(rooted)) == 1:
                return ends[0]
        return ""

    def ending_in(self, name: str) -> list[str]:
        """Return the files whose paths end in `name`: in its case if there are such, else in any case."""
        named = self._by_name.get(posixpath.basename(name).casefold(), [])
        exact = [path for path in named if f"/{path}".endswith(f"/{name}")]
        return exact or [path for path in named if f"/{path}".casefold().endswith(f"/{name}".casefold())]

    def pdf_of(self, citation_key: str) -> str:
        """Return the PDF that is named for an entry: the least deep of several; "" where there is none.

        What no name of a file may hold, such as ":" and "/" of `DBLP:conf/nips/X`, may stand as "-" or "_".
        """
        if citation_key.isidentifier() and citation_key.isascii():
            names = [f"{citation_key}.pdf"]
        else:
            names = [f"{_NOT_IN_NAMES.sub(sign, citation_key)}.pdf" for sign in ("-", "_", "")]
        for named in names:
            if found := self._by_name.get(named.casefold()):
                return min(found, key=lambda path: (posixpath.basename(path) != named, path.count("/"), path))
        return ""

    def folder_of(self, file: str) -> str:
        """Return the folder, in the docs folder, of a file that is given relative to the project; "" where outside."""
        while file and file not in self._paths:
            file = file.partition("/")[2]
        return posixpath.dirname(file)
