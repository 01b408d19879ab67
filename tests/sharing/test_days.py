"""On which day a page was last changed."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from mkdocs_academic.sharing.days import WRITTEN, commit_days, written_day

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str, day: str = "2024-01-01") -> None:
    stamp = f"{day}T12:00:00+0000"
    command = ["git", "-C", str(folder), "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments]
    environment = {"GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": stamp, "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, check=True, capture_output=True, env=environment)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "docs").mkdir(parents=True)
    git(folder, "init", "--quiet")
    for name, day in (("index.md", "2024-01-01"), ("größe 表.md", "2024-02-02"), ("cv.md", "2024-03-03")):
        (folder / "docs" / name).write_text(name, encoding="utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", name, day=day)
    return folder


@needs_git
def test_each_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    docs = repository / "docs"
    (docs / "index.md").write_text("new", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "x", day="2024-04-04")
    (docs / "draft.md").write_text("nobody has committed it", encoding="utf-8")
    days = commit_days(docs, [docs / name for name in ("index.md", "größe 表.md", "cv.md", "draft.md", "none.md")])
    assert {path.name: day for path, day in days.items()} == {
        "index.md": "2024-04-04",
        "größe 表.md": "2024-02-02",
        "cv.md": "2024-03-03",
    }


@needs_git
def test_a_shallow_clone_knows_what_was_changed_since(repository: Path, tmp_path: Path) -> None:
    for depth, known in (("1", {}), ("2", {"cv.md": "2024-03-03"})):
        clone = tmp_path / f"clone{depth}"
        git(tmp_path, "clone", "--quiet", "--depth", depth, repository.as_uri(), str(clone))
        days = commit_days(clone / "docs", list((clone / "docs").iterdir()))
        assert {path.name: day for path, day in days.items()} == known


@needs_git
def test_another_branch_that_was_fetched_without_its_history_is_no_matter(repository: Path, tmp_path: Path) -> None:
    git(repository, "branch", "numbers")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", repository.as_uri(), str(clone))
    git(repository, "checkout", "--quiet", "numbers")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "x")
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", "numbers")
    assert (clone / ".git" / "shallow").is_file()
    assert len(commit_days(clone, list((clone / "docs").iterdir()))) == 3


@needs_git
def test_a_folder_without_history_knows_nothing(tmp_path: Path) -> None:
    assert commit_days(tmp_path, [tmp_path / "cv.md"]) == {}


@needs_git
def test_a_clone_that_lacks_former_folders_asks_its_origin_for_nothing(repository: Path, tmp_path: Path) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=tree:0", repository.as_uri(), str(clone))
    packs = sorted((clone / ".git/objects").rglob("*"))
    commit_days(clone / "docs", [*(clone / "docs").iterdir(), clone / "docs/never.md"])
    assert sorted((clone / ".git/objects").rglob("*")) == packs


@needs_git
def test_files_outside_the_repository_are_no_matter(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("x", encoding="utf-8")
    cv = repository / "docs" / "cv.md"
    assert commit_days(repository, [outside, cv]) == {cv: "2024-03-03"}


def test_a_machine_without_git_knows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_days(tmp_path, [tmp_path / "index.md"]) == {}


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ({"last_modified_at": dt.date(2024, 5, 12)}, "2024-05-12"),
        ({"updated": dt.datetime(2024, 5, 12, 23, 59, tzinfo=dt.UTC)}, "2024-05-12"),
        ({"updated": "2024-05-12 10:00:00 +0100"}, "2024-05-12"),
        ({"updated": "yesterday", "modified": "2024-05-12"}, "2024-05-12"),
        ({"updated": ["2024-05-12"], "date": dt.date(2024, 5, 12)}, ""),
        ({"updated": 20240512}, ""),
        ({"date": {"created": dt.date(2024, 1, 1), "updated": dt.date(2024, 5, 12)}}, "2024-05-12"),
        ({"date": {"created": dt.date(2024, 1, 1)}}, ""),
        ({}, ""),
    ],
)
def test_the_front_matter_may_name_the_day(meta: dict[str, object], day: str) -> None:
    assert written_day(meta) == day


def test_a_post_may_say_when_it_was_written_beside_when_it_was_changed() -> None:
    day = dt.date(2024, 5, 12)
    assert written_day({"date": {"created": day}}, WRITTEN) == written_day({"date": day}, WRITTEN) == "2024-05-12"
    assert written_day({"date": {"created": ["x"]}}, WRITTEN) == ""
