"""Tools of others that are used where they are at hand: Lighthouse, axe-core, html-validate and the Nu checker.

    npm install lighthouse axe-core html-validate vnu-jar

They are looked for in that folder's `node_modules`, and on the path.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figures import Figure
from gzip_host import Host
from playwright.sync_api import Browser
from visit import CHROMIUM, DEVICES, SCHEMES, Visitor

PATIENCE_S = 120
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Missing(Exception):
    """A tool is not at hand, or did not do its work: its figures are not measured."""


class Tools:
    """Where the tools are.

    Arguments:
        modules: A folder `node_modules`, or none.
    """

    def __init__(self, modules: Path | None) -> None:
        self._modules = modules

    def command(self, name: str) -> list[str]:
        """Return how a program is called.

        Raises:
            Missing: It is neither in the folder nor on the path.
        """
        own = self._modules / ".bin" / name if self._modules else None
        found = str(own) if own and own.exists() else shutil.which(name)
        if not found:
            raise Missing(f"no {name} here; see --tools in benchmarks/README.md")
        return [found]

    def nu(self) -> list[str]:
        jar = self._modules / "vnu-jar/build/dist/vnu.jar" if self._modules else None
        if jar and jar.exists() and shutil.which("java"):
            return ["java", "-Xss4m", "-jar", str(jar)]
        return self.command("vnu")

    def axe(self) -> str:
        script = self._modules / "axe-core/axe.min.js" if self._modules else None
        if not script or not script.exists():
            raise Missing("no axe-core here; see --tools in benchmarks/README.md")
        return script.read_text(encoding="utf-8")

    def run(self, command: list[str]) -> Any:
        """Run a program that prints JSON, whatever it ends with; Node's programs are found with their Node."""
        path = os.pathsep.join([*([str(self._modules / ".bin")] if self._modules else []), os.environ["PATH"]])
        env = {**os.environ, "PATH": path, "CHROME_PATH": str(CHROMIUM)}
        with tempfile.TemporaryFile("w+") as out:  # a pipe loses what some have written when they end
            with subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.DEVNULL) as process:
                _wait(process)
            out.seek(0)
            try:
                return json.load(out)
            except ValueError as error:
                raise Missing(f"{Path(command[0]).name} printed no JSON") from error


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired as error:
        process.send_signal(signal.SIGINT)  # so that Lighthouse ends its browser
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        raise Missing(f"{Path(str(process.args[0])).name} took longer than {PATIENCE_S} s") from error


def axe_figures(tools: Tools, browser: Browser, host: Host, page: str) -> Iterator[Figure]:
    """Yield the nodes that break a rule of axe, on each device in both schemes.

    Source: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
    """
    script = tools.axe()
    visitor = Visitor(browser, host)
    found: list[str] = []
    for device in DEVICES:
        for scheme in SCHEMES:
            with visitor.open(page, device, scheme=scheme) as window:
                window.evaluate(script)
                result = window.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            for rule in result["violations"]:
                nodes = [" ".join(map(str, node["target"])) for node in rule["nodes"]]
                found += [f"{device.name}, {scheme}: {rule['id']}: {node}" for node in nodes]
    yield Figure(page, "axe_violations", len(found), tuple(found))


def html_validate_figures(tools: Tools, file: Path, page: str) -> Iterator[Figure]:
    """Yield the errors by the preset `standard`, which holds what the HTML standard says and no matters of taste.

    Source: https://html-validate.org/rules/presets.html
    """
    results = tools.run([*tools.command("html-validate"), "--preset", "standard", "--formatter", "json", str(file)])
    messages = [message for result in results for message in result["messages"] if message["severity"] == 2]
    found = tuple(f"line {one['line']}: {one['ruleId']}: {one['message']}" for one in messages)
    yield Figure(page, "html_validate_errors", len(found), found)


def nu_figures(tools: Tools, file: Path, page: str) -> Iterator[Figure]:
    """Yield the errors of the Nu Html Checker.

    Source: https://validator.github.io/validator/
    """
    messages = tools.run([*tools.nu(), "--stdout", "--format", "json", "--html", str(file)])["messages"]
    errors = [message for message in messages if message["type"] != "info"]
    found = tuple(f"line {one.get('lastLine')}: {one['message']}" for one in errors)
    yield Figure(page, "nu_errors", len(found), found)


def lighthouse_figures(tools: Tools, host: Host, page: str, runs: int) -> Iterator[Figure]:
    """Yield how many points below 100 each score is, of several runs the one in the middle.

    Source: https://github.com/GoogleChrome/lighthouse#using-the-node-cli
    """
    for device in ("phone", "desktop"):
        scores: dict[str, list[float]] = {}
        for _ in range(runs):
            for name, category in _lighthouse(tools, f"{host.url}{page}", device)["categories"].items():
                scores.setdefault(name, []).append(100 - 100 * (category["score"] or 0))
        for name in CATEGORIES:
            points = sorted(scores[name])[runs // 2]
            yield Figure(page, f"{device}_lighthouse_{name.replace('-', '_')}_lost", round(points))


def _lighthouse(tools: Tools, url: str, device: str) -> Any:
    flags = "--headless=new --no-sandbox --disable-gpu"
    options = ["--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
    preset = ["--preset=desktop"] if device == "desktop" else []
    return tools.run([*tools.command("lighthouse"), url, *options, *preset])
