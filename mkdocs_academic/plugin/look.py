"""The look that a site chose: a few values of the style sheets, and fonts of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from ..addresses import Addresses
from ..config import LookConfig
from ..errors import Place, Problem, Report

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]{3,20}", re.IGNORECASE)
_PX_PER_REM = 20  # Material's root font size is 125 %
_EM_PER_CHARACTER = 33 / 72  # of the fonts that systems come with
_CORNERS = {"rounded": ".8rem", "square": "0"}
_FAMILIES = {"text": "--md-text-font", "headings": "--acad-headings", "code": "--md-code-font"}
_FACES = {
    "regular": (400, "normal"),
    "bold": (700, "normal"),
    "italic": (400, "italic"),
    "bold_italic": (700, "italic"),
    "variable": ("100 900", "normal"),
    "variable_italic": ("100 900", "italic"),
}


class Face(NamedTuple):
    """A file of a font; `weight` and `style` are CSS's."""

    family: str
    path: str
    weight: str
    style: str


class Look:
    """What the site's `look` adds to the head of each page."""

    def __init__(self, settings: LookConfig, addresses: Addresses, place: Place, report: Report) -> None:
        self._settings = settings
        self._addresses = addresses
        self._place = place
        self._report = report
        self._faces = tuple(self._read_fonts())
        self._properties = "".join(f"{name}:{value};" for name, value in self._read_properties())

    def head(self, base: str) -> str:
        """Return the look as HTML for a page that reaches the site's root by `base`, "" where nothing was chosen."""
        url = {face.path: base + quote(face.path) for face in self._faces}
        # A font that is there in time is used, another one waits for the next page: nothing moves while reading.
        faces = "".join(
            f"@font-face{{font-family:{face.family};src:url('{url[face.path]}');font-weight:{face.weight};"
            f"font-style:{face.style};font-display:optional}}"
            for face in self._faces
        )
        body = f"body{{{self._properties}}}" if self._properties else ""
        if self._settings.density == "compact":
            body += ".md-content .md-typeset{line-height:1.5}"
        preloads = (
            f'<link rel="preload" href="{url[face.path]}" as="font" type="font/woff2" crossorigin>\n'
            for face in self._faces
            if face.style == "normal" and face.family != "acad-code"
        )
        return "".join(preloads) + (f"<style>{faces}{body}</style>\n" if faces or body else "")

    def _read_properties(self) -> Iterator[tuple[str, str]]:
        look = self._settings
        if look.accent is None:
            self._tell("look.accent is empty: behind a '#' without quotes YAML sees a comment. Write it as '#7a1f3d'.")
        if look.accent and not _COLOUR.fullmatch(look.accent):
            self._tell(f"look.accent {look.accent!r} is no colour. Write it as '#7a1f3d'.")
        elif look.accent:
            yield "--acad-brand", look.accent
        if look.page_width:
            yield "--acad-page", f"{look.page_width / _PX_PER_REM:.4g}rem"
        if look.profile_width:
            yield "--acad-column", f"{look.profile_width / _PX_PER_REM:.4g}rem"
        if look.text_width:
            yield "--acad-measure", f"{look.text_width * _EM_PER_CHARACTER:.4g}em"
        if look.density == "compact":
            yield "--acad-space", ".55"
        if look.portrait in _CORNERS:
            yield "--acad-portrait", _CORNERS[look.portrait]
        for use in dict.fromkeys(face.family.removeprefix("acad-") for face in self._faces):
            yield _FAMILIES[use], f"acad-{use}"

    def _read_fonts(self) -> Iterator[Face]:
        for use, written in self._settings.fonts.items():
            if use not in _FAMILIES:
                self._tell(f"look.fonts has {use!r}, which is none of 'text', 'headings' and 'code'. Remove it.")
                continue
            files = written if isinstance(written, Mapping) else {"regular": written}
            yield from filter(None, map(partial(self._face, use), files, files.values()))

    def _face(self, use: str, face: object, path: object) -> Face | None:
        where = f"look.fonts.{use}.{face}"
        if face not in _FACES:
            known = ", ".join(map(repr, _FACES))
            self._tell(f"{where} is no style of a font that is known. The styles are {known}.")
        elif not isinstance(path, str) or not path.lower().endswith(".woff2"):
            self._tell(f"{where} {path!r} is no WOFF2 file. Name one of the docs folder, such as 'fonts/a.woff2'.")
        elif not self._addresses.has_file(path, "index.md"):
            self._tell(f"{where} {path!r} is no file of the docs folder. Put it there, or correct it.")
        else:
            weight, style = _FACES[str(face)]
            return Face(f"acad-{use}", path.lstrip("/"), str(weight), style)
        return None

    def _tell(self, message: str) -> None:
        self._report(Problem(self._place, message))
