"""Which file of the new site each page of the old one becomes, and which of two pages at one address was shown."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence

from ...jekyll.destinations import Destinations
from ...jekyll.redirects import destination
from .content import PAGES_FOLDER
from .old_page import OldPage
from .plan import Plan

BLOG = "blog/"


def hidden(pages: Sequence[OldPage]) -> dict[str, str]:
    """Return the pages that cannot have their address, each with the middle of a sentence that says why.

    Jekyll writes two pages at one address, and the last one stays.
    Pages come before posts and members, and among their like in the order of their files' names. The home page is a
    page all the same: MkDocs needs one.
    """
    published = [page for page in pages if page.is_published]

    def order(page: OldPage) -> tuple[bool, str, str]:
        comes_late = (page.kind == "page") == (destination(page.url) == "index.html")
        return comes_late, posixpath.basename(page.path), page.path

    found: dict[str, str] = {}
    taken = Destinations()
    for page in sorted(published, key=order, reverse=True):
        address = destination(page.url)
        conflict = taken.conflict(address) if address else None
        if conflict is None:
            taken.take(address, page.path)
        elif conflict.kind == "same":
            found[page.path] = f"as {conflict.owner} has, which hid it"
        elif conflict.kind == "below":
            found[page.path] = f"below the file of {conflict.owner}, where nothing can be"
        else:
            found[page.path] = f"which is the folder of {conflict.owner}"
    return found


def taken_by(pages: Iterable[OldPage], plan: Plan) -> Destinations:
    """Return the addresses that are taken: those of the published pages, and of the other files of a plan."""
    taken = Destinations()
    for page in pages:
        if page.is_published:
            taken.take(destination(page.url), page.path)
    for target in plan.items:
        if target not in plan.pages:
            taken.take(plan.file_of(target), target)
    return taken


def target_of(page: OldPage) -> str:
    """Return the new path of a page, below docs/."""
    path = page.path
    stem = posixpath.splitext(path)[0]
    if page.kind == "post":
        is_dated = page.date is not None and (page.is_published or path.startswith("_posts"))
        folder = f"{BLOG}posts/" if is_dated else "_drafts/"
        return folder + posixpath.basename(stem) + ".md"
    if page.kind == "member":
        inner = stem.partition(f"_{page.label}/")[2]
        return f"{'' if page.is_published else '_'}{page.label}/{inner}.md"
    inner = stem.removeprefix(PAGES_FOLDER + "/")
    folder, name = posixpath.split(inner)
    if name == "README" and page.url != f"/{folder}/":  # which MkDocs takes for an index
        inner = inner[: -len("README")] + "readme"
    return f"{inner}.md" if page.is_published else f"_drafts/{inner}.md"
