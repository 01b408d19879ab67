"""The wheel holds everything the plugin needs, and nothing of the repository around it."""

from __future__ import annotations

import configparser
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mkdocs_academic"


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def dist_info(contents: dict[str, bytes], name: str) -> str:
    (path,) = (path for path in contents if path.endswith(f".dist-info/{name}"))
    return contents[path].decode("utf-8")


def test_every_file_of_the_package_is_in_the_wheel(contents: dict[str, bytes]) -> None:
    source = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    missing = sorted(set(source) - set(contents))
    assert missing == []
    assert [name for name in source if contents[name] != source[name]] == []


def test_the_package_brings_templates_styles_icons_and_a_starter(contents: dict[str, bytes]) -> None:
    kinds = {Path(name).suffix for name in contents if name.startswith("mkdocs_academic/theme/")}
    assert {".html", ".css"} <= kinds
    assert any(name.startswith("mkdocs_academic/cli/starter/.github/") for name in contents)


def test_the_wheel_holds_nothing_but_the_package(contents: dict[str, bytes]) -> None:
    folders = {name.split("/")[0] for name in contents}
    assert {folder for folder in folders if not folder.endswith(".dist-info")} == {"mkdocs_academic"}


def test_entry_points_name_the_plugin_the_extensions_and_the_command(contents: dict[str, bytes]) -> None:
    points = configparser.ConfigParser()
    points.read_string(dist_info(contents, "entry_points.txt"))
    assert points["mkdocs.plugins"]["academic"] == "mkdocs_academic.plugin:AcademicPlugin"
    assert set(points["markdown.extensions"]) == {"mkdocs_academic.kramdown", "mkdocs_academic.blocks"}
    assert "mkdocs-academic" in points["console_scripts"]


def test_metadata_says_version_licence_and_python(contents: dict[str, bytes]) -> None:
    from mkdocs_academic import __version__

    metadata = Parser().parsestr(dist_info(contents, "METADATA"))
    assert metadata["Version"] == __version__
    assert "MIT" in (metadata["License-Expression"], metadata["License"])
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert dist_info(contents, "licenses/LICENSE") == (ROOT / "LICENSE").read_text(encoding="utf-8")
