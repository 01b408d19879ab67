"""What a single command of LaTeX stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from .journals import JOURNALS

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

# A base takes one accent; Vietnamese letters take two: \~{\^e}. No quantifier is unbounded but those of white space.
_NAMED_ACCENTS = "textcommabelow|[HcdbkruvtfGUhC]"
_ACCENT = rf"\\(?:[`'^\"~=.]|(?:{_NAMED_ACCENTS})(?![A-Za-z]))\s*+"
_LETTER = r"\\(?:i|j|ae|AE|oe|OE|o|O|aa|AA|l|L)(?![A-Za-z])(?:[ \t\n]*+(?=\}))?"
_ONE = rf"(?:[^\W\d_]|{_LETTER}|\{{\s*+{_LETTER}\s*+\}}|\{{[^{{}}\\\s%$#&~^_]{{0,8}}\}})"
_TWO = rf"(?:{_ONE}|{_ACCENT}{_ONE}|\{{\s*+{_ACCENT}{_ONE}\s*+\}})"
ACCENT_PATTERN = rf"{_ACCENT}{_TWO}"

_PARTS = re.compile(rf"\\({_NAMED_ACCENTS}|.)\s*+(.*)", re.DOTALL)
_SEVERAL = re.compile(r"\{([^{}\\])([^{}\\]+)\}")
# What pylatexenc passes over.
_COMBINING = {"h": "\u0309", "G": "\u030f", "C": "\u030f", "U": "\u030e", "f": "\u0311", "textcommabelow": "\u0326"}
_SYMBOLS = {
    **{"textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_", "textquotesingle": "'"},
    **{"textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textasciicircum": "^", "slash": "/"},
    **{"textasteriskcentered": "*", "textdagger": "†", "textdaggerdbl": "‡", "dag": "†", "ddag": "‡", "S": "§"},
    **{
        "P": "¶",
        "gt": ">",
        "lt": "<",
        "copyright": "©",
        "textcopyright": "©",
        "pounds": "£",
        "euro": "€",
        "degree": "°",
        "lq": "‘",
        "rq": "’",
    },
    **{"glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "LaTeX": "LaTeX", "TeX": "TeX"},
    **{
        "BibTeX": "BibTeX",
        "OHORN": "Ơ",
        "ohorn": "ơ",
        "UHORN": "Ư",
        "uhorn": "ư",
        "textmu": "μ",
        "textvisiblespace": " ",
    },
    **{"mid": "|", "nmid": "∤", "lvert": "|", "rvert": "|", "vert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖"},
    **{"quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "par": " ", "space": " ", "nobreakspace": "\xa0"},
    **{"hfill": " ", "hskip": " ", "enspace": " ", "thinspace": " ", "item": " • ", "today": ""},
}


_PASSED_OVER = frozenset(
    {
        *("bibinfo", "boldsymbol", "foreignlanguage", "natexlab", "newblock", "noopsort", "operatorname", "relax"),
        *("selectlanguage", "SortNoop"),
    }
)
"""Commands of formulas, languages and BibTeX's styles whose argument is the text."""


class Symbols:
    """Asks pylatexenc for accents and symbols, once for each.

    Arguments:
        report: Told of each command in text that is unknown, once.
    """

    def __init__(self, report: Callable[[str], None] | None = None) -> None:
        self._report = report
        self._known: dict[str, str] = {}
        self._commands: dict[str, str | None] = {}
        self._unknown: set[str] = set()
        self._decoder: LatexNodes2Text | None = None

    def accent(self, snippet: str) -> str:
        r"""Return the letter of an accent and its base, `\'{\i}`, in normal form C."""
        if (text := self._known.get(snippet)) is None:
            text = self._known[snippet] = unicodedata.normalize("NFC", self._accented(snippet))
        return text

    def decode(self, snippet: str) -> str:
        r"""Return the text of a command with its braced argument, such as `\mathbb{R}`."""
        if (text := self._known.get(snippet)) is None:
            text = self._known[snippet] = str(self._pylatexenc().latex_to_text(snippet)).strip()
        return text

    def command(self, name: str) -> str | None:
        r"""Return the text of `\name` if it is a symbol, None if it is anything else or unknown."""
        if name not in self._commands:
            self._commands[name] = _SYMBOLS[name] if name in _SYMBOLS else self._symbol(name)
        return self._commands[name]

    def command_in_text(self, name: str) -> str:
        r"""Return the text of `\name`, "" where it has none; an unknown one is reported."""
        text = self.command(name)
        if text is None and name not in _PASSED_OVER and name not in self._unknown:
            self._pylatexenc()
            if self._report is not None and self._context.get_macro_spec(name) is None:
                self._report(f"the command '\\{name}' is not known here; it is left out. Write it in other words.")
            self._unknown.add(name)
        return text or ""

    def _symbol(self, name: str) -> str | None:
        self._pylatexenc()
        spec = self._context.get_macro_spec(name)
        text = getattr(spec, "simplify_repl", None)
        is_symbol = isinstance(text, str) and text and not {*"%<"} & {*text}  # no template, and no "<cit.>" for \cite
        return text if is_symbol else JOURNALS.get(name)

    def _accented(self, snippet: str) -> str:
        parts = _PARTS.fullmatch(snippet)
        accent, base = (parts[1], parts[2]) if parts else ("", snippet)
        if base == "{}":
            return accent if accent in "~^" else ""
        if several := _SEVERAL.fullmatch(base):  # TeX puts it on the first letter, pylatexenc on every one
            return self.accent(f"\\{accent}{{{several[1]}}}") + several[2]
        if base.strip("{} ")[:1] == "\\" and (inner := base.strip("{} \n\t")) not in (r"\i", r"\j"):
            is_accent = re.match(_ACCENT, inner) is not None
            base = self.accent(_unbraced(base)) if is_accent else self.command(inner[1:]) or ""
        if accent in _COMBINING:
            return base.strip("{} \n\t").replace(r"\i", "i").replace(r"\j", "j") + _COMBINING[accent]
        return str(self._pylatexenc().latex_to_text(f"\\{accent}{{{_unbraced(base)}}}"))

    def _pylatexenc(self) -> LatexNodes2Text:
        if self._decoder is None:
            from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db  # costs 40 ms

            self._context = get_default_latex_context_db()
            self._decoder = LatexNodes2Text(latex_context=self._context, math_mode="text")
        return self._decoder


def _unbraced(base: str) -> str:
    base = base.strip()
    return base[1:-1].strip() if base.startswith("{") and base.endswith("}") else base
