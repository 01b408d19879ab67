"""Formulas set once each, and what is said of those that cannot be set."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from ...formulas import FormulaError, set_formula
from .characters import lowered, raised
from .mathematics import character_of, plain_formula, script_alone
from .symbols import Symbols

_SHOWN_IN_MESSAGES = 40


class Formulas:
    """The formulas of one build by their source."""

    def __init__(self, symbols: Symbols, report: Callable[[str], None] | None) -> None:
        self._symbols = symbols
        self._report = report
        self._known: dict[str, tuple[str, str]] = {}

    def read(self, tex: str) -> tuple[str, str]:
        """Return the plain form and the HTML of a formula without its delimiters."""
        if (known := self._known.get(tex)) is None:
            known = self._known[tex] = self._read(tex)
        return known

    def _read(self, tex: str) -> tuple[str, str]:
        if "\\^{}" in tex:  # Google Scholar: `$\^{} 2$`
            tex = re.sub(r"\\\^\{\}\s*+", "^", tex)
        if script := script_alone(tex):
            tag, text = script
            return raised(text) if tag == "sup" else lowered(text), f"<{tag}>{html.escape(text, quote=False)}</{tag}>"
        if character := character_of(tex, self._symbols):
            return character, html.escape(character, quote=False)
        plain = plain_formula(tex, self._symbols)
        try:
            return plain, set_formula(tex, is_block=False)
        except FormulaError as error:
            self._tell(tex, error)
        return plain or tex, f'<code class="acad-tex">{html.escape(f"${tex}$", quote=False)}</code>'

    def _tell(self, tex: str, error: FormulaError) -> None:
        if self._report is None:
            return
        shown = " ".join(tex.split())
        shown = shown if len(shown) <= _SHOWN_IN_MESSAGES else f"{shown[:_SHOWN_IN_MESSAGES]}…"
        self._report(f"the formula '{shown}' {error}; its source is shown instead. Write it in other words.")
