"""Whose site it is, as cards and icons show it; found out when the first of them is drawn."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..addresses import is_foreign
from ..errors import Problem, Report
from ..sharing.colours import accent
from ..sharing.fonts import Font, Fonts
from ..sharing.initials import initials
from .kept import KeptFiles
from .pictures import Pictures
from .settings import settings_place
from .theme import cache_folder, theme_language

_MOST_CSS = 200_000  # bytes of the site's own style sheets that are searched for a colour


class Owner:
    """A name with all that is drawn beside it.

    Arguments:
        name: The author's, else the site's.
        role: What the author is.
        avatar: The portrait's address, as the author wrote it; "" without one.
        font: The file that the site's settings name.
        chosen_accent: The colour that they name.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        pictures: Pictures,
        report: Report,
        *,
        name: str,
        role: str,
        avatar: str,
        font: str,
        chosen_accent: str,
    ) -> None:
        self._config = config
        self._pictures = pictures
        self._report = report
        self._avatar = avatar
        self._font = font
        self._chosen_accent = chosen_accent
        self.name = name
        self.role = role

    @cached_property
    def initials(self) -> str:
        return initials(self.name)

    @cached_property
    def accent(self) -> str:
        """The colour of the site's look, of its own style sheets, or of its palette."""
        style_sheets = "\n".join(map(self._style_sheet, self._config.extra_css))
        return accent(self._config.theme.get("palette"), style_sheets, self._chosen_accent)

    @cached_property
    def portrait(self) -> Path | None:
        """The portrait's file; beside an SVG, the one of the same name that can be drawn."""
        if not self._avatar or is_foreign(self._avatar):
            return None
        stem, dot, _ = self._avatar.rpartition(".")
        beside = [f"{stem}.{ending}" for ending in ("jpg", "jpeg", "png", "webp")] if dot else []
        names = [*beside, self._avatar] if self._avatar.lower().endswith(".svg") else [self._avatar]
        found = (self._pictures.file(name) for name in names)
        return next((Path(file.abs_src_path) for file in found if file is not None and file.abs_src_path), None)

    @cached_property
    def font_file(self) -> Path | None:
        """The site's own font; one that cannot be used is reported."""
        if not self._font:
            return None
        for folder in (Path(self._config.docs_dir), Path(self._config.config_file_path or "").parent):
            path = folder / self._font
            if path.is_file():
                return path if self._is_font(path) else None
        self._warn(f"sharing.font {self._font!r}: no such file in the docs folder or beside the settings. Correct it.")
        return None

    @cached_property
    def fonts(self) -> Fonts:
        return Fonts(own=str(self.font_file or ""), language=theme_language(self._config))

    def kept(self, folder: str) -> KeptFiles:
        """Return where drawings are kept between builds."""
        cache = cache_folder(self._config)
        return KeptFiles(cache / folder if cache is not None else None)

    def _is_font(self, path: Path) -> bool:
        try:
            Fonts(folders=()).load(Font(str(path)), 24)
        except (OSError, ValueError):
            self._warn(f"sharing.font {self._font!r} is no font that can be read. Use a .ttf or .otf file.")
            return False
        return True

    def _warn(self, message: str) -> None:
        self._report(Problem(settings_place(self._config), message))

    def _style_sheet(self, name: object) -> str:
        """Return the text of one of the site's style sheets, "" where it cannot be read."""
        if is_foreign(str(name)):
            return ""
        try:
            with Path(self._config.docs_dir, str(name)).open(encoding="utf-8", errors="replace") as file:
                return file.read(_MOST_CSS)
        except (OSError, ValueError):
            return ""
