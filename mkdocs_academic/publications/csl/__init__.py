"""Publications in the citation style of a CSL file."""

from .formatting import CslStyle

__all__ = ["CslStyle"]
