"""The workflow of citation numbers that a new site gets: what it may do, and its steps run against a repository."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from programs import run, run_well

from mkdocs_academic.cli import main

BRANCH = "google-scholar-stats"
STEPS = ("Fetch the last numbers", "Ask for new numbers", "Keep the new numbers")
STARTER = Path(__file__).resolve().parent.parent / "mkdocs_academic/cli/starter/.github/workflows"
WORKFLOWS = sorted(STARTER.glob("*.yml"))
PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
SECRETS = {"GOOGLE_SCHOLAR_ID", "SERPAPI_API_KEY", "OPENALEX_API_KEY", "S2_API_KEY"}


def read_workflow(name: str) -> dict[str, Any]:
    loaded = yaml.load((STARTER / name).read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def step(name: str) -> dict[str, Any]:
    jobs = read_workflow("citations.yml")["jobs"]["citations"], read_workflow("pages.yml")["jobs"]["build"]
    return next(step for job in jobs for step in job["steps"] if step.get("name") == name)


# What it may do


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    uses = [line.strip().removeprefix("- ") for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_job_may_more_than_it_needs(path: Path) -> None:
    workflow = read_workflow(path.name)
    jobs = {name: job.get("permissions", workflow["permissions"]) for name, job in workflow["jobs"].items()}
    assert jobs == {
        "citations.yml": {"citations": {"contents": "write"}},
        "pages.yml": {"build": {"contents": "read"}, "deploy": {"pages": "write", "id-token": "write"}},
    }.get(path.name)


def test_numbers_are_asked_for_once_a_day_and_by_hand_one_at_a_time() -> None:
    workflow = read_workflow("citations.yml")
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    (schedule,) = workflow["on"]["schedule"]
    assert re.fullmatch(r"[1-9]\d? \d\d? \* \* \*", schedule["cron"])
    assert workflow["permissions"] == {}
    assert workflow["concurrency"] == {"group": "citations", "cancel-in-progress": "false"}


def test_only_what_speaks_to_git_gets_the_token_and_only_what_asks_gets_the_secrets() -> None:
    steps = read_workflow("citations.yml")["jobs"]["citations"]["steps"]
    assert steps[0]["with"] == {"persist-credentials": "false"}
    environments = {step.get("name", "other"): step["env"] for step in steps if "env" in step}
    assert set(environments) == set(STEPS)
    asks = environments["Ask for new numbers"]
    assert "inputs.accept_worse" in asks.pop("ACCEPT_WORSE")
    assert asks == {name: f"${{{{ secrets.{name} }}}}" for name in SECRETS}
    for name in ("Fetch the last numbers", "Keep the new numbers"):
        assert environments[name] == {"TOKEN": "${{ github.token }}"}
    assert [step for step in steps if "${{" in step.get("run", "")] == []


def test_new_numbers_are_published_and_start_nothing_else() -> None:
    pages, citations = read_workflow("pages.yml"), read_workflow("citations.yml")
    assert pages["on"]["workflow_run"] == {"workflows": [citations["name"]], "types": ["completed"]}
    assert "conclusion == 'success'" in pages["jobs"]["build"]["if"]
    assert "workflow_run" not in citations["on"]


def test_a_new_site_has_it_and_is_told_how_to_begin(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "site")]).exit_code == 0
    written = (tmp_path / "site/.github/workflows/citations.yml").read_text(encoding="utf-8")
    assert written == (STARTER / "citations.yml").read_text(encoding="utf-8")
    readme = (tmp_path / "site/README.md").read_text(encoding="utf-8")
    assert "GOOGLE_SCHOLAR_ID" in readme
    assert "mkdocs-academic doctor" in readme


# What it does


class Repository:
    """A bare repository with a site, and the steps of the workflow run in clones of it, as GitHub runs them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "origin.git"
        self.tools = folder / "tools"
        self.runs = 0
        self._env = {
            "HOME": str(folder),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_EVENT_NAME": "schedule",
            "TOKEN": "none",
            **read_workflow("citations.yml")["env"],
        }
        self.tools.mkdir()
        if not self.origin.exists():
            run_well(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin)], cwd=folder)
            self.push("main", {"mkdocs.yml": "site_name: Ada\n", "docs/index.md": "# Ada\n"})
        self.checkout = folder / "checkout"
        self.git("clone", "--quiet", str(self.origin), str(self.checkout), cwd=folder)
        self.main = self.commits("main")

    def tool(self, name: str, script: str) -> None:
        path = self.tools / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def source_says(self, script: str) -> None:
        """Let `mkdocs-academic scholar --output FOLDER` do this in that folder."""
        self.tool("mkdocs-academic", f'[ "$1 $2" = "scholar --output" ] || exit 9\nmkdir -p "$3"; cd "$3"\n{script}')

    def source_counts(self, citations: int) -> None:
        self.source_says(
            f"echo '{citations}' > gs_data.json; echo '{citations}' > gs_data_shieldsio.json\n"
            f"echo 'day {citations}' >> gs_history.csv"
        )

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        return run_well(["git", *arguments], cwd=cwd or self.origin, env=self._env)

    def push(self, branch: str, files: Mapping[str, str], *, forced: bool = False, day: str = "2026-11-01") -> str:
        """Add one commit as someone else would push it: on top of what is there, or in its place."""
        moment = int(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())
        before = f"from refs/heads/{branch}^0\n" if self.commits(branch) and not forced else ""
        committer = f"Ada <ada@ada.example> {moment} +0000"
        lines = f"commit refs/heads/{branch}\ncommitter {committer}\ndata <<.\nBy hand\n.\n{before}"
        for name, text in files.items():
            lines += f"M 100644 inline {name}\ndata {len(text)}\n{text}\n"
        command = ["git", "fast-import", "--quiet", "--force"]
        subprocess.run(command, cwd=self.origin, env={**os.environ, **self._env}, input=lines.encode(), check=True)
        return self.commits(branch)[0]

    def steps(self, *, between: Mapping[str, str] | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the steps one after another until one fails; `between` is pushed before the last one."""
        self.runs += 1
        temporary = self.folder / f"temp{self.runs}"
        temporary.mkdir()
        said = ""
        for name in STEPS:
            if between and name == STEPS[-1]:
                self.push(BRANCH, between)
            done = self.step(name, temporary, **env)
            said += done.stdout
            if done.returncode:
                break
        done.stdout = said
        return done

    def step(self, name: str, temporary: Path, **env: str) -> subprocess.CompletedProcess[str]:
        script = self.folder / "script.sh"
        script.write_text(step(name)["run"], encoding="utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", script]
        return run(command, cwd=self.checkout, env={**self._env, "RUNNER_TEMP": str(temporary), **env})

    def publishes(self) -> dict[str, str]:
        """Run the step that takes the numbers from their branch; return the files of the docs folder."""
        done = self.step("Take the citation numbers from their branch", self.folder)
        assert done.returncode == 0, done.stdout
        return {path.name: path.read_text().strip() for path in (self.checkout / "docs").iterdir()}

    def runs_well(self, **options: Any) -> str:
        done = self.steps(**options)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def commits(self, branch: str = BRANCH) -> list[str]:
        """Return the commits of a branch, the newest first; none where there is no such branch."""
        done = run(["git", "rev-list", f"refs/heads/{branch}", "--"], cwd=self.origin, env=self._env)
        return done.stdout.split() if done.returncode == 0 else []

    def files(self, branch: str = BRANCH) -> dict[str, str]:
        archive = self.folder / "files.tar"
        self.git("archive", f"--output={archive}", branch)
        with tarfile.open(archive) as tar:
            read = {entry.name: tar.extractfile(entry) for entry in tar if entry.isfile()}
            return {name: file.read().decode().strip() for name, file in read.items() if file}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds a site and no numbers."""
    return Repository(tmp_path_factory.mktemp("site")).origin


@pytest.fixture
def repository(tmp_path: Path, origin: Path) -> Repository:
    shutil.copytree(origin, tmp_path / "origin.git")
    return Repository(tmp_path)


def test_the_first_run_makes_a_branch_that_holds_the_numbers_alone(repository: Repository) -> None:
    repository.source_counts(10)
    assert f"There is no branch {BRANCH} yet" in repository.runs_well()
    assert len(repository.commits()) == 1
    assert repository.files() == {"gs_data.json": "10", "gs_data_shieldsio.json": "10", "gs_history.csv": "day 10"}
    assert repository.commits("main") == repository.main


def test_later_runs_add_a_commit_if_anything_is_new_and_go_on_from_the_last_numbers(repository: Repository) -> None:
    repository.source_counts(10)
    repository.runs_well()
    first = repository.commits()
    repository.source_counts(12)
    repository.runs_well()
    second = repository.commits()
    assert second[1:] == first
    assert repository.files()["gs_data.json"] == "12"
    assert repository.files()["gs_history.csv"] == "day 10\nday 12"
    assert repository.commits("main") == repository.main
    repository.source_says("exit 0")
    assert "Nothing is new." in repository.runs_well()
    assert repository.commits() == second


def test_the_branch_of_the_old_crawler_is_continued(repository: Repository) -> None:
    old = repository.push(BRANCH, {"gs_data.json": "9", "gs_data_shieldsio.json": "9"}, forced=True)
    repository.source_counts(10)
    repository.runs_well()
    assert repository.commits()[1:] == [old]
    assert set(repository.files()) == {"gs_data.json", "gs_data_shieldsio.json", "gs_history.csv"}


def test_a_commit_that_came_in_between_is_kept_with_its_files(repository: Repository) -> None:
    repository.push(BRANCH, {"gs_data.json": "10\n"})
    repository.source_counts(12)
    repository.runs_well(between={"note.txt": "mine", "gs_data.json": "11"})
    commits = repository.commits()
    assert len(commits) == 3
    assert repository.git("log", "-1", "--format=%an", commits[1]).strip() == "Ada"
    assert repository.files()["note.txt"] == "mine"
    assert repository.files()["gs_data.json"] == "12"


def test_a_branch_that_was_made_in_between_is_kept(repository: Repository) -> None:
    repository.source_counts(10)
    repository.runs_well(between={"note.txt": "mine", "gs_data.json": "11"})
    assert len(repository.commits()) == 2
    assert repository.files()["gs_data.json"] == "10"
    assert repository.files()["note.txt"] == "mine"


def test_the_same_numbers_committed_in_between_are_enough(repository: Repository) -> None:
    repository.source_counts(10)
    theirs = {"gs_data.json": "10\n", "gs_data_shieldsio.json": "10\n", "gs_history.csv": "day 10\n"}
    repository.runs_well(between=theirs)
    assert len(repository.commits()) == 1


HEAD = "date,citedby,hindex,i10index,source\n"


@pytest.mark.parametrize("folder", [".", "docs"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_both_histories_are_kept_with_one_row_a_day_and_ours_of_today(
    repository: Repository, folder: str, ending: str
) -> None:
    name = f"{folder}/gs_history.csv".removeprefix("./")
    repository.tool("date", "echo 2026-11-28")
    repository.push(BRANCH, {name: f"{HEAD}2026-11-01,8,,,\n2026-11-03,9,,,\n"})
    repository.source_says("echo '2026-11-28,12,,,ours' >> gs_history.csv")
    theirs = [
        "2026-11-01,7,,,corrected",
        "2026-11-02,8,,,",
        "2026-11-03,9,,,",
        "2026-11-28,11,,,theirs",
        "2026-11-29,x",
    ]
    written = (HEAD + "\n".join(theirs) + "\n").removesuffix("\n").replace("\n", ending or "\n") + ending
    repository.runs_well(between={name: written}, FOLDER=folder)
    rows = [*theirs[:3], "2026-11-28,12,,,ours", "2026-11-29,x"]
    assert repository.files()[name] == HEAD + "\n".join(rows)
    assert len(repository.commits()) == 3


def test_a_history_of_theirs_alone_stays_as_it_is(repository: Repository) -> None:
    repository.push(BRANCH, {"gs_data.json": "10\n"})
    repository.source_says("echo 12 > gs_data.json")
    written = f"{HEAD}# mine\n2026-11-02,8,,,\n"
    repository.runs_well(between={"gs_history.csv": written})
    assert repository.files() == {"gs_data.json": "12", "gs_history.csv": written.strip()}


def test_a_push_that_is_refused_twice_fails_the_job(repository: Repository) -> None:
    hook = repository.origin / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    repository.source_counts(10)
    assert repository.steps().returncode != 0
    assert repository.commits() == []


def test_numbers_can_be_kept_in_the_docs_folder(repository: Repository) -> None:
    repository.source_counts(10)
    repository.runs_well(BRANCH="main", FOLDER="docs")
    assert repository.commits("main")[1:] == repository.main
    assert repository.files("main")["docs/gs_data.json"] == "10"
    assert repository.files("main")["docs/index.md"] == "# Ada"
    assert repository.commits() == []


def test_a_repository_that_does_not_answer_fails_the_job_before_anybody_is_asked(repository: Repository) -> None:
    repository.source_says("touch ../../asked")
    repository.tool("git", 'case "$1" in ls-remote) exit 128;; esac\nPATH="${PATH#*:}" exec git "$@"')
    assert repository.steps().returncode == 128
    assert not list(repository.folder.glob("asked"))


# When no source answers


def no_answer(repository: Repository, *, weekday: int, **env: str) -> subprocess.CompletedProcess[str]:
    repository.source_says("exit 1")
    repository.tool("date", f'case "$*" in "-u +%u") echo {weekday};; *) PATH="${{PATH#*:}}" exec date "$@";; esac')
    return repository.steps(**env)


def numbers_of(repository: Repository, day: str) -> None:
    repository.push(BRANCH, {"gs_data.json": "10\n"}, day=day)


def test_a_day_without_an_answer_is_a_warning(repository: Repository) -> None:
    numbers_of(repository, "2099-01-01")
    before = repository.commits()
    done = no_answer(repository, weekday=1)
    assert done.returncode == 0
    assert "\n::warning title=No new citation numbers::" in f"\n{done.stdout}"
    assert repository.commits() == before


@pytest.mark.parametrize(("weekday", "code"), [(1, 1), (2, 0)])
def test_old_numbers_fail_the_job_once_a_week(repository: Repository, weekday: int, code: int) -> None:
    numbers_of(repository, "2020-01-01")
    done = no_answer(repository, weekday=weekday)
    assert done.returncode == code
    assert "::warning " in done.stdout


def test_who_never_set_it_up_gets_no_mail(repository: Repository) -> None:
    assert no_answer(repository, weekday=1).returncode == 0
    assert no_answer(repository, weekday=1, GITHUB_EVENT_NAME="workflow_dispatch").returncode == 1
    assert repository.commits() == []


def test_who_starts_it_by_hand_may_take_lower_numbers(repository: Repository) -> None:
    repository.source_says('echo "$4" > gs_data.json')
    repository.runs_well(ACCEPT_WORSE="--accept-worse")
    assert repository.files()["gs_data.json"] == "--accept-worse"
    repository.runs_well(ACCEPT_WORSE="")
    assert repository.files()["gs_data.json"] == ""


def test_who_starts_it_by_hand_sees_it_fail(repository: Repository) -> None:
    numbers_of(repository, "2099-01-01")
    assert no_answer(repository, weekday=3, GITHUB_EVENT_NAME="workflow_dispatch").returncode == 1


def test_a_command_that_is_misused_fails_the_job(repository: Repository) -> None:
    repository.source_says("exit 2")
    done = repository.steps()
    assert done.returncode == 2
    assert "::warning" not in done.stdout


# Publishing


def test_what_is_published_has_the_numbers_of_the_branch(repository: Repository) -> None:
    repository.push(BRANCH, {"gs_data.json": "{}", "gs_history.csv": "date", "gs_data_shieldsio.json": "x"})
    assert repository.publishes() == {"index.md": "# Ada", "gs_data.json": "{}", "gs_history.csv": "date"}


def test_the_branch_of_the_old_crawler_has_no_history(repository: Repository) -> None:
    repository.push(BRANCH, {"gs_data.json": "{}"})
    assert repository.publishes() == {"index.md": "# Ada", "gs_data.json": "{}"}


def test_numbers_that_cannot_be_read_do_not_keep_a_site_from_being_published(repository: Repository) -> None:
    repository.push(BRANCH, {"gs_data.json": "{", "gs_history.csv": "date"})
    assert repository.publishes() == {"index.md": "# Ada"}


def test_a_site_without_the_branch_and_one_with_its_own_file_are_published_as_they_are(repository: Repository) -> None:
    assert repository.publishes() == {"index.md": "# Ada"}
    repository.push(BRANCH, {"gs_data.json": "new"})
    (repository.checkout / "docs/gs_data.json").write_text("own")
    assert repository.publishes() == {"index.md": "# Ada", "gs_data.json": "own"}
