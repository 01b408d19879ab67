"""The ids of a page: each exists once, headings answer to a clean form too, and links to none are named."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from .addresses import is_foreign, split_tail
from .errors import Place, Problem, Report, did_you_mean
from .markup import Edit, Tag

_HEADING = re.compile(r"h[1-6]")
_TOP = ("", "top")  # WHATWG HTML, 7.4.6.4: both are the top of the page


class Anchors(NamedTuple):
    """What a page's content can be linked to, and what it links to by fragment."""

    ids: frozenset[str]
    fragment_links: tuple[str, ...]


def read_anchors(found: Iterable[Tag]) -> Anchors:
    """Return the ids (and names) of a page's tags, and its distinct links with a fragment, in their order."""
    ids: set[str] = set()
    links: dict[str, None] = {}
    for tag in found:
        if tag.is_end or not (tag.may_have("id") or tag.name == "a"):
            continue
        attributes = tag.attributes
        ids.add(attributes.get("id", ""))
        if tag.name == "a":
            ids.add(attributes.get("name", ""))
            if "#" in attributes.get("href", ""):
                links[attributes["href"]] = None
    return Anchors(frozenset(ids - {""}), tuple(links))


def id_edits(found: Iterable[Tag]) -> tuple[list[Edit], set[str]]:
    """Return the edits that leave every id once, and the ids that they add.

    A heading keeps its own id, else the first element does. Headings whose id has a clean form that the page lacks
    (`-news`: `news`) get it as a second target.
    """
    with_id = [
        (tag, written[0])
        for tag in found
        if not tag.is_end and tag.may_have("id") and (written := [m for m in tag.written() if m[1].lower() == "id"])
    ]
    ids = [(tag, match, _value(match)) for tag, match in with_id]
    headings = [(tag, id_) for tag, _, id_ in ids if _HEADING.fullmatch(tag.name)]
    owners: dict[str, Tag] = {}
    for tag, id_ in (*headings, *((tag, id_) for tag, _, id_ in ids)):
        owners.setdefault(id_, tag)
    edits = [_removal(tag, match) for tag, match, id_ in ids if owners[id_] is not tag]
    taken = set(owners)
    for tag, id_ in headings:
        clean = clean_id(id_)
        if clean and clean not in taken:
            taken.add(clean)
            edits.append((tag.end, tag.end, f'<span class="acad-alias" id="{html.escape(clean)}"></span>'))
    return edits, taken - set(owners)


def _value(match: re.Match[str]) -> str:
    return html.unescape(match[2] or match[3] or match[4] or "")


def _removal(tag: Tag, match: re.Match[str]) -> Edit:
    """Return the edit that takes an attribute away, with the white space before it."""
    start = len(tag.source[: match.start()].rstrip())
    return tag.start + start, tag.start + match.end(), ""


def clean_id(heading_id: str) -> str:
    """Return the id without what an emoji or a dash left behind: `-news` and `\\ufe0f-news` give `news`."""
    visible = "".join(char for char in heading_id if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
    return re.sub(r"-{2,}", "-", visible).strip("-") if re.match(r"\W", heading_id) else ""


def demotions(found: Iterable[Tag]) -> list[Edit]:
    """Return the edits that put every heading one level lower where there are several `h1`; ids and looks stay."""
    headings = [tag for tag in found if _HEADING.fullmatch(tag.name)]
    if sum(tag.name == "h1" and not tag.is_end for tag in headings) < 2:
        return []
    level_at = ((tag.start + (3 if tag.is_end else 2), int(tag.name[1])) for tag in headings)
    return [(start, start + 1, str(min(6, level + 1))) for start, level in level_at]


def check_links(
    page_url: str,
    links: Iterable[str],
    ids_of: Mapping[str, frozenset[str]],
    *,
    place_of: Callable[[str], Place],
    report: Report,
) -> None:
    """Report each of `links` to an id that its page does not have.

    Arguments:
        page_url: The address of the page that holds the links, relative to the site's root ("" is the root).
        ids_of: The ids of every page by its address.
        place_of: Where a link is written, given the link.
    """
    for link in links:
        path, tail = split_tail(urljoin("/" + page_url, link))
        fragment_id = unquote(tail.partition("#")[2])
        ids = ids_of.get(unquote(path).lstrip("/"))
        if ids is None or is_foreign(link) or fragment_id in _TOP or fragment_id.startswith(":~:"):
            continue
        if fragment_id not in ids:
            where = "this page" if link.startswith("#") else f"the page '/{path.lstrip('/')}'"
            message = f"link to '#{fragment_id}', but {where} has no such id.{did_you_mean(fragment_id, ids)}"
            report(Problem(place_of(link), message))


def find_line(text: str, written: str) -> int:
    """Return the first line of `text`, counted from 1, that holds `written` as a whole word; 0 when none does."""
    match = re.search(rf"{re.escape(written)}(?![\w-])", text) if written else None
    return text.count("\n", 0, match.start()) + 1 if match else 0


def find_fragment(text: str, link: str) -> int:
    """Return the line of `text` that writes the fragment of `link`; 0 when none does."""
    fragment = "#" + link.partition("#")[2]
    return find_line(text, fragment) or find_line(text, unquote(fragment))
