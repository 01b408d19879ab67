"""What is measured of a page, and what it may be at most."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOM = 1.02
"""What may be more than was measured, of figures that a release of a browser or of Material moves a little."""


GOALS = ("site", "every-page")
"""Whose budgets are goals: they are no measure of what is there."""


class Figure(NamedTuple):
    """One measure of one page, the less the better; `found` says what was counted."""

    page: str
    name: str
    value: float
    found: tuple[str, ...] = ()


Budgets = Mapping[str, Mapping[str, float]]
"""The most that a figure may be, by page and name; those of `every-page` hold where the page itself has none."""


def read_budgets(path: Path) -> Budgets:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def budget_of(budgets: Budgets, figure: Figure) -> float | None:
    common = budgets.get("every-page", {})
    return budgets.get(figure.page, {}).get(figure.name, common.get(figure.name))


def above(figures: Iterable[Figure], budgets: Budgets) -> Iterator[str]:
    """Yield a line for each figure above its budget."""
    for figure in figures:
        budget = budget_of(budgets, figure)
        if budget is not None and figure.value > budget:
            line = f"{figure.page}: {figure.name} is {shown(figure.value)}, at most {shown(budget)} is allowed"
            yield "\n      ".join([f"{line}:" if figure.found else f"{line}.", *figure.found[:8]])


def table(figures: Iterable[Figure], budgets: Budgets) -> str:
    """Return the figures as a table of Markdown, a page each column; a star marks what is above its budget."""
    by_name: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        by_name.setdefault(figure.name, {})[figure.page] = figure
    pages = list(dict.fromkeys(page for row in by_name.values() for page in row))
    lines = [f"| | {' | '.join(pages)} |", "|---" * (len(pages) + 1) + "|"]
    for name, row in by_name.items():
        cells = [_cell(row[page], budgets) if page in row else "" for page in pages]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(figure: Figure, budgets: Budgets) -> str:
    budget = budget_of(budgets, figure)
    return shown(figure.value) + ("*" if budget is not None and figure.value > budget else "")


def as_budgets(figures: Iterable[Figure], budgets: Budgets) -> str:
    """Return the budgets of single pages as they would be by what was measured now, with little room."""
    measured = {(figure.page, figure.name): figure.value for figure in figures}
    lines: list[str] = []
    for page, limits in budgets.items():
        if page not in GOALS:
            lines += ["", f'["{page}"]']
            lines += [f"{name} = {shown(_rounded(measured.get((page, name), old)))}" for name, old in limits.items()]
    return "\n".join(lines).lstrip()


def _rounded(value: float) -> float:
    return value if value == round(value) and value < 30 else math.ceil(value * ROOM * 10) / 10


def shown(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
