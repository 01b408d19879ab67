"""The ids of a page: each exists once, headings answer to a clean form too, and links to none are named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from .addresses import split_tail
from .errors import Place, Problem, Report, did_you_mean
from .markup import Tag, replace_spans, tags

_HEADING = re.compile(r"h[1-6]")
_TOP = ("", "top")  # WHATWG HTML, 7.4.6.4: both are the top of the page


@dataclass(frozen=True)
class Anchors:
    """What a page's content can be linked to, and what it links to by fragment."""

    ids: frozenset[str]
    fragment_links: tuple[str, ...]


def read_anchors(content: str) -> Anchors:
    """Return the ids (and names) of `content`, and its distinct links with a fragment, in their order."""
    ids: set[str] = set()
    links: dict[str, None] = {}
    for tag in _start_tags(content):
        attributes = tag.attributes
        ids.add(attributes.get("id", ""))
        if tag.name == "a":
            ids.add(attributes.get("name", ""))
            if "#" in attributes.get("href", ""):
                links[attributes["href"]] = None
    return Anchors(frozenset(ids - {""}), tuple(links))


def settle_ids(content: str) -> str:
    """Return `content` with every id once: a heading keeps its own, else the first element does.

    Headings whose id has a clean form that the page lacks (`-news`: `news`) get it as a second target.
    """
    found = [tag for tag in _start_tags(content) if "id" in tag.attributes]
    headings = [tag for tag in found if _HEADING.fullmatch(tag.name)]
    owners: dict[str, Tag] = {}
    for tag in (*headings, *found):
        owners.setdefault(tag.attributes["id"], tag)
    changes = [(*_id_span(tag), "") for tag in found if owners[tag.attributes["id"]] is not tag]
    taken = set(owners)
    for tag in headings:
        clean = clean_id(tag.attributes["id"])
        if clean and clean not in taken:
            taken.add(clean)
            changes.append((tag.end, tag.end, f'<span class="acad-alias" id="{clean}"></span>'))
    return replace_spans(content, changes) if changes else content


def clean_id(heading_id: str) -> str:
    """Return the id without what an emoji or a dash left behind: `-news` and `\\ufe0f-news` give `news`."""
    visible = "".join(char for char in heading_id if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
    return re.sub(r"-{2,}", "-", visible).strip("-") if re.match(r"\W", heading_id) else ""


def demote_headings(content: str) -> str:
    """Return `content` with every heading one level lower when it has several `h1`; ids and looks stay."""
    headings = [tag for tag in tags(content) if _HEADING.fullmatch(tag.name)]
    if sum(tag.name == "h1" and not tag.is_end for tag in headings) < 2:
        return content
    changes = []
    for tag in headings:
        level_at = tag.start + (3 if tag.is_end else 2)
        changes.append((level_at, level_at + 1, str(min(6, int(tag.name[1]) + 1))))
    return replace_spans(content, changes)


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
        if ids is None or not link_is_local(link) or fragment_id in _TOP or fragment_id.startswith(":~:"):
            continue
        if fragment_id not in ids:
            where = "this page" if link.startswith("#") else f"the page '/{path.lstrip('/')}'"
            message = f"link to '#{fragment_id}', but {where} has no such id.{did_you_mean(fragment_id, ids)}"
            report(Problem(place_of(link), message))


def link_is_local(link: str) -> bool:
    """Whether `link` may lead to a page of the site: it names no scheme and no host."""
    return not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", link)


def find_line(text: str, written: str) -> int:
    """Return the first line of `text`, counted from 1, that holds `written` as a whole word; 0 when none does."""
    match = re.search(rf"{re.escape(written)}(?![\w-])", text) if written else None
    return text.count("\n", 0, match.start()) + 1 if match else 0


def find_fragment(text: str, link: str) -> int:
    """Return the line of `text` that writes the fragment of `link`; 0 when none does."""
    fragment = "#" + link.partition("#")[2]
    return find_line(text, fragment) or find_line(text, unquote(fragment))


def _start_tags(content: str) -> Iterable[Tag]:
    return (tag for tag in tags(content) if not tag.is_end)


def _id_span(tag: Tag) -> tuple[int, int]:
    """Return the span of the tag's `id` attribute with the white space before it."""
    match = next(match for match in tag.written() if match[1].lower() == "id")
    start = len(tag.source[: match.start()].rstrip())
    return tag.start + start, tag.start + match.end()
