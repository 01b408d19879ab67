"""Records of services: their documented answers become clean BibTeX, and nothing they send does harm."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

import pytest
from fake_services import (
    CROSSREF_WORK,
    DATACITE_WORK,
    DBLP_PAPER,
    DBLP_PREPRINT,
    FakeServices,
    Reply,
    answer,
    arxiv_doi,
    arxiv_entry,
    arxiv_feed,
    crossref_work,
    datacite_work,
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
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.identifiers.pasted import Identifier, dblp_pid, read_identifier, semantic_scholar_id
from mkdocs_academic.identifiers.titles import title_key
from mkdocs_academic.publications.bibtex import BibFile, read_entries
from mkdocs_academic.publications.latex import TexReader
from mkdocs_academic.publications.names import read_names
from mkdocs_academic.publications.providers import AUTHOR_SERVICES, BASE_URLS, author_provider, lookup
from mkdocs_academic.publications.providers.arxiv import Arxiv
from mkdocs_academic.publications.providers.crossref import Crossref
from mkdocs_academic.publications.providers.datacite import DataCite
from mkdocs_academic.publications.providers.known import KnownWorks
from mkdocs_academic.publications.providers.latex_text import escape_latex, protect_case
from mkdocs_academic.publications.providers.work import FoundWork, Listing, Person, bibtex_fields, citation_key
from mkdocs_academic.web.answers import markup_of, read_json, read_xml, text_of
from mkdocs_academic.web.session import NotFound, ServiceError, Web

ORCID = "0000-0002-1825-0097"
TURING = "10.1112/plms/s2-42.1.230"


@pytest.fixture
def services() -> Iterator[FakeServices]:
    with fake_services() as services:
        yield services


def quick_web() -> Web:
    return Web(sleep=lambda seconds: None)


def find(services: FakeServices, identifier: str) -> FoundWork:
    read = read_identifier(identifier)
    assert read is not None
    return lookup(quick_web(), dict.fromkeys(BASE_URLS, services.url)).find(read)


def works_of(services: FakeServices, key: str, author_id: str) -> Listing:
    return author_provider(key, quick_web(), dict.fromkeys(BASE_URLS, services.url)).works_of(author_id)


def only(listing: Listing) -> FoundWork:
    (work,) = listing.works
    return work


# Identifiers as they are pasted


@pytest.mark.parametrize(
    ("written", "scheme", "value"),
    [
        ("10.1112/PLMS/s2-42.1.230", "doi", TURING),
        ("https://doi.org/10.1112/plms/s2-42.1.230", "doi", TURING),
        ("http://dx.doi.org/10.1112/plms/s2-42.1.230", "doi", TURING),
        ("doi:10.1112/plms/s2-42.1.230", "doi", TURING),
        ("DOI: 10.1112/plms/s2-42.1.230.", "doi", TURING),
        ("10.48550/arXiv.1706.03762", "arxiv", "1706.03762"),
        ("1706.03762v7", "arxiv", "1706.03762"),
        ("arXiv:1706.03762", "arxiv", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762v7.pdf", "arxiv", "1706.03762"),
        ("https://arxiv.org/abs/math.GT/0309136", "arxiv", "math/0309136"),
        ("hep-th/9711200", "arxiv", "hep-th/9711200"),
        ("https://orcid.org/0000-0002-1825-0097", "orcid", ORCID),
        ("000000021825009X", "", ""),
        ("0000-0002-1694-233X", "orcid", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", "", ""),
        ("turing1937", "", ""),
        ("", "", ""),
        ("10.1112/", "", ""),
        ("10." * 50_000, "", ""),
        ("1" * 100_000, "", ""),
        ("a" * 100_000 + "/1234567", "", ""),
    ],
)
def test_identifiers_are_read_in_every_form(written: str, scheme: str, value: str) -> None:
    assert read_identifier(written) == (Identifier(scheme, value) if scheme else None)


@pytest.mark.parametrize("key", list(AUTHOR_SERVICES))
def test_the_examples_of_ids_are_ids(key: str) -> None:
    assert AUTHOR_SERVICES[key].read_id(AUTHOR_SERVICES[key].example) == AUTHOR_SERVICES[key].example
    assert AUTHOR_SERVICES[key].read_id("../../x?y=z") == ""


def test_ids_of_authors_are_read_from_addresses() -> None:
    assert AUTHOR_SERVICES["openalex"].read_id("https://openalex.org/a5023888391") == "A5023888391"
    assert AUTHOR_SERVICES["openalex"].read_id(f"https://orcid.org/{ORCID}") == ORCID
    assert dblp_pid("https://dblp.org/pid/h/GeoffreyEHinton.html") == "h/GeoffreyEHinton"
    assert dblp_pid("57/4192-2") == "57/4192-2"
    assert semantic_scholar_id("https://www.semanticscholar.org/author/Ada-Lovelace/1741101") == "1741101"


# One work by its identifier


def test_crossref_tells_of_an_article(services: FakeServices) -> None:
    services.on("/works/10.1112/", crossref_work())
    assert bibtex_fields(find(services, TURING)) == {
        "author": "Turing, A. M.",
        "title": "On Computable Numbers, with an Application to the Entscheidungsproblem",
        "journal": "Proceedings of the London Mathematical Society",
        "year": "1937",
        "volume": "s2-42",
        "number": "1",
        "pages": "230--265",
        "doi": TURING,
    }


def test_crossref_tells_of_a_paper_in_proceedings(services: FakeServices) -> None:
    services.on(
        "/works/",
        crossref_work(
            type="proceedings-article",
            title=["Faster &amp; <i>cheaper</i> H<sub>2</sub>O with BERT"],
            subtitle=["A Study"],
            author=[{"name": "The ACME and Co. Group"}, {"given": "Guido", "family": "van Rossum", "suffix": "Jr."}],
            **{"container-title": ["Proceedings of X"], "published": {"date-parts": [[2024, 5, 1]]}, "issued": None},
        ),
    )
    work = find(services, "10.1145/1")
    assert work.entry_type == "inproceedings"
    fields = bibtex_fields(work)
    assert fields["author"] == "{The ACME and Co. Group} and van Rossum, Jr., Guido"
    assert fields["title"] == r"Faster \& cheaper {H2O} with {BERT}: A Study"
    assert (fields["booktitle"], fields["publisher"]) == ("Proceedings of X", "Wiley")
    assert (fields["year"], fields["month"]) == ("2024", "5")


def test_crossref_tells_what_a_preprint_became(services: FakeServices) -> None:
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.1038/S1", "asserted-by": "subject"}]}
    services.on("/works/", crossref_work(type="posted-content", subtype="preprint", relation=relation))
    assert find(services, "10.1101/1").published_doi == "10.1038/s1"


def test_a_doi_that_crossref_does_not_know_is_datacites(services: FakeServices) -> None:
    services.on("/dois/10.5281/", datacite_work())
    work = find(services, "https://doi.org/10.5281/zenodo.3233118")
    assert bibtex_fields(work) == {
        "author": "Lovelace, Ada and {Analytical Engine Society}",
        "title": r"Notes \& Tables: 100\% of them",
        "publisher": "Zenodo",
        "year": "2019",
        "month": "5",
        "version": "1.2",
        "doi": "10.5281/zenodo.3233118",
    }


def test_arxiv_tells_of_a_preprint(services: FakeServices) -> None:
    entry = arxiv_entry(title="Sorting in $O(n^2)$ is\n  100% G\\\"odel's BERT_x", more=arxiv_doi("10.1038/S1"))
    services.on("/api/query?id_list=1706.03762", arxiv_feed(entry))
    work = find(services, "arXiv:1706.03762v2")
    assert work.published_doi == "10.1038/s1"
    assert bibtex_fields(work) == {
        "author": "Ashish Vaswani and Łukasz Kaiser",
        "title": r"Sorting in $O(n^2)$ is 100\% G\"odel's {BERT}\_x",
        "year": "2017",
        "month": "6",
        "eprint": "1706.03762",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.CL",
    }


def test_many_preprints_are_asked_for_at_once(services: FakeServices) -> None:
    services.on("/api/query", arxiv_feed(arxiv_entry("2301.00001"), arxiv_entry("2301.00003")))
    found = Arxiv(quick_web(), services.url).find_all([f"2301.0000{number}" for number in range(4)])
    assert sorted(found) == ["2301.00001", "2301.00003"]
    assert len(services.asked) == 1


@pytest.mark.parametrize("identifier", ["10.1234/nothing", "2301.00001"])
def test_what_nobody_knows_is_told(services: FakeServices, identifier: str) -> None:
    services.on("/api/query", arxiv_feed())
    with pytest.raises(NotFound, match=r"^unknown to "):
        find(services, identifier)


def test_a_doi_is_not_called_unknown_where_one_of_two_services_fails(services: FakeServices) -> None:
    services.on("/works/", answer("", 500))
    with pytest.raises(ServiceError, match=r"^Crossref: 127.0.0.1 has an error of its own \(500\)$") as caught:
        find(services, TURING)
    assert not isinstance(caught.value, NotFound)


@pytest.mark.parametrize(
    ("entry_type", "field"),
    [
        ("article", "journal"),
        ("inproceedings", "booktitle"),
        ("incollection", "booktitle"),
        ("phdthesis", "school"),
        ("mastersthesis", "school"),
        ("techreport", "institution"),
        ("book", "publisher"),
        ("dataset", "publisher"),
        ("misc", "howpublished"),
    ],
)
def test_the_venue_stands_where_the_entry_type_has_it(entry_type: str, field: str) -> None:
    assert bibtex_fields(FoundWork("T", venue="V & W", entry_type=entry_type)) == {"title": "T", field: r"V \& W"}


# The works of an author


def test_orcid_lists_works_with_their_authors(services: FakeServices) -> None:
    works = [orcid_work(1, "On Engines", doi="10.1234/A"), orcid_work(2, "Notes", year="n.d."), orcid_work(3, "")]
    services.on(f"/v3.0/{ORCID}/works", orcid_list(works))
    services.on(f"/v3.0/{ORCID}/works/1,2,3", orcid_bulk(works, "Lovelace, Ada", "Charles Babbage"))
    listing = works_of(services, "orcid", ORCID)
    assert listing.unusable == 1
    assert bibtex_fields(listing.works[0]) == {
        "author": "Lovelace, Ada and Charles Babbage",
        "title": "On Engines",
        "journal": "Journal of Engines",
        "year": "2019",
        "month": "5",
        "doi": "10.1234/a",
    }
    assert listing.works[1].year is None


def test_orcid_is_asked_for_a_hundred_works_at_once(services: FakeServices) -> None:
    works = [orcid_work(number, f"Work {number}") for number in range(1, 251)]
    services.on(f"/v3.0/{ORCID}/works", orcid_list(works))
    assert len(works_of(services, "orcid", ORCID).works) == 250  # their details answer 404
    assert [asked.path.count(",") for asked in services.asked] == [0, 99, 99, 49]


def test_openalex_lists_works_page_by_page(services: FakeServices) -> None:
    arxiv = [{"landing_page_url": "https://arxiv.org/abs/1706.03762"}]
    first = openalex_page([openalex_work("The state of OA", doi="10.7717/PEERJ.4375", locations=arxiv)], "next")
    services.on("/works?filter=author.id:A5023888391", first, openalex_page([openalex_work("Second")]))
    listing = works_of(services, "openalex", "A5023888391")
    assert [work.title for work in listing.works] == ["The state of OA", "Second"]
    assert listing.works[0].identifiers == {"doi": "10.7717/peerj.4375", "arxiv": "1706.03762"}
    assert bibtex_fields(listing.works[1]) == {
        "author": "Heather Piwowar",
        "title": "Second",
        "journal": "PeerJ",
        "year": "2018",
        "month": "2",
        "volume": "6",
        "pages": "e4375",
        "url": "https://example.org/paper",
    }
    assert services.asked[1].path.endswith("cursor=next")


def test_openalex_is_asked_by_orcid_too(services: FakeServices) -> None:
    services.on(f"/works?filter=author.orcid:{ORCID}", openalex_page([]))
    assert works_of(services, "openalex", ORCID) == Listing(())


def test_pages_without_end_are_left() -> None:
    endless = OneAnswer({"meta": {"next_cursor": "again"}, "results": [openalex_work("Again")]})
    with pytest.raises(ServiceError, match=r"more than 5,000 works"):
        author_provider("openalex", endless).works_of("A5023888391")
    backwards = OneAnswer({"data": [scholar_paper("Again")], "next": 0})
    assert len(author_provider("semanticscholar", backwards).works_of("1741101").works) == 1


def test_dblp_lists_works(services: FakeServices) -> None:
    services.on("/pid/l/AdaLovelace.xml", dblp_person(DBLP_PAPER, DBLP_PREPRINT))
    paper, preprint = works_of(services, "dblp", "l/AdaLovelace").works
    assert bibtex_fields(paper) == {
        "author": "Ada Lovelace and Charles Babbage",
        "title": "Engines in O(n2) Time",
        "booktitle": "ACL (1)",
        "year": "2023",
        "pages": "821--854",
        "doi": "10.18653/v1/2023.acl-long.48",
    }
    assert (preprint.entry_type, preprint.identifiers["arxiv"], preprint.venue) == ("misc", "2301.00001", "")


def test_semantic_scholar_lists_papers_page_by_page(services: FakeServices) -> None:
    only_preprint = {"ArXiv": "2301.00001", "DOI": "10.48550/arXiv.2301.00001"}
    services.on("/graph/v1/author/1741101/papers", scholar_page([scholar_paper("Literature Graph")], 500))
    services.on(
        "/graph/v1/author/1741101/papers?fields=title,authors,year,venue,publicationVenue,externalIds,"
        "publicationTypes,publicationDate,journal,url&limit=500&offset=500",
        scholar_page([scholar_paper("Preprint", externalIds=only_preprint)]),
    )
    paper, preprint = works_of(services, "semanticscholar", "1741101").works
    assert paper.entry_type == "inproceedings"
    assert paper.identifiers == {"doi": "10.18653/v1/n18-3011", "arxiv": "1805.02262", "acl": "N18-3011"}
    assert paper.venue == "North American Chapter of the Association for Computational Linguistics"
    assert (preprint.entry_type, preprint.identifiers) == ("misc", {"arxiv": "2301.00001"})


# Bad stuff

AUTHORS = {"orcid": ORCID, "openalex": "A5023888391", "dblp": "l/AdaLovelace", "semanticscholar": "1741101"}
WRONG = [
    answer(""),
    answer("no data at all"),
    answer(b"\xff\xfe\x00garbage"),
    answer("[" * 100_000),
    answer("<a>" * 100_000),
    answer('{"a": ' * 50_000),
    answer("<html><body>Down for maintenance"),
    answer('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><feed>&b;</feed>'),
    answer("null"),
    answer("[]"),
    answer('"text"'),
    answer("1" * 10_000),
    answer("NaN"),
    answer("<?xml version='1.0'?><other/>"),
]


@pytest.mark.parametrize("reply", WRONG)
@pytest.mark.parametrize("key", ["openalex", "dblp", "semanticscholar"])
def test_an_answer_in_an_unknown_form_is_a_failure_of_the_service(
    services: FakeServices, key: str, reply: Reply
) -> None:
    services.on("/", reply)
    with pytest.raises(ServiceError, match=r"^the answer (?:has|is) [^\n]+$"):
        works_of(services, key, AUTHORS[key])


@pytest.mark.parametrize(
    "reply", [*WRONG, answer("{}"), answer('{"message": [], "data": 3}'), answer('{"message": {"title": {}}}')]
)
@pytest.mark.parametrize("identifier", [TURING, "1706.03762"])
def test_a_work_without_a_title_is_a_failure_of_the_service(
    services: FakeServices, identifier: str, reply: Reply
) -> None:
    services.on("/", reply)
    with pytest.raises(ServiceError, match=r"^(?:Crossref|arXiv): the answer (?:has|is) [^\n]+$"):
        find(services, identifier)


WRONG_VALUES: list[object] = [
    None,
    True,
    -1,
    10**400,
    1.5,
    "",
    "\ud83d",
    [],
    {},
    [None],
    [[[]]],
    {"value": [7]},
    "x" * 9_999,
]


class OneAnswer(Web):
    """Answers everything with one value."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self._body = json.dumps(value).encode()

    def get(self, url: str, **more: object) -> bytes:  # type: ignore[override]
        return self._body


def mutants(value: object) -> Iterator[object]:
    """Yield copies of `value`, in each of which one value within is a wrong one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ({**value, key: wrong} for wrong in (*WRONG_VALUES, *mutants(inner)))
    elif isinstance(value, list):
        yield from ([*value, wrong] for wrong in WRONG_VALUES)
        yield from ([wrong] for inner in value[:1] for wrong in (*WRONG_VALUES, *mutants(inner)))


ALL_WORKS = {
    "orcid": {
        "group": [{"work-summary": [orcid_work(1, "T", doi="10.1234/a")]}],
        "bulk": [
            {
                "work": {
                    **orcid_work(1, "T", doi="10.1234/a"),
                    "contributors": {"contributor": [{"credit-name": {"value": "A"}, "contributor-attributes": None}]},
                }
            }
        ],
    },
    "openalex": {
        "meta": {"next_cursor": None},
        "results": [openalex_work("T", doi="10.1234/a", locations=[{"landing_page_url": "https://arxiv.org/abs/1"}])],
    },
    "semanticscholar": {"data": [scholar_paper("T")]},
    "crossref": {"message": CROSSREF_WORK},
    "datacite": {"data": {"attributes": DATACITE_WORK}},
}


@pytest.mark.parametrize("key", list(ALL_WORKS))
def test_a_value_of_a_wrong_type_costs_itself_only(key: str) -> None:
    count = 0
    for answers in mutants(ALL_WORKS[key]):
        try:
            works = works_in(key, OneAnswer(answers))
        except ServiceError:  # what has no title at all
            continue
        count += len(works)
        for work in works:
            assert work.title
            assert all(isinstance(value, str) and value for value in bibtex_fields(work).values())
    assert count > 100


def works_in(key: str, web: Web) -> tuple[FoundWork, ...]:
    if key == "crossref":
        return (Crossref(web).find(TURING),)
    if key == "datacite":
        return (DataCite(web).find(TURING),)
    return author_provider(key, web).works_of(AUTHORS[key]).works


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><feed>&b;</feed>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><feed/>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed>&a;</feed>',
    ],
)
def test_xml_with_a_document_type_is_refused_in_every_encoding(encoding: str, doctype: str) -> None:
    with pytest.raises(ServiceError, match="document type"):
        read_xml(f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'.encode(encoding))


def test_text_is_bounded_and_on_one_line() -> None:
    assert text_of("a\x00\x1b[31m\n b\u202e\ud83d c") == "a [31m b ? c"
    assert len(text_of("x" * 1_000_000)) == 2_000
    assert [text_of(value) for value in (True, None, 1.5, [], {}, 10**400)] == [""] * 6


def test_markup_is_left_and_comparisons_stay() -> None:
    assert (
        markup_of('<jats:p xml:lang="en">A &lt; B</jats:p> &amp; <mml:math><mml:mi>x</mml:mi></mml:math>')
        == "A < B & x"
    )
    assert markup_of("when a < b and c > d") == "when a < b and c > d"
    assert len(markup_of("<" * 100_000)) == 2_000
    assert markup_of("<a b" * 25_000)
    assert markup_of("<a" + ' b="c"' * 20_000)


def test_json_that_repeats_and_nests_is_bounded() -> None:
    with pytest.raises(ServiceError):
        read_json(b'{"a":' + b"[" * 200_000)


# BibTeX


@given(st.text(max_size=200))
def test_no_text_becomes_a_command_or_an_unbalanced_brace(text: str) -> None:
    for written in (escape_latex(text), escape_latex(text, keep_math=True), protect_case(escape_latex(text))):
        bare = "".join(written.replace("\\\\", "").replace(r"\{", "").replace(r"\}", ""))
        depth = 0
        for char in bare:
            depth += (char == "{") - (char == "}")
            assert depth >= 0
        assert depth == 0


LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’"}


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\\{}$&%#_^~\"'`<>-@=,"), max_size=60))
def test_what_is_written_is_read_back(text: str) -> None:
    work = FoundWork(
        title := text_of(text), (Person(title),), venue=title, year=2000, url=f"https://example.org/{text}"
    )
    problems: list[Problem] = []
    (entry,) = read_entries([BibFile("p.bib", f"{work.to_bibtex('key')}\n")], report=problems.append)
    assert problems == []
    assert not set(entry.fields["url"]) & set(" \n{}\\")
    plain = TexReader().plain(entry.fields.get("title", ""))
    assert straight(plain) == straight(title)


def straight(text: str) -> str:
    """Return the text with the signs that TeX makes of others made one."""
    for written, printed in LIGATURES.items():
        text = text.replace(written, printed)
    return unicodedata.normalize("NFC", " ".join(text.split()))


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (r"50% of $5 & #1 {x}_y^z~\input{/etc/passwd}",
         r"50\% of \$5 \& \#1 \{x\}\_y\textasciicircum{}z\textasciitilde{}\textbackslash{}input\{/etc/passwd\}"),
        ("Łukasz 王小明 – “q”", "Łukasz 王小明 – “q”"),
    ],
)  # fmt: skip
def test_what_latex_obeys_becomes_characters(text: str, latex: str) -> None:
    assert escape_latex(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("cost $5 only", r"cost \$5 only"),
        ("$x_{1}$ and $y}$", r"$x_{1}$ and \$y\}\$"),
        ("$a%b$", r"\$a\%b\$"),
        ("$" * 100_001, None),
        ("\\" * 100_000, None),
    ],
)
def test_only_sound_formulas_stay_formulas(text: str, latex: str | None) -> None:
    written = escape_latex(text, keep_math=True)
    assert latex is None or written == latex


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("Pre-training of BERT for mRNA", "Pre-training of {BERT} for {mRNA}"),
        ("ALL IN CAPITALS", "ALL IN CAPITALS"),
        ("A Study of State-of-the-Art GPT-4", "A Study of State-of-the-Art {GPT-4}"),
        (r"Bounds for $NP$ and {AC}", r"Bounds for $NP$ and {AC}"),
        ("Über Öl und ÖPNV", "Über Öl und {ÖPNV}"),
    ],
)
def test_words_with_capitals_inside_keep_them(title: str, protected: str) -> None:
    assert protect_case(title) == protected


@pytest.mark.parametrize(
    ("person", "written"),
    [
        (Person("Turing", "Alan M."), "Turing, Alan M."),
        (Person("Alan Turing"), "Alan Turing"),
        (Person("King", "Martin Luther", "Jr."), "King, Jr., Martin Luther"),
        (Person("Barnes and Noble", is_organization=True), "{Barnes and Noble}"),
        (Person("Rock and Roll"), "{Rock and Roll}"),
        (Person("others"), "{others}"),
        (Person("Smith, PhD", "A."), "{Smith, PhD}, A."),
        (Person("}x{"), r"\}x\{"),
    ],
)
def test_names_are_written_so_that_they_are_read_back(person: Person, written: str) -> None:
    assert bibtex_fields(FoundWork("T", (person,)))["author"] == written


@given(
    family=st.text(st.characters(categories=["L"]), min_size=1, max_size=12),
    given=st.text(st.characters(categories=["L"]) | st.sampled_from(" -.,'"), max_size=12),
)
def test_a_name_is_read_back_in_its_parts(family: str, given: str) -> None:
    given = text_of(given)
    people = (Person(family, given), Person("Turing", "Alan"))
    written = bibtex_fields(FoundWork("T", people))["author"]
    (name, _), last = read_names(written, TexReader()).names
    assert last.name.text == "Alan Turing"
    if given:
        assert straight(f"{name.particle} {name.family}") == straight(family)
        assert "".join(straight(f"{name.given} {name.suffix}").split()) == "".join(straight(given).split())


def test_a_very_long_list_of_authors_ends_in_others(services: FakeServices) -> None:
    services.on("/works/", crossref_work(author=[{"family": f"F{number}"} for number in range(5_001)]))
    author = bibtex_fields(find(services, TURING))["author"]
    assert author.count(" and ") == 5_000
    assert author.endswith(" and others")


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (FoundWork("On Computable Numbers", (Person("Turing", "A. M."),), year=1937), "turing1937computable"),
        (FoundWork("The $O(n)$ Été", (Person("Ørsted Łoś"),), year=2001), "los2001ete"),
        (FoundWork("数学", (Person("王", "小明"),), year=2020), "2020"),
        (FoundWork("数学", (Person("王", "小明"),)), "work"),
        (FoundWork("Of X", (Person("Groß-Müller", "E."),), year=2001), "grossmuller2001"),
    ],
)
def test_citation_keys_say_who_when_and_what(work: FoundWork, key: str) -> None:
    assert citation_key(work, ()) == key
    assert citation_key(work, {key, f"{key}-2"}) == f"{key}-3"


def test_an_entry_is_written_with_its_key(services: FakeServices) -> None:
    services.on("/works/10.1112/", crossref_work())
    written = find(services, TURING).to_bibtex("turing1937computable")
    assert written.startswith("@article{turing1937computable,\n")
    assert written.rstrip().endswith("}")


# What a file has already


def known(title: str = "", year: int | None = None, **identifiers: str) -> KnownWorks:
    works = KnownWorks()
    works.add(Place("papers.bib", 7), title=title, year=year, identifiers=identifiers)
    return works


@pytest.mark.parametrize(
    ("works", "work", "is_known"),
    [
        (known(doi="10.1234/ABC"), FoundWork("x", identifiers={"doi": "10.1234/abc"}), True),
        (known(arxiv="1706.03762v3"), FoundWork("x", identifiers={"arxiv": "1706.03762"}), True),
        (known(doi="10.1234/abc"), FoundWork("x", published_doi="10.1234/abc"), True),
        (known("The {Analytical} Engine: Notes"), FoundWork("the analytical engine – notes"), True),
        (known("Editorial", 2020), FoundWork("Editorial", year=2021), True),
        (known("Editorial", 2018), FoundWork("Editorial", year=2021), False),
        (known("Editorial"), FoundWork("Editorial", year=2021), False),
        (known(""), FoundWork(""), False),
        (known("???"), FoundWork("!!!", year=2000), False),
        (known(doi=""), FoundWork("x", identifiers={"doi": ""}), False),
    ],
)
def test_works_are_the_same_by_identifier_or_title(works: KnownWorks, work: FoundWork, is_known: bool) -> None:
    assert works.find(work) == (Place("papers.bib", 7) if is_known else None)


def test_titles_compare_without_case_accents_and_signs() -> None:
    assert title_key("Gödel’s  Proof — ﬁne!") == title_key("godels proof: FINE")
