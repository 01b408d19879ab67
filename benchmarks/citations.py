#!/usr/bin/env python3
"""What citation numbers cost `mkdocs build`: how many requests, and how much time once they are in the cache.

    python benchmarks/citations.py [--pages 1 100] [--papers 20] [--runs 7]

The numbers come from a server on this machine that counts what it is asked. The same pages are built with the places
for numbers, and with the numbers written out by hand, in turns. Nothing is asserted: a promise that is missed is
printed as missed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from build import Case, Comparison, build
from pages import CONFIG, write

REPOSITORY = "marymuster/marymuster.github.io"
AUTHOR = "MUSTERAAAAAJ"
# With a profile both sites have the plugin's look, and with it its cache of templates, which would hide all else.
SETTINGS = """\
  - academic:
      author: {{name: Mary Muster}}
      repository: {repository}
      scholar: {{host: "{host}", mirrors: []}}
"""
HEAD = "# Page {number}\n\nCited {total} times.\n"
PAPER = "\n**Paper {paper} of page {number}**, Mary Muster, Max Mustermann {count}\n\n- A point about the paper.\n"


class Counter:
    """How often the server was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 100], help="sizes of the site (1 100)")
    parser.add_argument("--papers", type=int, default=20, help="papers with a number on each page (20)")
    parser.add_argument("--runs", type=int, default=7, help="builds of each site (7)")
    arguments = parser.parse_args()
    print("| site | requests of the first build | of the second | of all later ones | user CPU ratio | more | noise |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for pages in arguments.pages:
            measure(Path(scratch) / str(pages), pages, arguments.papers, arguments.runs)


def measure(folder: Path, pages: int, papers: int, runs: int) -> None:
    with serving(counts(pages, papers)) as counter:
        settings = CONFIG + SETTINGS.format(repository=REPOSITORY, host=counter.url)
        by_hand = write(folder / "by-hand", dict(texts(pages, papers, by_hand=True)), settings)
        cached = write(folder / "cached", dict(texts(pages, papers, by_hand=False)), settings)
        requests = [requests_of(cached, counter) for _ in range(2)]
        if "Mustermann | Citations: 1" not in plain_text(cached):
            raise SystemExit("the numbers are not in the page: there is nothing to measure")
        before = counter.requests
        compared = Case(f"{pages:,} {'page' if pages == 1 else 'pages'}", "", by_hand, cached, runs).compare()
        print_row(compared, papers, [*requests, counter.requests - before])


def requests_of(folder: Path, counter: Counter) -> int:
    before = counter.requests
    build(folder)
    return counter.requests - before


def texts(pages: int, papers: int, *, by_hand: bool) -> Iterator[tuple[str, str]]:
    """Yield each page's name and its text, with the numbers or with the places for them."""
    for number in range(pages):
        total = f"<span>{pages * papers}</span>" if by_hand else "<span id='total_cit'></span>"
        text = HEAD.format(number=number, total=total)
        for paper in range(papers):
            name = author_pub_id(number, paper)
            count = (
                "<span>| Citations: 1</span>"
                if by_hand
                else f"<span class='show_paper_citations' data='{name}'></span>"
            )
            text += PAPER.format(number=number, paper=paper, count=count)
        yield f"page{number}.md" if number else "index.md", text


def counts(pages: int, papers: int) -> bytes:
    """Return the file of numbers with all papers of all pages."""
    names = [author_pub_id(number, paper) for number in range(pages) for paper in range(papers)]
    publications = {name: {"author_pub_id": name, "num_citations": 1} for name in names}
    numbers = {"scholar_id": AUTHOR, "citedby": len(names), "updated": "2026-02-01", "publications": publications}
    return json.dumps(numbers).encode()


def author_pub_id(number: int, paper: int) -> str:
    return f"{AUTHOR}:{number:04}{paper:04}AAAC"


def plain_text(folder: Path) -> str:
    """Return the words of the home page, without tags."""
    html = (folder / "site" / "index.html").read_text(encoding="utf-8")
    return "".join(part.partition(">")[2] for part in html.split("<"))


@contextmanager
def serving(body: bytes) -> Iterator[Counter]:
    """Serve the file of numbers, with a validator, under every address that ends like it; 404 for the rest."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            counter.requests += 1
            known = self.path.endswith("/gs_data.json")
            changed = self.headers.get("If-None-Match") != '"1"'
            self.send_response((200 if changed else 304) if known else 404)
            self.send_header("ETag", '"1"')
            self.end_headers()
            if known and changed:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    counter = Counter(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield counter
    finally:
        server.shutdown()
        server.server_close()


def print_row(compared: Comparison, papers: int, requests: list[int]) -> None:
    first, second, later = requests
    print(
        f"| {compared.name}, {papers} papers each | {first} ({'met' if first == 1 else 'missed'}) "
        f"| {second} ({'met' if second == 0 else 'missed'}) | {later} | {compared.ratio('user_s'):.3f} "
        f"| {compared.more('user_s') * 1000:+.0f} ms | {compared.noise()} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
