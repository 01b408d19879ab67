"""`mkdocs-academic doctor`: every fault has its line with what to do, and a healthy site has none."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from fake_services import FakeServices, Reply, answer, answer_json, cut_off, fake_services, garbage, hang, redirect
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.cli import main
from mkdocs_academic.cli.doctor.addresses import parsed_answer
from mkdocs_academic.cli.doctor.findings import Finding, shortened
from mkdocs_academic.cli.doctor.github import ask_github, check_states
from mkdocs_academic.cli.doctor.numbers import check_age, check_author, check_kept
from mkdocs_academic.cli.doctor.papers import check_listed, check_pages
from mkdocs_academic.cli.doctor.repository import Written, check_repository, repository_of
from mkdocs_academic.cli.doctor.workflows import check_workflows, read_workflows
from mkdocs_academic.cli.services import Services
from mkdocs_academic.cli.site_papers import Listed, OnPages
from mkdocs_academic.errors import Place
from mkdocs_academic.scholar.records import ScholarStats, Work
from mkdocs_academic.scholar.stats import parse_stats
from mkdocs_academic.web.session import Limits, ServiceError, Web

AUTHOR = "AdaLovelaceJ"
REPOSITORY = "ada/ada.github.io"
FILE = f"/{REPOSITORY}/google-scholar-stats/gs_data.json"
MIRROR = "/mirror/gs_data.json"
ACTIONS = f"/repos/{REPOSITORY}/actions"
RUNS = f"{ACTIONS}/workflows/7/runs"
WORKFLOW = ".github/workflows/citations.yml"
STARTER = Path(__file__).resolve().parent.parent / "mkdocs_academic/cli/starter"
CRAWLER = """\
on: {schedule: [{cron: "0 8 * * *"}], push: {branches: [main]}}
jobs:
  update:
    steps:
      - run: cd google_scholar_crawler && python main.py
        env: {GOOGLE_SCHOLAR_ID: "${{ secrets.GOOGLE_SCHOLAR_ID }}"}
"""


def day(ago: int) -> str:
    return (dt.date.today() - dt.timedelta(days=ago)).isoformat()


def data(**changes: object) -> dict[str, Any]:
    """The file of an author with two papers."""
    papers = {f"{AUTHOR}:{name}": {"bib": {"title": title}, "num_citations": 3} for name, title in PAPERS.items()}
    figures = {"citedby": 120, "hindex": 5, "updated": f"{day(1)} 04:37:00"}
    return {"name": "Ada", "scholar_id": AUTHOR, **figures, "publications": papers, **changes}


PAPERS = {"u5HHmVD_uO8C": "Notes on the Analytical Engine", "d1gkVwhDpl0C": "Sketch of the Analytical Engine"}


def workflows(state: str = "active", path: str = WORKFLOW) -> Reply:
    return answer_json({"total_count": 1, "workflows": [{"id": 7, "name": "Citations", "path": path, "state": state}]})


def runs(conclusion: str | None = "success", status: str = "completed") -> Reply:
    run = {"id": 1, "status": status, "conclusion": conclusion, "created_at": f"{day(1)}T04:37:10Z"}
    return answer_json({"total_count": 1, "workflow_runs": [run]})


class Clinic:
    """A healthy site in the folder where the command runs, and services that know it."""

    def __init__(self, folder: Path, services: FakeServices) -> None:
        self.folder = folder
        self.services = services
        self.site_url = ""
        self.settings: dict[str, Any] = {
            "repository": REPOSITORY,
            "author": {"googlescholar": f"https://scholar.google.com/citations?user={AUTHOR}"},
            "publications": "papers.bib",
            "scholar": {"host": services.url, "mirrors": [f"{services.url}/mirror/{{file}}"]},
        }
        self.numbers(data())
        services.on(f"{ACTIONS}/workflows", workflows())
        services.on(RUNS, runs())
        self.remote(f"git@github.com:{REPOSITORY}.git")
        self.write(WORKFLOW, (STARTER / WORKFLOW).read_text(encoding="utf-8"))
        self.page(f"{AUTHOR}:u5HHmVD_uO8C")
        self.entry("d1gkVwhDpl0C")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def remote(self, url: str) -> None:
        self.write(".git/config", f'[remote "origin"]\n\turl = {url}\n' if url else "")

    def page(self, *ids: str) -> None:
        spans = (f'<span class="show_paper_citations" data="{author_pub_id}"></span>' for author_pub_id in ids)
        self.write("docs/index.md", "# Ada\n\n" + "\n".join(spans))

    def entry(self, scholar_id: str, title: str = "A Note") -> None:
        fields = f"author = {{Lovelace, Ada}},\n title = {{{title}}},\n year = 1843,\n scholar_id = {{{scholar_id}}}"
        self.write("docs/papers.bib", f"@article{{note,\n {fields}\n}}\n")

    def numbers(self, written: Mapping[str, Any]) -> None:
        self.answers(answer_json(written))

    def answers(self, *replies: Reply) -> None:
        """Let the selected address answer so, and the mirror as it, or as a second reply says."""
        self.services.on(FILE, replies[0])
        self.services.on(MIRROR, replies[-1])

    def run(self, *arguments: str, charset: str = "utf-8") -> Result:
        plugins = ["search", {"academic": self.settings}]
        self.write("mkdocs.yml", yaml.safe_dump({"site_name": "Ada", "site_url": self.site_url, "plugins": plugins}))
        way = Services({"github": f"{self.services.url}"}, impatient)
        return CliRunner(charset).invoke(main, ["doctor", *arguments], obj=way)

    def says(self, level: str, *parts: str) -> str:
        """Return the one line of this level that begins with the first part and holds the others."""
        result = self.run()
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        lines = [line for line in result.output.splitlines() if line.startswith(f"{level:<7}  {parts[0]}")]
        found = [line for line in lines if all(part in line for part in parts)]
        assert len(found) == 1, result.output
        assert result.exit_code == (1 if re.search("(?m)^problem ", result.output) else 0)
        return found[0]

    def levels(self) -> set[str]:
        return {line.split()[0] for line in self.run().output.splitlines()[:-1]}


def impatient(mailto: str, within_s: float, limits: Limits) -> Web:
    return Web(within_s=within_s, limits=limits._replace(connect_s=0.2, read_s=0.2, total_s=0.3))


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clinic]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOOGLE_SCHOLAR_ID", raising=False)
    with fake_services() as services:
        yield Clinic(tmp_path, services)


def levels_of(findings: Iterator[Finding] | list[Finding]) -> list[str]:
    return [finding.level for finding in findings]


# A healthy site


def test_a_healthy_site_has_only_good_lines(clinic: Clinic) -> None:
    result = clinic.run()
    lines = result.output.splitlines()
    assert [line for line in lines[:-1] if not line.startswith("ok       ")] == []
    subjects = [line.split(":")[0].removeprefix("ok").strip() for line in lines[:-1]]
    first = ["repository", "address", "mirror", "author", "age", "pages", "publications"]
    assert subjects == [*first, "workflow", "schedule", "secret", "GitHub"]
    assert lines[-1] == "0 problems, 0 notes."
    assert result.exit_code == 0


def test_every_level_is_a_word_at_the_start_of_its_line(clinic: Clinic) -> None:
    clinic.services.on(RUNS, runs("failure"))
    clinic.services.on(MIRROR, answer("", 403))
    assert clinic.levels() == {"ok", "note", "problem"}


def test_each_address_and_the_workflow_are_asked_for_once(clinic: Clinic) -> None:
    clinic.run()
    assert [asked.path.partition("?")[0] for asked in clinic.services.asked] == [
        FILE,
        MIRROR,
        f"{ACTIONS}/workflows",
        RUNS,
    ]


def test_offline_nobody_is_asked_and_that_is_told(clinic: Clinic) -> None:
    result = clinic.run("--offline")
    assert clinic.services.asked == []
    assert result.exit_code == 0
    assert result.output.count("not looked up, since nobody was asked") == 2


def test_a_site_without_any_setting_is_told_how_to_begin(clinic: Clinic) -> None:
    clinic.settings = {}
    clinic.remote("")
    result = clinic.run()
    assert result.output.startswith("note     citation numbers: neither 'repository' nor 'author.googlescholar' is set")
    assert "To begin, set both" in result.output
    assert len(result.output.splitlines()) == 2
    assert result.exit_code == 0


def test_numbers_in_the_docs_folder_are_shown_without_a_repository(clinic: Clinic) -> None:
    clinic.settings = {"author": {"orcid": "0000-0002-1825-0097"}, "publications": "papers.bib"}
    clinic.remote("")
    clinic.write("docs/gs_data.json", json.dumps(data()))
    clinic.says("ok", "docs folder", "docs/gs_data.json is what pages show: 120 citations and 2 papers")
    clinic.says("note", "repository", "is set nowhere")
    assert "so no page shows any" not in clinic.run().output


# The repository


@pytest.mark.parametrize(
    ("written", "level", "text", "advice"),
    [
        (Written(REPOSITORY), "ok", "as set in mkdocs.yml", ""),
        (Written("", f"https://github.com/{REPOSITORY}"), "ok", "from repo_url", ""),
        (Written("", "", f"https://github.com/{REPOSITORY}.git"), "ok", "from the git remote", ""),
        (Written("Ada/ADA.github.io", "", f"git@github.com:{REPOSITORY}"), "ok", "as set", ""),
        (Written(), "problem", "is set nowhere", "Set repository"),
        (Written("ada"), "problem", "'ada' is no repository", "Set repository"),
        (Written(f"https://github.com/{REPOSITORY}"), "problem", "is no repository", f"Write repository: {REPOSITORY}"),
        (Written("your-name/your-name.github.io"), "problem", "is a placeholder", "Set repository"),
        (Written("owner/name", "", f"github.com/{REPOSITORY}"), "problem", "is a placeholder", REPOSITORY),
        (Written("RayeRen/acad-homepage.github.io"), "problem", "is the template's", "Set repository"),
        (Written("babbage/engine", "", f"github.com/{REPOSITORY}"), "note", f"the git remote is {REPOSITORY}", "fine"),
    ],
)
def test_the_repository_is_compared_with_what_git_says(written: Written, level: str, text: str, advice: str) -> None:
    (finding,) = check_repository(written)
    assert finding.level == level
    assert text in finding.text
    assert advice in finding.advice


def test_the_templates_own_site_is_its_authors() -> None:
    written = Written("RayeRen/acad-homepage.github.io", "", "https://github.com/RayeRen/acad-homepage.github.io")
    assert levels_of(check_repository(written)) == ["ok"]


def test_nobody_is_asked_for_a_placeholder(clinic: Clinic) -> None:
    clinic.settings["repository"] = "your-name/your-name.github.io"
    clinic.says("problem", "repository", "is a placeholder")
    assert clinic.services.asked == []
    assert repository_of(Written("your-name/your-name.github.io", "", f"github.com/{REPOSITORY}")) == ""


# The addresses


def test_a_missing_branch_is_a_problem_with_what_to_start(clinic: Clinic) -> None:
    clinic.answers(answer("", 404))
    assert "Start the workflow" in clinic.says("problem", "address", FILE, "there is no such file (404)")
    clinic.says("problem", "mirror", MIRROR, "(404)")


def test_one_address_that_answers_is_enough(clinic: Clinic) -> None:
    clinic.answers(answer("", 404), answer_json(data()))
    clinic.says("note", "address", "(404)", "from another address")
    clinic.says("ok", "mirror", "120 citations and 2 papers")
    assert "problem" not in clinic.levels()


@pytest.mark.parametrize(
    ("reply", "level", "text"),
    [
        (answer("", 403), "problem", "refuses the question (403)"),
        (answer("<html>", 200), "problem", "what it answers is of no use: line 1 is no JSON"),
        (answer_json({"citedby": 0, "publications": {}}), "problem", "holds no citations"),
        (answer("[" * 100_000), "problem", "of no use"),
        (answer("", 429), "note", "was asked too often (429)"),
        (answer("", 500), "note", "has an error of its own (500)"),
        (cut_off, "note", "broke off"),
        (garbage, "note", "could not be reached"),
        (hang, "note", "did not answer in time"),
        (redirect("http://elsewhere.example/"), "note", "not https"),
    ],
)
def test_what_an_address_says_instead_is_told(clinic: Clinic, reply: Reply, level: str, text: str) -> None:
    clinic.settings["scholar"]["mirrors"] = []
    clinic.answers(reply)
    clinic.services.on(ACTIONS, answer("", 404))
    clinic.says(level, "address", text)


def test_an_address_that_cannot_be_reached_is_a_note(clinic: Clinic, free_port: int) -> None:
    clinic.settings["scholar"] = {"host": f"http://127.0.0.1:{free_port}", "mirrors": []}
    assert "whether this host is blocked" in clinic.says("note", "address", "could not be reached")
    assert "problem" not in clinic.levels()


def test_a_mirror_that_lags_behind_is_told(clinic: Clinic) -> None:
    clinic.answers(answer_json(data()), answer_json(data(updated=f"{day(9)} 04:00:00")))
    clinic.says("note", "mirror", f"the numbers of {day(9)}, another address those of {day(1)}")


def is_published(clinic: Clinic, monkeypatch: pytest.MonkeyPatch, reply: Reply) -> None:
    """Let the site be published with its own copy of the numbers, and the mirrors be ours alone."""
    monkeypatch.setattr("mkdocs_academic.scholar.mirrors.MIRRORS", (f"{clinic.services.url}/mirror/{{file}}",))
    clinic.settings["scholar"]["mirrors"] = None
    clinic.site_url = f"{clinic.services.url}/site/"
    clinic.services.on("/site/gs_data.json", reply)


def test_the_sites_own_copy_is_a_note_if_it_answers(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    is_published(clinic, monkeypatch, answer_json(data(updated=f"{day(9)} 04:00:00")))
    line = clinic.says("note", "own copy", "/site/gs_data.json answers with 120 citations and 2 papers")
    assert "asks it last" in line
    assert clinic.levels() == {"ok", "note"}


@pytest.mark.parametrize("reply", [answer("", 404), answer("<html>"), cut_off])
def test_a_site_without_a_copy_of_its_own_is_not_told(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    is_published(clinic, monkeypatch, reply)
    assert "/site/" not in clinic.run().output
    assert "/site/gs_data.json" in [asked.path for asked in clinic.services.asked]
    assert clinic.levels() == {"ok"}


def test_the_sites_own_copy_hides_no_missing_branch(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    is_published(clinic, monkeypatch, answer_json(data()))
    clinic.answers(answer("", 404))
    assert "Start the workflow" in clinic.says("problem", "address", "(404)")
    clinic.says("ok", "age", day(1))


def test_the_sites_own_copy_is_not_asked_where_the_docs_folder_has_the_file(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_published(clinic, monkeypatch, answer_json(data()))
    clinic.write("docs/gs_data.json", json.dumps(data()))
    clinic.run()
    assert "/site/gs_data.json" not in [asked.path for asked in clinic.services.asked]


def test_a_mirror_that_is_no_address_is_told(clinic: Clinic) -> None:
    clinic.settings["scholar"]["mirrors"] = ["ftp://mirror.example"]
    clinic.says("problem", "setting", "ftp://mirror.example")


def test_a_build_that_may_not_fetch_is_told(clinic: Clinic) -> None:
    clinic.settings["scholar"]["fetch"] = "never"
    clinic.says("note", "setting", "scholar.fetch is 'never'")


def test_what_is_no_number_is_named(clinic: Clinic) -> None:
    clinic.numbers(data(hindex="many"))
    clinic.says("note", "numbers", FILE, "'hindex'")


def test_the_file_in_the_docs_folder_hides_the_branch(clinic: Clinic) -> None:
    clinic.write("docs/gs_data.json", json.dumps(data(updated=f"{day(3)} 04:00:00")))
    clinic.says("note", "docs folder", "docs/gs_data.json is what pages show", f"newer ones of {day(1)}", "delete")
    assert [asked.path for asked in clinic.services.asked if not asked.path.startswith(ACTIONS)] == [FILE]


def test_the_file_in_the_docs_folder_needs_no_branch(clinic: Clinic) -> None:
    clinic.write("docs/gs_data.json", json.dumps(data()))
    clinic.answers(answer("", 404))
    assert clinic.levels() == {"ok"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"citedby": 0}', "[" * 100_000])
def test_a_damaged_file_in_the_docs_folder_is_a_problem(clinic: Clinic, content: str) -> None:
    clinic.write("docs/gs_data.json", content)
    clinic.says("problem", "docs folder", "docs/gs_data.json: ")
    clinic.says("ok", "mirror", "120 citations")


def test_files_that_cannot_be_read_are_problems(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic.write("docs/gs_data.json", "{}")
    opened = io.open

    def refuse(path: Any, *arguments: Any, **options: Any) -> Any:
        if str(path).endswith(("gs_data.json", "index.md")):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(io, "open", refuse)
    clinic.says("problem", "docs folder", "docs/gs_data.json: cannot be read: Permission denied")
    clinic.says("problem", "pages", "docs/index.md: cannot be read: Permission denied")


# The numbers


TODAY = dt.date(2026, 11, 28)


def stats(**changes: object) -> ScholarStats:
    return parse_stats(json.dumps(data(**{"updated": "2026-11-20 04:37:00", **changes})).encode()).stats


def ours(**figures: object) -> dict[str, object]:
    return {"mkdocs_academic": {"version": 1, "figures": figures}}


@pytest.mark.parametrize(
    ("updated", "level", "text"),
    [
        ("2026-11-28", "ok", "of 2026-11-28, today"),
        ("2026-11-27", "ok", "yesterday"),
        ("2026-11-14", "ok", "14 days ago"),
        ("2026-11-13", "problem", "15 days ago"),
        ("2026-11-30", "note", "yet to come"),
        ("soon", "note", "do not say of which day"),
    ],
)
def test_numbers_older_than_two_weeks_are_a_problem(updated: str, level: str, text: str) -> None:
    (finding,) = check_age(stats(updated=updated), TODAY)
    assert finding.level == level
    assert text in finding.text
    assert finding.advice or level == "ok"


def test_old_numbers_fail_the_command(clinic: Clinic) -> None:
    clinic.numbers(data(updated=f"{day(20)} 04:00:00"))
    assert "Start the workflow" in clinic.says("problem", "age", day(20), "20 days ago")


def test_a_figure_that_stayed_behind_is_a_problem_and_a_paper_is_a_note() -> None:
    written = ours(hindex={"source": "Google Scholar", "date": "2026-10-01"})
    papers = [{"author_pub_id": f"{AUTHOR}:u5HHmVD_uO8C", "source": "OpenAlex", "date": "2026-09-01"}]
    written["mkdocs_academic"] |= {"papers": papers}  # type: ignore[operator]
    found = list(check_age(stats(**written), TODAY))
    assert levels_of(found) == ["ok", "problem", "note"]
    assert "'hindex' is of 2026-10-01, 58 days ago (Google Scholar)" in found[1].text
    assert "1 of 2 papers have older numbers, the oldest is 'Notes on the Analytical Engine' of 2026-09-01" in str(
        found[2]
    )


@pytest.mark.parametrize(
    ("written", "known", "level", "text"),
    [
        (AUTHOR, AUTHOR, "ok", AUTHOR),
        (f"https://scholar.google.com/citations?user={AUTHOR}&hl=en", AUTHOR, "ok", AUTHOR),
        (AUTHOR, "", "ok", AUTHOR),
        ("", AUTHOR, "note", "is not set"),
        ("Ada Lovelace", AUTHOR, "problem", "'Ada Lovelace' is no id"),
        ("DhtAFkwAAAAJ", "DhtAFkwAAAAJ", "problem", "the template's sample"),
        (AUTHOR, "DhtAFkwAAAAJ", "problem", "the template's author"),
        (AUTHOR, "BabbageAAAAJ", "problem", "those of BabbageAAAAJ, author.googlescholar is AdaLovelaceJ"),
    ],
)
def test_the_author_is_compared_with_the_numbers(written: str, known: str, level: str, text: str) -> None:
    (finding,) = check_author(written, False, stats(scholar_id=known))
    assert finding.level == level
    assert text in finding.text


def test_an_author_known_to_another_source_needs_no_profile(clinic: Clinic) -> None:
    clinic.settings["author"] = {"orcid": "0000-0002-1825-0097"}
    assert clinic.levels() == {"ok"}
    clinic.settings["author"] = {}
    clinic.says("note", "author", "author.googlescholar is not set")


def test_numbers_kept_because_newer_ones_were_worse_are_named() -> None:
    beside = {"value": 2, "source": "OpenAlex", "date": "2026-11-20"}
    written = ours(citedby={"source": "Google Scholar", "date": "2026-11-18", "beside": beside})
    papers = [{"author_pub_id": f"{AUTHOR}:u5HHmVD_uO8C", "source": "Google Scholar", "beside": {"value": 1}}]
    written["mkdocs_academic"] |= {"papers": papers}  # type: ignore[operator]
    total, paper = check_kept(stats(**written))
    assert total.text == (
        "'citedby' stays 120 (Google Scholar, 2026-11-18): a newer 2 (OpenAlex, 2026-11-20) was not taken"
    )
    assert paper.text.startswith("'Notes on the Analytical Engine' stays 3 (")
    assert levels_of([total, paper]) == ["note", "note"]
    assert "--accept-worse" in total.advice
    assert check_kept(stats()) == []


# The papers


def test_a_misspelt_id_on_a_page_is_named_with_the_nearest(clinic: Clinic) -> None:
    clinic.page(f"{AUTHOR}:u5HHmVD_uO8D")
    line = clinic.says("problem", "pages", f"docs/index.md: paper '{AUTHOR}:u5HHmVD_uO8D' has no number")
    assert "Did you mean 'u5HHmVD_uO8C'?" in line


def test_an_id_near_to_none_comes_with_where_to_find_it(clinic: Clinic) -> None:
    clinic.page(f"{AUTHOR}:zzz")
    assert "citation_for_view=" in clinic.says("problem", "pages", "docs/index.md: paper")


def test_the_templates_sample_is_named_even_without_numbers(clinic: Clinic) -> None:
    clinic.answers(answer("", 404))
    clinic.page("DhtAFkwAAAAJ:ALROH1vI_8AC")
    clinic.entry("DhtAFkwAAAAJ:ALROH1vI_8AC")
    clinic.says("problem", "pages", "is the template's sample")
    clinic.says("problem", "publications", "docs/papers.bib:5", "is the template's sample")


@pytest.mark.parametrize(
    ("name", "level", "text"),
    [
        (f"{AUTHOR}:u5HHmVD_uO8C", "ok", "the paper on the pages has a number"),
        ("u5HHmVD_uO8C", "ok", "the paper on the pages has a number"),
        ("note", "ok", "the paper on the pages has a number"),
        ("u5HHmVD_uO8D", "problem", "Did you mean 'u5HHmVD_uO8C'?"),
        ("notes", "problem", "Did you mean 'note'?"),
        ("10.1234/none", "problem", "names no paper with a number"),
        ("DhtAFkwAAAAJ:x", "problem", "is the template's sample"),
        ("unlisted", "note", "has no number yet"),
    ],
)
def test_a_paper_in_a_shortcut_may_have_any_of_its_names(clinic: Clinic, name: str, level: str, text: str) -> None:
    unlisted = "@article{unlisted, author = {Lovelace, Ada}, title = {Of Bernoulli Numbers}, year = 1842}\n"
    clinic.write("docs/papers.bib", (clinic.folder / "docs/papers.bib").read_text(encoding="utf-8") + unlisted)
    clinic.write("docs/index.md", f"Cited {{citations of {name} }} times, {{citations}} in all.\n")
    clinic.says(level, "pages", text)


def test_a_misspelt_id_in_the_bibliography_is_named_with_its_line(clinic: Clinic) -> None:
    clinic.entry("d1gkVwhDpl0D")
    assert "d1gkVwhDpl0C" in clinic.says("problem", "publications", "docs/papers.bib:5: scholar_id 'd1gkVwhDpl0D'")


def test_a_misspelt_id_of_a_paper_that_is_found_by_its_title_is_a_note() -> None:
    work = Work("Notes on the Analytical Engine", 1843, "other")
    papers = [{"title": "Notes on the Analytical Engine", "num_citations": 2}]
    known = stats(publications={}, mkdocs_academic={"papers": papers})
    (finding,) = check_listed([Listed(work, Place("papers.bib", 5))], known)
    assert finding.level == "note"
    assert "found by its DOI or title" in finding.text


def test_a_hundred_unknown_ids_take_few_lines() -> None:
    pages = OnPages({f"{AUTHOR}:{number:04}": "index.md" for number in range(100)}, {})
    found = check_pages(pages, [], stats())
    assert len(found) == 11
    assert str(found[-1]) == "problem  pages: 90 more of this kind."


def test_few_findings_stay_as_they_are() -> None:
    few = [Finding("note", "kept", str(number)) for number in range(10)]
    assert shortened(few) == few
    more = Finding("note", "kept", "1 more of this kind")
    assert shortened([*few, few[0]]) == [*few, more]
    assert shortened([*few, few[0]._replace(level="problem")])[-1].level == "problem"


def test_a_bibliography_that_cannot_be_read_is_a_problem(clinic: Clinic) -> None:
    (clinic.folder / "docs/papers.bib").write_bytes(b"\xff\xfe@article{")
    clinic.says("problem", "publications", "papers.bib")


@pytest.mark.parametrize(
    "code",
    [
        "```html\n{}\n```",
        "~~~~\n```\n{}\n~~~~",
        "- A step:\n\n    ```\n    {}\n    ```",
        "Write `{}` there.",
        "Write ``{} ` `` there.",
        "<!-- {} -->",
        "<!--\n```\n{}\n-->",
    ],
)
def test_what_stands_in_code_and_comments_is_no_paper_on_a_page(clinic: Clinic, code: str) -> None:
    shown = f'<span class="show_paper_citations" data="{AUTHOR}:u5HHmVD_uO8C"></span>\n\n{{citations of note}}'
    for name in (f'<span class="show_paper_citations" data="{AUTHOR}:unknown"></span>', "{citations of unknown}"):
        clinic.write("docs/index.md", f"{shown}\n\n{code.replace('{}', name)}\n")
        clinic.says("ok", "pages", "all 2 papers on the pages have a number")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_code_that_is_never_closed_hides_no_paper(clinic: Clinic, newline: str) -> None:
    text = "```\n\nA ` tick.\n\nSee {citations of unknown}, ` there.\n"
    clinic.write("docs/index.md", text.replace("\n", newline))
    clinic.says("problem", "pages", "'{citations of unknown}'")


# The workflow


def starter_with(old: str, new: str) -> Callable[[Clinic], None]:
    def change(clinic: Clinic) -> None:
        text = (clinic.folder / WORKFLOW).read_text(encoding="utf-8")
        assert old in text
        clinic.write(WORKFLOW, text.replace(old, new))

    return change


@pytest.mark.parametrize(
    ("change", "level", "parts"),
    [
        (starter_with("mkdocs-academic scholar", "true"), "note", ("workflow", "no file", "mkdocs-academic new")),
        (starter_with("mkdocs-academic scholar", "# mkdocs-academic scholar"), "note", ("workflow", "no file")),
        (
            starter_with("  schedule:\n    - cron", "  push:\n    - x"),
            "problem",
            ("schedule", "has none", "37 4 * * *"),
        ),
        (starter_with("name: Citations", "name: [}"), "problem", ("workflow", "is no YAML")),
        (starter_with("secrets.GOOGLE_SCHOLAR_ID", "secrets.SCHOLAR"), "problem", ("secret", "reads SCHOLAR,")),
        (starter_with("GOOGLE_SCHOLAR_ID", "GOOGLE_SCOLAR_ID"), "problem", ("secret", "reads GOOGLE_SCOLAR_ID,")),
        (starter_with("GOOGLE_SCHOLAR_ID: $", "SCHOLAR_ID: $"), "problem", ("secret", "under another name")),
    ],
)
def test_what_is_wrong_with_the_workflow_is_told(
    clinic: Clinic, change: Callable[[Clinic], None], level: str, parts: tuple[str, ...]
) -> None:
    change(clinic)
    clinic.says(level, *parts)


def without_secret(clinic: Clinic) -> None:
    clinic.write(WORKFLOW, "on: {schedule: [{cron: 1 1 * * *}]}\njobs: {a: {steps: [run: mkdocs-academic scholar]}}\n")


def test_without_a_secret_the_setting_is_used(clinic: Clinic) -> None:
    without_secret(clinic)
    clinic.says("ok", "secret", "needs none")
    clinic.settings["author"] = {}
    clinic.says("problem", "secret", "does not read GOOGLE_SCHOLAR_ID")


def test_without_a_workflow_and_without_numbers_there_is_a_problem(clinic: Clinic) -> None:
    (clinic.folder / WORKFLOW).unlink()
    clinic.answers(answer("", 404))
    clinic.says("problem", "workflow", "no file in .github/workflows runs")


def test_the_old_crawler_is_told_with_how_to_replace_it(clinic: Clinic) -> None:
    old = ".github/workflows/google_scholar_crawler.yaml"
    (clinic.folder / WORKFLOW).unlink()
    clinic.write(old, CRAWLER)
    clinic.services.on(f"{ACTIONS}/workflows", workflows(path=old))
    line = clinic.says("note", "workflow", f"{old} runs the crawler of acad-homepage")
    assert "delete it and the folder google_scholar_crawler" in line
    assert "mkdocs-academic new" in line
    clinic.says("ok", "secret", old)


def test_two_workflows_for_one_branch_are_a_problem(clinic: Clinic) -> None:
    clinic.write(".github/workflows/old.yaml", CRAWLER)
    clinic.says("problem", "workflow", "old.yaml runs the old crawler too")


def test_workflows_lie_at_the_top_of_the_repository(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    (clinic.folder / "site").mkdir()
    monkeypatch.chdir(clinic.folder / "site")
    assert [workflow.path for workflow in read_workflows(Path())] == [WORKFLOW]


# GitHub


@pytest.mark.parametrize(
    ("listed", "run", "level", "text"),
    [
        (workflows("disabled_inactivity"), runs(), "problem", "nothing happened in the repository for 60 days"),
        (workflows("disabled_manually"), runs(), "problem", "switched off by hand"),
        (workflows("disabled_fork"), runs(), "problem", "as in every fork"),
        (workflows("new_state"), runs(), "problem", "is not active (new_state)"),
        (workflows(path="other.yml"), runs(), "problem", "is not there, or not on the default branch"),
        (workflows(), answer_json({"workflow_runs": []}), "problem", "has never run"),
        (workflows(), runs("failure"), "problem", "ended with 'failure'"),
        (workflows(), runs(None, "in_progress"), "note", "has not ended yet"),
        (answer("", 404), runs(), "note", "could not be looked up"),
        (answer("", 403), runs(), "note", "refuses the question (403)"),
        (answer("<html>"), runs(), "note", "the answer is no JSON"),
        (workflows(), hang, "note", "did not answer in time"),
        (workflows(), answer("", 403), "note", "refuses the question (403)"),
    ],
)
def test_what_github_says_of_the_workflow_is_told(
    clinic: Clinic, listed: Reply, run: Reply, level: str, text: str
) -> None:
    clinic.services.on(f"{ACTIONS}/workflows", listed)
    clinic.services.on(RUNS, run)
    advice = clinic.says(level, "GitHub", text).partition(text)[2].partition(". ")[2]
    assert advice


# What is hostile


def test_nothing_of_a_hostile_file_reaches_the_terminal_but_its_text(clinic: Clinic) -> None:
    clinic.numbers(data(scholar_id="\x1b[31mRED\nproblem  none: fake", hindex="\x1b]0;title\x07"))
    result = clinic.run()
    assert "\x1b" not in result.output
    assert "\nproblem  none" not in result.output
    assert max(map(len, result.output.splitlines())) < 1_100


def test_a_title_that_the_output_cannot_print_ends_in_question_marks(clinic: Clinic) -> None:
    clinic.write("docs/index.md", "{citations of Über 数学}\n")
    result = clinic.run(charset="cp1252")
    assert isinstance(result.exception, SystemExit)
    assert "'{citations of Über ??}' names no paper" in result.output
    assert result.output.endswith("1 problem, 0 notes.\n")


def test_a_workflow_that_is_a_bomb_is_read_in_time(clinic: Clinic) -> None:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(24)
    )
    clinic.write(WORKFLOW, bomb + "run: mkdocs-academic scholar\n")
    clinic.says("problem", "schedule", "has none")
    clinic.write(WORKFLOW, "[" * 5_000 + "mkdocs-academic scholar")
    clinic.says("problem", "workflow", "no YAML")


@pytest.mark.parametrize("value", [[], {}, 7, None, True, "x"])
def test_settings_of_any_kind_end_in_lines(clinic: Clinic, value: object) -> None:
    clinic.settings = {"repository": REPOSITORY, "author": value, "publications": value}
    clinic.settings["scholar"] = {**dict.fromkeys(("branch", "file", "fetch"), value), "host": clinic.services.url}
    clinic.settings["scholar"]["mirrors"] = []
    result = clinic.run()
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "ok       repository" in result.output


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("workflows", "workflow_runs", "path", "id", "state", "conclusion", "created_at")), inner
        )
    ),
    max_leaves=12,
)


class _Said(Web):
    """Answers every question with the same."""

    def __init__(self, said: object) -> None:
        super().__init__()
        self._said = json.dumps(said).encode()

    def get(self, url: str, **options: Any) -> bytes:
        return self._said


@settings(max_examples=50, deadline=None)
@given(_JSON)
def test_any_answer_of_github_ends_in_findings_or_a_line(said: object) -> None:
    try:
        states = ask_github("https://api.github.com", REPOSITORY, [WORKFLOW, "x"], _Said(said))
    except ServiceError:
        return
    assert all(finding.level in ("ok", "note", "problem") for finding in check_states(states, REPOSITORY))


@given(st.binary(max_size=200))
def test_any_bytes_are_numbers_or_a_failure(body: bytes) -> None:
    answered = parsed_answer("x", body)
    assert bool(answered.parsed) != bool(answered.failure)


def test_no_workflow_and_numbers_is_a_note() -> None:
    assert levels_of(check_workflows([], has_setting=True, has_numbers=True)) == ["note"]
