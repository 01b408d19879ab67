"""`mkdocs-academic new`: a site that builds at once, and never a file lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from little_sites import build, collected_log
from selectolax.lexbor import LexborHTMLParser

from mkdocs_academic import __version__
from mkdocs_academic.cli import main
from mkdocs_academic.cli.new import FILLED, pages_url, starter_files


def run_new(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["new", *map(str, arguments)])


def new_site(folder: Path, *options: str) -> Path:
    result = run_new(folder, *options)
    assert result.exit_code == 0, result.output
    return folder


def settings(folder: Path) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    return loaded


def academic(folder: Path) -> dict[str, object]:
    plugins = settings(folder)["plugins"]
    assert isinstance(plugins, list)
    found: dict[str, object] = next(plugin["academic"] for plugin in plugins if isinstance(plugin, dict))
    return found


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ids(html: str) -> set[str | None]:
    return {node.attributes["id"] for node in LexborHTMLParser(html).css("[id]")}


# What is written


def test_the_starter_builds_without_a_warning(tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site")
    with collected_log(30) as log:
        build(folder)
    assert [str(line) for line in log] == []
    home = (folder / "site" / "index.html").read_text(encoding="utf-8")
    sections = {"about-me", "news", "publications", "your-paper", "honours", "education", "talks"}
    assert sections <= ids(home)
    assert "{%" not in home
    assert "<strong>Your Name</strong>, First Coauthor" in home
    assert "The Title of Another Paper" not in home
    assert "First Coauthor, <strong>Your Name</strong>" in (folder / "site/publications/index.html").read_text("utf-8")
    assert "Your first direction" in home


def test_snippets_and_data_are_not_published(tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site")
    build(folder)
    published = written(folder / "site")
    assert "cv/index.html" in published
    assert "about/index.html" in published
    assert not [path for path in published if path.startswith(("includes/", "_data/"))]


def test_every_navigation_entry_leads_somewhere(tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site")
    build(folder)
    data = yaml.safe_load((folder / "docs/_data/navigation.yml").read_text(encoding="utf-8"))
    for entry in data["main"]:
        path, _, fragment = entry["url"].partition("#")
        page = folder / "site" / path.strip("/") / "index.html"
        assert page.is_file(), entry
        assert not fragment or fragment in ids(page.read_text(encoding="utf-8")), entry


def test_all_starter_files_are_written_and_only_the_filled_ones_differ(tmp_path: Path) -> None:
    source = {path: file.read_bytes() for path, file in starter_files()}
    found = written(new_site(tmp_path / "site"))
    assert set(found) == set(source)
    assert {path for path in source if source[path] != found[path]} == set(FILLED)
    assert {"README.md", ".gitignore", "docs/index.md", "docs/_data/navigation.yml"} <= set(found)


def test_name_and_repository_fill_the_settings(tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site", "--name", "Ada Lovelace", "--repository", "ada/ada.github.io")
    assert settings(folder)["site_name"] == "Ada Lovelace"
    assert settings(folder)["site_url"] == "https://ada.github.io/"
    author = academic(folder)["author"]
    assert isinstance(author, dict)
    assert author["name"] == "Ada Lovelace"
    assert academic(folder)["repository"] == "ada/ada.github.io"


@pytest.mark.parametrize(
    "name", ['Ada "the first": # Lovelace', "O'Brien \\ {x}", "$name ${site_url}", "张三", "- yes", "@ada", "𝔸da"]
)
def test_a_name_stays_as_it_was_typed(tmp_path: Path, name: str) -> None:
    assert settings(new_site(tmp_path / "site", "--name", name))["site_name"] == name


@pytest.mark.parametrize("name", ["Ada Lovelace", "O'Brien {Pat} & Sons", "$name ${site_url}", "张三", "Ada 100%"])
def test_the_name_is_the_authors_in_the_publications(tmp_path: Path, name: str) -> None:
    folder = new_site(tmp_path / "site", "--name", name)
    with collected_log(30) as log:
        build(folder)
    assert [str(line) for line in log] == []
    page = LexborHTMLParser((folder / "site/publications/index.html").read_text(encoding="utf-8"))
    assert [node.text() for node in page.css(".acad-paper__authors strong")] == [name, name]


def test_the_placeholders_are_publications_without_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(new_site(tmp_path / "site", "--name", "Ada Lovelace"))
    result = CliRunner().invoke(main, ["publications", "check"])
    assert result.output == "2 entries in 1 file: 0 warnings, 0 notes.\n"


def test_blanks_in_a_name_are_single(tmp_path: Path) -> None:
    assert settings(new_site(tmp_path / "site", "--name", " Ada\n\u00a0 Lovelace "))["site_name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    ("repository", "url"),
    [
        ("ada/ada.github.io", "https://ada.github.io/"),
        ("Ada/ada.GitHub.io", "https://ada.github.io/"),
        ("ada/Homepage", "https://ada.github.io/Homepage/"),
    ],
)
def test_the_address_of_a_repository_is_that_of_github_pages(repository: str, url: str) -> None:
    assert pages_url(repository) == url


def test_the_workflow_builds_strictly_with_the_least_permissions(tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site")
    workflow = yaml.safe_load((folder / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"] == "pages"
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    steps = workflow["jobs"]["build"]["steps"]
    assert "mkdocs build --strict" in [step.get("run") for step in steps]


def test_requirements_cap_the_major_version(tmp_path: Path) -> None:
    line = (new_site(tmp_path / "site") / "requirements.txt").read_text(encoding="utf-8").strip()
    assert line == f"mkdocs-academic >={__version__}, <{int(__version__.split('.')[0]) + 1}"


# What is said


def test_the_next_steps_are_commands_for_this_folder(tmp_path: Path) -> None:
    folder = tmp_path / "my site"
    output = run_new(folder).output
    assert f"  cd '{folder}'\n" in output
    assert "  mkdocs serve\n" in output


def test_the_current_folder_needs_no_cd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_new(".")
    assert result.exit_code == 0
    assert "cd " not in result.output
    assert (tmp_path / "mkdocs.yml").is_file()


def test_the_version_is_the_packages() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert __version__ in result.output


def test_the_command_line_starts_without_mkdocs_and_without_the_plugin() -> None:
    program = (
        "import sys, mkdocs_academic.cli\n"
        "print([name for name in sys.modules if name == 'mkdocs' or name.startswith('mkdocs_academic.plugin')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


# Bad input: nothing is written, nothing is lost


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n", encoding="utf-8")
    result = run_new(tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path}: is not empty; nothing was written." in result.output
    assert written(tmp_path) == {"mkdocs.yml": b"site_name: mine\n"}


def test_a_hidden_file_counts(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("", encoding="utf-8")
    assert run_new(tmp_path).exit_code == 1


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site")
    before = written(folder)
    assert run_new(folder, "--name", "Someone Else").exit_code == 1
    assert written(folder) == before


def test_an_empty_folder_and_a_fresh_clone_are_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "clone" / ".git").mkdir(parents=True)
    assert run_new(tmp_path / "empty").exit_code == 0
    assert run_new(tmp_path / "clone").exit_code == 0


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    result = run_new(tmp_path / "site")
    assert result.exit_code == 1
    assert "is a file; nothing was written." in result.output
    assert (tmp_path / "site").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run_new(tmp_path / "file" / "site")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("name", ["", "   ", "Ada\x00", "Ada\x1b[31m", "Ada\udc80"])
def test_a_name_that_cannot_be_shown_is_refused(tmp_path: Path, name: str) -> None:
    result = run_new(tmp_path / "site", "--name", name)
    assert result.exit_code == 2
    assert "--name" in result.output
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "repository", ["", "ada", "ada/", "/site", "ada/a b", "ada/a/b", "-ada/x", "ada/..", "ada/x.git", "ada/x\n"]
)
def test_what_is_no_repository_is_refused(tmp_path: Path, repository: str) -> None:
    result = run_new(tmp_path / "site", "--repository", repository)
    assert result.exit_code == 2
    assert "ada/ada.github.io" in result.output
    assert not (tmp_path / "site").exists()
