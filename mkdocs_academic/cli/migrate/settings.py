"""The new site's `mkdocs.yml`: what the old settings said, only where it differs from the defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ...errors import Problem
from ...scholar.address import repository_from
from ..new import pages_url
from .checkout import Checkout
from .content import OldPage
from .old_config import OldConfig
from .placeholders import is_placeholder
from .plan import Plan
from .yaml_text import PythonName, Section, Verbatim, yaml_text

VERIFICATION = ("google", "bing", "baidu", "yandex", "naver")
_FAVICONS = tuple(
    f"{folder}{name}.{ending}"
    for name in ("favicon", "favicon-32x32", "favicon-16x16", "apple-touch-icon", "android-chrome-192x192")
    for folder in ("", "images/", "assets/img/", "assets/images/", "img/")
    for ending in ("svg", "png", "ico")
)
# What Liquid knows anyway, and what Material reads in `extra` itself and means otherwise.
_OWN_VARIABLES = {
    *("title", "description", "url", "baseurl", "repository", "google_scholar_stats_use_cdn", "author", "time", "data"),
    *(
        "pages",
        "html_pages",
        "posts",
        "documents",
        "collections",
        "tags",
        "categories",
        "static_files",
        "related_posts",
    ),
}
_MATERIALS_EXTRA = {
    "alternate",
    "analytics",
    "annotate",
    "consent",
    "generator",
    "homepage",
    "social",
    "status",
    "version",
}
_LANGUAGES = {"cn": "zh", "zh-cn": "zh", "zh-hans": "zh-Hans", "zh-tw": "zh-TW", "zh-hant": "zh-Hant", "pt-br": "pt-BR"}


class Site(NamedTuple):
    """What the settings are made of beside the old ones."""

    checkout: Checkout
    config: OldConfig
    author: Mapping[str, Any]
    pages: Sequence[OldPage]
    variables: set[str]
    unpublished: Sequence[str]
    has_bare_liquid: bool
    has_code: bool
    has_emoji: bool

    @property
    def has_navigation_file(self) -> bool:
        return any(self.checkout.has(f"_data/navigation.{ending}") for ending in ("yml", "yaml", "json"))


def site_settings(site: Site, plan: Plan) -> str:
    """Return the text of `mkdocs.yml`."""
    config = site.config
    name = _site_name(site)
    basics: dict[str, Any] = {"site_name": name}
    if description := config.text("description"):
        basics["site_description"] = description
    if url := site_url(site, plan):
        basics["site_url"] = url
    sections = [
        Section("", basics),
        Section("", {"theme": _theme(site)}),
        Section("", {"plugins": _plugins(site, plan)}),
    ]
    sections += _extension_sections(site)
    if site.unpublished:
        comment = "Markdown without front matter: Jekyll makes no pages of it. Pages may include it all the same."
        sections.append(Section(comment, {"exclude_docs": "\n".join(site.unpublished) + "\n"}))
    sections += _navigation_sections(site)
    sections += _extra(site, plan)
    head = "# The site's settings, taken over from Jekyll. The guide of mkdocs-academic explains each key.\n"
    return head + "".join(yaml_text(section) for section in sections)


def _extension_sections(site: Site) -> list[Section]:
    extensions: list[Any] = []
    reasons: list[str] = []
    if site.has_code:
        extensions += ["pymdownx.highlight", "pymdownx.superfences"]
        reasons.append("colours for code")
    if site.has_emoji:
        extensions.append({"pymdownx.emoji": {"emoji_generator": PythonName("pymdownx.emoji.to_alt")}})
        reasons.append("emoji for shortcodes such as :tada:")
    if not extensions:
        return []
    return [Section(f"{', '.join(reasons)}.".capitalize(), {"markdown_extensions": extensions})]


def _site_name(site: Site) -> str:
    title = site.config.text("title")
    return title if title and title.lower() != "blank" else str(site.author.get("name") or "Homepage")


def repository(site: Site) -> str:
    """Return owner and name of the repository, from the settings, else from where the checkout was cloned."""
    written = site.config.text("repository")
    return written if re.fullmatch(r"[\w.-]+/[\w.-]+", written) else repository_from(site.checkout.remote())


def site_url(site: Site, plan: Plan) -> str:
    """Return the site's address: of `CNAME`, of the settings, else where GitHub Pages publishes the repository."""
    if site.checkout.has("CNAME") and (domain := site.checkout.text_of("CNAME").split()):
        return f"https://{domain[0]}/"
    written = site.config.text("url")
    parts = urlsplit(written)
    if parts.scheme in ("http", "https") and parts.hostname not in (None, "localhost") and not is_placeholder(written):
        return f"{written.rstrip('/')}/{site.config.text('baseurl').strip('/')}".rstrip("/") + "/"
    found = repository(site)
    if found and not is_placeholder(found):
        return pages_url(found)
    if written:
        plan.unmapped.append(Problem(site.config.place("url"), f"{written!r} is no address of a site. Set 'site_url'."))
    return ""


def _theme(site: Site) -> dict[str, Any]:
    theme: dict[str, Any] = {"name": "material"}
    language = _language(site.config.text("locale", "lang"))
    if language not in ("", "en"):
        theme["language"] = language
    favicon = next((path for path in _FAVICONS if site.checkout.has(path)), "")
    if favicon:
        theme["favicon"] = favicon
    return theme


def _language(written: str) -> str:
    """Return Material's name of a language, "" for one that it does not know."""
    tag = written.replace("_", "-")
    folder = files("material") / "templates" / "partials" / "languages"
    for candidate in (_LANGUAGES.get(tag.lower(), tag), tag.partition("-")[0].lower()):
        if re.fullmatch(r"[A-Za-z-]+", candidate) and (folder / f"{candidate}.html").is_file():
            return candidate
    return ""


def _plugins(site: Site, plan: Plan) -> list[Any]:
    academic: dict[str, Any] = {}
    if site.author:
        academic["author"] = dict(site.author)
    if found := repository(site):
        academic["repository"] = found
    if site.config.values.get("google_scholar_stats_use_cdn") is True:
        academic["google_scholar_stats_use_cdn"] = True
    if navigation := _navigation(site):
        academic["navigation"] = navigation
    academic["dialect"] = "kramdown"
    if site.has_bare_liquid:
        academic["liquid"] = True
    plugins: list[Any] = ["search"]
    if any(page.kind == "post" and not page.path.startswith("_drafts/") for page in site.pages):
        plugins.append("blog")
    if any(page.meta.get("tags") or page.meta.get("tag") for page in site.pages if page.is_published):
        plugins.append("tags")
    return [*plugins, {"academic": academic}]


def _navigation(site: Site) -> list[dict[str, Any]]:
    """Return the bar's entries where no `_data/navigation.yml` has them: al-folio's and Jekyll's own lists of pages."""
    if site.has_navigation_file:
        return []
    pages = [page for page in site.pages if page.kind == "page" and page.is_published and page.meta.get("title")]
    listed = site.config.items("header_pages")
    if any("nav" in page.meta for page in pages):
        pages = [page for page in pages if page.meta.get("nav") is True or page.url == "/"]
        pages.sort(key=lambda page: (page.url != "/", _number(page.meta.get("nav_order")), str(page.meta["title"])))
    elif listed:
        pages = sorted((page for page in pages if page.path in listed), key=lambda page: listed.index(page.path))
    if len(pages) < 2:
        return []
    return [_entry(page) for page in pages]


def _navigation_sections(site: Site) -> list[Section]:
    """Return what keeps the bar as it was: MkDocs would add every page that the list does not name."""
    sections = []
    if site.has_navigation_file or _navigation(site):
        comment = "The bar shows the list of the old site; take these two away to let MkDocs add all other pages."
        sections.append(Section(comment, {"nav": ["index.md"], "not_in_nav": "*"}))
    # The plugin resolves what is written for the root of the host: nothing to tell of it.
    sections.append(Section("The plugin sees to links such as /cv/.", {"validation": {"absolute_links": "ignore"}}))
    return sections


def _entry(page: OldPage) -> dict[str, Any]:
    title = re.sub(r"<[^>]*>", "", str(page.meta.get("nav_title") or page.meta["title"])).strip()
    entry: dict[str, Any] = {"title": title[:1].upper() + title[1:], "url": page.url}
    children = page.meta.get("children")
    if page.meta.get("dropdown") is True and isinstance(children, list):
        entry["children"] = [
            {"title": str(child.get("title")), "url": str(child.get("permalink") or child.get("url"))}
            for child in children
            if isinstance(child, dict) and child.get("title") not in (None, "divider")
        ]
    return entry


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("inf")


def _extra(site: Site, plan: Plan) -> list[Section]:
    sections = []
    if analytics := _analytics(site, plan):
        comment = "Google sees the visits. Take it away to keep the page free of requests to other hosts."
        sections.append(Section(comment, {"analytics": analytics}))
    verification = {
        f"{engine}_site_verification": value
        for engine in VERIFICATION
        if (value := site.config.text(f"{engine}_site_verification")) and not is_placeholder(value)
    }
    if verification:
        sections.append(Section("Show search engines whose site this is.", verification))
    taken = _OWN_VARIABLES | verification.keys()
    names = sorted(name for name in site.variables - taken if site.config.values.get(name) not in (None, "", [], {}))
    for name in [name for name in names if name in _MATERIALS_EXTRA]:
        message = f"'site.{name}' is empty in Liquid now: Material reads 'extra.{name}' and means something else by it."
        plan.unmapped.append(Problem(site.config.place(name), message))
        names.remove(name)
    if names:
        used = {name: site.config.values[name] for name in names}
        sections.append(Section("What Liquid on the pages reads as site.….", used))
    if not sections:
        return []
    inner = "".join(yaml_text(section) for section in sections).strip("\n")
    return [Section("", {"extra": Verbatim(inner)})]


def _analytics(site: Site, plan: Plan) -> dict[str, str]:
    config = site.config
    google = config.mapping("analytics").get("google")
    nested = google.get("tracking_id") if isinstance(google, dict) else None
    for key, value in (
        ("google_analytics_id", config.text("google_analytics_id")),
        ("google_analytics", config.text("google_analytics")),
        ("analytics", str(nested or "")),
    ):
        if not value or is_placeholder(value):
            continue
        if value.startswith("G-"):
            return {"provider": "google", "property": value}
        message = f"'{value}' is no measurement id of Google Analytics 4 (G-…); the older ones ended in 2023. Not set."
        plan.unmapped.append(Problem(config.place(key), message))
    return {}
