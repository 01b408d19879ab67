"""The last steps of a page that is written in kramdown's dialect."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from ..addresses import Addresses
from ..anchors import Anchors, demotions, id_edits, read_anchors
from ..icons import inline_icons
from ..marks import line_marks
from ..markup import Edit, Tag, replace_spans, tags, url_edits
from ..site import Site
from .details import details
from .own_html import OwnHtml

_TAG = re.compile(r"<[^>]*>")
_TEXT = re.compile(r"\w")


def finish_kramdown(
    content: str,
    page: Page,
    is_home: bool,
    addresses: Addresses,
    dirs: Sequence[str],
    site: Site,
    own_html: OwnHtml,
    count_edits: Callable[[str, Sequence[Tag]], list[Edit]],
    language: str,
) -> tuple[str, Anchors]:
    """Return the page's HTML with one title, every id once, addresses that lead somewhere, and icons; and its anchors.

    Arguments:
        is_home: Whether it is the home page, of the site or of a language.
        dirs: The theme's folders, which hold the icons.
        own_html: Repairs what the author wrote.
        count_edits: Returns the edits that fill in the citation numbers, given the page and its tags.
        language: The code of a language, beside English, that months are written in.
    """
    content = _with_details(_with_title(content, page, is_home), page)
    content = inline_icons(content, [f"{folder}/.icons" for folder in dirs])
    content, found = own_html.tidied(content, list(tags(content)))  # one look at the page, for all that follows

    def repair(url: str) -> str:
        return addresses.repaired(url, page.file.url, page.file.src_uri)

    lowered = demotions(found)
    if lowered:
        _lower(page.toc.items)
    settled, added_ids = id_edits(found)
    marks, counts = line_marks(content, found, language), count_edits(content, found)
    edits = [*lowered, *settled, *url_edits(found, repair), *marks, *counts]
    content = replace_spans(content, edits)
    if "<h1" not in content:
        content = f"{_heading(page, is_home, site)}\n{content}"
    anchors = read_anchors(found)
    links = dict.fromkeys(repair(link) for link in anchors.fragment_links)
    return content, Anchors(anchors.ids | added_ids, tuple(links))


def _with_details(content: str, page: Page) -> str:
    written = details(page.meta, content)
    if not written:
        return content
    before, end, after = content.partition("</h1>")
    return f"{before}{end}\n{written}{after}" if end else written + content


def _with_title(content: str, page: Page, is_home: bool) -> str:
    """Return the page below its title, where text stands before its first heading of this level: that is none."""
    before, start, _ = content.partition("<h1")
    if not start or is_home or not page.meta.get("title") or not _TEXT.search(_TAG.sub("", before)):
        return content
    return f"<h1>{html.escape(str(page.meta['title']))}</h1>\n{content}"


def _heading(page: Page, is_home: bool, site: Site) -> str:
    """Return the page's title as Jekyll's layouts print it; on a page without one for screen readers only."""
    if page.meta.get("title") and not is_home:
        return f"<h1>{html.escape(str(page.meta['title']))}</h1>"
    name = site.profile.name if is_home and site.profile is not None else ""
    title = html.escape(name or str(page.title or site.jekyll["title"]))
    return f'<h1 class="acad-hidden" data-academic-ui>{title}</h1>'


def _lower(items: Iterable[AnchorLink]) -> None:
    for item in items:
        item.level += 1
        _lower(item.children)
