"""Elements that stand where HTML has no place for them: browsers end what is around them, and so does this.

Every edit writes out what the standard has browsers do at its place, so that the tree that a browser makes stays as it
is. Where a page's tags are so mixed up that this is no longer certain, its rest is left to the browser.

Source: WHATWG HTML, 13.2.6.4.7 (the rules for "in body").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from ..markup import Edit, Tag
from .elements import (
    ANYWHERE,
    BEYOND,
    CELLS,
    DECIDES,
    END_MAY_BE_MISSING,
    ENDS_PARAGRAPH,
    FORMATTING,
    HEADINGS,
    IGNORED,
    ITEMS,
    OTHER_RULES,
    ROWS,
    SEPARATES_ITEMS,
    STARTS_AFRESH,
    VOID,
)
from .records import Finding, Repairs

_MOST_ALIKE = 3
_DEEPEST_LOOK_BACK = 50


class Structure(NamedTuple):
    """What is wrong with a page's elements; `ends` holds the end tag of each element that has one, by its offset."""

    repairs: Repairs
    ends: Mapping[int, Tag]


def read_structure(found: Sequence[Tag], names: Container[str] = ()) -> Structure:
    """Return what is wrong with a page's elements.

    Arguments:
        names: The elements whose end tags are asked for.
    """
    reader = _Reader()
    for tag in found if any(tag.name in names for tag in found) else (tag for tag in found if tag.name in DECIDES):
        if reader.is_lost:
            break
        if tag.is_end:
            reader.end(tag)
        else:
            reader.start(tag)
    return Structure(Repairs(reader.edits, reader.findings), reader.ends)


class _Open(NamedTuple):
    """An open element, with what counted around it: whether a paragraph and a link are open, and what was mixed up."""

    tag: Tag
    has_paragraph: bool
    has_link: bool
    disorder: int


class _Reader:
    """Follows which elements are open, until it cannot tell any more."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.findings: list[Finding] = []
        self.ends: dict[int, Tag] = {}
        self.is_lost = False
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._has_paragraph = False
        self._has_link = False
        self._has_form = False
        self._disorder = 0
        self._goes_on = False
        self._other_rules = 0

    def start(self, tag: Tag) -> None:
        name = tag.name
        if not self._other_rules:
            if name in BEYOND or self._is_odd(tag):
                self.is_lost = True
                return
            if name == "form" and self._has_form:
                self._leave_out(tag)
                return
            self._has_form = self._has_form or name == "form"
            if self._has_paragraph and name in ENDS_PARAGRAPH:
                self._end_paragraph(tag)
            if name == "a":
                self._start_link(tag)
        elif name in ENDS_PARAGRAPH:
            self.is_lost = True
        if name not in VOID and name not in IGNORED and not (self._other_rules and tag.is_self_closing):
            self._push(tag)

    def _is_odd(self, tag: Tag) -> bool:
        """Whether an element begins where browsers have rules for it that are not followed here."""
        name = tag.name
        around = self._open[-1].tag.name if self._open else ""
        if around in ROWS and name not in CELLS:
            if name in ANYWHERE:
                return False
            message = f"a '<{name}>' cannot stand in a '<{around}>': browsers show it before the table."
            advice = "Put it into a cell, '<td>'."
            self.findings.append(Finding("table", tag, f"{message} {advice}", is_repaired=False))
            return True
        return (
            (name in HEADINGS and around in HEADINGS)
            or (name in ("button", "nobr") and self._names[name] > 0)
            or (name in CELLS and around not in CELLS | {"table"})
        )

    def _push(self, tag: Tag) -> None:
        name = tag.name
        if name in ITEMS:
            self._end_item_before(name)
        self._open.append(_Open(tag, self._has_paragraph, self._has_link, self._disorder))
        self._names[name] += 1
        self._other_rules += name in OTHER_RULES
        if name in FORMATTING and self._names[name] > _MOST_ALIKE:
            self._disorder += 1  # of more, browsers forget the outermost
        if name in STARTS_AFRESH:
            self._has_paragraph = False
            self._has_link = self._has_link and name in ("table", "button")
        elif name == "p":
            self._has_paragraph = True

    def _end_item_before(self, name: str) -> None:
        """End the item that another one begins in, unless it stands in a list of its own."""
        same = {"dd", "dt"} if name in ("dd", "dt") else {name}
        for opened in reversed(self._open[-_DEEPEST_LOOK_BACK:]):
            if opened.tag.name in same:
                self._close(opened.tag.name)
                self._disorder += 1
                return
            if opened.tag.name in SEPARATES_ITEMS:
                self._disorder += opened.tag.name == "center"  # a "div" would not separate them
                return
        self.is_lost = len(self._open) > _DEEPEST_LOOK_BACK

    def _end_paragraph(self, tag: Tag) -> None:
        """Write out the end of a paragraph, which an element that cannot stand in it ends."""
        self.edits.append((tag.start, tag.start, "</p>"))
        if tag.name != "p":
            message = (
                f"a '<{tag.name}>' cannot stand in a paragraph, which ends before it now. Put it on lines of its own"
            )
            self.findings.append(Finding("paragraph", tag, f"{message}, and not into '<p>' or a line of text."))
        self._close("p")

    def _start_link(self, tag: Tag) -> None:
        if self._has_link:
            self.edits.append((tag.start, tag.start, "</a>"))
            message = "a link cannot stand in a link; the outer one ends before it now. Close it there with '</a>'."
            self.findings.append(Finding("link", tag, message))
            self._end_formatting("a", None)
        self._has_link = True

    def _leave_out(self, form: Tag) -> None:
        self.edits.append((form.start, form.end, ""))
        message = "a '<form>' cannot stand in a form; it is left out. Close the outer one before it."
        self.findings.append(Finding("form", form, message))

    def end(self, tag: Tag) -> None:
        name = tag.name
        if name in IGNORED or name in BEYOND:
            self.is_lost = True
        elif self._other_rules:
            self._end_here(tag)
        elif name == "p" and not self._has_paragraph:
            self.edits.append((tag.start, tag.end, "<p></p>"))
        elif name == "a" and not self._has_link:
            self.edits.append((tag.start, tag.end, ""))
        elif name in FORMATTING:
            self._has_link = self._has_link and name != "a"
            self._end_formatting(name, tag)
        elif name == "form" and not self._has_form:
            self.edits.append((tag.start, tag.end, ""))
        elif name in HEADINGS and not self._names[name] and any(self._names[other] for other in HEADINGS):
            self.is_lost = True
        elif self._names[name]:
            self._has_form = self._has_form and name != "form"
            self._end_here(tag)
        elif name in DECIDES and not (self._open and self._open[-1].tag.name in ROWS):
            self._leave_out_stray(tag)
        else:
            self._disorder += 1  # what is around it must not get its name

    def _leave_out_stray(self, tag: Tag) -> None:
        """Take away what closes nothing of the text, for it would close what the theme has put around it."""
        self.edits.append((tag.start, tag.end, ""))
        message = f"'</{tag.name}>' closes nothing, and is left out. Take it away, or open the element before it."
        self.findings.append(Finding(f"stray {tag.name}", tag, message))

    def _end_formatting(self, name: str, tag: Tag | None) -> None:
        """End an element that may be mixed up with others of its sort: `<b><i></b></i>`."""
        if not self._names[name]:
            self._disorder += 1
            return
        last = self._open[-1]
        if last.tag.name == name:
            self._pair(last, tag)
            self._close(name)
            return
        self._disorder += 1
        self.is_lost = last.tag.name not in FORMATTING

    def _pair(self, opened: _Open, end: Tag | None) -> None:
        """Remember an element that nothing cuts short."""
        is_clear = opened.disorder == self._disorder and not (self._goes_on and opened.tag.name in FORMATTING)
        if is_clear and end is not None and not self._other_rules:
            self.ends[opened.tag.start] = end

    def _end_here(self, tag: Tag) -> None:
        last = self._open[-1]
        if last.tag.name == tag.name:
            self._pair(last, tag)
            self._close(tag.name)
            return
        if tag.name == "select":
            self._close_select()
            return
        passes = END_MAY_BE_MISSING | FORMATTING if tag.name in ENDS_PARAGRAPH else frozenset[str]()
        passes |= CELLS if tag.name == "table" else frozenset[str]()
        while self._open and self._open[-1].tag.name != tag.name:
            if self._open[-1].tag.name not in passes or self._other_rules:
                self.is_lost = True
                return
            self._close(self._open[-1].tag.name)
        self._disorder += 1
        if self._open:
            self._close(tag.name)

    def _close_select(self) -> None:
        """End a list of choices, whose last one need not be closed."""
        while self._open and self._open[-1].tag.name in ("option", "optgroup"):
            self._names[self._open.pop().tag.name] -= 1
        if self._open and self._open[-1].tag.name == "select":
            self._close("select")
        else:
            self.is_lost = True

    def _close(self, name: str) -> None:
        """Close the innermost element of that name, and what is open in it."""
        while self._open:
            opened = self._open.pop()
            closed = opened.tag.name
            self._names[closed] -= 1
            self._other_rules -= closed in OTHER_RULES
            if closed == "p" or closed in STARTS_AFRESH:
                self._has_paragraph = opened.has_paragraph
            if closed in STARTS_AFRESH and closed not in ("table", "button"):
                self._has_link = opened.has_link
            if closed == name:
                return
            self._disorder += 1
            self._goes_on = self._goes_on or closed in FORMATTING
