#!/usr/bin/env python3
"""`jekyll build` and `mkdocs build` on the same site, in turns: whole processes, wall time and memory.

    python benchmarks/jekyll.py [--site CHECKOUT] [--runs 7]

The site is the example's home page with its papers written by hand, as Jekyll has no other way, its sections four times
so that it is as long as such pages are, put into the folders of acad-homepage below a layout of a few lines, with those
of"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from process import Cost, run

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAPERS = Path(__file__).resolve().parent / "papers_by_hand.md"

REPEATS = 4

CONFIG = """\
title: Alan Turing
repository: example/example.github.io
google_scholar_stats_use_cdn: false
author: {name: Alan Turing, avatar: images/portrait.svg, bio: Reader in the Theory of Computing}
include: [_pages]
permalink: /:categories/:title/
kramdown: {input: GFM, smart_quotes: "lsquo,rsquo,ldquo,rdquo"}
defaults:
  - scope: {path: "", type: pages}
    values: {layout: default}
"""
NAVIGATION = "main:\n" + "".join(
    f"  - {{title: {title}, url: /#{title.lower()}}}\n" for title in ("News", "Publications", "Honours", "Education")
)
PLUGINS = ("jekyll-paginate", "jekyll-sitemap", "jekyll-gist", "jekyll-feed", "jekyll-redirect-from")
LAYOUT = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ site.title }}</title></head><body>
<nav>{% for item in site.data.navigation.main %}<a href="{{ item.url }}">{{ item.title }}</a> {% endfor %}</nav>
<aside><img src="{{ site.author.avatar }}" alt=""><h3>{{ site.author.name }}</h3><p>{{ site.author.bio }}</p></aside>
<main>{{ content }}</main>
</body></html>
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--site", type=Path, help="a Jekyll site to build instead of the example")
    parser.add_argument("--runs", type=int, default=7, help="builds with each (7)")
    arguments = parser.parse_args()
    jekyll = shutil.which("jekyll")
    if jekyll is None:
        print("jekyll is not installed here: nothing to compare with. On Debian: apt-get install jekyll")
        return
    with tempfile.TemporaryDirectory() as scratch:
        old = Path(scratch) / "old"
        if arguments.site:
            # The versions that a Gemfile asks for are those of GitHub, not Debian's.
            shutil.copytree(arguments.site, old, ignore=shutil.ignore_patterns(".git", "Gemfile", "Gemfile.lock"))
        else:
            write_example(old)
        new = Path(scratch) / "new"
        migrate = [sys.executable, "-c", "from mkdocs_academic.cli import main; main()", "migrate", str(old), str(new)]
        subprocess.run(migrate, check=True, stdout=subprocess.DEVNULL)
        compare(
            [jekyll, "build", "--quiet"], old, [sys.executable, "-m", "mkdocs", "build", "--quiet"], new, arguments.runs
        )


def write_example(folder: Path) -> None:
    """Write the example's home page as a Jekyll site."""
    shutil.copytree(DOCS / "includes", folder / "_pages" / "includes")
    shutil.copy(PAPERS, folder / "_pages" / "includes" / "publications.md")
    head, include, sections = (DOCS / "index.md").read_text(encoding="utf-8").partition("{% include_relative")
    (folder / "_pages" / "about.md").write_text(head + (include + sections + "\n") * REPEATS, encoding="utf-8")
    shutil.copytree(DOCS / "images", folder / "images")
    for name, text in (
        ("_config.yml", f"{CONFIG}plugins: [{', '.join(filter(is_installed, PLUGINS))}]\n"),
        ("_data/navigation.yml", NAVIGATION),
        ("_layouts/default.html", LAYOUT),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def is_installed(gem: str) -> bool:
    return (
        subprocess.run(
            ["ruby", "-e", f"require 'jekyll'; require '{gem}'"], capture_output=True, check=False
        ).returncode
        == 0
    )


def compare(jekyll: list[str], old: Path, mkdocs: list[str], new: Path, runs: int) -> None:
    """Build both in turns, after one build of each that is not counted, and print the medians."""
    theirs: list[Cost] = []
    ours: list[Cost] = []
    run(jekyll, old)
    run(mkdocs, new)
    for number in range(runs):
        turns = [(jekyll, old, theirs), (mkdocs, new, ours)]
        for command, folder, costs in turns if number % 2 == 0 else reversed(turns):
            shutil.rmtree(folder / "_site", ignore_errors=True)
            shutil.rmtree(folder / ".jekyll-cache", ignore_errors=True)
            costs.append(run(command, folder))
    version = subprocess.run([jekyll[0], "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"| | {version} | mkdocs-academic | ours / Jekyll's, median (range over the pairs) |")
    print("|---|---|---|---|")
    for name, figure, unit in (
        ("wall time", "wall_s", "s"),
        ("user CPU", "user_s", "s"),
        ("memory", "memory_mb", "MB"),
    ):
        pairs = [(getattr(mine, figure), getattr(other, figure)) for mine, other in zip(ours, theirs, strict=True)]
        ratios = [mine / other for mine, other in pairs]
        print(
            f"| {name} | {statistics.median(other for _, other in pairs):.2f} {unit} "
            f"| {statistics.median(mine for mine, _ in pairs):.2f} {unit} "
            f"| {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |"
        )


if __name__ == "__main__":
    main()
