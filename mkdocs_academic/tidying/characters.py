"""Signs in text that browsers take as they are meant, although they are not written so."""

from __future__ import annotations

import html as html_text
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html.entities import html5

from ..markup import Edit, Tag

_SUSPECT = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|nbsp);)[A-Za-z][A-Za-z0-9]*;?|<(?![A-Za-z/!?])",
    re.DOTALL,
)
_NOT_TEXT = frozenset(("script", "style", "textarea", "title", "svg", "math"))


def character_edits(html: str, found: Sequence[Tag]) -> Iterator[Edit]:
    """Yield the edits that write `<` and `&` in text as what a browser takes them for.

    Source: WHATWG HTML, 13.2.5.72 to 13.2.5.80 (character references).
    """
    starts = [tag.start for tag in found]
    for match in _SUSPECT.finditer(html):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and (match.start() < found[index].end or _holds_no_text(found[index])):
            continue
        if (written := _written(match[0])) != match[0]:
            yield match.start(), match.end(), written


def _holds_no_text(before: Tag) -> bool:
    return not before.is_end and before.name in _NOT_TEXT


def _written(text: str) -> str:
    if text == "<":
        return "&lt;"
    if text.startswith("<!") or (text.endswith(";") and text[1:] in html5):
        return text
    meant = html_text.unescape(text)
    return text if meant == text and not text.endswith(";") else html_text.escape(meant, quote=False)
