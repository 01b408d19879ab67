"""An author's own HTML: what browsers repair is repaired, and what only its author can mend is named."""

from .attributes import repaired_tags
from .records import Finding, Tidied
from .tidy import tidy

__all__ = ["Finding", "Tidied", "repaired_tags", "tidy"]
