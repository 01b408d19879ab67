"""The people of a publication: their names, the marks at them, the owner of the site, and whose page is known."""

from __future__ import annotations

from .legends import Marked, author_marks, legend, read_annotations, read_legend
from .marks import without_marks
from .matching import fold
from .owner import Owner
from .people import People, read_people
from .reading import MarkedName, NameList, read_names

__all__ = [
    "Marked",
    "MarkedName",
    "NameList",
    "Owner",
    "People",
    "author_marks",
    "fold",
    "legend",
    "read_annotations",
    "read_legend",
    "read_names",
    "read_people",
    "without_marks",
]
