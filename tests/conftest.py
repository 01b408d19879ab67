"""What every test shares: little sites, a wheel, and a network that ends at this machine."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from little_sites import SiteBuilder
from programs import run_well
from quick_builds import quick_builds

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints a notice on every run; it is no log record

# What is random must not fail a change that has nothing to do with it: in CI the examples are always the same.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("network") and not os.environ.get("CI"):
        pytest.skip("installs from the package registry: runs in CI, or with CI=true")


@pytest.fixture(scope="session", autouse=True)
def share_work_of_builds() -> Iterator[None]:
    with quick_builds():
        yield


@pytest.fixture
def build_site(tmp_path: Path) -> SiteBuilder:
    return SiteBuilder(tmp_path)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the work tree, built from a copy so that nothing is left in the tree."""
    scratch = tmp_path_factory.mktemp("wheel")
    source = scratch / "source"
    shutil.copytree(ROOT / "mkdocs_academic", source / "mkdocs_academic", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", scratch, source]
    run_well(command, cwd=scratch)
    (built,) = scratch.glob("*.whl")
    return built


@pytest.fixture
def free_port() -> int:
    """A port of the loopback that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class NetworkRefused(AssertionError):
    """A test tried to reach another machine. No `OSError`: that would pass for a failure of the network."""


@pytest.fixture(autouse=True)
def refuse_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection, and every look-up of a name, that leaves this machine."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_foreign(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_foreign(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_foreign(socket.AF_INET, (host,))
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)


def _refuse_foreign(family: int, address: Any) -> None:
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return
    host = address[0].decode() if isinstance(address[0], bytes) else address[0]
    if host not in {None, "", "localhost"} and not _is_loopback(host):
        raise NetworkRefused(f"no test may reach {host!r}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
