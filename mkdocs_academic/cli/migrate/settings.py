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
from .extra import extra_sections
from .old_config import OldConfig
from .old_navigation import navigation
from .old_page import OldPage
from .placeholders import is_placeholder
from .plan import Plan
from .yaml_text import PythonName, Section, Verbatim, nested, yaml_text

_FAVICONS = tuple(
    f"{folder}{name}.{ending}"
    for name in ("favicon", "favicon-32x32", "favicon-16x16", "apple-touch-icon", "android-chrome-192x192")
    for folder in ("", "images/", "assets/img/", "assets/images/", "img/")
    for ending in ("svg", "png", "ico")
)
_LANGUAGES = {"cn": "zh", "zh-cn": "zh", "zh-hans": "zh-Hans", "zh-tw": "zh-TW", "zh-hant": "zh-Hant", "pt-br": "pt-BR"}


class Site(NamedTuple):
    """What the settings are made of beside the old ones."""

    checkout: Checkout
    config: OldConfig
    author: Mapping[str, Any]
    pages: Sequence[OldPage]
    blog: Mapping[str, Any]
    variables: set[str]
    unpublished: Sequence[str]
    has_bare_liquid: bool
    has_code: bool
    has_emoji: bool
    bibliographies: Sequence[str]

    @property
    def has_navigation_file(self) -> bool:
        return any(self.checkout.has(f"_data/navigation.{ending}") for ending in ("yml", "yaml", "json"))

    @property
    def navigation(self) -> list[dict[str, Any]]:
        return [] if self.has_navigation_file else navigation(self.pages, self.config)


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
        Section("", {"plugins": _plugins(site)}),
    ]
    sections += _extension_sections(site)
    if site.unpublished:
        comment = "Markdown that Jekyll made no pages of. Behind '!': what it published in spite of its name."
        sections.append(Section(comment, {"exclude_docs": "\n".join(site.unpublished) + "\n"}))
    sections += _navigation_sections(site)
    # The plugin resolves what is written for the root of the host: nothing to tell of it.
    sections.append(Section("The plugin sees to links such as /cv/.", {"validation": {"absolute_links": "ignore"}}))
    if extra := extra_sections(config, site.variables, plan):
        # `extra` with nothing but comments would be an error.
        is_off = all(section.is_off for section in extra)
        below = nested(section._replace(is_off=section.is_off and not is_off) for section in extra)
        sections.append(Section("", {"extra": below}, is_off))
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


def _theme(site: Site) -> Verbatim:
    sections = [Section("", {"name": "material"})]
    language = _language(site.config.text("locale", "lang"))
    if language not in ("", "en"):
        sections.append(Section("Of buttons, dates and the search.", {"language": language}))
    favicon = next((path for path in _FAVICONS if site.checkout.has(path)), "")
    if favicon:
        sections.append(Section("The picture in the browser's tab.", {"favicon": favicon}))
    return nested(sections)


def _language(written: str) -> str:
    """Return Material's name of a language, "" for one that it does not know."""
    tag = written.replace("_", "-")
    folder = files("material") / "templates" / "partials" / "languages"
    for candidate in (_LANGUAGES.get(tag.lower(), tag), tag.partition("-")[0].lower()):
        if re.fullmatch(r"[A-Za-z-]{1,20}", candidate) and (folder / f"{candidate}.html").is_file():
            return candidate
    return ""


def _plugins(site: Site) -> Verbatim:
    lines = ["- search"]
    if any(page.kind == "post" and not page.path.startswith("_drafts/") for page in site.pages):
        comment = "The list has as many posts on a page as before, and the addresses of its pages."
        lines += _plugin("blog", [Section(comment, site.blog)] if site.blog else [])
    if any(page.tags for page in site.pages if page.is_published):
        lines.append("- tags")
    return Verbatim("\n".join([*lines, *_plugin("academic", _academic(site))]))


def _plugin(name: str, sections: Sequence[Section]) -> list[str]:
    if not sections:
        return [f"- {name}"]
    return [f"- {name}:", *(f"    {line}".rstrip() for line in nested(sections).split("\n"))]


def _academic(site: Site) -> list[Section]:
    """Return the plugin's own settings."""
    sections: list[Section] = []
    if site.author:
        sections.append(Section("Who you are: the profile beside every page.", {"author": dict(site.author)}))
    if found := repository(site):
        sections.append(Section("Holds the citation numbers on a branch of its own.", {"repository": found}))
    if site.config.values.get("google_scholar_stats_use_cdn") is True:
        comment = "Citation numbers come through jsDelivr's network, not from GitHub itself."
        sections.append(Section(comment, {"google_scholar_stats_use_cdn": True}))
    if site.bibliographies:
        named = site.bibliographies[0] if len(site.bibliographies) == 1 else list(site.bibliographies)
        comment = "Your publications: lists, pages and files are made of them."
        sections.append(Section(comment, {"publications": named}))
    if site.navigation:
        sections.append(Section("The bar on top.", {"navigation": site.navigation}))
    sections.append(Section("Every page is written in Jekyll's Markdown.", {"dialect": "kramdown"}))
    if site.has_bare_liquid:
        sections.append(Section("Liquid prints on pages that have no other sign of it.", {"liquid": True}))
    return sections


def _navigation_sections(site: Site) -> list[Section]:
    """Return what keeps the bar as it was: MkDocs would add every page that the list does not name."""
    if not (site.has_navigation_file or site.navigation):
        return []
    comment = "The bar shows the list of the old site; take these two away to let MkDocs add all other pages."
    return [Section(comment, {"nav": ["index.md"], "not_in_nav": "*"})]
