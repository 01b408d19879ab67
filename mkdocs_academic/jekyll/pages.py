"""Which of the site's Markdown files are pages and which are snippets, found by expanding them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import AcademicError, Problem

if TYPE_CHECKING:
    from .liquid import Rendered


@dataclass
class Expanded:
    """What became of one file: its text, or the error; the problems met; the files it read."""

    rendered: Rendered | None = None
    error: AcademicError | None = None
    problems: list[Problem] = field(default_factory=list)


def expand_pages(
    sources: Collection[str], in_nav: Collection[str], expand: Callable[[str, list[Problem]], Rendered]
) -> tuple[dict[str, Expanded], set[str]]:
    """Expand every file of `sources`; return what became of each page, and the names of the snippets.

    A file that another one includes is a snippet, and what went wrong when it was tried as a page is forgotten;
    unless the navigation names it.

    Arguments:
        sources: The src_uri of every Markdown file that Liquid applies to.
        in_nav: The src_uri of every file that the site's `nav` names.
        expand: Expands the file of this name and adds its problems to the list; may raise `AcademicError`.
    """
    expanded = {source: _expand(source, expand) for source in sources}
    snippets: set[str] = set()
    for source, page in expanded.items():
        if page.rendered is not None:
            snippets |= set(page.rendered.files_read) - {source}
    snippets -= set(in_nav)
    return {source: page for source, page in expanded.items() if source not in snippets}, snippets


def _expand(source: str, expand: Callable[[str, list[Problem]], Rendered]) -> Expanded:
    page = Expanded()
    try:
        page.rendered = expand(source, page.problems)
    except AcademicError as error:
        page.error = error
    return page


def pages_of(expanded: Mapping[str, Expanded]) -> dict[str, Rendered]:
    """Return the rendered pages; raise the first page's error.

    Raises:
        AcademicError: A page cannot be expanded; the author must act.
    """
    for page in expanded.values():
        if page.error is not None:
            raise page.error
    return {source: page.rendered for source, page in expanded.items() if page.rendered is not None}
