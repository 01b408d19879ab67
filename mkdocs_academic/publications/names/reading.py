"""The names of an author field."""

from __future__ import annotations

from typing import NamedTuple

from ..latex import TexReader
from ..records import Name
from .marks import may_have_marks, take_marks
from .parsing import has_initials_behind, parse_name
from .splitting import split_names


class MarkedName(NamedTuple):
    """A name and the signs at it, such as `*` and `†`."""

    name: Name
    marks: tuple[str, ...] = ()


class NameList(NamedTuple):
    """The names of one field in order; `has_others` if it ended in `and others`."""

    names: tuple[MarkedName, ...] = ()
    has_others: bool = False


def read_names(tex: str, reader: TexReader) -> NameList:
    """Return the names in the LaTeX of an `author` or `editor` field; see `split_names` and `parse_name` for forms."""
    texts, has_others = split_names(tex)
    marked = _with_marks(texts) if may_have_marks(tex) else [(text, ()) for text in texts]
    shapes = [has_initials_behind(text) for text, _ in marked]
    is_family_first = True in shapes and False not in shapes
    parsed = [(_parsed(text, reader, is_family_first), marks) for text, marks in marked]
    return NameList(tuple([MarkedName(name, marks) for name, marks in parsed if name.family]), has_others)


def _parsed(text: str, reader: TexReader, is_family_first: bool) -> Name:
    key = f"{text} " if is_family_first else text  # no name ends in a space
    if (name := reader.names.get(key)) is None:
        name = reader.names[key] = parse_name(text, reader, is_family_first=is_family_first)
    return name


def _with_marks(texts: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the names and their marks; marks that stand alone belong to the name before them."""
    marked: list[tuple[str, tuple[str, ...]]] = []
    for text in texts:
        bare, marks = take_marks(text)
        if bare.strip(" ,{}") or not marked:
            marked.append((bare.strip(), marks))
        else:
            marked[-1] = (marked[-1][0], tuple(dict.fromkeys((*marked[-1][1], *marks))))
    return [(text, marks) for text, marks in marked if text.strip(" ,{}")]
