"""kramdown's GFM dialect as a Python-Markdown extension.

    markdown.markdown(text, extensions=["mkdocs_academic.jekyll.kramdown"])

It works by itself and beside the extensions that Material sites use, in whatever order they are listed: its own
processors are put in place when all extensions are loaded. `html` takes block HTML out of the text first; `blocks`,
`lists` and `tables` read what is left; `mathematics` takes the formulas out of the text within; `verbatim`, `links`,
`emphasis`, `spans` and `typography` read the rest, in that order.
"""

from __future__ import annotations

from mkdocs_academic.jekyll.kramdown.extension import KramdownExtension, makeExtension
from mkdocs_academic.jekyll.kramdown.headings import heading_id

__all__ = ["KramdownExtension", "heading_id", "makeExtension"]
