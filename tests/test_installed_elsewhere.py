"""The wheel in an environment of its own: what somebody gets who installs it into another site."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import yaml
from little_sites import SITES, BuiltSite, SiteBuilder, write_files
from programs import run, run_well, serving

MATERIAL = "site_name: A New Site\nsite_url: https://new.example/\ntheme:\n  name: material\n  font: false\n"
TWO_PLUGINS = "plugins: [search, academic]\n"


Change = Callable[[dict[str, Any]], object]


# A stock Material site, with the plugin and without


def published(site: BuiltSite) -> dict[str, bytes]:
    return {name: (site.site_dir / name).read_bytes() for name in site.files}


def build_stock_site(build_site: SiteBuilder, *changes: Change) -> dict[str, bytes]:
    settings = yaml.safe_load((SITES / "stock/mkdocs.yml").read_text(encoding="utf-8"))
    for change in changes:
        change(settings)
    folder = build_site.write("stock")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return published(build_site(files))


@pytest.mark.parametrize(
    "change",
    [
        lambda settings: None,
        lambda settings: settings["theme"].pop("palette"),
        lambda settings: settings["theme"].pop("features"),
        lambda settings: settings.pop("markdown_extensions"),
        lambda settings: settings.pop("nav"),
        lambda settings: settings.update(use_directory_urls=False),
        lambda settings: settings.pop("site_url"),
    ],
    ids=["as it is", "no palette", "no features", "no extensions", "no nav", "file addresses", "no site_url"],
)
@pytest.mark.parametrize("place", [0, 3], ids=["first of the plugins", "last of the plugins"])
def test_a_site_that_does_not_use_the_plugin_is_byte_for_byte_the_same(
    build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, change: Change, place: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # the sitemap holds the day of the build
    without = build_stock_site(build_site, change)
    with_plugin = build_stock_site(build_site, change, lambda settings: settings["plugins"].insert(place, "academic"))
    assert sorted(with_plugin) == sorted(without)
    assert [name for name in without if with_plugin[name] != without[name]] == []
    assert len(without) > 50


# The wheel in an environment of its own


@dataclass(frozen=True)
class Environment:
    """A virtual environment that holds the wheel and what it asks for."""

    folder: Path

    def program(self, name: str) -> Path:
        return self.folder / "bin" / name


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    run_well([sys.executable, "-m", "venv", folder], cwd=folder.parent)
    run_well([folder / "bin/python", "-m", "pip", "install", "--quiet", wheel], cwd=folder.parent, timeout_s=600)
    return Environment(folder)


@pytest.mark.network
def test_a_site_that_names_the_plugin_and_nothing_else_builds(fresh: Environment, tmp_path: Path) -> None:
    page = "# Hello\n\nA first page.\n"
    write_files(tmp_path, {"mkdocs.yml": MATERIAL + TWO_PLUGINS, "docs/index.md": page})
    run_well([fresh.program("mkdocs"), "build", "--strict"], cwd=tmp_path)
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "A first page." in html
    assert "acad-profile" not in html


@pytest.mark.network
def test_a_profile_is_one_setting_away(fresh: Environment, tmp_path: Path) -> None:
    settings = "plugins:\n  - search\n  - academic:\n      author: {name: Mary Muster, location: Musterstadt}\n"
    write_files(tmp_path, {"mkdocs.yml": MATERIAL + settings, "docs/index.md": "# Hello\n"})
    run_well([fresh.program("mkdocs"), "build", "--strict"], cwd=tmp_path)
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "Musterstadt" in html


@pytest.mark.network
def test_a_site_of_another_theme_builds_until_it_asks_for_what_that_theme_cannot_show(
    fresh: Environment, tmp_path: Path
) -> None:
    page = {"docs/index.md": "# Hello\n"}
    write_files(tmp_path, {"mkdocs.yml": "site_name: A New Site\n" + TWO_PLUGINS, **page})
    run_well([fresh.program("mkdocs"), "build", "--strict"], cwd=tmp_path)

    profile = "plugins:\n  - academic:\n      author: {name: Mary Muster}\n"
    write_files(tmp_path, {"mkdocs.yml": "site_name: A New Site\n" + profile, **page})
    done = run([fresh.program("mkdocs"), "build", "--strict"], cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert re.search(r"mkdocs\.yml.*theme 'mkdocs'.*'theme: \{name: material\}'", done.stdout)


@pytest.mark.network
def test_a_starter_site_builds_and_serves(fresh: Environment, tmp_path: Path, free_port: int) -> None:
    run_well([fresh.program("mkdocs-academic"), "new", "homepage"], cwd=tmp_path)
    folder = tmp_path / "homepage"
    assert (folder / ".github/workflows").is_dir()
    run_well([fresh.program("mkdocs"), "build", "--strict", "--site-dir", tmp_path / "built"], cwd=folder)
    html = (tmp_path / "built/index.html").read_text(encoding="utf-8")
    for part in ("acad-profile", "News", "Publications"):
        assert part in html
    with serving(fresh.program("python"), folder, free_port) as server, urlopen(server.url, timeout=30) as answer:
        assert "acad-profile" in str(answer.read(), "utf-8")
