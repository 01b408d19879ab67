#!/usr/bin/env python3
"""What a telephone loads of a homepage with 14 pictures, and what making them smaller costs a build.

    python benchmarks/images.py [--runs 5] [--teasers 10] [--no-browser]

The pictures are drawn: as many, as large and as detailed as those of a researcher's real page, 4.3 MB. The same page is
built with `images: false` and with them as they are by default; Chromium shows both as a telephone does, with the
network and the processor that Lighthouse simulates. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from build import build
from PIL import Image, ImageDraw
from process import Cost

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CONFIG = """\
site_name: Mary Muster
site_url: https://benchmark.example/
theme: {{name: material, font: false}}
plugins:
  - search
  - academic:
      author: {{name: Mary Muster, avatar: images/portrait.jpg, bio: Reads what machines write, location: Musterstadt}}
      images: {images}
"""
# Teasers: how wide, how high, and whether they are rather photographs than drawings.
TEASERS = (
    *((800, 613, True), (1000, 760, False), (799, 488, True), (1400, 1080, False), (1600, 960, False)),
    *((700, 650, True), (1500, 1000, False), (1200, 900, False), (640, 480, True), (1800, 1100, False)),
)
HEAD = """\
---
permalink: /
---
I read what machines write, at the University of Examples <img src="images/logo-0.png" alt="" style="width: 1.35em">,
formerly at another one <img src="images/logo-1.png" alt="" style="width: 1.35em">.

## Research

<img src="images/pipeline.png" alt="From a question to an answer" style="width: 100%; height: auto">

## Publications
"""
PAPER = """
<div class='paper-box'><div class='paper-box-image'><div><div class="badge">Venue {number}</div>
<img src='images/teaser-{number}.{kind}' alt="How it works" width="100%"></div></div>
<div class='paper-box-text' markdown="1">

**A Paper with a Title of an Ordinary Length, Number {number}**

**Mary Muster**, Max Mustermann

- A point about the paper, which goes on over a line or two, as such points do.
</div></div>
"""


class Loaded(NamedTuple):
    """What a telephone had loaded, in kB, when the page stood, and when its reader had come to the end."""

    images: float
    images_at_end: float
    all_at_end: float
    requests: int
    largest_paint_s: float
    shift: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="builds of each site (5)")
    parser.add_argument("--teasers", type=int, default=len(TEASERS), help="pictures beside papers, with 4 others (10)")
    parser.add_argument("--no-browser", action="store_true", help="measure the builds alone")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        before = write_site(Path(scratch, "false"), arguments.teasers)
        after = shutil.copytree(before, Path(scratch, "true"))
        (after / "mkdocs.yml").write_text(CONFIG.format(images="true"), encoding="utf-8")
        costs = {"images: false": build_often(before, arguments.runs)}
        costs["first build"] = build_often(after, arguments.runs, is_first=True)
        costs["second build"] = build_often(after, arguments.runs)
        print_costs(costs)
        if not arguments.no_browser:
            print_loaded({"false": before / "site", "true": after / "site"})


def write_site(folder: Path, teasers: int) -> Path:
    """Write the page with its pictures as they are."""
    pictures = folder / "docs/images"
    pictures.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG.format(images="false"), encoding="utf-8")
    text = HEAD
    save(photograph(1000, 1000, 1), pictures / "portrait.jpg")
    save(figure(1400, 900, 2), pictures / "pipeline.png")
    for number in range(2):
        save(figure(128, 128, 3 + number), pictures / f"logo-{number}.png")
    for number, (width, height, is_photograph) in enumerate(TEASERS[:teasers]):
        kind = "jpg" if is_photograph else "png"
        draw = photograph if is_photograph else figure
        save(draw(width, height, 10 + number), pictures / f"teaser-{number}.{kind}")
        text += PAPER.format(number=number, kind=kind)
    (folder / "docs/index.md").write_text(text, encoding="utf-8")
    return folder


def photograph(width: int, height: int, seed: int) -> Image.Image:
    """Return shapes of every size, the smaller the fainter, as what a camera sees has them."""
    generator = random.Random(seed)
    bands = []
    for _ in range(3):
        band = Image.new("L", (width, height), 128)
        for cells in (3, 6, 12, 24, 48, 96, 192, 384):
            noise = Image.frombytes("L", (cells, cells), generator.randbytes(cells * cells))
            layer = noise.resize((width, height), Image.Resampling.BICUBIC)
            band = Image.blend(band, layer, 0.5 / (1 + cells / 12) ** 0.65)
        bands.append(band)
    return Image.merge("RGB", bands)


def figure(width: int, height: int, seed: int) -> Image.Image:
    """Return what papers show: boxes, arrows and small text on white, with a photograph among them."""
    generator = random.Random(seed)
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        left, top = generator.randrange(width), generator.randrange(height)
        box = (left, top, left + width // 5, top + height // 6)
        draw.rounded_rectangle(box, 12, fill=tuple(generator.randrange(180, 255) for _ in range(3)), outline="black")
        draw.line((left, top, generator.randrange(width), generator.randrange(height)), fill="gray", width=2)
    for _ in range(60):
        words = "".join(generator.choices("abcdefghijklmnopqrstuvwxyz     ", k=30))
        draw.text((generator.randrange(width), generator.randrange(height)), words, fill="black", font_size=16)
    inset = photograph(width // 3, height // 2, seed)
    image.paste(inset, (width // 2, height // 4))
    return image


def save(image: Image.Image, path: Path) -> None:
    written = io.BytesIO()
    image.save(written, "JPEG" if path.suffix == ".jpg" else "PNG", quality=92)
    path.write_bytes(written.getvalue())


def build_often(folder: Path, runs: int, *, is_first: bool = False) -> list[Cost]:
    build(folder)  # compiles the templates, which is not what is measured
    costs = []
    for _ in range(runs):
        if is_first:
            shutil.rmtree(folder / ".cache/plugin/academic/images", ignore_errors=True)
        costs.append(build(folder))
    return costs


def print_costs(costs: dict[str, list[Cost]]) -> None:
    without = statistics.median(cost.user_s for cost in costs["images: false"])
    print("| build | user CPU | ratio | more | wall | memory |")
    print("|---|---|---|---|---|---|")
    for name, measured in costs.items():
        user, wall, memory = (statistics.median(figures) for figures in zip(*map(_figures, measured), strict=True))
        more = (user - without) * 1000
        print(f"| {name} | {user:.2f} s | {user / without:.2f} | {more:+.0f} ms | {wall:.2f} s | {memory:.0f} MB |")
    print(flush=True)


def _figures(cost: Cost) -> tuple[float, float, float]:
    return cost.user_s, cost.wall_s, cost.memory_mb


def print_loaded(sites: dict[str, Path]) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("no playwright here: what a telephone loads is not measured")
        return
    print("| telephone, `images:` | pictures at once, to the end | all | requests | largest paint | shift |")
    print("|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu"], chromium_sandbox=False)
        for density in (2, 3):
            for name, folder in sites.items():
                with serving(folder) as url:
                    loaded = visit(browser, url, density)
                print(
                    f"| 390 px x {density}, {name} | {loaded.images:,.0f} kB, {loaded.images_at_end:,.0f} kB "
                    f"| {loaded.all_at_end:,.0f} kB | {loaded.requests} | {loaded.largest_paint_s:.1f} s "
                    f"| {loaded.shift:.3f} |",
                    flush=True,
                )
        browser.close()


_LARGEST_PAINT = """
window.painted = 0; window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => painted = entry.startTime))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(entry => shifted += entry.value))
  .observe({type: "layout-shift", buffered: true});
"""


def visit(browser: Any, url: str, density: int) -> Loaded:
    """Show a page as a telephone of the middle class does, over a slow 4G; then read it to its end."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=density, is_mobile=True)
    page = context.new_page()
    page.add_init_script(_LARGEST_PAINT)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
    session.send("Network.emulateNetworkConditions", slow)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    paint, at_once = page.evaluate("painted"), _kilobytes(sizes, kinds, "Image")
    for _ in range(200):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(60)
        if page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 1"):
            break
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(3000)
    shift = page.evaluate("shifted")
    loaded = Loaded(
        at_once, _kilobytes(sizes, kinds, "Image"), sum(sizes.values()) / 1000, len(sizes), paint / 1000, shift
    )
    context.close()
    return loaded


def _kilobytes(sizes: dict[str, float], kinds: dict[str, str], kind: str) -> float:
    return sum(size for request, size in sizes.items() if kinds.get(request) == kind) / 1000


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        """Compresses texts, as hosts of pages do."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if path.suffix not in (".html", ".css", ".js", ".svg") or not path.is_file():
                super().do_GET()
                return
            body = gzip.compress(path.read_bytes())
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
