"""On which day each page was last changed, for the sitemap and for search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from ..sharing.days import WRITTEN, commit_days, written_day

FilesOf = Callable[[Page], Iterable[Path]]


class Undated(str):
    """A day that nobody knows: MkDocs' sitemap asks whether there is one, and the rest of MkDocs reads the text."""

    def __bool__(self) -> bool:
        return False


def set_days(pages: Iterable[Page], config: MkDocsConfig, files_of: FilesOf) -> dict[str, str]:
    """Give pages the day of their last change in place of the build's, and return the days by the pages' src_uri.

    A day that another plugin has set stays. A page of which nothing is known gets no day, which is better than a
    false one.

    Arguments:
        files_of: Returns the files that a page is made of beside its own.
    """
    today = get_build_date()
    mine = {}
    days: dict[str, str] = {}
    for page in pages:
        if page.update_date != today:
            days[page.file.src_uri] = str(page.update_date)
        elif day := written_day(page.meta):
            days[page.file.src_uri] = page.update_date = min(day, today)
        else:
            mine[page.file.src_uri] = page
    days |= _committed(mine, config, files_of, today)
    for src_uri, page in mine.items():
        page.update_date = days.get(src_uri) or Undated(page.update_date)
    return days


def _committed(pages: Mapping[str, Page], config: MkDocsConfig, files_of: FilesOf, today: str) -> dict[str, str]:
    """Return the days of the last commits, else those on which posts say that they were written."""
    made_of = {
        src_uri: [Path(page.file.abs_src_path), *files_of(page)]
        for src_uri, page in pages.items()
        if page.file.abs_src_path and page.file.generated_by is None
    }
    known = commit_days(Path(config.docs_dir), {path for paths in made_of.values() for path in paths})
    days = {}
    for src_uri, page in pages.items():
        paths = made_of.get(src_uri, ())
        found = [known.get(path, "") for path in paths]
        # What git does not know is newer than what it knows.
        day = max(found) if found and all(found) else written_day(page.meta, WRITTEN)
        if day and day <= today:  # a talk may be announced
            days[src_uri] = day
    return days
