"""One source after another, until everything is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from scholar_samples import AUTHOR, DAY, STATS

from mkdocs_academic.scholar.collecting import Collected, Outcome, collect
from mkdocs_academic.scholar.records import Count, Paper, ScholarStats, Work
from mkdocs_academic.scholar.sources.source import Asked, Author, Found, FoundPaper
from mkdocs_academic.scholar.stats import parse_stats
from mkdocs_academic.scholar.writing import data_json, shieldsio_json
from mkdocs_academic.web.session import ServiceError

TODAY = date(2026, 6, 8)
MACHINERY, COMPUTABLE = (paper.work for paper in STATS.papers)
MORPHOGENESIS = Work("The chemical basis of morphogenesis", 1952, doi="10.1098/rstb.1952.0012")


class FakeSource:
    """A source that gives one answer, or fails, and remembers what it was asked."""

    def __init__(self, title: str, answer: Found | ServiceError, lacking: str = "", is_local: bool = False) -> None:
        self.title = title
        self.is_local = is_local
        self.asked: list[Asked] = []
        self._answer = answer
        self._lacking = lacking

    def lacks(self, asked: Asked) -> str:
        return self._lacking

    def find(self, asked: Asked) -> Found:
        self.asked.append(asked)
        if isinstance(self._answer, ServiceError):
            raise self._answer
        return self._answer


def google(total: int = 50200, counts: Mapping[Work, int] | None = None) -> FakeSource:
    papers = {MACHINERY: 23100, COMPUTABLE: 3} if counts is None else counts
    figures = {"cited_by": total, "h_index": 37}
    found = tuple(FoundPaper(work, count) for work, count in papers.items())
    return FakeSource("Google Scholar", Found("Alan Turing", figures, {2024: 40}, found))


def openalex(total: int = 9_000, counts: Mapping[Work, int] | None = None) -> FakeSource:
    found = tuple(FoundPaper(work, count) for work, count in (counts or {}).items())
    return FakeSource("OpenAlex", Found("A. M. Turing", {"cited_by": total, "h_index": 20}, {2024: 7}, found))


def refusing(title: str = "Google Scholar") -> FakeSource:
    return FakeSource(title, ServiceError("refuses (403), as it does most data centres"))


def run(
    *sources: FakeSource,
    wanted: Sequence[Work] = (),
    last: ScholarStats = STATS,
    author: Author = Author(google_scholar=AUTHOR),  # noqa: B008 (a constant)
    accepts_worse: bool = False,
) -> Collected:
    return collect(sources, wanted, author, last, today=TODAY, accepts_worse=accepts_worse)


def counts(stats: ScholarStats) -> dict[str, tuple[int, str]]:
    return {paper.work.title: (paper.citations.value, paper.citations.source) for paper in stats.papers}


def test_the_first_source_that_answers_is_enough() -> None:
    second = openalex()
    collected = run(google(), second, wanted=[MACHINERY])
    assert second.asked == []
    assert collected.outcomes == (
        Outcome("Google Scholar", "50,200 citations, 2 of 2 papers taken", has_answered=True),
        Outcome("OpenAlex", "not needed"),
    )
    stats = collected.stats
    assert stats.figures["cited_by"] == Count(50200, "Google Scholar", TODAY)
    assert stats.figures["i10_index"] == Count(60, "Google Scholar", DAY)  # not said anew
    assert (dict(stats.per_year), stats.updated, stats.author_id) == ({2024: 40}, TODAY, AUTHOR)
    assert counts(stats) == {
        MACHINERY.title: (23100, "Google Scholar"),
        COMPUTABLE.title: (3, "Google Scholar"),
    }


def test_what_one_source_does_not_know_the_next_is_asked_for() -> None:
    second = FakeSource("Crossref", Found(papers=(FoundPaper(Work(doi=MORPHOGENESIS.doi), 12_000),)))
    collected = run(google(), second, wanted=[MACHINERY, MORPHOGENESIS])
    (asked,) = second.asked
    assert (asked.wants_author, asked.works) == (False, (MORPHOGENESIS,))
    assert counts(collected.stats)[MORPHOGENESIS.title] == (12_000, "Crossref")
    assert collected.without == ()


def test_a_paper_keeps_its_scholar_id_when_another_source_counts_it() -> None:
    found = {Work("Computing Machinery and Intelligence", 1950, doi="10.1093/mind/lix.236.433"): 23_500}
    collected = run(refusing(), openalex(60_000, found))
    paper = next(paper for paper in collected.stats.papers if paper.work.author_pub_id == MACHINERY.author_pub_id)
    assert paper.citations == Count(23_500, "OpenAlex", TODAY)
    assert paper.work.doi == "10.1093/mind/lix.236.433"
    assert collected.outcomes[0] == Outcome(
        "Google Scholar", "refuses (403), as it does most data centres", has_failed=True
    )


def test_a_source_that_cannot_be_asked_says_why() -> None:
    source = FakeSource("SerpAPI", Found(), lacking="SERPAPI_API_KEY is not set")
    collected = run(source)
    assert collected.outcomes == (Outcome("SerpAPI", "not asked: SERPAPI_API_KEY is not set"),)
    assert not collected.has_numbers


def test_when_nobody_answers_the_last_numbers_are_what_they_were() -> None:
    collected = run(refusing(), refusing("OpenAlex"), FakeSource("Crossref", Found()))
    assert not collected.has_numbers
    assert collected.stats.figures == STATS.figures
    assert collected.stats.papers == STATS.papers
    assert collected.stats.per_year == STATS.per_year
    assert collected.stats.updated == DAY


def test_a_worse_total_keeps_out_what_came_with_it_and_stands_beside() -> None:
    collected = run(refusing(), openalex(9_000))
    stats = collected.stats
    assert stats.figures == STATS.figures
    assert stats.beside == {
        "cited_by": Count(9_000, "OpenAlex", TODAY),
        "h_index": Count(20, "OpenAlex", TODAY),
    }
    assert "all citations: OpenAlex counts 9000, less than the 50123 of Google Scholar" in collected.kept
    assert dict(stats.per_year) == {2023: 3, 2024: 32}


def test_a_figure_that_is_the_same_does_not_stand_beside_itself() -> None:
    source = FakeSource("OpenAlex", Found(figures={"cited_by": 9_000, "h_index": 36}))
    assert set(run(refusing(), source).stats.beside) == {"cited_by"}


def test_a_worse_paper_keeps_its_number_and_the_others_get_theirs() -> None:
    collected = run(google(counts={MACHINERY: 7, COMPUTABLE: 5}))
    machinery, computable = collected.stats.papers
    assert machinery.citations == Count(23000, "Google Scholar", DAY)
    assert machinery.beside == Count(7, "Google Scholar", TODAY)
    assert (computable.citations.value, computable.beside) == (5, None)
    assert collected.kept == (
        "'Computing machinery and intelligence': Google Scholar counts 7, far less than 23000 before",
    )


def test_an_empty_profile_replaces_nothing() -> None:
    collected = run(FakeSource("Google Scholar", Found(figures={"cited_by": 0, "h_index": 0})))
    assert collected.stats.figures == STATS.figures
    assert collected.stats.papers == STATS.papers


def test_worse_numbers_are_taken_where_the_author_says_so() -> None:
    collected = run(google(40, {MACHINERY: 7}), accepts_worse=True)
    assert collected.stats.cited_by == 40
    assert counts(collected.stats)[MACHINERY.title] == (7, "Google Scholar")
    assert collected.kept == ()


def test_a_number_that_is_good_again_stands_alone() -> None:
    beside = {"cited_by": Count(1, "OpenAlex", DAY)}
    last = STATS._replace(beside=beside, papers=(STATS.papers[0]._replace(beside=Count(1)), STATS.papers[1]))
    stats = run(google(), last=last).stats
    assert stats.beside == {}
    assert stats.papers[0].beside is None


def test_what_did_not_match_is_listed() -> None:
    other = Work("A paper of someone else of the same name", 2020, doi="10.1000/182")
    unknown = Work(author_pub_id=f"{AUTHOR}:nobodyknows")
    collected = run(google(counts={MACHINERY: 23100, other: 4}), wanted=[MACHINERY, unknown])
    assert collected.without == (unknown,)
    assert collected.unmatched == (other,)
    assert counts(collected.stats)[other.title] == (4, "Google Scholar")


def test_a_part_that_went_wrong_is_told() -> None:
    source = FakeSource("OpenAlex", Found(figures={"cited_by": 60_000}, notes=("the list of works is refused",)))
    (outcome,) = run(source).outcomes
    assert outcome.text == "60,000 citations, 0 of 0 papers taken; the list of works is refused"


def test_numbers_by_hand_have_their_own_day() -> None:
    day = date(2026, 1, 1)
    source = FakeSource("the author", Found(figures={"cited_by": 60_000}, day=day), is_local=True)
    assert run(source).stats.figures["cited_by"] == Count(60_000, "the author", day)


def test_two_papers_that_are_one_keep_the_better_number() -> None:
    count = Count(1_000, "Google Scholar", DAY)
    known = Paper(Work(author_pub_id="A:1"), count), Paper(Work(doi="10.1000/182"), Count(50, "Crossref", DAY))
    joining = Work(author_pub_id="A:1", doi="10.1000/182")
    crossref = FakeSource("Crossref", Found(papers=(FoundPaper(Work(doi="10.1000/182"), 51),)))
    collected = run(refusing(), crossref, wanted=[joining], last=ScholarStats(papers=known))
    (paper,) = collected.stats.papers
    assert (paper.work, paper.citations) == (joining, count)
    assert paper.beside == Count(51, "Crossref", TODAY)


def test_the_authors_own_file_does_not_hide_that_every_service_failed() -> None:
    own = FakeSource("the author", Found(figures={"cited_by": 60_000}), is_local=True)
    assert not run(refusing(), own).has_numbers
    assert run(own).has_numbers


def test_the_authors_own_file_is_asked_for_what_no_service_counts() -> None:
    own = FakeSource("the author", Found(figures={"i10_index_5y": 4}, per_year={2020: 3}), is_local=True)
    stats = run(google(counts={MACHINERY: 23100, COMPUTABLE: 3}), own).stats
    assert stats.figures["i10_index_5y"] == Count(4, "the author", TODAY)


def test_an_index_of_a_source_whose_total_is_refused_still_grows() -> None:
    collected = run(google(total=40))
    assert collected.stats.figures["h_index"] == Count(37, "Google Scholar", TODAY)
    assert collected.stats.cited_by == 50123


def test_which_sources_are_asked_today_does_not_change_the_order() -> None:
    crossref = FakeSource("Crossref", Found(papers=(FoundPaper(MACHINERY, 22_000),)))
    order = ("Google Scholar", "Crossref")
    stats = collect([crossref], [], Author(), STATS, today=TODAY, order=order).stats
    assert stats.papers[0].citations.value == 23_000


def test_accepted_figures_are_of_one_source_and_what_they_replace_is_told() -> None:
    order = ("Google Scholar", "OpenAlex")
    collected = collect([openalex(9_000)], [], Author(), STATS, today=TODAY, order=order, accepts_worse=True)
    assert set(collected.stats.figures) == {"cited_by", "h_index"}
    assert "all citations: OpenAlex counts 9000, less than the 50123 of Google Scholar" not in collected.kept
    assert collected.replaced[0].startswith("all citations: OpenAlex counts 9000")


def test_everything_is_written_and_read_again() -> None:
    found = {MORPHOGENESIS: 12_000}
    collected = run(google(counts={MACHINERY: 7, COMPUTABLE: 5}), openalex(1, found), wanted=[MORPHOGENESIS])
    stats = collected.stats._replace(beside={"h_index": Count(3, "OpenAlex", TODAY)})
    text = data_json(stats, datetime(2026, 6, 8, 6, 17, 3))
    parsed = parse_stats(text.encode())
    assert parsed.wrong == ()
    assert parsed.stats == stats
    assert data_json(parsed.stats, datetime(2026, 6, 8, 6, 17, 3)) == text


def test_a_file_without_a_new_number_stays_of_its_day() -> None:
    text = data_json(run(refusing()).stats, datetime(2026, 7, 1, 6, 17, 3))
    assert '"updated": "2026-06-07 00:00:00"' in text


def test_the_originals_schema_is_kept_to_the_letter() -> None:
    import json

    stats = STATS._replace(
        papers=(Paper(MACHINERY, Count(23000, day=DAY), cited_by_url="https://scholar.google.com/x"),)
    )
    data = json.loads(data_json(stats, datetime(2026, 6, 7, 10, 26, 41)))
    ours = data.pop("mkdocs_academic")
    assert data == {
        "name": "Alan Turing",
        "scholar_id": AUTHOR,
        "citedby": 50123,
        "citedby5y": 10000,
        "hindex": 36,
        "i10index": 60,
        "cites_per_year": {"2023": 3, "2024": 32},
        "updated": "2026-06-07 10:26:41",
        "publications": {
            MACHINERY.author_pub_id: {
                "bib": {"title": "Computing machinery and intelligence", "pub_year": "1950"},
                "num_citations": 23000,
                "citedby_url": "https://scholar.google.com/x",
                "author_pub_id": MACHINERY.author_pub_id,
            }
        },
    }
    assert ours["figures"]["citedby"] == {"source": "Google Scholar", "date": "2026-06-07"}
    assert json.loads(shieldsio_json(stats) or "") == {"schemaVersion": 1, "label": "citations", "message": "50123"}
