"""The title and the description of each page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..addresses import clean_url
from ..profile.text import plain_text, spelled_addresses
from ..sharing.describing import first_text, home_title, page_titles

# What authors of templates call their home page says nothing in a search result.
_NO_TITLES = frozenset(
    {"home", "homepage", "index", "about", "about me", "首页", "主页", "关于", "关于我", "startseite"}
)


class PageTexts:
    """The texts of the pages of one build, by the pages' addresses.

    Arguments:
        home: The home page; None where the site has none.
        owner: The author, as schema.org has them; empty without one.
        year_of: Returns the year of the publication that a page is for: it parts two of one title.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        pages: Sequence[Page],
        home: Page | None,
        owner: Mapping[str, Any],
        year_of: Callable[[Page], str],
    ) -> None:
        self._config = config
        self.home = home
        self._owner = owner
        self._plain = {clean_url(page.url): self._plain_title(page) for page in pages}
        others = [page for page in pages if page is not home]
        named = [(self._plain[clean_url(page.url)], year_of(page) or _section(page)) for page in others]
        titles = page_titles(named, config.site_name)
        self._titles = {clean_url(page.url): title for page, title in zip(others, titles, strict=True)}

    @property
    def name(self) -> str:
        """Whose site it is."""
        return str(self._owner.get("name") or "") or self._config.site_name

    def title(self, page: Page) -> str:
        """Return what stands in the browser's tab and in search results, as plain text."""
        if page is not self.home:
            return self._titles.get(clean_url(page.url), self._plain_title(page))
        written = _text(page.meta.get("title"))
        if written and written.casefold() not in _NO_TITLES and written not in (self._config.site_name, self.name):
            return f"{written} - {self._config.site_name}"
        return home_title(self._config.site_name, str(self._owner.get("name") or ""), self._roles)

    def heading(self, page: Page) -> str:
        """Return the page's title alone; of the home page whose site it is."""
        return self.name if page is self.home else self._plain_title(page)

    def description(self, page: Page) -> str:
        """Return what a search result says below the title: what the author wrote, else how the page begins."""
        if written := _text(page.meta.get("description")):
            return written
        site = _text(self._config.site_description)
        if page is self.home and site:
            return site
        about = ", ".join([self.name, *filter(None, self._roles)]) if page is self.home and self._owner else ""
        # The page hides a mail address from harvesters; so does what is said of it.
        return spelled_addresses(first_text(page.content or "")) or about or site

    def crumbs(self, url: str) -> list[tuple[str, str]]:
        """Return the pages above an address, by title and address, from the home page on."""
        if self.home is None or url == clean_url(self.home.url):
            return []
        home = clean_url(self.home.url)
        found = [(self.name, home)]
        folders = url.rstrip("/").split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            path = "/".join(folders[:depth])
            above = next((one for one in (f"{path}/", f"{path}/index.html", f"{path}.html") if one in self._plain), "")
            if above and above not in (url, home):
                found.append((self._plain[above], above))
        return found

    @property
    def _roles(self) -> tuple[str, str]:
        return str(self._owner.get("description") or ""), str((self._owner.get("affiliation") or {}).get("name") or "")

    def _plain_title(self, page: Page) -> str:
        return " ".join(Markup(str(page.title or "")).striptags().split()) or self._config.site_name


def role_of(owner: Mapping[str, Any]) -> str:
    """Return what a person is, and where."""
    role = str(owner.get("description") or "")
    employer = str((owner.get("affiliation") or {}).get("name") or "")
    return ", ".join(text for text in (role, employer if employer.casefold() not in role.casefold() else "") if text)


def _text(value: object) -> str:
    return plain_text(value) if isinstance(value, str) else ""


def _section(page: Page) -> str:
    section = page.parent
    return Markup(str(section.title or "")).striptags() if section is not None else ""
