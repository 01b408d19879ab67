"""A visit to a page in a real Chromium: what it transfers, how it comes up, and whether it can be read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from figures import Figure
from gzip_host import Host, Sent
from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
SCRIPT = (Path(__file__).parent / "visit.js").read_text(encoding="utf-8")
WIDTHS = (320, 390, 768, 1024, 1440)
SLOWER = 4
"""How much slower than this machine a phone is taken to be, as Lighthouse does."""


class Device(NamedTuple):
    """What a visitor holds."""

    name: str
    options: dict[str, Any]


PHONE = Device("phone", {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True})
DESKTOP = Device("desktop", {"viewport": {"width": 1440, "height": 900}})
DEVICES = (PHONE, DESKTOP)
SCHEMES = ("light", "dark")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=False)
        yield browser
        browser.close()


class Visitor:
    """Opens pages of a host, each in a window of its own, and notes what no visit may cause."""

    def __init__(self, browser: Browser, host: Host) -> None:
        self._browser = browser
        self._host = host
        self.session: CDPSession
        self.foreign: list[str] = []
        self.errors: list[str] = []

    @contextmanager
    def open(self, page: str, device: Device, *, scheme: str = "light", scripts: bool = True) -> Iterator[Page]:
        """Open a page and wait until nothing more comes."""
        options = {"color_scheme": scheme, "java_script_enabled": scripts, **device.options}
        context = self._browser.new_context(**options)
        context.route("**/*", self._guard)
        context.add_init_script(SCRIPT)
        window = context.new_page()
        window.on("console", lambda message: self._hear(message.type, message.text))
        window.on("pageerror", lambda error: self.errors.append(str(error)))
        self.session = context.new_cdp_session(window)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        if device is PHONE:
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        window.goto(f"{self._host.url}{page}", wait_until="networkidle")
        yield window
        context.close()

    def _guard(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def transferred(self, page: str, device: Device = DESKTOP) -> list[Sent]:
        """Return what one visit to the page brings, also what waits for the reader's first move."""
        before = len(self._host.sent)
        with self.open(page, device) as window:
            window.mouse.move(20, 20)
            window.wait_for_function("window.location$ !== undefined")  # Material's script has come
            window.wait_for_timeout(1500)
            return self._host.sent[before:]


def visit_figures(browser: Browser, host: Host, page: str) -> Iterator[Figure]:
    """Visit a page on each device in both schemes, and without scripts; yield what it costs the visitor."""
    visitor = Visitor(browser, host)
    start = len(host.sent)
    pale: list[str] = []
    for device in DEVICES:
        before = len(host.sent)
        with visitor.open(page, device) as window:
            yield from _coming_up(window, visitor.session, page, device)
            yield from _weights(page, device, host.sent[before:])
            pale += _pale_text(window, device, "light")
        with visitor.open(page, device, scheme="dark") as window:
            pale += _pale_text(window, device, "dark")
    with visitor.open(page, DESKTOP) as window, visitor.open(page, DESKTOP, scripts=False) as bare:
        yield _overflow(window, page)
        yield from _need_scripts(window, bare, page)
    yield _counted(page, "low_contrast", pale)
    yield _counted(page, "foreign_requests", visitor.foreign)
    yield _counted(page, "failed_requests", [sent.path for sent in host.sent[start:] if sent.status != 200])
    yield _counted(page, "console_errors", visitor.errors)


def _counted(page: str, name: str, found: list[str]) -> Figure:
    return Figure(page, name, len(found), tuple(dict.fromkeys(found)))


def _coming_up(window: Page, session: CDPSession, page: str, device: Device) -> Iterator[Figure]:
    paint = window.evaluate("seen.paint")
    work = _processor_ms(session)
    _scroll(window)
    seen = window.evaluate("({ shift: seen.shift, shifts: seen.shifts, blocking: seen.blocking })")
    yield Figure(page, f"{device.name}_layout_shift", seen["shift"], tuple(seen["shifts"]))
    yield Figure(page, f"{device.name}_largest_paint_ms", round(paint))
    yield Figure(page, f"{device.name}_blocking_ms", round(seen["blocking"]))
    if device is DESKTOP:
        yield Figure(page, "processor_ms", work)


def _processor_ms(session: CDPSession) -> float:
    """Return the processor time that the page's tasks took until now, which other programs hardly disturb.

    Source: https://chromedevtools.github.io/devtools-protocol/tot/Performance/
    """
    metrics = session.send("Performance.getMetrics")["metrics"]
    return round(1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def _weights(page: str, device: Device, sent: list[Sent]) -> Iterator[Figure]:
    wire, raw = Counter[str](), Counter[str]()
    for one in sent:
        wire[one.kind] += one.wire
        raw[one.kind] += one.raw
    kinds = tuple(f"{kind}: {wire[kind] / 1000:.1f} kB of {raw[kind] / 1000:.1f}" for kind in sorted(wire))
    yield Figure(page, f"{device.name}_requests", len(sent), tuple(one.path for one in sent))
    yield Figure(page, f"{device.name}_transfer_kb", sum(wire.values()) / 1000, kinds)
    yield Figure(page, f"{device.name}_unpacked_kb", sum(raw.values()) / 1000, kinds)
    if device is PHONE:
        for kind in sorted(wire):
            yield Figure(page, f"  {kind}_kb", wire[kind] / 1000)


def _scroll(window: Page) -> None:
    """Go down the page as a reader does, so that what loads late has loaded and moved what it moves."""
    window.evaluate(
        """async () => {
            for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
                scrollTo({ top: y, behavior: "instant" })
                await new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))
            }
        }"""
    )
    window.wait_for_load_state("networkidle")


def _overflow(window: Page, page: str) -> Figure:
    most, found = 0, []
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 900})
        over, wide = window.evaluate("seen.wide()")
        most = max(most, over)
        found += [f"{over} px at {width}: {', '.join(wide)}"] if over > 0 else []
    return Figure(page, "overflow_px", most, tuple(found))


READ = "node => [node.innerText, [...node.querySelectorAll('a[href]')].filter(a => a.checkVisibility()).length]"


def _need_scripts(window: Page, bare: Page, page: str) -> Iterator[Figure]:
    """What of the page's text and links only scripts show: controls such as a filter do not count."""
    window.add_style_tag(content="form, button { display: none !important }")
    text, links = window.eval_on_selector("article", READ)
    bare_text, bare_links = bare.eval_on_selector("article", READ)
    missing = list((Counter(text.split()) - Counter(bare_text.split())).elements())
    yield _counted(page, "words_that_need_scripts", missing)
    yield Figure(page, "links_that_need_scripts", max(0, links - bare_links))


def _pale_text(window: Page, device: Device, scheme: str) -> list[str]:
    return [f"{device.name}, {scheme}: {text}" for text in window.evaluate("seen.pale()")]
