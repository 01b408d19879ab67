"""Google Scholar: the public page of an author's profile."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from ...web.answers import text_of
from ...web.session import NotFound, Refused, ServiceError, Web
from ..records import GOOGLE_SCHOLAR, Work
from .profile_page import ProfilePage, Row, read_profile_page
from .source import Asked, Found, FoundPaper
from .values import known_of

BASE_URL = "https://scholar.google.com"

_PER_PAGE = 100
_MOST_PAGES = 30
_PAUSE_S = 1.0
_IN_ORDER = ("cited_by", "cited_by_5y", "h_index", "h_index_5y", "i10_index", "i10_index_5y")

# What pages say that are shown in place of a profile. The page to sign in loads parts of a CAPTCHA: it comes first.
_OTHER_PAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "asks to sign in": ("gaia_loginform", 'id="identifierid"', 'name="identifier"', 'action="/signin'),
        "asks for consent to its cookies": ("consent.google.", "before you continue to google"),
        "shows a CAPTCHA, as it does to most data centres": (
            *("unusual traffic", "gs_captcha", "recaptcha", "/sorry/", "not a robot"),
        ),
        "says that it cannot answer now": ("can't perform the operation now", "can&#39;t perform the operation now"),
    }
)


class GoogleScholar:
    """One page for each hundred papers, and then it stops: a page that fails is not asked for again.

    Source: the page that https://scholar.google.com/citations?user=… shows; there is no interface for programs
    """

    title = GOOGLE_SCHOLAR
    is_local = False

    def __init__(self, web: Web, base_url: str = BASE_URL, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._web = web
        self._base_url = base_url
        self._sleep = sleep

    def lacks(self, asked: Asked) -> str:
        return "" if asked.author.google_scholar else "author.googlescholar is not set"

    def find(self, asked: Asked) -> Found:
        """Return the whole profile: a page that fails fails all of it."""
        pages = self._pages(asked.author.google_scholar)
        rows: dict[str, Row] = {}
        for row in (row for page in pages for row in page.rows if row.author_pub_id):
            rows.setdefault(row.author_pub_id, row)
        return Found(
            name=pages[0].name,
            figures=known_of(dict(zip(_IN_ORDER, pages[0].figures, strict=True))),
            per_year=pages[0].per_year,
            papers=tuple(_papers(rows.values())),
            notes=tuple(_notes(pages[0], rows.values())),
        )

    def _pages(self, author_id: str) -> list[ProfilePage]:
        pages: list[ProfilePage] = []
        seen: set[str] = set()
        start = 0
        while len(pages) < _MOST_PAGES:
            if pages:
                self._sleep(_PAUSE_S)
            page = self._page(author_id, start)
            ids = {row.author_pub_id for row in page.rows if row.author_pub_id}
            if pages and ids and ids <= seen:
                raise ServiceError("shows the same page again instead of the next one")
            pages.append(page)
            seen |= ids
            start += len(page.rows)
            is_full = len(page.rows) >= _PER_PAGE
            if not ids or not (is_full if page.has_more is None else page.has_more):
                return pages
        raise ServiceError(f"lists more than {_MOST_PAGES * _PER_PAGE:,} papers, which is no one author")

    def _page(self, author_id: str, start: int) -> ProfilePage:
        params = {"user": author_id, "hl": "en", "cstart": str(start), "pagesize": str(_PER_PAGE)}
        try:
            body = self._web.get(f"{self._base_url}/citations", params=params, accept="text/html")
        except NotFound as error:
            raise NotFound(f"knows no profile {text_of(author_id, 40)!r}") from error
        except Refused as error:
            raise Refused(f"refuses ({error.status}), as it does most data centres", error.status) from error
        text = _decoded(body)
        page = read_profile_page(text)
        if page is None:
            raise ServiceError(_other_page(text))
        return page


def _decoded(body: bytes) -> str:
    """Return the page's text: some programs are answered in Latin-1."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _other_page(page: str) -> str:
    """Return what Google Scholar does instead of showing a profile."""
    text = page.lower()
    found = (does for does, marks in _OTHER_PAGES.items() if any(mark in text for mark in marks))
    return next(found, "answers with a page that holds no profile; is the author's id right?")


def _papers(rows: Iterable[Row]) -> Iterator[FoundPaper]:
    for row in rows:
        if row.citations is not None:
            yield FoundPaper(Work(row.title, row.year, row.author_pub_id), row.citations, row.cited_by_url)


def _notes(page: ProfilePage, rows: Collection[Row]) -> Iterator[str]:
    unread = sum(row.citations is None for row in rows)
    if unread:
        yield f"{unread} of {len(rows)} papers have no number that can be read"
    if page.has_chart and not page.per_year:
        yield "the citations per year cannot be read"
