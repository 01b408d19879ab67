"""`mkdocs-academic scholar`: a chain of sources, files that are whole, and numbers that never get worse."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake_services import (
    CAPTCHA_PAGE,
    OPENALEX_AUTHOR,
    PROFILE_ROWS,
    FakeServices,
    Reply,
    answer,
    answer_json,
    crossref_items,
    cut_off,
    drip,
    endless,
    fake_services,
    garbage,
    hang,
    openalex_page,
    openalex_work,
    profile_page,
    profile_row,
    redirect,
)

from mkdocs_academic.cli import main
from mkdocs_academic.cli.services import Services
from mkdocs_academic.scholar.sources import BASE_URLS
from mkdocs_academic.scholar.stats import parse_stats
from mkdocs_academic.web.session import Limits, Web

AUTHOR = "TuringAAAAJ1"
SETTINGS = f"""\
site_name: Alan Turing
plugins:
  - search
  - academic:
      publications: publications.bib
      author:
        name: Alan Turing
        googlescholar: https://scholar.google.com/citations?user={AUTHOR}&hl=en
        openalex: A5023888391
"""
BIB = """\
@article{turing1950, author={Turing, A.}, title={Computing machinery and intelligence}, year=1950,
  doi={10.1093/mind/LIX.236.433}}
@article{turing1952, author={Turing, A.}, title={The chemical basis of morphogenesis}, year=1952,
  doi={10.1098/rstb.1952.0012}}
"""
NAMES = ["gs_data.json", "gs_data_shieldsio.json", "gs_history.csv"]
GOOGLE = "/citations"
IMPATIENT = Limits(connect_s=0.2, read_s=0.2, total_s=0.3, size=300_000, tries=2)


@pytest.fixture
def services() -> Iterator[FakeServices]:
    with fake_services() as services:
        services.on(GOOGLE, answer(profile_page(*PROFILE_ROWS)))
        services.on("/authors", answer_json(OPENALEX_AUTHOR))
        services.on("/works?filter=author", openalex_page([work(12_000)]))
        services.on("/works?filter=doi", crossref_items())
        services.on("/works/", answer("", 404))
        yield services


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs" / "publications.bib").write_text(BIB)
    monkeypatch.chdir(tmp_path)
    for name in ("GOOGLE_SCHOLAR_ID", "SERPAPI_API_KEY", "OPENALEX_API_KEY", "S2_API_KEY", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def work(citations: int, title: str = "The Chemical Basis of Morphogenesis") -> Mapping[str, object]:
    more = {"publication_year": 1952, "cited_by_count": citations}
    return openalex_work(title, doi="10.1098/rstb.1952.0012", **more)


def run(*arguments: str, services: FakeServices | None = None, impatient: Limits | None = None) -> Result:
    def make_web(mailto: str, *, within_s: float, limits: Limits) -> Web:
        return Web(mailto=mailto, limits=impatient or limits, within_s=within_s, sleep=lambda seconds: None)

    url = services.url if services else "http://127.0.0.1:9"
    others = url.replace("127.0.0.1", "localhost")  # a service that fails is left alone by its host
    urls = {**dict.fromkeys(BASE_URLS, others), "google": url}
    result = CliRunner().invoke(main, ["scholar", *arguments], obj=Services(urls, make_web))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def numbers(folder: Path) -> dict[str, tuple[int, str]]:
    papers = parse_stats((folder / "gs_data.json").read_bytes()).stats.papers
    return {paper.work.title: (paper.citations.value, paper.citations.source) for paper in papers}


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}


def test_google_scholar_is_asked_first_and_the_next_source_for_what_it_lacks(
    site: Path, services: FakeServices
) -> None:
    result = run(services=services)
    assert result.exit_code == 0, result.output
    assert numbers(site / "docs") == {
        "Computing machinery and intelligence": (23_001, "Google Scholar"),
        "On computable numbers": (17, "Google Scholar"),
        "Solvable and unsolvable problems": (0, "Google Scholar"),
        "The chemical basis of morphogenesis": (12_000, "OpenAlex"),
    }
    assert "Google Scholar: 50,123 citations, 3 of 3 papers taken." in result.output
    assert "50,123 citations (Google Scholar), h-index 36, 4 papers; written to docs: gs_history.csv" in result.output
    badge = json.loads((site / "docs" / "gs_data_shieldsio.json").read_text())
    assert badge == {"schemaVersion": 1, "label": "citations", "message": "50123"}
    assert len((site / "docs" / "gs_history.csv").read_text().splitlines()) == 2


def test_a_second_run_on_one_day_keeps_one_row_a_day(site: Path, services: FakeServices) -> None:
    run(services=services)
    run(services=services)
    assert len((site / "docs" / "gs_history.csv").read_text().splitlines()) == 2


def test_the_folder_and_the_order_can_be_given(site: Path, services: FakeServices) -> None:
    result = run("--output", "stats", "--sources", "openalex,google", services=services)
    assert result.exit_code == 0
    assert sorted(path.name for path in (site / "stats").iterdir()) == NAMES
    assert list(written(site / "docs")) == []
    assert services.asked[0].path.startswith("/authors/")
    assert parse_stats((site / "stats" / "gs_data.json").read_bytes()).stats.cited_by == 1200


def test_the_settings_give_the_order_too(site: Path, services: FakeServices) -> None:
    (site / "mkdocs.yml").write_text(SETTINGS + "      scholar: {sources: [crossref]}\n")
    result = run(services=services)
    assert "Crossref: " in result.output
    assert "Google Scholar" not in result.output


def test_an_unknown_source_is_named(site: Path) -> None:
    result = run("--sources", "gogle")
    assert result.exit_code == 2
    assert "'gogle' is no source." in result.output
    assert "Did you mean 'google'?" in result.output


def test_the_id_of_the_environment_comes_first(
    site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_SCHOLAR_ID", "AnotherAAAAJ")
    run("--sources", "google", services=services)
    assert "user=AnotherAAAAJ" in services.asked[0].path


def test_an_id_that_is_none_is_named(site: Path, services: FakeServices) -> None:
    (site / "mkdocs.yml").write_text(SETTINGS.replace(AUTHOR, "me"))
    result = run("--sources", "google", services=services)
    assert "mkdocs.yml: warning: author.googlescholar 'https://scholar.google.com/citations?user=me" in result.output
    assert "Google Scholar: not asked: author.googlescholar is not set." in result.output
    assert result.exit_code == 1
    assert services.asked == []


def test_papers_on_pages_keep_their_ids_when_another_source_counts_them(site: Path, services: FakeServices) -> None:
    run(services=services)
    services.on(GOOGLE, answer(CAPTCHA_PAGE, 403))
    paper = openalex_work(
        "Computing Machinery and Intelligence",
        doi="10.1093/mind/lix.236.433",
        publication_year=1950,
        cited_by_count=24_000,
    )
    services.on("/works?filter=author", openalex_page([paper]))
    run(services=services)
    publications = json.loads((site / "docs" / "gs_data.json").read_text())["publications"]
    assert publications["TuringAAAAJ:u5HHmVD_uO8C"]["num_citations"] == 24_000
    assert numbers(site / "docs")["Computing machinery and intelligence"] == (24_000, "OpenAlex")


def test_what_has_no_number_and_what_matched_nothing_is_listed(site: Path, services: FakeServices) -> None:
    span = "<span class='show_paper_citations' data='TuringAAAAJ1:nobodyKnows1'></span>"
    (site / "docs" / "index.md").write_text(f"# Home\n\n{span}\n")
    result = run(services=services)
    assert "Without a number: TuringAAAAJ1:nobodyKnows1\n" in result.output
    assert "Listed by a source and not among the site's papers: On computable numbers (" in result.output


def test_a_paper_that_only_a_page_names_is_asked_for_by_its_doi(site: Path, services: FakeServices) -> None:
    page = "# Home\n\n{citations of https://doi.org/10.1112/PLMS/S2-42.1.230}, {citations of turing1950}\n"
    (site / "docs" / "index.md").write_text(page)
    item = {"DOI": "10.1112/plms/s2-42.1.230", "title": ["On Computable Numbers"], "is-referenced-by-count": 7}
    services.on("/works?filter=doi", crossref_items(item))
    run("--sources", "crossref", services=services)
    assert numbers(site / "docs")["On Computable Numbers"] == (7, "Crossref")


def test_a_file_by_hand_says_which_paper_an_id_is(site: Path, services: FakeServices) -> None:
    (site / "citations.yml").write_text(
        "date: 2026-01-02\nsource: Web of Science\nhindex: 99\npapers:\n"
        f"  - {{id: '{AUTHOR}:byHandAAAAAJ', doi: 10.1098/rstb.1952.0012}}\n"
        "  - {title: A paper that nobody counts, citations: 3}\n"
    )
    run(services=services)
    publications = json.loads((site / "docs" / "gs_data.json").read_text())["publications"]
    assert publications[f"{AUTHOR}:byHandAAAAAJ"]["num_citations"] == 12_000
    assert numbers(site / "docs")["A paper that nobody counts"] == (3, "Web of Science")
    assert parse_stats((site / "docs" / "gs_data.json").read_bytes()).stats.h_index == 36


def test_a_sharply_lower_profile_is_not_taken_unless_the_author_says_so(site: Path, services: FakeServices) -> None:
    run(services=services)
    rows = [profile_row("u5HHmVD_uO8C", "Computing machinery & intelligence", "5", "1950")]
    services.on(GOOGLE, answer(profile_page(*rows, figures=("5", "5", "1", "1", "0", "0"))))
    result = run(services=services)
    assert result.exit_code == 0
    assert "Kept the last number. all citations: Google Scholar counts 5, far less than 50123 before." in result.output
    assert numbers(site / "docs")["Computing machinery and intelligence"] == (23_001, "Google Scholar")
    data = json.loads((site / "docs" / "gs_data.json").read_text())
    assert data["citedby"] == 50123
    assert data["mkdocs_academic"]["figures"]["citedby"]["beside"]["value"] == 5
    run("--accept-worse", services=services)
    assert json.loads((site / "docs" / "gs_data.json").read_text())["citedby"] == 5
    assert numbers(site / "docs")["Computing machinery and intelligence"] == (5, "Google Scholar")


def test_the_numbers_of_someone_else_are_replaced(site: Path, services: FakeServices) -> None:
    sample = {
        "scholar_id": "DhtAFkwAAAAJ",
        "citedby": 260_000,
        "publications": {"DhtAFkwAAAAJ:x": {"num_citations": 9}},
    }
    (site / "docs" / "gs_data.json").write_text(json.dumps(sample))
    result = run(services=services)
    assert "The numbers there were those of DhtAFkwAAAAJ; they are replaced" in result.output
    assert json.loads((site / "docs" / "gs_data.json").read_text())["citedby"] == 50123


def test_a_slip_in_the_id_deletes_nothing(site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch) -> None:
    run(services=services)
    before = written(site / "docs")
    services.on(GOOGLE, answer("", 404))
    monkeypatch.setenv("GOOGLE_SCHOLAR_ID", "TYPOTYPOTYPO")
    result = run(services=services)
    assert result.exit_code == 3
    assert f"the numbers there are those of {AUTHOR}, and Google Scholar did not confirm" in result.output
    assert written(site / "docs") == before


@pytest.mark.parametrize(
    "value", [f"user={AUTHOR}", f"{AUTHOR}&hl=en", f"https://scholar.google.de/citations?user={AUTHOR}"]
)
def test_the_secret_may_be_what_people_copy(
    site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("GOOGLE_SCHOLAR_ID", value)
    run("--sources", "google", services=services)
    assert f"user={AUTHOR}&" in services.asked[0].path


def test_a_secret_that_holds_no_id_is_named_and_not_told(
    site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_SCHOLAR_ID", "secret")
    result = run(services=services)
    assert result.exit_code == 3
    assert "GOOGLE_SCHOLAR_ID holds no id" in result.output and "secret" not in result.output


def test_a_short_id_of_the_bibliography_is_the_authors(site: Path, services: FakeServices) -> None:
    bib = BIB.replace("year=1952,", "year=1952, scholar_id={9yKSN-GCB0IC},")
    (site / "docs" / "publications.bib").write_text(bib)
    services.on(GOOGLE, answer(profile_page(*PROFILE_ROWS).replace("TuringAAAAJ:", f"{AUTHOR}:")))
    result = run("--sources", "google", services=services)
    assert "Listed by a source and not among the site's papers: Solvable and unsolvable problems" not in result.output


def test_an_orcid_may_stand_where_openalex_is_asked_for(site: Path, services: FakeServices) -> None:
    (site / "mkdocs.yml").write_text(SETTINGS.replace("A5023888391", "https://orcid.org/0000-0002-1825-0097"))
    run("--sources", "openalex", services=services)
    assert services.asked[0].path.startswith("/authors/orcid:0000-0002-1825-0097")


@pytest.mark.parametrize("name", ["/tmp/x.json", "../x.json", "data", "c:x.json", "x.md"])
def test_a_file_outside_of_the_folder_is_refused_before_anybody_is_asked(
    site: Path, services: FakeServices, name: str
) -> None:
    (site / "mkdocs.yml").write_text(SETTINGS + f"      scholar: {{file: '{name}'}}\n")
    result = run(services=services)
    assert result.exit_code == 2
    assert "is no .json file inside a folder" in result.output
    assert services.asked == []


def test_a_folder_without_a_site_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("--sources", "by_hand")
    assert "citations.yml: warning: there is no such file." in result.output
    assert "There is no mkdocs.yml here: go to the folder of your site." in result.output


def test_settings_that_cannot_be_read_are_no_day_without_an_answer(site: Path) -> None:
    (site / "mkdocs.yml").write_text("broken: [")
    assert run().exit_code == 3


def test_one_of_the_files_that_cannot_be_written_leaves_the_others(site: Path, services: FakeServices) -> None:
    (site / "docs" / "gs_data.json").symlink_to(site / "nowhere" / "gs_data.json")
    result = run(services=services)
    assert result.exit_code == 3
    assert not (site / "docs" / "gs_history.csv").exists()


def test_a_slow_source_leaves_time_for_the_next(site: Path, services: FakeServices) -> None:
    services.on(GOOGLE, hang)
    result = run("--limit", "2", "--sources", "google,openalex", services=services)
    assert result.exit_code == 0, result.output
    assert "Google Scholar: 127.0.0.1 did not answer in time." in result.output


def test_a_file_that_cannot_be_read_is_not_overwritten(site: Path, services: FakeServices) -> None:
    (site / "docs" / "gs_data.json").write_text("{")
    result = run(services=services)
    assert result.exit_code == 3
    assert "gs_data.json: cannot be read: line 1 is no JSON" in result.output
    assert (site / "docs" / "gs_data.json").read_text() == "{"
    assert run("--accept-worse", services=services).exit_code == 0
    assert numbers(site / "docs")


def test_a_dry_run_writes_nothing(site: Path, services: FakeServices) -> None:
    result = run("--dry-run", services=services)
    assert result.exit_code == 0
    assert "would be written to docs: gs_data.json" in result.output
    assert written(site / "docs") == {}


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(
    site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(services=services)
    before = written(site / "docs")
    services.on(GOOGLE, answer(profile_page(*PROFILE_ROWS, figures=("50200", "1", "37", "1", "60", "1"))))

    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    result = run(services=services)
    assert result.exit_code == 3
    assert "No space left on device" in result.output
    assert written(site / "docs") == before


FAILURES: Mapping[str, Reply] = {
    "403 with a CAPTCHA": answer(CAPTCHA_PAGE, 403),
    "200 with a CAPTCHA": answer(CAPTCHA_PAGE),
    "429": answer("", 429),
    "429 that says when": answer("", 429, Retry_After="3600"),
    "500": answer("", 500),
    "404": answer("", 404),
    "hang": hang,
    "drip": drip,
    "cut off": cut_off,
    "garbage": garbage,
    "endless": endless,
    "redirect loop": redirect("/citations"),
    "nothing": answer(""),
}


@pytest.mark.parametrize("reply", FAILURES.values(), ids=FAILURES)
def test_where_the_first_source_fails_the_next_one_counts(site: Path, services: FakeServices, reply: Reply) -> None:
    services.on(GOOGLE, reply)
    result = run("--sources", "google,openalex", services=services, impatient=IMPATIENT)
    assert result.exit_code == 0, result.output
    assert numbers(site / "docs") == {"The chemical basis of morphogenesis": (12_000, "OpenAlex")}
    assert result.output.splitlines()[0].startswith("Google Scholar: ")
    assert json.loads((site / "docs" / "gs_data.json").read_text())["citedby"] == 1200


@pytest.mark.parametrize("reply", FAILURES.values(), ids=FAILURES)
def test_where_every_source_fails_the_files_stay_and_the_exit_code_says_so(
    site: Path, services: FakeServices, reply: Reply
) -> None:
    run(services=services)
    before = written(site / "docs")
    for path in (
        GOOGLE,
        "/authors",
        "/works",
        "/works?filter=author",
        "/works?filter=doi",
        "/works/",
        "/graph",
        "/api",
    ):
        services.on(path, reply)
    result = run(services=services, impatient=IMPATIENT)
    assert result.exit_code == 1, result.output
    assert "No source answered; the files are as they were." in result.output
    assert written(site / "docs") == before


def test_without_a_network_every_source_says_so(
    site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def getaddrinfo(*args: object, **kwargs: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    result = run(services=services)
    assert result.exit_code == 1
    assert "Google Scholar: 127.0.0.1 could not be reached." in result.output
    assert "No source answered; nothing was written." in result.output


def test_all_sources_together_end_in_time(site: Path, services: FakeServices) -> None:
    for path in (GOOGLE, "/authors", "/works?filter=author", "/works?filter=doi", "/works/", "/graph", "/api"):
        services.on(path, hang)
    result = run("--limit", "1", services=services)
    assert result.exit_code == 1
    assert "Google Scholar: 127.0.0.1 did not answer in time." in result.output
    assert "OpenAlex: localhost did not answer in time." in result.output


def test_no_key_stands_in_what_is_said(site: Path, services: FakeServices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERPAPI_API_KEY", "very-secret")
    services.on(GOOGLE, answer("", 403))
    services.on("/search", answer_json({"error": "Invalid API key very-secret"}, 401))
    result = run(services=services)
    assert any("very-secret" in asked.path for asked in services.asked)
    assert "very-secret" not in result.output
