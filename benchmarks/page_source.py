"""What the HTML of a built page says without a browser: its links, ids, headings and images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from figures import Figure
from selectolax.lexbor import LexborHTMLParser, LexborNode

HERE = "http://site.invalid"
OWN = "assets/academic/"


def read_page(site_dir: Path, page: str) -> LexborHTMLParser:
    file = site_dir / page.lstrip("/")
    return LexborHTMLParser((file / "index.html" if page.endswith("/") else file).read_text(encoding="utf-8"))


def source_figures(site_dir: Path, page: str) -> Iterator[Figure]:
    """Yield what the source of a page has that it must not have."""
    html = read_page(site_dir, page)
    links, fragments = _broken(site_dir, page, html)
    counted = {
        "dead_links": links,
        "dead_fragments": fragments,
        "duplicate_ids": tuple(name for name, count in Counter(_ids(html)).items() if count > 1),
        "images_without_size": tuple(
            image.attributes.get("src") or "" for image in html.css("img") if not _has_size(image)
        ),
        "headings_out_of_order": _out_of_order(html),
    }
    for name, found in counted.items():
        yield Figure(page, name, len(found), found)


def own_weight(site_dir: Path, page: str) -> Iterator[Figure]:
    """Yield what our own style sheets and scripts of a page weigh, in kB before compression."""
    html = read_page(site_dir, page)
    for name, selector, attribute in (
        ("own_css_kb", "link[rel=stylesheet]", "href"),
        ("own_js_kb", "script[src]", "src"),
    ):
        addresses = (node.attributes.get(attribute) or "" for node in html.css(selector))
        files = [site_dir / OWN / address.rpartition(OWN)[2] for address in addresses if OWN in address]
        found = tuple(f"{file.name}: {file.stat().st_size / 1000:.1f} kB" for file in files)
        yield Figure(page, name, sum(file.stat().st_size for file in files) / 1000, found)


def _ids(html: LexborHTMLParser) -> list[str]:
    return [node.attributes.get("id") or "" for node in html.css("[id]")]


def _has_size(image: LexborNode) -> bool:
    return all((image.attributes.get(side) or "").isdigit() for side in ("width", "height"))


def _broken(site_dir: Path, page: str, html: LexborHTMLParser) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses of this site that lead to no file, and those whose fragment is no id there."""
    links: list[str] = []
    fragments: list[str] = []
    ids: dict[Path, set[str]] = {}
    for address in dict.fromkeys(_addresses(html)):
        target, fragment = urldefrag(urljoin(f"{HERE}{page}", address))
        if not target.startswith(f"{HERE}/"):
            continue
        file = site_dir / unquote(urlsplit(target).path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            links.append(address)
        elif fragment and file.suffix == ".html" and not fragment.startswith("__"):  # those are Material's check boxes
            if file not in ids:
                ids[file] = set(_ids(LexborHTMLParser(file.read_text(encoding="utf-8"))))
            if unquote(fragment) not in ids[file]:
                fragments.append(address)
    return tuple(links), tuple(fragments)


def _addresses(html: LexborHTMLParser) -> Iterator[str]:
    for selector, attribute in (("a[href], link[href]", "href"), ("[src]", "src"), ("[poster]", "poster")):
        for node in html.css(selector):
            yield node.attributes.get(attribute) or ""
    for node in html.css("[srcset]"):
        yield from (part.split()[0] for part in (node.attributes.get("srcset") or "").split(", ") if part.strip())


def _out_of_order(html: LexborHTMLParser) -> tuple[str, ...]:
    """Return headings that skip a level; a page has one of the first level."""
    found: list[str] = []
    level = 0
    for heading in html.css("h1, h2, h3, h4, h5, h6"):
        here = int((heading.tag or "h1")[1])
        if here > level + 1:
            found.append(f"h{here} after h{level}: {heading.text(strip=True)[:40]}")
        level = here
    return tuple(found) if html.css_first("h1") else ("no h1", *found)
