"""A real Chromium, a host for built sites, and a visit that ends with the question what went wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Where there is none the tests are skipped, in CI they fail."""
    if not CHROMIUM.exists():
        reason = f"no Chromium at {CHROMIUM}: `apt-get install chromium`, or set CHROMIUM"
        pytest.fail(reason, pytrace=False) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=False)
        yield chromium
        chromium.close()


@dataclass
class Wrong:
    """What no visit to a page of ours may cause."""

    foreign_requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.context.route("**/*", self._guard)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _guard(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.foreign_requests.append(route.request.url)
            route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address in a window of its own; afterwards no foreign request and no error may have come.

    Further arguments are those of Playwright's `new_context`, such as `color_scheme` or `java_script_enabled`.
    """
    wrong = Wrong()
    contexts = []

    def open_page(url: str, *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        wrong.watch(page)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == Wrong()


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a base path, as GitHub Pages serves a project's site."""

    def __init__(self, *args: Any, base: str, **kwargs: Any) -> None:
        self._base = base
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        if not self.path.startswith(self._base):
            self.send_error(404)
            return None
        self.path = "/" + self.path.removeprefix(self._base)
        return super().send_head()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent: what went wrong the visit itself notices."""


class _Host(ThreadingHTTPServer):
    request_queue_size = 64  # a browser asks for everything at once; the usual 5 refuse it under load


@contextmanager
def hosted(site_dir: Path, base: str = "/") -> Iterator[str]:
    """Serve `site_dir` on the loopback under `base`; yield the address of its home page."""
    with _Host(("127.0.0.1", 0), partial(_Handler, directory=str(site_dir), base=base)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
