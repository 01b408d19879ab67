"""The feed of the site's news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..addresses import clean_url
from ..config import NewsConfig
from ..errors import Problem, Report
from .hidden import is_hidden
from .languages import language_folder
from .settings import settings_place
from .theme import theme_language

if TYPE_CHECKING:
    from ..news.items import News

FEED = "news.xml"


class NewsFeed:
    """The news of one build, found when every page's HTML is known."""

    def __init__(
        self,
        config: MkDocsConfig,
        settings: NewsConfig,
        pages: Iterable[Page],
        home: Page | None,
        report: Report,
    ) -> None:
        self._config = config
        self._settings = settings
        self._home = home
        self._report = report
        self._is_asked = settings.feed is True
        self._page: Page | None = None
        self._news: News | None = None
        if config.site_url:
            self._find(pages)
        elif self._is_asked:
            self._say("no feed is made of the news: it needs 'site_url'. Set it to the address of the site.", "info")

    def _find(self, pages: Iterable[Page]) -> None:
        from ..news.items import read_news

        language = theme_language(self._config)
        for page in self._candidates(pages):
            self._news = read_news(page.content or "", self._settings.heading, language)
            if self._news is not None:
                self._page = page
                return
        if self._is_asked or self._settings.page or self._settings.heading:
            where = self._settings.page or "no page"
            has = "has no" if self._settings.page else "has a"
            heading = f"heading {self._settings.heading!r}" if self._settings.heading else "heading such as 'News'"
            message = f"{where} {has} {heading} above a list whose items begin with a date; no feed is made."
            self._say(f"{message} Write '- 2026.05: …' below it.")

    def _candidates(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Yield the pages that may have the news: the one of the settings, else the home page and then the others."""
        asked = self._settings.page
        for page in sorted(pages, key=lambda page: page is not self._home):
            if page.file.src_uri == asked if asked else not is_hidden(page.meta):
                yield page

    def _say(self, message: str, level: Literal["warning", "info"] = "warning") -> None:
        self._report(Problem(settings_place(self._config), f"news: {message}", level))

    @property
    def uri(self) -> str:
        """Where the feed is: each language of a site has its own."""
        return language_folder(self._config) + FEED

    @property
    def title(self) -> str:
        """What the news are called, "" where there are none."""
        return self._news.title if self._news is not None else ""

    def head(self, page: Page) -> Markup:
        """Return the link to the feed, on the page with the news and on the home page."""
        if self._news is None or not (page is self._page or page is self._home):
            return Markup()
        link = '<link rel="alternate" type="application/atom+xml" href="{}" title="{}">'
        return Markup(link).format("../" * clean_url(page.url).count("/") + self.uri, self.title)

    def text(self, author: str) -> str:
        """Return the feed, "" where there are no news."""
        if self._news is None or self._page is None or not self._config.site_url:
            return ""
        from ..news.feed import news_feed

        site_url = self._config.site_url
        return news_feed(
            self._news,
            title=f"{self._config.site_name}: {self.title}",
            author=author,
            site_url=urljoin(site_url, language_folder(self._config)),
            page_url=urljoin(site_url, self._page.url),
            feed_url=urljoin(site_url, self.uri),
        )
