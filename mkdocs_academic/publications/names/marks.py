r"""Marks at names: `Turing*`, `Turing$^{1,\dagger}$`, `Turing\textsuperscript{*}`, `Turing†`."""

from __future__ import annotations

import re

ORDER = ("*", "†", "‡", "§", "¶", "#")

_COMMANDS = {
    **dict.fromkeys(("ast", "star", "textasteriskcentered"), "*"),
    **dict.fromkeys(("dag", "dagger", "textdagger"), "†"),
    **dict.fromkeys(("ddag", "ddagger", "textdaggerdbl"), "‡"),
    **dict.fromkeys(("S", "textsection", "mathsection"), "§"),
    **dict.fromkeys(("P", "textparagraph", "mathparagraph"), "¶"),
    **dict.fromkeys(("Letter", "Envelope", "faEnvelope"), "✉"),
}
_SIGNS = {
    **{"*": "*", "∗": "*", "⁎": "*", "＊": "*", "†": "†", "‡": "‡", "§": "§", "¶": "¶", "✉": "✉", "🖂": "✉"},
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
}
_QUICK = ("*", "^", "†", "‡", "§", "¶", "#", "textsuperscript", "<sup>")
_BEGINNINGS = sorted({f"\\{command[:3]}" for command in _COMMANDS})  # quicker to find than the commands
_HAS_SIGN = re.compile(f"[{''.join(_SIGNS)}]")
_COMMAND = rf"\\(?:{'|'.join(sorted(_COMMANDS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}})?"
_SIGN = rf"(?:[{''.join(_SIGNS)}]|{_COMMAND}|\\\*)"
_CONTENT = rf"(?:{_SIGN}|\d{{1,3}}|[a-z](?![a-z])|[\s,;#]|\\[,#])++"
_FORMULA = rf"\$\s*+(?:(?:\{{\}})?\^\s*+(?:\{{{_CONTENT}\}}|{_CONTENT})|{_SIGN}++)\s*+\$"
_RAISED = rf"\\textsuperscript\s*+(?:\{{(?:{_CONTENT}|{_FORMULA})\}}|\*)|<sup>(?:{_CONTENT}|{_FORMULA})</sup>"
# A bare sign is a mark at the edge of a word: not that of a C*-algebra.
_BARE = rf"(?<![^\s{{,]){_SIGN}++|{_SIGN}++(?![\w-])|\\?\#(?=\s*+(?:[,;]|\Z|and\s))"
_MARK = re.compile(rf"\{{(?:{_FORMULA}|{_RAISED}|{_SIGN}++)\}}|{_FORMULA}|{_RAISED}|{_BARE}")
_FRAME = re.compile(r"\\textsuperscript|</?sup>")
_SINGLE = re.compile(rf"\\([A-Za-z]+)|([{''.join(_SIGNS)}#])|(\d+|[a-z])")


def may_have_marks(tex: str) -> bool:
    """Whether it is worth looking for marks in `tex`."""
    return (
        any(map(tex.__contains__, _QUICK))
        or (not tex.isascii() and _HAS_SIGN.search(tex) is not None)
        or ("\\" in tex and any(map(tex.__contains__, _BEGINNINGS)) and re.search(_COMMAND, tex) is not None)
    )


def take_marks(tex: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without its marks, and these in normal form: `*`, `†`, `‡`, `§`, `¶`, `#`, `✉`, `1`, `a`."""
    marks = [mark for match in _MARK.finditer(tex) for mark in normal_marks(match[0])]
    return (_MARK.sub("", tex), tuple(dict.fromkeys(marks))) if marks else (tex, ())


def without_marks(tex: str) -> str:
    """Return the LaTeX of a list of names without the marks at them; the rest of it is unchanged."""
    return _MARK.sub("", tex) if may_have_marks(tex) else tex


def normal_marks(tex: str) -> list[str]:
    r"""Return the marks in `$^{*,\dagger}$` and its like in their normal form."""
    found = (match.groups() for match in _SINGLE.finditer(_FRAME.sub(" ", tex)))
    marks = (_COMMANDS.get(command or "") or _SIGNS.get(sign or "", sign) or other for command, sign, other in found)
    return [mark for mark in marks if mark]
