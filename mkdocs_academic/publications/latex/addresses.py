"""Addresses and identifiers in BibTeX fields: only what escapes them goes."""

from __future__ import annotations

import re

_WRAPPED = re.compile(r"\\(?:url|path|nolinkurl|href)\s*+\{([^{}]*+)\}(?:\s*+\{[^{}]*+\})?|\{([^{}]*+)\}")
_TILDE = r"\\textasciitilde(?![A-Za-z])(?:\{\})?|\\~\{\}|\$\\sim\$"
_ESCAPE = re.compile(
    rf"(?P<tilde>\{{(?:{_TILDE})\}}|(?:{_TILDE})) | \{{\\(?P<braced>[_%#&$])\}} | \\(?P<bare>[_%#&$])", re.VERBOSE
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x20\x7f]++", re.IGNORECASE)


def plain_url(tex: str) -> str:
    r"""Return an address or an identifier without the marks of LaTeX: `\_`, `\%`, `{\_}`, `\url{…}`, `$\sim$`.

    All else stays as it is, since `_`, `%`, `~` and `--` have no meaning of TeX's in an address.
    """
    tex = tex.strip()
    if "\\" not in tex and "{" not in tex:
        return tex
    text = _ESCAPE.sub(lambda match: "~" if match["tilde"] else match["braced"] or match["bare"], tex)
    wrapped = _WRAPPED.fullmatch(text)
    return (wrapped[1] or wrapped[2] or "").strip() if wrapped else text


def is_web_address(url: str) -> bool:
    """Whether `url` may stand in a link of HTML."""
    return _WEB_ADDRESS.fullmatch(url) is not None
