"""Programs that tests run as a user would: MkDocs, git, pip, to their end, or `mkdocs serve` for a while."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


def run(
    command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None, timeout_s: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run a program in `cwd`; its `stdout` holds its standard error too, in the order it came."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=timeout_s,
    )


def run_well(
    command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None, timeout_s: float = 300
) -> str:
    """Run a program that must succeed; return what it printed."""
    __tracebackhide__ = True
    done = run(command, cwd=cwd, env=env, timeout_s=timeout_s)
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))} gave {done.returncode}:\n{done.stdout}", pytrace=False)
    return done.stdout


@dataclass
class Server:
    """A running `mkdocs serve` and what it has printed."""

    url: str
    process: subprocess.Popen[bytes]
    output: Path

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_for(self, pattern: str, *, after: int = 0, patience_s: float = 60) -> str:
        """Wait until what it printed matches, from character `after` on; return that part."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end and self.process.poll() is None:
            if re.search(pattern, said := self.said()[after:]):
                return said
            time.sleep(0.2)
        pytest.fail(f"the server did not say {pattern!r}:\n{self.said()}", pytrace=False)


@contextmanager
def serving(python: str | Path, folder: Path, port: int) -> Iterator[Server]:
    """Run `mkdocs serve` on the site in `folder` until the block ends; its log lies beside the folder."""
    output = folder.parent / f"{folder.name}-serve.log"
    command = [str(python), "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with output.open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}/", process, output)
    try:
        server.wait_for("Serving on ")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)
