"""Our style sheets and scripts on their way into a site: without what only their authors read."""

from __future__ import annotations

import re

# A string of CSS is left as it is; blanks mean nothing beside these signs, nor behind a colon.
_CSS_COMMENT = re.compile(r"""("[^"\n]*")|/\*.*?\*/""", re.DOTALL)
_CSS_BLANK = re.compile(r"""("[^"\n]*")|\s*;?\s*(\})\s*|\s*([{;,])\s*|(:)\s+|\s+""")
_SCRIPT_COMMENT = re.compile(r"^\s*/\*(?:(?!\*/).)*\*/\n", re.MULTILINE)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def shorten(name: str, text: str) -> str:
    """Return the text of one of our assets without comments and indentation.

    It knows how our own files are written (comments of scripts on lines of their own, no text over several lines) and
    is for them alone.
    """
    if name.endswith(".css"):
        without_comments = _CSS_COMMENT.sub(lambda match: match[1] or " ", text)
        return _CSS_BLANK.sub(lambda match: next(filter(None, match.groups()), " "), without_comments).strip()
    if name.endswith(".js"):
        return _INDENTATION.sub("", _SCRIPT_COMMENT.sub("", text))
    return text
