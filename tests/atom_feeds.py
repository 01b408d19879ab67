"""What every feed of ours has to be."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

ATOM = "{http://www.w3.org/2005/Atom}"


def check_feed(root: etree.Element) -> None:
    """Check what RFC 4287 requires of a feed and of its entries."""
    assert root.tag == f"{ATOM}feed"
    for part in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(ATOM + name)) == 1, name
        assert part.findtext(f"{ATOM}id")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", part.findtext(f"{ATOM}updated") or "")
        alternates = [link for link in part.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert all(not re.search(r"[\s<>\"{}|\\^`]", link.get("href", " ")) for link in part.findall(f"{ATOM}link"))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
