"""The icons of a site without one: its author's initials, for the browser's tab, a phone's screen, and the manifest."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Mapping

from .colours import mixed
from .fonts import Fonts
from .lettering import drawable
from .portrait import lettered

SVG, TAB, TOUCH, SMALL, LARGE = ("icon.svg", "icon-32.png", "icon-180.png", "icon-192.png", "icon-512.png")
"""The names of the files; the numbers are their widths and heights."""
MANIFEST = "site.webmanifest"
SIZES: Mapping[str, int] = {TAB: 32, TOUCH: 180, SMALL: 192, LARGE: 512}
_LONGEST_NAME = 12  # of an icon on a phone's screen


def icon_svg(letters: str, accent: str) -> str:
    """Return the initials as an SVG, which is light on dark where the reader's system is dark."""
    size = 36 if len(letters) == 1 else 28
    light = mixed(accent, "#ffffff", 0.68)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f"<style>rect{{fill:{accent}}}text{{fill:#fff}}"
        f"@media(prefers-color-scheme:dark){{rect{{fill:{light}}}text{{fill:#16181d}}}}</style>"
        '<rect width="64" height="64" rx="14"/>'
        '<text x="32" y="33" text-anchor="middle" dominant-baseline="central" '
        f'font-family="system-ui,-apple-system,Segoe UI,Roboto,sans-serif" font-weight="600" font-size="{size}">'
        f"{html.escape(letters)}</text></svg>\n"
    )


def icon_png(letters: str, accent: str, size: int, fonts: Fonts) -> bytes | None:
    """Return the initials as a PNG; None where no font has them.

    The small one for the tab has round corners; those for a screen fill their square, whose corners the phone rounds.
    """
    from PIL import Image, ImageDraw

    finer = 4 if size < 100 else 1
    picture = lettered(drawable(letters), size * finer, colour="#ffffff", ground=accent, fonts=fonts)
    if picture is None:
        return None
    if finer > 1:
        corners = Image.new("L", picture.size)
        last = picture.width - 1
        ImageDraw.Draw(corners).rounded_rectangle((0, 0, last, last), radius=picture.width * 14 // 64, fill=255)
        picture.putalpha(corners)
        picture = picture.resize((size, size), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def manifest(*, name: str, letters: str, accent: str, background: str, language: str, icons: Mapping[str, int]) -> str:
    """Return what a phone asks for that puts the site on its screen.

    Arguments:
        name: Of the site.
        icons: The addresses of its icons, relative to the manifest, by their sizes.

    Source: https://www.w3.org/TR/appmanifest/
    """
    data = {
        "name": name,
        "short_name": name if len(name) <= _LONGEST_NAME else letters or name,
        "lang": language,
        "start_url": ".",
        "display": "browser",
        "theme_color": accent,
        "background_color": background,
        "icons": [
            {"src": url, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
            for url, size in icons.items()
        ],
    }
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, indent=2) + "\n"
