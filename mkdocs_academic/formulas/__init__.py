r"""TeX formulas as MathML: what is asked of a formula before the library sets it, and in which words it is refused.

The library sets what it does not know as text (`\foo`, a lone `&`), lets a formula define commands that grow without
bound, and drops environments it has never heard of. All of that is found here, so that a reader sees the formula or
its source, never something in between.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

MOST_CHARACTERS = 5_000
_DEEPEST_GROUP = 50

_TOKEN = re.compile(r"\\(?:(?P<command>[A-Za-z]+\*?)|.)|%[^\n]*|[{}]", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_ESCAPED_IN_TEXT = re.compile(r"\\([$%&#_{} ])")

_SET_BY_LIBRARY = frozenset(
    f"{name}{star}" for name in ("", "p", "b", "B", "v", "V") for star in ("matrix", "matrix*")
) | {"align*", "array", "cases", "equation", "smallmatrix", "split"}
# Environments that differ in what a page does not show (numbers), or hardly (spacing), by the one that is set instead.
_SET_AS = {
    "align": "align*",
    "aligned": "align*",
    "dcases": "cases",
    "displaymath": "equation",
    "eqnarray": "align*",
    "eqnarray*": "align*",
    "equation*": "equation",
    "gather": "matrix",
    "gather*": "matrix",
    "gathered": "matrix",
    "math": "equation",
}
_REFUSED = {
    **dict.fromkeys(
        ["DeclareMathOperator", "def", "gdef", "let", "newcommand", "newenvironment", "providecommand", "renewcommand"],
        "defines commands",
    ),
    **dict.fromkeys(["bcancel", "cancel", "xcancel"], "strikes signs out: browsers do not draw it"),
    **dict.fromkeys(["class", "href", "style", "unicode", "verb"], "is more than mathematics"),
}
# What the library leaves as it is behind \bigl and its like.
_DELIMITERS = {
    **{"\\{": "{", "\\}": "}", "\\|": "‖", "\\lbrace": "{", "\\rbrace": "}", "\\langle": "⟨", "\\rangle": "⟩"},
    **{"\\lfloor": "⌊", "\\rfloor": "⌋", "\\lceil": "⌈", "\\rceil": "⌉"},
    **{"\\vert": "|", "\\lvert": "|", "\\rvert": "|", "\\Vert": "‖", "\\lVert": "‖", "\\rVert": "‖"},
}
# What MathJax knows and the library does not, in words that it knows.
_REWRITTEN = (
    (re.compile(r"\\(mathrm)\{([A-Za-z])\}"), r"\\\1{{\2}}"),  # one letter alone would come out italic
    (re.compile(r"\\(?:label|tag\*?)\{[^{}]*\}|\\(?:nonumber|notag|relax|noindent|centering)(?![A-Za-z])"), " "),
    (re.compile(r"\\arg(?![A-Za-z])"), r"\\operatorname{arg}"),
    (re.compile(r"\\vcentcolon(?![A-Za-z])"), ":"),
)


class FormulaError(Exception):
    """A formula that cannot be set; the text says why, and continues "the formula … "."""


def set_formula(tex: str, *, is_block: bool) -> str:
    """Return the formula as a `<math>` element for HTML.

    Arguments:
        tex: What stands between the dollar signs. Untrusted.

    Raises:
        FormulaError: The formula is wrong, or beyond what is set.

    Source: MathML Core for what a browser shows.
    """
    _check(tex)
    for pattern, replacement in _REWRITTEN:
        tex = pattern.sub(replacement, tex)
    tex = _ENVIRONMENT.sub(_environment, tex)
    if not tex.strip():
        raise FormulaError("is empty")

    from latex2mathml.converter import convert_to_element

    from .mathml import write_mathml

    try:
        tree = convert_to_element(tex, display="block" if is_block else "inline")
        _check_known(tree)
        return write_mathml(tree, is_block=is_block)
    except FormulaError:
        raise
    except Exception as error:  # the library's errors have no base class of their own, and it lets others through
        raise FormulaError("is incomplete or has a sign where none can be") from error


def _check_known(tree: etree.Element) -> None:
    """Refuse what the library passes on as text, or writes in elements that browsers have given up."""
    for element in tree.iter():
        text = element.text or ""
        if element.tag == "mtext":
            text = element.text = _ESCAPED_IN_TEXT.sub(r"\1", text)
        elif element.tag == "mo":
            text = element.text = _DELIMITERS.get(text, text)
        if "\\" in text:
            raise FormulaError(f"has '{text}', which is not known here")
        if any("\\" in value for value in element.attrib.values()):
            raise FormulaError("has a command where a length or a colour is asked for")
        if text == "&":
            raise FormulaError("has an '&' outside a table")
        if element.tag == "menclose" and element.get("notation") != "box":
            raise FormulaError("has strokes over its signs, which browsers do not draw")


def _environment(match: re.Match[str]) -> str:
    name = match[2].strip()
    name = _SET_AS.get(name, name)
    if name not in _SET_BY_LIBRARY:
        raise FormulaError(f"has the environment '{name}', which is not known here")
    return rf"\{match[1]}{{{name}}}"


def _check(tex: str) -> None:
    """Refuse a formula that would cost too much or whose groups do not match, which the library would let pass."""
    if len(tex) > MOST_CHARACTERS:
        raise FormulaError(f"has more than {MOST_CHARACTERS:,} characters")
    depth = 0
    for token in _TOKEN.finditer(tex):
        if (command := token["command"]) in _REFUSED:
            raise FormulaError(f"has '\\{command}', which {_REFUSED[command]}")
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth < 0:
            break
        if depth > _DEEPEST_GROUP:
            raise FormulaError("has braces nested too deep")
    if depth:
        raise FormulaError("has unmatched braces")
