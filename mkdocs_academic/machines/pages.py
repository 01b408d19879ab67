"""A page's twin in Markdown, and `llms.txt`, which says what pages there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from ..characters import one_line
from ..profile import Profile
from .inline import Link, escape
from .markdown import to_blocks


class Item(NamedTuple):
    """A link of `llms.txt`, with a note behind it."""

    title: str
    url: str
    note: str = ""


class Section(NamedTuple):
    title: str
    items: tuple[Item, ...]


def twin(title: str, html: str, link: Link, about: Sequence[str] = ()) -> str:
    """Return a page as Markdown, below its title.

    Arguments:
        title: What the page is called if its text has no heading of the first level.
        link: An address of the text as it is seen from anywhere.
        about: Blocks that follow the title.
    """
    blocks = to_blocks(html, link)
    if not blocks or not blocks[0].startswith("# "):
        has_title = any(block.startswith("# ") for block in blocks)
        blocks = blocks if has_title else [f"# {_line(title)}", *blocks]
    first = 1 if blocks[0].startswith("# ") else 0
    return "\n\n".join((*blocks[:first], *about, *blocks[first:])) + "\n"


def about(profile: Profile) -> list[str]:
    """Return who the author is as blocks of Markdown, without the mail address."""
    line = ", ".join(
        filter(None, (_line(str(profile.bio.striptags())), _line(profile.employer), _line(profile.location)))
    )
    names = f"Also written: {_line(profile.native_name)}" if profile.native_name else ""
    pronouns = f"Pronouns: {_line(profile.pronouns)}" if profile.pronouns else ""
    links = "\n".join(
        f"- [{_line(link.title)}]({_target(link.url)})" for link in profile.links if link.url.startswith("http")
    )
    return [block for block in (line, names, pronouns, links) if block]


def llms(title: str, summary: str, details: Iterable[str], sections: Iterable[Section]) -> str:
    """Return `llms.txt`: a title, a summary, more about it, and links under headings.

    Source: https://llmstxt.org
    """
    parts = [f"# {_line(title)}", f"> {_line(summary)}" if summary.strip() else "", *details, *_sections(sections)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _sections(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        if section.items:
            yield f"## {_line(section.title)}"
            yield "\n".join(_item(item) for item in section.items)


def _item(item: Item) -> str:
    note = f": {_line(item.note)}" if item.note.strip() else ""
    return f"- [{_line(item.title) or item.url}]({_target(item.url)}){note}"


def _line(text: str) -> str:
    return escape(one_line(text))


def _target(url: str) -> str:
    return quote(url, safe="/:?#[]@!$&'*+,;=%~")
