"""Writing bibliography entries with citeproc-py."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from ...errors import AcademicError, Place, Problem, Report
from ..citation import citation
from ..records import Publication
from .items import csl_item
from .marked import SIGN, to_html, within
from .style_file import read_style

_KEY = "0"
_SIGNS = MappingProxyType(
    {
        **{"Italic": "i", "Oblique": "i", "Bold": "b", "Light": "light", "Underline": "underline"},
        **{"Superscript": "sup", "Subscript": "sub", "SmallCaps": "small-caps"},
    }
)
_NUMBERS = ("chapter-number", "collection-number", "number-of-pages")
_NUMBER = re.compile(rf"\A((?:{SIGN}|[\[(])*+\d++(?:{SIGN}|[\]).,])*+)(?=\S)")
_CLOSED = re.compile(rf"([!?])((?:{SIGN}|[”’»\"])*)\.|\.((?:{SIGN}|[”’»\"])+)\.(?!\.)")
_AFTER_QUOTE = re.compile(rf"(?:([.,!?])|(?<!{SIGN}))({SIGN}*+)”({SIGN}*+)([.,])")


class CslStyle:
    """A citation style; make it once and keep it, for entries that did not change are not formatted again.

    An entry takes 2 to 60 ms, most in the styles of Chicago, APA and MLA. The processor does not tell authors or
    years apart, does not shorten repeated authors, and names an entry without authors by its title twice; formulas in
    titles become plain text.
    """

    def __init__(self, path: Path, *, place: Place | None = None) -> None:
        """Read the style in the file `path`.

        Arguments:
            place: What messages call the file; `path` unless it is given.

        Raises:
            AcademicError: The file is no style that can be used, or citeproc-py is not installed.
        """
        self.place = place or Place(path.as_posix())
        self._file = read_style(path, place=self.place)
        self._processor = _processor(self._file.source, self.place)
        self._formatter = _Formatter()
        self._moves_points = _moves_points(self._processor)
        self._formatted: dict[str, Markup] = {}

    def format(self, publications: Iterable[Publication], *, report: Report) -> list[Markup]:
        """Return one entry for each publication, in their order, numbered from 1 where the style numbers them.

        A publication that the processor fails at stands in the style of this package; one problem names them all.
        """
        failed: list[str] = []
        formatted: dict[str, Markup] = {}
        entries = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of variables that the processor does not know
            for number, publication in enumerate(publications, 1):
                item = csl_item(publication, page_range_format=self._file.page_range_format)
                key = json.dumps([number if self._file.is_numbered else 0, {**item, "id": _KEY}])
                entry = self._formatted.get(key) or self._format(item, number)
                if not entry:
                    failed.append(publication.citation_key)
                entries.append(entry or citation(publication).html)
                formatted[key] = entry
        self._formatted = {**self._formatted, **formatted} if len(self._formatted) < 20_000 else formatted
        if failed:
            report(_problem(failed, self.place))
        return entries

    def _format(self, item: dict[str, Any], number: int) -> Markup:
        """Return the entry, empty where the processor failed."""
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        try:
            source = CiteProcJSON([{**item, "id": _KEY}])
            reference = source[_KEY]
            for name in _NUMBERS:  # <number> looks them up by this name, all else by the one with an underscore
                if name in item:
                    reference[name] = reference[name.replace("-", "_")]
            bibliography = CitationStylesBibliography(self._processor, source, self._formatter)
            bibliography.register(Citation([CitationItem(_KEY)]))
            bibliography.keys = _Numbered(number)
            text = "".join(map(str, bibliography.bibliography()))
        except Exception:  # noqa: BLE001 - whatever a value or an element of the style made the processor stumble on
            return Markup()
        if self._file.is_numbered and self._file.is_hanging:
            text = _NUMBER.sub(r"\1 ", text)
        return to_html(_punctuated(text, moves_points=self._moves_points))


class _Formatter:
    """How the processor marks what it writes; it escapes nothing, for `to_html` escapes all.

    The names are the processor's. What they return is of its own type, which alone it can put into another case.
    """

    def __init__(self) -> None:
        from citeproc.string import String

        self.preformat = str
        for name, sign in _SIGNS.items():
            setattr(self, name, lambda text, sign=sign: String(within(sign, text)))


class _Numbered:
    """The keys of a list in which every entry has the same number: the processor would search a long list for it."""

    def __init__(self, number: int) -> None:
        self._index = number - 1

    def index(self, _key: str) -> int:
        return self._index


def _processor(source: bytes, place: Place) -> Any:
    try:
        from citeproc import CitationStylesStyle
    except ImportError as error:
        message = "citation styles need citeproc-py, which is not installed. Run: pip install 'mkdocs-academic[csl]'"
        raise AcademicError(place, message) from error
    reason: Exception | None = None
    for locale in (None, "en-US"):  # the style's own, which may be one that the processor does not have
        try:
            return CitationStylesStyle(BytesIO(source), locale=locale, validate=False)
        except Exception as error:  # noqa: BLE001 - it has none of its own; lxml's are among them
            reason = error
    raise AcademicError(place, f"citeproc-py cannot use this style ({reason}). Choose another one.") from reason


def _moves_points(processor: Any) -> bool:
    return str(processor.root.get_locale_option("punctuation-in-quote")).lower() == "true"


def _punctuated(text: str, *, moves_points: bool) -> str:
    """Mend the punctuation where parts meet: no full stop behind `?`, and in American styles none behind `”`."""
    text = _CLOSED.sub(lambda match: f"{match[1]}{match[2]}" if match[1] else f".{match[3]}", text)
    return _AFTER_QUOTE.sub(_before_quote, text) if moves_points else text


def _before_quote(match: re.Match[str]) -> str:
    last, before, after, point = (group or "" for group in match.groups())
    if last == point or last in ("!", "?"):
        point = ""
    return f"{last}{before}{point}”{after}"


def _problem(failed: Sequence[str], place: Place) -> Problem:
    named = ", ".join(f"'{key}'" for key in failed[:5]) + (f" and {len(failed) - 5} more" if len(failed) > 5 else "")
    message = f"citeproc-py cannot write {named} in this style; shown in the style of this package."
    return Problem(place, f"{message} Choose another style if many are named.")
