"""What stands within a paragraph, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..characters import one_line
from ..profile import spelled_addresses
from .formulas import formula, is_formula
from .tree import BLOCKS, Element

Link = Callable[[str], str]
"""Returns an address as the Markdown has it."""

_LEFT_OUT = frozenset(
    re.findall(
        r"\w+", "button canvas form input label link meta noscript object script select style svg template textarea"
    )
)
_MARKS = {
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_MEDIA = {"audio": "Sound", "video": "Video", "iframe": "Embedded page", "embed": "Embedded file"}
_BREAK = "\v"
_ESCAPED = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#|\w+;)|~(?=~)|(?<=~)~")
_REFERENCES = {"<": "&lt;", "&": "&amp;"}


class Inline(NamedTuple):
    """Writes text within a paragraph.

    Arguments:
        link: An address that it returns "" for is no link.
    """

    link: Link

    def line(self, nodes: Iterable[Element | str]) -> str:
        """Return text within a paragraph, on one line but for hard breaks."""
        text = "".join(map(self._inline, nodes))
        text = re.sub(r"[ \t\r\n\xa0]+", " ", text)
        text = re.sub(rf"(?: ?{_BREAK} ?)+", _BREAK, text).strip(f" {_BREAK}")
        return text.replace(_BREAK, "  \n")

    def _inline(self, node: Element | str) -> str:
        if isinstance(node, str):
            return escape(node)
        name = node.name
        if name == "br":
            return _BREAK
        if name == "img":
            return self._picture(node)
        if is_formula(node):
            return formula(node)
        if name in _MEDIA:
            return self._media(node)
        if is_left_out(node):
            return ""
        if name in _CODE:
            return _code(node.text)
        if name == "a":
            return self._link(node)
        if name == "details":  # names of authors that a list folds
            return "".join(self._inline(child) for child in node.children if not is_summary(child))
        inside = "".join(map(self._inline, node.children))
        return _marked(inside, _MARKS.get(name, "")) if name not in BLOCKS else f" {inside} "

    def _link(self, element: Element) -> str:
        inside = "".join(map(self._inline, element.children))
        href = element.attributes.get("href", "").strip()
        address = self._address(href)
        if not inside.strip():
            inside = escape(element.attributes.get("aria-label") or element.attributes.get("title") or "")
        if not address or not inside.strip():
            return inside
        start = inside[: len(inside) - len(inside.lstrip())]
        end = inside[len(inside.rstrip()) :]
        if re.fullmatch(rf"!\[[^\n]*\]\({re.escape(address)}\)", inside.strip()):
            return inside  # a picture that shows itself larger
        if href == element.text.strip() == address:
            return f"{start}<{address}>{end}"
        return f"{start}[{inside.strip().replace(_BREAK, ' ')}]({address}){end}"

    def _picture(self, element: Element) -> str:
        """Return a picture that says what it shows; one without words is decoration."""
        words = " ".join(element.attributes.get("alt", "").split())
        address = self._address(element.attributes.get("src", ""))
        if not words:
            return ""
        return f"![{escape(words)}]({address})" if address else escape(words)

    def _media(self, element: Element) -> str:
        sources = [element.attributes.get("src", ""), *(one.attributes.get("src", "") for one in element.all("source"))]
        address = next(filter(None, map(self._address, sources)), "")
        title = element.attributes.get("title") or element.attributes.get("aria-label") or _MEDIA[element.name]
        return f"[{escape(title)}]({address})" if address else ""

    def _address(self, url: str) -> str:
        url = re.sub(r"[\x00-\x1f\x7f]", "", url.strip())
        if not url or re.match(r"(?i)(?:javascript|data|vbscript|mailto):", url):
            return ""
        address = self.link(url)
        return f"<{re.sub('[<>]', '', address)}>" if re.search(r"[\s()<>]", address) else address


def escape(text: str) -> str:
    """Return text so that nothing in it is taken for a mark, with mail addresses that harvesters do not find."""
    text = spelled_addresses(text) if "@" in text else text
    return _ESCAPED.sub(lambda match: _REFERENCES.get(match[0], f"\\{match[0]}"), text.replace(_BREAK, " "))


def _marked(inside: str, mark: str) -> str:
    """Return text between two marks, which have no blank within."""
    text = inside.strip(f" \t\r\n{_BREAK}")
    if not mark or not text:
        return inside
    start, _, end = inside.partition(text)
    return f"{start}{mark}{text}{mark}{end}"


def _code(text: str) -> str:
    text = one_line(text)
    if not text:
        return ""
    mark = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{mark}{pad}{text}{pad}{mark}"


def is_left_out(element: Element) -> bool:
    attributes = element.attributes
    is_hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return element.name in _LEFT_OUT or is_hidden or has_class(element, "headerlink")


def has_class(element: Element, name: str) -> bool:
    return name in element.attributes.get("class", "").split()


def is_summary(node: Element | str) -> bool:
    return isinstance(node, Element) and node.name == "summary"
