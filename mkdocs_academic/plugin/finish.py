"""The last steps of a page that is written in kramdown's dialect."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from ..addresses import Addresses
from ..anchors import Anchors, demotions, id_edits, read_anchors
from ..icons import inline_icons
from ..marks import line_marks
from ..markup import replace_spans, tags, url_edits
from ..site import Site


def finish_kramdown(
    content: str, page: Page, addresses: Addresses, dirs: Sequence[str], site: Site
) -> tuple[str, Anchors]:
    """Return the page's HTML with one title, every id once, addresses that lead somewhere, and icons; and its anchors.

    Arguments:
        dirs: The theme's folders, which hold the icons.
    """
    found = list(tags(content))
    lowered = demotions(found)
    if lowered:
        _lower(page.toc.items)
    repaired = url_edits(found, lambda url: addresses.repaired(url, page.file.url, page.file.src_uri))
    content = replace_spans(content, [*lowered, *id_edits(found), *repaired])
    content = inline_icons(content, [f"{folder}/.icons" for folder in dirs])
    found = list(tags(content))
    anchors = read_anchors(found)
    content = replace_spans(content, line_marks(content, found))
    if "<h1" not in content:
        content = f'<h1 class="acad-hidden" data-academic-ui>{html.escape(_title(page, site))}</h1>\n{content}'
    return content, anchors


def _title(page: Page, site: Site) -> str:
    if page.is_homepage and site.profile is not None and site.profile.name:
        return site.profile.name
    return str(page.title or site.jekyll["title"])


def _lower(items: Iterable[AnchorLink]) -> None:
    for item in items:
        item.level += 1
        _lower(item.children)
