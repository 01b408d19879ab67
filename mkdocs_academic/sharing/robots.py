"""What a site says to the machines that read all of it."""

from __future__ import annotations


def robots_txt(site_url: str) -> str:
    """Return a `robots.txt` that forbids nothing, and says where the sitemap is if the site's address is known.

    Source: RFC 9309; https://www.sitemaps.org/protocol.html#submit_robots
    """
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines += ["", f"Sitemap: {site_url.rstrip('/')}/sitemap.xml"]
    return "\n".join(lines) + "\n"
