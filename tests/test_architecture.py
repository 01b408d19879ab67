"""Who may import whom, who may use MkDocs, and who may speak to the terminal."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = "mkdocs_academic"
SOURCE = Path(__file__).resolve().parent.parent / PACKAGE

# Each room (a module or a folder of the package) and the rooms it may import, for type checking too. A room that is
# missing here fails the test: a new room says here what it may know of the others.
GROUND = {"atom", "characters", "errors", "identifiers", "kept", "markup", "months", "texts", "web"}
RECORDS = GROUND | {"profile", "scholar", "jekyll"}
ROOMS = {
    *("addresses", "analytics", "anchors", "blocks", "checks", "config", "formulas", "icons", "images", "machines"),
    *("marks", "news", "pipeline", "publications", "rendering", "sharing", "site", "tidying"),
}
ALLOWED: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "kept": set(),
    "atom": {"characters"},
    "characters": set(),
    "markup": set(),
    "months": set(),
    "texts": set(),
    "formulas": set(),
    "identifiers": set(),
    "web": set(),
    "addresses": set(),
    "config": set(),
    "rendering": set(),
    "profile": GROUND,
    "publications": GROUND | {"formulas"},
    "scholar": GROUND,
    "jekyll": GROUND | {"addresses", "formulas"},
    "anchors": GROUND | {"addresses"},
    "blocks": GROUND | {"rendering"},
    "checks": GROUND | {"addresses", "anchors", "jekyll"},
    "pipeline": GROUND,
    "sharing": GROUND,
    "icons": {"markup"},
    "images": GROUND,
    "marks": {"markup", "months"},
    "tidying": {"markup"},
    "analytics": GROUND,
    "machines": GROUND | {"profile"},
    "news": GROUND | {"addresses", "marks", "profile"},
    "site": RECORDS | {"analytics"},
    "plugin": RECORDS | ROOMS,
    "cli": RECORDS | ROOMS,
    "theme": set(),
}
MAY_IMPORT_MKDOCS = {"config", "rendering", "plugin"}
MAY_SPEAK = {"cli"}

Modules = Mapping[str, str]
"""Sources by their path in the package, with forward slashes."""


def read_package() -> Modules:
    return {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}


def room_of(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


def imports(path: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield each import's line and the full dotted name of what it brings in, relative ones resolved."""
    folder = [PACKAGE, *path.split("/")[:-1]]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = folder[: len(folder) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def arrows(modules: Modules) -> Iterator[tuple[str, str, str]]:
    """Yield (place, importing room, imported room) for every import between rooms."""
    for path, source in modules.items():
        for line, name in imports(path, source):
            package, *rest = name.split(".")
            if package == PACKAGE and rest and rest[0] != "__version__" and rest[0] != room_of(path):
                yield f"{path}:{line}", room_of(path), rest[0]


def forbidden_arrows(modules: Modules) -> list[str]:
    rooms = {path: room_of(path) for path in modules}
    unknown = [f"{path}: room {room!r} is not in the table" for path, room in rooms.items() if room not in ALLOWED]
    wrong = [
        f"{place}: {room} may not import {imported}"
        for place, room, imported in arrows(modules)
        if imported not in ALLOWED.get(room, set())
    ]
    return unknown + wrong


def circles(modules: Modules) -> list[str]:
    """Return the circles among all modules of the package, inside the rooms too."""
    names = {_module_name(path): path for path in modules}
    graph = {
        name: {found for _, target in imports(path, modules[path]) if (found := _module_of(target, names)) != name}
        for name, path in names.items()
    }
    return sorted({circle for name in graph if (circle := _way_back(name, graph))})


def _module_name(path: str) -> str:
    return ".".join([PACKAGE, *path.removesuffix(".py").removesuffix("/__init__").split("/")])


def _module_of(target: str, names: Mapping[str, str]) -> str:
    """Return the module that `from module import name` or `import module` needs; "" when it is not ours."""
    return target if target in names else target.rpartition(".")[0] if target.rpartition(".")[0] in names else ""


def _way_back(start: str, graph: Mapping[str, set[str]]) -> str:
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop()
        for following in sorted(graph.get(way[-1], set()) - seen):
            if following == start:
                return " -> ".join([*way, start])
            seen.add(following)
            ways.append([*way, following])
    return ""


def foreign_mkdocs(modules: Modules) -> list[str]:
    return [
        f"{path}:{line}: imports {name}"
        for path, source in modules.items()
        if room_of(path) not in MAY_IMPORT_MKDOCS
        for line, name in imports(path, source)
        if name.split(".")[0] == "mkdocs"
    ]


def terminal_talk(modules: Modules) -> list[str]:
    return [
        f"{path}:{node.lineno}: calls {ast.unparse(node.func)}"
        for path, source in modules.items()
        if room_of(path) not in MAY_SPEAK
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "sys.exit", "exit", "quit"}
    ]


def test_rooms_import_only_what_the_table_allows() -> None:
    assert forbidden_arrows(read_package()) == []


def test_no_module_imports_itself_through_others() -> None:
    assert circles(read_package()) == []


def test_mkdocs_is_imported_at_the_door_only() -> None:
    assert foreign_mkdocs(read_package()) == []


def test_only_the_command_line_speaks_to_the_terminal() -> None:
    assert terminal_talk(read_package()) == []


def test_the_package_is_read_where_it_lies() -> None:
    rooms = {room_of(path) for path in read_package()}
    assert {"errors", "markup", "plugin", "config"} <= rooms


# The checks themselves, on packages that break the rules.


@pytest.mark.parametrize(
    "source",
    [
        "from mkdocs_academic.plugin import AcademicPlugin",
        "import mkdocs_academic.plugin",
        "from .plugin import AcademicPlugin",
        "from . import plugin",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .plugin import AcademicPlugin",
        "def late():\n    from mkdocs_academic import plugin",
    ],
)
def test_a_forbidden_import_is_found_in_every_form(source: str) -> None:
    assert any("profile may not import plugin" in line for line in forbidden_arrows({"profile.py": source}))


def test_a_relative_import_inside_a_folder_is_no_arrow_and_one_out_of_it_is() -> None:
    modules = {"jekyll/liquid.py": "from .tags import x\nfrom ..errors import Place\nfrom ..site import Site\n"}
    assert forbidden_arrows(modules) == ["jekyll/liquid.py:3: jekyll may not import site"]


def test_an_unknown_room_is_named() -> None:
    assert forbidden_arrows({"attic.py": ""}) == ["attic.py: room 'attic' is not in the table"]


def test_a_circle_inside_a_room_is_found() -> None:
    modules = {
        "room/one.py": "from .two import word",
        "room/two.py": "from mkdocs_academic.room import three",
        "room/three.py": "from .one import word",
    }
    assert any("room.one -> mkdocs_academic.room.two -> " in circle for circle in circles(modules))


def test_mkdocs_in_a_room_and_a_word_to_the_terminal_are_found() -> None:
    modules = {"profile.py": "import mkdocs.config\nimport mkdocs_academic\nprint(1)\n"}
    assert foreign_mkdocs(modules) == ["profile.py:1: imports mkdocs.config"]
    assert terminal_talk(modules) == ["profile.py:3: calls print"]
