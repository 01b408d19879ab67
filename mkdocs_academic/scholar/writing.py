"""Citation numbers as the files that pages and badges read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, time

from .records import FIGURES, GOOGLE_SCHOLAR, Count, Paper, ScholarStats
from .stats import OURS


def data_json(stats: ScholarStats, now: datetime) -> str:
    """Return the `gs_data.json`: acad-homepage's schema, with the sources of the numbers under a key of ours.

    Arguments:
        now: Stands as the moment of the update, if any number is of its day.

    Source: `google_scholar_crawler/main.py` of acad-homepage
    """
    with_id = [paper for paper in stats.papers if paper.work.author_pub_id]
    data: dict[str, object] = {"name": stats.name, "scholar_id": stats.author_id}
    data |= {key: stats.figures[name].value for name, key in FIGURES.items() if name in stats.figures}
    data["cites_per_year"] = {str(year): count for year, count in stats.per_year.items()}
    day = stats.updated or now.date()
    updated = now if day == now.date() else datetime.combine(day, time())
    data["updated"] = updated.isoformat(sep=" ", timespec="seconds")
    data["publications"] = {paper.work.author_pub_id: _publication(paper) for paper in with_id}
    data[OURS] = _ours(stats)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def shieldsio_json(stats: ScholarStats) -> str | None:
    """Return what a badge of shields.io reads; None where no total is known.

    Source: https://shields.io/badges/endpoint-badge, as acad-homepage's crawler writes it
    """
    if stats.cited_by is None:
        return None
    return json.dumps({"schemaVersion": 1, "label": "citations", "message": str(stats.cited_by)}) + "\n"


def _publication(paper: Paper) -> Mapping[str, object]:
    work = paper.work
    return {
        "bib": {"title": work.title, **({"pub_year": str(work.year)} if work.year else {})},
        "num_citations": paper.citations.value,
        "citedby_url": paper.cited_by_url,
        "author_pub_id": work.author_pub_id,
    }


def _ours(stats: ScholarStats) -> Mapping[str, object]:
    figures = {
        key: _origin(stats.figures[name], stats.beside.get(name))
        for name, key in FIGURES.items()
        if name in stats.figures
    }
    years = {"cites_per_year": _origin(stats.per_year_from)} if stats.per_year_from else {}
    return {"version": 1, "figures": figures, **years, "papers": list(_papers(stats))}


def _papers(stats: ScholarStats) -> Iterator[Mapping[str, object]]:
    """Yield what the original's schema has no place for: identifiers, sources, and papers without its id."""
    for paper in stats.papers:
        work = paper.work
        if work.author_pub_id:
            name: dict[str, object] = {"author_pub_id": work.author_pub_id}
        else:
            name = {"title": work.title, "year": work.year, "num_citations": paper.citations.value}
            name["citedby_url"] = paper.cited_by_url
        identifiers = {"doi": work.doi, "arxiv": work.arxiv}
        known = {key: value for key, value in {**name, **identifiers}.items() if value not in ("", None)}
        yield {**known, **_origin(paper.citations, paper.beside)}


def _origin(count: Count, beside: Count | None = None) -> dict[str, object]:
    origin: dict[str, object] = {"source": count.source or GOOGLE_SCHOLAR}
    origin["date"] = count.day.isoformat() if count.day is not None else None
    if count.peak:
        origin["peak"] = count.peak
    if beside is not None:
        origin["beside"] = {"value": beside.value, **_origin(beside)}
    return origin
