"""The attributes of an author's tags: each once, with a value that HTML knows, and none that it has no more."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..markup import Edit, Tag
from .addresses import encoded
from .elements import names
from .presentation import ATTRIBUTES, ELEMENTS, Instead
from .records import Finding, Repairs, short

_SWITCHES = names(
    "allowfullscreen async autofocus autoplay checked controls default defer disabled inert ismap loop multiple"
    " muted nomodule novalidate open playsinline readonly required reversed selected"
)
_LOOKED_AT = ATTRIBUTES.keys() | names("a audio button details dialog input option select source span textarea track")
_SILENT = frozenset((("img", "align"), ("script", "language")))  # the first is how Material has it written
_DRAWN = names("path svg")  # long, and by programs
_ADDRESSES = frozenset(("href", "src", "poster"))
_CITED = "show_paper_citations"  # acad-homepage has the id of the paper in an attribute that HTML does not know
_ID = re.compile(r"""(?i)\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BLANK = re.compile(r"\s")
_NAME = re.compile(r"""\s([^\s"'<>/=]+)(?=\s*=)""")
_MAY_BE_WRONG = re.compile(
    r"(?i)\s(?:width|height|align|valign|border|hspace|vspace|bgcolor|frameborder|allowtransparency|nowrap|cellpadding"
    rf"|cellspacing|frame|rules|summary|size|color|noshade|clear|type|compact|language|name|data(?=\s*=)|scrolling|marginwidth|marginheight|{'|'.join(sorted(_SWITCHES))})"
    r"\b|(?:href|src|poster)\s*=\s*(?:\"[^\"]*[ \[\]|\\^`{}<>]|'[^']*[ \[\]|\\^`{}<>\"]|[^\s\"'>]*[\[\]|\\^`{}])"
)


class _Attribute(NamedTuple):
    name: str
    value: str | None
    source: str


def repaired_tags(found: Sequence[Tag], ends: Mapping[int, Tag]) -> Repairs:
    """Return the edits that write the start tags anew that need it, and what is told of them.

    Arguments:
        ends: The end tag of each element, by the offset of its start tag: of those alone can the name be changed.
    """
    edits: list[Edit] = []
    findings: list[Finding] = []
    ids = set(_ids(found, findings))
    looked_at: dict[str, bool] = {}  # code has thousands of tags, which are few
    for tag in found:
        if tag.is_end:
            continue
        may_be_wrong = looked_at.get(tag.source)
        if may_be_wrong is None:
            may_be_wrong = looked_at[tag.source] = _may_be_wrong(tag)
        if not may_be_wrong:
            continue
        repair = _Repair(tag, ends.get(tag.start), ids)
        findings += repair.findings
        if (written := repair.written()) != tag.source:
            edits.append((tag.start, tag.end, written))
            if repair.name != tag.name and repair.end is not None:
                edits.append((repair.end.start, repair.end.end, f"</{repair.name}>"))
    return Repairs(edits, findings)


def _ids(found: Sequence[Tag], findings: list[Finding]) -> Iterator[str]:
    for tag in found:
        match = None if tag.is_end else _ID.search(tag.source)
        if match is None:
            continue
        id_ = html_text.unescape(match[1] or match[2] or match[3] or "")
        if _BLANK.search(id_):
            message = f"the id '{short(id_)}' has a blank, which HTML does not allow."
            advice = f"Write '{short('-'.join(id_.split()))}'. Links to it change too."
            findings.append(Finding("id", tag, f"{message} {advice}", is_repaired=False))
        yield id_


def _may_be_wrong(tag: Tag) -> bool:
    if tag.name in ELEMENTS or (tag.name in _LOOKED_AT and _MAY_BE_WRONG.search(tag.source)):
        return True
    if tag.source.count("=") < 2 or tag.name in _DRAWN:
        return False
    names = _NAME.findall(tag.source.lower())
    return len(names) > len(set(names))


class _Repair:
    """One start tag, repaired."""

    def __init__(self, tag: Tag, end: Tag | None, ids: set[str]) -> None:
        self.name = tag.name
        self.end = end
        self.findings: list[Finding] = []
        self._tag = tag
        self._css: list[str] = []
        self._ids = ids
        self._read = tuple(_read(tag))
        self._attributes = {attribute.name: attribute for attribute in reversed(self._read)}  # the first counts
        self._order = tuple(dict.fromkeys(attribute.name for attribute in self._read))
        self._before = ""
        self._find_repeated()
        for name in self._order:
            self._convert(name)
        self._rename()
        self._name_to_id()

    def _tell(self, kind: str, message: str, written: str = "") -> None:
        self.findings.append(Finding(kind, self._tag, message, written=written))

    def _find_repeated(self) -> None:
        seen: set[str] = set()
        for attribute in self._read:
            if attribute.name in seen:
                message = f"'<{self._tag.name}>' has two attributes '{short(attribute.name)}'; the first counts."
                self._tell("repeated", f"{message} Make one of them.")
            seen.add(attribute.name)

    def _rename(self) -> None:
        if self.name not in ELEMENTS:
            return
        name, css = ELEMENTS[self.name]
        if self.end is None:
            message = f"'<{self.name}>' is no HTML any more, and where it ends is not clear. It stays."
            message = f"{message} Close it, and whatever is open around it and in it, one after the other."
            self.findings.append(Finding(f"open {self.name}", self._tag, message, is_repaired=False))
            return
        self.name = name
        self._css += [css] if css else []
        style = f' style="{"; ".join(self._css)}"' if self._css else ""
        message = f"'<{self._tag.name}>' is no HTML any more; it is a '<{name}>' now. Write '<{name}{style}>'."
        self._tell(self._tag.name, message)

    def _convert(self, name: str) -> None:
        attribute = self._attributes[name]
        value = attribute.value or ""
        convert = ATTRIBUTES.get(self._tag.name, {}).get(name)
        if convert is not None:
            self._put(attribute, convert(value))
        elif name == "data" and _CITED in self._tag.source and self._tag.name == "span":
            self._attributes[name] = attribute._replace(source=_source("data-paper", value))
        elif name in _SWITCHES and value and value.lower() != name:
            self._attributes[name] = attribute._replace(value=None, source=name)
            self._tell("switch", f"'{short(attribute.source)}': '{name}' has no value, and switches on by being there.")
        elif name in _ADDRESSES:
            self._encode(attribute, value)

    def _encode(self, attribute: _Attribute, url: str) -> None:
        if (written := encoded(url)) != url:
            source = _source(attribute.name, written)
            self._attributes[attribute.name] = attribute._replace(value=written, source=source)
        if "\\" in url:
            message = f"the address '{short(url)}' has a '\\', which browsers alone read as '/'. Write '/'."
            self.findings.append(Finding("address", self._tag, message, is_repaired=False))

    def _put(self, attribute: _Attribute, instead: Instead) -> None:
        name = attribute.name
        if instead.value is not None:
            if instead.stays:
                what = f"'{short(attribute.source)}' of '<{self._tag.name}>' is no HTML any more, and no style does it"
                message = f"{what}; it stays. Take it away if the page does well without."
                self.findings.append(Finding(f"old {name}", self._tag, message, is_repaired=False))
            elif instead.value != attribute.value:
                self._attributes[name] = attribute._replace(value=instead.value, source=_source(name, instead.value))
                message = f"'{short(attribute.source)}' is no whole number; it is '{instead.value}' now."
                self._tell("size", f"{message} Write it without a unit.", attribute.source)
            return
        del self._attributes[name]
        if instead.css:
            self._css.append(instead.css)
        if self._tag.name != "font" and (self._tag.name, name) not in _SILENT:
            self._tell(*_said(attribute, self._tag.name, instead.css), attribute.source)

    def _name_to_id(self) -> None:
        """Let the target that a link was by its name be one by an id, unless there is one already."""
        if self._tag.name != "a" or "name" not in self._attributes:
            return
        attribute = self._attributes.pop("name")
        name = attribute.value or ""
        if not name or name in self._ids or _BLANK.search(name):
            return
        self._ids.add(name)
        written = _source("id", name)
        if "id" in self._attributes:
            self._before = f"<span {written}></span>"
        else:
            self._attributes["name"] = _Attribute("id", name, written)
        self._tell(
            "target",
            f"'{short(attribute.source)}' of a link is no HTML any more; it is an 'id' now. Write '{short(written)}'.",
        )

    def written(self) -> str:
        """Return the start tag's source."""
        style = self._attributes.pop("style", None)
        sources = {name: attribute.source for name, attribute in self._attributes.items()}
        if style is not None or self._css:
            own = style.value if style is not None and style.value else ""
            declared = "; ".join([*self._css, *([own] if own else [])])
            sources["style"] = _source("style", declared) if self._css or style is None else style.source
        order = [*(name for name in self._order if name in sources), *(["style"] if "style" not in self._order else [])]
        unchanged = self.name == self._tag.name and not self.findings and not self._is_changed(sources)
        if unchanged:
            return self._tag.source
        slash = " /" if self._tag.is_self_closing else ""
        return f"{self._before}<{self.name}{''.join(' ' + sources[name] for name in order if name in sources)}{slash}>"

    def _is_changed(self, sources: Mapping[str, str]) -> bool:
        return sources != {attribute.name: attribute.source for attribute in reversed(self._read)}


def _read(tag: Tag) -> Iterator[_Attribute]:
    source = tag._replace(source=tag.source[:-2] + ">") if tag.is_self_closing else tag
    for match in source.written():
        value = next((group for group in match.groups()[1:] if group is not None), None)
        yield _Attribute(match[1].lower(), None if value is None else html_text.unescape(value), match[0])


def _source(name: str, value: str) -> str:
    return f'{name}="{html_text.escape(value)}"'


def _said(attribute: _Attribute, element: str, css: str) -> tuple[str, str]:
    """Return the kind and the message of an attribute that is a style now, or gone."""
    is_size = attribute.name in ("width", "height") and element in ("img", "video", "iframe", "embed", "object")
    what = "is no number of pixels" if is_size else f"of '<{element}>' is no HTML any more"
    if css:
        advice = f"it is a style now. Write 'style=\"{css}\"'."
    else:
        advice = "it is left out, since it shows nothing. Take it away."
    return ("size" if is_size else f"old {attribute.name}"), f"'{short(attribute.source)}' {what}; {advice}"
