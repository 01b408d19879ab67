"""LaTeX that a program took for plain text and escaped once more, as Zotero does with abstracts from arXiv."""

from __future__ import annotations

import re

from .elements import COMMANDS
from .symbols import Symbols

_BACKSLASH = r"(?:\{\\textbackslash\}|\\textbackslash(?:\{\}|[ ]|(?![A-Za-z])))"
_COMMAND = re.compile(rf"(?<![A-Za-z]:){_BACKSLASH}([A-Za-z]+|[\"'`^~=.](?=\s?[A-Za-z])|[()\[\]]|(?=\{{\\textascii))")
# Commands of formulas that stand for no sign of their own.
_OF_FORMULAS = frozenset(
    {"text", "mathrm", "mathbf", "mathbb", "mathcal", "mathit", "mathsf", "boldsymbol", "frac", "sqrt", "hat", "bar"}
)
_ESCAPES = {
    **{"{\\textasciicircum}": "^", "\\textasciicircum{}": "^", "\\textasciicircum ": "^", "\\^{}": "^"},
    **{"{\\textasciitilde}": "~", "\\textasciitilde{}": "~", "\\textasciitilde ": "~"},
    **{"{$<$}": "<", "{$>$}": ">", "{\\textless}": "<", "{\\textgreater}": ">"},
    **{"{\\{}": "{", "{\\}}": "}", "{\\$}": "$", "{\\_}": "_"},
    **{"\\{": "{", "\\}": "}", "\\$": "$", "\\_": "_"},
}
_ESCAPE = re.compile(rf"(?P<doubled>{_BACKSLASH}(?=\\[%&#]))|{_BACKSLASH}|{'|'.join(map(re.escape, _ESCAPES))}")
# Google Scholar: `Schr$\backslash$"odinger`, `Schr$\backslash$" odinger`
_ACCENT = re.compile(r"\$\\backslash\$([\"'`^~=.])\s?([A-Za-z])")

# Dollars about what may be a formula, and no amounts of money: `\$L\_2\$`, `{\$}h-p{\$}`
_FORMULA = re.compile(
    r"(?:\{\\\$\}|\\\$)((?![\s\d.,])(?:[^\s$\\]|\\[_{}^]|\\textascii\w+ ?){1,80}?)(?:\{\\\$\}|\\\$)(?!\d)"
)


def unescaped(tex: str, symbols: Symbols) -> str:
    r"""Return `\$\textbackslash pi\$` as `$\pi$`; a text without an escaped command that is known stays as it is."""
    if "\\$" in tex and "\\textbackslash" not in tex:
        tex = _FORMULA.sub(lambda match: f"${_ESCAPE.sub(_once, match[1])}$", tex)
    if "backslash" not in tex:
        return tex
    if "$\\backslash$" in tex:
        tex = _ACCENT.sub(r"\\\1{\2}", tex)
    if "\\textbackslash" in tex and any(_is_known(match[1], symbols) for match in _COMMAND.finditer(tex)):
        return _ESCAPE.sub(_once, tex)
    return tex


def _is_known(name: str, symbols: Symbols) -> bool:
    return not name.isalpha() or name in COMMANDS or name in _OF_FORMULAS or symbols.command(name) is not None


def _once(match: re.Match[str]) -> str:
    return "" if match["doubled"] else _ESCAPES.get(match[0], "\\")
