"""What the layouts of the known templates add to a page's own text, as Liquid at the end of the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from .old_page import OldPage


class Addition(NamedTuple):
    """A text at the end of a page, and what it shows, for the report."""

    what: str
    text: str


_NEWS = Addition(
    "the news",
    """
## News

{% for item in site.news reversed limit: 10 %}
{%- capture text %}{% if item.inline %}{{ item.content }}{% else %}[{{ item.title }}]({{ item.url }})
{%- endif %}{% endcapture %}
- *{{ item.date | date: "%b %-d, %Y" }}*: {{ text | remove: "<p>" | remove: "</p>" | strip_newlines }}
{%- endfor %}
""",
)
_POSTS = Addition(
    "the posts",
    """
## Posts

{% for post in site.posts %}
- *{{ post.date | date: "%b %-d, %Y" }}*: [{{ post.title }}]({{ post.url }})
{%- endfor %}
""",
)

_SELECTED = Addition(
    "the selected papers",
    """
## Selected publications

{% publications selected=true %}
""",
)

_LIST = """
{% for item in site.LABEL %}
- [{{ item.title }}]({{ item.url }}){% if item.excerpt %}: {{ item.excerpt | strip_html | strip_newlines }}{% endif %}
{%- endfor %}
"""

LISTING = ("collection", "book-shelf")
"""Layouts of Minimal Mistakes and al-folio that list the collection which the page's `collection` names."""

KNOWN = frozenset(
    {
        *(
            "default",
            "page",
            "post",
            "home",
            "about",
            "homepage",
            "single",
            "archive",
            "talk",
            "splash",
            "none",
            "null",
        ),
        *("compress", "archive-taxonomy", "distill", "bib", *LISTING),
    }
)
"""Layouts that frame a page's text with nothing that is lost here."""


def appended(page: OldPage, labels: Collection[str]) -> Addition | None:
    """Return what the layout of a page showed below its text, None for nothing.

    Arguments:
        labels: Of the collections that the site has; `bibliography` where it has one.
    """
    layout = page.meta.get("layout")
    found: list[Addition] = []
    if layout == "about" and "news" in labels and _is_wanted(page.meta, "news", "announcements"):
        found.append(_NEWS)
    if "posts" in labels and (layout == "home" or (layout == "about" and _is_wanted(page.meta, "latest_posts"))):
        found.append(_POSTS)
    if layout == "about" and "bibliography" in labels and _is_wanted(page.meta, "selected_papers"):
        found.append(_SELECTED)
    label = page.meta.get("collection")
    if layout in LISTING and label in labels and page.kind == "page":
        found.append(Addition(f"the list of '{label}'", _LIST.replace("LABEL", str(label))))
    if not found:
        return None
    return Addition(" and ".join(addition.what for addition in found), "".join(addition.text for addition in found))


def _is_wanted(meta: Mapping[str, object], *keys: str) -> bool:
    """Whether one of the keys is switched on: `news: true`, or `announcements: {enabled: true}`."""
    for key in keys:
        value = meta.get(key)
        if value is True or (isinstance(value, dict) and value.get("enabled", True) is True):
            return True
    return False
