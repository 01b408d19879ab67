"""Citation numbers into the page, where acad-homepage's script would put them in the visitor's browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..errors import Place, Problem, Report, did_you_mean
from ..markup import Edit, Tag, attribute_edits
from .stats import ScholarStats

_TOTAL = "total_cit"
_PAPER = "show_paper_citations"
_SAMPLE_AUTHOR = "DhtAFkwAAAAJ"  # acad-homepage's example papers are left standing in real sites
_MAX_SUGGESTIONS = 10  # the nearest of thousands of ids takes time to find
_VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


def has_counts(html: str) -> bool:
    """Whether the page may have spans for citation numbers."""
    return _TOTAL in html or _PAPER in html


def count_edits(
    found: Iterable[Tag], stats: ScholarStats, *, report: Report | None = None, place: Place | None = None
) -> list[Edit]:
    """Return the edits that fill `span#total_cit` and each `span.show_paper_citations[data=ID]`.

    Their contents are replaced, their day is added as a tooltip. The span of a paper that `stats` does not know stays
    as written: `report` is told of each such id once.

    Arguments:
        found: The page's tags.
        place: The page, for the problems.

    Source: `_includes/fetch_google_scholar_stats.html` of acad-homepage, whose words are kept
    """
    unknown: dict[str, None] = {}
    edits: list[Edit] = []
    for start, content_end in _spans(found):
        text = _text(start, stats, unknown)
        if text is not None:
            edits += _fill(start, content_end, text, stats)
    if report is not None:
        for message in _messages(list(unknown), stats):
            report(Problem(place or Place("page"), message, "info"))
    return edits


def paper_counts(ids: Mapping[str, str], stats: ScholarStats) -> dict[str, int]:
    """Return the citations of papers by the names that they have here; those without a number are left out.

    Arguments:
        ids: `author_pub_id` by name; the author's part before the colon may be missing.
    """
    whole = {name: paper if ":" in paper else f"{stats.author_id}:{paper}" for name, paper in ids.items()}
    return {name: stats.citations[paper] for name, paper in whole.items() if paper in stats.citations}


def _spans(tags_of_page: Iterable[Tag]) -> Iterator[tuple[Tag, int]]:
    """Yield the outermost of our spans with the offset where its contents end, in order.

    A span that is not closed inside the element it stands in has no end, and is not yielded.
    """
    found: list[tuple[Tag, int]] = []
    stack: list[Tag] = []
    depth: Counter[str] = Counter()
    for tag in tags_of_page:
        if tag.is_end:
            while depth[tag.name]:
                opened = stack.pop()
                depth[opened.name] -= 1
                if opened.name == tag.name:
                    _close(opened, tag.start, found)
                    break
        elif tag.is_self_closing and _is_ours(tag):
            found.append((tag, tag.end))
        elif not tag.is_self_closing and tag.name not in _VOID:
            stack.append(tag)
            depth[tag.name] += 1
    yield from found


def _close(opened: Tag, content_end: int, found: list[tuple[Tag, int]]) -> None:
    if _is_ours(opened):
        while found and found[-1][0].start > opened.start:
            found.pop()
        found.append((opened, content_end))


def _is_ours(tag: Tag) -> bool:
    if tag.name != "span" or not (_TOTAL in tag.source or _PAPER in tag.source):
        return False
    return tag.attributes.get("id") == _TOTAL or _PAPER in tag.attributes.get("class", "").split()


def _text(span: Tag, stats: ScholarStats, unknown: dict[str, None]) -> str | None:
    if span.attributes.get("id") == _TOTAL:
        return None if stats.cited_by is None else str(stats.cited_by)
    author_pub_id = span.attributes.get("data", "").strip()
    if author_pub_id in stats.citations:
        return f"| Citations: {stats.citations[author_pub_id]}"
    unknown[author_pub_id] = None
    return None


def _fill(span: Tag, content_end: int, text: str, stats: ScholarStats) -> Iterator[Edit]:
    """Yield the edits that put the new contents in, and their day as a tooltip unless the author wrote one."""
    if span.is_self_closing:
        span = span._replace(source=span.source[:-2].rstrip() + ">")
        yield span.start + len(span.source) - 1, content_end, f">{text}</span>"
    else:
        yield span.end, content_end, text
    if stats.updated is not None and "title" not in span.attributes:
        yield from attribute_edits(span, {"title": f"Google Scholar, {stats.updated.isoformat()}"})


def _messages(unknown: list[str], stats: ScholarStats) -> Iterator[str]:
    for position, author_pub_id in enumerate(unknown):
        name = f"paper {author_pub_id!r}"
        if not author_pub_id:
            yield "a span.show_paper_citations has no 'data'; it stays as written. Write the paper's id there."
        elif author_pub_id.startswith(f"{_SAMPLE_AUTHOR}:") and stats.author_id != _SAMPLE_AUTHOR:
            yield f"{name} is the template's sample; it stays as written. Write the id of a paper of yours."
        else:
            nearest = _nearest(author_pub_id, stats) if position < _MAX_SUGGESTIONS else ""
            yield f"{name} is not among the {len(stats.citations)} papers with numbers; it stays as written.{nearest}"


def _nearest(author_pub_id: str, stats: ScholarStats) -> str:
    """Compare the papers' own parts only: the author's part before them is the same, which makes all ids near."""
    papers = {known.rpartition(":")[2]: known for known in stats.citations}
    paper = author_pub_id.rpartition(":")[2]
    return f" Did you mean {papers[paper]!r}?" if paper in papers else did_you_mean(paper, papers)
