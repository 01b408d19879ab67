"""HTML as a tree, built from its tags as a browser would, as far as a text needs it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..markup import tags

VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr"))
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1"
        " h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
_DEEPEST = 60  # deeper elements become children of this one: pages have twenty, and each level costs a call
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*>", re.DOTALL)
# The elements that a start tag ends, and those that it does not look beyond.
_ROW, _TABLE = frozenset({"td", "th"}), frozenset({"table"})
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(("td", "th"), (_ROW, _TABLE | {"tr"})),
    "tr": (frozenset({"tr"}), _TABLE),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_PARAGRAPH = (frozenset({"p"}), BLOCKS - {"p"})


@dataclass(slots=True)
class Element:
    """An element, its attributes unescaped; text among its children is unescaped too."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        return (child for child in self.children if isinstance(child, Element))

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the elements of these names below this one, in order."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.all(*names)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def read_tree(source: str) -> Element:
    """Return the elements of an HTML text below one without a name; tags that fit nowhere are left out."""
    root = Element("")
    stack = [root]
    position = 0
    for tag in tags(source):
        _add_text(stack[-1], source[position : tag.start])
        position = tag.end
        if tag.is_end:
            _close(stack, tag.name)
            continue
        _end_others(stack, tag.name)
        element = Element(tag.name, tag.attributes)
        stack[-1].children.append(element)
        if tag.name not in VOID and not tag.is_self_closing and len(stack) < _DEEPEST:
            stack.append(element)
    _add_text(stack[-1], source[position:])
    return root


def _add_text(element: Element, written: str) -> None:
    if written:
        element.children.append(html.unescape(_COMMENT.sub("", written) if "<" in written else written))


def _close(stack: list[Element], name: str) -> None:
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name == name:
            del stack[index:]
            return


def _end_others(stack: list[Element], name: str) -> None:
    """End what a start tag of this name ends.

    Source: https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
    """
    for ended, fence in ([_PARAGRAPH] if name in BLOCKS else []) + ([_ENDS[name]] if name in _ENDS else []):
        for index in range(len(stack) - 1, 0, -1):
            if stack[index].name in ended:
                del stack[index:]
                break
            if stack[index].name in fence:
                break
