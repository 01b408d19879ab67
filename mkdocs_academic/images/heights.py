"""Which pictures a style sheet of the author's gives a height: a width beside it would distort them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_HEIGHT = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|block-size)\s*:\s*+(?!auto|none)")
_WIDTH = re.compile(r"(?:^|[;\s])(?:width|inline-size)\s*:")
_LAST = re.compile(r"(?<![^\s>+~])[^\s>+~]++\s*+$")
_NAMES = re.compile(r"[.#]([\w-]+)")
_MAX_CSS = 200_000
ANY = "*"
"""Stands for a rule for all pictures, wherever they are."""


def with_height(css: str) -> frozenset[str]:
    """Return the classes and ids of what a style sheet gives a height and no width; `ANY` for pictures in general."""
    names: set[str] = set()
    for selectors, rule in _RULE.findall(_COMMENT.sub("", css[:_MAX_CSS])):
        if _HEIGHT.search(rule) and not _WIDTH.search(rule):
            for selector in selectors.split(","):
                last = _LAST.search(selector)
                found = _NAMES.findall(last[0]) if last else []
                names.update(found)
                if last and not found and last[0].strip().startswith("img"):
                    names.add(ANY)
    return frozenset(names)


def has_height(written: Mapping[str, str], names: frozenset[str]) -> bool:
    """Whether a picture with these attributes is one of those."""
    return bool(names) and (
        ANY in names or not names.isdisjoint((*written.get("class", "").split(), written.get("id", "")))
    )


def style_has_height(style: str) -> bool:
    return bool(_HEIGHT.search(style.lower()))


def style_has_width(style: str) -> bool:
    return bool(_WIDTH.search(style.lower()))
