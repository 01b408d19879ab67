"""MathML as TeX, as far as a reader of plain text needs it: the structure as commands, the signs as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .tree import Element

_ACCENTS = MappingProxyType({"^": "hat", "~": "tilde", "¯": "bar", "‾": "bar", "→": "vec", "˙": "dot", "¨": "ddot"})
_SCRIPTS = frozenset({"msup", "msub", "msubsup", "mover", "munder", "munderover"})
_WRITTEN: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "msup": (2, "{}^{}"),
        "msub": (2, "{}_{}"),
        "msubsup": (3, "{}_{}^{}"),
        "mover": (2, "{}^{}"),
        "munder": (2, "{}_{}"),
        "munderover": (3, "{}_{}^{}"),
        "mfrac": (2, r"\frac{}{}"),
        "mroot": (2, r"\sqrt[{1}]{0}"),
    }
)


def is_formula(element: Element) -> bool:
    """Whether an element is MathML, or TeX that a script sets: https://facelessuser.github.io/pymdown-extensions/."""
    return element.name == "math" or "arithmatex" in element.attributes.get("class", "").split()


def formula(element: Element) -> str:
    """Return a formula between dollar signs; one that is TeX, or brings it along, as that."""
    tex = " ".join((_written(element) or (_group(element) if element.name == "math" else "")).split())
    mark = "$$" if element.name == "div" or element.attributes.get("display") == "block" else "$"
    return f"{mark}{tex}{mark}" if tex else ""


def _written(element: Element) -> str:
    """Return the TeX as its author wrote it, "" where it is not known."""
    if element.name == "math":
        annotations = element.all("annotation")
        return next((one.text for one in annotations if "tex" in one.attributes.get("encoding", "")), "").strip()
    script = next((one for one in element.all("script") if "math/tex" in one.attributes.get("type", "")), element)
    tex = script.text.strip()
    return tex[2:-2] if tex.startswith((r"\(", r"\[")) else tex


def _tex(node: Element | str) -> str:
    if isinstance(node, str):
        return node.strip()
    count, pattern = _WRITTEN.get(node.name, (0, ""))
    parts = list(node.elements())
    if node.name == "mover" and count == len(parts) and (accent := _ACCENTS.get(parts[1].text.strip())):
        return rf"\{accent}{{{_tex(parts[0]).strip()}}}"
    if count and len(parts) == count:
        return pattern.format(*(_argument(part, index, pattern) for index, part in enumerate(parts)))
    written: Mapping[str, Callable[[], str]] = {
        "msqrt": lambda: rf"\sqrt{{{_group(node)}}}",
        "mtr": lambda: " & ".join(_group(cell) for cell in parts),
        "mtable": lambda: r"\begin{matrix} " + r" \\ ".join(map(_tex, parts)) + r" \end{matrix}",
        "mtext": lambda: rf"\text{{{node.text}}}" if node.text.strip() else " ",
        "mspace": lambda: " ",
        "annotation": lambda: "",
    }
    return written[node.name]() if node.name in written else _group(node)


def _group(node: Element) -> str:
    """Return what stands in an element: relations and longer names with blanks around them."""
    text, is_after_script = "", False
    for child in node.children:
        part = _spaced(child)
        text += f" {part}" if is_after_script and part[:1].isalnum() else part
        is_after_script = isinstance(child, Element) and child.name in _SCRIPTS
    return text.strip()


def _spaced(node: Element | str) -> str:
    tex = _tex(node)
    is_word = isinstance(node, Element) and node.name in ("mi", "mo") and (len(tex) > 1 or tex in _RELATIONS)
    return f" {tex} " if tex and is_word else tex


_RELATIONS = "=<>≤≥≈∈→+−±×⊂∼≠"


def _argument(node: Element, index: int, pattern: str) -> str:
    tex = _tex(node).strip()
    is_base = index == 0 and pattern.startswith("{}")
    is_root = pattern.startswith(r"\sqrt[") and index == 1
    is_bare = is_root or (tex.isalnum() if is_base else len(tex) == 1 and "frac" not in pattern)
    is_bare = is_bare or (is_base and len(tex) == 1)
    return tex if is_bare else f"{{{tex}}}"
