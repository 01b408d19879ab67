"""A page's research pipeline as data: what its front matter may hold, and what went wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import Place, Problem, Report, did_you_mean

FIGURE_KEYS = ("figure", "alt", "caption", "title")


def read_pipeline(data: object, *, place: Place, report: Report) -> dict[str, Any]:
    """Return what is usable of a page's `research_pipeline`; every problem goes to `report`.

    Arguments:
        data: A mapping with `figure`, `alt`, `caption`, `title` (text) and `directions`, a list of mappings with
            `title`, `text` (Markdown) and `more` (one or a list of `{title, url}`).
    """
    if not isinstance(data, Mapping):
        report(
            Problem(place, "'research_pipeline' is not a mapping; it is not shown. Give it 'figure' and 'directions'.")
        )
        return {}
    _report_unknown(data, (*FIGURE_KEYS, "directions"), "research_pipeline", place, report)
    pipeline: dict[str, Any] = {key: str(data[key]) for key in FIGURE_KEYS if data.get(key) is not None}
    directions = data.get("directions") or []
    if not isinstance(directions, list):
        report(Problem(place, "'directions' of 'research_pipeline' is not a list; none is shown."))
        directions = []
    pipeline["directions"] = []
    for number, direction in enumerate(directions, 1):
        if not isinstance(direction, Mapping) or not direction.get("title"):
            message = f"direction {number} of 'research_pipeline' has no 'title'; it is left out."
            report(Problem(place, message))
            continue
        _report_unknown(direction, ("title", "text", "more"), f"direction {number}", place, report)
        pipeline["directions"].append(
            {"title": str(direction["title"]), "text": str(direction.get("text") or ""), "more": direction.get("more")}
        )
    return pipeline


def _report_unknown(data: Mapping[Any, Any], known: tuple[str, ...], name: str, place: Place, report: Report) -> None:
    for key in data:
        if key not in known:
            message = f"{name} has an unknown key {str(key)!r}; it is ignored."
            report(Problem(place, message + did_you_mean(str(key), known)))
