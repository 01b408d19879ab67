#!/usr/bin/env python3
"""What the plugin costs `mkdocs build`: the same pages built with it and without it, in turns.

    python benchmarks/build.py [--pages 1 100 1000] [--runs 7]

Runs the `mkdocs` of its own environment. Nothing is asserted: a budget that is missed is printed as missed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pages
from process import Cost, run

BIG_SITE = 500
RUNS_OF_A_BIG_SITE = 3  # 1,000 pages of Material alone take half a minute
BUDGETS_UNUSED = {1: "80 ms", 100: "3 %"}
BUDGETS_USED = {1: "80 ms", 100: "15 %"}


@dataclass(frozen=True)
class Comparison:
    """The same pages without the plugin and with it, over several builds."""

    name: str
    budget: str
    without: list[Cost]
    with_plugin: list[Cost]

    def more(self, figure: str) -> float:
        return self.median(self.with_plugin, figure) - self.median(self.without, figure)

    def ratio(self, figure: str) -> float:
        return self.median(self.with_plugin, figure) / self.median(self.without, figure)

    @staticmethod
    def median(costs: list[Cost], figure: str) -> float:
        return statistics.median(getattr(cost, figure) for cost in costs)

    def noise(self) -> str:
        """Half of what separates the fastest from the slowest build without the plugin, as a share of their median."""
        users = [cost.user_s for cost in self.without]
        return f"±{(max(users) - min(users)) / 2 / statistics.median(users):.1%}" if len(users) > 1 else "unknown"


@dataclass(frozen=True)
class Case:
    """One site, written twice into folders of their own; `is_first` is whether every build is like a site's first."""

    name: str
    budget: str
    without: Path
    with_plugin: Path
    runs: int
    is_first: bool = False

    def compare(self) -> Comparison:
        """Build both in turns; the first build of each only warms the caches."""
        measured = Comparison(self.name, self.budget, [], [])
        build(self.without)
        build(self.with_plugin)
        for number in range(self.runs):
            turns = [(self.without, measured.without), (self.with_plugin, measured.with_plugin)]
            for folder, costs in turns if number % 2 == 0 else reversed(turns):
                if self.is_first:
                    shutil.rmtree(folder / ".cache", ignore_errors=True)
                costs.append(build(folder))
        return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 100, 1000], help="sizes of the site (1 100 1000)")
    parser.add_argument("--runs", type=int, default=7, help="builds of each site (7; at most 3 of a big one)")
    arguments = parser.parse_args()
    print_header()
    with tempfile.TemporaryDirectory() as scratch:
        for case in cases(Path(scratch), arguments.pages, arguments.runs):
            print_comparison(case.compare())


def cases(scratch: Path, sizes: list[int], runs: int) -> Iterator[Case]:
    for size in sizes:
        name = f"{size:,} {'page' if size == 1 else 'pages'}"
        fewer = min(runs, RUNS_OF_A_BIG_SITE) if size >= BIG_SITE else runs
        without = pages.write_unused(scratch / f"{size}-without", size, plugin=False)
        with_plugin = pages.write_unused(scratch / f"{size}-with", size, plugin=True)
        yield Case(f"{name}, nothing used", BUDGETS_UNUSED.get(size, ""), without, with_plugin, fewer)
        without = pages.write_used(scratch / f"{size}-used-without", size, plugin=False)
        with_plugin = pages.write_used(scratch / f"{size}-used-with", size, plugin=True)
        yield Case(f"{name}, all used", BUDGETS_USED.get(size, ""), without, with_plugin, fewer)
        yield Case(f"{name}, all used, first build", "", without, with_plugin, fewer, is_first=True)


def build(folder: Path) -> Cost:
    """Run `mkdocs build` in `folder` and return what that process took."""
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)


def print_header() -> None:
    print("| site | user CPU without, with | ratio | more | wall ratio | memory more | noise | budget |")
    print("|---|---|---|---|---|---|---|---|")


def print_comparison(measured: Comparison) -> None:
    without = measured.median(measured.without, "user_s")
    with_plugin = measured.median(measured.with_plugin, "user_s")
    print(
        f"| {measured.name} | {without:.2f} s, {with_plugin:.2f} s | {measured.ratio('user_s'):.3f} "
        f"| {measured.more('user_s') * 1000:+.0f} ms | {measured.ratio('wall_s'):.3f} "
        f"| {measured.more('memory_mb'):+.1f} MB | {measured.noise()} | {verdict(measured)} |",
        flush=True,
    )


def verdict(measured: Comparison) -> str:
    memory = "20 MB " + ("met" if measured.more("memory_mb") <= 20 else "missed")
    match measured.budget.split():
        case [limit, "ms"]:
            met = measured.more("user_s") * 1000 <= float(limit)
        case [limit, "%"]:
            met = measured.ratio("user_s") <= 1 + float(limit) / 100
        case _:
            return memory
    return f"{measured.budget} {'met' if met else 'missed'}, {memory}"


if __name__ == "__main__":
    main()
