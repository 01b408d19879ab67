"""Small pages that lead from the old site's lists by tag, category and date to those of Material."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ...errors import Place
from ...jekyll.destinations import Destinations
from ...jekyll.redirects import destination, redirect_pages
from .archives import OldList, new_address
from .old_page import OldPage
from .plan import DOCS, Plan
from .targets import BLOG, taken_by

_TAGS_TEXT = "---\ntitle: Tags\n---\n\n<!-- material/tags -->\n"
_MOST_NAMED = 10


def add_old_lists(lists: Sequence[OldList], pages: Iterable[OldPage], plan: Plan, settings_file: str) -> None:
    """Add a page for each list that has an address of its own here; name those that nothing makes any more."""
    if not lists:
        return
    taken = taken_by(pages, plan)
    names = itertools.chain(("tags", f"{BLOG}tags", "all-tags"), (f"tags-{number}" for number in itertools.count(2)))
    tags_page = next(name for name in names if _is_free(name, taken, plan))
    if any(old.kind == "tag" for old in lists):
        plan.write(f"{DOCS}{tags_page}.md", _TAGS_TEXT)
        plan.pages.add(f"{DOCS}{tags_page}.md")
        plan.changed(f"{DOCS}{tags_page}.md", "is new: Material lists here what has which tag.")
        taken.take(f"{tags_page}/index.html", f"{DOCS}{tags_page}.md")
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for old in lists:
        new = new_address(old, f"{tags_page}/")
        path = destination(old.address)
        if not path or taken.conflict(path) or path == destination(new):
            continue  # a page of the old site was there, or the list of Material is
        if not new:
            missing[old.label, old.kind].append(old.address)
            continue
        _add_redirect(old, new, plan)
        taken.take(path, DOCS + path)
    for (label, kind), addresses in missing.items():
        plan.cannot_map(Place(settings_file), _missing(label, kind, addresses))


def _is_free(name: str, taken: Destinations, plan: Plan) -> bool:
    return taken.conflict(f"{name}/index.html") is None and f"{DOCS}{name}.md" not in plan.items


def _add_redirect(old: OldList, new: str, plan: Plan) -> None:
    pages = redirect_pages(new, [old.address], site_url="", place=Place(""), report=plan.unmapped.append)
    path = DOCS + destination(old.address)
    for html in pages.values():
        plan.write(path, html)
    shows = {
        "tag": "is the old list of a tag; it leads to Material's list of all tags.",
        "category": "is the old list of a category; it leads to the same list of Material's blog.",
        "year": "is the old list of a year; it leads to the same list of Material's blog.",
    }
    plan.changed(path, shows.get(old.kind, "is the old list of a month or day; it leads to the list of its year."))


def _missing(label: str, kind: str, addresses: Sequence[str]) -> str:
    named = ", ".join(addresses[:_MOST_NAMED])
    more = f" and {len(addresses) - _MOST_NAMED} others" if len(addresses) > _MOST_NAMED else ""
    what = "the list of all" if kind == "collection" else f"the lists by {kind} of"
    return (
        f"nothing makes {what} '{label}' any more; there is no page now at {named}{more}. "
        f"Where one is linked to, write a page with this 'permalink' that lists 'site.{label}'."
    )
