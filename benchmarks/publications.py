#!/usr/bin/env python3
"""How long publications take, from the BibTeX file to lists, metadata and exports, against parsing the file alone.

    python benchmarks/publications.py [--entries 100 1000 10000] [--runs 3]

Parsing alone is `bibtexparser.parse_string(text)`, as that library is used. The room is all that `publications/` does
with each publication in a build; HTML is what the theme's templates make of it, the list and a page for each, and has
no limit. Each run is a process of its own; its processor time counts, without that of the imports, and its memory,
without that of a file with one entry. Nothing is asserted.
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
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mkdocs_academic.publications.records import Bibliography, Publication
    from mkdocs_academic.publications.selection import Group, Query
    from mkdocs_academic.publications.showing import Shown

MOST_TIME = 4.0
"""So many times the parsing alone the room may take."""
MOST_MEMORY_KB = 60.0
"""So much memory an entry may take."""
SITE = "https://example.org/"

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
    print("  entries    parsing       room  ratio  growth  memory of an entry  with HTML  ratio")
    empty_kb = run("room", 1)[1]
    worst_ratio, worst_kb, before = 0.0, 0.0, 0.0
    for count in arguments.entries:
        rounds = [[run(what, count) for what in WORK] for _ in range(arguments.runs)]
        parsing_s, room_s, html_s = (statistics.median(run[0] for run in runs) for runs in zip(*rounds, strict=True))
        each_kb = (statistics.median(runs[1][1] for runs in rounds) - empty_kb) / count
        ratio, growth = room_s / parsing_s, f"{room_s / before:.1f}" if before else ""
        print(
            f"{count:9,} {parsing_s:8.3f} s {room_s:8.3f} s {ratio:6.2f}  {growth:>6}  {each_kb:15.1f} kB"
            f"  {html_s:7.3f} s {html_s / parsing_s:6.2f}",
            flush=True,
        )
        worst_ratio, worst_kb, before = max(worst_ratio, ratio), max(worst_kb, each_kb), room_s
    met = worst_ratio <= MOST_TIME and worst_kb <= MOST_MEMORY_KB
    print(f"\nroom at most {MOST_TIME:g} times and {MOST_MEMORY_KB:g} kB an entry: {'met' if met else 'missed'}")


def run(what: str, count: int) -> tuple[float, float]:
    """Return the seconds and the kilobytes that `what` takes for so many entries, in a process of its own."""
    command = [sys.executable, __file__, "--measure", what, str(count)]
    seconds, kilobytes = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return seconds, kilobytes


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


class Page(NamedTuple):
    """What the page of one publication shows, and its metadata: named tags, properties, structured data."""

    shown: Shown
    reference: str
    description: str
    named: list[tuple[str, str]]
    properties: list[tuple[str, str]]
    data: dict[str, object]


class Room(NamedTuple):
    """What a build keeps of the room's work; pages are made one by one, as MkDocs comes to them."""

    bibliography: Bibliography
    query: Query
    groups: list[tuple[str, list[Shown]]]
    exports: list[str]


def room(text: str, use: Callable[[Page], object] = id) -> Room:
    """Do the work; `use` gets each page."""
    from mkdocs_academic.errors import Place
    from mkdocs_academic.publications.bibtex import BibFile
    from mkdocs_academic.publications.docs_files import DocsFiles
    from mkdocs_academic.publications.names import Owner, People
    from mkdocs_academic.publications.reading import read_bibliography
    from mkdocs_academic.publications.selection import read_query, select

    bibliography = read_bibliography(
        [BibFile("papers.bib", text)],
        owner=Owner(["Alan Turing"]),
        people=People(),
        docs=DocsFiles(()),
        today=date(2026, 1, 1),
        report=ignore,
    )
    query = read_query({}, place=Place("index.md"), report=ignore)
    publications = bibliography.publications
    made = Room(bibliography, query, listed(select(publications, query)), exports(publications))
    for one in publications:
        use(page(one))
    return made


def listed(groups: tuple[Group, ...]) -> list[tuple[str, list[Shown]]]:
    from mkdocs_academic.publications.showing import show

    return [
        (group.title, [show(one, see=str, page_url=url_of(one), element_id=one.slug) for one in group.publications])
        for group in groups
    ]


def page(one: Publication) -> Page:
    from mkdocs_academic.publications.citation import citation
    from mkdocs_academic.publications.metadata import article, dublin_core, highwire, json_ld
    from mkdocs_academic.publications.metadata.open_graph import description
    from mkdocs_academic.publications.showing import show

    page_url = SITE + url_of(one)
    return Page(
        show(one, see=str),
        citation(one).html,
        description(one),
        [*highwire(one, page_url=page_url), *dublin_core(one, page_url=page_url)],
        article(one),
        json_ld(one, page_url=page_url, person_id=f"{SITE}#person"),
    )


def exports(publications: tuple[Publication, ...]) -> list[str]:
    from mkdocs_academic.publications.exports import export_atom, export_bibtex, export_csl_json, export_ris

    feed = export_atom(
        publications,
        title="Publications",
        site_url=SITE,
        feed_url=f"{SITE}publications.xml",
        page_url_of=lambda one: SITE + url_of(one),
        updated=datetime(2026, 1, 1),
        author="Alan Turing",
    )
    files = [export_bibtex(publications), export_csl_json(publications), export_ris(publications), feed]
    return [*files, *(export_bibtex([one]) for one in publications)]


def url_of(publication: Publication) -> str:
    return f"publications/{publication.slug}/"


def html(text: str) -> object:
    """Do the room's work, and render what it shows as the plugin does."""
    from markupsafe import escape

    from mkdocs_academic.markup import json_script
    from mkdocs_academic.publications.showing import filter_of
    from mkdocs_academic.rendering import theme_fragments

    rendered: list[str] = []
    shared = {"icons": [], "say": str, "source": ""}
    fragments = theme_fragments()

    def render(made: Page) -> None:
        values = {"publication": made.shown, "versions": [], "reference": made.reference, **shared}
        rendered.append(fragments.render("partials/academic/publication_page.html", **values))
        for kind, tags in (("name", made.named), ("property", made.properties)):
            rendered.extend(f'<meta {kind}="{escape(name)}" content="{escape(content)}">' for name, content in tags)
        rendered.append(json_script(made.data))

    made = room(text, render)
    everything = [one for _, ones in made.groups for one in ones]
    values = {"groups": made.groups, "query": made.query, "level": 2, "filter": filter_of(everything), **shared}
    rendered.append(fragments.render("partials/academic/publications.html", **values))
    return made, rendered


def ignore(problem: object) -> None:
    """Take a problem and do nothing: what is measured is a file without any."""


WORK: dict[str, Callable[[str], object]] = {"parse": parse, "room": room, "html": html}

if __name__ == "__main__":
    main()
