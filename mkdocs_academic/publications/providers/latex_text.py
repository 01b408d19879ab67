"""Plain text of services as LaTeX: nothing in it becomes a command, a comment or an unbalanced brace."""

from __future__ import annotations

import re

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_SPECIALS = re.compile(r"[\\{}$&%#_^~]")
_MATH_OR_ACCENT = re.compile(r"\$[^$]{1,500}\$|\\[`'^\"~=.](?:[A-Za-z]|\{[A-Za-z]\})")
_FORMULA = re.compile(r"((?<!\\)\$[^$]*\$)")
_MIXED = re.compile(r"(?<![\w\\{])[^\W\d_][\w-]*(?![\w}])")


def escape_latex(text: str, *, keep_math: bool = False) -> str:
    """Return `text` with everything that LaTeX would obey made characters; `keep_math` leaves `$…$` and accents."""
    if not keep_math:
        return _escaped(text)
    parts: list[str] = []
    end = 0
    for found in _MATH_OR_ACCENT.finditer(text):
        if _is_balanced(found[0]):
            parts += [_escaped(text[end : found.start()]), found[0]]
            end = found.end()
    return "".join([*parts, _escaped(text[end:])])


def protect_case(title: str) -> str:
    """Put braces around words such as `BERT` and `mRNA`, which styles would set in lower case.

    A title all in capitals stays as it is: there the capitals say nothing.
    """
    if title.upper() == title:
        return title
    parts = _FORMULA.split(title)  # every second one is a formula
    return "".join(part if index % 2 else _MIXED.sub(_braced, part) for index, part in enumerate(parts))


def _braced(found: re.Match[str]) -> str:
    word = found[0]
    return f"{{{word}}}" if any(part[1:] != part[1:].lower() for part in word.split("-")) else word


def _escaped(text: str) -> str:
    return _SPECIALS.sub(lambda found: _SPECIAL[found[0]], text)


def _is_balanced(math: str) -> bool:
    depth = 0
    for char in re.sub(r"\\.", "", math):
        depth += (char == "{") - (char == "}")
        if depth < 0 or char == "%":
            return False
    return depth == 0
