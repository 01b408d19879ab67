"""What reading machines get of the site: each page as Markdown, and `llms.txt`."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from ..addresses import absolute
from ..profile import Profile
from .hidden import is_hidden
from .languages import language_folder

if TYPE_CHECKING:
    from ..machines.pages import Item
    from ..machines.pages import Section as Group

LLMS = "llms.txt"


class Machines:
    """The twins of one build; made when every page's HTML is known."""

    def __init__(
        self,
        config: MkDocsConfig,
        profile: Profile | None,
        nav: Navigation,
        home: Page | None,
        files: Files,
        paper_line: Callable[[str], str | None],
        *,
        has_twins: bool,
        has_llms: bool,
    ) -> None:
        self._config = config
        self._profile = profile
        self._nav = nav
        self._home = home
        self._paper_line = paper_line
        self._has_twins = has_twins
        self._has_llms = has_llms
        self._pages = [file.page for file in files.documentation_pages() if file.page is not None]
        self._taken = {file.dest_uri for file in files if file.inclusion.is_included()}
        self._with_twin = {page.file.src_uri for page in self._pages if has_twins and self._may_have(page)}

    def _may_have(self, page: Page) -> bool:
        return _is_listed(page) and _uri(page) not in self._taken

    def head(self, page: Page) -> Markup:
        """Return the link to the page's twin.

        The blank behind `alternate` keeps Material's script from taking the page for one in another language: it would
        ask for a sitemap beside it, in vain.
        """
        if page.file.src_uri not in self._with_twin:
            return Markup()
        link = '<link rel="alternate " type="text/markdown" href="{}" title="Markdown">'
        return Markup(link).format(quote(posixpath.basename(_uri(page))))

    def write(self, site_dir: Path, others: Iterable[tuple[str, str, str]]) -> None:
        """Write the twins and `llms.txt`.

        Arguments:
            others: The title, the path and a note of further files that `llms.txt` names.
        """
        from ..machines.pages import about, twin

        who = about(self._profile) if self._profile is not None else []
        for page in self._pages:
            if page.file.src_uri in self._with_twin and page.content is not None:  # `--dirty` reads what changed only
                owner = self._profile.name if self._profile is not None and page is self._home else ""
                title = owner or _title(page, self._config)  # where the page has none of its own
                text = twin(title, page.content, self._linker(page), who if page is self._home else ())
                _write(site_dir / _uri(page), text)
        llms = language_folder(self._config) + LLMS
        if self._has_llms and llms not in self._taken:
            _write(site_dir / llms, self._llms(who, others))

    def _linker(self, page: Page) -> partial[str]:
        base = urljoin(self._config.site_url, page.url) if self._config.site_url else ""
        return partial(absolute, base=base)

    def _llms(self, who: list[str], others: Iterable[tuple[str, str, str]]) -> str:
        from ..machines.pages import Item, llms
        from ..machines.pages import Section as Group

        listed = list(self._groups(self._nav.items, "Pages"))
        papers = [page for page in self._pages if self._paper_line(page.file.src_uri) is not None and _is_listed(page)]
        files = tuple(Item(title, self._address(uri), note) for title, uri, note in others)
        note = "Each page is also here as Markdown: at its address, with `.md` behind the name of its file."
        return llms(
            self._config.site_name,
            self._config.site_description or "",
            [*who, *([note] if self._has_twins else [])],
            [*listed, Group("Publications", tuple(map(self._item, papers))), Group("Files", files)],
        )

    def _groups(self, items: Iterable[StructureItem], title: str) -> Iterator[Group]:
        """Yield the pages of the navigation, then those of each of its sections under the section's title."""
        from ..machines.pages import Section as Group

        items = list(items)
        pages = [item for item in items if isinstance(item, Page) and _is_listed(item)]
        yield Group(title, tuple(self._item(page) for page in pages))
        for item in items:
            if isinstance(item, Section):
                yield from self._groups(item.children, item.title)

    def _item(self, page: Page) -> Item:
        from ..machines.pages import Item

        description = page.meta.get("description")
        has_twin = page.file.src_uri in self._with_twin
        url = self._address(_uri(page) if has_twin else page.file.dest_uri)
        note = self._paper_line(page.file.src_uri)
        if note is None:
            note = Markup(description).striptags() if isinstance(description, str) else ""
            note = "" if note == self._config.site_description else note  # it stands above
        return Item(_title(page, self._config), url, note)

    def _address(self, uri: str) -> str:
        return urljoin(self._config.site_url, quote(uri)) if self._config.site_url else quote(uri)


def _is_listed(page: Page) -> bool:
    return page.file.inclusion.is_included() and not is_hidden(page.meta)


def _uri(page: Page) -> str:
    """Return where the page's twin is: at the page's address with `.md` behind it, as https://llmstxt.org has it."""
    return f"{page.file.dest_uri}.md"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _title(page: Page, config: MkDocsConfig) -> str:
    return Markup(page.title or config.site_name).striptags()
