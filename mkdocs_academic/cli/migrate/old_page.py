"""A page, a post or a member of a collection as the old site has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from ...jekyll.collections import categories_of, tags_of, words
from ...jekyll.front_matter import FrontMatter
from .defaults import merge

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
HTML = (".html", ".htm")

Kind = Literal["page", "post", "member"]


@dataclass
class OldPage:
    """A file that Jekyll makes a page of.

    Arguments:
        path: Its path in the old site.
        label: The collection of a member; "posts" for a post.
        defaults: What the settings say where its front matter is silent.
        folder: The one that a post lies in, below that of all collections.
        url: Its address on the old site.
        is_published: Whether the old site shows it.
        is_future: Whether it waits for its date: Jekyll shows none of tomorrow unless told by `future`.
        had_tabs: Whether tabs stood in its front matter where YAML wants blanks.
    """

    path: str
    kind: Kind
    front: FrontMatter | None
    body: str
    label: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    date: dt.datetime | None = None
    folder: str = ""
    url: str = ""
    is_published: bool = True
    is_future: bool = False
    had_tabs: bool = False

    @property
    def own(self) -> dict[str, Any]:
        """What the file's front matter says."""
        return self.front.meta if self.front else {}

    @cached_property
    def meta(self) -> dict[str, Any]:
        """What counts: the front matter, and where it is silent the defaults of the settings."""
        silent = {key: None for key, value in self.own.items() if value is None and self.kind == "page"}
        return merge(self.defaults, self.own) | silent

    @property
    def tags(self) -> list[str]:
        return tags_of(self.meta)

    @property
    def categories(self) -> list[str]:
        """The folders that a post lies in, what the defaults name, and what its front matter names."""
        parts = self.folder.split("/")
        folders = [part for part in parts if part not in ("_posts", "_drafts", "")]
        return list(dict.fromkeys([*folders, *words(self.defaults.get("categories")), *categories_of(self.meta)]))

    @property
    def is_html(self) -> bool:
        return self.path.lower().endswith(HTML)
