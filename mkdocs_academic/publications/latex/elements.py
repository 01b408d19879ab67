"""What commands of LaTeX and tags of HTML and JATS become in HTML."""

from __future__ import annotations

COMMANDS = {
    **{"emph": "em", "textit": "em", "textsl": "em", "mkbibemph": "em", "textbf": "strong", "mkbibbold": "strong"},
    **{"textsuperscript": "sup", "textsubscript": "sub", "texttt": "code", "enquote": "q", "mkbibquote": "q"},
}
SWITCHES = {
    **{"em": "em", "it": "em", "itshape": "em", "sl": "em", "slshape": "em"},
    **{"bf": "strong", "bfseries": "strong", "tt": "code", "ttfamily": "code"},
}
TAGS = {
    **{"i": "em", "em": "em", "b": "strong", "strong": "strong", "sup": "sup", "sub": "sub", "tt": "code"},
    **{"code": "code", "jats:italic": "em", "jats:bold": "strong", "jats:sup": "sup", "jats:sub": "sub"},
    **{"jats:monospace": "code", "jats:title": "strong", "italic": "em", "bold": "strong"},
}
BREAKS = frozenset({"br", "p", "jats:p", "jats:sec", "jats:title", "jats:list", "jats:list-item", "jats:disp-formula"})
PASSED_OVER = frozenset({"u", "s", "span", "sc", "scp", "small", "p"})
ESCAPES = {",": " ", ";": " ", ":": " ", ">": " ", "\\": " ", "~": "~", "/": "", "-": "", "!": "", "@": "", "\n": " "}
MARKS = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": "\xa0"}
