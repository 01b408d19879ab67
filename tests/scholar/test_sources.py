"""Sources of citation numbers: each answer is read whole or not at all, and every failure is one line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fake_services import (
    CAPTCHA_PAGE,
    CONSENT_PAGE,
    OPENALEX_AUTHOR,
    PROFILE_BARS,
    PROFILE_ROWS,
    SCHOLAR_AUTHOR,
    SIGN_IN_PAGE,
    FakeServices,
    Reply,
    answer,
    answer_json,
    crossref_items,
    crossref_work,
    cut_off,
    drip,
    drip_headers,
    endless,
    fake_services,
    garbage,
    hang,
    inspire_hits,
    inspire_record,
    openalex_page,
    openalex_work,
    profile_page,
    profile_row,
    redirect,
    scholar_page,
    scholar_paper,
    serpapi_article,
    serpapi_profile,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from processor_time import assert_linear

from mkdocs_academic.scholar.records import FIGURES, MAX_COUNT, Work
from mkdocs_academic.scholar.sources import BASE_URLS, SERVICES, count_source
from mkdocs_academic.scholar.sources.google import GoogleScholar
from mkdocs_academic.scholar.sources.openalex import OpenAlex
from mkdocs_academic.scholar.sources.profile_page import read_profile_page
from mkdocs_academic.scholar.sources.source import Asked, Author, CountSource, Found, FoundPaper
from mkdocs_academic.web.session import Answer, Limits, NotFound, ServiceError, Web

SCHOLAR_ID = "TuringAAAAJ"
ORCID = "0000-0002-1825-0097"
KEY = "k3y/of=ours"
DOI = "10.1112/plms/s2-42.1.230"
BY_DOI = Work("On Computable Numbers", 1937, doi=DOI)
BY_ARXIV = Work("Attention Is All You Need", 2017, arxiv="1706.03762")
EVERYTHING = Asked(Author(SCHOLAR_ID, ORCID, "A5023888391", "1741101"), wants_author=True, works=(BY_DOI, BY_ARXIV))
PAPERS_ONLY = Asked(Author(), wants_author=False, works=(BY_DOI, BY_ARXIV))
IMPATIENT = Limits(connect_s=0.15, read_s=0.15, total_s=0.2, size=300_000, tries=2)


@pytest.fixture
def services() -> Iterator[FakeServices]:
    with fake_services() as services:
        yield services


def source(services: FakeServices, name: str, *, has_key: bool = True, limits: Limits = Limits()) -> CountSource:  # noqa: B008
    web = Web(limits=limits, sleep=lambda seconds: None)
    variable = SERVICES[name].key_variable
    environment = {variable: KEY} if variable and has_key else {}
    return count_source(name, web, environment=environment, base_urls=dict.fromkeys(BASE_URLS, services.url))


def google(services: FakeServices, pauses: list[float] | None = None) -> Found:
    web = Web(sleep=lambda seconds: None)
    sleep = (pauses if pauses is not None else []).append
    return GoogleScholar(web, services.url, sleep=sleep).find(EVERYTHING)


def failure(
    services: FakeServices,
    name: str,
    asked: Asked = EVERYTHING,
    *,
    has_key: bool = True,
    limits: Limits = Limits(),  # noqa: B008
) -> str:
    with pytest.raises(ServiceError) as caught:
        source(services, name, has_key=has_key, limits=limits).find(asked)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    assert KEY not in message
    return message


def asked_for(services: FakeServices) -> list[str]:
    return [asked.path for asked in services.asked]


def query(services: FakeServices, number: int = -1) -> Mapping[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(services.asked[number].path).query).items()}


def counts(found: Found) -> dict[str, int]:
    return {paper.work.author_pub_id or paper.work.doi or paper.work.arxiv: paper.citations for paper in found.papers}


class OneAnswer(Web):
    """Answers each question with the next of some bodies, and then with the last again."""

    def __init__(self, *bodies: bytes) -> None:
        super().__init__()
        self._bodies = bodies
        self.questions = 0

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        body = self._bodies[min(self.questions, len(self._bodies) - 1)]
        self.questions += 1
        return Answer(200, {}, body)


# What each can be asked


def test_the_sources_are_asked_in_this_order() -> None:
    assert list(SERVICES) == ["google", "serpapi", "openalex", "semanticscholar", "crossref", "inspire"]
    assert all(service.base_url.startswith("https://") for service in SERVICES.values())


@pytest.mark.parametrize(
    ("name", "lacking"),
    [
        ("google", "author.googlescholar is not set"),
        ("serpapi", "author.googlescholar is not set"),
        ("openalex", "neither author.openalex nor author.orcid is set, and no paper has a DOI or an arXiv id"),
        ("semanticscholar", "author.semanticscholar is not set, and no paper has a DOI or an arXiv id"),
        ("crossref", "no paper has a DOI"),
        ("inspire", "no paper has a DOI or an arXiv id"),
    ],
)
def test_what_a_source_lacks_is_named(services: FakeServices, name: str, lacking: str) -> None:
    asked = Asked(Author(), wants_author=True, works=(Work("A title alone"),))
    assert source(services, name).lacks(asked) == lacking
    assert source(services, name).lacks(EVERYTHING) == ""


def test_a_paper_that_only_arxiv_has_cannot_be_asked_at_crossref(services: FakeServices) -> None:
    asked = Asked(Author(), wants_author=False, works=(BY_ARXIV,))
    lacking = {name for name in SERVICES if source(services, name).lacks(asked)}
    assert lacking == {"google", "serpapi", "crossref"}


def test_a_missing_key_is_named_by_its_variable(services: FakeServices) -> None:
    assert source(services, "serpapi", has_key=False).lacks(EVERYTHING) == "SERPAPI_API_KEY is not set"
    assert source(services, "openalex", has_key=False).lacks(EVERYTHING) == ""


# Google Scholar


def test_google_scholar_shows_a_profile(services: FakeServices) -> None:
    services.on("/citations", answer(profile_page(*PROFILE_ROWS)))
    found = google(services)
    assert found == Found(
        name="Alan M. Turing",
        figures=dict(zip(FIGURES, (50123, 10000, 36, 20, 60, 31), strict=True)),
        per_year={2021: 10, 2022: 0, 2023: 3, 2024: 32},
        papers=(
            FoundPaper(
                Work("Computing machinery & intelligence", 1950, "TuringAAAAJ:u5HHmVD_uO8C"),
                23001,
                "https://scholar.google.com/scholar?oi=bibs&hl=en&cites=7095456534083399278",
            ),
            FoundPaper(
                Work("On computable numbers", 1937, "TuringAAAAJ:d1gkVwhDpl0C"),
                17,
                "https://scholar.google.com/scholar?oi=bibs&hl=en&cites=7095456534083399278",
            ),
            FoundPaper(Work("Solvable and unsolvable problems", None, "TuringAAAAJ:9yKSN-GCB0IC"), 0),
        ),
    )
    assert asked_for(services) == ["/citations?user=TuringAAAAJ&hl=en&cstart=0&pagesize=100"]


def rows_from(start: int, number: int) -> list[str]:
    return [profile_row(f"paper{at:07}", f"Paper {at}", str(at)) for at in range(start, start + number)]


def test_google_scholar_is_asked_for_one_page_for_each_hundred_papers(services: FakeServices) -> None:
    pauses: list[float] = []
    pages = [profile_page(*rows_from(0, 100)), profile_page(*rows_from(100, 100)), profile_page(*rows_from(200, 7))]
    services.on("/citations", *map(answer, pages))
    found = google(services, pauses)
    assert [paper.citations for paper in found.papers] == list(range(207))
    assert [query(services, number)["cstart"] for number in range(len(services.asked))] == ["0", "100", "200"]
    assert len(pauses) == 2
    assert min(pauses) > 0


def test_no_page_is_asked_for_after_the_one_that_says_it_is_the_last(services: FakeServices) -> None:
    services.on("/citations", answer(profile_page(*rows_from(0, 100), more="disabled")))
    assert len(google(services).papers) == 100
    assert len(services.asked) == 1


def test_shorter_pages_are_followed_while_there_are_more(services: FakeServices) -> None:
    services.on("/citations", answer(profile_page(*rows_from(0, 20), more="")), answer(profile_page(*rows_from(20, 5))))
    assert len(google(services).papers) == 25
    assert [query(services, number)["cstart"] for number in range(len(services.asked))] == ["0", "20"]


def test_a_page_without_the_button_is_the_last_where_it_is_not_full(services: FakeServices) -> None:
    pages = [profile_page(*rows_from(start, number)) for start, number in ((0, 100), (100, 3))]
    services.on("/citations", *(answer(page.replace("gsc_bpf_more", "x")) for page in pages))
    assert len(google(services).papers) == 103
    assert len(services.asked) == 2


def test_a_profile_without_papers_has_its_figures(services: FakeServices) -> None:
    empty = '<tr class="gsc_a_tr"><td class="gsc_a_e" colspan="3">There are no articles in this profile.</td></tr>'
    services.on("/citations", answer(profile_page(empty, figures=("0",) * 6, bars=())))
    assert google(services) == Found("Alan M. Turing", dict.fromkeys(FIGURES, 0))


@pytest.mark.parametrize("second", [answer("", 403), answer("", 500), answer(CAPTCHA_PAGE), cut_off])
def test_half_a_profile_of_google_scholar_is_none(services: FakeServices, second: Reply) -> None:
    services.on("/citations", answer(profile_page(*rows_from(0, 100))), second)
    with pytest.raises(ServiceError):
        google(services)


def test_google_scholar_is_left_where_it_repeats_itself(services: FakeServices) -> None:
    services.on("/citations", answer(profile_page(*rows_from(0, 100))))
    with pytest.raises(ServiceError, match="shows the same page again"):
        google(services)
    assert len(services.asked) == 2


def test_google_scholar_is_left_after_thirty_pages() -> None:
    web = OneAnswer(*(profile_page(*rows_from(100 * page, 100)).encode() for page in range(32)))
    with pytest.raises(ServiceError, match="more than 3,000 papers"):
        GoogleScholar(web, sleep=lambda seconds: None).find(EVERYTHING)
    assert web.questions == 30


def test_a_merged_paper_and_one_without_a_number(services: FakeServices) -> None:
    rows = [profile_row("starstarstar", "Merged", "39*"), profile_row("noneatallAAA", "Unread", "many")]
    services.on("/citations", answer(profile_page(*rows)))
    found = google(services)
    assert counts(found) == {"TuringAAAAJ:starstarstar": 39}
    assert found.notes == ("1 of 2 papers have no number that can be read",)


def test_an_older_form_of_the_papers_address_is_read(services: FakeServices) -> None:
    row = PROFILE_ROWS[0].replace('href="/citations', 'href="javascript:void(0)" data-href="/citations', 1)
    services.on("/citations", answer(profile_page(row.replace("TuringAAAAJ:", "TuringAAAAJ%3A"))))
    assert counts(google(services)) == {"TuringAAAAJ:u5HHmVD_uO8C": 23001}


def test_what_stands_between_the_letters_of_a_title_is_no_part_of_it(services: FakeServices) -> None:
    row = profile_row("u5HHmVD_uO8C", "On <b>computable</b><!-- x --> &lt;numbers&gt;&nbsp;", "17")
    services.on("/citations", answer(profile_page(row)))
    assert google(services).papers[0].work.title == "On computable <numbers>"


@pytest.mark.parametrize("href", ["https://[", "javascript:alert(1)", "http://example.org/", "https://a b/", "x" * 900])
def test_an_address_that_is_none_is_left_out(services: FakeServices, href: str) -> None:
    row = profile_row("u5HHmVD_uO8C", "T", "17")
    cites = row[row.index("https://scholar") : row.index('" class="gsc_a_ac')]
    services.on("/citations", answer(profile_page(row.replace(cites, href))))
    (paper,) = google(services).papers
    assert (paper.citations, paper.cited_by_url) == (17, "")


@pytest.mark.parametrize(
    ("bars", "per_year"),
    [
        (((2020, 0), (2021, 5), (2022, 0), (2023, 7)), {2020: 0, 2021: 5, 2022: 0, 2023: 7}),
        (((2023, 0), (2024, 0)), {2023: 0, 2024: 0}),
        (((1999, 1),), {1999: 1}),
        ((), {}),
    ],
)
def test_years_without_a_bar_have_no_citations(
    services: FakeServices, bars: tuple[tuple[int, int], ...], per_year: dict[int, int]
) -> None:
    services.on("/citations", answer(profile_page(bars=bars)))
    assert google(services).per_year == per_year


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("z-index:4", "z-index:99"),
        ("z-index:4", "z-index:0"),
        ("z-index:4", "z-index:2"),
        ("z-index:4", ""),
        ("2022</span>", "2021</span>"),
        ("2022</span>", "soon</span>"),
        ('"gsc_g_al">10', '"gsc_g_al">ten'),
    ],
)
def test_a_chart_that_cannot_be_read_for_sure_is_left_out_whole(services: FakeServices, old: str, new: str) -> None:
    page = profile_page(*PROFILE_ROWS)
    assert old in page
    services.on("/citations", answer(page.replace(old, new)))
    found = google(services)
    assert found.per_year == {}
    assert found.notes == ("the citations per year cannot be read",)
    assert len(found.papers) == 3


def test_bars_without_levels_are_those_of_the_years_where_none_is_missing(services: FakeServices) -> None:
    page = profile_page(bars=((2023, 3), (2024, 32)))
    services.on("/citations", answer(page.replace("z-index", "order")))
    assert google(services).per_year == {2023: 3, 2024: 32}


def test_a_chart_that_stands_there_twice_counts_once(services: FakeServices) -> None:
    page = profile_page(*PROFILE_ROWS)
    chart = page[page.index('<div class="gsc_md_hist_w">') : page.index('<table id="gsc_a_t">')]
    services.on("/citations", answer(page.replace(chart, chart * 2)))
    assert google(services).per_year == dict(PROFILE_BARS)


def test_the_letters_of_an_older_encoding_are_read(services: FakeServices) -> None:
    page = profile_page(profile_row("u5HHmVD_uO8C", "Über formal unentscheidbare Sätze"), name="Kurt Gödel")
    services.on("/citations", answer(page.encode("latin-1")), answer(page.encode()))
    for _ in range(2):
        found = google(services)
        assert (found.name, found.papers[0].work.title) == ("Kurt Gödel", "Über formal unentscheidbare Sätze")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (answer("", 403), "refuses (403), as it does most data centres"),
        (answer(CAPTCHA_PAGE), "shows a CAPTCHA, as it does to most data centres"),
        (answer(SIGN_IN_PAGE), "asks to sign in"),
        (answer(CONSENT_PAGE), "asks for consent to its cookies"),
        (answer("<p>We can't perform the operation now."), "says that it cannot answer now"),
        (answer("", 404), "knows no profile 'TuringAAAAJ'"),
        (answer("", 429), "127.0.0.1 was asked too often (429)"),
        (
            answer("<title>Google Scholar</title>"),
            "answers with a page that holds no profile; is the author's id right?",
        ),
        (
            answer(profile_page(figures=("many", "1", "1", "1", "1", "1"))),
            "answers with a page that holds no profile; is the author's id right?",
        ),
    ],
)
def test_what_google_scholar_does_instead_is_named(services: FakeServices, reply: Reply, message: str) -> None:
    services.on("/citations", reply)
    assert failure(services, "google") == message


def test_a_redirect_to_a_captcha_is_named(services: FakeServices) -> None:
    services.on("/citations", redirect("/sorry/index?continue=x"))
    services.on("/sorry/", answer(CAPTCHA_PAGE))
    assert failure(services, "google") == "shows a CAPTCHA, as it does to most data centres"


def test_a_paper_about_captchas_blocks_nothing(services: FakeServices) -> None:
    title = "reCAPTCHA and unusual traffic: before you continue to Google"
    services.on("/citations", answer(profile_page(profile_row("u5HHmVD_uO8C", title, "5"))))
    assert google(services).papers[0].work.title == title


# SerpApi


def test_serpapi_reads_a_profile(services: FakeServices) -> None:
    articles = [
        serpapi_article("u5HHmVD_uO8C", "Computing machinery and intelligence", 23001, "1950"),
        serpapi_article("9yKSN-GCB0IC", "Solvable and unsolvable problems", None, ""),
    ]
    services.on("/search", answer_json(serpapi_profile(articles)))
    found = source(services, "serpapi").find(EVERYTHING)
    assert found == Found(
        name="Alan M. Turing",
        figures=dict(zip(FIGURES, (50123, 10000, 36, 20, 60, 31), strict=True)),
        per_year={2023: 3, 2024: 32},
        papers=(
            FoundPaper(
                Work("Computing machinery and intelligence", 1950, "TuringAAAAJ:u5HHmVD_uO8C"),
                23001,
                "https://scholar.google.com/scholar?oi=bibs&hl=en&cites=1",
            ),
            FoundPaper(Work("Solvable and unsolvable problems", None, "TuringAAAAJ:9yKSN-GCB0IC"), 0),
        ),
    )
    assert query(services) == {
        "engine": "google_scholar_author",
        "author_id": SCHOLAR_ID,
        "hl": "en",
        "num": "100",
        "start": "0",
        "api_key": KEY,
    }


def articles_from(start: int, number: int) -> list[dict[str, object]]:
    return [serpapi_article(f"paper{at:07}", f"Paper {at}", at) for at in range(start, start + number)]


def test_the_pages_of_serpapi_are_followed(services: FakeServices) -> None:
    first = serpapi_profile(articles_from(0, 100), following="https://serpapi.com/search?start=100")
    services.on("/search", answer_json(first), answer_json(serpapi_profile(articles_from(100, 3))))
    assert len(source(services, "serpapi").find(EVERYTHING).papers) == 103
    assert [query(services, number)["start"] for number in (0, 1)] == ["0", "100"]


def test_serpapi_is_left_where_it_repeats_itself(services: FakeServices) -> None:
    services.on("/search", answer_json(serpapi_profile(articles_from(0, 3), following="more")))
    assert failure(services, "serpapi") == "shows the same page again instead of the next one"
    assert len(services.asked) == 2


@pytest.mark.parametrize("second", [answer("", 500), answer_json({"error": "It broke."})])
def test_half_a_profile_of_serpapi_is_none(services: FakeServices, second: Reply) -> None:
    services.on("/search", answer_json(serpapi_profile(articles_from(0, 100), following="more")), second)
    failure(services, "serpapi")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (
            answer_json({"error": "Invalid API key.", "x": KEY}, 401),
            "does not accept the key in SERPAPI_API_KEY (401)",
        ),
        (answer_json({"error": f"Wrong key {KEY}."}), "answers: Wrong key …"),
        (answer_json({"error": "The key k3y%2Fof%3Dours\nis wrong"}), "answers: The key … is wrong"),
        (answer_json({"error": {"code": 3}}), "answers: an error"),
        (
            answer_json({"error": "Google Scholar Author hasn't returned any results for this query."}),
            "answers: Google Scholar Author hasn't returned any results for this query",
        ),
        (answer_json({}), "the answer has an unknown form"),
    ],
)
def test_what_serpapi_says_is_told_without_the_key(services: FakeServices, reply: Reply, message: str) -> None:
    services.on("/search", reply)
    assert failure(services, "serpapi") == message


def test_an_author_that_serpapi_does_not_know_is_not_found(services: FakeServices) -> None:
    services.on("/search", answer_json({"error": "Google Scholar Author hasn't returned any results for this query."}))
    with pytest.raises(NotFound):
        source(services, "serpapi").find(EVERYTHING)


# OpenAlex


def cited_work(title: str, citations: object, **changes: object) -> dict[str, object]:
    return openalex_work(title, cited_by_count=citations, **changes)  # type: ignore[arg-type]


def test_openalex_knows_an_author_and_their_works(services: FakeServices) -> None:
    arxiv = {"landing_page_url": "http://arxiv.org/abs/1706.03762v5"}
    works = [cited_work("Of <i>n</i> &amp; m", 7, doi="10.1000/B"), cited_work("T", 3, locations=[{}, arxiv])]
    services.on("/authors/A5023888391", answer_json(OPENALEX_AUTHOR))
    services.on(
        "/works", openalex_page(works, "next"), openalex_page([cited_work("U", 0, doi="10.48550/arXiv.2301.00001")])
    )
    found = source(services, "openalex").find(EVERYTHING)
    citing = "https://openalex.org/works?filter=cites:w2741809807"
    assert found == Found(
        name="Alan Turing",
        figures={"cited_by": 1200, "h_index": 12, "i10_index": 15},
        per_year={2025: 90, 2026: 40},
        papers=(
            FoundPaper(Work("Of n & m", 2018, doi="10.1000/b"), 7, citing),
            FoundPaper(Work("T", 2018, arxiv="1706.03762"), 3, citing),
            FoundPaper(Work("U", 2018, arxiv="2301.00001"), 0, citing),
        ),
    )
    assert len(services.asked) == 3
    assert query(services)["filter"] == "author.id:A5023888391"
    assert query(services)["cursor"] == "next"
    assert {query(services, number)["api_key"] for number in range(3)} == {KEY}


def test_openalex_knows_an_author_by_orcid(services: FakeServices) -> None:
    services.on("/authors/orcid:", answer_json(OPENALEX_AUTHOR))
    services.on("/works?", openalex_page([cited_work("T", 3, doi=DOI)]))
    asked = Asked(Author(orcid=ORCID), wants_author=True)
    assert counts(source(services, "openalex", has_key=False).find(asked)) == {DOI: 3}
    assert asked_for(services)[0].startswith(f"/authors/orcid:{ORCID}?select=")
    assert query(services)["filter"] == f"author.orcid:{ORCID}"
    assert "api_key" not in query(services)


def test_the_author_is_not_asked_for_where_papers_alone_are_wanted(services: FakeServices) -> None:
    services.on("/works?", openalex_page([cited_work("T", 3, doi=DOI)]))
    found = source(services, "openalex").find(EVERYTHING._replace(wants_author=False))
    assert (counts(found), found.figures, len(services.asked)) == ({DOI: 3}, {}, 1)


def test_openalex_is_asked_for_each_paper_without_a_key(services: FakeServices) -> None:
    services.on("/works/doi:10.1112/", answer_json(cited_work("T", 3, doi="10.1112/other")))
    services.on("/works/doi:10.48550/arxiv.1706.03762", answer_json(cited_work("A", 9)))
    unknown = Work("Unknown", doi="10.1000/unknown")
    found = source(services, "openalex", has_key=False).find(PAPERS_ONLY._replace(works=(BY_DOI, unknown, BY_ARXIV)))
    assert counts(found) == {DOI: 3, "1706.03762": 9}
    assert found.notes == ()
    assert len(services.asked) == 3


def test_openalex_is_asked_for_papers_together_with_a_key(services: FakeServices) -> None:
    works = tuple(Work(f"T{number}", doi=f"10.1000/{number}") for number in range(60))
    pages = [[cited_work("T", at, doi=f"10.1000/{at}") for at in some] for some in (range(50), range(50, 60))]
    services.on("/works?", *(openalex_page([*page, cited_work("Stranger", 1, doi="10.1000/z")]) for page in pages))
    services.on("/works/doi:10.1002/a,b", answer_json(cited_work("Comma", 5, doi="10.1002/a,b")))
    found = source(services, "openalex").find(PAPERS_ONLY._replace(works=(*works, Work(doi="10.1002/a,b"))))
    assert counts(found) == {**{f"10.1000/{number}": number for number in range(60)}, "10.1002/a,b": 5}
    assert query(services, 0)["filter"] == "doi:" + "|".join(f"10.1000/{number}" for number in range(50))
    assert len(services.asked) == 3


def test_two_hundred_papers_are_enough_for_openalex() -> None:
    web = OneAnswer(json.dumps(cited_work("T", 1)).encode())
    works = tuple(Work(doi=f"10.1000/{number}") for number in range(203))
    found = OpenAlex(web).find(PAPERS_ONLY._replace(works=works))
    assert len(found.papers) == web.questions == 200
    assert found.notes == ("3 papers were not asked for: 200 requests are enough",)


def test_a_refused_list_of_openalex_gives_way_to_single_papers(services: FakeServices) -> None:
    services.on("/authors/", answer_json(OPENALEX_AUTHOR))
    services.on("/works?", answer("", 403))
    services.on("/works/doi:10.1112/", answer_json(cited_work("T", 3, doi=DOI)))
    found = source(services, "openalex", has_key=False).find(EVERYTHING)
    assert found.figures["cited_by"] == 1200
    assert counts(found) == {DOI: 3}
    assert found.notes == ("no answer to the list of the author's papers: 127.0.0.1 refuses the question (403)",)


@pytest.mark.parametrize("reply", [answer("", 403), answer("", 429), answer("[]"), cut_off])
def test_the_figures_of_openalex_stay_where_no_paper_is_answered(services: FakeServices, reply: Reply) -> None:
    services.on("/authors/", answer_json(OPENALEX_AUTHOR))
    services.on("/works", reply)
    found = source(services, "openalex").find(EVERYTHING)
    assert (found.figures["cited_by"], found.papers) == (1200, ())
    assert [note.partition(": ")[0] for note in found.notes] == [
        "no answer to the list of the author's papers",
        "no answer to the papers' identifiers",
    ]


def test_an_author_whom_openalex_does_not_know(services: FakeServices) -> None:
    services.on("/works/doi:10.1112/", answer_json(cited_work("T", 3, doi=DOI)))
    asked = Asked(Author(orcid=ORCID), wants_author=True, works=(BY_DOI,))
    found = source(services, "openalex", has_key=False).find(asked)
    assert (counts(found), found.notes) == ({DOI: 3}, (f"knows no author '{ORCID}'",))
    with pytest.raises(NotFound, match=f"^knows no author '{ORCID}'$"):
        source(services, "openalex").find(asked._replace(works=()))


def test_what_was_found_before_a_failure_is_kept(services: FakeServices) -> None:
    works = tuple(Work(doi=f"10.1000/{number}") for number in range(4))
    services.on("/works/", answer_json(cited_work("T", 1)), answer_json(cited_work("T", 2)), answer("", 500))
    found = source(services, "openalex", has_key=False).find(PAPERS_ONLY._replace(works=works))
    assert counts(found) == {"10.1000/0": 1, "10.1000/1": 2}
    assert found.notes == ("2 papers were left without a number: 127.0.0.1 has an error of its own (500)",)


# Semantic Scholar


def test_semantic_scholar_knows_an_author_and_their_papers(services: FakeServices) -> None:
    services.on("/graph/v1/author/1741101?", answer_json(SCHOLAR_AUTHOR))
    papers = [scholar_paper("Of <i>n</i>", citationCount=7), scholar_paper("T", citationCount=None)]
    more = [scholar_paper("U", externalIds={"DOI": "10.48550/arXiv.2301.00001"}, citationCount=0)]
    services.on("/graph/v1/author/1741101/papers", scholar_page(papers, 500), scholar_page(more))
    found = source(services, "semanticscholar").find(EVERYTHING)
    assert found == Found(
        name="Alan Turing",
        figures={"cited_by": 900, "h_index": 11},
        papers=(
            FoundPaper(Work("Of n", 2018, doi="10.18653/v1/n18-3011", arxiv="1805.02262"), 7),
            FoundPaper(Work("U", 2018, arxiv="2301.00001"), 0),
        ),
    )
    assert [query(services, number)["offset"] for number in (1, 2)] == ["0", "500"]
    assert {asked.headers["x-api-key"] for asked in services.asked} == {KEY}


@pytest.mark.parametrize("following", [0, 499, 9_500, 10**9])
def test_semantic_scholar_is_left_where_its_pages_do_not_end(services: FakeServices, following: int) -> None:
    page = {"offset": 0, "next": following, "data": [scholar_paper("T", citationCount=1)]}
    services.on("/graph/v1/author/1741101/papers", scholar_page([], 500), answer_json(page))
    asked = Asked(Author(semantic_scholar="1741101"), wants_author=False)
    assert failure(services, "semanticscholar", asked) == "it lists more than 9,499 papers, which is no one author"


def test_semantic_scholar_is_asked_for_papers_together(services: FakeServices) -> None:
    both = Work("Both", doi="10.1000/b", arxiv="2301.00001")
    unknown = Work("Unknown", doi="10.1000/unknown")
    items = [scholar_paper("T", citationCount=3), None, None, scholar_paper("B", citationCount=4, externalIds=None)]
    services.on("/graph/v1/paper/batch", answer_json(items))
    asked = PAPERS_ONLY._replace(works=(BY_DOI, unknown, both))
    found = source(services, "semanticscholar", has_key=False).find(asked)
    assert [(paper.work.doi, paper.work.arxiv, paper.citations) for paper in found.papers] == [
        (DOI, "1805.02262", 3),
        ("10.1000/b", "2301.00001", 4),
    ]
    (question,) = services.asked
    assert json.loads(question.body) == {
        "ids": [f"DOI:{DOI}", "DOI:10.1000/unknown", "DOI:10.1000/b", "ARXIV:2301.00001"]
    }
    assert question.headers["Content-Type"] == "application/json"
    assert "x-api-key" not in question.headers


def test_the_number_of_the_doi_counts_before_that_of_the_preprint(services: FakeServices) -> None:
    both = Work("Both", doi="10.1000/b", arxiv="2301.00001")
    items = [scholar_paper("B", citationCount=40), scholar_paper("B, a preprint", citationCount=4)]
    services.on("/graph/v1/paper/batch", answer_json(items))
    found = source(services, "semanticscholar").find(PAPERS_ONLY._replace(works=(both,)))
    assert counts(found) == {"10.1000/b": 40}


def test_semantic_scholar_is_asked_for_no_more_than_it_allows(services: FakeServices) -> None:
    works = tuple(Work(doi=f"10.1000/{number}", arxiv=f"2301.{number:05}") for number in range(300))
    services.on("/graph/v1/paper/batch", answer_json([None] * 500), answer_json([None] * 100))
    assert source(services, "semanticscholar").find(PAPERS_ONLY._replace(works=works)) == Found()
    assert [len(json.loads(asked.body)["ids"]) for asked in services.asked] == [500, 100]


def test_papers_that_semantic_scholar_does_not_know_are_no_failure(services: FakeServices) -> None:
    services.on("/graph/v1/paper/batch", answer_json({"error": "No valid paper ids given"}, 400))
    assert source(services, "semanticscholar").find(PAPERS_ONLY) == Found()


def test_an_answer_of_another_length_is_none(services: FakeServices) -> None:
    services.on("/graph/v1/paper/batch", answer_json([scholar_paper("T", citationCount=3)]))
    assert failure(services, "semanticscholar", PAPERS_ONLY) == "the answer has an unknown form"


def test_the_papers_of_an_author_whom_semantic_scholar_does_not_know(services: FakeServices) -> None:
    services.on("/graph/v1/paper/batch", answer_json([scholar_paper("T", citationCount=3), None]))
    found = source(services, "semanticscholar").find(EVERYTHING)
    assert counts(found) == {DOI: 3}
    assert found.notes == ("knows no author '1741101'",)


# Crossref and INSPIRE


def crossref_item(doi: str, citations: object) -> dict[str, object]:
    title = ["On <i>Computable</i> Numbers"]
    return {"DOI": doi, "title": title, "is-referenced-by-count": citations, "issued": {"date-parts": [[1937, 1]]}}


def test_crossref_counts_the_papers_with_a_doi_together(services: FakeServices) -> None:
    items = crossref_item("10.1112/PLMS/S2-42.1.230", 4000), crossref_item("10.1009/stranger", 1)
    services.on("/works?", crossref_items(*items))
    unknown = Work("Unknown", doi="10.1000/unknown")
    found = source(services, "crossref").find(PAPERS_ONLY._replace(works=(BY_DOI, BY_ARXIV, unknown)))
    assert found == Found(papers=(FoundPaper(Work("On Computable Numbers", 1937, doi=DOI), 4000),))
    (question,) = services.asked
    assert question.path.startswith(
        f"/works?filter=doi:{DOI},doi:10.1000/unknown&select=DOI,title,is-referenced-by-count"
    )


def test_a_doi_with_a_comma_is_asked_for_alone(services: FakeServices) -> None:
    services.on("/works/10.1000/a,b", crossref_work(**crossref_item("10.1000/a,b", 5)))
    services.on("/works?", crossref_items(crossref_item(DOI, 3)))
    works = (Work(doi="10.1000/a,b"), BY_DOI, Work(doi="10.1000/c,d"))
    assert counts(source(services, "crossref").find(PAPERS_ONLY._replace(works=works))) == {DOI: 3, "10.1000/a,b": 5}
    assert query(services, 0)["filter"] == f"doi:{DOI}"


def test_many_dois_are_several_questions_to_crossref(services: FakeServices) -> None:
    works = tuple(Work(doi=f"10.1000/{number}") for number in range(101))
    services.on("/works", crossref_items())
    assert source(services, "crossref").find(PAPERS_ONLY._replace(works=works)) == Found(notes=())
    assert [query(services, number)["rows"] for number in range(2)] == ["40", "40"]
    assert len(services.asked) == 3


def test_inspire_counts_papers_by_doi_and_arxiv_together(services: FakeServices) -> None:
    records = (
        inspire_record(
            "The Large <b>N</b> limit", 22000, dois=["10.1000/erratum", DOI.upper()], arxiv="hep-th/9711200"
        ),
        inspire_record("Attention", 12, arxiv="1706.03762"),
        inspire_record("Stranger", 1, dois=["10.1009/stranger"]),
        inspire_record("Attention", 1, arxiv="1706.03762"),
        {"metadata": {"arxiv_eprints": [{"value": "1706.03762"}], "citation_count": "many"}},
    )
    services.on("/api/literature", inspire_hits(*records))
    found = source(services, "inspire").find(PAPERS_ONLY)
    citing = "https://inspirehep.net/literature?q=refersto%3Arecid%3A451647"
    assert found == Found(
        papers=(
            FoundPaper(Work("The Large N limit", 1997, doi=DOI, arxiv="hep-th/9711200"), 22000, citing),
            FoundPaper(Work("Attention", 1997, arxiv="1706.03762"), 12, citing),
        )
    )
    assert query(services)["q"] == f'doi:"{DOI}" or eprint:"1706.03762"'


# Every failure, of every source

FAILURES: dict[str, Reply] = {
    "forbidden": answer("no", 403),
    "unknown": answer("", 404),
    "captcha": answer(CAPTCHA_PAGE),
    "busy": answer("", 429),
    "busy for an hour": answer("", 429, Retry_After="3600"),
    "error": answer("", 500),
    "hang": hang,
    "drip": drip,
    "drip of headers": drip_headers,
    "cut off": cut_off,
    "garbage": garbage,
    "empty": answer(""),
    "no JSON": answer('{"results": '),
    "a number": answer("12"),
    "a list": answer("[]"),
    "an object": answer("{}"),
    "deep": answer("[" * 200_000),
    "bytes": answer(bytes(range(256)) * 20),
    "endless": endless,
    "redirect loop": redirect("/search"),
    "redirect elsewhere": redirect("http://example.org/"),
}
# Lists and single works are asked in other ways than authors.
QUESTIONS = {
    **{name: (name, EVERYTHING, True) for name in SERVICES},
    "openalex, papers": ("openalex", PAPERS_ONLY, True),
    "openalex, each paper": ("openalex", PAPERS_ONLY, False),
    "semanticscholar, papers": ("semanticscholar", PAPERS_ONLY, True),
}


CASES = [(question, kind) for question in QUESTIONS for kind in FAILURES]
CASES.remove(("openalex, each paper", "unknown"))  # no failure: it does not know the works


@pytest.mark.parametrize(("question", "kind"), CASES)
def test_every_failure_is_one_line(services: FakeServices, question: str, kind: str) -> None:
    name, asked, has_key = QUESTIONS[question]
    services.on("/", FAILURES[kind])
    assert failure(services, name, asked, has_key=has_key, limits=IMPATIENT)


# Whatever they answer


def check(name: str, body: bytes) -> bool:
    """Return whether the source found something; it may only fail in its own way, and find only what is in bounds."""
    one = SERVICES[name].make(OneAnswer(body), "https://example.org", KEY)
    if isinstance(one, GoogleScholar):
        one = GoogleScholar(OneAnswer(body), sleep=lambda seconds: None)
    found_any = False
    for asked in (EVERYTHING, PAPERS_ONLY) if not one.lacks(PAPERS_ONLY) else (EVERYTHING,):
        try:
            found = one.find(asked)
        except ServiceError as error:
            assert "\n" not in str(error)
            continue
        found_any = True
        numbers = [*found.figures.values(), *found.per_year.values(), *(paper.citations for paper in found.papers)]
        assert all(type(number) is int and 0 <= number <= MAX_COUNT for number in numbers)
        assert found.figures.keys() <= FIGURES.keys()
        assert all(1000 <= year <= 2999 for year in found.per_year)
        for paper in found.papers:
            check_texts(paper)
        assert all("\n" not in note for note in found.notes)
    return found_any


def check_texts(paper: FoundPaper) -> None:
    texts = [value for value in (*paper.work, paper.cited_by_url, paper.work.title) if isinstance(value, str)]
    assert all(len(text) <= 2_000 and text.isprintable() for text in texts)
    assert not paper.cited_by_url or paper.cited_by_url.startswith("https://")
    assert any(paper.work)


GOOD: dict[str, list[object]] = {
    "serpapi": [serpapi_profile([serpapi_article("u5HHmVD_uO8C", "T", 3)])],
    "openalex": [
        OPENALEX_AUTHOR | {"results": [openalex_work("T", doi=DOI, cited_by_count=3)], "meta": {"next_cursor": None}},
    ],
    "semanticscholar": [
        SCHOLAR_AUTHOR | {"data": [scholar_paper("T", citationCount=3)]},
        [scholar_paper("T", citationCount=3), None],
    ],
    "crossref": [{"message": {"items": [crossref_item(DOI, 3)]}}],
    "inspire": [{"hits": {"hits": [inspire_record("T", 3, dois=[DOI], arxiv="1706.03762")]}}],
}
WRONG_VALUES: list[object] = [
    None,
    True,
    -1,
    1.5,
    MAX_COUNT + 1,
    10**400,
    "",
    "x" * 5_000,
    "\ud800\x00\n<b>",
    "javascript:alert(1)",
    [],
    [None],
    {},
    {"": None},
    [[[]]],
]


def mutants(value: object) -> Iterator[object]:
    """Yield a value with each part of it, and itself, replaced by each of the wrong ones."""
    yield from WRONG_VALUES
    if isinstance(value, dict):
        for key in value:
            yield {name: part for name, part in value.items() if name != key}
            yield from ({**value, key: mutant} for mutant in mutants(value[key]))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from ([*value[:position], mutant, *value[position + 1 :]] for mutant in mutants(part))


@pytest.mark.parametrize("name", GOOD)
def test_a_wrong_value_costs_itself_only(name: str) -> None:
    good = [answer for whole in GOOD[name] for answer in mutants(whole)]
    found = [check(name, json.dumps(answer).encode()) for answer in good]
    assert found.count(True) > 50


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("results", "message", "items", "hits", "metadata", "data", "articles", "cited_by", "table", "value")
            )
            | st.sampled_from(("cited_by_count", "citationCount", "citation_count", "counts_by_year", "year", "error"))
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "google"])
@given(JSON)
@settings(max_examples=40, deadline=None)
def test_no_json_breaks_a_source(name: str, value: object) -> None:
    check(name, json.dumps(value).encode())


PIECES = st.sampled_from(
    (
        *('<div id="gsc_prf_in">', "</div>", '<td class="gsc_rsb_std">', "</td>", '<span class="gsc_g_t">', "</span>"),
        *('<a class="gsc_g_a" style="z-index:1">', '<span class="gsc_g_al">', '<tr class="gsc_a_tr">', "</a>", "2024"),
        *('<a class="gsc_a_at" href="?citation_for_view=TuringAAAAJ:abcdefghijkl">', '<a class="gsc_a_ac">', "<!--"),
        *('<span class="gsc_a_h">', "17", "99999999999999999999999", "-3", "1,2,3", "&#0;", "<script>", "<title>"),
        *('<button id="gsc_bpf_more" disabled>', "-->", '<a href="https://[" class="gsc_a_ac">', "²", "٣", '"', "<"),
    )
) | st.text(max_size=8)


@given(st.lists(PIECES, max_size=40), st.integers(0, 5_000), st.integers(0, 5_000))
@settings(max_examples=150, deadline=None)
def test_no_html_breaks_google_scholar(pieces: list[str], start: int, cut: int) -> None:
    page = profile_page(*PROFILE_ROWS)
    mixed = page[:start] + "".join(pieces) + page[start + cut % 200 :]
    check("google", mixed.encode("utf-8", "replace"))
    check("google", (profile_page(*PROFILE_ROWS) + "".join(pieces)).encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "piece",
    [
        '<tr class="gsc_a_tr">',
        '<td class="gsc_rsb_std">',
        '<a class="gsc_a_ac" href="',
        '<a class="gsc_g_a" style="z-index:1',
        "<!--",
        "<a '",
        '<div id="gsc_prf_in"><div id="gsc_prf_in">',
        "<title>",
    ],
)
def test_time_grows_with_the_length_of_a_page(piece: str) -> None:
    def reading(length: int) -> Callable[[], object]:
        return partial(read_profile_page, profile_page(*PROFILE_ROWS) + piece * (length // len(piece)))

    assert_linear(reading(50_000), reading(400_000), most=32)
