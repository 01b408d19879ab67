"""Which pages their front matter keeps from searches."""

from __future__ import annotations

from collections.abc import Mapping


def is_hidden(meta: Mapping[str, object]) -> bool:
    """Whether a page's front matter keeps it from search engines, the site's own search or the sitemap."""
    search = meta.get("search")
    return is_unlisted(meta) or (isinstance(search, Mapping) and search.get("exclude") is True)


def is_unlisted(meta: Mapping[str, object]) -> bool:
    """Whether the sitemap has no place for a page, as Jekyll's plugins jekyll-sitemap and jekyll-seo-tag have it."""
    words = robots_of(meta).lower().replace(",", " ").split()
    return meta.get("sitemap") is False or "noindex" in words or "none" in words


def robots_of(meta: Mapping[str, object]) -> str:
    """Return what a page's front matter says to search engines.

    Source: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    robots = meta.get("robots")
    words = robots if isinstance(robots, list) else [robots]
    return ", ".join(word for word in words if isinstance(word, str))
