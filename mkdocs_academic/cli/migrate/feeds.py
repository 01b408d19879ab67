"""The feeds that jekyll-feed makes, and the `robots.txt` of jekyll-sitemap, as templates that the new site fills in.

Source: https://github.com/jekyll/jekyll-feed, https://github.com/jekyll/jekyll-sitemap
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...errors import Place
from ...jekyll.redirects import destination
from .checkout import Checkout
from .old_config import OldConfig
from .old_page import OldPage
from .plan import DOCS, Plan
from .targets import taken_by

_FEED = """\
---
---
<?xml version="1.0" encoding="utf-8"?>
{% assign posts = SOURCE | sort: "date" | reverse %}{% assign dated = posts | where_exp: "post", "post.date" %}
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>{{ site.title | xml_escape }}</title>
  <link href="{{ page.url | absolute_url }}" rel="self" type="application/atom+xml"/>
  <link href="{{ '/' | absolute_url }}" rel="alternate" type="text/html"/>
  <id>{{ page.url | absolute_url }}</id>
  <updated>{{ dated.first.date | default: "1970-01-01" | date_to_xmlschema }}</updated>
  <author><name>{{ site.author.name | default: site.title | xml_escape }}</name></author>
  {%- for post in posts limit: 10 %}
  <entry>
    <title>{{ post.title | strip_html | xml_escape }}</title>
    <link href="{{ post.url | absolute_url }}" rel="alternate" type="text/html"/>
    <id>{{ post.id | absolute_url }}</id>
    <updated>{{ post.date | default: "1970-01-01" | date_to_xmlschema }}</updated>
    <content type="html" xml:base="{{ post.url | absolute_url }}">{{ post.content | strip | xml_escape }}</content>
  </entry>
  {%- endfor %}
</feed>
"""
_NAME = re.compile(r"site\.[\w-]+")
_ROBOTS = "---\n---\nSitemap: {{ 'sitemap.xml' | absolute_url }}\n"


def add_feeds(config: OldConfig, checkout: Checkout, pages: Sequence[OldPage], plan: Plan) -> None:
    """Plan the files that answer at the addresses of the plugins' own; what the old site has itself comes first."""
    taken = taken_by(pages, plan)
    if _uses(config, checkout, "jekyll-feed"):
        for path, source in _feeds(config):
            if _NAME.fullmatch(source.partition(" ")[0]) and destination(path) == path and taken.conflict(path) is None:
                _add(plan, path, _FEED.replace("SOURCE", source), "the feed that jekyll-feed made")
        if config.mapping("feed").get("tags") and any(page.tags for page in pages if page.label == "posts"):
            plan.cannot_map(Place(config.file), "nothing makes the feeds by tag of jekyll-feed any more.")
    if _uses(config, checkout, "jekyll-sitemap") and taken.conflict("robots.txt") is None:
        _add(plan, "robots.txt", _ROBOTS, "what jekyll-sitemap told search engines")


def _add(plan: Plan, path: str, text: str, what: str) -> None:
    plan.write(DOCS + path, text)
    plan.templates[DOCS + path] = path
    plan.changed(DOCS + path, f"is {what}; Liquid fills it in at every build.")


def _feeds(config: OldConfig) -> Iterator[tuple[str, str]]:
    """Yield the path of every feed, and Liquid for what it lists."""
    settings = config.mapping("feed")
    collections: dict[str, Mapping[str, Any]] = {"posts": settings}
    written = settings.get("collections")
    for label in written if isinstance(written, dict | list) else ():
        own = written[label] if isinstance(written, dict) else None
        collections[str(label)] = own if isinstance(own, dict) else {}
    for label, own in collections.items():
        folder = "feed" if label == "posts" else f"feed/{label}"
        yield str(own.get("path") or f"{folder}.xml").lstrip("/"), f"site.{label}"
        categories = own.get("categories")
        for category in categories if isinstance(categories, list) else ():
            name = re.sub(r"[\"'{}%|]", "", str(category))
            yield f"{folder}/{name}.xml", f"site.{label} | where_exp: 'post', 'post.categories contains \"{name}\"'"


def _uses(config: OldConfig, checkout: Checkout, plugin: str) -> bool:
    """Whether the site loads a plugin: by its settings, or by its list of gems."""
    if plugin in (*config.items("plugins"), *config.items("gems")):
        return True
    gems = checkout.text_of("Gemfile") if checkout.has("Gemfile") else ""
    return re.search(rf"""^[ \t]*gem[ \t(]+["']{plugin}["']""", gems, re.MULTILINE) is not None
