"""The icons of Font Awesome and Academicons that pages bring as empty elements, as inline SVG."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from .markup import Tag, replace_spans, tags

_FONT_AWESOME_STYLES = {
    "fa": ("solid", "brands", "regular"),
    "fas": ("solid",),
    "fa-solid": ("solid",),
    "far": ("regular", "solid"),
    "fa-regular": ("regular", "solid"),
    "fab": ("brands",),
    "fa-brands": ("brands",),
}
# Names of version 4 that today's set, which knows the names of version 5, has no file for.
_FONT_AWESOME_NAMES = {
    "facebook-official": "facebook",
    "file-text": "file-lines",
    "group": "users",
    "linkedin-square": "linkedin",
    "money": "money-bill-1",
    "pencil-square": "pen-to-square",
    "photo": "image",
    "picture": "image",
    "wechat": "weixin",
    "youtube-play": "youtube",
}
_ACADEMICONS = {"google-scholar": "googlescholar", "semantic-scholar": "semanticscholar"}
_ICON_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def inline_icons(html: str, icon_dirs: Sequence[str]) -> str:
    """Return `html` with the icons of Font Awesome and Academicons as inline SVG; an unknown icon stays as written.

    Arguments:
        icon_dirs: Folders laid out as Material's `templates/.icons`, the first one wins.

    Source: https://docs.fontawesome.com/web/setup/upgrade/whats-changed and https://jpswalsh.github.io/academicons/
    """
    if "fa-" not in html and "ai-" not in html:
        return html
    replacements = []
    for tag, following in pairwise(tags(html)):
        is_empty = following.is_end and following.name == tag.name and not html[tag.end : following.start].strip()
        if tag.name not in ("i", "span") or tag.is_end or not is_empty:
            continue
        svg = _read_svg(_icon_names(tag.attributes.get("class", "").split()), icon_dirs)
        if svg:
            replacements.append((tag.start, following.end, _icon(tag, svg)))
    return replace_spans(html, replacements)


_SVG = re.compile(r"<svg[^>]*?viewBox=\"([\d. -]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def symbol(name: str, icon_dirs: Sequence[str], symbol_id: str) -> str:
    """Return the icon `name` as a `<symbol>` that a page draws once and uses often; "" for an unknown icon.

    Arguments:
        name: As in `theme.icon` of Material: `simple/arxiv`.
    """
    drawing = _SVG.search(_read_svg(iter([f"{name}.svg"]), icon_dirs))
    return f'<symbol id="{symbol_id}" viewBox="{drawing[1]}">{drawing[2]}</symbol>' if drawing else ""


def _icon_names(classes: Sequence[str]) -> Iterator[str]:
    """Yield the files, relative to the icons' folder, that may show an element with these classes."""
    named = [name for name in classes if name.startswith(("fa-", "ai-")) and name not in _FONT_AWESOME_STYLES]
    styles = [style for name in classes for style in _FONT_AWESOME_STYLES.get(name, ())]
    for prefix, _, name in (full.partition("-") for full in named):
        if not _ICON_NAME.fullmatch(name):
            continue
        if prefix == "ai" and "ai" in classes:
            brand = name.removesuffix("-square")
            yield f"simple/{_ACADEMICONS.get(brand, brand)}.svg"
            continue
        plain = name.removesuffix("-o")
        for style in ("regular", *styles) if styles and plain != name else styles:
            yield f"fontawesome/{style}/{_FONT_AWESOME_NAMES.get(plain, plain)}.svg"


def _read_svg(names: Iterator[str], icon_dirs: Sequence[str]) -> str:
    for name in names:
        for path in (Path(folder) / name for folder in icon_dirs):
            if path.is_file():
                return path.read_text(encoding="utf-8").strip()
    return ""


def _icon(tag: Tag, svg: str) -> str:
    """Return the element that takes the place of the empty `tag`; what was said by title or label is still said."""
    label = tag.attributes.get("aria-label") or tag.attributes.get("title")
    written = f' role="img" aria-label="{html_text.escape(label)}"' if label else ' aria-hidden="true"'
    for name in ("title", "style"):
        if tag.attributes.get(name):
            written += f' {name}="{html_text.escape(tag.attributes[name])}"'
    return f'<span class="twemoji"{written}>{svg}</span>'
