"""The theme's templates and icons, and the marks in a page's HTML that its style sheet needs."""

from __future__ import annotations

import html as html_text
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import jinja2

from .markup import Tag, replace_spans, set_attribute, tags

THEME_DIR = Path(__file__).parent / "theme"
PREFIX = "material!"


def layer(env: jinja2.Environment, dirs: Sequence[str], ours: int) -> None:
    """Put our templates in their place, and let them extend those that they hide, as `material!/base.html`.

    Arguments:
        env: The theme's environment, which knows the folders without ours.
        dirs: The theme's folders with ours, the first one wins.
        ours: The position of ours among them.
    """
    below = jinja2.PrefixLoader({PREFIX: jinja2.FileSystemLoader(list(dirs[ours + 1 :]))})
    above = jinja2.FileSystemLoader(list(dirs[: ours + 1]))
    env.loader = jinja2.ChoiceLoader([below, above, *([env.loader] if env.loader else [])])


class Fragments:
    """Templates for parts of a page's content, every value escaped unless it is `Markup`.

    Arguments:
        dirs: Theme folders, the first one wins, so that a site can override a fragment.
    """

    def __init__(self, dirs: Sequence[str]) -> None:
        loader = jinja2.FileSystemLoader(list(dirs))
        self._env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)

    def render(self, template_name: str, **values: object) -> str:
        return self._env.get_template(template_name).render(**values)


def theme_fragments() -> Fragments:
    """Return the fragments of this package alone, for use without MkDocs."""
    return Fragments([str(THEME_DIR)])


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
    replacements = []
    for tag, following in pairwise(tags(html)):
        is_empty = following.is_end and following.name == tag.name and not html[tag.end : following.start].strip()
        if tag.name not in ("i", "span") or tag.is_end or not is_empty:
            continue
        svg = _read_svg(_icon_names(tag.attributes.get("class", "").split()), icon_dirs)
        if svg:
            replacements.append((tag.start, following.end, _icon(tag, svg)))
    return replace_spans(html, replacements)


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


def mark_lines(html: str) -> str:
    """Return `html` with classes on lines that CSS alone cannot tell from others; no text is added or removed.

    - `acad-links`: a paragraph of nothing but short links, `Paper | Code | Video`; it is shown as a row of pills.
    - `acad-dated`: a list whose items all begin with a date; `--acad-date` is the width of the longest in `ch`.

    In both the punctuation between the parts becomes a `<span class="acad-sep">`.
    """
    return replace_spans(html, [*_link_lines(html), *_dated_lists(html)])


_Edit = tuple[int, int, str]
_SEPARATORS = re.compile(r"(?:[\s|/·•,;\[\]()–-]|&nbsp;)*")
_LINK_TEXT_MAX = 28
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _link_lines(html: str) -> Iterator[_Edit]:
    paragraph: list[Tag] = []
    follows_title = False  # the first paragraph of a paper box is its title, one link or more
    is_first = False
    for tag in tags(html):
        if tag.name == "p" and not tag.is_end:
            paragraph = [tag]
        elif paragraph:
            paragraph.append(tag)
            if tag.name == "p":
                yield from _link_line(html, paragraph, 1 if follows_title else 2)
                paragraph, follows_title, is_first = [], follows_title or is_first, False
        elif tag.name in _HEADINGS:
            follows_title = is_first = False
        elif "paper-box-text" in tag.source:
            follows_title, is_first = False, True


def _link_line(html: str, paragraph: Sequence[Tag], least: int) -> Iterator[_Edit]:
    """Yield the edits of one paragraph, given as all its tags; none unless it is `least` or more links and counts."""
    parts, separators, depth = 0, [], 0
    for tag, following in pairwise(paragraph):
        text = html[tag.end : following.start]
        if tag.name == "a" or "show_paper_citations" in tag.source:
            depth, parts = (0, parts) if tag.is_end else (1, parts + 1)
        elif tag.name == "span" and tag.is_end:
            depth = 0
        elif tag.name not in ("p", "strong", "b", "em", "span", "svg", "path"):
            return
        if (depth and len(text) > _LINK_TEXT_MAX) or not (depth or _SEPARATORS.fullmatch(text)):
            return
        if not depth and text.strip():
            separators.append((tag.end, following.start, f'<span class="acad-sep">{text}</span>'))
    if parts >= least and "acad-links" not in paragraph[0].source:
        yield paragraph[0].start, paragraph[0].end, _with_class(paragraph[0], "acad-links")
        yield from separators


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)\.?"
)
_DAY = (
    r"(?:(?:19|20)\d\d(?:\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?|[./-]\d{1,2}(?!\d)(?:[./-]\d{1,2}(?!\d))?)?(?![\d%])"
    rf"|{_MONTH}\s(?:\d{{1,2}},?\s)?(?:19|20)\d\d|\d{{1,2}}[./](?:19|20)\d\d)"
)
_DATE = (
    rf"{_DAY}(?:\s?(?:[-–—~～至]|to|&ndash;)\s?(?:{_DAY}|[Pp]resent|[Nn]ow|至今|今))?(?:\s?\((?:[Pp]resent|[Nn]ow)\))?"
)
_DATED = re.compile(
    rf"\s*(?:<p>\s*)?(?:<(?P<tag>em|strong|b|i)>)?(?P<date>\[{_DATE}\]|\({_DATE}\)|{_DATE})"
    r"(?P<inside>[:：,，]?)(?(tag)</(?P=tag)>)(?P<sep>(?:\s|&nbsp;|\u00a0)*[:：,，|–—-]?(?:\s|&nbsp;|\u00a0)+|[:：，])"
)
_DATE_WIDTH_MAX = 26
_DATE_WIDTH_LONG = 11


def _dated_lists(html: str) -> Iterator[_Edit]:
    """Yield the edits of every list whose items all begin with a date."""
    open_lists: list[tuple[Tag, list[re.Match[str] | None]]] = []
    for tag in tags(html):
        if tag.name in ("ul", "ol") and not tag.is_end:
            open_lists.append((tag, []))
        elif tag.name == "li" and not tag.is_end and open_lists:
            open_lists[-1][1].append(_DATED.match(html, tag.end))
        elif tag.name in ("ul", "ol") and open_lists:
            start, items = open_lists.pop()
            dated = [item for item in items if item]
            if start.name == "ul" and dated and len(dated) == len(items):
                yield from _dated_list(start, dated)


def _dated_list(start: Tag, items: Sequence[re.Match[str]]) -> Iterator[_Edit]:
    width = max(_width(html_text.unescape(item["date"])) for item in items)
    if width > _DATE_WIDTH_MAX:
        return
    classes = "acad-dated acad-dated--long" if width > _DATE_WIDTH_LONG else "acad-dated"
    style = f"--acad-date: {width}ch; {start.attributes.get('style', '')}".removesuffix("; ")
    with_class = next(tags(_with_class(start, classes)))
    yield start.start, start.end, set_attribute(with_class, "style", style)
    for item in items:
        name = item["tag"] or "span"
        date = f'<{name} class="acad-date">{item["date"]}</{name}>'
        first = item.start("tag") - 1 if item["tag"] else item.start("date")
        yield first, item.end(), f'{date}<span class="acad-sep">{item["inside"]}{item["sep"]}</span>'


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _with_class(tag: Tag, name: str) -> str:
    """Return the source of the start tag `tag` with one class more."""
    return set_attribute(tag, "class", f"{tag.attributes.get('class', '')} {name}".strip())
