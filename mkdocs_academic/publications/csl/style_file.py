"""Reading a CSL file, so that whatever the processor would stumble on is said to the author first."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from pathlib import Path
from typing import NamedTuple

from ...errors import AcademicError, Place

_CSL = "{http://purl.org/net/xbiblio/csl}"
_MAX_BYTES = 2_000_000  # the largest style of the official repository takes 250 kB
# Elements that one entry may take, macros in macros expanded: Chicago's style takes 1,500 and 800.
_MAX_PASSED = 10_000
_MAX_LOOKED = 5_000
_CAPITALS = frozenset({"capitalize-first", "capitalize-all", "sentence", "title"})
_HAS_VARIABLE = frozenset(f"{_CSL}{name}" for name in ("group", "names", "date", "number"))
_HINT = "Download a style from https://www.zotero.org/styles."


class StyleFile(NamedTuple):
    """A style that the processor can use.

    Arguments:
        source: The XML.
        page_range_format: `minimal`, `chicago` and so on, "" where the style names none; it is not in `source`.
        is_numbered: Whether an entry shows its number in the list.
        is_hanging: Whether what comes first in an entry, such as its number, stands in a column of its own.
    """

    source: bytes
    page_range_format: str
    is_numbered: bool
    is_hanging: bool


def read_style(path: Path, *, place: Place) -> StyleFile:
    """Return the style in the file `path`, or the one beside it that it refers to.

    Raises:
        AcademicError: The file is no style with a bibliography.

    Source: https://docs.citationstyles.org/en/v1.0.2/specification.html
    """
    try:
        root = _independent(_read(path, place), path, place)
        _check(root, place)
        _adapt(root)
        page_range_format = root.attrib.pop("page-range-format", "")
        bibliography = next(root.iter(f"{_CSL}bibliography"))
        is_numbered = any(element.get("variable") == "citation-number" for element in root.iter())
        is_hanging = bibliography.get("second-field-align") is not None
        return StyleFile(etree.tostring(root, encoding="utf-8"), page_range_format, is_numbered, is_hanging)
    except RecursionError:
        raise AcademicError(place, f"the citation style is nested too deeply. {_HINT}") from None


def _read(path: Path, place: Place) -> etree.Element:
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            raise AcademicError(place, f"the citation style is larger than {_MAX_BYTES // 1_000_000} MB. {_HINT}")
        text = content.decode("utf-8-sig")
        if "<!DOCTYPE" in text:  # only there can entities be declared that grow without end
            raise AcademicError(place, f"the citation style has a <!DOCTYPE>, which no style needs. {_HINT}")
        root = etree.fromstring(text)
    except (OSError, ValueError, etree.ParseError) as error:
        raise AcademicError(place, f"cannot read the citation style: {_reason(error)}. {_HINT}") from error
    if root.tag != f"{_CSL}style":
        raise AcademicError(place, f"is no citation style: its first element is no <style> of CSL. {_HINT}")
    return root


def _reason(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return "it is not UTF-8"
        case etree.ParseError():
            return f"line {error.position[0]} is no XML"
        case OSError():
            return error.strerror or "it is not readable"
    return str(error)


def _independent(root: etree.Element, path: Path, place: Place) -> etree.Element:
    """Return `root`, or the style beside it whose alias it is."""
    links = root.iter(f"{_CSL}link")
    parent = next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), "")
    if not parent or root.find(f"{_CSL}bibliography") is not None:
        return root
    name = f"{parent.rpartition('/')[2]}.csl"
    parent_path = path.parent / name
    if "\\" in name or not parent_path.is_file():
        message = f"this style only refers to {parent!r}. Download that one and save it as '{name}' in the same folder."
        raise AcademicError(place, message)
    style = _read(parent_path, Place(str(Path(place.file).parent / name)))
    if locale := root.get("default-locale"):
        style.set("default-locale", locale)
    return style


def _check(root: etree.Element, place: Place) -> None:
    bibliography = root.find(f"{_CSL}bibliography")
    layout = bibliography.find(f"{_CSL}layout") if bibliography is not None else None
    if layout is None:
        raise AcademicError(place, f"this style has no bibliography, only notes or citations. {_HINT}")
    macros = {macro.get("name", ""): macro for macro in root.iter(f"{_CSL}macro")}
    sizes: dict[str, tuple[int, int]] = {}

    def size(element: etree.Element) -> tuple[int, int]:
        """Return how many elements the processor passes at most, and how many it looks through for a variable."""
        inside = [size(child) for child in element]
        if name := element.get("macro"):
            inside.append(macro_size(name))
        passed = [part[0] for part in inside]
        most = max(passed, default=0) if element.tag == f"{_CSL}choose" else sum(passed)
        looked = 0 if element.tag in _HAS_VARIABLE else sum(part[1] for part in inside)
        return 1 + most, 1 + looked

    def macro_size(name: str) -> tuple[int, int]:
        if name not in sizes:
            if name not in macros:
                raise AcademicError(place, f"the style uses the macro {name!r}, which it does not have. {_HINT}")
            sizes[name] = (_MAX_PASSED + 1, 0)  # what a macro inside itself would come to
            sizes[name] = size(macros[name])
        return sizes[name]

    passed, looked = size(layout)
    if passed > _MAX_PASSED or max((looked, *(most for _, most in sizes.values()))) > _MAX_LOOKED:
        raise AcademicError(place, f"the macros of the style contain each other without end. {_HINT}")


def _adapt(root: etree.Element) -> None:
    """Say what the processor gets wrong in words that it gets right.

    By CSL, sentence case leaves all but the first letter of a title as it is; the processor makes it all small. The
    title case of labels is lost on it, and it fails at capitals for names and numbers, which have theirs.
    """
    for element in root.iter():
        text_case = element.get("text-case")
        if text_case in _CAPITALS and element.tag in (f"{_CSL}name-part", f"{_CSL}number"):
            del element.attrib["text-case"]
        elif text_case == "sentence" or (text_case == "title" and element.tag == f"{_CSL}label"):
            element.set("text-case", "capitalize-first")
