"""Services on the loopback that answer as the real ones do, and as they should not."""

from __future__ import annotations

import json
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

Reply = Callable[[BaseHTTPRequestHandler], None]


class Asked(NamedTuple):
    """One question: the address with its query, percent signs resolved."""

    path: str
    headers: Mapping[str, str]
    body: bytes = b""


class FakeServices:
    """A server with replies by the beginning of the path; several replies come one after another, the last again.

    What no reply stands for is answered by 404.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Reply]] = {}

    def on(self, path: str, *replies: Reply) -> None:
        self._replies[path] = list(replies)

    def reply(self, path: str) -> Reply:
        for beginning in sorted(self._replies, key=len, reverse=True):
            if path.startswith(beginning):
                replies = self._replies[beginning]
                return replies.pop(0) if len(replies) > 1 else replies[0]
        return answer("", 404)


@contextmanager
def fake_services(certificate: Path | None = None) -> Iterator[FakeServices]:
    """Serve until the context ends; by `https` where there is a file with a certificate and its key."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each body waits for the header to be acknowledged

        def do_GET(self) -> None:
            path = unquote(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            services.asked.append(Asked(path, dict(self.headers), body))
            try:
                services.reply(path)(self)
            except OSError:  # who asked has had enough
                self.close_connection = True

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            if not isinstance(sys.exception(), OSError):  # who asked has had enough
                super().handle_error(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    services = FakeServices(f"{scheme}://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()


def answer(body: str | bytes, status: int = 200, **headers: str) -> Reply:
    data = body if isinstance(body, bytes) else body.encode()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return reply


def answer_json(value: object, status: int = 200) -> Reply:
    return answer(json.dumps(value), status, Content_Type="application/json")


def redirect(location: str, status: int = 302) -> Reply:
    return answer("", status, Location=location)


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"message": {"ti')
    handler.close_connection = True


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """Send what is no HTTP."""
    handler.wfile.write(b"\x00\xff\x13 nonsense\r\n\r\n")
    handler.close_connection = True


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing for longer than anyone waits."""
    time.sleep(2)
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte from time to time, so that no time-out between bytes is reached."""
    _send(handler, (b" " for _ in range(100)), pause=0.02)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    """Send line after line of the header, and never its end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(b"X-%d: x\r\n" % number)
        time.sleep(0.02)


def endless(handler: BaseHTTPRequestHandler, status: int = 200, location: str = "") -> None:
    """Send more than anyone should read."""
    _send(handler, (b"[" * 65_536 for _ in range(1_000)), status=status, location=location)


def _send(
    handler: BaseHTTPRequestHandler,
    parts: Iterator[bytes],
    *,
    pause: float = 0.0,
    status: int = 200,
    location: str = "",
) -> None:
    handler.send_response(status)
    handler.send_header("Location", location)
    handler.send_header("Connection", "close")
    handler.end_headers()
    for part in parts:
        handler.wfile.write(part)
        time.sleep(pause)
    handler.close_connection = True


# Answers in the forms that the services document


CROSSREF_WORK: dict[str, object] = {
    "DOI": "10.1112/PLMS/S2-42.1.230",
    "type": "journal-article",
    "title": ["On Computable Numbers, with an Application to the Entscheidungsproblem"],
    "subtitle": [],
    "author": [{"given": "A. M.", "family": "Turing", "sequence": "first", "affiliation": []}],
    "container-title": ["Proceedings of the London Mathematical Society"],
    "short-container-title": ["Proc. London Math. Soc."],
    "issued": {"date-parts": [[1937]]},
    "volume": "s2-42",
    "issue": "1",
    "page": "230-265",
    "publisher": "Wiley",
    "ISSN": ["0024-6115"],
    "relation": {},
    "URL": "https://doi.org/10.1112/plms/s2-42.1.230",
}

DATACITE_WORK: dict[str, object] = {
    "doi": "10.5281/zenodo.3233118",
    "creators": [
        {"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"},
        {"name": "Analytical Engine Society", "nameType": "Organizational"},
    ],
    "titles": [{"title": "Notes & Tables: 100% of them"}],
    "publisher": "Zenodo",
    "publicationYear": 2019,
    "types": {"resourceTypeGeneral": "Dataset", "bibtex": "misc"},
    "dates": [{"date": "2019-05-27", "dateType": "Issued"}],
    "version": "1.2",
}


def crossref_work(**changes: object) -> Reply:
    message = {**CROSSREF_WORK, **changes}
    return answer_json({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message})


def datacite_work(**changes: object) -> Reply:
    attributes = {**DATACITE_WORK, **changes}
    return answer_json({"data": {"id": "10.5281/zenodo.3233118", "type": "dois", "attributes": attributes}})


def arxiv_feed(*entries: str) -> Reply:
    return answer(
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title type="html">ArXiv Query</title>{"".join(entries)}</feed>',
        Content_Type="application/atom+xml; charset=UTF-8",
    )


def arxiv_entry(identifier: str = "1706.03762", title: str = "Attention Is All You Need", more: str = "") -> str:
    return f"""<entry>
        <id>http://arxiv.org/abs/{identifier}v7</id>
        <updated>2023-08-02T00:41:18Z</updated>
        <published>2017-06-12T17:57:34Z</published>
        <title>{title}</title>
        <summary>  The dominant sequence transduction models  </summary>
        <author><name>Ashish Vaswani</name></author>
        <author><name>Łukasz Kaiser</name></author>
        <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/>
        <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>{more}
    </entry>"""


def arxiv_doi(doi: str) -> str:
    return f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{doi}</arxiv:doi>'


def orcid_work(put_code: int, title: str, *, doi: str = "", year: str = "2019", **changes: object) -> dict[str, object]:
    identifier = {
        "external-id-type": "doi",
        "external-id-value": doi,
        "external-id-normalized": {"value": doi.lower(), "transient": True},
        "external-id-relationship": "self",
    }
    return {
        "put-code": put_code,
        "title": {"title": {"value": title}, "subtitle": None, "translated-title": None},
        "external-ids": {"external-id": [identifier] if doi else []},
        "type": "journal-article",
        "publication-date": {"year": {"value": year}, "month": {"value": "05"}, "day": None},
        "journal-title": {"value": "Journal of Engines"},
        "url": None,
        **changes,
    }


def orcid_list(works: Sequence[Mapping[str, object]]) -> Reply:
    groups = [{"external-ids": work["external-ids"], "work-summary": [work]} for work in works]
    return answer_json({"last-modified-date": None, "group": groups, "path": "/0000-0002-1825-0097/works"})


def orcid_bulk(works: Sequence[Mapping[str, object]], *names: str) -> Reply:
    contributors = [
        {
            "contributor-orcid": None,
            "credit-name": {"value": name},
            "contributor-attributes": {"contributor-sequence": None, "contributor-role": "author"},
        }
        for name in names
    ]
    return answer_json({"bulk": [{"work": {**work, "contributors": {"contributor": contributors}}} for work in works]})


def openalex_work(title: str, *, doi: str | None = None, **changes: object) -> dict[str, object]:
    return {
        "id": "https://openalex.org/W2741809807",
        "doi": doi and f"https://doi.org/{doi}",
        "title": title,
        "publication_year": 2018,
        "publication_date": "2018-02-13",
        "type": "article",
        "primary_location": {
            "landing_page_url": "https://example.org/paper",
            "source": {"display_name": "PeerJ", "type": "journal"},
        },
        "locations": [],
        "authorships": [{"author_position": "first", "author": {"display_name": "Heather Piwowar"}}],
        "biblio": {"volume": "6", "issue": None, "first_page": "e4375", "last_page": "e4375"},
        **changes,
    }


def openalex_page(works: Sequence[object], next_cursor: str | None = None) -> Reply:
    meta = {"count": len(works), "per_page": 100, "next_cursor": next_cursor}
    return answer_json({"meta": meta, "results": works, "group_by": []})


def dblp_person(*records: str) -> Reply:
    inner = "".join(f"<r>{record}</r>" for record in records)
    return answer(
        f'<?xml version="1.0" encoding="US-ASCII"?>\n<dblpperson name="Ada Lovelace" pid="l/AdaLovelace" n="1">'
        f'<person key="homepages/l/AdaLovelace"><author pid="l/AdaLovelace">Ada Lovelace</author></person>{inner}'
        "<coauthors></coauthors></dblpperson>"
    )


DBLP_PAPER = """<inproceedings key="conf/acl/LovelaceB23" mdate="2023-08-10">
<author pid="l/AdaLovelace">Ada Lovelace</author><author pid="b/B">Charles Babbage 0001</author>
<title>Engines in O(<i>n</i><sup>2</sup>) Time.</title><pages>821-854</pages><year>2023</year>
<booktitle>ACL (1)</booktitle><ee type="oa">https://doi.org/10.18653/v1/2023.acl-long.48</ee><ee>https://aclanthology.org/2023.acl-long.48</ee>
<crossref>conf/acl/2023-1</crossref><url>db/conf/acl/acl2023-1.html#LovelaceB23</url></inproceedings>"""

DBLP_PREPRINT = """<article publtype="informal" key="journals/corr/abs-2301-00001" mdate="2023-01-10">
<author pid="l/AdaLovelace">Ada Lovelace</author><title>Of Bernoulli Numbers.</title><year>2023</year>
<volume>abs/2301.00001</volume><journal>CoRR</journal><ee type="oa">https://doi.org/10.48550/arXiv.2301.00001</ee>
</article>"""


def scholar_paper(title: str, **changes: object) -> dict[str, object]:
    return {
        "paperId": "649def34f8be52c8b66281af98ae884c09aef38b",
        "externalIds": {"DOI": "10.18653/v1/N18-3011", "ArXiv": "1805.02262", "ACL": "N18-3011", "CorpusId": 19170988},
        "title": title,
        "year": 2018,
        "venue": "NAACL",
        "publicationVenue": {"name": "North American Chapter of the Association for Computational Linguistics"},
        "publicationTypes": ["JournalArticle", "Conference"],
        "publicationDate": "2018-05-06",
        "journal": {"name": None, "pages": "84-91"},
        "authors": [{"authorId": "1741101", "name": "Waleed Ammar"}],
        "url": "https://www.semanticscholar.org/paper/649def34f8be52c8b66281af98ae884c09aef38b",
        **changes,
    }


def scholar_page(papers: Sequence[object], following: int | None = None) -> Reply:
    page: dict[str, object] = {"offset": 0, "data": papers}
    return answer_json(page | ({"next": following} if following else {}))


# Citation numbers


def profile_row(paper: str, title: str, citations: str = "", year: str = "2019", more: str = "") -> str:
    cites = "https://scholar.google.com/scholar?oi=bibs&amp;hl=en&amp;cites=7095456534083399278" if citations else ""
    return f"""<tr class="gsc_a_tr"><td class="gsc_a_t"><a
        href="/citations?view_op=view_citation&amp;hl=en&amp;user=TuringAAAAJ&amp;citation_for_view=TuringAAAAJ:{paper}"
        class="gsc_a_at">{title}</a><div class="gs_gray">A Turing</div><div class="gs_gray">Mind 59<span
        class="gs_oph">, {year}</span></div></td>
        <td class="gsc_a_c"><a href="{cites}" class="gsc_a_ac gs_ibl">{citations}</a>{more}</td>
        <td class="gsc_a_y"><span class="gsc_a_h gsc_a_hc gs_ibl">{year}</span></td></tr>"""


PROFILE_ROWS = (
    profile_row("u5HHmVD_uO8C", "Computing machinery &amp; <i>intelligence</i>", "23,001", "1950"),
    profile_row("d1gkVwhDpl0C", "On computable numbers", "17", "1937", '<span class="gsc_a_m">*</span>'),
    profile_row("9yKSN-GCB0IC", "Solvable and unsolvable problems", "", ""),
)
PROFILE_FIGURES = ("50,123", "10000", "36", "20", "60", "31")
PROFILE_BARS = ((2021, 10), (2022, 0), (2023, 3), (2024, 32))


def profile_page(
    *rows: str,
    figures: Sequence[str] = PROFILE_FIGURES,
    bars: Sequence[tuple[int, int]] = PROFILE_BARS,
    more: str | None = None,
    name: str = "Alan M. Turing",
) -> str:
    """A page of a profile as Google Scholar names its elements; a year of no citations has no bar.

    Arguments:
        more: The attributes of the button that shows more papers: it is disabled where there are none.
    """
    more = ("" if len(rows) >= 100 else "disabled") if more is None else more
    cells = [f'<td class="gsc_rsb_std">{figure}</td>' for figure in figures]
    table = "".join(f"<tr><td class=gsc_rsb_sc1>x</td>{''.join(cells[at : at + 2])}</tr>" for at in (0, 2, 4))
    years = "".join(f'<span class="gsc_g_t" style="right:{at}px">{year}</span>' for at, (year, _) in enumerate(bars))
    drawn = "".join(
        f'<a href="javascript:void(0)" class="gsc_g_a" style="right:4px;height:7px;z-index:{len(bars) - at}">'
        f'<span class="gsc_g_al">{number}</span></a>'
        for at, (_, number) in enumerate(bars)
        if number
    )
    return f"""<!doctype html><html><head><title>{name} - Google Scholar</title><script>var gsc_a_tr="<tr>";</script>
        </head><body><a href="https://accounts.google.com/Login">Sign in</a><div id="gsc_prf_in">{name}</div>
        <table id="gsc_rsb_st"><thead><tr><th>All</th><th>Since 2019</th></tr></thead><tbody>{table}</tbody></table>
        <div class="gsc_md_hist_w"><div class="gsc_md_hist_b" dir="rtl">{years}{drawn}</div></div>
        <table id="gsc_a_t"><thead><tr id="gsc_a_trh"><th class="gsc_a_y"><span class="gsc_a_h">Year</span></th></tr>
        </thead><tbody id="gsc_a_b">{"".join(rows)}</tbody></table>
        <button id="gsc_bpf_more" {more}><span>Show more</span></button></body></html>"""


CAPTCHA_PAGE = """<html><head><title>Sorry...</title></head><body><form id="captcha-form" action="index" method="post">
    <div id="recaptcha" class="g-recaptcha"></div></form>Our systems have detected unusual traffic from your computer
    network.</body></html>"""
SIGN_IN_PAGE = """<html><head><title>Sign in - Google Accounts</title><script src="/recaptcha/api.js"></script></head>
    <body><form action="/signin/v2/lookup"><input id="identifierId" name="identifier"></form></body></html>"""
CONSENT_PAGE = """<html><body><h1>Before you continue to Google</h1>
    <form action="https://consent.google.com/save" method="POST"></form></body></html>"""


def serpapi_article(paper: str, title: str, citations: int | None, year: str = "2019") -> dict[str, object]:
    link = "https://scholar.google.com/scholar?oi=bibs&hl=en&cites=1"
    return {
        "title": title,
        "link": f"https://scholar.google.com/citations?citation_for_view=TuringAAAAJ:{paper}",
        "citation_id": f"TuringAAAAJ:{paper}",
        "authors": "A Turing",
        "cited_by": {"value": citations, "link": link if citations else None},
        "year": year,
    }


def serpapi_profile(articles: Sequence[object], *, following: str = "", **changes: object) -> dict[str, object]:
    return {
        "search_metadata": {"status": "Success"},
        "search_parameters": {"engine": "google_scholar_author", "author_id": "TuringAAAAJ", "hl": "en"},
        "author": {"name": "Alan M. Turing", "affiliations": "Manchester"},
        "articles": articles,
        "cited_by": {
            "table": [
                {"citations": {"all": 50123, "since_2019": 10000}},
                {"h_index": {"all": 36, "since_2019": 20}},
                {"i10_index": {"all": 60, "since_2019": 31}},
            ],
            "graph": [{"year": 2023, "citations": 3}, {"year": 2024, "citations": 32}],
        },
        **({"serpapi_pagination": {"next": following}} if following else {}),
        **changes,
    }


OPENALEX_AUTHOR: dict[str, object] = {
    "id": "https://openalex.org/A5023888391",
    "display_name": "Alan Turing",
    "cited_by_count": 1200,
    "summary_stats": {"2yr_mean_citedness": 1.5, "h_index": 12, "i10_index": 15},
    "counts_by_year": [
        {"year": 2026, "works_count": 0, "cited_by_count": 40},
        {"year": 2025, "works_count": 0, "cited_by_count": 90},
    ],
}

SCHOLAR_AUTHOR: dict[str, object] = {"authorId": "1741101", "name": "Alan Turing", "citationCount": 900, "hIndex": 11}


def crossref_items(*items: Mapping[str, object]) -> Reply:
    message = {"facets": {}, "total-results": len(items), "items": items, "items-per-page": 40}
    return answer_json({"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message})


def inspire_record(title: str, citations: int, *, dois: Sequence[str] = (), arxiv: str = "") -> dict[str, object]:
    return {
        "id": "451647",
        "links": {},
        "metadata": {
            "control_number": 451647,
            "citation_count": citations,
            "titles": [{"source": "arXiv", "title": title}],
            "dois": [{"source": "publication", "value": doi} for doi in dois],
            "arxiv_eprints": [{"categories": ["hep-th"], "value": arxiv}] if arxiv else [],
            "earliest_date": "1997-11-27",
        },
    }


def inspire_hits(*records: Mapping[str, object]) -> Reply:
    return answer_json({"hits": {"hits": records, "total": len(records)}, "links": {}})
