"""The snippets that the old site's pages put in, found by following their include tags."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from .bodies import snippets_named
from .checkout import Checkout

_FOLDER = "_includes"


def reached_snippets(checkout: Checkout, texts: Mapping[str, str]) -> set[str]:
    """Return the paths of the files that the texts include, and those that these include in turn.

    Arguments:
        texts: The text of every page by its path in the old site.
    """
    reached: set[str] = set()
    for path, text in texts.items():
        pending = [text]
        seen: set[str] = set()
        while pending:
            named = snippets_named(pending.pop())
            new = set(_files(checkout, named, posixpath.dirname(path))) - seen - {path}
            seen |= new
            pending += [checkout.text_of(file) for file in sorted(new)]
        reached |= seen
    return reached


def _files(checkout: Checkout, named: Iterable[tuple[str, str]], page_folder: str) -> Iterable[str]:
    """Yield the files that include tags name, seen from a page's folder; a name with a variable means its folder."""
    for tag, name in named:
        folder = page_folder if tag == "include_relative" else _FOLDER
        path = posixpath.normpath(posixpath.join(folder, name))
        if checkout.has(path):
            yield path
        elif name.endswith(("/", "-", "_")) or not name:
            start = f"{path}/" if name[-1:] in ("", "/") else path
            yield from (file for file in checkout.files if file.startswith(start))
