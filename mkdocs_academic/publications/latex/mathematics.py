"""Formulas in running text: where they are, and how they read in plain characters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .characters import SUBSCRIPTS, SUPERSCRIPTS
from .symbols import Symbols

_DEEPEST = 50
_LONGEST = 5_000
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_~&']|\s+|[^\\{}^_~&'\s]+|\\", re.DOTALL)
_DELIMITERS = re.compile(r"\$\$(.*)\$\$|\$(.*)\$|\\[(\[](.*)\\[)\]]|\\ensuremath\s*\{(.*)\}", re.DOTALL)
_SCRIPT_ALONE = re.compile(r"\s*([\^_])\s*(?:\{([\w .,;+*()−-]*)\}|(\w))\s*")
# What exporters write as a formula because it is no character of TeX's text: `$\backslash$`, `$<$`.
_CHARACTERS = frozenset("<>\\|~∼{}%&#_-−")
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "nicefrac", "sfrac"})
_HATS = frozenset({"hat", "bar", "tilde", "vec", "dot", "ddot", "acute", "grave", "breve", "check"})
_SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "\\": " ", "!": "", ">": " "}


def formula_of(source: str) -> str | None:
    """Return what stands between the delimiters, or None where dollars are amounts of money.

    An opening dollar stands before a sign, a closing one behind a sign and not before a digit, as pandoc's
    `tex_math_dollars` has it; with a command, a script or without letters (`$<$5`) it is a formula in any case.
    """
    match = _DELIMITERS.fullmatch(source)
    tex = next((group for group in match.groups() if group is not None), "") if match else ""
    if source[0] != "$" or re.search(r"[\\^_{]", tex):
        return tex
    if not re.search(r"\w", tex):
        return tex if tex.strip() else None
    return None if tex[0].isspace() or tex[-1].isspace() else tex


def is_certain(tex: str) -> bool:
    """Whether `$tex$` is a formula even before a digit."""
    return re.search(r"[\\^_{]|^\W+$", tex) is not None


def script_alone(tex: str) -> tuple[str, str] | None:
    """Return the element, `sup` or `sub`, and the text of a formula that is only a script: `$_2$`, `$^{th}$`."""
    match = _SCRIPT_ALONE.fullmatch(tex)
    return ("sup" if match[1] == "^" else "sub", (match[2] or match[3] or "").strip()) if match else None


def character_of(tex: str, symbols: Symbols) -> str:
    r"""Return the character for which `tex` stands if TeX's text has none for it (`\backslash`), "" for a formula."""
    tex = tex.strip()
    if tex in _CHARACTERS:
        return tex
    text = symbols.command(tex[1:]) if re.fullmatch(r"\\[A-Za-z]+|\\[^A-Za-z\s]", tex) else None
    return ("~" if text == "∼" else text) if text in _CHARACTERS else ""


def plain_formula(tex: str, symbols: Symbols) -> str:
    """Return a formula as characters that read well: `O(n²)`, `x^(k/2)`; its source if it is nested too deep."""
    if len(tex) > _LONGEST:
        return " ".join(tex.split())
    try:
        return " ".join(_Formula(tex, symbols).group(0).split())
    except _TooDeepError:
        return " ".join(tex.split())


class _TooDeepError(Exception):
    pass


class _Formula:
    def __init__(self, tex: str, symbols: Symbols) -> None:
        self.tokens = _TOKEN.findall(tex)
        self.position = 0
        self.symbols = symbols

    def group(self, depth: int) -> str:
        """Return the text up to the closing brace, or to the end."""
        parts: list[str] = []
        while (token := self._next()) and token != "}":
            text = self._read(token, depth)
            if len(text) > 1 and token[0] == "\\" and text.strip().isalpha() and parts and parts[-1][-1:].isalnum():
                text = f" {text}"
            parts.append(text)
        return "".join(parts)

    def _next(self) -> str:
        self.position += 1
        return self.tokens[self.position - 1] if self.position <= len(self.tokens) else ""

    def _read(self, token: str, depth: int) -> str:
        if depth > _DEEPEST:
            raise _TooDeepError
        if token == "{":
            return self.group(depth + 1)
        if token in "^_":
            return _script(self._argument(depth), token, SUPERSCRIPTS if token == "^" else SUBSCRIPTS)
        if token[0] == "\\":
            return self._command(token[1:], depth)
        return {"~": " ", "&": " ", "'": "′"}.get(token, token)

    def _argument(self, depth: int) -> str:
        """Return what the next group, command or single character says."""
        token = self._next()
        while token.isspace():
            token = self._next()
        if token in ("", "}"):
            self.position -= token == "}"
            return ""
        if token[0] not in "\\{" and len(token) > 1:
            self.tokens[self.position - 1] = token[1:]
            self.position -= 1
            return token[0]
        return self._read(token, depth + 1)

    def _command(self, name: str, depth: int) -> str:
        if name in _FRACTIONS:
            return f"{_bracketed(self._argument(depth))}/{_bracketed(self._argument(depth))}"
        if name == "sqrt":
            return f"√{_bracketed(self._argument(depth))}"
        if name == "mathbb" or name in _HATS:
            argument = self._argument(depth)
            return (
                self.symbols.decode(f"\\{name}{{{argument}}}")
                if len(argument) == 1 and argument.isalpha()
                else argument
            )
        if name in ("begin", "end"):
            self._argument(depth)
            return " "
        if name in _SPACES:
            return _SPACES[name]
        text = self.symbols.command(name)
        if text is None:
            return "" if name.isalpha() else name
        is_name = len(text) > 1 and text.isalpha()
        return f"{text} " if is_name and (self._peek()[:1] or "(") not in "({^_," else text

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""


def _script(text: str, mark: str, table: Mapping[str, str]) -> str:
    text = text.strip()
    if all(char in table for char in text):
        return "".join(table[char] for char in text)
    return f"{mark}{_bracketed(text)}"


def _bracketed(text: str) -> str:
    text = text.strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"
