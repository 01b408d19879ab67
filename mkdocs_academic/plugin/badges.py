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

        Where the numbers are not known the images stay as they are.
        """
        from ..markup import attribute_edits
        from ..scholar.badge import read_badge_query

        edits: list[Edit] = []
        for tag in found:
            if tag.name != "img" or _HOST not in tag.source or not self._is_ours(tag.attributes.get("src", "")):
                continue
            known = numbers()
            if known is None or known.stats.cited_by is None:
                return edits
            badge = self._badge(read_badge_query(tag.attributes["src"]), known)
            written = tag.attributes
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

    def _is_ours(self, src: str) -> bool:
        try:
            parts = urlsplit(src)
        except ValueError:
            return False
        if parts.hostname != _HOST or parts.path.rstrip("/") != "/endpoint":
            return False
        url = dict(parse_qsl(parts.query)).get("url", "").partition("?")[0].lower()
        ours = f"{self._branch}/{self._file}".lower()
        repository = f"/{self._repository}".lower()
        return bool(self._repository) and url.endswith((f"{repository}/{ours}", f"{repository}@{ours}"))

    def _badge(self, query: BadgeQuery, numbers: Numbers) -> _Badge:
        from ..scholar.badge import badge_svg
        from ..scholar.numbers import tooltip

        count = numbers.stats.figures["cited_by"]
        label = query.label or self._say("citations")
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
