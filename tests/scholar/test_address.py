"""Where the citation numbers live."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mkdocs_academic.scholar.address import git_remote, repository_from, stats_url


@pytest.mark.parametrize(
    ("use_cdn", "file", "url"),
    [
        (True, "gs_data_shieldsio.json", "https://cdn.jsdelivr.net/gh/a/a.github.io@google-scholar-stats/gs_data_shieldsio.json"),
        (False, "gs_data_shieldsio.json", "https://raw.githubusercontent.com/a/a.github.io/google-scholar-stats/gs_data_shieldsio.json"),
        (True, "gs_data.json", "https://cdn.jsdelivr.net/gh/a/a.github.io@google-scholar-stats/gs_data.json"),
        (False, "gs_data.json", "https://raw.githubusercontent.com/a/a.github.io/google-scholar-stats/gs_data.json"),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_the_templates_select(use_cdn: bool, file: str, url: str) -> None:
    assert stats_url("a/a.github.io", use_cdn=use_cdn, file=file) == url


def test_the_badge_is_what_is_asked_for_unless_said_otherwise() -> None:
    assert stats_url("a/b", use_cdn=True) == stats_url("a/b", use_cdn=True, file="gs_data_shieldsio.json")


def test_branch_and_host_can_be_set_and_the_path_keeps_its_form() -> None:
    assert (
        stats_url("a/b", use_cdn=True, branch="stats", host="fastly.jsdelivr.net")
        == "https://fastly.jsdelivr.net/gh/a/b@stats/gs_data_shieldsio.json"
    )
    assert (
        stats_url("a/b", use_cdn=False, branch="data/stats", host="https://mirror.example.org/raw/", file="x y.json")
        == "https://mirror.example.org/raw/a/b/data/stats/x%20y.json"
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/turing/ace",
        "https://github.com/turing/ace/",
        "https://github.com/turing/ace.git",
        "https://github.com/turing/ace.git/",
        "http://www.github.com/turing/ace",
        "https://GitHub.com/turing/ace",
        "https://github.com/turing/ace/tree/main/docs",
        "https://github.com/turing/ace?tab=readme#top",
        "https://x-access-token:ghs_secret@github.com/turing/ace.git",
        "github.com/turing/ace",
        "git@github.com:turing/ace.git",
        "git@github.com:turing/ace",
        "ssh://git@github.com/turing/ace.git",
        "ssh://git@github.com:22/turing/ace.git",
        "ssh://git@ssh.github.com:443/turing/ace.git",
        "git://github.com/turing/ace.git",
        "  https://github.com/turing/ace\n",
    ],
)
def test_the_repository_is_read_out_of_every_form_of_its_address(address: str) -> None:
    assert repository_from(address) == "turing/ace"


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://github.com/turing/turing.github.io.git", "turing/turing.github.io"),
        ("git@github.com:t-1/a_b.c", "t-1/a_b.c"),
    ],
)
def test_dots_in_a_repositorys_name_stay(address: str, repository: str) -> None:
    assert repository_from(address) == repository


@pytest.mark.parametrize(
    "address",
    [
        "",
        "turing/ace",
        "https://github.com",
        "https://github.com/turing",
        "https://gitlab.com/turing/ace",
        "https://github.com.example.org/turing/ace",
        "https://notgithub.com/turing/ace",
        "https://example.org/github.com/turing/ace",
        "/srv/git/ace.git",
        "../ace",
        "https://github.com/tu ring/ace",
        "javascript:github.com/turing/ace",
    ],
)
def test_another_address_is_no_repository(address: str) -> None:
    assert repository_from(address) == ""


def test_a_huge_address_takes_no_more_than_its_length() -> None:
    start = time.process_time()
    for text in ("https://github.com/turing/" + "a." * 100_000 + "!", "git@" * 50_000, "https://" + "a@" * 50_000):
        assert repository_from(text) == ""
    assert time.process_time() - start < 5


CONFIG = """\
[core]
\trepositoryformatversion = 0
[remote "upstream"]
\turl = https://github.com/other/ace.git
[remote "origin"]
\tfetch = +refs/heads/*:refs/remotes/origin/*
\tURL = git@github.com:turing/ace.git
\tpushurl = git@github.com:elsewhere/ace.git
[branch "main"]
\tremote = origin
"""


def test_the_remote_is_read_from_gits_configuration(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(CONFIG)
    (tmp_path / "site").mkdir()
    assert git_remote(tmp_path) == "git@github.com:turing/ace.git"
    assert git_remote(tmp_path / "site") == "git@github.com:turing/ace.git"


def test_the_first_remote_counts_where_none_is_origin(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text('[remote "fork"]\nurl="https://github.com/t/ace"\n[remote "b"]\nurl=x\n')
    assert git_remote(tmp_path) == "https://github.com/t/ace"


def test_the_remote_of_a_work_tree_is_that_of_its_repository(tmp_path: Path) -> None:
    main, tree = tmp_path / "main", tmp_path / "tree"
    own = main / ".git" / "worktrees" / "tree"
    own.mkdir(parents=True)
    tree.mkdir()
    (main / ".git" / "config").write_text(CONFIG)
    (own / "commondir").write_text("../..\n")
    (tree / ".git").write_text(f"gitdir: {own}\n")
    assert git_remote(tree) == "git@github.com:turing/ace.git"


def test_the_remote_of_a_submodule_is_its_own(tmp_path: Path) -> None:
    modules = tmp_path / ".git" / "modules" / "sub"
    modules.mkdir(parents=True)
    (tmp_path / ".git" / "config").write_text(CONFIG)
    (modules / "config").write_text('[remote "origin"]\n\turl = https://github.com/turing/sub\n')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".git").write_text("gitdir: ../.git/modules/sub\n")
    assert git_remote(tmp_path / "sub") == "https://github.com/turing/sub"


@pytest.mark.parametrize("content", ["", "nonsense", "gitdir: /nowhere/at/all\n", "gitdir:\n"])
def test_a_broken_git_file_has_no_remote(tmp_path: Path, content: str) -> None:
    (tmp_path / ".git").write_text(content)
    assert git_remote(tmp_path) == ""


@pytest.mark.parametrize(
    "config", [b"", b"[core]\n", b'[remote "origin"]\n', b"\xff\xfe", b"url = x\n", b'[remote "o\nurl=x']
)
def test_a_configuration_without_a_remote_has_none(tmp_path: Path, config: bytes) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(config)
    assert git_remote(tmp_path) == ""
