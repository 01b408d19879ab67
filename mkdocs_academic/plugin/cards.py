"""The pictures that social networks show for the pages of one build."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from ..errors import Problem, Report
from ..sharing.card import HEIGHT, WIDTH, Writing, draw_card, is_whole, read_look
from ..sharing.portrait import PortraitError
from ..sharing.records import Picture
from .kept import digest, name_of
from .owner import Owner
from .settings import settings_place

if TYPE_CHECKING:
    from ..sharing.card import Look

_FOLDER = "assets/academic/cards/"
_VERSION = 1  # of how cards are drawn: what was kept of another one is of no use


class Cards:
    """Draws a card when a page asks for it, unless it was drawn before."""

    def __init__(self, config: MkDocsConfig, owner: Owner, report: Report) -> None:
        self._site_url = config.site_url or ""
        parts = urlsplit(self._site_url)
        self._address = (parts.netloc + parts.path).rstrip("/")
        self._owner = owner
        fonts = (digest(owner.font_file), config.theme.get("language"))
        self._same = (_VERSION, _pillow(), owner.accent, owner.initials, digest(owner.portrait), fonts)
        self._kept = owner.kept("cards")
        self._place = settings_place(config)
        self._report = report
        self._drawn: dict[str, bytes] = {}
        self._cards: dict[Writing, Picture | None] = {}
        self._has_told = False

    def site(self) -> Picture | None:
        """Return the site's card; None where its name cannot be written."""
        return self._card(Writing("", self._owner.name, self._owner.role, self._address))

    def page(self, title: str) -> Picture | None:
        """Return a page's card, the site's where the title cannot be written."""
        return self._card(Writing(title, self._owner.name, "", self._address)) or self.site()

    def write(self, site_dir: Path) -> None:
        for name, content in self._drawn.items():
            path = site_dir / _FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self._kept.trim()

    def _card(self, writing: Writing) -> Picture | None:
        if writing not in self._cards:
            self._cards[writing] = self._find_card(writing)
        return self._cards[writing]

    def _find_card(self, writing: Writing) -> Picture | None:
        name = f"{name_of(*self._same, *writing)}.jpg"
        content = self._kept.read(name) or self._draw(writing, name)
        if content is None:
            return None
        self._drawn[name] = content
        alt = ", ".join(text for text in (writing.title, writing.name, writing.role) if text)
        return Picture(urljoin(self._site_url, _FOLDER + name), alt, WIDTH, HEIGHT, is_drawn=True)

    def _draw(self, writing: Writing, name: str) -> bytes | None:
        content = draw_card(writing, self._look, self._owner.fonts)
        is_complete = content is not None and is_whole(writing, self._owner.fonts)
        if not is_complete:
            self._tell(writing)
        elif content is not None:
            self._kept.write(name, content)
        return content

    @cached_property
    def _look(self) -> Look:
        owner = self._owner
        try:
            return read_look(owner.accent, owner.initials, owner.portrait, self._owner.fonts)
        except PortraitError as error:
            name = owner.portrait.name if owner.portrait is not None else ""
            message = f"author.avatar {name!r} {error.why}; social cards show the initials. {error.cure}"
            self._report(Problem(self._place, message, "info"))
            return read_look(owner.accent, owner.initials, None, self._owner.fonts)

    def _tell(self, writing: Writing) -> None:
        """Say once that letters are missing; a site is as good without a card."""
        if self._has_told:
            return
        self._has_told = True
        fonts = self._owner.fonts
        text = next((text for text in writing.drawable if text and fonts.find(text) is None), writing.name)
        message = (
            f"no font of this machine can write {text[:40]!r}; social cards are without it. "
            "Install one, such as Noto Sans, or name a file in 'sharing.font'."
        )
        self._report(Problem(self._place, message, "info"))


def _pillow() -> str:
    """Return the version of Pillow, which may draw differently; its other modules are not needed for that."""
    import PIL

    return PIL.__version__
