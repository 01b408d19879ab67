"""Liquid as Jekyll evaluates it: which pages use it, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Report
from .sourcemap import Rendered
from .tags import uses_liquid

if TYPE_CHECKING:
    from .environment import Engine

__all__ = ["Liquid", "Rendered", "uses_liquid"]


class Liquid:
    """Evaluates Liquid on the pages of one site, for one build: each snippet is read once."""

    def __init__(
        self,
        docs_dir: Path,
        site: Mapping[str, object],
        *,
        report: Report,
        markdownify: Callable[[str], str],
        place_prefix: str = "docs/",
    ) -> None:
        """Take what all pages share; python-liquid is imported with the first page.

        Arguments:
            docs_dir: The folder of the pages and their snippets; nothing outside it is read.
            site: Liquid's `site`; `url` and `baseurl` make addresses, `time` is what "now" means.
            report: Gets a problem for every missing snippet and unknown filter.
            markdownify: Returns the HTML of a Markdown text, for the filter of this name.
            place_prefix: The docs folder as the author knows it, for messages.
        """
        self._docs_dir = docs_dir
        self._site = site
        self._report = report
        self._markdownify = markdownify
        self._place_prefix = place_prefix
        self._engines: list[Engine] = []

    def reporting_to(self, report: Report) -> Liquid:
        """Return the same with another `report`."""
        other = Liquid(
            self._docs_dir,
            self._site,
            report=report,
            markdownify=self._markdownify,
            place_prefix=self._place_prefix,
        )
        other._engines = self._engines
        return other

    def render(self, text: str, *, src_uri: str, page: Mapping[str, object], first_line: int = 1) -> Rendered:
        """Return the page's text with Liquid evaluated and snippets put in.

        Arguments:
            text: The page's Markdown without its front matter.
            src_uri: The page's file, relative to the docs folder; `include_relative` looks in its folder.
            page: Liquid's `page`: the front matter.
            first_line: The line of the file at which `text` starts.

        Raises:
            AcademicError: The text is no Liquid, a snippet must not be used, or the page does not end.
        """
        return self._engine().render(text, src_uri=src_uri, page=page, first_line=first_line, report=self._report)

    def _engine(self) -> Engine:
        if not self._engines:
            from .environment import Engine

            engine = Engine(self._docs_dir, self._site, markdownify=self._markdownify, place_prefix=self._place_prefix)
            self._engines.append(engine)
        return self._engines[0]
