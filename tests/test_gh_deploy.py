"""`mkdocs gh-deploy`, against a bare repository on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from little_sites import SiteBuilder
from programs import run_well


class Project:
    """A site under git, whose `origin` is a folder beside it."""

    def __init__(self, folder: Path, origin: Path) -> None:
        self.folder = folder
        self.origin = origin
        self._env = {
            "HOME": str(origin.parent),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
        }
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(origin), cwd=origin.parent)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Mary Muster")
        self.git("config", "user.email", "mary@mary.example")
        self.git("remote", "add", "origin", str(origin))
        self.commit("Begin")

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        return run_well(["git", *arguments], cwd=cwd or self.folder, env=self._env)

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def deploy(self) -> str:
        return run_well([sys.executable, "-m", "mkdocs", "gh-deploy"], cwd=self.folder, env=self._env)

    def deployed_files(self) -> set[str]:
        return set(self.git("ls-tree", "-r", "--name-only", "gh-pages", cwd=self.origin).splitlines())

    def deployed(self, name: str) -> str:
        return self.git("show", f"gh-pages:{name}", cwd=self.origin)


@pytest.fixture
def project(build_site: SiteBuilder, tmp_path: Path) -> Project:
    folder = build_site.write("homepage")
    (folder / ".gitignore").write_text("/site/\n", encoding="utf-8")
    return Project(folder, tmp_path / "origin.git")


def test_the_branch_holds_the_site_ready_for_github_pages(project: Project) -> None:
    project.deploy()
    files = project.deployed_files()
    assert {"index.html", "404.html", ".nojekyll", "CNAME", "images/portrait.svg", "teaching/index.html"} <= files
    assert project.deployed("CNAME") == "mary.example\n"
    assert "A first line of news." in project.deployed("index.html")
    sources = {name for name in files if name.endswith(".md") and not name.endswith(".html.md")}
    assert not [name for name in files if "includes" in name or name.startswith("_data/") or name in sources]


def test_a_site_without_a_domain_of_its_own_has_no_cname(project: Project) -> None:
    (project.folder / "docs/CNAME").unlink()
    project.deploy()
    files = project.deployed_files()
    assert ".nojekyll" in files
    assert "CNAME" not in files


def test_a_second_deployment_replaces_the_first(project: Project) -> None:
    project.deploy()
    (project.folder / "docs/teaching.md").unlink()
    news = project.folder / "docs/includes/news.md"
    news.write_text(news.read_text(encoding="utf-8").replace("A first line", "A newer line"), encoding="utf-8")
    for name, old, new in (
        ("mkdocs.yml", "  - Teaching: teaching.md\n", ""),
        ("docs/_data/navigation.yml", "  - title: Teaching Assistance\n    url: /teaching/\n", ""),
        ("docs/index.md", "[teaching](teaching.md)", "teaching"),
    ):
        path = project.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    project.commit("Edit the news")
    project.deploy()
    assert "A newer line of news." in project.deployed("index.html")
    assert "teaching/index.html" not in project.deployed_files()
    assert project.git("rev-list", "--count", "gh-pages", cwd=project.origin).strip() == "2"
