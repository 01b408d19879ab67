"""Badges of citation numbers: drawn here, where acad-homepage's pages let shields.io draw them."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from mkdocs.structure.pages import Page

from ..addresses import clean_url
from ..config import AcademicConfig

if TYPE_CHECKING:
    from ..markup import Edit, Tag
    from ..scholar.badge import BadgeQuery
    from ..scholar.numbers import Numbers

_HOST = "img.shields.io"
_FOLDER = "assets/academic/"


class Badges:
    """The badges of one build; `say` gives the site's own words."""

    def __init__(self, settings: AcademicConfig, repository: str, say: Callable[[str], str]) -> None:
        self._repository = repository
        self._branch = settings.scholar.branch
        self._file = settings.scholar.file.removesuffix(".json") + "_shieldsio.json"
        self._say = say
        self._drawn: dict[str, str] = {}

    def edits(self, found: Iterable[Tag], page: Page, numbers: Callable[[], Numbers | None]) -> list[Edit]:
        """Return the edits that let shields.io's images of this site's numbers lead to badges of our own.

        Where the numbers are not known the images stay; the text that they lack says what they count.
        """
        from ..markup import attribute_edits
        from ..scholar.badge import read_badge_query

        edits: list[Edit] = []
        for tag in found:
            if not self.is_ours(tag):
                continue
            known = numbers()
            written = tag.attributes
            query = read_badge_query(written["src"])
            if known is None or known.stats.cited_by is None:
                edits += attribute_edits(tag, {} if "alt" in written else {"alt": self._label(query)})
                continue
            badge = self._badge(query, known)
            values = {"src": root_of(page) + badge.path}
            values |= {} if {"width", "height", "style"} & written.keys() else badge.size
            values |= {name: text for name, text in badge.texts.items() if name not in written}
            edits += attribute_edits(tag, values)
        return edits

    def image(self, page: Page, numbers: Numbers) -> str:
        """Return a badge for a page as an image, "" where the number is not known."""
        from ..scholar.badge import BadgeQuery

        if numbers.stats.cited_by is None:
            return ""
        badge = self._badge(BadgeQuery(), numbers)
        values = {"src": root_of(page) + badge.path, **badge.size, **badge.texts, "style": "vertical-align: middle"}
        attributes = (f'{name}="{html.escape(value)}"' for name, value in values.items())
        return f"<img {' '.join(attributes)}>"

    def write(self, site_dir: Path) -> None:
        """Write what was drawn: templates may have asked for badges until the last page was written."""
        for path, svg in self._drawn.items():
            (site_dir / path).parent.mkdir(parents=True, exist_ok=True)
            (site_dir / path).write_text(svg, encoding="utf-8")

    def is_ours(self, tag: Tag) -> bool:
        """Whether a tag is an image of shields.io with this site's numbers."""
        if tag.name != "img" or _HOST not in tag.source:
            return False
        try:
            parts = urlsplit(tag.attributes.get("src", ""))
        except ValueError:
            return False
        if parts.hostname != _HOST or parts.path.rstrip("/") != "/endpoint":
            return False
        url = dict(parse_qsl(parts.query)).get("url", "").partition("?")[0].lower()
        ours = f"{self._branch}/{self._file}".lower()
        repository = f"/{self._repository}".lower()
        return bool(self._repository) and url.endswith((f"{repository}/{ours}", f"{repository}@{ours}"))

    def _label(self, query: BadgeQuery) -> str:
        return query.label or self._say("citations")

    def _badge(self, query: BadgeQuery, numbers: Numbers) -> _Badge:
        from ..scholar.badge import badge_svg
        from ..scholar.numbers import tooltip

        count = numbers.stats.figures["cited_by"]
        label = self._label(query)
        message = query.prefix + numbers.wording.number(count.value)
        svg = badge_svg(
            label,
            message,
            colour=query.colour,
            label_colour=query.label_colour,
            style=query.style,
            logo=query.logo,
        )
        path = f"{_FOLDER}citations-{hashlib.sha256(svg.encode()).hexdigest()[:8]}.svg"
        self._drawn[path] = svg
        size = {name: found[1] for name in ("width", "height") if (found := re.search(rf' {name}="([\d.]+)"', svg))}
        return _Badge(path, size, {"alt": f"{label}: {message}", "title": tooltip(count)})


def root_of(page: Page) -> str:
    """Return how a page reaches the site's root: "", or "../" for each folder that it is in."""
    return "../" * clean_url(page.url).count("/")


class _Badge(NamedTuple):
    """A badge's file, and what its image says of it."""

    path: str
    size: Mapping[str, str]
    texts: Mapping[str, str]
