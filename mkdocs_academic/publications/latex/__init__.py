"""LaTeX as people write it in BibTeX fields, read as Unicode and as HTML."""

from __future__ import annotations

from .addresses import plain_url
from .reader import TexReader

__all__ = ["TexReader", "plain_url"]
