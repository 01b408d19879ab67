"""What stands in `extra` of the new site: analytics, verification, and what Liquid on the pages asks for."""

from __future__ import annotations

from collections.abc import Collection

from ...analytics import SERVICES
from ...errors import Problem
from .analytics import read_old_analytics
from .old_config import OldConfig
from .placeholders import is_placeholder
from .plan import Plan
from .yaml_text import Section

VERIFICATION = ("google", "bing", "baidu", "yandex", "naver")
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


def extra_sections(config: OldConfig, variables: Collection[str], plan: Plan) -> list[Section]:
    """Return the parts of `extra`; what counted the old site's visits is off until the author chooses it again.

    Arguments:
        variables: The names that stand behind `site.` in Liquid.
    """
    sections = []
    if analytics := read_old_analytics(config, plan):
        who = SERVICES[analytics["provider"]].title
        comment = f"{who} saw the visits of the old site. Take away the '#' of its lines to have it see these too."
        sections.append(Section(comment, {"analytics": analytics}, is_off=True))
        message = f"{who} is off, so the page asks no other host. To have it back, take away the '#' of its lines."
        plan.changed("mkdocs.yml", message)
    verification = {
        f"{engine}_site_verification": value
        for engine in VERIFICATION
        if (value := config.text(f"{engine}_site_verification")) and not is_placeholder(value)
    }
    if verification:
        sections.append(Section("Show search engines whose site this is.", verification))
    taken = _OWN_VARIABLES | verification.keys()
    names = sorted(name for name in set(variables) - taken if config.values.get(name) not in (None, "", [], {}))
    for name in [name for name in names if name in _MATERIALS_EXTRA]:
        message = f"'site.{name}' is empty in Liquid now: Material reads 'extra.{name}' and means something else by it."
        plan.unmapped.append(Problem(config.place(name), message))
        names.remove(name)
    if names:
        used = {name: config.values[name] for name in names}
        sections.append(Section("What Liquid on the pages reads as site.….", used))
    return sections
