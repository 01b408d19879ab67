"""What `mkdocs-academic migrate` refuses, survives and reports."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from little_sites import SiteBuilder, write_files
from migration import Migrate
from old_sites import ACAD_HOMEPAGE, PLAIN_JEKYLL, PNG

SMALL = {"_config.yml": "title: T\n", "index.md": "---\ntitle: Home\n---\nHello\n"}


def fingerprint(folder: Path) -> dict[str, str]:
    """Return what a folder holds, links and times included."""
    return {
        path.relative_to(folder).as_posix(): f"{path.lstat().st_mtime_ns} {path.is_symlink()} "
        + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for path in sorted(folder.rglob("*"))
    }


# DEST


def test_source_stays_as_it_is(migrate: Migrate) -> None:
    source = migrate(ACAD_HOMEPAGE, "--dry-run").source
    before = fingerprint(source)
    assert migrate(source).code == 0
    assert fingerprint(source) == before


def test_dry_run_prints_the_report_and_writes_nothing(migrate: Migrate) -> None:
    new = migrate(ACAD_HOMEPAGE, "--dry-run")
    assert new.code == 0
    assert not new.dest.exists()
    assert "_pages/about.md -> docs/index.md" in new.report
    assert "Broken in the old site already" in new.report
    assert "none was (--dry-run)" in new.report


def test_never_over_an_existing_file(migrate: Migrate, tmp_path: Path) -> None:
    write_files(tmp_path / "new", {"docs/index.md": "mine", "docs/other.md": "other"})
    new = migrate(SMALL)
    assert new.code == 1
    assert "has 1 of the files already (docs/index.md); nothing was written" in new.report
    assert new.files == {"docs/index.md", "docs/other.md"}
    forced = migrate(SMALL, "--force")
    assert forced.code == 0
    assert "Hello" in forced.text("docs/index.md")
    assert forced.text("docs/other.md") == "other"


@pytest.mark.parametrize("inside", ["", "docs/new"])
def test_dest_in_the_old_site_is_refused(migrate: Migrate, inside: str) -> None:
    source = migrate(SMALL, "--dry-run").source
    before = fingerprint(source)
    new = migrate(source, "--force", dest=source / inside)
    assert new.code == 1
    assert "lies in the old site" in new.report
    assert fingerprint(source) == before


def test_dest_that_leads_out_of_itself_is_refused(migrate: Migrate, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "docs").symlink_to(elsewhere)
    new = migrate(SMALL, "--force")
    assert new.code == 1
    assert "leads out of" in new.report
    assert list(elsewhere.iterdir()) == []


def test_force_replaces_a_symbolic_link_not_what_it_leads_to(migrate: Migrate, tmp_path: Path) -> None:
    precious = tmp_path / "precious.yml"
    precious.write_text("precious")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mkdocs.yml").symlink_to(precious)
    assert migrate(SMALL).code == 1
    assert migrate(SMALL, "--force").code == 0
    assert precious.read_text() == "precious"
    assert not (tmp_path / "new" / "mkdocs.yml").is_symlink()


def test_dest_that_is_a_file_is_refused(migrate: Migrate, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine")
    new = migrate(SMALL, "--force")
    assert new.code == 1
    assert "is a file; nothing was written" in new.report


# SOURCE


@pytest.mark.parametrize(
    "source", ["nowhere", "https://example.org/a/b", "--upload-pack=x", "ext::sh -c true", "a/b/c/d"]
)
def test_a_source_that_is_neither_folder_nor_repository_is_refused(migrate: Migrate, source: str) -> None:
    new = migrate(source) if not source.startswith("-") else migrate("./" + source)
    assert new.code == 1
    assert "is no folder and no repository on GitHub" in new.report
    assert not new.dest.exists()


def test_an_empty_folder_is_no_site(migrate: Migrate, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    new = migrate(tmp_path / "empty")
    assert new.code == 1
    assert "holds no page and no file of a site" in new.report


def test_a_repository_on_github_is_cloned(migrate: Migrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git itself is told to look for GitHub in a folder, so that the command is the one that users run."""
    repository = tmp_path / "hub" / "turing" / "turing.github.io.git"
    write_files(repository, {**SMALL, "_config.yml": "title: Cloned\n"})
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=repository, check=True)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.file://{tmp_path}/hub/.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "https://github.com/")
    new = migrate("https://github.com/turing/turing.github.io")
    assert new.code == 0, new.report
    assert new.settings["site_name"] == "Cloned"
    assert new.settings["site_url"] == "https://turing.github.io/"
    assert new.academic["repository"] == "turing/turing.github.io"
    missing = migrate("turing/missing", "--force")
    assert missing.code == 1
    assert "cannot be cloned" in missing.report


def test_symbolic_links_out_of_the_source_are_not_followed(migrate: Migrate, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    source = tmp_path / "old"
    write_files(source, {**SMALL, "real.txt": "fine"})
    (source / "files").symlink_to(tmp_path)
    (source / "leak.txt").symlink_to(secret)
    (source / "inner.txt").symlink_to(source / "real.txt")
    (source / "_data").symlink_to("/etc")
    new = migrate(source)
    assert new.code == 0
    assert not [name for name in new.files if "leak" in name or name.startswith("docs/files") or "_data" in name]
    assert new.text("docs/inner.txt") == "fine"
    for link in ("_data", "files", "leak.txt"):
        assert f"{link}: is a symbolic link that is not followed" in new.report


def test_special_files_are_left_alone(migrate: Migrate, tmp_path: Path) -> None:
    source = tmp_path / "old"
    write_files(source, SMALL)
    os.mkfifo(source / "pipe.md")
    assert migrate(source).code == 0


# What is wrong in the old site


def test_bad_yaml_and_bad_liquid_are_named_and_the_site_is_built(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {
            "_config.yml": "title: [unclosed\n",
            "_data/navigation.yml": "main: [\n",
            "index.md": "---\ntitle: Home\n---\nHello\n",
            "broken.md": "---\ntitle: [a\n---\nText\n",
            "liquid.md": "---\ntitle: L\npermalink: /liquid/\n---\n{% if %}\n",
            "unclosed.md": "---\ntitle: U\n---\n{% for a in b %}\n",
            "empty.md": "---\n---\n{% if %}\n",
        }
    )
    assert new.code == 0
    assert "_config.yml:2: not valid YAML" in new.report
    assert "_data/navigation.yml:2: not valid YAML" in new.report
    assert "broken.md:3: the front matter is not valid YAML" in new.report
    assert "docs/liquid.md:5: Liquid cannot read this" in new.report
    assert "docs/unclosed.md:5:" in new.report
    assert new.text("docs/empty.md") == "---\npermalink: /empty.html\nliquid: false\n---\n{% if %}\n"
    site = build_site(new.contents, expect=["navigation.yml:2: not valid YAML"])
    assert "{% if %}" in site.page("liquid/")
    assert "Text" in site.page("broken.html")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)


def test_yaml_that_names_python_or_stands_for_millions_does_nothing(migrate: Migrate) -> None:
    new = migrate(
        {
            "_config.yml": f"{BOMB}title: T\n",
            "index.md": "---\ntitle: !!python/name:os.system\n---\n{{ site.j }}\n",
            "bomb.md": f"---\n{BOMB}tags: *j\n---\nText\n",
            "_data/socials.yml": "github_username: !!python/object/apply:os.system ['true']\n",
        }
    )
    assert new.code == 0
    assert "_config.yml: stands for more than 100,000 values" in new.report
    assert "bomb.md:1: the front matter stands for more than 100,000 values" in new.report
    assert "index.md:2: the front matter is not valid YAML" in new.report
    assert "_data/socials.yml:1: not valid YAML" in new.report
    assert "!!python" not in new.text("mkdocs.yml") + new.text("docs/index.md")


def test_a_page_in_another_encoding_is_turned_into_utf8(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate({**SMALL, "cv.md": "---\npermalink: /cv/\n---\nGödel\n".encode("latin-1")})
    assert "cv.md: was not in UTF-8 and is now" in new.report
    assert "Gödel" in build_site(new.contents).page("cv/")


def test_windows_line_ends_and_marks_are_understood(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate({**SMALL, "cv.md": "\ufeff---\r\npermalink: /cv/\r\n---\r\n- a\r\n- b\r\n".encode()})
    assert "<li>a</li>" in build_site(new.contents).page("cv/")


def test_tabs_in_front_matter_are_blanks(migrate: Migrate) -> None:
    new = migrate({**SMALL, "a.md": "---\ndoi:\t10.1/2\npermalink: /a/\n---\nText\n"})
    assert new.meta("docs/a.md") == {"doi": "10.1/2", "permalink": "/a/"}
    assert "tabs in the front matter are blanks now" in new.report


def test_an_empty_front_matter_is_understood(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {"_config.yml": "permalink: pretty\n", "index.md": "---\n---\nOne\n\n---\n\nTwo\n", "a.md": "---\n---"}
    )
    site = build_site(new.contents)
    assert "<p>One</p>\n<hr />" in site.page()
    assert "a/index.html" in site.files


def test_what_was_broken_is_named_with_its_place(migrate: Migrate) -> None:
    new = migrate(
        {
            "_config.yml": "title: T\nauthor:\n  googlescholar: https://scholar.google.com/citations?user=DhtAFkwAAAAJ\n",
            "_data/navigation.yml": "main:\n  - {title: Gone, url: /#gone}\n  - {title: Here, url: /#here}\n",
            "_pages/about.md": "---\npermalink: /\n---\n# Here\n\n{% include_relative includes/a.md %}\n",
            "_pages/includes/a.md": (
                "![x](images/missing.png)\n[dead](#nowhere)\n[ok](/files/a%20b.pdf) ![](images/there.png)\n"
            ),
            "images/there.png": PNG,
            "files/a b.pdf": b"x",
        }
    )
    assert "_config.yml:3: 'DhtAFkwAAAAJ' is the sample profile of Google Scholar" in new.report
    assert "_data/navigation.yml:2: link to '#gone'" in new.report
    assert "docs/includes/a.md:1: 'images/missing.png' is no page or file of the site." in new.report
    assert "docs/includes/a.md:2: link to '#nowhere'" in new.report
    assert "#here" not in new.report
    assert "there.png' is no" not in new.report
    assert "a%20b" not in new.report


def test_two_files_for_one_place_are_both_kept(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {
            **SMALL,
            "_pages/cv.md": "---\npermalink: /cv/\n---\nOne\n",
            "cv.md": "---\npermalink: /resume/\n---\nTwo\n",
            "images/a.png": PNG,
            "_pages/images/a.png": b"other",
        }
    )
    site = build_site(new.contents)
    assert "One" in site.page("cv/")
    assert "Two" in site.page("resume/")
    assert "would become docs/images/a.png" in new.report


def test_snippets_of_any_folder_and_ending_come_along(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {
            "_config.yml": "title: T\n",
            "index.md": (
                "---\n---\n{% include_relative _parts/one.md %} {% include a.html %} {% include x/{{ page.x }}.md %}\n"
            ),
            "_parts/one.md": "part one {% include deep/c.txt %}\n",
            "_parts/unused.md": "unused\n",
            "_includes/a.html": "<b>part a</b>",
            "_includes/deep/c.txt": "part c",
            "_includes/x/b.md": "part b",
            "_includes/unused.html": "unused",
        }
    )
    assert {
        "docs/_parts/one.md",
        "docs/_includes/a.html",
        "docs/_includes/deep/c.txt",
        "docs/_includes/x/b.md",
    } <= new.files
    assert "docs/_parts/unused.md" not in new.files
    site = build_site(new.contents, expect=["cannot include 'x/.md'"])
    assert "part one part c" in site.page()


def test_excluded_and_hidden_files_stay_behind(migrate: Migrate) -> None:
    new = migrate(PLAIN_JEKYLL)
    assert not [name for name in new.files if "well-known" in name or "Gemfile" in name]
    assert new.text("docs/feed.xml") == "<feed/>"
    included = {
        **PLAIN_JEKYLL,
        "_config.yml": str(PLAIN_JEKYLL["_config.yml"]) + "include: [.well-known]\nexclude: [img]\n",
    }
    new = migrate(included, "--force")
    assert "docs/.well-known/x" in new.files
    assert "img/x.png" in new.report


def test_a_page_is_a_page_whatever_its_name(migrate: Migrate, build_site: SiteBuilder) -> None:
    page = "---\npermalink: /{}/\n---\nText\n"
    names = ("faq.md", "_pages/install.md", "security.html", "_pages/README.md")
    files = {name: page.format(number) for number, name in enumerate(names)}
    new = migrate(
        {**SMALL, **files, "FAQ.txt": "x", "demo/package.json": "{}", "package.json": "{}", "sub/README.md": "#"}
    )
    site = build_site(new.contents)
    assert {"0/index.html", "1/index.html", "2/index.html", "3/index.html", "demo/package.json"} <= site.files
    assert not {"FAQ.txt", "package.json", "sub/README.md"} & site.files


def test_help_says_what_it_does(migrate: Migrate) -> None:
    new = migrate(SMALL, "--help")
    assert "--dry-run" in new.report
    assert "al-folio" in new.report


def test_a_line_says_how_far_it_is_on_a_terminal_and_nothing_in_a_log(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    write_files(tmp_path / "old", SMALL)
    command = [sys.executable, "-c", "from mkdocs_academic.cli import main; main()", "migrate", str(tmp_path / "old")]
    logged = subprocess.run([*command, str(tmp_path / "a")], capture_output=True, text=True, check=True)
    assert logged.stderr == ""
    terminal, stderr = pty.openpty()
    shown = subprocess.run(
        [*command, str(tmp_path / "b")], stdout=subprocess.PIPE, stderr=stderr, text=True, check=True
    )
    os.close(stderr)
    lines = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert "Reading" in lines
    assert "Writing" in lines
    assert "100%" in lines
    assert shown.stdout.replace(str(tmp_path / "b"), "") == logged.stdout.replace(str(tmp_path / "a"), "")
