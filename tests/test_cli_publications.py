"""`mkdocs-academic publications`: checked, completed and formatted, and never a byte lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake_services import (
    DBLP_PAPER,
    FakeServices,
    answer,
    arxiv_doi,
    arxiv_entry,
    arxiv_feed,
    crossref_work,
    dblp_person,
    fake_services,
    openalex_page,
    openalex_work,
    orcid_bulk,
    orcid_list,
    orcid_work,
    scholar_page,
    scholar_paper,
)

from mkdocs_academic.cli import main
from mkdocs_academic.cli.publications import files as files_module
from mkdocs_academic.cli.publications import formats as formats_module
from mkdocs_academic.cli.services import Services
from mkdocs_academic.publications.providers import BASE_URLS
from mkdocs_academic.web.session import Web

ORCID = "0000-0002-1825-0097"
TURING = "10.1112/plms/s2-42.1.230"
SETTINGS = """\
site_name: Ada
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
  - search
  - academic:
      publications: publications.bib
      author:
        name: Ada Lovelace
        bio: !ENV [NO_SUCH_VARIABLE, Countess]
"""
ENGINE = """\
@article{lovelace1843,
  author  = {Lovelace, Ada},
  title   = {Notes on the Analytical Engine},
  journal = {Scientific Memoirs},
  year    = {1843},
  doi     = {10.1234/NOTES}
}
"""


@pytest.fixture
def services() -> Iterator[FakeServices]:
    with fake_services() as services:
        yield services


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one entry; the commands run in its folder."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    write(tmp_path / "docs/publications.bib", ENGINE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def runner() -> CliRunner:
    """Return what runs a command and keeps its two outputs apart, as click does of itself since version 8.2."""
    try:
        return CliRunner(mix_stderr=False)
    except TypeError:
        return CliRunner()


def run(*arguments: str, services: FakeServices | None = None) -> Result:
    url = services.url if services else "http://127.0.0.1:9"
    way = Services(dict.fromkeys(BASE_URLS, url), lambda mailto: Web(mailto=mailto, sleep=lambda seconds: None))
    return runner().invoke(main, ["publications", *arguments], obj=way)


def bib(site: Path) -> str:
    return (site / "docs/publications.bib").read_bytes().decode()


# Check


def test_a_sound_file_passes(site: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 entry in 1 file: 0 warnings, 0 notes.\n"


def test_problems_are_told_in_the_order_of_the_file(site: Path) -> None:
    write(
        site / "docs/publications.bib", ENGINE + "@article{b, title = {T},\n year = 1850,\n pdf = {no.pdf}}\n" + ENGINE
    )
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert [line.partition(" ")[0] for line in result.stderr.splitlines()[:-1]] == [
        "docs/publications.bib:8:",
        "docs/publications.bib:8:",
        "docs/publications.bib:10:",
        "docs/publications.bib:11:",
    ]
    assert "docs/publications.bib:10: warning: pdf 'no.pdf' of entry 'b' is no file" in result.stderr
    assert result.stderr.endswith("2 entries in 1 file: 3 warnings, 1 note.\n")


def test_notes_alone_pass(site: Path) -> None:
    write(site / "docs/publications.bib", ENGINE.replace("Notes on the Analytical Engine", "NOTES ON THE ENGINE"))
    result = run("check")
    assert result.exit_code == 0
    assert "info: the title of entry 'lovelace1843' is all in capitals." in result.stderr


def test_files_of_the_docs_folder_are_found(site: Path) -> None:
    (site / "docs/papers").mkdir()
    write(site / "docs/papers/a.pdf", "%PDF")
    write(site / "docs/publications.bib", ENGINE.replace("doi ", "pdf = {papers/a.pdf}, doi "))
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("setting", "files"),
    [
        ("papers.bib", ["docs/papers.bib"]),
        ("[papers.bib, more/talks.bib]", ["docs/papers.bib", "docs/more/talks.bib"]),
        ("{file: papers.bib, style: x.csl}", ["docs/papers.bib"]),
        ("{file: [papers.bib, more/talks.bib]}", ["docs/papers.bib", "docs/more/talks.bib"]),
        ("../beside.bib", ["beside.bib"]),
        ("data/outside.bib", ["data/outside.bib"]),
        ("!ENV [NO_SUCH_VARIABLE, papers.bib]", ["docs/papers.bib"]),
    ],
)
def test_the_settings_name_the_files(site: Path, setting: str, files: list[str]) -> None:
    settings = SETTINGS.replace("publications: publications.bib", f"publications: {setting}")
    (site / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name in files:
        (site / name).parent.mkdir(exist_ok=True)
        write(site / name, "@article{broken")
    result = run("check")
    assert {line.partition(":")[0] for line in result.stderr.splitlines()[:-1]} == set(files)


def test_further_names_of_the_author_count(site: Path) -> None:
    further = "publications: {file: publications.bib, names: [Augusta Byron]}"
    write(
        site / "mkdocs.yml", SETTINGS.replace("publications: publications.bib", further).replace("Ada Lovelace", "X Y")
    )
    assert "none of the entries has the site's author" in run("check").stderr
    write(site / "docs/publications.bib", ENGINE.replace("Lovelace, Ada", "Byron, Augusta"))
    assert run("check").stderr == "1 entry in 1 file: 0 warnings, 0 notes.\n"


def test_settings_of_an_inherited_file_and_a_mapping_of_plugins_count(site: Path) -> None:
    write(site / "base.yml", "plugins: {search: {}, academic: {publications: publications.bib}}")
    write(site / "mkdocs.yml", "INHERIT: base.yml\nplugins: {academic: {author: {name: Nobody}}}")
    result = run("check")
    assert "none of the entries has the site's author" in result.stderr
    assert result.stderr.endswith("1 entry in 1 file: 0 warnings, 1 note.\n")


def test_a_site_without_publications_is_told_so(site: Path) -> None:
    write(site / "mkdocs.yml", "site_name: x\nplugins: [search]\n")
    for command in ("check", "format"):
        result = run(command)
        assert result.exit_code == 2
        assert "mkdocs.yml names no publications. Give a FILE." in result.stderr


def test_a_file_can_be_checked_without_a_site(site: Path) -> None:
    (site / "mkdocs.yml").unlink()
    assert run("check", "docs/publications.bib").exit_code == 0


@pytest.mark.parametrize(
    "settings", ["a: [", "\t- x", "- a: &a [*a]", "x" * 10_000, "", "[]", "plugins: 3", "INHERIT: mkdocs.yml"]
)
def test_broken_settings_are_told_in_a_line(site: Path, settings: str) -> None:
    write(site / "mkdocs.yml", settings)
    result = run("check")
    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output


def test_a_file_that_is_not_utf_8_is_told_with_its_line(site: Path) -> None:
    (site / "docs/publications.bib").write_bytes(ENGINE.encode() + b"@misc{b,\n title = {Erd\xf6s}}")
    for command in ("check", "format"):
        result = run(command)
        assert result.exit_code == 1
        assert "docs/publications.bib:9: is not UTF-8: byte 0xf6 is the 14th of the line." in result.stderr
        assert "iconv -f latin1 -t utf-8 docs/publications.bib" in result.stderr


def test_utf_16_and_missing_files_are_told(site: Path) -> None:
    (site / "docs/publications.bib").write_bytes(ENGINE.encode("utf-16"))
    assert "docs/publications.bib: is UTF-16, not UTF-8. Save it as UTF-8." in run("check").stderr
    (site / "docs/publications.bib").unlink()
    assert "docs/publications.bib: cannot be read: No such file or directory." in run("check").stderr


# Check with the network


def test_what_services_list_and_the_file_does_not_is_printed(site: Path, services: FakeServices) -> None:
    works = [orcid_work(1, "Notes", doi="10.1234/notes"), orcid_work(2, "On Bernoulli Numbers", doi="10.1234/b")]
    services.on(f"/v3.0/{ORCID}/works", orcid_list(works))
    services.on(f"/v3.0/{ORCID}/works/1,2", orcid_bulk(works, "Lovelace, Ada"))
    same = openalex_work("On Bernoulli Numbers", doi="10.1234/B")
    services.on("/works?filter=author.orcid:", openalex_page([same, openalex_work("The state of OA")]))
    services.on("/pid/l/AdaLovelace.xml", dblp_person(DBLP_PAPER))
    services.on("/graph/v1/author/1741101/papers", answer("", 500))
    arguments = ["--orcid", ORCID, "--dblp", "l/AdaLovelace", "--semantic-scholar", "1741101"]
    result = run("check", "--network", *arguments, services=services)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "ORCID: 2 listed, 1 missing.",
        "OpenAlex: 2 listed, 2 missing.",
        "DBLP: 1 listed, 1 missing.",
        "Semantic Scholar: 127.0.0.1 has an error of its own (500); nothing of it was compared.",
        "1 entry in 1 file: 0 warnings, 0 notes.",
    ]
    assert result.stdout.count("@") == 3
    for key in ("@article{lovelace2019bernoulli,", "@article{piwowar2018state,", "@inproceedings{lovelace2023engines,"):
        assert key in result.stdout
    write(site / "docs/publications.bib", ENGINE + "\n" + result.stdout)
    again = run("check", "--network", *arguments, services=services)
    assert again.stdout == ""
    assert "ORCID: 2 listed, 0 missing." in again.stderr


def test_the_ids_of_the_settings_are_used(site: Path, services: FakeServices) -> None:
    ids = [f"orcid: https://orcid.org/{ORCID}", "openalex: A5023888391", "semantic: 1741101", "dblp: nonsense"]
    author = "\n        ".join(["name: Ada Lovelace", *ids])
    write(site / "mkdocs.yml", SETTINGS.replace("name: Ada Lovelace", author))
    services.on("/", answer("", 404))
    result = run("check", "--network", services=services)
    assert "mkdocs.yml: warning: author.dblp 'nonsense' is no id. Write it like 't/AlanMTuring'." in result.stderr
    assert [asked.path.partition("?")[0] for asked in services.asked] == [
        f"/v3.0/{ORCID}/works",
        "/works",
        "/graph/v1/author/1741101/papers",
    ]
    assert "ORCID: 127.0.0.1 does not know it (404); nothing of it was compared." in result.stderr


def test_authors_that_a_list_lacks_are_asked_for(site: Path, services: FakeServices) -> None:
    services.on(f"/v3.0/{ORCID}/works", orcid_list([orcid_work(1, "On Computable Numbers", doi=TURING)]))
    services.on("/works?filter", openalex_page([]))
    services.on("/works/10.1112/", crossref_work())
    result = run("check", "--network", "--orcid", ORCID, services=services)
    assert "@article{turing1937computable," in result.stdout


def test_preprints_that_were_published_are_warned_of(site: Path, services: FakeServices) -> None:
    preprint = "@misc{v, title = {Attention}, author = {Vaswani, A.}, year = 2017, eprint = {1706.03762}}\n"
    write(site / "docs/publications.bib", ENGINE + preprint)
    services.on("/api/query", arxiv_feed(arxiv_entry(more=arxiv_doi("10.1038/S1"))))
    result = run("check", "--network", services=services)
    assert result.exit_code == 1
    assert (
        "docs/publications.bib:8: warning: entry 'v' is a preprint that was published as '10.1038/s1'." in result.stderr
    )
    assert "No id of the author is known" in result.stderr


def test_without_the_network_a_check_says_which_service_failed_and_passes(site: Path, free_port: int) -> None:
    services = FakeServices(f"http://127.0.0.1:{free_port}")
    result = run("check", "--network", "--semantic-scholar", "1741101", services=services)
    assert result.exit_code == 0
    assert "Semantic Scholar: 127.0.0.1 could not be reached; nothing of it was compared." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--orcid", ORCID], "--orcid is for asking a service. Add --network."),
        (["--semantic-scholar", "1"], "--semantic-scholar is for asking a service. Add --network."),
        (["--network", "--orcid", "0000-0002-1825-0098"], "'0000-0002-1825-0098' is no id. Write it like"),
        (["--network", "--mailto", "x\ny@z"], "is no mail address"),
    ],
)
def test_wrong_options_are_refused(site: Path, arguments: list[str], message: str) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_hostile_works_are_printed_as_harmless_entries(site: Path, services: FakeServices) -> None:
    title = "x}} @misc{evil, title={\\input{/etc/passwd}} % \x1b[31m\ud83d"
    services.on(
        "/graph/v1/author/1741101/papers", scholar_page([scholar_paper(title, externalIds={"DOI": "10.1234/a}b\\c"})])
    )
    result = run("check", "--network", "--semantic-scholar", "1741101", services=services)
    assert result.exit_code == 0
    write(site / "docs/publications.bib", ENGINE + result.stdout)
    checked = run("check")
    assert "2 entries in 1 file: 0 warnings" in checked.stderr
    assert "\x1b" not in result.stdout


# Add


def test_a_doi_is_appended_to_the_first_file_of_the_site(site: Path, services: FakeServices) -> None:
    services.on("/works/10.1112/", crossref_work())
    result = run("add", f"https://doi.org/{TURING}", services=services)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Added 'turing1937computable' to docs/publications.bib.\n"
    assert bib(site).startswith(f"{ENGINE}\n@article{{turing1937computable,\n  author")
    assert bib(site).endswith("\n}\n")
    assert run("check").exit_code == 0
    assert run("format", "--check").exit_code == 0


@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("", ""),
        ("\n\n", ""),
        (ENGINE, "\n"),
        (ENGINE.rstrip("\n"), "\n\n"),
        ("\ufeff" + ENGINE, "\n"),
        (ENGINE.replace("\n", "\r\n"), "\r\n"),
        (ENGINE.rstrip("\n").replace("\n", "\r\n"), "\r\n\r\n"),
        ("% kept\t \n\n@comment{x}\n" + ENGINE + "% end", "\n\n"),
    ],
)
def test_what_is_in_the_file_stays_to_the_byte(site: Path, services: FakeServices, before: str, between: str) -> None:
    write(site / "docs/publications.bib", before)
    services.on("/works/10.1112/", crossref_work())
    assert run("add", TURING, services=services).exit_code == 0
    assert bib(site).startswith(f"{before}{between}@article{{turing1937computable,")
    added = bib(site)[len(before) :]
    assert added.count("\r\n") in (0, added.count("\n"))


def test_a_new_file_is_made(site: Path, services: FakeServices) -> None:
    services.on("/works/10.1112/", crossref_work())
    assert run("add", TURING, "--to", "new.bib", services=services).exit_code == 0
    assert (site / "new.bib").read_text(encoding="utf-8").startswith("@article{turing1937computable,")
    result = run("add", TURING, "--to", "no/new.bib", services=services)
    assert result.exit_code == 1
    assert "no/new.bib: cannot be written: No such file or directory." in result.stderr


def test_several_are_added_at_once_and_failures_do_not_stop_the_others(site: Path, services: FakeServices) -> None:
    services.on("/works/10.1112/", crossref_work())
    services.on("/api/query", arxiv_feed(arxiv_entry(more=arxiv_doi("10.1038/S1"))))
    result = run(
        "add", "nonsense", "10.1234/unknown", TURING, "10.1234/notes", TURING, "1706.03762v2", services=services
    )
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "'nonsense' is no DOI, arXiv identifier or ORCID iD; not added.",
        "10.1234/unknown: unknown to Crossref and DataCite; not added.",
        "10.1234/notes: is in docs/publications.bib:1 already; not added.",
        f"{TURING}: is in the new entry 'turing1937computable' already; not added.",
        "vaswani2017attention: is a preprint that was published as 10.1038/s1. Add that too.",
        "Added 'turing1937computable' to docs/publications.bib.",
        "Added 'vaswani2017attention' to docs/publications.bib.",
    ]
    assert bib(site).count("\n@") == 2


def test_what_is_there_under_another_identifier_is_not_added(site: Path, services: FakeServices) -> None:
    services.on("/api/query", arxiv_feed(arxiv_entry(title="Notes on the analytical engine")))
    result = run("add", "1706.03762", services=services)
    assert result.exit_code == 1
    assert result.stderr == "1706.03762: is in docs/publications.bib:1 already; not added.\n"
    assert bib(site) == ENGINE


def test_the_publication_of_a_preprint_can_be_added(site: Path, services: FakeServices) -> None:
    preprint = "@misc{pre, title = {On Computable Numbers, with an Application to the Entscheidungsproblem},"
    write(site / "docs/publications.bib", preprint + " author = {A. M. Turing}, year = 1936, eprint = {1706.03762}}\n")
    services.on("/works/10.1112/", crossref_work())
    assert run("add", TURING, services=services).exit_code == 0
    assert "entry 'pre' is shown as a version of 'turing1937computable'" in run("check").stderr
    services.on("/api/query", arxiv_feed(arxiv_entry("2301.00001", more=arxiv_doi(TURING))))
    assert "is in docs/publications.bib:3 already" in run("add", "2301.00001", services=services).stderr


def test_keys_are_new(site: Path, services: FakeServices) -> None:
    write(site / "docs/publications.bib", ENGINE.replace("lovelace1843", "Turing1937Computable"))
    services.on("/works/10.1112/", crossref_work())
    assert "Added 'turing1937computable-2'" in run("add", TURING, services=services).stderr


def test_an_orcid_adds_what_is_missing(site: Path, services: FakeServices) -> None:
    works = [
        orcid_work(1, "Notes", doi="10.1234/notes"),
        orcid_work(2, "On Numbers", doi=TURING),
        orcid_work(3, "Third"),
    ]
    services.on(f"/v3.0/{ORCID}/works", orcid_list(works))
    services.on(f"/v3.0/{ORCID}/works/1,2,3", orcid_bulk(works, "Lovelace, Ada"))
    services.on("/works/10.1112/", crossref_work())
    result = run("add", ORCID, services=services)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "ORCID: 3 listed, 2 missing.",
        "Added 'turing1937computable' to docs/publications.bib.",
        "Added 'lovelace2019third' to docs/publications.bib.",
    ]
    assert run("add", ORCID, services=services).stderr == "ORCID: 3 listed, 0 missing.\n"


def test_print_writes_nothing(site: Path, services: FakeServices) -> None:
    services.on("/works/10.1112/", crossref_work())
    result = run("add", TURING, "--print", services=services)
    assert result.exit_code == 0
    assert result.stdout.startswith("@article{turing1937computable,")
    assert bib(site) == ENGINE


def test_nothing_is_added_behind_an_entry_that_is_not_closed(site: Path, services: FakeServices) -> None:
    broken = ENGINE + "@comment{ not closed\n"
    write(site / "docs/publications.bib", broken)
    services.on("/works/10.1112/", crossref_work())
    result = run("add", TURING, services=services)
    if result.exit_code:
        assert "could not be read behind its last entry; nothing was added." in result.stderr
        assert bib(site) == broken
    else:
        assert bib(site).startswith(broken)


def test_a_failed_write_leaves_the_file_as_it_was(
    site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files_module.os, "fsync", full)
    services.on("/works/10.1112/", crossref_work())
    result = run("add", TURING, services=services)
    assert result.exit_code == 1
    assert "docs/publications.bib: cannot be written: No space left on device. It is as it was." in result.stderr
    assert bib(site) == ENGINE
    assert sorted(path.name for path in (site / "docs").iterdir()) == ["publications.bib"]


def test_permissions_and_symbolic_links_stay(site: Path, services: FakeServices) -> None:
    real = site / "real.bib"
    write(real, ENGINE)
    real.chmod(0o640)
    (site / "docs/publications.bib").unlink()
    (site / "docs/publications.bib").symlink_to(real)
    services.on("/works/10.1112/", crossref_work())
    assert run("add", TURING, services=services).exit_code == 0
    assert (site / "docs/publications.bib").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "turing1937computable" in real.read_text(encoding="utf-8")


def test_a_new_file_has_the_permissions_of_new_files(site: Path, services: FakeServices) -> None:
    services.on("/works/10.1112/", crossref_work())
    previous = os.umask(0o027)
    try:
        run("add", TURING, "--to", "new.bib", services=services)
    finally:
        os.umask(previous)
    assert stat.S_IMODE((site / "new.bib").stat().st_mode) == 0o640


def test_without_a_file_there_is_nowhere_to_add(site: Path) -> None:
    (site / "mkdocs.yml").unlink()
    result = run("add", TURING)
    assert result.exit_code == 2
    assert "Give a file with --to." in result.stderr


# Format

UNTIDY = """\
%  kept
@ARTICLE { lovelace1843 , Author={Lovelace, Ada},

 TITLE = "Notes" , year=1843, }



@comment{ x  y }
junk
"""


def test_a_file_is_formatted_once(site: Path) -> None:
    write(site / "docs/publications.bib", UNTIDY)
    assert run("format", "--check").exit_code == 1
    assert bib(site) == UNTIDY
    result = run("format")
    assert (result.exit_code, result.output) == (0, "docs/publications.bib: formatted.\n")
    assert '  author = {Lovelace, Ada},\n  title  = "Notes",\n  year   = 1843\n}' in bib(site)
    assert bib(site).startswith("%  kept\n")
    assert bib(site).endswith("@comment{ x  y }\njunk\n")
    formatted = bib(site)
    assert run("format", "--check").output == "docs/publications.bib: is formatted.\n"
    assert run("format").exit_code == 0
    assert bib(site) == formatted


def test_a_formatted_file_is_not_written(site: Path) -> None:
    before = (site / "docs/publications.bib").stat()
    assert run("format").exit_code == 0
    after = (site / "docs/publications.bib").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_line_ends_and_the_byte_order_mark_stay(site: Path) -> None:
    write(site / "docs/publications.bib", UNTIDY)
    run("format")
    formatted = bib(site)
    write(site / "docs/publications.bib", "\ufeff" + UNTIDY.replace("\n", "\r\n"))
    run("format")
    assert bib(site) == "\ufeff" + formatted.replace("\n", "\r\n")


def test_every_file_is_formatted_whatever_happens_to_the_others(site: Path) -> None:
    write(site / "a.bib", UNTIDY)
    (site / "b.bib").write_bytes(b"\xff\xff")
    write(site / "c.bib", UNTIDY)
    result = run("format", "a.bib", "b.bib", "none.bib", "c.bib")
    assert result.exit_code == 1
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == ["a.bib:", "c.bib:"]
    assert "b.bib:1: is not UTF-8" in result.stderr
    assert "none.bib: cannot be read" in result.stderr


def test_what_would_read_differently_is_not_written(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats_module, "format_bibtex", lambda text: text.replace("1843", "1844"))
    result = run("format")
    assert result.exit_code == 1
    assert "docs/publications.bib: was not formatted" in result.stderr
    assert bib(site) == ENGINE


def test_mixed_line_ends_are_left_where_nothing_is_formatted(site: Path) -> None:
    mixed = "% one\r\n% two\n" + ENGINE
    write(site / "docs/publications.bib", mixed)
    run("format")
    assert bib(site) == mixed


# The group


def test_the_commands_say_what_they_do() -> None:
    result = run("--help")
    for line in ("add     Append works", "check   Check FILEs", "format  Format FILEs"):
        assert line in result.output
    assert run("nonsense").exit_code == 2


def test_other_commands_load_nothing_of_publications() -> None:
    code = "import sys, mkdocs_academic.cli; print([name for name in sys.modules if 'academic.publications' in name])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
