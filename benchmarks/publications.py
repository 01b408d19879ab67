#!/usr/bin/env python3
"""How long publications take, from the BibTeX file to lists, metadata and exports, against parsing the file alone.

    python benchmarks/publications.py [--entries 100 1000 10000] [--runs 3]

Parsing alone is `bibtexparser.parse_string(text)`, as that library is used. Each run is a process of its own; its
processor time counts, without that of the imports, and its memory, without that of a file with one entry. Nothing is
asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

MOST_TIME = 4.0
"""So many times the parsing alone the whole may take."""
MOST_MEMORY_KB = 60.0
"""So much memory an entry may take."""

_WORDS = (
    *("adaptive", "algebraic", "computable", "chemical", "decidable", "discrete", "equation", "evolution", "finite"),
    *("group", "inference", "lattice", "logic", "machine", "measure", "model", "morphogenesis", "network", "number"),
    *("optimal", "order", "pattern", "probability", "proof", "quantum", "random", "sequence", "stable", "transport"),
)
_NAMES = (
    "Turing, Alan M.",
    r"G{\"o}del, Kurt",
    "von Neumann, John",
    "Church, Alonzo",
    r"Erd{\H{o}}s, P{\'a}l",
    "Noether, Emmy",
    "Hopper, Grace Brewster Murray",
    "Lovelace, Ada",
    r"Ł{}ukasiewicz, Jan",
    "{Bletchley Park Trust}",
    "Newman, M. H. A.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[100, 1_000, 10_000], help="sizes of the file")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts (3)")
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "ENTRIES"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        what, count = arguments.measure
        print(json.dumps(measure(WORK[what], int(count))))
        return
    print("  entries   parsing     room   ratio  growth  memory of an entry")
    worst, before = 0.0, 0.0
    for count in arguments.entries:
        parsing_s, _ = median("parse", count, arguments.runs)
        room_s, memory_kb = median("room", count, arguments.runs)
        _, empty_kb = median("room", 1, arguments.runs)
        ratio, each_kb = room_s / parsing_s, (memory_kb - empty_kb) / count
        growth = f"{room_s / before:6.1f}" if before else "      "
        print(f"{count:9,} {parsing_s:7.2f} s {room_s:6.2f} s {ratio:7.2f}  {growth}  {each_kb:8.1f} kB", flush=True)
        worst, before = max(worst, ratio), room_s
    met = worst <= MOST_TIME and each_kb <= MOST_MEMORY_KB
    print(f"\nat most {MOST_TIME:g} times and {MOST_MEMORY_KB:g} kB an entry: {'met' if met else 'missed'}")


def median(what: str, count: int, runs: int) -> tuple[float, float]:
    """Return the seconds and the kilobytes that `what` takes for so many entries."""
    command = [sys.executable, __file__, "--measure", what, str(count)]
    done = [json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(runs)]
    return statistics.median(run[0] for run in done), statistics.median(run[1] for run in done)


def measure(work: Callable[[str], object], count: int) -> tuple[float, float]:
    import resource

    work(bibliography(3))  # what is imported late
    text = bibliography(count)
    started = time.process_time()
    kept = work(text)
    seconds = time.process_time() - started
    del kept
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def bibliography(count: int) -> str:
    """Return a BibTeX file as people have them: accents, mathematics, abstracts, preprints, the same for each size."""
    source = random.Random(1)
    return "".join(_entry(number, source) for number in range(count))


def _entry(number: int, source: random.Random) -> str:
    title = " ".join(source.choices(_WORDS, k=8)).capitalize() + (" in $O(n^2)$ {Time}" if number % 5 == 0 else "")
    authors = " and ".join(source.sample(_NAMES, source.randint(1, 6)))
    abstract = " ".join(source.choices(_WORDS, k=120))
    identifiers = f"  eprint = {{{source.randint(1000, 2400)}.{number:05d}}},\n  archiveprefix = {{arXiv}},\n"
    return (
        f"@{source.choice(('article', 'inproceedings', 'misc'))}{{key{number},\n"
        f"  author = {{{authors}}},\n  title = {{{title} {number}}},\n"
        f"  journal = {{Journal of {source.choice(_WORDS).title()}}},\n  booktitle = {{Proceedings}},\n"
        f"  year = {{{source.randint(1980, 2024)}}},\n  volume = {{{number % 50}}},\n"
        f"  pages = {{{number}--{number + 9}}},\n  doi = {{10.1000/xyz{number}}},\n"
        f"{identifiers if number % 3 == 0 else ''}"
        f"  abstract = {{{abstract}}}\n}}\n\n"
    )


def parse(text: str) -> object:
    import bibtexparser

    return bibtexparser.parse_string(text)


def room(text: str) -> object:
    """Do all that a build does with publications, but for what MkDocs does with their pages."""
    from mkdocs_academic.errors import Place
    from mkdocs_academic.publications.bibtex import BibFile
    from mkdocs_academic.publications.docs_files import DocsFiles
    from mkdocs_academic.publications.exports import export_bibtex, export_csl_json, export_ris
    from mkdocs_academic.publications.metadata import dublin_core, highwire, json_ld, open_graph
    from mkdocs_academic.publications.names import Owner, People
    from mkdocs_academic.publications.reading import read_bibliography
    from mkdocs_academic.publications.selection import read_query, select
    from mkdocs_academic.publications.showing import filter_of, show
    from mkdocs_academic.rendering import theme_fragments

    bibliography = read_bibliography(
        [BibFile("papers.bib", text)],
        owner=Owner(["Alan Turing"]),
        people=People(),
        docs=DocsFiles(()),
        today=date(2026, 1, 1),
        report=ignore,
    )
    publications = bibliography.publications
    query = read_query({}, place=Place("index.md"), report=ignore)
    shown = [
        (group.title, [show(one, see=str, element_id=one.slug) for one in group.publications])
        for group in select(publications, query)
    ]
    everything = [one for _, ones in shown for one in ones]
    values = {
        "groups": shown,
        "query": query,
        "level": 2,
        "filter": filter_of(everything),
        "icons": [],
        "say": str,
        "source": "",
    }
    page = theme_fragments().render("partials/academic/publications.html", **values)
    heads = [
        (
            highwire(one, page_url=one.slug),
            dublin_core(one, page_url=one.slug),
            open_graph(one, page_url=one.slug, image_url="", site_name=""),
            json_ld(one, page_url=one.slug, pdf_url="", image_url="", person_id=""),
        )
        for one in publications
    ]
    exports = (export_bibtex(publications), export_csl_json(publications), export_ris(publications))
    return bibliography, page, heads, exports


def ignore(problem: object) -> None:
    """Take a problem and do nothing: what is measured is a file without any."""


WORK: dict[str, Callable[[str], object]] = {"parse": parse, "room": room}

if __name__ == "__main__":
    main()
