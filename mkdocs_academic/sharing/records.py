"""What is told of a site and of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Picture(NamedTuple):
    """A picture that stands for a page; `url` is absolute, sizes are 0 where they are not known.

    Arguments:
        is_drawn: Whether it was drawn for this, and shows nothing that is on the page.
    """

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0
    is_drawn: bool = False


class SiteFacts(NamedTuple):
    """What is told of the site.

    Arguments:
        url: Where it is published, with a slash at its end; "" where that is not known.
        language: The tag of its language: "en", "zh-TW".
        person: Whose site it is, as schema.org has it; empty without an author.
    """

    url: str
    name: str
    description: str = ""
    language: str = ""
    person: Mapping[str, Any] = {}


class Paper(NamedTuple):
    """What the page of a publication tells of it.

    Arguments:
        image_url: Of a picture of it, absolute; "" without one.
        properties: Metadata of an article: `article:tag`.
        work: As schema.org has it.
    """

    image_url: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    work: Mapping[str, Any] = {}


class PageFacts(NamedTuple):
    """What is told of a page.

    Arguments:
        url: Its address, absolute; "" where that is not known.
        title: Without the site's name.
        published: The day on which it was first published, as `2024-05-12`; "" where it is no article.
        modified: The day of its last change; "" where nobody knows.
        crumbs: The pages above it from the home page on, by title and absolute address.
        papers: The publications that it lists, by title and absolute address.
        work: The publication that the page is for, as schema.org has it.
        properties: Metadata that the page has beside what every page has, such as `article:tag`.
        robots: What it says to search engines, such as "noindex".
    """

    url: str
    title: str
    description: str = ""
    is_home: bool = False
    published: str = ""
    modified: str = ""
    picture: Picture | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    papers: tuple[tuple[str, str], ...] = ()
    work: Mapping[str, Any] = {}
    properties: tuple[tuple[str, str], ...] = ()
    robots: str = ""
