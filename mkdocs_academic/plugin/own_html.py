"""The author's own HTML in a finished page: repaired, and what is told of it with its place in the source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..errors import Place, Problem, Report
from ..markup import Tag
from .sources import Written

if TYPE_CHECKING:
    from ..jekyll.liquid.regions import Region
    from ..tidying import Finding

_MOST_TOLD = 5


class OwnHtml:
    """Tidies one page.

    Arguments:
        written: The page's Markdown with every section in its place.
        speaks: Whether an image gets its text elsewhere.
        repairs: Whether the HTML is changed.
        takes_styles: Whether `styles` takes up the page's style elements, which HTML has no place for in the text.
    """

    def __init__(
        self,
        written: Written,
        speaks: Callable[[Tag], bool],
        report: Report,
        *,
        repairs: bool,
        takes_styles: bool,
    ) -> None:
        self._written = written
        self._speaks = speaks
        self._report = report
        self._repairs = repairs
        self._takes_styles = takes_styles
        self.styles: Sequence[str] = ()

    def tidied(self, content: str, found: list[Tag]) -> tuple[str, list[Tag]]:
        """Return the page's HTML and its tags after the repair; tell what was found."""
        from ..markup import tags
        from ..tidying import tidy

        result = tidy(content, found, repairs=self._repairs, takes_styles=self._takes_styles, speaks=self._speaks)
        self.styles = result.styles
        for problem in self._problems(result.findings, found):
            self._report(problem)
        return result.html, list(tags(result.html)) if result.is_changed else found

    def _problems(self, findings: Iterable[Finding], found: Sequence[Tag]) -> Iterator[Problem]:
        """Yield a warning for each repair of a sort, and one for each place that the author has to look at."""
        by_kind: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in sorted(findings, key=lambda finding: finding.tag.start):
            by_kind[finding.kind].append(finding)
        for same in by_kind.values():
            told = same[: 1 if same[0].is_repaired else _MOST_TOLD]
            for finding in told:
                left = len(same) - len(told) if finding is told[-1] else 0
                more = f" The page has {left} more of this sort." if left else ""
                yield Problem(self._place_of(finding, found), finding.message + more)

    def _place_of(self, finding: Finding, found: Sequence[Tag]) -> Place:
        """Return where the author wrote a tag: what is written alike is counted, here and there."""
        tag = finding.tag
        before = sum(other.source == tag.source for other in found if other.start < tag.start)
        for pattern in _patterns(finding):
            offsets = list(islice(self._offsets(pattern), before + 1))
            if offsets:
                return self._written.lines.place_of(self._written.text.count("\n", 0, offsets[-1]) + 1)
        return self._written.lines.place_of(0)

    def _offsets(self, pattern: str) -> Iterator[int]:
        """Yield where a pattern stands outside code and comments."""
        from ..jekyll.liquid.regions import region_at

        starts = (match.start() for match in re.finditer(pattern, self._written.text))
        return (start for start in starts if region_at(self._code, start) is None)

    @cached_property
    def _code(self) -> list[Region]:
        from ..jekyll.liquid.regions import regions

        return regions(self._written.text)


def _patterns(finding: Finding) -> Iterator[str]:
    """Yield how a tag may stand in the source: as it is, or as an attribute or an address in Markdown."""
    yield re.escape(finding.tag.source)
    if finding.written:
        name, equals, value = finding.written.partition("=")
        quoted = value.strip(" \t\n\r\"'")
        yield rf"\b{re.escape(name.rstrip())}" + (rf"\s*=\s*[\"']?{re.escape(quoted)}" if equals else "")
    attributes = finding.tag.attributes
    address = attributes.get("src") or attributes.get("href")
    for written in dict.fromkeys((address, unquote(address), unquote(address).rpartition("/")[2])) if address else ():
        before, after = r"""(?:\]\(|\]:|(?:href|src)\s*=)[\s<"']*(?:[^\s"'()<>]{0,300}/)?""", r"""(?=[)"'>\s])"""
        yield f"{before}{re.escape(written)}{after}"
    yield rf"<{finding.tag.name}\b"
