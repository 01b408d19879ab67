"""The guide's examples do what the guide says.

The titled code blocks below one heading are one example. A title names a file of the project (`mkdocs.yml`,
`docs/index.md`) or a file of the built site (`site/index.html`: each line must be in it), or it is `message` or
`error`: what the build says, one line each. A title that is a command names what that prints in the project, which is
not built then. A picture or a video that an example names and does not bring is made for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from little_sites import SiteBuilder
from mkdocs.config.base import Config
from pictures import photograph

from mkdocs_academic.cli import main
from mkdocs_academic.cli.scholar.asking import BY_HAND
from mkdocs_academic.config import (
    SOURCES,
    AcademicConfig,
    ImagesConfig,
    LookConfig,
    PublicationsConfig,
    ScholarConfig,
)
from mkdocs_academic.scholar.sources import SERVICES

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide"
_FENCE = re.compile(r"^(`{3,}) *[\w-]+ title=\"([^\"]+)\"[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,4} (.+)$", re.MULTILINE)
_COMMAND = "mkdocs-academic "
_PICTURE = re.compile(r"images/[\w-]+\.(?:svg|jpg|mp4)")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"/>'


@dataclass
class Example:
    """One example of the guide."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    results: dict[str, list[str]] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    printed: dict[str, list[str]] = field(default_factory=dict)

    def add(self, title: str, text: str) -> None:
        if title in ("message", "error"):
            said = self.messages if title == "message" else self.errors
            said += [line for line in text.splitlines() if line.strip()]
        elif title.startswith(_COMMAND):
            self.printed[title.removeprefix(_COMMAND)] = text.splitlines()
        elif title.startswith("site/"):
            self.results[title.removeprefix("site/")] = [line.strip() for line in text.splitlines() if line.strip()]
        else:
            self.files[title] = text

    def project(self) -> dict[str, str | bytes]:
        named = {f"docs/{name}": picture(name) for text in self.files.values() for name in _PICTURE.findall(text)}
        home = {} if "docs/index.md" in self.files else {"docs/index.md": "# Home\n"}
        return {**named, **home, **self.files}


def picture(name: str) -> str | bytes:
    if name.endswith(".jpg"):
        return photograph(1200, 800, quality=90)
    return _SVG if name.endswith(".svg") else b""


def read_examples(path: Path) -> Iterator[Example]:
    text = path.read_text(encoding="utf-8")
    blocks = list(_FENCE.finditer(text))
    headings = [
        (match.start(), match[1])
        for match in _HEADING.finditer(text)
        if not any(block.start() < match.start() < block.end() for block in blocks)
    ]
    examples: dict[str, Example] = {}
    for block in blocks:
        start, heading = max((found for found in headings if found[0] < block.start()), default=(0, path.stem))
        name = f"{path.stem}: {heading}"
        examples.setdefault(f"{start}", Example(name)).add(block[2], block[3])
    yield from examples.values()


EXAMPLES = [example for path in sorted(GUIDE.glob("*.md")) for example in read_examples(path)]
COMMANDS = [example for example in EXAMPLES if example.printed]


def test_the_workflow_is_the_one_that_a_new_site_gets() -> None:
    starter = GUIDE.parent.parent / "mkdocs_academic/cli/starter/.github/workflows/pages.yml"
    shown = [example.files.get(".github/workflows/pages.yml") for example in EXAMPLES]
    assert starter.read_text(encoding="utf-8") in shown


def test_the_guide_has_examples() -> None:
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("example", COMMANDS, ids=lambda example: example.name)
def test_command(example: Example, build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(build_site.write(example.project()))
    for command, lines in example.printed.items():
        assert CliRunner().invoke(main, command.split()).output.splitlines() == lines


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one not in COMMANDS], ids=lambda example: example.name)
def test_example(example: Example, build_site: SiteBuilder) -> None:
    if example.errors:
        said = build_site.fails(example.project())
        assert [error for error in example.errors if error not in said] == [], said
        return
    built = build_site(example.project(), expect=[re.escape(message) for message in example.messages])
    for name, lines in example.results.items():
        page = " ".join((built.site_dir / name).read_text(encoding="utf-8").split())
        missing = [line for line in lines if " ".join(line.split()) not in page]
        assert missing == [], page[page.find("<article") :][:4000]


def test_the_sources_of_the_settings_are_those_that_there_are() -> None:
    assert (*SERVICES, BY_HAND) == SOURCES


def test_every_setting_is_in_the_guide() -> None:
    text = (GUIDE / "settings.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert list(sections) == [name for name, _ in AcademicConfig._schema]
    rooms: dict[str, type[Config]] = {
        "scholar": ScholarConfig,
        "publications": PublicationsConfig,
        "look": LookConfig,
        "images": ImagesConfig,
    }
    assert [name for room in rooms for name, _ in rooms[room]._schema if f"| `{name}` |" not in sections[room]] == []
