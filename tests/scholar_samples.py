"""An author's citation numbers: as the crawler of acad-homepage writes them, and as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mkdocs_academic.scholar.records import GOOGLE_SCHOLAR, Count, Paper, ScholarStats, Work

AUTHOR = "TuringAAAAJ1"
DAY = date(2026, 6, 7)

# The form that acad-homepage's crawler writes: scholarly's author.
GS_DATA = {
    "container_type": "Author",
    "filled": ["basics", "publications", "indices", "counts"],
    "scholar_id": AUTHOR,
    "name": "Alan Turing",
    "organization": 18168328457749716238,
    "citedby": 50123,
    "citedby5y": 10000,
    "hindex": 36,
    "i10index": 60,
    "cites_per_year": {"2023": 3, "2024": 32},
    "updated": "2026-06-07 10:26:41.330419",
    "publications": {
        f"{AUTHOR}:u5HHmVD_uO8C": {
            "bib": {"title": "Computing machinery and intelligence", "pub_year": "1950"},
            "author_pub_id": f"{AUTHOR}:u5HHmVD_uO8C",
            "num_citations": 23000,
        },
        f"{AUTHOR}:d1gkVwhDpl0C": {"bib": {"title": "On computable numbers"}, "num_citations": 0},
    },
}
STATS = ScholarStats(
    name="Alan Turing",
    author_id=AUTHOR,
    figures={
        "cited_by": Count(50123, GOOGLE_SCHOLAR, DAY),
        "cited_by_5y": Count(10000, GOOGLE_SCHOLAR, DAY),
        "h_index": Count(36, GOOGLE_SCHOLAR, DAY),
        "i10_index": Count(60, GOOGLE_SCHOLAR, DAY),
    },
    per_year={2023: 3, 2024: 32},
    per_year_from=Count(35, GOOGLE_SCHOLAR, DAY),
    updated=DAY,
    papers=(
        Paper(
            Work("Computing machinery and intelligence", 1950, f"{AUTHOR}:u5HHmVD_uO8C"),
            Count(23000, GOOGLE_SCHOLAR, DAY),
        ),
        Paper(Work("On computable numbers", None, f"{AUTHOR}:d1gkVwhDpl0C"), Count(0, GOOGLE_SCHOLAR, DAY)),
    ),
)


def some_stats(total: int | None = None, papers: Mapping[str, int] | None = None, author_id: str = "") -> ScholarStats:
    """Return numbers without a day."""
    return ScholarStats(
        author_id=author_id,
        figures={} if total is None else {"cited_by": Count(total)},
        papers=tuple(Paper(Work(author_pub_id=name), Count(count)) for name, count in (papers or {}).items()),
    )
