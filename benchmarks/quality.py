#!/usr/bin/env python3
"""What a visitor of the built site gets, measured in a real browser and held against `budgets.toml`.

    python benchmarks/quality.py [SITE_DIR] [--page / --page publications/] [--tools node_modules]

Without SITE_DIR the example site is built first. Ends with 1 where a figure is above its budget.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from checkers import Missing, Tools, axe_figures, html_validate_figures, lighthouse_figures, nu_figures
from figures import Figure, above, as_budgets, read_budgets, table
from gzip_host import Host, hosting
from page_source import own_weight, source_figures
from pages import CONFIG, NEWS, PROFILE, write
from playwright.sync_api import Browser
from visit import CHROMIUM, Visitor, chromium, visit_figures

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["/", "/publications/", "/publications/turing1950computing/", "/guide/profile/"]
TEXT = f"# Mary Muster\n\nI read what machines write.\n\n{NEWS}\n" + "A paragraph of some thirty words. " * 30


def main() -> None:
    arguments = read_arguments()
    budgets = read_budgets(arguments.budgets)
    figures: list[Figure] = []
    not_measured: list[str] = []
    if not CHROMIUM.exists():
        sys.exit(f"No Chromium at {CHROMIUM}. Install it (Debian: apt-get install chromium), or set CHROMIUM.")
    with built(arguments.site_dir) as site_dir, hosting(site_dir) as host, chromium() as browser:
        figures += against_material(browser)
        for page in arguments.page or PAGES:
            for measure in measures(arguments, site_dir, host, browser, page):
                try:
                    figures += measure()
                except Missing as missing:
                    not_measured.append(str(missing))
    report(figures, budgets, list(dict.fromkeys(not_measured)), arguments)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site_dir", type=Path, nargs="?", help="a built site (the example site, built anew)")
    parser.add_argument("--page", action="append", help="an address of the site; can be given again")
    tools = os.environ.get("QUALITY_TOOLS")
    parser.add_argument("--tools", type=Path, default=tools, help="a node_modules with the tools ($QUALITY_TOOLS)")
    parser.add_argument("--lighthouse", type=int, default=1, metavar="RUNS", help="runs of Lighthouse; 0 for none (1)")
    parser.add_argument("--budgets", type=Path, default=Path(__file__).parent / "budgets.toml")
    parser.add_argument("--print-budgets", action="store_true", help="print the pages' budgets as measured now")
    return parser.parse_args()


@contextmanager
def built(site_dir: Path | None) -> Iterator[Path]:
    """Yield the folder of the site, or that of the example site, built for the while."""
    if site_dir:
        yield site_dir
        return
    with tempfile.TemporaryDirectory() as scratch:
        build(ROOT, Path(scratch))
        yield Path(scratch)


def build(folder: Path, site_dir: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site_dir)]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def against_material(browser: Browser) -> Iterator[Figure]:
    """A home page of text with a profile and a bar, held against an empty page of Material alone, both built now."""
    with tempfile.TemporaryDirectory() as scratch:
        ours = write(Path(scratch) / "ours", {"index.md": TEXT, "images/paper.svg": ""}, CONFIG + PROFILE)
        empty = write(Path(scratch) / "empty", {"index.md": "# Home\n"}, CONFIG)
        weights = []
        for folder in (ours, empty):
            build(folder, folder / "site")
            with hosting(folder / "site") as host:
                weights.append(sum(sent.wire for sent in Visitor(browser, host).transferred("/")))
    found = tuple(f"{name}: {weight / 1000:.1f} kB" for name, weight in zip(("ours", "empty"), weights, strict=True))
    yield Figure("site", "text_page_to_empty_page_of_material", weights[0] / weights[1], found)


def measures(
    arguments: argparse.Namespace, site_dir: Path, host: Host, browser: Browser, page: str
) -> list[Callable[[], list[Figure]]]:
    """Return what is to be measured of a page; each fails alone where its tool is missing."""
    tools = Tools(arguments.tools)
    file = site_dir / page.lstrip("/") / ("index.html" if page.endswith("/") else "")
    several = [
        lambda: list(source_figures(site_dir, page)),
        lambda: list(own_weight(site_dir, page)),
        lambda: list(visit_figures(browser, host, page)),
        lambda: list(axe_figures(tools, browser, host, page)),
        lambda: list(html_validate_figures(tools, file, page)),
        lambda: list(nu_figures(tools, file, page)),
    ]
    if arguments.lighthouse:
        several.append(lambda: list(lighthouse_figures(tools, host, page, arguments.lighthouse)))
    return several


def report(
    figures: list[Figure], budgets: dict[str, dict[str, float]], not_measured: list[str], arguments: argparse.Namespace
) -> None:
    print(table(figures, budgets))
    for reason in not_measured:
        print(f"\nNot measured: {reason}.")
    if not arguments.lighthouse:
        print("\nNot measured: Lighthouse, by --lighthouse 0.")
    if arguments.print_budgets:
        print(f"\n{as_budgets(figures, budgets)}")
    lines = list(above(figures, budgets))
    if lines:
        sys.exit("\nAbove budget:\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
