"""Citation numbers: their addresses, their file, and how they get into a page."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_academic.errors import Place, Problem, Report
from mkdocs_academic.markup import replace_spans, tags
from mkdocs_academic.scholar.address import git_remote, repository_from, stats_url
from mkdocs_academic.scholar.counts import count_edits
from mkdocs_academic.scholar.stats import ScholarStats, read_stats

PLACE = Place("docs/gs_data.json")
PAGE = Place("docs/index.md")
AUTHOR = "TuringAAAAJ1"

# The form that acad-homepage's crawler writes: scholarly's author.
GS_DATA = {
    "container_type": "Author",
    "filled": ["basics", "publications", "indices", "counts"],
    "scholar_id": AUTHOR,
    "name": "Alan Turing",
    "organization": 18168328457749716238,
    "citedby": 50123,
    "citedby5y": 10000,
    "hindex": 36,
    "i10index": 60,
    "cites_per_year": {"2023": 3, "2024": 32},
    "updated": "2026-06-07 10:26:41.330419",
    "publications": {
        f"{AUTHOR}:u5HHmVD_uO8C": {
            "bib": {"title": "Computing machinery and intelligence", "pub_year": "1950"},
            "author_pub_id": f"{AUTHOR}:u5HHmVD_uO8C",
            "num_citations": 23000,
        },
        f"{AUTHOR}:d1gkVwhDpl0C": {"bib": {"title": "On computable numbers"}, "num_citations": 0},
    },
}
STATS = ScholarStats(
    name="Alan Turing",
    author_id=AUTHOR,
    cited_by=50123,
    h_index=36,
    i10_index=60,
    updated=date(2026, 6, 7),
    citations={f"{AUTHOR}:u5HHmVD_uO8C": 23000, f"{AUTHOR}:d1gkVwhDpl0C": 0},
)
DAY = 'title="Google Scholar, 2026-06-07"'


def read(content: str | bytes, folder: Path) -> tuple[ScholarStats | None, list[Problem]]:
    path = folder / "gs_data.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    return read_stats(path, place=PLACE, report=problems.append), problems


def write_counts(html: str, stats: ScholarStats, report: Report | None = None, place: Place | None = None) -> str:
    return replace_spans(html, count_edits(tags(html), stats, report=report, place=place))


def write(html: str, stats: ScholarStats = STATS) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    return write_counts(html, stats, report=problems.append, place=PAGE), problems


def write_well(html: str, stats: ScholarStats = STATS) -> str:
    written, problems = write(html, stats)
    assert problems == []
    return written


# Addresses


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


# The file


def test_the_crawlers_file_is_read(tmp_path: Path) -> None:
    stats, problems = read(json.dumps(GS_DATA), tmp_path)
    assert stats == STATS
    assert problems == []


def test_numbers_may_be_written_as_text_and_the_file_may_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    data = {"citedby": "50,123", "hindex": " 36 ", "publications": {"a:b": {"num_citations": "7"}, "a:c": 8}}
    stats, problems = read("\ufeff" + json.dumps(data), tmp_path)
    assert stats is not None
    assert (stats.cited_by, stats.h_index, dict(stats.citations)) == (50123, 36, {"a:b": 7, "a:c": 8})
    assert problems == []


@pytest.mark.parametrize(
    ("data", "cited_by", "papers"),
    [({"citedby": 3}, 3, 0), ({"publications": {"a:b": {"num_citations": 0}}}, None, 1)],
)
def test_missing_keys_are_no_problem(tmp_path: Path, data: object, cited_by: int | None, papers: int) -> None:
    stats, problems = read(json.dumps(data), tmp_path)
    assert stats is not None
    assert (stats.cited_by, len(stats.citations), stats.updated, stats.name) == (cited_by, papers, None, "")
    assert problems == []


def test_a_file_that_waits_for_its_first_numbers_is_told_of_and_changes_nothing(tmp_path: Path) -> None:
    stats, (problem,) = read('{"citedby": 0, "publications": {}}', tmp_path)
    assert stats is None
    assert problem.level == "info"


def test_what_is_no_number_is_left_out_and_named_once(tmp_path: Path) -> None:
    papers: dict[str, object] = {
        "a:1": {"num_citations": -1},
        "a:2": {"num_citations": True},
        "a:3": {"num_citations": 1.5},
        "a:4": "many",
        "a:5": [],
        "a:6": {"num_citations": 10**15},
        "a:7": {"num_citations": 6},
        "a:8": {},
    }
    stats, (problem,) = read(json.dumps({"citedby": "x", "hindex": [], "publications": papers}), tmp_path)
    assert stats is not None
    assert (stats.cited_by, stats.h_index, dict(stats.citations)) == (None, None, {"a:7": 6})
    assert str(problem) == (
        "docs/gs_data.json: left out what is no number of citations: "
        "'citedby', 'hindex', 'a:1', 'a:2', 'a:3' and 3 more. Run the crawler again."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "line 1 is no JSON"),
        ('{"citedby": 1,\n"publications"', "line 2 is no JSON"),
        ("[1, 2]", "it holds no JSON object"),
        ("null", "it holds no JSON object"),
        ("<html>404</html>", "line 1 is no JSON"),
        (b"\xff\xfe\x00", "it is not UTF-8"),
        ("[" * 200_000, "it is nested too deeply"),
        ('{"citedby": ' + "9" * 5000 + "}", "Exceeds the limit"),
        (b" " * 8_000_001, "it is larger than 8 MB"),
        ("{}", "has neither 'citedby' nor 'publications'"),
        ('{"citedby": NaN}', "left out what is no number"),
        ('{"publications": []}', "left out what is no number of citations: 'publications'"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_without_numbers_is_named_with_the_reason(tmp_path: Path, content: str | bytes, reason: str) -> None:
    stats, (problem,) = read(content, tmp_path)
    assert stats is None
    assert problem.level == "warning"
    assert str(problem).startswith("docs/gs_data.json: ")
    assert reason in problem.message


def test_a_missing_file_and_a_folder_in_its_place_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        problems: list[Problem] = []
        assert read_stats(path, place=PLACE, report=problems.append) is None
        assert len(problems) == 1


@pytest.mark.parametrize("updated", ["soon", "2026-13-45", 20260607, None, ["2026-06-07"], ""])
def test_a_day_that_is_none_does_not_cost_the_numbers(tmp_path: Path, updated: object) -> None:
    stats, problems = read(json.dumps({"citedby": 1, "updated": updated}), tmp_path)
    assert stats is not None and stats.updated is None
    assert problems == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(["citedby", "publications", "num_citations", "updated", "name", "hindex"])
            | st.text(max_size=5),
            children,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON | st.binary(max_size=40))
def test_no_file_is_too_much(tmp_path: Path, data: object) -> None:
    stats, problems = read(data if isinstance(data, bytes) else json.dumps(data), tmp_path)
    assert len(problems) <= 1
    assert stats is not None or len(problems) == 1
    if stats is not None:
        write_counts("<span id='total_cit'></span>", stats).encode()


# The page


def test_the_total_and_each_paper_are_filled_in_with_their_day() -> None:
    html = (
        "<p>cited <strong><span id='total_cit'>260000+</span></strong></p>\n"
        f"<p><strong><span class='show_paper_citations' data='{AUTHOR}:u5HHmVD_uO8C'></span></strong></p>"
    )
    assert write_well(html) == (
        f"<p>cited <strong><span id='total_cit' {DAY}>50123</span></strong></p>\n"
        f"<p><strong><span class='show_paper_citations' data='{AUTHOR}:u5HHmVD_uO8C' {DAY}>| Citations: 23000</span>"
        "</strong></p>"
    )


@pytest.mark.parametrize(
    "span",
    [
        '<span class="show_paper_citations" data="{}">',
        "<span data='{}' class='show_paper_citations'>",
        "<span data={} class=show_paper_citations>",
        '<SPAN CLASS="show_paper_citations" DATA="{}">',
        '<span\n  class="big show_paper_citations red"\n  data=" {} ">',
    ],
)
def test_a_span_is_known_however_it_is_written(span: str) -> None:
    span = span.format(f"{AUTHOR}:d1gkVwhDpl0C")
    assert write_well(f"a{span}old</span>b") == f"a{span[:-1]} {DAY}>| Citations: 0</span>b"


def test_without_a_day_the_tag_stays_as_it_is() -> None:
    stats = ScholarStats("", "", 7, None, None, None, {})
    assert write_well("<span  id='total_cit' >x</span>", stats) == "<span  id='total_cit' >7</span>"


def test_the_authors_own_tooltip_stays() -> None:
    assert write_well('<span id="total_cit" title="Mine">x</span>') == '<span id="total_cit" title="Mine">50123</span>'


def test_contents_with_tags_of_their_own_are_replaced_whole() -> None:
    html = "<span id=total_cit><b><span>2</span>60<br>000</b><!-- </span> --><i>+</i></span> <span>after</span>"
    assert write_well(html) == f"<span id=total_cit {DAY}>50123</span> <span>after</span>"


def test_an_empty_element_gets_its_contents() -> None:
    assert write_well("a <span id='total_cit' /> b") == f"a <span id='total_cit' {DAY}>50123</span> b"


def test_one_of_our_spans_inside_another_is_part_of_its_contents() -> None:
    html = "<span id='total_cit'>a<span id='total_cit'>b</span>c</span>"
    assert write_well(html) == f"<span id='total_cit' {DAY}>50123</span>"


def test_the_same_object_is_returned_where_there_is_nothing_to_fill() -> None:
    for html in ("<p>no numbers</p>", "<p>the words total_cit and show_paper_citations</p>"):
        assert write_well(html) is html


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <span id='total_cit'>1</span> -->",
        "<script>x = \"<span id='total_cit'>1</span>\"</script>",
        "<style>/* <span id='total_cit'>1</span> */</style>",
        "<pre>&lt;span id='total_cit'&gt;1&lt;/span&gt;</pre>",
        "<div id='total_cit'>1</div>",
        "<span id='total_cits'>1</span>",
        "<span class='show_paper_citations_not' data='a:b'>1</span>",
        "<a title=\"<span id='total_cit'>1</span>\">x</a>",
    ],
)
def test_what_only_looks_like_our_spans_stays(html: str) -> None:
    assert write_well(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p><span id='total_cit'>1</p><p>2</p>",
        "<b><span id='total_cit'></b></span>",
        "<span id='total_cit'>",
        "<span id='total_cit'",
        "</span><span id='total_cit'></div>",
    ],
)
def test_a_span_that_is_not_closed_where_it_stands_stays(html: str) -> None:
    assert write_well(html) == html


def test_the_total_stays_as_written_where_it_is_not_known() -> None:
    stats = ScholarStats("", "", None, None, None, None, {"a:b": 1})
    assert write_well("<span id='total_cit'>260000+</span>", stats) == "<span id='total_cit'>260000+</span>"


def test_an_unknown_paper_stays_as_written_and_is_named_once_with_the_nearest() -> None:
    span = f"<span class='show_paper_citations' data='{AUTHOR}:u5HHmVD_u08C'>| Citations: 3</span>"
    html, problems = write(span + span)
    assert html == span + span
    assert [(str(problem), problem.level) for problem in problems] == [
        (
            f"docs/index.md: paper '{AUTHOR}:u5HHmVD_u08C' is not among the 2 papers with numbers; "
            f"it stays as written. Did you mean 'u5HHmVD_uO8C'?",
            "info",
        )
    ]


def test_another_paper_of_the_author_is_not_near_and_a_forgotten_author_is() -> None:
    _, (problem,) = write(f"<span class='show_paper_citations' data='{AUTHOR}:W7OEmFMy1HYC'></span>")
    assert "Did you mean" not in problem.message
    _, (problem,) = write("<span class='show_paper_citations' data='u5HHmVD_uO8C'></span>")
    assert problem.message.endswith(f"Did you mean '{AUTHOR}:u5HHmVD_uO8C'?")


def test_one_unknown_paper_does_not_cost_the_others_their_numbers() -> None:
    html, problems = write("<span class='show_paper_citations' data='?'></span><span id='total_cit'></span>")
    assert html == f"<span class='show_paper_citations' data='?'></span><span id='total_cit' {DAY}>50123</span>"
    assert len(problems) == 1


def test_the_templates_sample_papers_have_words_of_their_own() -> None:
    span = "<span class='show_paper_citations' data='DhtAFkwAAAAJ:ALROH1vI_8AC'></span>"
    _, (problem,) = write(span)
    assert "is the template's sample" in problem.message
    sample = ScholarStats("", "DhtAFkwAAAAJ", 1, None, None, None, {})
    _, (problem,) = write(span, sample)
    assert "is not among the 0 papers" in problem.message


def test_a_span_without_a_paper_is_named() -> None:
    html, (problem,) = write("<span class='show_paper_citations'></span>")
    assert html == "<span class='show_paper_citations'></span>"
    assert "has no 'data'" in problem.message


def test_without_a_report_nothing_is_told_and_all_else_is_the_same() -> None:
    html = "<span class='show_paper_citations' data='?'></span><span id='total_cit'></span>"
    assert write_counts(html, STATS) == write(html)[0]


@pytest.mark.parametrize(
    "html",
    [
        "<span id='total_cit'>" * 20_000,
        "<span id='total_cit'>" * 20_000 + "</span>" * 20_000,
        "<p><span id='total_cit'></p>" * 20_000,
        "total_cit" + "<span " * 50_000,
        "".join(f"<span class='show_paper_citations' data='x{number}'></span>" for number in range(5_000)),
    ],
    ids=["never closed", "nested", "closed by another", "no tags", "unknown papers"],
)
def test_a_hostile_page_takes_no_more_than_its_length(html: str) -> None:
    stats = ScholarStats("", "", 1, None, None, None, {f"{AUTHOR}:{number}": 1 for number in range(2_000)})
    start = time.process_time()
    write(html, stats)
    assert time.process_time() - start < 5


PIECES = st.lists(
    st.text(max_size=6)
    | st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<br>",
                "<span>",
                "</span>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<",
                ">",
            ),
            *("<span id='total_cit'>", "<span id=total_cit/>", "<span class='show_paper_citations' data='a:b'>", "'"),
        ]
    ),
    max_size=14,
).map("".join)


# What a page is made of, each with what becomes of it.
UNTOUCHED = st.text(max_size=9).map(lambda text: text.replace("<", "")) | st.sampled_from(
    [
        "<!-- <span id='total_cit'>1</span> -->",
        "<script>'<span id=total_cit>1</span>'</script>",
        "<p  class = x>total_cit<br></P>",
        "<span data='a:b'>&amp;</span>",
        "<span class='show_paper_citations' data='?'>\r\n</span>",
        "</p>",
    ]
)
FILLED = st.sampled_from(
    [
        ("<span id='total_cit'>1</span>", f"<span id='total_cit' {DAY}>50123</span>"),
        ("<SPAN id=total_cit ><b>1</b></SPAN>", f"<SPAN id=total_cit {DAY}>50123</SPAN>"),
        (
            f'<span class="show_paper_citations" data="{AUTHOR}:d1gkVwhDpl0C">x</span>',
            f'<span class="show_paper_citations" data="{AUTHOR}:d1gkVwhDpl0C" {DAY}>| Citations: 0</span>',
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(UNTOUCHED.map(lambda text: (text, text)) | FILLED, max_size=12))
def test_all_other_bytes_stay(parts: list[tuple[str, str]]) -> None:
    html = "".join(written for written, _ in parts)
    assert write_counts(html, STATS) == "".join(filled for _, filled in parts)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_filling_in_twice_is_filling_in_once(html: str) -> None:
    stats = ScholarStats("", "", 7, None, None, None, {"a:b": 3})
    once = write_counts(html, stats)
    assert write_counts(once, stats) == once
