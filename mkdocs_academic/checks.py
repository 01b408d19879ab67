"""The navigation held against the site that was built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from . import anchors
from .addresses import Addresses, is_foreign, split_tail
from .errors import Place, Problem, Report, did_you_mean
from .jekyll.navigation import NavItem, targets


def check_navigation(
    items: Iterable[NavItem],
    addresses: Addresses,
    ids_of: Mapping[str, frozenset[str]],
    place_of: Callable[[str], Place],
    report: Report,
) -> None:
    """Report entries of the navigation that lead to no page, no file or no id of the site.

    Arguments:
        place_of: Where an entry's address, as its author wrote it, stands.
    """
    for item in targets(items):
        if not item.url or is_foreign(item.url):
            continue
        seen = addresses.seen_from(item.url, "")
        path = split_tail(seen)[0].removeprefix("./")
        if addresses.find(unquote(path)) is None:
            message = f"navigation entry {item.title!r} leads to {item.url!r}, which is no page or file of the site."
            report(Problem(place_of(item.url), message + did_you_mean("/" + path, ("/" + url for url in ids_of))))
            continue

        def place(link: str, url: str = item.url) -> Place:
            return place_of(url)

        anchors.check_links("", [seen], ids_of, place_of=place, report=report)
