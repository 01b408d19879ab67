"""All that is known about the author's site for one build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:  # most sites that are built need none of these
    from .analytics import Analytics
    from .jekyll.navigation import NavItem
    from .profile import Profile


class Scholar(NamedTuple):
    """Where the citation numbers live: the addresses of their file and of the badge's, "" without a repository."""

    stats_url: str
    badge_url: str


class Site(NamedTuple):
    """What every page shares; replaced whole at each build."""

    author: Mapping[str, object]
    profile: Profile | None
    navigation: tuple[NavItem, ...]
    navigation_path: str
    scholar: Scholar
    jekyll: Mapping[str, Any]

    @property
    def has_own_look(self) -> bool:
        """Whether the site's settings ask for what only our theme shows, whatever its pages hold."""
        return self.profile is not None or bool(self.navigation)


class CardLinks(NamedTuple):
    """Where the contact card and its QR code are, seen from a page; `say` gives the site's own word for one of ours."""

    url: str
    qr: str
    say: Callable[[str], str]


def no_list(**_options: object) -> str:
    """Return no list of publications."""
    return ""


def no_number(show: str = "") -> str:
    """Return no citation number."""
    return ""


class View(NamedTuple):
    """What the theme's templates read of one page, as `academic`; every address is seen from that page.

    Arguments:
        look: What the site's `look` adds to the page's head, as HTML.
        head: Metadata for the page's head, as HTML.
        has_papers: Whether publications are shown on the page, which takes a style sheet and a script.
        has_publications: Whether the site has publications.
        publications: `publications(selected=true, limit=3)` returns a list of publications as HTML; an empty one where
            the site has none, and where the template is no page.
        citations: `citations("h-index")` returns a citation number, or a drawing, as `{citations h-index}` puts it in a
            page; nothing where it is not known, and where the template is no page.
        has_drawings: Whether a chart or a trend is on the page, which takes a style sheet.
        refresh: The attributes of the script that asks for newer numbers, "" where none does.
        owner: Whom the profile is of, as schema.org has it; empty where it is hidden.
        title: Of the browser's tab and of search results; "" where Material's own stays.
        has_icons: Whether the site's icons are made of the initials.
        theme_colours: What colours the browser's own bars, by the media that they are for, "" for all.
        card: The contact card, None where the profile does not show it.
        analytics: What counts visits, None where Material's own template or the site's does.
    """

    site: Mapping[str, Any]
    scholar: Scholar
    look: str
    profile: Profile | None
    avatar: str
    home: str
    is_home: bool
    navigation: tuple[NavItem, ...]
    header: str
    bar: str
    sidebar: str
    site_nav: str
    head: str = ""
    has_papers: bool = False
    has_publications: bool = False
    publications: Callable[..., str] = no_list
    citations: Callable[[str], str] = no_number
    has_drawings: bool = False
    refresh: str = ""
    owner: Mapping[str, Any] = {}
    title: str = ""
    has_icons: bool = False
    theme_colours: Mapping[str, str] = {}
    card: CardLinks | None = None
    analytics: Analytics | None = None


def select_scholar(repository: str, *, use_cdn: bool, branch: str, file: str, host: str) -> Scholar:
    """Return the two addresses of `repository`'s citation numbers."""
    if not repository:
        return Scholar("", "")

    from .scholar.address import stats_url

    def address(name: str) -> str:
        return stats_url(repository, use_cdn=use_cdn, branch=branch, host=host, file=name)

    return Scholar(address(file), address(file.removesuffix(".json") + "_shieldsio.json"))


def jekyll_site(
    settings: Mapping[str, Any], *, site_url: str, extra: Mapping[str, Any], data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return Liquid's `site`: the settings under Jekyll's names, MkDocs' `extra`, the data files.

    Source: https://jekyllrb.com/docs/variables/#site-variables
    """
    parts = urlsplit(site_url)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return {**extra, **settings, "url": origin, "baseurl": parts.path.rstrip("/"), "data": data}


def map_items(items: tuple[NavItem, ...], change: Callable[[NavItem], NavItem]) -> tuple[NavItem, ...]:
    """Return `items` with `change` applied to each item and its children."""
    return tuple(change(item._replace(children=map_items(item.children, change))) for item in items)
